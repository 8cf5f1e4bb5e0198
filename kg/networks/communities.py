"""Communities: who works more with each other than with the rest, and what to call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.errors import KgError, Usage
from kg.extras import advice
from kg.model.tie import Node
from kg.networks.caveats import Caveat
from kg.networks.choices import METHODS
from kg.networks.sparse import SparseGraph, as_sparse

if TYPE_CHECKING:
    import networkx as nx

    from kg.networks.types import FloatArray, Graph, Id, IntArray

__all__ = ["Communities", "Community", "communities", "modularity"]

_NAMED_THEMES, _NAMED_COUNTRIES, _LEADERS, _OWN_THEMES = 2, 2, 3, 3


@dataclass(frozen=True, slots=True)
class Community:
    """Some nodes. `members` are ordered by how strongly they are tied to the others in it; `leaders` are the first.

    `themes` (those that a fifth or more of the members have among their first three and that are commoner here than
    elsewhere), `countries` and `kinds` are (key, members) pairs, commonest first. `inside` is the share of the
    members' edge weight that stays within.
    """

    number: int
    members: tuple[Id, ...]
    leaders: tuple[str, ...]
    themes: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    inside: float

    @property
    def size(self) -> int:
        """The number of members."""
        return len(self.members)

    def name(self, labels: Mapping[str, str]) -> str:
        """A name from the commonest themes and countries, or from the best-tied member where neither is known."""
        themes = ", ".join(labels.get(key, key) for key, _ in self.themes[:_NAMED_THEMES])
        half = self.countries and self.countries[0][1] * 2 > self.size
        countries = ", ".join(labels.get(key, key) for key, _ in self.countries[: 1 if half else _NAMED_COUNTRIES])
        if themes and countries:
            return f"{themes} ({countries})"
        return themes or countries or self.leaders[0]


@dataclass(frozen=True, slots=True)
class Communities:
    """A partition of the nodes, the largest community first, numbered from 1."""

    groups: tuple[Community, ...]
    modularity: float
    method: str
    seed: int
    resolution: float
    caveats: tuple[Caveat, ...] = ()

    def of(self) -> dict[Id, int]:
        """The number of each node's community."""
        return {member: group.number for group in self.groups for member in group.members}

    def names(self, labels: Mapping[str, str] | None = None) -> dict[int, str]:
        """A name for each community, different for each: two of the same name get their best-tied member added."""
        given = {group.number: group.name(labels or {}) for group in self.groups}
        shared = {name for name, times in Counter(given.values()).items() if times > 1}
        found: dict[int, str] = {}
        used: set[str] = set()
        for group in self.groups:
            name = given[group.number]
            if name in shared and group.leaders[0] not in name:
                name = f"{name}: {group.leaders[0]}"
            found[group.number] = name if name not in used else f"{name} ({group.number})"
            used.add(found[group.number])
        return found


def communities(
    graph: Graph | SparseGraph, *, method: str = "leiden", resolution: float = 1.0, seed: int = 0
) -> Communities:
    """The communities of a graph by greatest modularity, the same for the same graph and seed.

    `leiden`: V. A. Traag, L. Waltman, N. J. van Eck, From Louvain to Leiden, Scientific Reports 9, 5233, 2019, in the
    Rust implementation graspologic-native, ten rounds. `louvain`: V. D. Blondel et al., J. Stat. Mech. P10008, 2008, in
    networkx (about ten times slower). A higher resolution gives more and smaller communities (J. Reichardt,
    S. Bornholdt, Phys. Rev. E 74, 016110, 2006). Greatest modularity has many near-equals: a node at the edge of a
    community may as well belong to the next.
    """
    if method not in METHODS:
        raise Usage(f"unknown method {method!r}; expected one of {', '.join(METHODS)}")
    if not resolution > 0:
        raise Usage(f"resolution = {resolution}; expected a positive number")
    sparse = as_sparse(graph)
    upper = _edges(sparse)
    label = (_leiden if method == "leiden" else _louvain)(sparse.n, upper, resolution, seed)
    order: dict[int, list[int]] = {}
    for place, number in enumerate(label):
        order.setdefault(number, []).append(place)
    parts = sorted(order.values(), key=lambda places: (-len(places), str(sparse.ids[places[0]])))
    final = np.empty(sparse.n, dtype=np.int64)
    for number, places in enumerate(parts):
        final[places] = number
    own, total = _strengths(sparse, final)
    nodes = sparse.nodes or tuple(Node(str(i)) for i in sparse.ids)
    overall = Counter(theme for node in nodes for theme in node.themes[:_OWN_THEMES])
    tied = [sorted(places, key=lambda i: (-round(float(own[i]), 9), str(sparse.ids[i]))) for places in parts]
    groups = tuple(
        _community(number, places, graph=sparse, nodes=nodes, overall=overall, strengths=(own, total))
        for number, places in enumerate(tied, start=1)
    )
    caveats = tuple(caveat for caveat in sparse.caption.get("caveats", ()) if isinstance(caveat, Caveat))
    return Communities(
        groups=groups,
        modularity=modularity(sparse, final, resolution),
        method=method,
        seed=seed,
        resolution=resolution,
        caveats=caveats,
    )


