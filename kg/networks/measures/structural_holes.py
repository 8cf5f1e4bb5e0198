"""Structural holes: how far a node's neighbours already know each other (constraint, effective size)."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp

from kg.networks.sparse import SparseGraph, blocks, unweighted

__all__ = ["constraint", "effective_size"]


def constraint(graph: SparseGraph, *, weighted: bool = True) -> Any:
    """How much of a node's ties lies, directly or through common neighbours, with the same few: low is free to broker.

    c_i = Σ_{j ∈ N(i)} (p_ij + Σ_q p_iq p_qj)², p_ij = w_ij / s_i. R. S. Burt, Structural Holes, Harvard, 1992, ch. 2;
    Structural holes and good ideas, American Journal of Sociology 110, 349–399, 2004. nan for a node without ties.
    """
    matrix = graph.matrix if weighted else unweighted(graph)
    share = _scaled(matrix, np.asarray(matrix.sum(axis=1)).ravel())
    found = np.full(graph.n, np.nan)
    for rows in blocks(share, share):
        edges = unweighted(graph)[rows]
        own = share[rows]
        both = own + (own @ share).multiply(edges).tocsr()
        found[rows] = np.asarray(both.multiply(both).sum(axis=1)).ravel()
    found[np.diff(matrix.indptr) == 0] = np.nan
    return found


def effective_size(graph: SparseGraph, *, weighted: bool = True) -> Any:
    """The number of a node's neighbours less what is redundant among them.

    e_i = Σ_{j ∈ N(i)} (1 − Σ_q p_iq m_jq), p_iq = w_iq / s_i, m_jq = w_jq / max_q w_jq. R. S. Burt, as above.
    Unweighted it is k − 2t/k, t being the ties among the neighbours (S. P. Borgatti, Structural holes: unpacking
    Burt's redundancy measures, Connections 20, 35–38, 1997). nan for a node without ties.
    """
    matrix = graph.matrix if weighted else unweighted(graph)
    share = _scaled(matrix, np.asarray(matrix.sum(axis=1)).ravel())
    largest = np.asarray(matrix.max(axis=1).toarray()).ravel() if graph.m else np.zeros(graph.n)
    relative = _scaled(matrix, largest).T.tocsr()
    k = np.diff(matrix.indptr).astype(float)
    found = np.full(graph.n, np.nan)
    for rows in blocks(share, relative):
        redundant = (share[rows] @ relative).multiply(unweighted(graph)[rows])
        found[rows] = k[rows] - np.asarray(redundant.sum(axis=1)).ravel()
    found[k == 0] = np.nan
    return found


def _scaled(matrix: Any, by: Any) -> Any:
    """Each row divided by its number (rows without entries stay empty)."""
    data = matrix.data / np.repeat(by, np.diff(matrix.indptr))
    return sp.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
