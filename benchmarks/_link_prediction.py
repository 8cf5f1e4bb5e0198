"""The classical indices of link prediction on a graph without weights, row by row: what `suggest` is measured against.

D. Liben-Nowell, J. Kleinberg, The link-prediction problem for social networks, JASIST 58, 1019, 2007; T. Zhou, L. Lü,
Y.-C. Zhang, Eur. Phys. J. B 71, 623, 2009. Γ(x) are the neighbours of x, k(x) their number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp

from kg.errors import Usage

__all__ = ["INDICES", "link_scores"]

INDICES = ("common-neighbours", "adamic-adar", "resource-allocation", "preferential-attachment", "jaccard")


def link_scores(adjacency: Any, rows: Sequence[int], index: str) -> Any:
    """The index of some nodes (rows) with every node (columns), as a dense array. Raises Usage for an unknown index.

    - `common-neighbours`: |Γ(x) ∩ Γ(y)|
    - `adamic-adar`: Σ 1/ln k(z) over the common neighbours z (those with one neighbour cannot be common)
    - `resource-allocation`: Σ 1/k(z)
    - `preferential-attachment`: k(x)·k(y)
    - `jaccard`: |Γ(x) ∩ Γ(y)| / |Γ(x) ∪ Γ(y)|, 0 when both are without neighbours

    `adjacency` is a symmetric 0/1 CSR array without a diagonal. What stands for a node with itself or with a neighbour
    of its own is the same formula; it predicts nothing.
    """
    degree = np.asarray(adjacency.sum(axis=1)).ravel()
    chosen = adjacency[np.asarray(rows, dtype=np.int64)]
    if index == "preferential-attachment":
        return np.outer(degree[np.asarray(rows, dtype=np.int64)], degree)
    if index in ("adamic-adar", "resource-allocation"):
        by = np.maximum(degree, 2) if index == "adamic-adar" else np.maximum(degree, 1)
        weights = 1 / np.log(by) if index == "adamic-adar" else 1 / by
        return (sp.csr_array(chosen @ sp.diags_array(weights)) @ adjacency).toarray()
    common = (chosen @ adjacency).toarray()
    if index == "common-neighbours":
        return common
    if index != "jaccard":
        raise Usage(f"unknown index {index!r}; expected one of {', '.join(INDICES)}")
    union = degree[np.asarray(rows, dtype=np.int64)][:, None] + degree[None, :] - common
    return common / np.where(union > 0, union, 1)
