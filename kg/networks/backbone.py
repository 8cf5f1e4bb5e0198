"""The backbone of a network: the edges that stand out from what their ends' weights would give by chance.

The disparity filter: M. Á. Serrano, M. Boguñá, A. Vespignani, Extracting the multiscale backbone of complex weighted
networks, PNAS 106, 6483–6488, 2009.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from kg.networks.caveats import Caveat
from kg.networks.sparse import SparseGraph, as_sparse, row_sums

if TYPE_CHECKING:
    from kg.networks.types import BoolArray, CsrArray, FloatArray, Graph, IntArray

__all__ = [
    "FEW_EDGES",
    "LADDER",
    "LARGE",
    "SMALL",
    "Disparity",
    "caveats_of",
    "disparity",
    "edges_of",
    "fitting",
    "readable",
    "thin",
    "thinned",
]

LADDER = (0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9)
"""The significance levels that are tried, from the widest backbone to the narrowest; 1 is the whole network."""
FEW_EDGES, SMALL, LARGE = 60, (3, 240), 2
"""What the eye holds of a picture, settled by looking at maps of 24 to 360 nodes: 60 edges in any case, three for each
node up to 240 edges, and two for each node beyond."""
_DIGITS = 6
"""Significant digits of a p-value, so that what is equal is equal on every machine and in every file."""


@dataclass(frozen=True, slots=True, eq=False)
class Disparity:
    """The m edges of a network of n nodes, each once, with how little chance explains their weights.

    `one` and `other` are places in the `ids` of the graph (one < other), in order; `weight`, `p` (0 to 1, six
    significant digits) and `strongest` (whether the edge is the most significant one of either end) are parallel to
    them. `least` is each node's smallest p (nan: no edge), `equals` how many of its edges are as significant and heavy
    as the one that was taken as its strongest.
    """

    one: IntArray
    other: IntArray
    weight: FloatArray
    p: FloatArray
    strongest: BoolArray
    least: FloatArray
    equals: IntArray

    def kept(self, alpha: float) -> BoolArray:
        """Which edges the backbone has at a level: those with p < alpha, and the strongest of each node; at 1 all."""
        found: BoolArray = self.strongest | (self.p < alpha) | (alpha >= 1)
        return found

    def count(self, alpha: float) -> int:
        """How many edges the backbone has at a level."""
        return int(self.kept(alpha).sum())

    def alike(self, alpha: float) -> int:
        """How many nodes keep one of several equals: no edge of theirs has p < alpha, and none is first."""
        if alpha >= 1:
            return 0
        return int(((self.least >= alpha) & (self.equals > 1)).sum())


def disparity(graph: Graph | SparseGraph) -> Disparity:
    """The p-value of every edge by the disparity filter, and which edges are the strongest of a node.

    p of an edge (i, j) is min((1 − w/s_i)^(k_i − 1), (1 − w/s_j)^(k_j − 1)), w being its weight, s and k the strength
    and the degree of an end: the chance that one of k shares of a strength that is dealt out evenly at random is as
    large. An end of degree 1 decides nothing (its term is 1), so that the edge of two such ends has p = 1.

    The strongest edge of a node has the smallest p; of equals it is the heaviest, then the one to the partner of the
    greatest strength, then to the first by place. Raises Usage as `as_sparse` does.
    """
    sparse = as_sparse(graph)
    upper = sp.csr_array(sp.triu(sparse.matrix, 1))
    upper.sort_indices()
    one = np.repeat(np.arange(sparse.n), np.diff(upper.indptr)).astype(np.int64)
    other = upper.indices.astype(np.int64)
    weight: FloatArray = upper.data.astype(np.float64)
    strength, degree = row_sums(sparse.matrix), np.diff(sparse.matrix.indptr)
    p = _rounded(
        np.minimum(_chance(weight, strength[one], degree[one]), _chance(weight, strength[other], degree[other]))
    )
    least, equals, best = _firsts(one, other, _rounded(weight), p, _rounded(strength))
    strongest = np.zeros(len(one), dtype=bool)
    strongest[best[best >= 0]] = True
    return Disparity(one=one, other=other, weight=weight, p=p, strongest=strongest, least=least, equals=equals)


def _chance(weight: FloatArray, strength: FloatArray, degree: IntArray) -> FloatArray:
    found: FloatArray = np.maximum(1 - weight / strength, 0.0) ** (degree - 1)
    return found


def _rounded(values: FloatArray) -> FloatArray:
    """Numbers to six significant digits, each the float nearest to what is written."""
    distinct, where = np.unique(values, return_inverse=True)
    short = np.array([float(f"{value:.{_DIGITS - 1}e}") for value in distinct.tolist()], dtype=np.float64)
    return short[where]


def fitting(found: Disparity, most: int, ladder: tuple[float, ...] = LADDER) -> float:
    """The largest level whose backbone has at most so many edges: 1 where all fit, else the first such of `ladder`.

    0 where none of these is narrow enough: then the strongest edge of each node is all that is kept.
    """
    return next((alpha for alpha in (1.0, *ladder) if found.count(alpha) <= most), 0.0)


def readable(nodes: int) -> int:
    """How many edges a picture of so many nodes is to have at most, unless more are asked for."""
    per_node, most = SMALL
    return max(FEW_EDGES, min(per_node * nodes, most), LARGE * nodes)


def thin(graph: SparseGraph, min_weight: float = 0.0, backbone: float = 1.0) -> SparseGraph:
    """A network without its edges below a weight, then its backbone at a level, with all nodes.

    The caption tells what was left out. A projection still knows its pivots, but its matrix is no longer all that they
    make: see `SparseGraph.is_thinned`.
    """
    caveats = list(graph.caption.get("caveats", ()))
    matrix, of = graph.matrix, graph.m
    if min_weight > 0:
        matrix = matrix.copy()
        matrix.data[matrix.data < min_weight] = 0
        matrix.eliminate_zeros()
        graph = replace(graph, matrix=matrix, min_weight=min_weight)
        caveats += [Caveat("min-weight", {"k": graph.m, "n": of, "least": min_weight})] if graph.m < of else []
    if backbone < 1:
        found = disparity(graph)
        kept = found.kept(backbone)
        graph = replace(graph, matrix=_symmetric(found, kept, graph.n), backbone=backbone)
        caveats += caveats_of(found, backbone)
    if graph.caption:
        graph = replace(graph, caption={**graph.caption, "edges": graph.m, "caveats": tuple(caveats)})
    return graph


def _symmetric(found: Disparity, kept: BoolArray, n: int) -> CsrArray:
    rows, columns, weights = found.one[kept], found.other[kept], found.weight[kept]
    both = (np.concatenate([rows, columns]), np.concatenate([columns, rows]))
    matrix = sp.csr_array((np.concatenate([weights, weights]), both), shape=(n, n))
    matrix.sort_indices()
    return matrix


def caveats_of(found: Disparity, alpha: float) -> tuple[Caveat, ...]:
    """What must be said of the backbone at a level: how many edges of how many, and where it took one of equals."""
    kept, of = found.count(alpha), len(found.p)
    if kept == of:
        return ()
    figures = {"k": kept, "n": of, "left": of - kept}
    made = [Caveat("backbone", {**figures, "alpha": alpha}) if alpha > 0 else Caveat("backbone-least", figures)]
    if alike := found.alike(alpha):
        made.append(Caveat("backbone-alike", {"k": alike}))
    return tuple(made)


def thinned(graph: Graph, alpha: float) -> Graph:
    """The backbone of a networkx graph at a level, as a copy with all nodes and with the edges in their order.

    What edges tell of themselves decides: see `edges_of`. The caption tells what was left out. The graph itself where
    nothing is.
    """
    if alpha >= 1:
        return graph  # at this level all are kept, and nothing has to be worked out
    found = edges_of(graph)
    kept = found.kept(alpha)
    if kept.all():
        return graph
    made: Graph = type(graph)()
    made.graph.update(graph.graph)
    made.add_nodes_from(graph.nodes(data=True))
    made.add_edges_from(edge for edge, keep in zip(graph.edges(data=True), kept.tolist(), strict=True) if keep)
    caption = graph.graph.get("caption")
    if isinstance(caption, dict):
        caveats = (*caption.get("caveats", ()), *caveats_of(found, alpha))
        made.graph["caption"] = {**caption, "edges": int(kept.sum()), "caveats": caveats}
    return made


def edges_of(graph: Graph) -> Disparity:
    """The disparity of a networkx graph in the order of its nodes and edges.

    Edges that know their `p_value` and whether they are `strongest`, as those of a projection do, are believed: a part
    of a network keeps what stood out in the whole. Else both are worked out by `disparity`; a loop has p = 1.
    """
    place = {node: number for number, node in enumerate(graph)}
    told = list(graph.edges(data=True))
    one, other = (np.array([place[edge[end]] for edge in told], dtype=np.int64) for end in (0, 1))
    weight = np.array([float(data.get("weight", 1.0)) for *_, data in told])
    if all("p_value" in data for *_, data in told):
        p = np.array([float(data["p_value"]) for *_, data in told])
        strongest = np.array([bool(data.get("strongest")) for *_, data in told], dtype=bool)
    else:
        sparse = as_sparse(graph)
        found = disparity(sparse)
        ends = [(sparse.ids[a], sparse.ids[b]) for a, b in zip(found.one.tolist(), found.other.tolist(), strict=True)]
        number = {pair: n for n, (a, b) in enumerate(ends) for pair in ((a, b), (b, a))}
        at = np.array([number.get((u, v), -1) for u, v, _ in told], dtype=np.int64)
        p = np.where(at < 0, 1.0, np.append(found.p, 1.0)[at])
        strongest = np.where(at < 0, False, np.append(found.strongest, False)[at])
    least, equals, _ = _firsts(one, other, _rounded(weight), p, np.zeros(len(place)))
    return Disparity(one=one, other=other, weight=weight, p=p, strongest=strongest, least=least, equals=equals)


def _firsts(
    one: IntArray, other: IntArray, weight: FloatArray, p: FloatArray, strength: FloatArray
) -> tuple[FloatArray, IntArray, IntArray]:
    """Of each node: its smallest p, how many of its edges are like its strongest, and which edge that is (−1: none)."""
    ends, partners = np.concatenate([one, other]), np.concatenate([other, one])
    edge, n = np.tile(np.arange(len(one)), 2), len(strength)
    order = np.lexsort((partners, -strength[partners], -weight[edge], p[edge], ends))
    first = order[np.flatnonzero(np.diff(ends[order], prepend=-1))]
    best = np.full(n, -1)
    best[ends[first]] = edge[first]
    least = np.full(n, np.nan)
    least[ends[first]] = p[edge[first]]
    same = (p[edge] == p[best[ends]]) & (weight[edge] == weight[best[ends]])
    return least, np.bincount(ends[same], minlength=n), best
