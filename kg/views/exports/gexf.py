"""GEXF 1.3 (gexf.net), written here because the writer of networkx stops at 1.2: attributes, viz, time as dates."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.model.text import clean
from kg.views.exports.plain import ordered, plain, spans, whole_date
from kg.views.figures.svg import short

if TYPE_CHECKING:
    from kg.networks.types import Attributes, Graph, Positions
    from kg.views.visual import Visual

__all__ = ["GEXF", "VIZ", "gexf"]

GEXF = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
_SHAPES = {"square": "square", "triangle": "triangle", "diamond": "diamond"}
_RESERVED = {"label", "x", "y"}


def gexf(graph: Graph, *, positions: Positions | None = None, visual: Visual | None = None, title: str = "") -> str:
    """The graph as GEXF 1.3 text, with colours, sizes, shapes and positions (y pointing up, as Gephi has it).

    A date of less than day precision stands for its first or last day; the attributes `start` and `end` keep it as it
    is known. An edge with several periods has spells; what has no date has none here either.
    """
    nodes, edges = ordered(graph)
    rows = {node: {k: v for k, v in plain(graph.nodes[node]).items() if k not in _RESERVED} for node in nodes}
    lines = [{k: v for k, v in plain(data).items() if k != "weight"} for _, _, data in edges]
    root = ET.Element("gexf", {"xmlns": GEXF, "xmlns:viz": VIZ, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "Samkart"
    ET.SubElement(meta, "description").text = clean(title)
    dated = any(row.keys() & {"start", "end"} for row in rows.values()) or any(spans(data) for _, _, data in edges)
    time = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"} if dated else {"mode": "static"}
    inside = ET.SubElement(root, "graph", {"defaultedgetype": "undirected", "idtype": "string", **time})
    node_ids = _attributes(inside, "node", list(rows.values()))
    edge_ids = _attributes(inside, "edge", lines)
    parent = ET.SubElement(inside, "nodes", {"count": str(len(nodes))})
    for node in nodes:
        _node(parent, node, given=graph.nodes[node], row=rows[node], ids=node_ids, positions=positions, visual=visual)
    parent = ET.SubElement(inside, "edges", {"count": str(len(edges))})
    for number, ((u, v, data), row) in enumerate(zip(edges, lines, strict=True)):
        _edge(parent, number, ends=(u, v), data=data, row=row, ids=edge_ids, visual=visual)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _attributes(parent: ET.Element, owner: str, rows: Sequence[Attributes]) -> dict[str, str]:
    kinds: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            kinds.setdefault(name, set()).add(_kind(value))
    names = sorted(kinds)
    if names:
        group = ET.SubElement(parent, "attributes", {"class": owner})
        for name in names:
            found = kinds[name]
            kind = found.pop() if len(found) == 1 else "double" if found <= {"long", "double"} else "string"
            ET.SubElement(group, "attribute", {"id": name, "title": name, "type": kind})
    return {name: name for name in names}


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "long" if isinstance(value, int) else "double" if isinstance(value, float) else "string"


def _values(parent: ET.Element, row: Attributes, ids: Mapping[str, str]) -> None:
    if row:
        group = ET.SubElement(parent, "attvalues")
        for name in sorted(row):
            value = row[name]
            text = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(group, "attvalue", {"for": ids[name], "value": text})


def _node(
    parent: ET.Element,
    node: Hashable,
    given: Attributes,
    row: Attributes,
    ids: Mapping[str, str],
    positions: Positions | None,
    visual: Visual | None,
) -> None:
    made = ET.SubElement(parent, "node", {"id": str(node), "label": clean(str(given.get("label") or node))})
    for name in ("start", "end"):
        if row.get(name):
            made.set(name, whole_date(str(row[name]), end=name == "end"))
    _values(made, row, ids)
    if visual is not None:
        seen = visual.nodes[node]
        red, green, blue = (str(int(seen.colour[i : i + 2], 16)) for i in (1, 3, 5))
        ET.SubElement(made, "viz:color", {"r": red, "g": green, "b": blue})
        ET.SubElement(made, "viz:size", {"value": short(seen.size)})
        ET.SubElement(made, "viz:shape", {"value": _SHAPES.get(seen.shape, "disc")})
    if positions is not None and node in positions:
        x, y = positions[node]
        ET.SubElement(made, "viz:position", {"x": short(x), "y": short(-y), "z": "0"})


def _edge(
    parent: ET.Element,
    number: int,
    ends: tuple[Hashable, Hashable],
    data: Attributes,
    row: Attributes,
    ids: Mapping[str, str],
    visual: Visual | None,
) -> None:
    weight = str(float(data.get("weight") or 1))
    given = {"id": str(number), "source": str(ends[0]), "target": str(ends[1]), "weight": weight}
    made = ET.SubElement(parent, "edge", given)
    known = spans(data)
    if len(known) == 1:
        for name, value in zip(("start", "end"), known[0], strict=True):
            if value:
                made.set(name, value)
    elif known:
        group = ET.SubElement(made, "spells")
        for start, end in known:
            spell = ET.SubElement(group, "spell")
            for name, value in (("start", start), ("end", end)):
                if value:
                    spell.set(name, value)
    _values(made, row, ids)
    if visual is not None:
        look = visual.edges.get(ends) or visual.edges[ends[1], ends[0]]
        ET.SubElement(made, "viz:thickness", {"value": short(look.width)})
        ET.SubElement(made, "viz:shape", {"value": "dashed" if look.dash else "solid"})
