"""The types of what networks are computed with: graphs, vectors and matrices. Only for annotations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import scipy.sparse as sp
    from numpy.typing import NDArray

    Graph: TypeAlias = nx.Graph["Id"]
    FloatArray: TypeAlias = NDArray[np.float64]
    Floats: TypeAlias = NDArray[np.float32]
    IntArray: TypeAlias = NDArray[np.integer]
    BoolArray: TypeAlias = NDArray[np.bool_]
    TextArray: TypeAlias = NDArray[np.object_]
    CscArray: TypeAlias = sp.csc_array[np.float64]
    CsrArray: TypeAlias = sp.csr_array[np.float64, tuple[int, int]]

__all__ = [
    "Attributes",
    "BoolArray",
    "CscArray",
    "CsrArray",
    "FloatArray",
    "Floats",
    "Graph",
    "Id",
    "IntArray",
    "Positions",
    "TextArray",
]

Id: TypeAlias = Any
"""What names a node: text in Samkart's own graphs, anything hashable in those of others, as networkx has it."""
Attributes: TypeAlias = Mapping[str, Any]
"""What a node, an edge or a graph carries by name: networkx leaves the values open."""
Positions: TypeAlias = Mapping[Id, tuple[float, float]]
"""Where nodes are drawn: x and y, y pointing down."""
