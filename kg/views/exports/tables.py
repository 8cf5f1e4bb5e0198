"""A network as tables of nodes, edges and ties, for spreadsheets and for the programs that want names of their own.

`gephi`: a node table has `Id` and `Label`, an edge table `Source`, `Target`, `Type` (Undirected), `Id`, `Label` and
`Weight`; every other column becomes an attribute (https://gephi.org/users/supported-graph-formats/spreadsheet).
`kumu`: elements begin with `Label`, connections with `From` and `To`, which name elements by their labels; `Type`,
`Description` and `Tags` are known, several values of a cell stand apart by `|`, every other column becomes a field
(https://docs.kumu.io/guides/import/import), and so in a blueprint, with lists for several values
(https://docs.kumu.io/guides/blueprints.html). All files are UTF-8 without a byte order mark, with commas.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.model.table import Cell, Table
from kg.model.text import clean, inert
from kg.networks.plain import JOIN, Plain, joined, values
from kg.views.exports.named import TIE_NAMES
from kg.views.exports.plain import listed, look, ordered, plain

if TYPE_CHECKING:
    from kg.networks.types import Attributes, Graph, Id, Positions

__all__ = ["PROGRAMS", "Sheet", "blueprint", "csv_text", "sheets", "workbook_of"]

_ENDS = ("source", "target")
_PARTIES = ("role_source", "role_target", "contribution_source", "contribution_target")
_TIE = (
    *("kind", "label", "start", "end", "as_of", "status", "role", "hub", "hub_key", "ties", "programmes", *_PARTIES),
    *("project_contribution", "held_from", "held_until", "certainty", "known_by", "end_reason"),
    *("source_title", "source_url"),
)
_KUMU_OWN = {
    *("label", "kind", "type", "themes", "country", "level"),
    *("kind_label", "theme_labels", "country_label", "level_label", "programme_labels"),
}
"""What is told of a node under Kumu's own names, or by its name instead of its key."""
_KUMU_EDGE = ("kinds", "kind_labels", "via", "via_labels", "programme_labels")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns, and rows by column; what is not known is not in a row."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Attributes]


def sheets(graph: Graph, positions: Positions | None = None, program: str = "", language: str = "en") -> list[Sheet]:
    """The tables of a network: nodes, edges and, where the edges list them, ties (one line each, with its sources).

    Identifiers are text, amounts (EUR), degrees and counts are numbers, several values are joined by `|`. With a
    `program`, one of `PROGRAMS`, the two tables that it reads; words are then in a language (nb, nn, en).
    """
    return PROGRAMS[program](graph, positions, language) if program else _plain_sheets(graph, positions)


