"""Where to draw the nodes of a graph: force-directed, seeded, the same picture for the same graph.

Three things keep a picture from jumping about: every node starts from a place that depends on its id alone (not on
its number or the order of the rows), the start is smoothed by the edges before any force acts, and a picture made
earlier can be given as the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from kg.networks.layout.forces import relax, smooth
from kg.networks.layout.overlaps import bounds, overlaps, pack, remove_overlaps
from kg.networks.sparse import SparseGraph, as_sparse, product

if TYPE_CHECKING:
    from kg.networks.types import CsrArray, FloatArray, Graph, Id, IntArray

__all__ = ["Layout", "Quality", "force_layout", "layout_quality"]

_DOT = (1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Layout:
    """Places by id, in the order of the ids; `missing` are the nodes that could not be placed."""

    positions: Mapping[Id, tuple[float, float]]
    missing: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a picture is: mean distance of neighbours and of strangers, and how many boxes overlap."""

    neighbours: float
    strangers: float
    overlaps: int

    @property
    def ratio(self) -> float:
        """Neighbours' distance over strangers': the smaller the clearer; nan without either."""
        return self.neighbours / self.strangers if self.strangers else float("nan")


def force_layout(
    graph: Graph | SparseGraph,
    *,
    seed: int = 0,
    spacing: float = 60.0,
    iterations: int | None = None,
    earlier: Mapping[Id, tuple[float, float]] | None = None,
    sizes: Mapping[Id, tuple[float, float]] | None = None,
    padding: float = 4.0,
) -> Layout:
    """A place for every node, in the unit of `spacing` and `sizes`; heavier edges are shorter, y may point either way.

    Each connected part is laid out on its own and scaled to `spacing` per node, then the parts are packed, the largest
    first. `sizes` gives the width and height of a node's box with its label, centred on the node: no two of them
    overlap in the result. `earlier` gives places from an earlier picture: nodes that had one stay near it, new ones
    come to lie by their neighbours. Forces: repulsion m_i m_j / d, attraction d · √w, m = degree + 1 (M. Jacomy et
    al., ForceAtlas2, PLoS ONE 9, e98679, 2014), with steps cut off at a falling temperature (T. Fruchterman,
    E. Reingold, Software – Practice and Experience 21, 1129–1164, 1991). Beyond 3,000 nodes in one part the
    repulsion of what lies far is that of groups of nodes.
    """
    sparse = as_sparse(graph)
    if not sparse.n:
        return Layout({})
    boxes = np.array([(sizes or {}).get(i, _DOT) for i in sparse.ids], dtype=float)
    start = np.array([_by_hash(i, seed) for i in sparse.ids])
    old = np.array([(earlier or {}).get(i, (np.nan, np.nan)) for i in sparse.ids], dtype=float)
    label = _parts(sparse.matrix)
    order = np.argsort(label, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    parts.sort(key=lambda places: (-len(places), str(sparse.ids[places[0]])))
    at = np.zeros((sparse.n, 2))
    settled: list[IntArray] = []
    loose: list[IntArray] = []
    for places in parts:
        had = ~np.isnan(old[places, 0])
        at[places] = _part(
            sparse.matrix[places][:, places],
            start[places],
            old=old[places],
            spacing=spacing,
            iterations=iterations,
        )
        at[places] = remove_overlaps(at[places], boxes[places], padding)
        (settled if had.sum() * 2 > len(places) else loose).append(places)
    _arrange(at, boxes, settled, loose, spacing)
    at = remove_overlaps(at, boxes, padding) if settled else at
    return Layout({i: (round(x, 2), round(y, 2)) for i, (x, y) in zip(sparse.ids, at.tolist(), strict=True)})


def layout_quality(
    graph: Graph | SparseGraph, layout: Layout, sizes: Mapping[Id, tuple[float, float]] | None = None
) -> Quality:
    """Measure a picture: over all pairs up to 3,000 nodes, beyond that over the pairs of a fixed sample of 3,000."""
    sparse = as_sparse(graph)
    at = np.array([layout.positions[i] for i in sparse.ids], dtype=float).reshape(-1, 2)
    start = np.repeat(np.arange(sparse.n), np.diff(sparse.matrix.indptr))
    near = np.hypot(*(at[start] - at[sparse.matrix.indices]).T)
    chosen = np.arange(sparse.n) if sparse.n <= 3000 else np.random.default_rng(0).choice(sparse.n, 3000, replace=False)
    here = at[chosen]
    all_pairs = sum(float(np.hypot(*(here - point).T).sum()) for point in here)
    held = sparse.matrix[chosen][:, chosen].tocoo()
    known = float(np.hypot(*(here[held.row] - here[held.col]).T).sum())
    strangers = len(chosen) * (len(chosen) - 1) - held.nnz
    boxes = np.array([(sizes or {}).get(i, _DOT) for i in sparse.ids], dtype=float).reshape(-1, 2)
    return Quality(
        float(near.mean()) if len(near) else float("nan"),
        (all_pairs - known) / strangers if strangers else float("nan"),
        overlaps(at, boxes),
    )


def _by_hash(item: Id, seed: int) -> tuple[float, float]:
    """A point of the square −½…½ that depends on the id and the seed alone."""
    digest = sha256(f"{seed}\0{item}".encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64 - 0.5, int.from_bytes(digest[8:16]) / 2**64 - 0.5


def _parts(matrix: CsrArray) -> IntArray:
    """For each node the first one of its connected part.

    Each node takes the least label of its neighbours until none changes. (scipy's `csgraph` does it too, and takes a
    tenth of a second to import.)
    """
    label = np.arange(matrix.shape[0])
    rows = np.repeat(label, np.diff(matrix.indptr))
    while True:
        least = label.copy()
        np.minimum.at(least, rows, label[matrix.indices])
        least = least[least]
        if np.array_equal(least, label):
            return label
        label = least


def _part(matrix: CsrArray, start: FloatArray, old: FloatArray, spacing: float, iterations: int | None) -> FloatArray:
    """The places of one connected part, around 0 or, when most of it had places, around those."""
    n = len(start)
    had = ~np.isnan(old[:, 0])
    if had.sum() * 2 > n:
        if had.all() and n < 3:
            return old.copy()
        middle = old[had].mean(axis=0)
        known = np.where(had[:, None], old - middle, 0)
        links = product(matrix, had.astype(float))
        beside = product(matrix, known) / np.where(links > 0, links, 1)[:, None] + start * spacing
        start_here = np.where(had[:, None], known, beside)
        moved: FloatArray = relax(matrix, start_here, spacing, iterations or 60, hold=had) + middle
        return moved
    if n == 1:
        return np.zeros((1, 2))
    if n == 2:
        return np.array([[-spacing / 2, 0.0], [spacing / 2, 0.0]])
    return relax(matrix, smooth(matrix, start), spacing, iterations or (300 if n <= 800 else 120))


def _arrange(at: FloatArray, boxes: FloatArray, settled: list[IntArray], loose: list[IntArray], spacing: float) -> None:
    """Move the loose parts, in place: packed around 0, or below the parts that keep their places."""
    if not loose:
        return
    frames = [bounds(at[places], boxes[places]) for places in loose]
    corners = pack([(frame[2] - frame[0] + spacing, frame[3] - frame[1] + spacing) for frame in frames])
    offset = np.zeros(2)
    if settled:
        kept = np.concatenate(settled)
        left, _, _, bottom = bounds(at[kept], boxes[kept])
        offset = np.array([left, bottom + spacing])
    for places, frame, corner in zip(loose, frames, corners, strict=True):
        at[places] += np.array(corner) - np.array(frame[:2]) + offset
    if not settled:
        left, top, right, bottom = bounds(at, boxes)
        at -= np.array([(left + right) / 2, (top + bottom) / 2])
