"""Structural holes: how far a node's neighbours already know each other (constraint, effective size).

Constraint has no unit: near 0 among many strangers, 1 with a single neighbour, a little above 1 with a few who know
each other. Effective size counts neighbours, from 1 to the degree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from kg.networks.sparse import SparseGraph, blocks, row_sums, unweighted

if TYPE_CHECKING:
    from kg.networks.types import CsrArray, FloatArray

__all__ = ["constraint", "effective_size"]


def constraint(graph: SparseGraph, *, weighted: bool = True) -> FloatArray:
    """How much of a node's ties lies, directly or through common neighbours, with the same few: low is free to broker.

    c_i = Σ_{j ∈ N(i)} (p_ij + Σ_q p_iq p_qj)², p_ij = w_ij / s_i. R. S. Burt, Structural Holes, Harvard, 1992, ch. 2;
    Structural holes and good ideas, American Journal of Sociology 110, 349–399, 2004. nan for a node without ties.
    """
    matrix = graph.matrix if weighted else unweighted(graph)
    share = _scaled(matrix, row_sums(matrix))
    found = np.full(graph.n, np.nan)
    for rows in blocks(share, share):
        edges = unweighted(graph)[rows]
        own = share[rows]
        both = own + (own @ share).multiply(edges).tocsr()
        found[rows] = row_sums(both.multiply(both))
    found[np.diff(matrix.indptr) == 0] = np.nan
    return found


def effective_size(graph: SparseGraph, *, weighted: bool = True) -> FloatArray:
    """The number of a node's neighbours less what is redundant among them.

    e_i = Σ_{j ∈ N(i)} (1 − Σ_q p_iq m_jq), p_iq = w_iq / s_i, m_jq = w_jq / max_q w_jq. R. S. Burt, as above.
    Unweighted it is k − 2t/k, t being the ties among the neighbours (S. P. Borgatti, Structural holes: unpacking
    Burt's redundancy measures, Connections 20, 35–38, 1997). nan for a node without ties.
    """
    matrix = graph.matrix if weighted else unweighted(graph)
    share = _scaled(matrix, row_sums(matrix))
    largest = np.asarray(matrix.max(axis=1).toarray()).ravel() if graph.m else np.zeros(graph.n)
    relative = _scaled(matrix, largest).T.tocsr()
    k = np.diff(matrix.indptr).astype(float)
    found = np.full(graph.n, np.nan)
    for rows in blocks(share, relative):
        redundant = (share[rows] @ relative).multiply(unweighted(graph)[rows])
        found[rows] = k[rows] - row_sums(redundant)
    found[k == 0] = np.nan
    return found


def _scaled(matrix: CsrArray, by: FloatArray) -> CsrArray:
    """Each row divided by its number (rows without entries stay empty)."""
    data = matrix.data / np.repeat(by, np.diff(matrix.indptr))
    return sp.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
