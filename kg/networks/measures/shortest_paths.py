"""Measures of shortest paths: betweenness and closeness; exact on small graphs, from a seeded sample on large ones.

`distance=False` takes every edge as one step. `distance=True` takes an edge as 1/weight long: a strong tie is short
(M. E. J. Newman, Phys. Rev. E 64, 016132, 2001). Betweenness is a share from 0 to 1; closeness, 1 over a
mean distance, lies between 0 and 1 in steps and has the unit of the weights with `distance`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp
from scipy.sparse import csgraph

from kg.networks.sparse import SparseGraph, product, unweighted

if TYPE_CHECKING:
    from kg.networks.types import FloatArray, IntArray

__all__ = ["EXACT", "PIVOTS", "betweenness", "closeness", "pivots_for"]

EXACT = 400_000_000
"""Exact up to about this many edges visited (n·2m): a network of 5,000 actors and 40,000 edges, say."""
PIVOTS = 256
"""How many starting points are drawn beyond that."""
_CELLS = 4_000_000


def pivots_for(graph: SparseGraph, k: int | None = None, seed: int = 0) -> IntArray:
    """The places of the starting points, ascending: k drawn with a seed.

    All nodes where k ≥ n, or where k is None and the graph is not too large.
    """
    if k is None:
        k = graph.n if graph.n * 2 * graph.m <= EXACT else PIVOTS
    if k >= graph.n:
        return np.arange(graph.n)
    return np.sort(np.random.default_rng(seed).choice(graph.n, size=k, replace=False))


def betweenness(graph: SparseGraph, *, distance: bool = False, k: int | None = None, seed: int = 0) -> FloatArray:
    """The share of shortest paths between others that pass through a node: Σ σ_st(i)/σ_st over pairs, / ((n−1)(n−2)/2).

    L. C. Freeman, Sociometry 40, 35–41, 1977; computed as by U. Brandes, J. Math. Sociology 25, 163–177, 2001. With
    k starting points, the estimate of U. Brandes and C. Pich, Int. J. Bifurcation and Chaos 17, 2303–2318, 2007.
    """
    n = graph.n
    if n < 3:
        return np.zeros(n)
    sources = pivots_for(graph, k, seed)
    found = _weighted(graph, sources) if distance else _in_steps(graph, sources)
    own = np.zeros(n, dtype=bool)
    own[sources] = True
    number = len(sources)
    pairs = np.full(n, n - 1) if number == n else np.where(own, max(number - 1, 1), number)
    shares: FloatArray = found / (pairs * (n - 2))
    return shares


def _in_steps(graph: SparseGraph, sources: IntArray) -> FloatArray:
    """Brandes' accumulation from many sources at once, level by level, as sparse products."""
    matrix, n = unweighted(graph), graph.n
    total = np.zeros(n)
    width = max(1, _CELLS // n)
    for first in range(0, len(sources), width):
        batch = sources[first : first + width]
        paths = np.zeros((n, len(batch)))
        paths[batch, np.arange(len(batch))] = 1
        level = paths > 0
        seen, front = level.copy(), paths
        levels = [level]
        while True:
            front = product(matrix, front)
            level = (front > 0) & ~seen
            if not level.any():
                break
            front = np.where(level, front, 0)
            seen |= level
            paths += front
            levels.append(level)
        gained = np.zeros_like(paths)
        for place in range(len(levels) - 1, 1, -1):
            share = np.divide(1 + gained, paths, out=np.zeros_like(paths), where=levels[place])
            gained += np.where(levels[place - 1], product(matrix, share) * paths, 0)
        total += gained.sum(axis=1)
    return total


def _weighted(graph: SparseGraph, sources: IntArray) -> FloatArray:
    """Brandes' accumulation along the edges that lie on shortest paths, whose lengths Dijkstra gives."""
    lengths = graph.matrix.copy()
    lengths.data = 1 / lengths.data
    start = np.repeat(np.arange(graph.n), np.diff(lengths.indptr))
    end, long = lengths.indices, lengths.data
    total = np.zeros(graph.n)
    for source in sources:
        reach = csgraph.dijkstra(lengths, directed=True, indices=source)
        reach[np.isinf(reach)] = -1
        here, there = reach[start], reach[end]
        tight = (here >= 0) & (here < there) & (here + long <= there * (1 + 1e-12))
        ahead = sp.csr_array((np.ones(int(tight.sum())), (start[tight], end[tight])), shape=lengths.shape)
        back = ahead.T.tocsr()
        front = np.zeros(graph.n)
        front[source] = 1
        paths = front.copy()
        while (front := product(back, front)).any():
            paths += front
        inverse = np.divide(1.0, paths, out=np.zeros(graph.n), where=paths > 0)
        gained = np.zeros(graph.n)
        step = paths * product(ahead, inverse)
        while step.any():
            gained += step
            step = paths * product(ahead, step * inverse)
        gained[source] = 0
        total += gained
    return total


def closeness(graph: SparseGraph, *, distance: bool = False, k: int | None = None, seed: int = 0) -> FloatArray:
    """How near a node is to those it can reach: C_i = (r_i/(n−1)) · (r_i/Σ_j d_ij), r_i being how many it can reach.

    S. Wasserman and K. Faust, Social Network Analysis, 1994, eq. 5.22 and p. 201: the first factor keeps a pair on
    its own from being the nearest of all. On large graphs the mean distance is estimated from k starting points of
    the node's own connected part (D. Eppstein and J. Wang, J. Graph Algorithms and Applications 8, 39–45, 2004);
    parts no larger than k are computed exactly.
    """
    n = graph.n
    if n < 2:
        return np.zeros(n)
    matrix = graph.matrix.copy() if distance else unweighted(graph)
    matrix.data = 1 / matrix.data
    parts = csgraph.connected_components(matrix, directed=False)[1]
    sizes = np.bincount(parts)
    most = len(pivots_for(graph, k, seed))
    sources = np.arange(n)
    if most < n:
        draw = np.random.default_rng(seed).permutation(n)
        by_part = draw[np.argsort(parts[draw], kind="stable")]
        rank = np.arange(n) - np.concatenate([[0], np.cumsum(sizes)[:-1]])[parts[by_part]]
        sources = np.sort(by_part[rank < most])
    sums, counted = np.zeros(n), np.zeros(n)
    width = max(1, _CELLS // n)
    for first in range(0, len(sources), width):
        batch = sources[first : first + width]
        reach = csgraph.dijkstra(matrix, directed=True, indices=batch, unweighted=not distance)
        known = np.isfinite(reach)
        sums += np.where(known, reach, 0).sum(axis=0)
        counted += known.sum(axis=0)
    counted -= np.isin(np.arange(n), sources)  # the distance to itself is not one
    mean = np.divide(sums, counted, out=np.zeros(n), where=counted > 0)
    reached = (sizes[parts] - 1).astype(float)
    return np.divide(reached / (n - 1), mean, out=np.zeros(n), where=mean > 0)
