"""From positions of a layout or a map to points on the page, and the outlines of countries cut to what is shown."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from kg.views.figures.labels import Box

__all__ = ["Viewport", "aspect", "coastlines", "view_of"]

Point = tuple[float, float]
_FAR = 3000.0  # kilometres from the middle of the nodes
_LEAST = 260.0  # kilometres shown at least
_FEW = 0.25


@dataclass(frozen=True, slots=True)
class Viewport:
    """The window of the layout that is shown: `at` maps a position to the page; `beyond` lies outside of it."""

    left: float
    top: float
    scale: float
    frame: Box
    beyond: frozenset[Hashable]

    def at(self, point: Point) -> Point:
        """A position on the page, in points."""
        return (
            self.frame.left + (point[0] - self.left) * self.scale,
            self.frame.top + (point[1] - self.top) * self.scale,
        )

    def edge(self, point: Point, inset: float) -> Point:
        """Where the way from the middle of the page to a position outside leaves the frame less `inset`."""
        x, y = self.at(point)
        mx, my = (self.frame.left + self.frame.right) / 2, (self.frame.top + self.frame.bottom) / 2
        reach_x = (self.frame.right - self.frame.left) / 2 - inset
        reach_y = (self.frame.bottom - self.frame.top) / 2 - inset
        far = max(abs(x - mx) / reach_x, abs(y - my) / reach_y, 1e-9)
        return mx + (x - mx) / far, my + (y - my) / far


def aspect(positions: Mapping[Hashable, Point], geographic: bool, low: float, high: float) -> float:
    """Height over width that suits the positions, within bounds."""
    near = _near(positions) if geographic else list(positions.values())
    wide, tall = (max(v) - min(v) for v in zip(*near, strict=True)) if near else (1.0, 1.0)
    least = _LEAST if geographic else 1e-9
    return min(high, max(low, max(tall, least) / max(wide, least)))


def view_of(positions: Mapping[Hashable, Point], frame: Box, pad: float, *, geographic: bool) -> Viewport:
    """The window that shows all positions in a frame less `pad` points on each side, one scale in both directions.

    On a map, a few nodes very far from the rest (over 3,000 km from their middle, at most a quarter of them) are left
    to the edge, so that the rest can be told apart.
    """
    points = _near(positions) if geographic else list(positions.values())
    if not points:
        return Viewport(0, 0, 1, frame, frozenset())
    shown = set(points)
    beyond = frozenset(n for n, p in positions.items() if p not in shown) if geographic else frozenset()
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    wide, tall = frame.right - frame.left, frame.bottom - frame.top
    inner_wide, inner_tall = max(wide - 2 * pad, wide / 4), max(tall - 2 * pad, tall / 4)
    least = _LEAST if geographic else 1e-9
    scale = min(inner_wide / max(right - left, least), inner_tall / max(bottom - top, least))
    if right - left <= 1e-9 and bottom - top <= 1e-9 and not geographic:
        scale = 1.0
    return Viewport((left + right) / 2 - wide / 2 / scale, (top + bottom) / 2 - tall / 2 / scale, scale, frame, beyond)


def _near(positions: Mapping[Hashable, Point]) -> list[Point]:
    points = list(positions.values())
    if not points:
        return []
    mx, my = median(x for x, _ in points), median(y for _, y in points)
    near = [p for p in points if math.hypot(p[0] - mx, p[1] - my) <= _FAR]
    return near if len(near) >= (1 - _FEW) * len(points) else points


def coastlines(view: Viewport, rings: Sequence[Sequence[Point]], detail: float = 0.25) -> str:
    """The outlines as one SVG path, cut to the frame; points nearer than `detail` points to the one before are left."""
    frame = view.frame
    parts = []
    for ring in rings:
        on_page = [view.at(point) for point in ring]
        if (
            max(x for x, _ in on_page) < frame.left
            or min(x for x, _ in on_page) > frame.right
            or max(y for _, y in on_page) < frame.top
            or min(y for _, y in on_page) > frame.bottom
        ):
            continue
        cut = _clip(on_page, frame)
        kept: list[Point] = []
        for x, y in cut:
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= detail:
                kept.append((x, y))
        if len(kept) > 2:
            parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z")
    return "".join(parts)


def _clip(ring: Sequence[Point], frame: Box) -> list[Point]:
    """A ring cut to a rectangle (I. Sutherland, G. Hodgman, Reentrant polygon clipping, Comm. ACM 17, 1974)."""
    points = list(ring)
    for axis, bound, sign in ((0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1)):
        made: list[Point] = []
        for index, point in enumerate(points):
            before = points[index - 1]
            inside, was = (point[axis] - bound) * sign >= 0, (before[axis] - bound) * sign >= 0
            if inside != was:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                made.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if inside:
                made.append(point)
        points = made
    return points
