"""Who stands between others, and between which groups: the five roles of Gould and Fernandez."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from kg.networks.caveats import Caveat
from kg.networks.sparse import SparseGraph, as_sparse, blocks, row_sums, unweighted

if TYPE_CHECKING:
    from kg.networks.types import BoolArray, CsrArray, FloatArray, Graph, Id

__all__ = ["ROLES", "Broker", "Brokerage", "brokerage"]

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


@dataclass(frozen=True, slots=True)
class Broker:
    """How many pairs a node stands between, by role. `total` counts each pair once."""

    id: Id
    label: str
    group: str
    coordinator: int
    itinerant: int
    gatekeeper: int
    representative: int
    liaison: int

    @property
    def total(self) -> int:
        """All pairs; gatekeeper and representative are the same pairs here, counted once."""
        return self.coordinator + self.itinerant + self.gatekeeper + self.liaison


@dataclass(frozen=True, slots=True)
class Brokerage:
    """All brokers, those between most pairs first, and how many nodes had to be left out."""

    attribute: str
    rows: tuple[Broker, ...]
    caveats: tuple[Caveat, ...]


def brokerage(graph: Graph | SparseGraph, attribute: str = "country") -> Brokerage:
    """The brokerage roles of every node between the groups of an attribute (country, level, kind).

    Node b stands between a and c when both are its neighbours and they are not neighbours of each other. With
    groups A, B, C: coordinator A–A–A, itinerant A–B–A (a go-between for two of a group that is not its own),
    gatekeeper B–A–A, representative A–A–B, liaison A–B–C. R. V. Gould and R. M. Fernandez, Structures of mediation,
    Sociological Methodology 19, 89–126, 1989.

    The roles are defined for directed flow. Edges here have no direction, so a pair is counted once (half of what
    the directed count of the symmetric graph gives for coordinator, itinerant and liaison), and gatekeeper and
    representative cannot be told apart: both hold the number of pairs between the own group and another. Nodes of
    unknown group are left out, as brokers and as ends.

    Open pairs are all pairs of neighbours less the closed ones; closed pairs by role are the diagonals of products
    of S (edges within groups) and D (edges between): SSS, DSD, SDD and DDD.
    """
    whole = as_sparse(graph)
    names, group = whole.groups(attribute)
    known = np.flatnonzero(group >= 0)
    part, group = whole.part(known), group[known]
    start, end = np.repeat(np.arange(part.n), np.diff(part.matrix.indptr)), part.matrix.indices
    same = group[start] == group[end]
    within, between = _only(part, same), _only(part, ~same)
    by_group = sp.csr_array((np.ones(len(end)), (start, group[end])), shape=(part.n, max(len(names), 1)))
    inside = np.diff(within.indptr).astype(float)
    outside = np.diff(between.indptr).astype(float)
    squares = row_sums(by_group.multiply(by_group)) - inside**2
    pairs = {
        "coordinator": inside * (inside - 1) / 2 - _closed(within, within, within) / 2,
        "itinerant": (squares - outside) / 2 - _closed(between, within, between) / 2,
        "gatekeeper": inside * outside - _closed(within, between, between),
        "liaison": (outside**2 - squares) / 2 - _closed(between, between, between) / 2,
    }
    pairs["representative"] = pairs["gatekeeper"]
    counts = {role: np.rint(pairs[role]).astype(np.int64).tolist() for role in ROLES}
    rows = [
        Broker(part.ids[i], part.nodes[i].name, names[group[i]], *(counts[role][i] for role in ROLES))
        for i in range(part.n)
    ]
    rows.sort(key=lambda row: (-row.total, row.label, str(row.id)))
    caveats = [caveat for caveat in whole.caption.get("caveats", ()) if isinstance(caveat, Caveat)]
    if part.n < whole.n:
        caveats.append(Caveat("unknown", {"k": whole.n - part.n, "n": whole.n, "what": attribute}))
    return Brokerage(attribute, tuple(rows), tuple(caveats))


def _only(graph: SparseGraph, chosen: BoolArray) -> CsrArray:
    matrix = unweighted(graph)
    matrix.data = chosen.astype(float)
    matrix.eliminate_zeros()
    return matrix


def _closed(first: CsrArray, middle: CsrArray, last: CsrArray) -> FloatArray:
    """The diagonal of first · middle · last (all symmetric), a block of rows at a time."""
    found = np.zeros(first.shape[0])
    for rows in blocks(first, middle):
        found[rows] = row_sums((first[rows] @ middle).multiply(last[rows]))
    return found