def csv_text(sheet: Sheet) -> str:
    """A table as CSV; what a spreadsheet would take for a formula is made plain text, see `kg.model.text.inert`."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(sheet.columns), restval="", lineterminator="\n")
    writer.writerow({name: inert(name) for name in sheet.columns})
    writer.writerows({k: inert(v) if isinstance(v, str) else v for k, v in row.items()} for row in sheet.rows)
    return out.getvalue()


def workbook_of(made: Sequence[Sheet]) -> bytes:
    """The tables as a workbook (xlsx), a sheet each: text is text, numbers are numbers, the header is frozen."""
    from kg.views.exports.workbook import workbook

    return workbook([(sheet.name, _cells(sheet)) for sheet in made])


def _cells(sheet: Sheet) -> Table:
    def cell(value: object) -> Cell:
        return Cell(value, "" if value is None else str(value))

    rows = [[cell(row.get(column)) for column in sheet.columns] for row in sheet.rows]
    return Table(sheet.columns, sheet.columns, ["key"] * len(sheet.columns), rows)


def blueprint(graph: Graph, language: str = "en") -> str:
    """A network as a blueprint of Kumu (JSON): what `sheets` gives for it, with lists for several values."""
    elements, connections = _kumu(graph, None, language)
    parts = {sheet.name: [_fields(row) for row in sheet.rows] for sheet in (elements, connections)}
    return json.dumps(parts, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _fields(row: Attributes) -> dict[str, object]:
    known = ("Label", "Type", "Description", "Tags", "From", "To", "Direction")
    made: dict[str, object] = {}
    for name, value in row.items():
        several = isinstance(value, str) and (name == "Tags" or (JOIN in value and name not in known))
        made[name.lower() if name in known else name] = str(value).split(JOIN) if several else value
    return made


def _table(name: str, rows: Sequence[Attributes], first: Sequence[str]) -> Sheet:
    return Sheet(name, [*first, *sorted({each for row in rows for each in row} - set(first))], rows)


def _plain_sheets(graph: Graph, positions: Positions | None) -> list[Sheet]:
    nodes, edges = ordered(graph)
    rows = [{**_node(graph, n), "id": str(n), "label": _label(graph, n), **look(n, None, positions)} for n in nodes]
    lines = [
        {
            "source": str(u),
            "target": str(v),
            "source_label": _label(graph, u),
            "target_label": _label(graph, v),
            **plain(d),
        }
        for u, v, d in edges
    ]
    ties = [{"source": str(u), "target": str(v), **_tie(tie, u, v)} for u, v, data in edges for tie in listed(data)]
    made = [
        _table("nodes", rows, ("id", "label")),
        _table("edges", lines, (*_ENDS, "source_label", "target_label", "weight")),
    ]
    named = TIE_NAMES if any(name in tie for tie in ties for name in TIE_NAMES) else ()
    return [*made, Sheet("ties", (*_ENDS, *_TIE, *named), ties)] if ties else made


def _tie(tie: Attributes, source: Id, target: Id) -> dict[str, object]:
    """A tie in one row: what it says of the two ends apart."""
    roles, amounts = tie.get("roles") or {}, tie.get("contributions") or {}
    ends = {f"role_{end}": roles.get(node) for end, node in zip(_ENDS, (source, target), strict=True)}
    ends |= {f"contribution_{end}": amounts.get(node) for end, node in zip(_ENDS, (source, target), strict=True)}
    made: dict[str, object] = {}
    for name in (*_TIE, *TIE_NAMES):
        value = ends.get(name, tie.get(name))
        if isinstance(value, list | tuple):
            value = joined(value)
        if value not in (None, ""):
            made[name] = value if isinstance(value, int | float) else clean(str(value))
    return made


def _gephi(graph: Graph, positions: Positions | None, language: str) -> list[Sheet]:
    nodes, edges, *_ = _plain_sheets(graph, positions)
    named = {"id": "Id", "label": "Label"}
    rows = [{named.get(k, k): v for k, v in row.items()} for row in nodes.rows]
    told = {"source": "Source", "target": "Target", "weight": "Weight"}
    left = {"source_label", "target_label"}
    lines = [
        {
            **{told.get(k, k): v for k, v in row.items() if k not in left},
            "Type": "Undirected",
            "Id": number,
            "Label": f"{row['source_label']} – {row['target_label']}",
            "Weight": row.get("weight", 1.0),
        }
        for number, row in enumerate(edges.rows)
    ]
    first = ("Source", "Target", "Type", "Id", "Label", "Weight")
    return [_table("nodes", rows, ("Id", "Label")), _table("edges", lines, first)]


def _kumu(graph: Graph, positions: Positions | None, language: str) -> list[Sheet]:
    def word(scheme: str, key: object) -> str:
        known = (graph.graph.get("labels") or {}).get(scheme, {}).get(str(key), {})
        return str(known.get(language) or key or "")

    def programmes(data: Attributes) -> dict[str, str]:
        names = joined(_apart(word("programme", key)) for key in values(data, "programmes"))
        return {"Programmes": names} if names else {}

    nodes, edges = ordered(graph)
    names = _unique(graph, nodes)
    elements: list[Attributes] = []
    for node in nodes:
        data = graph.nodes[node]
        rest = {name: value for name, value in _node(graph, node).items() if name not in _KUMU_OWN}
        words = [word("kind", data.get("kind")), word("country", data.get("country")), word("level", data.get("level"))]
        row: dict[str, object] = {
            "Label": names[node],
            "Type": word("kind", data.get("kind")) or str(data.get("type") or ""),
            "Description": ", ".join(filter(None, words)),
            "Tags": joined(_apart(word("theme", theme)) for theme in values(data, "themes")),
            "Country": word("country", data.get("country")),
            "Level": word("level", data.get("level")),
            **{_title(name): value for name, value in rest.items()},
            **programmes(data),
        }
        elements.append({name: value for name, value in row.items() if value != ""})
    connections: list[Attributes] = []
    for u, v, data in edges:
        rest = {k: value for k, value in plain(data).items() if k not in _KUMU_EDGE}
        kinds = [word("tie", kind) for kind in values(data, "kinds")]
        hubs = values(data, "via_labels") or [str(tie.get("label") or "") for tie in listed(data)]
        row = {
            "From": names[u],
            "To": names[v],
            "Type": ", ".join(kinds),
            "Direction": "undirected",
            "Description": "; ".join(dict.fromkeys(filter(None, map(str, hubs)))),
            "Tags": joined(map(_apart, kinds)),
            **{_title(name): value for name, value in rest.items()},
            **programmes(data),
        }
        connections.append({name: value for name, value in row.items() if value != ""})
    return [
        _table("elements", elements, ("Label", "Type", "Description", "Tags")),
        _table("connections", connections, ("From", "To", "Type", "Direction", "Description", "Tags")),
    ]


def _node(graph: Graph, node: Id) -> dict[str, Plain]:
    """What is known of a node, its key under that name."""
    return {"key" if name == "node_key" else name: value for name, value in plain(graph.nodes[node]).items()}


def _title(name: str) -> str:
    """A column as a field is called: `organisation_number` is `Organisation number`."""
    text = name.replace("_", " ")
    return text.upper() if name in ("iri", "pic", "nuts") else text[:1].upper() + text[1:]


def _apart(text: str) -> str:
    """A text that is one value where `|` stands between several."""
    return text.replace(JOIN, "/")


def _unique(graph: Graph, nodes: Sequence[Id]) -> dict[Id, str]:
    """What each node is called, no two alike, capitals aside: namesakes carry their key or id, and a number at last."""
    labels = {node: _apart(_label(graph, node)) for node in nodes}
    count: dict[str, int] = {}
    for label in labels.values():
        count[label.casefold()] = count.get(label.casefold(), 0) + 1
    made: dict[Id, str] = {}
    used = {label.casefold() for label in labels.values() if count[label.casefold()] == 1}
    for node in nodes:
        name = labels[node]
        if count[name.casefold()] > 1:
            base = name = f"{name} ({_apart(clean(str(graph.nodes[node].get('node_key') or node)))})"
            number = 2
            while name.casefold() in used:
                name, number = f"{base} {number}", number + 1
            used.add(name.casefold())
        made[node] = name
    return made


def _label(graph: Graph, node: Id) -> str:
    return clean(str(graph.nodes[node].get("label") or node)) or str(node)


PROGRAMS: Mapping[str, Callable[[Any, Positions | None, str], list[Sheet]]] = {"gephi": _gephi, "kumu": _kumu}
"""Program → its tables of a graph, positions and a language."""
