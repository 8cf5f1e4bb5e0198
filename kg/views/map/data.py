"""What a map page holds: plain data for the page's script, built from a graph and its visual values."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.language.captions import LANGUAGES, Labels, caption_lines, labels_of, texts
from kg.model.period import Bounds
from kg.networks.plain import values
from kg.views.changes import change_labels, periods_of
from kg.views.map.large import Drawn
from kg.views.map.significance import Significance, Table, backbone_data
from kg.views.palettes import DARK_GROUND, LIGHT_GROUND, outline
from kg.views.visual import LegendEntry, Visual, category, number

if TYPE_CHECKING:
    from kg.networks.types import Graph
    from kg.views.ego import EgoPicture

__all__ = ["Sources", "edge_record", "fold", "ids_of", "map_data", "node_record", "ties_of", "web_address"]

_NAMED_OTHERWISE = (("known_by", "evidence-strength"), ("end_reason", "bound-reason"))
_FACETS = ("kind", "type", "country", "level", "community", "themes", "programmes")
_SAID = ("status", "role", "certainty")
_TIE = (
    *("kind", "label", "start", "end", "as_of", *_SAID),
    *("held_from", "held_until", "known_by", "end_reason", "standing"),
)


def ids_of(*graphs: Graph) -> dict[Hashable, str]:
    """Node → its id on the page. Raises KgError where two nodes would share one."""
    found = {node: str(node) for graph in graphs for node in graph.nodes}
    if len(set(found.values())) < len(found):
        twice = next(text for text in found.values() if list(found.values()).count(text) > 1)
        raise KgError(f"two nodes of the graph are both written {twice!r}; a map needs distinct names of nodes")
    return found


class Sources(Table):
    """The sources that ties name, title and URL, each kept once; a tie then holds their places in the list."""

    def source(self, title: str, url: str) -> int:
        """The place of a source in `rows`."""
        safe = web_address(url)
        return self.place([title or safe, safe])


def _known(pairs: Iterable[tuple[str, object]]) -> dict[str, Any]:
    return {key: value for key, value in pairs if value not in (None, "", [], (), {})}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): str(item) for key, item in value.items()}
    return None if value is None or value == "" else str(value)


def node_record(node: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The card of a node: what is known of it, by name; what is not known is not there."""
    measures = {str(name): round(float(v), 6) for name, v in sorted((data.get("measures") or {}).items()) if v == v}
    facets = [(name, list(category(data, name))) for name in _FACETS]
    alt = data.get("alt_labels") or ()
    return {"id": node, "label": str(data.get("label") or node)} | _known(
        [
            *[(name, values if name in ("themes", "programmes") else "".join(values[:1])) for name, values in facets],
            ("labels", _plain(data.get("labels") or None)),
            ("alt", sorted({str(text) for text in (*alt, data.get("abbreviation") or "") if text})),
            ("ties", number(data, "ties")),
            ("start", _plain(data.get("start"))),
            ("end", _plain(data.get("end"))),
            *((name, data.get(name)) for name in ("side", "rank", "counts", "short", "told", "beyond")),
            ("homepage", web_address(data.get("homepage"))),
            ("measures", measures),
            ("change", _plain(data.get("change"))),
            ("tiesIn", list(data.get("ties_in") or ())),
        ]
    )


def web_address(url: object) -> str:
    """An address that a map may link to: of the web, whatever a source says; empty for all else."""
    return url if isinstance(url, str) and url.lower().startswith(("https://", "http://")) else ""


