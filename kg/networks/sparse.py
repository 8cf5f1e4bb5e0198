"""A weighted undirected graph as ids and a sparse matrix: what measures run on, and what holds very large networks.

A networkx graph of Horizon Europe takes close to a gigabyte; its matrix takes twenty megabytes.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse as sp

from kg.errors import Usage
from kg.model.tie import Node
from kg.networks.plain import LISTS, values

if TYPE_CHECKING:
    from kg.networks.types import Attributes, CscArray, CsrArray, FloatArray, Graph, Id, IntArray

__all__ = [
    "SparseGraph",
    "as_sparse",
    "blocks",
    "column_sums",
    "off_diagonal",
    "product",
    "row_sums",
    "unweighted",
    "without_diagonal",
]

_NOTHING = 1e-12
"""Below this a weight is what is left of adding and taking away the same."""
_NODE_FIELDS = tuple(item.name for item in fields(Node) if item.name != "id")


@dataclass(frozen=True, slots=True, eq=False)
class SparseGraph:
    """n nodes and a symmetric n × n matrix of positive weights without a diagonal (scipy CSR, 64-bit floats).

    `nodes` is parallel to `ids`. A projection also keeps what it was made from: `incidence` (pivots × nodes, 0/1)
    and `pivot_weights`, so that matrix = incidenceᵀ · diag(pivot_weights) · incidence off the diagonal, less the pairs
    that were never at a pivot at the same time: `apart`, rows of (pivot, node, node). `caption` says what the graph is.
    Of a network that was thinned afterwards `min_weight` and `backbone` (see `kg.networks.backbone`) tell how.
    """

    ids: tuple[Id, ...]
    matrix: CsrArray
    nodes: tuple[Node, ...] = ()
    pivots: tuple[str, ...] = ()
    incidence: CsrArray | None = None
    pivot_weights: FloatArray | None = None
    caption: dict[str, Any] = field(default_factory=dict)
    apart: IntArray = field(default_factory=lambda: np.zeros((0, 3), dtype=np.int64))
    min_weight: float = 0.0
    backbone: float = 1.0

    @property
    def n(self) -> int:
        """The number of nodes."""
        return len(self.ids)

    @property
    def m(self) -> int:
        """The number of edges."""
        return int(self.matrix.nnz) // 2

    @property
    def is_thinned(self) -> bool:
        """Whether edges were left out, so that the matrix is no longer all that the pivots make."""
        return self.min_weight > 0 or self.backbone < 1

    def values(self, numbers: FloatArray) -> dict[Id, float]:
        """A vector of n numbers as a dictionary by id."""
        return dict(zip(self.ids, np.asarray(numbers, dtype=float).tolist(), strict=True))

    def groups(self, attribute: str) -> tuple[tuple[str, ...], IntArray]:
        """The known values of a node attribute, sorted, and for each node the number of its value (−1: unknown)."""
        if self.ids and not self.nodes:
            raise Usage(f"the graph says nothing of the {attribute} of its nodes")
        given = [str(getattr(node, attribute) or "") for node in self.nodes]
        names = tuple(sorted(set(given) - {""}))
        number = {name: place for place, name in enumerate(names)} | {"": -1}
        return names, np.array([number[value] for value in given], dtype=np.int64)

    def part(self, chosen: IntArray) -> SparseGraph:
        """The graph of some of the nodes, given by their places (ascending integers), with the edges among them."""
        chosen = np.asarray(chosen, dtype=np.int64)
        incidence = None if self.incidence is None else self.incidence[:, chosen]
        return SparseGraph(
            ids=tuple(self.ids[i] for i in chosen),
            matrix=self.matrix[chosen][:, chosen],
            nodes=tuple(self.nodes[i] for i in chosen) if self.nodes else (),
            pivots=self.pivots,
            incidence=incidence,
            pivot_weights=self.pivot_weights,
            caption=self.caption,
            apart=_among(self.apart, chosen, self.n),
            min_weight=self.min_weight,
            backbone=self.backbone,
        )

    @property
    def used(self) -> IntArray:
        """The places of the pivots that weigh anything; none where the graph is no projection."""
        return np.flatnonzero(np.zeros(0) if self.pivot_weights is None else self.pivot_weights > 0)

    def held(self, pivots: IntArray) -> tuple[CsrArray, FloatArray]:
        """The incidence (pivots × nodes) and the weights of some pivots, given by their places.

        Raises Usage where the graph is no projection.
        """
        if self.incidence is None or self.pivot_weights is None:
            raise Usage("the graph does not know what it was projected from")
        return self.incidence[pivots], self.pivot_weights[pivots]

    def without_apart(self, matrix: CsrArray, pivots: IntArray) -> CsrArray:
        """A projection from some pivots (their places), without its diagonal and what was never there at once."""
        weights = np.zeros(0) if self.pivot_weights is None else self.pivot_weights
        return off_diagonal(matrix, self.apart[np.isin(self.apart[:, 0], pivots)], weights)

    def to_networkx(self) -> Graph:
        """The same graph for networkx: edges with `weight`, nodes with what is known of them."""
        import networkx as nx

        graph: Graph = nx.Graph(caption=self.caption)
        if self.nodes:
            graph.add_nodes_from((i, attributes(node)) for i, node in zip(self.ids, self.nodes, strict=True))
        else:
            graph.add_nodes_from(self.ids)
        upper = sp.triu(self.matrix, 1).tocoo()
        triples = zip(upper.row.tolist(), upper.col.tolist(), upper.data.tolist(), strict=True)
        graph.add_weighted_edges_from((self.ids[a], self.ids[b], w) for a, b, w in triples)
        return graph


def off_diagonal(matrix: CsrArray, apart: IntArray, weights: FloatArray) -> CsrArray:
    """A projection (n × n, CSR) without its diagonal and without pairs that were never at a pivot at the same time.

    `apart` has rows of (pivot, node, node), `weights` a weight per pivot.
    """
    if len(apart):
        both = (np.concatenate([apart[:, 1], apart[:, 2]]), np.concatenate([apart[:, 2], apart[:, 1]]))
        matrix = sp.csr_array(matrix - sp.csr_array((np.tile(weights[apart[:, 0]], 2), both), shape=matrix.shape))
        matrix.data[np.abs(matrix.data) < _NOTHING] = 0
    without_diagonal(matrix)
    matrix.sort_indices()
    return matrix


def without_diagonal(matrix: CsrArray) -> None:
    """Take the diagonal out of a square matrix in place. (`setdiag` looks for the place of every entry of it.)"""
    matrix.data[np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)) == matrix.indices] = 0
    matrix.eliminate_zeros()


def _among(apart: IntArray, chosen: IntArray, n: int) -> IntArray:
    """The pairs apart among some nodes (their places), by their places among those."""
    place = np.full(n, -1)
    place[chosen] = np.arange(len(chosen))
    moved = np.column_stack([apart[:, 0], place[apart[:, 1]], place[apart[:, 2]]])
    return moved[(moved[:, 1:] >= 0).all(axis=1)]


def attributes(node: Node) -> dict[str, object]:
    """What is known of a node, as attributes of a graph: its fields, and its `iri`, key and whether it has `ended`.

    The key is called `node_key`: the GEXF writer of networkx keeps `key` for itself.
    """
    made = {name: getattr(node, name) for name in _NODE_FIELDS}
    return made | {"iri": node.iri, "node_key": node.key, "ended": node.ended}


def as_sparse(graph: Graph | SparseGraph, weight: str = "weight") -> SparseGraph:
    """A networkx graph as a SparseGraph, its nodes sorted by id, loops dropped, a missing weight being 1.

    Raises Usage for directed graphs, multigraphs and weights that are not positive.
    """
    if isinstance(graph, SparseGraph):
        return graph
    if graph.is_directed() or graph.is_multigraph():
        raise Usage("measures are defined here for simple undirected graphs")
    ids: Sequence[Hashable] = sorted(graph, key=lambda i: (str(i), str(type(i))))
    place = {i: number for number, i in enumerate(ids)}
    edges = [(place[a], place[b], float(d.get(weight, 1.0))) for a, b, d in graph.edges(data=True) if a != b]
    rows, columns = (np.array([edge[k] for edge in edges], dtype=np.int64) for k in (0, 1))
    weights = np.array([edge[2] for edge in edges])
    if edges and not (np.isfinite(weights).all() and weights.min() > 0):
        raise Usage(f"every {weight} must be a positive number")
    both = (np.concatenate([rows, columns]), np.concatenate([columns, rows]))
    matrix = sp.csr_array((np.concatenate([weights, weights]), both), shape=(len(ids), len(ids)))
    matrix.sort_indices()
    nodes = tuple(_node(i, graph.nodes[i]) for i in ids)
    caption = graph.graph.get("caption") or {}
    return SparseGraph(tuple(ids), matrix, nodes, caption={} if isinstance(caption, str) else dict(caption))


def _node(node: Hashable, data: Attributes) -> Node:
    known = {name: data[name] for name in _NODE_FIELDS if data.get(name) is not None}
    return Node(str(node), **known | {name: values(data, name) for name in known.keys() & set(LISTS)})


def row_sums(matrix: CsrArray | CscArray) -> FloatArray:
    """The sum of each row, as a vector."""
    return np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()


def column_sums(matrix: CsrArray | CscArray) -> FloatArray:
    """The sum of each column, as a vector."""
    return np.asarray(matrix.sum(axis=0), dtype=np.float64).ravel()


def product(matrix: CsrArray | CscArray, dense: FloatArray) -> FloatArray:
    """A sparse matrix times a vector or a dense matrix."""
    return np.asarray(matrix @ dense, dtype=np.float64)


def unweighted(graph: SparseGraph) -> CsrArray:
    """The matrix with every weight set to 1."""
    matrix = graph.matrix.copy()
    matrix.data = np.ones_like(matrix.data)
    return matrix


def blocks(left: CsrArray, right: CsrArray, most: int = 20_000_000) -> list[slice]:
    """Slices of the rows of a matrix such that each partial product `left[slice] @ right` has bounded work and memory.

    A slice holds as many rows as make `most` multiplications, at least one.
    """
    work = np.concatenate([[0], np.cumsum(np.asarray(left.astype(bool).astype(np.int64) @ np.diff(right.indptr)))])
    found, first = [], 0
    while first < left.shape[0]:
        last = max(first + 1, int(np.searchsorted(work, work[first] + most, side="right")) - 1)
        found.append(slice(first, min(last, left.shape[0])))
        first = last
    return found
