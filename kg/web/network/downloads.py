"""The network of an address as a file for other programs: GEXF, CSV and JSON, the same as the page shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.errors import Usage
from kg.session import Session
from kg.web.network.answers import Parameters, picture

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["FORMS", "download", "graph_of"]

FORMS = {
    "gexf": "application/gexf+xml",
    "csv": "text/csv; charset=utf-8",
    "nodes.csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
"""Form → media type; `csv` are the connections, `nodes.csv` the things."""


def download(samkart: Session, parameters: Parameters, form: str) -> bytes:
    """The network of some `steps` (see `picture`) in one of `FORMS`. Raises Usage for another form and as `picture`."""
    if form not in FORMS:
        raise Usage(f"unknown format {form!r}; expected one of {', '.join(FORMS)}", (), "format")
    told = picture(samkart, parameters)
    if form == "json":
        return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
    from kg.views.exports.export import export

    graph = graph_of(told)
    if form == "gexf":
        return export(graph, "gexf", title="Samkart")[".gexf"].encode()
    return export(graph, "csv")[".nodes.csv" if form == "nodes.csv" else ".edges.csv"].encode()


def graph_of(told: dict[str, Any]) -> nx.Graph[str]:
    """A picture as a networkx graph; several connections of two things are one edge of several kinds."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for node in told["nodes"]:
        graph.add_node(node["id"], **{name: node[name] for name in ("label", "type", "kind", "country", "level")})
    for edge in told["edges"]:
        a, b = edge["from"], edge["to"]
        if a not in graph or b not in graph:
            continue
        tie = {name: edge[name] for name in ("start", "end", "as_of", "certainty", "known_by", "held_from")}
        tie |= {"kind": edge["kind"], "held_until": edge["held_until"], "keys": "|".join(edge["ties"])}
        if graph.has_edge(a, b):
            graph.edges[a, b]["ties"].append(tie)
            graph.edges[a, b]["weight"] += edge["count"]
        else:
            graph.add_edge(a, b, weight=edge["count"], ties=[tie])
    for _, _, data in graph.edges(data=True):
        data["kinds"] = sorted({tie["kind"] for tie in data["ties"]})
    return graph