def modularity(graph: SparseGraph, label: IntArray, resolution: float = 1.0) -> float:
    """Q = Σ_c (w_c / W − γ (s_c / 2W)²): weight within less what chance would give. nan for a graph without edges.

    M. E. J. Newman, M. Girvan, Phys. Rev. E 69, 026113, 2004; `label` numbers the community of each node from 0.
    """
    if not graph.m:
        return float("nan")
    own, total = _strengths(graph, label)
    twice = total.sum()
    return float(own.sum() / twice - resolution * ((np.bincount(label, weights=total) / twice) ** 2).sum())


def _strengths(graph: SparseGraph, label: IntArray) -> tuple[FloatArray, FloatArray]:
    """Each node's edge weight within its community, and in all."""
    start = np.repeat(np.arange(graph.n), np.diff(graph.matrix.indptr))
    stays = label[start] == label[graph.matrix.indices]
    weights = graph.matrix.data
    own, total = (np.bincount(start, weights=each, minlength=graph.n) for each in (weights * stays, weights))
    return own.astype(np.float64, copy=False), total.astype(np.float64, copy=False)


def _edges(graph: SparseGraph) -> list[tuple[int, int, float]]:
    import scipy.sparse as sp

    upper = sp.triu(graph.matrix, 1).tocoo()
    return list(zip(upper.row.tolist(), upper.col.tolist(), upper.data.tolist(), strict=True))


def _leiden(n: int, edges: list[tuple[int, int, float]], resolution: float, seed: int) -> list[int]:
    try:
        import graspologic_native
    except ImportError as error:
        told = "Leiden needs the package graspologic-native, which Samkart comes with and which is not there now"
        raise KgError(f"{told}; install it with: {advice('graspologic-native')}, or use the method louvain") from error
    label = list(range(n, 2 * n))  # a node without edges is a community of its own
    if edges:
        _, found = graspologic_native.leiden(
            edges=[(str(a), str(b), weight) for a, b, weight in edges],
            resolution=resolution,
            iterations=10,
            use_modularity=True,
            seed=seed,
        )
        for place, number in found.items():
            label[int(place)] = number
    return label


def _louvain(n: int, edges: list[tuple[int, int, float]], resolution: float, seed: int) -> list[int]:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from(edges)
    label = [0] * n
    for number, members in enumerate(nx.community.louvain_communities(graph, resolution=resolution, seed=seed)):
        for place in members:
            label[place] = number
    return label


def _community(
    number: int,
    places: list[int],
    graph: SparseGraph,
    nodes: tuple[Node, ...],
    overall: Counter[str],
    strengths: tuple[FloatArray, FloatArray],
) -> Community:
    own, total = strengths
    themes = Counter(theme for i in places for theme in nodes[i].themes[:_OWN_THEMES])
    weight = float(total[places].sum())
    telling = {
        theme: count
        for theme, count in themes.items()
        if count * 5 >= len(places) and count * graph.n >= overall[theme] * len(places)
    }
    return Community(
        number=number,
        members=tuple(graph.ids[i] for i in places),
        leaders=tuple(nodes[i].name for i in places[:_LEADERS]),
        themes=_commonest(telling),
        countries=_commonest(Counter(nodes[i].country for i in places if nodes[i].country)),
        kinds=_commonest(Counter(nodes[i].kind for i in places if nodes[i].kind)),
        inside=float(own[places].sum()) / weight if weight else 0.0,
    )


def _commonest(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
