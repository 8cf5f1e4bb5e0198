"""The middle of shapes and the window that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from kg.views.areas.boundaries import Shape

__all__ = ["bounds_of", "middle_of", "middle_of_points", "size_of"]

Point = tuple[float, float]


def size_of(ring: Sequence[Point]) -> float:
    """How large a ring is, in square kilometres: |Σ (x_i y_(i+1) − x_(i+1) y_i)| / 2.

    >>> size_of([(0, 0), (2, 0), (2, 1), (0, 1)])
    2.0
    """
    return abs(_twice(ring)) / 2


def _twice(ring: Sequence[Point]) -> float:
    return sum(ring[i - 1][0] * y - x * ring[i - 1][1] for i, (x, y) in enumerate(ring))


def middle_of(shape: Shape) -> Point:
    """The centroid of the largest ring of a shape: where its name and its lines begin.

    >>> middle_of((((0, 0), (2, 0), (2, 1), (0, 1)),))
    (1.0, 0.5)
    """
    ring = max(shape, key=size_of)
    twice = _twice(ring)
    if not twice:
        return middle_of_points(ring)
    x = y = 0.0
    for index, (here_x, here_y) in enumerate(ring):
        before_x, before_y = ring[index - 1]
        cross = before_x * here_y - here_x * before_y
        x += (before_x + here_x) * cross
        y += (before_y + here_y) * cross
    return round(x / (3 * twice), 1), round(y / (3 * twice), 1)


def middle_of_points(points: Sequence[Point]) -> Point:
    """The medians of points in both directions: one that lies far off does not move them far."""
    return round(median(x for x, _ in points), 1), round(median(y for _, y in points), 1)


def bounds_of(shapes: Iterable[Shape]) -> tuple[float, float, float, float]:
    """The least and greatest x and y of some shapes: left, top, right, bottom."""
    points = [point for shape in shapes for ring in shape for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