def ties_of(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The ties that an edge lists, each with the first and the last day on which it can have held.

    They are the list of dicts under `ties`, or under `records` where `ties` is a number.
    """
    listed = data.get("ties") if isinstance(data.get("ties"), list | tuple) else data.get("records") or ()
    found: list[Mapping[str, Any]] = []
    for tie in listed or ():
        if "held_from" not in tie:  # a graph from elsewhere: its own dates are all there is
            told = (str(tie.get(key) or "") for key in ("start", "end", "as_of"))
            own = Bounds.of(*told, ended=tie.get("status") == "ended")
            tie = {**tie, "held_from": own.first, "held_until": own.last}
        found.append(tie)
    return found


def edge_record(data: Mapping[str, Any], sources: Sources) -> dict[str, Any]:
    """An edge's weight, kinds, years and, where the graph lists them (see `ties_of`), its ties with their sources."""
    ties = []
    for tie in ties_of(data):
        named = [(source.get("title"), source.get("url")) for source in tie.get("sources") or ()]
        if not named and (tie.get("source_title") or tie.get("source_url")):
            named = [(tie.get("source_title"), tie.get("source_url"))]
        ties.append(
            _known(
                [
                    *((key, _plain(tie.get(key))) for key in _TIE),
                    ("sources", sorted({sources.source(str(t or ""), str(u or "")) for t, u in named})),
                ]
            )
        )
    count = data.get("ties") if isinstance(data.get("ties"), int) else len(ties)
    return _known(
        [
            ("weight", number(data, "weight")),
            (
                "kinds",
                sorted(set(values(data, "kinds")) | {t["kind"] for t in ties if "kind" in t}),
            ),
            ("first", number(data, "first")),
            ("last", number(data, "last")),
            ("open", data.get("open") or None),
            ("known_by", data.get("known_by") or None),
            *((name, data.get(name)) for name in ("own", "standing")),
            ("count", count),
            ("change", _plain(data.get("change"))),
            ("weightIn", list(data.get("weight_in") or ())),
            ("doubt", list(data.get("doubt") or ())),
            ("ties", ties),
        ]
    )


def _labels(graph: Graph, records: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, Any]:
    """What every category on the page is called, by scheme, key and language."""
    schemes = (*_FACETS, "tie", *_SAID, "evidence-strength", "bound-reason")
    used: dict[str, set[str]] = {name: set() for name in schemes}
    for record in records:
        for name in _FACETS:
            value = record.get(name, [])
            used[name].update(value if isinstance(value, list) else [value])
    for edge in edges:
        used["tie"].update(edge.get("kinds", ()))
        used["evidence-strength"].update([edge["known_by"]] if "known_by" in edge else [])
        for tie in edge.get("ties", ()):
            if isinstance(tie, int):  # the place of one that is looked at itself
                continue
            for name, scheme in (*zip(_SAID, _SAID, strict=True), *_NAMED_OTHERWISE):
                used[scheme].update([tie[name]] if name in tie else [])
    made = {name: {key: dict(labels_of(graph, name, key)) for key in sorted(keys)} for name, keys in used.items()}
    return made | ({"change": {key: dict(text) for key, text in change_labels().items()}} if periods_of(graph) else {})


def _described(slider: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """What the rows of a slider's edges name, as records of edges."""
    return [*slider["whats"], {"ties": slider["ties"]}] if slider else []


def _entry(entry: LegendEntry) -> dict[str, object]:
    return {
        "key": entry.key,
        "labels": dict(entry.labels),
        "colour": entry.colour,
        "count": entry.count,
        "shape": entry.shape,
        "dash": list(entry.dash),
    }


def fold(data: dict[str, Any], ego: EgoPicture) -> None:
    """Tell the data of a page what is folded behind what, and which standings of ties it does not show at first."""
    folds = {str(node): [str(each) for each in stands] for node, stands in ego.folds.items()}
    for record in data["records"]:
        if record["id"] in folds:
            record["folds"] = folds[record["id"]]
    data["off"] = list(ego.off)


def map_data(
    graph: Graph,
    drawn: Drawn,
    visual: Visual,
    places: Mapping[Hashable, tuple[float, float]],
    *,
    title: Labels,
    lang: str,
    layout: str,
    stands: Significance | None = None,
    views: Sequence[Mapping[str, object]] = (),
) -> tuple[dict[str, object], list[dict[str, object]]]:
    """The data of the page, and one record per edge of `drawn.graph` in their order.

    Where these stand out more or less (`stands`) they are a part of the data, as rows, and there is no record. `views`
    are those of a walk (see `kg.views.map.walk`).
    """
    ids = ids_of(graph) if drawn.graph is graph else ids_of(graph, drawn.graph)
    sources = Sources()
    listed = drawn.listed(graph)
    records = [node_record(ids[node], graph.nodes[node]) for node in listed]
    for record, node in zip(records, listed, strict=True):
        if node not in drawn.graph:
            record["drawn"] = False
        if node in drawn.members:
            record["of"] = ids[drawn.members[node]]
    if drawn.how == "ego":  # what is drawn has figures of its own, and nodes that stand for others
        by_id = {record["id"]: place for place, record in enumerate(records)}
        for node, data in drawn.graph.nodes(data=True):
            record = node_record(ids[node], data)
            if ids[node] in by_id:
                records[by_id[ids[node]]] = record
            else:
                records.append(record)
    if drawn.how == "communities":
        records += [node_record(ids[node], data) for node, data in drawn.graph.nodes(data=True)]
    edges = [] if stands is not None else [edge_record(data, sources) for _, _, data in drawn.graph.edges(data=True)]
    slider = (
        None
        if stands is None
        else backbone_data(
            drawn.graph,
            stands,
            visual,
            places={node: place for place, node in enumerate(listed)},
            sources=sources,
            described=partial(edge_record, sources=sources),
            outline=bool(places),
        )
    )
    held = set(listed)
    more = [
        {"from": ids[u], "to": ids[v]} | edge_record(data, sources)
        for u, v, data in drawn.others(graph)
        if u in held and v in held
    ]
    colours = {visual_of.colour for visual_of in visual.nodes.values()} | {entry.colour for entry in visual.colours}
    ramp = visual.ramp
    return {
        "lang": lang,
        "languages": list(LANGUAGES),
        "title": dict(title),
        "how": drawn.how,
        "folded": {code: drawn.told(graph, code) for code in LANGUAGES},
        "layout": layout,
        "all": graph.number_of_nodes(),
        "allEdges": graph.number_of_edges(),
        "records": records,
        "more": more,
        "places": {ids[node]: list(at) for node, at in places.items()},
        "labels": _labels(graph, records, [*edges, *more, *_described(slider)]),
        "legend": {
            "colourBy": visual.colour_by,
            "sizeBy": visual.size_by,
            "names": {by: dict(labels_of(graph, "measure", by)) for by in {visual.colour_by, visual.size_by} - {""}},
            "colours": [_entry(entry) for entry in visual.colours],
            "shapes": [_entry(entry) for entry in visual.shapes],
            "lines": [_entry(entry) for entry in visual.lines],
            "ramp": ramp
            and {
                "low": ramp.low,
                "middle": ramp.middle,
                "high": ramp.high,
                "colours": list(ramp.colours),
                "missing": ramp.missing,
            },
        },
        "outlines": {c: [outline(c, LIGHT_GROUND), outline(c, DARK_GROUND)] for c in sorted(colours)},
        "grounds": [LIGHT_GROUND, DARK_GROUND],
        "caption": {code: caption_lines(graph, code) for code in LANGUAGES},
        "backbone": slider,
        "measures": {
            name: dict(labels_of(graph, "measure", name))
            for name in sorted({name for record in records for name in record.get("measures", ())})
        },
        "sources": sources.rows,
        "text": texts(),
        "periods": periods_of(graph),
        "views": [dict(view) for view in views],
    }, edges
