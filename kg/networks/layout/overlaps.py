"""Boxes that must not overlap: nodes with their labels pushed apart, the parts of a graph packed side by side."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kg.networks.types import FloatArray, IntArray

__all__ = ["bounds", "overlaps", "pack", "remove_overlaps"]

_ROUNDS = 200
_ASPECT = 1.5
_NONE = np.empty((2, 0), dtype=int)


def bounds(at: FloatArray, boxes: FloatArray) -> tuple[float, float, float, float]:
    """The smallest x and y and the largest x and y that boxes (n × 2: width, height) centred on points reach."""
    low, high = (at - boxes / 2).min(axis=0), (at + boxes / 2).max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def overlaps(at: FloatArray, boxes: FloatArray) -> int:
    """How many pairs of boxes overlap (touching is none)."""
    return len(_pairs(np.asarray(at, dtype=float), np.asarray(boxes, dtype=float))[0])


def remove_overlaps(at: FloatArray, boxes: FloatArray, padding: float = 0.0) -> FloatArray:
    """New places near the old ones such that no two boxes overlap, at least `padding` apart.

    Overlapping pairs part along the axis on which they overlap least, half the way each; after every few rounds that
    do not suffice the picture is stretched a little, which in the end always does. Points that coincide part in the
    order of their places. `at` and `boxes` are arrays of n × 2; the centre of the picture stays.
    """
    at = np.array(at, dtype=float)
    wide = np.asarray(boxes, dtype=float) + padding + 0.05  # so that rounding to 0.01 cannot bring them together
    if len(at) < 2:
        return at
    middle = at.mean(axis=0)
    turn = 0
    while True:
        one, other, reach = _pairs(at, wide)
        if not len(one):
            return at
        turn += 1
        if turn % 10 == 0:
            at = middle + (at - middle) * (1.02 if turn < _ROUNDS else 1.2)
            continue
        gap = at[other] - at[one]
        lack = reach - np.abs(gap)
        sign = np.where(gap == 0, 1.0, np.sign(gap))
        axis = (lack[:, 1] < lack[:, 0]).astype(int)
        row = np.arange(len(one))
        step = np.zeros_like(gap)
        step[row, axis] = (lack[row, axis] / 2 + 1e-3) * sign[row, axis]
        moved = np.zeros_like(at)
        met = np.bincount(np.concatenate([one, other]), minlength=len(at))
        for column in (0, 1):
            moved[:, column] = np.bincount(other, step[:, column], len(at)) - np.bincount(one, step[:, column], len(at))
        at = at + moved / np.sqrt(np.maximum(met, 1))[:, None]


def pack(frames: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The upper left corners of frames (width, height) put on shelves: in the order given, the first on top.

    Shelves are as wide as the widest frame; where no frame takes up half the room, wide enough for the whole to be
    one and a half times as wide as high.
    """
    room = sum(w * h for w, h in frames)
    width = max((w for w, h in frames), default=0.0)
    if all(w * h * 2 < room for w, h in frames):
        width = max(width, sqrt(_ASPECT * room))
    corners: list[tuple[float, float]] = []
    x = y = shelf = 0.0
    for w, h in frames:
        if x and x + w > width:
            x, y, shelf = 0.0, y + shelf, 0.0
        corners.append((x, y))
        x, shelf = x + w, max(shelf, h)
    return corners


def _pairs(at: FloatArray, boxes: FloatArray) -> tuple[IntArray, IntArray, FloatArray]:
    """The pairs of boxes that overlap, and the distance on each axis at which they would not.

    Boxes are held against those after them in the order of x, as far as the widest can reach.
    """
    n = len(at)
    order = np.argsort(at[:, 0], kind="stable")
    x, y = at[order].T
    width, height = boxes[order].T / 2
    reach = 2 * width.max(initial=0.0)
    one, other = [], []
    for step in range(1, n):
        along = x[step:] - x[:-step]
        if along.min() >= reach:
            break
        hit = along < width[step:] + width[:-step] - 1e-9
        hit &= np.abs(y[step:] - y[:-step]) < height[step:] + height[:-step] - 1e-9
        found = np.flatnonzero(hit)
        one.append(found)
        other.append(found + step)
    pairs = np.sort(order[np.stack([np.concatenate(one), np.concatenate(other)])], axis=0) if one else _NONE
    first, second = pairs[:, np.lexsort(pairs[::-1])]
    return first, second, (boxes[first] + boxes[second]) / 2
