"""The shapes of regions that are counties, or several of them, as a panel has them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.views.areas.areas import Panel
from kg.views.areas.boundaries import Shape, shapes

__all__ = ["region_shapes"]


def region_shapes(panel: Panel) -> Mapping[str, Shape]:
    """By the code of each region of a panel, the rings of the counties it is made of."""
    drawn = shapes(panel.division) if panel.division else {}
    return {
        area.id: tuple(ring for number in area.parts for ring in drawn.get(number, ()))
        for area in panel.areas
        if area.parts
    }
