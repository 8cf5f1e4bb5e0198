"""Measures that look at a node and its neighbours: degree, strength, core number, clustering.

Degree and core number count nodes, strength is in the unit of the weights, clustering a share from 0 to 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from kg.networks.sparse import SparseGraph, column_sums, row_sums

if TYPE_CHECKING:
    from kg.networks.types import CsrArray, FloatArray

__all__ = ["clustering", "core_number", "degree", "strength"]


def degree(graph: SparseGraph) -> FloatArray:
    """The number of neighbours: k_i = |N(i)|."""
    return np.diff(graph.matrix.indptr).astype(float)


def strength(graph: SparseGraph) -> FloatArray:
    """The sum of the weights of a node's edges: s_i = Σ_j w_ij.

    A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani, The architecture of complex weighted networks,
    PNAS 101, 3747–3752, 2004. With Newman's weights it is the number of hubs shared with anybody.
    """
    return row_sums(graph.matrix)


def core_number(graph: SparseGraph) -> FloatArray:
    """The largest k such that the node belongs to a part in which everybody has at least k neighbours in that part.

    S. B. Seidman, Network structure and minimum degree, Social Networks 5, 269–287, 1983. Found by taking away the
    nodes of degree at most k again and again (V. Batagelj, M. Zaveršnik, arXiv:cs/0310049, 2003), many at a time.
    """
    indptr, indices = graph.matrix.indptr, graph.matrix.indices
    left = np.diff(indptr).astype(np.int64)
    core = np.zeros(graph.n, dtype=np.int64)
    alive = np.ones(graph.n, dtype=bool)
    k = 0
    while alive.any():
        k = max(k, int(left[alive].min()))
        leaving = np.flatnonzero(alive & (left <= k))
        while leaving.size:
            core[leaving] = k
            alive[leaving] = False
            met = np.concatenate([indices[indptr[i] : indptr[i + 1]] for i in leaving])
            met = met[alive[met]]
            np.subtract.at(left, met, 1)
            leaving = np.unique(met[left[met] <= k])
    return core.astype(float)


def clustering(graph: SparseGraph, *, weighted: bool = False) -> FloatArray:
    """The share of a node's pairs of neighbours that know each other: C_i = 2·t_i / (k_i (k_i − 1)), 0 below two.

    t_i is the number of triangles through i (D. J. Watts, S. H. Strogatz, Nature 393, 440–442, 1998). Weighted, every
    triangle counts the geometric mean of its weights, each divided by the largest in the graph (J.-P. Onnela et al.,
    Phys. Rev. E 71, 065103, 2005). One hub with k actors makes a clique of k, so one-mode projections are clustered
    by construction; compare with other projections of the same kind only.
    """
    k = degree(graph)
    data = np.cbrt(graph.matrix.data / graph.matrix.data.max()) if weighted and graph.m else np.ones(graph.matrix.nnz)
    matrix = sp.csr_array((data, graph.matrix.indices, graph.matrix.indptr), shape=graph.matrix.shape)
    pairs = k * (k - 1) / 2
    return np.divide(triangles(matrix), pairs, out=np.zeros(graph.n), where=pairs > 0)


def triangles(matrix: CsrArray) -> FloatArray:
    """For each row of a symmetric n × n matrix the sum, over its triangles, of the product of their three entries.

    With entries of 1 that is the number of triangles. Edges are directed from the smaller to the larger degree, so
    that even a hub of thousands has few edges out: the work is Σ (edges out)² (T. Schank, D. Wagner, Finding, counting
    and listing all triangles, WEA 2005).
    """
    n = matrix.shape[0]
    order = np.lexsort((np.arange(n), np.diff(matrix.indptr)))
    sorted_matrix = matrix[order][:, order]
    upper = sp.triu(sorted_matrix, 1).tocsr()
    found = np.zeros(n)
    lowest_and_highest = (upper @ upper).multiply(upper)
    found += row_sums(lowest_and_highest) + column_sums(lowest_and_highest)
    found += row_sums((upper.T @ upper).multiply(upper))
    result = np.empty(n)
    result[order] = found
    return result
