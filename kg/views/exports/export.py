"""A network for other programs: GEXF, GraphML, Pajek, Cytoscape, graphology, D3 and tables. Same graph, same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kg.errors import Usage
from kg.model.text import clean
from kg.networks.plain import even
from kg.views.exports.gexf import gexf
from kg.views.exports.plain import edge_look, look, ordered, plain, rich
from kg.views.exports.tables import csv_text, sheets

if TYPE_CHECKING:
    from kg.networks.types import Attributes, Graph, Id, Positions
    from kg.views.visual import Visual

__all__ = ["FORMATS", "cyjs", "d3", "export", "gexf", "graphml", "graphology", "pajek", "tables"]


def export(
    graph: Graph,
    form: str,
    *,
    positions: Positions | None = None,
    visual: Visual | None = None,
    title: str = "",
) -> dict[str, str]:
    """The graph in one of `FORMATS`: ending of the file → its text (several files for csv). Raises Usage.

    `positions` (y pointing down) and `visual` go into the formats that have a place for them.
    """
    if form not in FORMATS:
        raise Usage(f"unknown format {form!r}; expected one of {', '.join(FORMATS)}")
    return FORMATS[form](graph, positions, visual, title)


def graphml(graph: Graph, *, positions: Positions | None = None, visual: Visual | None = None) -> str:
    """GraphML, by networkx; lists are joined by `|`, what is unknown is left out."""
    import networkx as nx

    made = _flat(graph, positions, visual)
    return "\n".join(nx.generate_graphml(made)) + "\n"


def pajek(graph: Graph, *, positions: Positions | None = None) -> str:
    """Pajek .net, by networkx: names, positions between 0 and 1, weights. Names that occur twice carry their id.

    The format has no escape for quotation marks; they become apostrophes.
    """
    import networkx as nx

    nodes, edges = ordered(graph)
    labels = {node: clean(str(graph.nodes[node].get("label") or node)).replace('"', "'") for node in nodes}
    seen: dict[str, int] = {}
    for label in labels.values():
        seen[label] = seen.get(label, 0) + 1
    names = {
        n: label if seen[label] == 1 else f"{label} ({clean(str(n))})".replace('"', "'") for n, label in labels.items()
    }
    at = _unit({n: positions[n] for n in nodes if n in positions} if positions else {})
    made: Graph = nx.Graph()
    for node in nodes:
        x, y = at.get(node, (0.5, 0.5))
        made.add_node(names[node], x=f"{x:.4f}", y=f"{y:.4f}", shape="ellipse")
    for u, v, data in edges:
        made.add_edge(names[u], names[v], weight=float(data.get("weight") or 1))
    return "\n".join(nx.generate_pajek(made)) + "\n"


def cyjs(graph: Graph, *, positions: Positions | None = None, visual: Visual | None = None, title: str = "") -> str:
    """Cytoscape JSON (.cyjs, Cytoscape.js): elements with their data and position."""
    nodes, edges = ordered(graph)
    elements = []
    for node in nodes:
        data = {**rich(graph.nodes[node]), **look(node, visual, None), "id": str(node), "name": _label(graph, node)}
        elements.append({"data": data, **_position(node, positions)})
    lines = [
        {"data": {"id": f"e{number}", "source": str(u), "target": str(v), **_edge_rich(data), **_width((u, v), visual)}}
        for number, (u, v, data) in enumerate(edges)
    ]
    return _json({"data": {"name": clean(title)}, "elements": {"nodes": elements, "edges": lines}})


def graphology(
    graph: Graph, *, positions: Positions | None = None, visual: Visual | None = None, title: str = ""
) -> str:
    """The JSON of graphology (Sigma, Gephi Lite): `x`, `y`, `size`, `color` beside the attributes."""
    nodes, edges = ordered(graph)
    return _json(
        {
            "attributes": {"name": clean(title)},
            "options": {"type": "undirected", "multi": False, "allowSelfLoops": True},
            "nodes": [
                {"key": str(node), "attributes": {**rich(graph.nodes[node]), **_drawn(graph, node, visual, positions)}}
                for node in nodes
            ],
            "edges": [
                {
                    "key": f"e{number}",
                    "source": str(u),
                    "target": str(v),
                    "attributes": {**_edge_rich(data), **edge_look((u, v), visual)},
                }
                for number, (u, v, data) in enumerate(edges)
            ],
        }
    )


def d3(graph: Graph, *, positions: Positions | None = None, visual: Visual | None = None, title: str = "") -> str:
    """Node-link JSON as D3 and `networkx.node_link_graph(..., edges="links")` read it."""
    nodes, edges = ordered(graph)
    return _json(
        {
            "directed": False,
            "multigraph": False,
            "graph": {"name": clean(title)},
            "nodes": [
                {**rich(graph.nodes[node]), **_drawn(graph, node, visual, positions), "id": str(node)} for node in nodes
            ],
            "links": [
                {**_edge_rich(data), **_width((u, v), visual), "source": str(u), "target": str(v)}
                for u, v, data in edges
            ],
        }
    )


def tables(graph: Graph, *, positions: Positions | None = None) -> dict[str, str]:
    """CSV tables: nodes, edges and, where the edges list them, ties; see `kg.views.exports.tables.sheets`."""
    return {f".{sheet.name}.csv": csv_text(sheet) for sheet in sheets(graph, positions)}


FORMATS: Mapping[str, Callable[[Graph, Positions | None, Visual | None, str], dict[str, str]]] = {
    "gexf": lambda g, p, v, t: {".gexf": gexf(g, positions=p, visual=v, title=t)},
    "graphml": lambda g, p, v, t: {".graphml": graphml(g, positions=p, visual=v)},
    "pajek": lambda g, p, v, t: {".net": pajek(g, positions=p)},
    "cyjs": lambda g, p, v, t: {".cyjs": cyjs(g, positions=p, visual=v, title=t)},
    "graphology": lambda g, p, v, t: {".json": graphology(g, positions=p, visual=v, title=t)},
    "d3": lambda g, p, v, t: {".json": d3(g, positions=p, visual=v, title=t)},
    "csv": lambda g, p, v, t: tables(g, positions=p),
}
"""Name → writer of a graph, positions, visual values and a title."""


def _label(graph: Graph, node: Id) -> str:
    return clean(str(graph.nodes[node].get("label") or node))


def _drawn(graph: Graph, node: Id, visual: Visual | None, positions: Positions | None) -> dict[str, object]:
    return {"label": _label(graph, node), **look(node, visual, positions)}


def _position(node: Id, positions: Positions | None) -> dict[str, object]:
    at = look(node, None, positions)
    return {"position": at} if at else {}


def _width(ends: tuple[Id, Id], visual: Visual | None) -> dict[str, object]:
    width = edge_look(ends, visual).get("size")
    return {} if width is None else {"width": width}


def _edge_rich(data: Attributes) -> dict[str, object]:
    return {"weight": float(data.get("weight") or 1), **{k: v for k, v in rich(data).items() if k != "weight"}}


def _flat(graph: Graph, positions: Positions | None, visual: Visual | None) -> Graph:
    import networkx as nx

    nodes, edges = ordered(graph)
    made: Graph = nx.Graph()
    for node in nodes:
        made.add_node(str(node), **{**plain(graph.nodes[node]), **_drawn(graph, node, visual, positions)})
    for u, v, data in edges:
        made.add_edge(
            str(u), str(v), **{**plain(data), "weight": float(data.get("weight") or 1), **_width((u, v), visual)}
        )
    return even(made)


def _unit(positions: Positions) -> dict[Id, tuple[float, float]]:
    if not positions:
        return {}
    left, top = (min(p[i] for p in positions.values()) for i in (0, 1))
    side = max(max(p[i] for p in positions.values()) - low for i, low in ((0, left), (1, top))) or 1.0
    return {n: (0.05 + 0.9 * (x - left) / side, 0.05 + 0.9 * (y - top) / side) for n, (x, y) in positions.items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
