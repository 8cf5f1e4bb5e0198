"""Measures in which a node counts for what its neighbours count: eigenvector centrality and PageRank.

The squares of the first sum to 1 over the nodes, the values of the second themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csgraph

from kg.errors import KgError
from kg.networks.sparse import SparseGraph, product, row_sums

if TYPE_CHECKING:
    from kg.networks.types import FloatArray, IntArray

__all__ = ["eigenvector", "largest_part", "pagerank"]

_MOST_STEPS = 10_000


def largest_part(graph: SparseGraph) -> IntArray:
    """The places of the nodes of the largest connected part (the one with the first node, among equals), ascending."""
    if not graph.n:
        return np.arange(0)
    parts = csgraph.connected_components(graph.matrix, directed=False)[1]
    return np.flatnonzero(parts == np.argmax(np.bincount(parts)))


def eigenvector(graph: SparseGraph) -> FloatArray:
    """The leading eigenvector of the weights, λx = Wx with Σ x² = 1, on the largest connected part; 0 elsewhere.

    P. Bonacich, Power and centrality, American Journal of Sociology 92, 1170–1182, 1987. Outside one connected part
    the vector is not defined by the equation alone, hence the restriction. Computed by Lanczos iteration (ARPACK)
    from the strengths.
    """
    from scipy.sparse.linalg import eigsh

    found = np.zeros(graph.n)
    places = largest_part(graph)
    if len(places) < 2:
        return found
    matrix = graph.matrix[places][:, places]
    if len(places) < 25:
        vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        start = row_sums(matrix)
        vector = eigsh(matrix, k=1, which="LA", v0=start / np.linalg.norm(start), tol=0)[1][:, 0]
    vector = np.abs(vector)
    found[places] = vector / np.linalg.norm(vector)
    return found


def pagerank(graph: SparseGraph, *, damping: float = 0.85, tolerance: float = 1e-10) -> FloatArray:
    """The share of time a walker spends at a node, who follows edges by weight and jumps anywhere with 1 − damping.

    x_i = (1−d)/n + d (Σ_j w_ij x_j / s_j + Σ_{j without edges} x_j / n). L. Page, S. Brin, R. Motwani, T. Winograd,
    The PageRank citation ranking, Stanford, 1999. Iterated until the sum of changes is below the tolerance.
    """
    n = graph.n
    if not n:
        return np.zeros(0)
    total = row_sums(graph.matrix)
    inverse = np.divide(1.0, total, out=np.zeros(n), where=total > 0)
    alone = total == 0
    rank = np.full(n, 1 / n)
    for _ in range(_MOST_STEPS):
        flow = damping * (product(graph.matrix, rank * inverse) + rank[alone].sum() / n)
        following = flow + (1 - damping) / n
        if np.abs(following - rank).sum() < tolerance:
            settled: FloatArray = following / following.sum()
            return settled
        rank = following
    raise KgError(f"PageRank did not settle to {tolerance} within {_MOST_STEPS} steps")
