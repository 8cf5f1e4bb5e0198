"""What changed between two networks: who entered, who left, which ties are new, lost and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import scipy.sparse as sp

from kg.networks.sparse import SparseGraph, as_sparse

if TYPE_CHECKING:
    from kg.networks.types import Graph, Id

__all__ = ["ChangedEdge", "Changes", "changes"]


@dataclass(frozen=True, slots=True)
class ChangedEdge:
    """A pair of nodes, its weight before and after (0: no edge)."""

    one: Id
    other: Id
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Changes:
    """Nodes and edges sorted by id. A node counts as there when it has an edge.

    `overlap` is the share of all edges that are in both networks (Jaccard), nan when there is none.
    """

    entered: tuple[Id, ...]
    left: tuple[Id, ...]
    stayed: tuple[Id, ...]
    new: tuple[ChangedEdge, ...]
    lost: tuple[ChangedEdge, ...]
    kept: tuple[ChangedEdge, ...]

    @property
    def overlap(self) -> float:
        """|before ∩ after| / |before ∪ after| of the edges."""
        total = len(self.new) + len(self.lost) + len(self.kept)
        return len(self.kept) / total if total else float("nan")


def changes(before: Graph | SparseGraph, after: Graph | SparseGraph) -> Changes:
    """Compare two networks, usually of the same kinds of tie in two periods."""
    old, new = _edges(as_sparse(before)), _edges(as_sparse(after))
    was, are = ({end for pair in edges for end in pair} for edges in (old, new))
    gained, gone, both = (
        tuple(ChangedEdge(*pair, old.get(pair, 0.0), new.get(pair, 0.0)) for pair in _sorted(pairs))
        for pairs in (new.keys() - old.keys(), old.keys() - new.keys(), old.keys() & new.keys())
    )
    entered, left, stayed = (tuple(sorted(ids, key=str)) for ids in (are - was, was - are, was & are))
    return Changes(entered=entered, left=left, stayed=stayed, new=gained, lost=gone, kept=both)


def _sorted(pairs: set[tuple[Id, Id]]) -> list[tuple[Id, Id]]:
    return sorted(pairs, key=lambda pair: (str(pair[0]), str(pair[1])))


def _edges(graph: SparseGraph) -> dict[tuple[Id, Id], float]:
    upper = sp.triu(graph.matrix, 1).tocoo()
    found = {}
    for a, b, weight in zip(upper.row.tolist(), upper.col.tolist(), upper.data.tolist(), strict=True):
        one, other = sorted((graph.ids[a], graph.ids[b]), key=str)
        found[one, other] = float(weight)
    return found
