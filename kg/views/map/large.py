"""What of a graph is drawn when a canvas cannot hold it all: its communities, or its strongest part."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.language.captions import labels_of
from kg.networks.plain import values
from kg.views.visual import category, number

if TYPE_CHECKING:
    from kg.networks.types import Graph

__all__ = ["MOST_EDGES", "MOST_NODES", "Drawn", "drawn_part"]

MOST_NODES = 2000
MOST_EDGES = 20_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """The graph that is drawn, and how: `all`, `strongest`, `communities` or `ego` (`kg.views.ego`).

    `members` tells, for communities, which node of the drawn graph stands for each node of the whole one.
    """

    graph: Graph
    how: str = "all"
    members: Mapping[Hashable, str] = field(default_factory=dict)


def drawn_part(graph: Graph, most: int = MOST_NODES) -> Drawn:
    """The graph itself when it has at most `most` nodes. Else one node per community when (nearly) all nodes carry
    one, there being at least 2 and at most `most` of them; else the `most` nodes with the most ties.
    """
    if graph.number_of_nodes() <= most:
        return Drawn(graph)
    groups = {node: category(data, "community") for node, data in graph.nodes(data=True)}
    found = {keys[0] for keys in groups.values() if keys}
    grouped = sum(1 for keys in groups.values() if keys)
    if 2 <= len(found) <= most and grouped >= 0.9 * len(groups):
        return _communities(graph, {node: keys[0] if keys else "" for node, keys in groups.items()})
    strength = {node: (number(data, "ties") or 0.0, graph.degree[node]) for node, data in graph.nodes(data=True)}
    kept = set(sorted(strength, key=lambda n: (-strength[n][0], -strength[n][1], str(n)))[:most])
    part = type(graph)()
    part.graph.update(graph.graph)
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in kept)
    part.add_edges_from((u, v, data) for u, v, data in graph.edges(data=True) if u in kept and v in kept)
    return Drawn(part, "strongest")


def _communities(graph: Graph, group: Mapping[Hashable, str]) -> Drawn:
    made: Graph = type(graph)()
    made.graph.update(graph.graph)
    members: defaultdict[str, list[Hashable]] = defaultdict(list)
    for node, key in group.items():
        if key:
            members[key].append(node)
    for key in sorted(members, key=lambda key: (-len(members[key]), key)):
        countries = Counter(c for n in members[key] for c in category(graph.nodes[n], "country"))
        themes = Counter(t for n in members[key] for t in category(graph.nodes[n], "themes"))
        made.add_node(
            f"community:{key}",
            label="",
            labels=labels_of(graph, "community", key),
            type="community",
            kind="",
            community=key,
            country=max(countries, key=lambda c: (countries[c], c), default=""),
            themes=sorted(themes, key=lambda t: (-themes[t], t))[:8],
            ties=len(members[key]),
            **_middle(graph, members[key]),
        )
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    kinds: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for u, v, data in graph.edges(data=True):
        if group[u] and group[v] and group[u] != group[v]:
            one, other = sorted((f"community:{group[u]}", f"community:{group[v]}"))
            weights[one, other] += number(data, "weight") or 1
            kinds[one, other] |= set(values(data, "kinds"))
    for pair, weight in sorted(weights.items()):
        made.add_edge(*pair, weight=float(weight), kinds=tuple(sorted(kinds[pair])))
    return Drawn(made, "communities", {node: f"community:{key}" for node, key in group.items() if key})


def _middle(graph: Graph, nodes: list[Hashable]) -> dict[str, float]:
    """The mean position of some nodes in x, y and latitude, longitude, where enough of them have one."""
    found: dict[str, float] = {}
    for pair in (("x", "y"), ("latitude", "longitude")):
        places = [
            (float(graph.nodes[n][pair[0]]), float(graph.nodes[n][pair[1]]))
            for n in nodes
            if all(isinstance(graph.nodes[n].get(name), int | float) for name in pair)
        ]
        if len(places) * 2 >= len(nodes):
            found |= {name: math.fsum(p[i] for p in places) / len(places) for i, name in enumerate(pair)}
    return found
