"""Two networks of one kind laid over each other: every node and edge of either, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.model.evidence import strongest
from kg.model.period import EVIDENCE_YEARS, HELD, surest
from kg.networks.changes import Changes, changes

if TYPE_CHECKING:
    from kg.networks.types import Graph, Id

__all__ = ["EDGE_CHANGES", "NODE_CHANGES", "union"]

EDGE_CHANGES = ("new", "lost", "kept")
"""What became of an edge from the earlier network to the later one."""
NODE_CHANGES = ("entered", "left", "stayed")
"""What became of a node."""

_LISTS = ("kinds", "roles", "statuses", "evidence", "via", "via_labels", "programmes")


def union(before: Graph, after: Graph, periods: tuple[str, str]) -> tuple[Graph, Changes]:
    """The graph of all that `kg.networks.changes.changes` finds in two networks, and what it finds.

    A node has `change` (one of `NODE_CHANGES`), `ties_in`, its number of ties in each network (0: not there), and as
    `ties` the larger of the two; else what the later network that has it says. An edge has `change` (one of
    `EDGE_CHANGES`), `weight_in`, its weight in each network (0: not there), as `weight` the larger, and `doubt`:
    whether all that it rests on in each network only may have held then. Lists and the ties behind it (`records`, see
    `kg.networks.gather.describe`) are those of both, each once.
    Nodes without any edge are left out, as they are of the changes; `caption["comparison"]` counts them as `alone`.

    `periods` names the two in captions, as in `2014–2020`.
    """
    import networkx as nx

    found = changes(before, after)
    made: Graph = nx.Graph()
    for change, ids in zip(NODE_CHANGES, (found.entered, found.left, found.stayed), strict=True):
        for node in ids:
            known = [graph.nodes[node] for graph in (before, after) if node in graph]
            ties_in = tuple(graph.nodes[node].get("ties") or 0 if node in graph else 0 for graph in (before, after))
            made.add_node(node, **known[-1] | {"change": change, "ties": max(ties_in), "ties_in": ties_in})
    for change, edges in zip(EDGE_CHANGES, (found.new, found.lost, found.kept), strict=True):
        for edge in edges:
            both = [
                graph.edges[edge.one, edge.other] for graph in (before, after) if graph.has_edge(edge.one, edge.other)
            ]
            doubt = tuple(_doubtful(graph, edge.one, edge.other) for graph in (before, after))
            told: dict[str, Any] = {"change": change, "weight_in": (edge.before, edge.after), "doubt": doubt}
            told["weight"] = max(edge.before, edge.after)
            made.add_edge(edge.one, edge.other, **_joined(both) | told)
    made = _in_order(made)
    made.graph["labels"] = after.graph.get("labels") or before.graph.get("labels") or {}
    made.graph["caption"] = _caption(before, after, made, found, periods)
    return made, found


def _in_order(graph: Graph) -> Graph:
    """The same graph with nodes and edges by id, whatever became of them: a layout depends on their order."""
    made: Graph = type(graph)()
    made.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph.nodes, key=str))
    pairs = (sorted(pair, key=str) for pair in graph.edges)
    made.add_edges_from(
        (u, v, graph.edges[u, v]) for u, v in sorted(pairs, key=lambda pair: (str(pair[0]), str(pair[1])))
    )
    return made


def _doubtful(graph: Graph, one: Id, other: Id) -> bool:
    """Is nothing of what an edge rests on known to have held in the time asked for?"""
    records = graph.edges[one, other].get("records") if graph.has_edge(one, other) else None
    return bool(records) and all(record.get("certainty") not in ("", HELD) for record in records or ())


def _joined(edges: list[dict[str, Any]]) -> dict[str, Any]:
    made = dict(edges[-1])
    made |= {name: _each(edge.get(name) or () for edge in edges) for name in _LISTS if name in made}
    firsts = [edge["first"] for edge in edges if edge.get("first")]
    lasts = [edge["last"] for edge in edges if edge.get("last")]
    made |= {"first": min(firsts, default=None), "last": max(lasts, default=None)}
    made |= {"open": any(edge.get("open") for edge in edges), "ties": max(edge.get("ties") or 0 for edge in edges)}
    made["known_by"] = strongest(*(edge["known_by"] for edge in edges if edge.get("known_by")))
    if any("records" in edge for edge in edges):
        made["records"] = _records(edges)
    return made


def _each(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for each in lists for item in each))


def _records(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ties behind an edge in either network, each once and as sure as it is in the one where it is surer."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for record in (record for edge in edges for record in edge.get("records") or ()):
        key = (str(record["hub"]), *record["ties"])
        words = {each["certainty"] for each in (found.get(key, record), record)}
        found[key] = {**record, "certainty": surest(words) if "" not in words else ""}
    return list(found.values())


def _caption(before: Graph, after: Graph, made: Graph, found: Changes, periods: tuple[str, str]) -> dict[str, Any]:
    """The caption of the union (see `kg.networks.caption`); `comparison` has the periods and what changed, counted."""
    old, new = (graph.graph.get("caption") or {} for graph in (before, after))
    years = [told["years"] for told in (old, new) if told.get("years")]
    alone = len({node for graph in (before, after) for node in graph} - set(made))
    conditions = {k: v for k, v in (new.get("selection") or {}).items() if k not in ("since", "until", "at")}
    said = [told.get("caveats") or () for told in (old, new)]
    doubts = [sum(int(each.figures["k"]) for each in caveats if each.code == "uncertain") for caveats in said]
    others = [tuple(each for each in caveats if each.code != "uncertain") for caveats in said]
    both = tuple(each for each in others[1] if each in others[0])
    own = [tuple(each for each in caveats if each not in both) for caveats in others]
    return {
        "mode": new.get("mode", ""),
        "weight": new.get("weight", ""),
        "nodes": made.number_of_nodes(),
        "edges": made.number_of_edges(),
        "years": (min(first for first, _ in years), max(last for _, last in years)) if years else None,
        "as_of": max((told["as_of"] for told in (old, new) if told.get("as_of")), default=None),
        "selection": conditions,
        "caveats": both,
        "sources": _each(told.get("sources") or () for told in (old, new)),
        "comparison": {
            "counts": {name: len(getattr(found, name)) for name in (*NODE_CHANGES, *EDGE_CHANGES)},
            "alone": alone,
            "years": EVIDENCE_YEARS,
            "periods": tuple(
                {"period": period, "ties": told.get("ties", 0), "uncertain": doubt, "caveats": caveats}
                for period, told, doubt, caveats in zip(periods, (old, new), doubts, own, strict=True)
            ),
        },
    }
