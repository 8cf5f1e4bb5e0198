"""The forces of the layout, on arrays: a smoothed start, then attraction, repulsion and a falling temperature."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from kg.networks.sparse import row_sums

if TYPE_CHECKING:
    from kg.networks.types import BoolArray, CsrArray, FloatArray, Floats, IntArray

__all__ = ["relax", "smooth"]

_SMOOTHING = 60
_EXACT = 3_000
_STRIP = 32_768
_NEAR = np.array([0.01], np.float32)
_GRAVITY = 0.08


def smooth(matrix: CsrArray, start: FloatArray) -> FloatArray:
    """Places (n × 2) in which neighbours are near: each node moves to the mean of its neighbours, again and again.

    A fixed number of lazy steps of the power iteration for the spectral layout, the constant part and the first axis
    taken out as they grow (Y. Koren, Drawing graphs by eigenvectors, Computers & Mathematics with Applications 49,
    1867–1888, 2005). Being a fixed linear map of the start, it changes little when the graph changes little.
    """
    weights = _tamed(matrix)
    total = row_sums(weights)
    step = sp.diags_array(1 / total) @ weights
    measure = total / total.sum()
    at = start.copy()
    for _ in range(_SMOOTHING):
        at = (at + step @ at) / 2
        at -= measure @ at
        first, second = at[:, 0], at[:, 1]
        along = (measure * first) @ first
        if along > 0:
            second -= first * ((measure * first) @ second / along)
        size = np.sqrt(measure @ at**2)
        at /= np.where(size > 1e-12, size, 1)
    return at + 0.05 * start  # nodes with the same neighbours must not coincide


def relax(
    matrix: CsrArray, at: FloatArray, spacing: float, iterations: int, hold: BoolArray | None = None
) -> FloatArray:
    """Places (n × 2) after the forces of a matrix (n × n) have acted on those given.

    Without `hold` the result is centred on 0 and scaled to `spacing`. `hold` marks nodes that have a
    place already: the scale is kept, steps are short, and a spring draws them back.
    """
    n = len(at)
    weights = _tamed(matrix)
    pull = row_sums(weights)
    mass = np.diff(matrix.indptr) + 1.0
    push = np.sqrt(n) / 4  # in these units a part has a radius of about √n
    home = at / spacing if hold is not None else None
    at = home.copy() if home is not None else at * np.sqrt(n) / 2
    hot = np.sqrt(n) / (40 if home is not None else 8)
    mean_mass = mass.mean()
    if home is not None:  # the forces are balanced at the scale of the places that are there already
        centred = home - home.mean(axis=0)
        inward = (
            centred * (at * pull[:, None] - weights @ at + _GRAVITY * centred * (mass / mean_mass)[:, None])
        ).sum()
        outward = (centred * _repulsion(home, mass) * (mass / mean_mass)[:, None]).sum() / mean_mass / np.sqrt(n)
        push = inward / outward if outward > 0 else push
    for turn in range(iterations):
        force = push / mean_mass * _repulsion(at, mass) * (mass / mean_mass)[:, None] / np.sqrt(n)
        force += weights @ at - at * pull[:, None]
        force -= _GRAVITY * at * (mass / mean_mass)[:, None]
        if home is not None:
            force[hold] += 4 * (home[hold] - at[hold]) * pull[hold, None]
        move = force / (pull + 1)[:, None]
        length = np.hypot(move[:, 0], move[:, 1])
        limit = hot * (1 - turn / iterations) ** 2 + 1e-4
        at = at + move * np.minimum(1, limit / np.maximum(length, 1e-12))[:, None]
    if home is not None:
        return at * spacing
    at = at - at.mean(axis=0)
    radius = np.sqrt((at**2).sum(axis=1).mean())
    return at * (spacing * np.sqrt(n) / 2 / radius) if radius > 0 else at


def _tamed(matrix: CsrArray) -> CsrArray:
    """√(weight / mean weight): a tie ten times as strong pulls three times as hard."""
    weights = matrix.copy()
    weights.data = np.sqrt(weights.data / weights.data.mean()) if weights.nnz else weights.data
    return weights


def _repulsion(at: FloatArray, mass: FloatArray) -> FloatArray:
    """Σ_j m_j (x_i − x_j) / (|x_i − x_j|² + ε), of all pairs up to `_EXACT` nodes, beyond that estimated."""
    places, weigh = at.T.astype(np.float32), mass.astype(np.float32)
    return _by_leaves(places, weigh) if len(at) > _EXACT else _pushed(places, places, weigh, _NEAR)


def _pushed(at: Floats, others: Floats, mass: Floats, soft: Floats) -> FloatArray:
    """How others (2 × m, each of a mass and an ε) push places (2 × n), as n × 2: strip by strip, in the cache.

    No sum goes through BLAS, whose order of adding depends on the machine: the same graph gives the same picture.
    """
    n, m = at.shape[1], others.shape[1]
    found = np.empty((n, 2))
    rows = max(_STRIP // m, 1)
    room = np.empty((4, rows, m), np.float32)
    for first in range(0, n, rows):
        here = slice(first, min(first + rows, n))
        dx, dy, share, square = room[:, : here.stop - first]
        np.subtract(at[0, here, None], others[0], out=dx)
        np.subtract(at[1, here, None], others[1], out=dy)
        np.multiply(dx, dx, out=share)
        np.multiply(dy, dy, out=square)
        share += square
        share += soft
        np.divide(mass, share, out=share)
        found[here, 0] = np.einsum("ij,ij->i", share, dx)
        found[here, 1] = np.einsum("ij,ij->i", share, dy)
    return found


def _by_leaves(at: Floats, mass: Floats) -> FloatArray:
    """The same in about n·√n steps: nodes of one leaf push each other one by one, those of another leaf as one body at
    their centre of mass, softened by how far they lie from it.

    A tree code of one level (after J. Barnes, P. Hut, Nature 324, 446–449, 1986), with about √n leaves of equal size.
    """
    n = at.shape[1]
    leaves = 2 ** round(np.log2(n) / 2)
    filled = np.arange(-(-n // leaves) * leaves)
    real = filled < n  # the last leaves are filled up with nodes that weigh nothing
    at, mass = at[:, filled % n], np.where(real, mass[filled % n], np.float32(0))
    order = _halved(at, leaves)
    places, weigh = at[:, order], mass[order]
    total = weigh.sum(axis=1)
    middle = (places * weigh).sum(axis=2) / total
    away = places - middle[:, :, None]
    spread = ((away**2).sum(axis=0) * weigh).sum(axis=1) / total + _NEAR
    found = _pushed(at, middle, total, spread)
    others = np.concatenate([places, middle[:, :, None]], axis=2)  # a leaf's own body takes back what it did above
    masses = np.concatenate([weigh, -total[:, None]], axis=1)
    soft = np.concatenate([np.full_like(weigh, _NEAR), spread[:, None]], axis=1)
    for leaf, own in enumerate(order):
        found[own] += _pushed(places[:, leaf], others[:, leaf], masses[leaf], soft[leaf])
    return found[:n]


def _halved(at: Floats, leaves: int) -> IntArray:
    """The places (2 × n) in leaves of n / leaves neighbours: halved along the longer side, again and again."""
    order = np.arange(at.shape[1])[None, :]
    while len(order) < leaves:
        here = at[:, order]
        wide = np.ptp(here[0], axis=1) >= np.ptp(here[1], axis=1)
        along = np.argsort(np.where(wide[:, None], here[0], here[1]), axis=1, kind="stable")
        order = np.take_along_axis(order, along, axis=1).reshape(len(order) * 2, -1)
    return order
