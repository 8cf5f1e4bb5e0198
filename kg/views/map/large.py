"""What of a graph is drawn when a canvas cannot hold it all: its communities, or its strongest part."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.language.captions import labels_of
from kg.language.catalogue import text
from kg.language.speech import say
from kg.networks.plain import values
from kg.views.visual import category, number

if TYPE_CHECKING:
    from kg.networks.types import Graph

__all__ = ["MOST_EDGES", "MOST_GROUPS", "MOST_LISTED", "MOST_NODES", "Drawn", "Edge", "drawn_part"]

Edge: TypeAlias = tuple[Hashable, Hashable, dict[str, Any]]
"""An edge of a graph: both ends and what is known of it."""

MOST_NODES = 2000
MOST_EDGES = 20_000
MOST_GROUPS = 60
"""So many communities are drawn, the largest: the eye finds no more."""
MOST_LISTED = 50_000
"""So many nodes a page holds for search and table, those with the most ties: about 25 MB."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The graph that is drawn, and how: `all`, `strongest`, `communities` or `ego` (`kg.views.ego`).

    `members` tells, for communities, which node of the drawn graph stands for each node of the whole one; nodes of
    communities that are too small to be drawn are not in it.
    """

    graph: Graph
    how: str = "all"
    members: Mapping[Hashable, str] = field(default_factory=dict)

    def edges_of(self, graph: Graph) -> list[Edge]:
        """The edges of the whole graph that a page tells the ties of: those that are drawn, then the strongest of the
        others, no more than MOST_EDGES of these.
        """
        if self.graph is graph:
            return list(graph.edges(data=True))
        own = [] if self.how == "communities" else list(self.graph.edges(data=True))
        return own + self.others(graph)

    def others(self, graph: Graph) -> list[Edge]:
        """The strongest edges of the whole graph that are not drawn, as many as a page holds."""
        rest = [
            (number(data, "weight") or 0.0, str(u), str(v), (u, v, data))
            for u, v, data in graph.edges(data=True)
            if u not in self.graph or v not in self.graph
        ]
        rest.sort(key=lambda row: (-row[0], row[1], row[2]))
        return [edge for *_, edge in rest[: max(MOST_EDGES - self.graph.number_of_edges(), 0)]]

    def listed(self, graph: Graph) -> list[Hashable]:
        """The nodes of the whole graph that a page holds for search and table, in their order there."""
        if graph.number_of_nodes() <= MOST_LISTED:
            return list(graph.nodes)
        strongest = sorted(graph.nodes, key=lambda n: (n not in self.graph, *_weakness(graph, n)))
        kept = set(strongest[:MOST_LISTED])
        return [node for node in graph.nodes if node in kept]

    def told(self, graph: Graph, lang: str, page: bool = True) -> list[str]:
        """Sentences on what of the whole graph is not drawn, and on a page what it does not hold."""
        if self.how == "ego":
            return [text(lang, "map", "notice_ego")] if page else []
        if self.how not in ("communities", "strongest"):
            return []
        whole = graph.number_of_nodes()
        found = [say(lang, "map", f"notice_{self.how}", all=whole, drawn=self.graph.number_of_nodes())]
        if self.how == "communities" and len(self.members) < whole:
            found.append(say(lang, "map", "notice_small", n=whole - len(self.members)))
        if page and whole > MOST_LISTED:
            found.append(say(lang, "map", "notice_listed", kept=MOST_LISTED, all=whole))
        elif page:
            found.append(text(lang, "map", "notice_found"))
        kept = len(self.others(graph)) + (self.graph.number_of_edges() if self.how == "strongest" else 0)
        if page and kept < graph.number_of_edges():
            found.append(say(lang, "map", "notice_edges", kept=kept, all=graph.number_of_edges()))
        return found


def drawn_part(graph: Graph, most: int = MOST_NODES) -> Drawn:
    """The graph itself when it has at most `most` nodes. Else one node per community when (nearly) all nodes carry
    one, there being at least 2 of them, the MOST_GROUPS largest (but no more than `most`); else the `most` nodes with
    the most ties.
    """
    if graph.number_of_nodes() <= most:
        return Drawn(graph)
    groups = {node: category(data, "community") for node, data in graph.nodes(data=True)}
    found = {keys[0] for keys in groups.values() if keys}
    grouped = sum(1 for keys in groups.values() if keys)
    if len(found) >= 2 and grouped >= 0.9 * len(groups):
        return _communities(graph, {node: keys[0] if keys else "" for node, keys in groups.items()}, most)
    kept = set(sorted(graph.nodes, key=lambda node: _weakness(graph, node))[:most])
    part = type(graph)()
    part.graph.update(graph.graph)
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in kept)
    part.add_edges_from((u, v, data) for u, v, data in graph.edges(data=True) if u in kept and v in kept)
    return Drawn(part, "strongest")


def _weakness(graph: Graph, node: Hashable) -> tuple[float, int, str]:
    """What sorts those with the most ties first."""
    return -(number(graph.nodes[node], "ties") or 0.0), -graph.degree[node], str(node)


def _communities(graph: Graph, group: Mapping[Hashable, str], most: int) -> Drawn:
    made: Graph = type(graph)()
    made.graph.update(graph.graph)
    members: defaultdict[str, list[Hashable]] = defaultdict(list)
    for node, key in group.items():
        if key:
            members[key].append(node)
    largest = sorted(members, key=lambda key: (-len(members[key]), key))[: min(most, MOST_GROUPS)]
    stands = {node: f"community:{key}" for key in largest for node in members[key]}
    for key in largest:
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
        if u in stands and v in stands and stands[u] != stands[v]:
            one, other = sorted((stands[u], stands[v]))
            weights[one, other] += number(data, "weight") or 1
            kinds[one, other] |= set(values(data, "kinds"))
    for pair, weight in sorted(weights.items()):
        made.add_edge(*pair, weight=float(weight), kinds=tuple(sorted(kinds[pair])))
    return Drawn(made, "communities", stands)


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
