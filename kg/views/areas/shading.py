"""How areas look, on figures and pages alike: the colour of a class, of none and of what is not known."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import replace

from kg.views.areas.areas import Area, Panel, Shown
from kg.views.areas.boundaries import Shape, division_on, divisions, shapes
from kg.views.areas.classes import Scale
from kg.views.areas.geometry import bounds_of
from kg.views.figures.labels import Box
from kg.views.figures.projection import Viewport, view_of
from kg.views.palettes import SHADES, ramp

__all__ = [
    "EDGE",
    "FLOW",
    "HATCH",
    "HATCHED",
    "MISSING",
    "ZERO",
    "drawn_shapes",
    "fill_of",
    "flow_width",
    "shade_of",
    "window",
]

ZERO = "#F7FAFC"
"""Lighter than the lightest class: nothing is known to be there."""
HATCHED = "url(#hatch)"
MISSING, HATCH = "#E4E2DC", "#B4B0A6"
"""The ground and the lines of what is not known."""
EDGE = "#7C8894"
FLOW = "#C2410C"
_WIDEST = 7.0
_MARGIN = 2.0
_FAR = 3000.0  # kilometres

Point = tuple[float, float]


def shade_of(number: int, scale: Scale) -> str:
    """The colour of a class, by its number: light for few, dark for many."""
    last = len(scale.classes) - 1
    return ramp(number / last if last else 0.75, SHADES)


def fill_of(area: Area, scale: Scale) -> str:
    """The colour of an area; HATCHED where its value is not known, MISSING where there is nobody to have one."""
    number = scale.of(area.value)
    if number is None:
        return MISSING if area.missing == "actors" else HATCHED
    return ZERO if number < 0 else shade_of(number, scale)


def drawn_shapes(panel: Panel, shown: Shown) -> dict[str, Shape]:
    """The shapes of a panel by area: its own division's; around regions and under circles those of countries."""
    by = shown.asked.by
    if by in ("county", "municipality") and panel.division:
        return dict(shapes(panel.division))
    world = dict(shapes(next(each for each in divisions() if each.level == "country")))
    if by == "country":
        return world
    division = panel.division or division_on("county", "9999-12-31")
    return world | {division.country: ()}  # a country whose regions are drawn is not drawn under them


def window(panel: Panel, shown: Shown, box: Box) -> Viewport:
    """The part of the map that a panel shows: all of a country, or what lies near where most is.

    `Viewport.beyond` are the areas whose middle lies over 3,000 km from there, by id.
    """
    if shown.asked.by in ("county", "municipality") and panel.division:
        left, top, right, bottom = bounds_of(shapes(panel.division).values())
        corners: dict[Hashable, Point] = {"a": (left, top), "b": (right, bottom)}
        return view_of(corners, box, _MARGIN, geographic=False)
    found = [area for each in shown.panels for area in each.areas if area.at and area.tally.ties]
    middle = _weighted([(area.at or (0.0, 0.0), area.tally.ties) for area in found])
    points = {area.id: area.at or middle for area in found}
    near = {each: at for each, at in points.items() if math.dist(at, middle) <= _FAR}
    shown_points: dict[Hashable, Point] = dict((near or points).items())
    view = view_of(shown_points, box, (box.right - box.left) * 0.05, geographic=False)
    return replace(view, beyond=frozenset(points) - frozenset(near or points))


def _weighted(points: Sequence[tuple[Point, int]]) -> Point:
    """The medians in both directions of points that count so many times."""
    half = sum(count for _, count in points) / 2
    middle = []
    for axis in (0, 1):
        before, at = 0, 0.0
        for point, count in sorted(points, key=lambda each: each[0][axis]):
            before, at = before + count, point[axis]
            if before >= half:
                break
        middle.append(at)
    return middle[0], middle[1]


def flow_width(ties: int, most: int, widest: float = _WIDEST) -> float:
    """How wide a line is, in proportion to its ties, but never too thin to be seen."""
    return max(widest * ties / most, widest / 14)
