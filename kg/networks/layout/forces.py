"""The forces of the layout, on arrays: a smoothed start, then attraction, repulsion and a falling temperature."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from kg.networks.sparse import row_sums

if TYPE_CHECKING:
    from kg.networks.types import BoolArray, CsrArray, FloatArray

__all__ = ["relax", "smooth"]

_SMOOTHING = 60
_EXACT = 3_000
_SAMPLE = 128
_ROWS = 256
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
    matrix: CsrArray, at: FloatArray, spacing: float, iterations: int, seed: int, hold: BoolArray | None = None
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
    draw = np.random.default_rng(seed)
    hot = np.sqrt(n) / (40 if home is not None else 8)
    mean_mass = mass.mean()
    if home is not None:  # the forces are balanced at the scale of the places that are there already
        centred = home - home.mean(axis=0)
        inward = (
            centred * (at * pull[:, None] - weights @ at + _GRAVITY * centred * (mass / mean_mass)[:, None])
        ).sum()
        outward = (centred * _repulsion(home, mass, draw) * (mass / mean_mass)[:, None]).sum() / mean_mass / np.sqrt(n)
        push = inward / outward if outward > 0 else push
    for turn in range(iterations):
        force = push / mean_mass * _repulsion(at, mass, draw) * (mass / mean_mass)[:, None] / np.sqrt(n)
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


def _repulsion(at: FloatArray, mass: FloatArray, draw: np.random.Generator) -> FloatArray:
    """Σ_j m_j (x_i − x_j) / (|x_i − x_j|² + ε), all pairs or an estimate from a sample of j."""
    others, scaled, n = at, mass, len(at)
    if n > _EXACT:
        chosen = draw.choice(n, size=_SAMPLE, replace=False)
        others, scaled = at[chosen], mass[chosen] * (n / _SAMPLE)
    found = np.empty_like(at)
    x, y = others[:, 0], others[:, 1]
    for first in range(0, n, _ROWS):
        rows = slice(first, first + _ROWS)
        dx = at[rows, 0, None] - x
        dy = at[rows, 1, None] - y
        share = scaled / (dx * dx + dy * dy + 0.01)
        found[rows, 0] = np.einsum("ij,ij->i", share, dx)
        found[rows, 1] = np.einsum("ij,ij->i", share, dy)
    return found
