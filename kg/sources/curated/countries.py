"""Where countries lie: boxes of degrees, to tell a point that cannot be in its country.

`countries.tsv` is made by `python -m kg.sources.curated.countries ATLAS CODES > kg/sources/curated/countries.tsv` from
`countries-10m.json` of the npm package `world-atlas` 2.0.2 (Natural Earth 1:10m, public domain) and
`supplemental/codeMappings.json` of `cldr-core` 48 (Unicode-3.0, ISO 3166-1 numbers). A country has one box for each
part that lies far from its others, so that islands overseas do not make it as large as an ocean.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["country_boxes", "lies_in"]

Box = tuple[float, float, float, float]
"""South, west, north, east, in degrees."""

_PARTS = {
    "CN": ("HK", "MO", "TW"),
    "DK": ("FO", "GL"),
    "FI": ("AX",),
    "FR": ("BL", "MF", "NC", "PF", "PM"),
    "GB": ("GG", "GI", "IM", "JE"),
    "NL": ("AW", "CW", "SX"),
    "US": ("AS", "GU", "MP", "PR", "VI"),
}
"""Parts of a country that have a code of their own, and may be told as either."""
_APART = 4.0  # degrees between parts that have boxes of their own
_MARGIN = 0.3  # degrees: outlines are coarse, and a harbour may lie on an islet that is not drawn


@cache
def country_boxes() -> dict[str, tuple[Box, ...]]:
    """The boxes by code (ISO 3166-1 alpha-2); none for a code that is no country or has no outline of its own."""
    found: dict[str, tuple[Box, ...]] = {}
    for line in Path(__file__).with_name("countries.tsv").read_text("utf-8").splitlines()[1:]:
        code, south, west, north, east = line.split("\t")
        box = (float(south), float(west), float(north), float(east))
        found[code] = (*found.get(code, ()), box)
    return found


def lies_in(country: str, latitude: float, longitude: float) -> bool:
    """Can the point lie in the country? True for a country whose outline is not known.

    >>> lies_in("NO", 64.08, 10.22), lies_in("NO", 10.22, 64.08), lies_in("XK", 0, 0)
    (True, False, True)
    """
    all_boxes = country_boxes()
    boxes = [box for code in (country, *_PARTS.get(country, ())) for box in all_boxes.get(code, ())]
    return not boxes or any(
        south - _MARGIN <= latitude <= north + _MARGIN and west - _MARGIN <= longitude <= east + _MARGIN
        for south, west, north, east in boxes
    )


def _boxes(atlas: Any) -> dict[str, list[Box]]:
    """The boxes of the parts of each country of a TopoJSON file, by ISO number."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs: list[Box] = []
    for arc in atlas["arcs"]:
        x = y = 0
        xs, ys = [], []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            xs.append(x * sx + tx)
            ys.append(y * sy + ty)
        arcs.append((min(ys), min(xs), max(ys), max(xs)))
    found: dict[str, list[Box]] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            rings = [arcs[number if number >= 0 else ~number] for number in polygon[0]]
            found.setdefault(shape.get("id", ""), []).append(_around(rings))
    return found


def _around(boxes: list[Box]) -> Box:
    south, west, north, east = zip(*boxes, strict=True)
    return min(south), min(west), max(north), max(east)


def _joined(boxes: list[Box]) -> list[Box]:
    """Boxes that lie near each other as one, until none do."""
    left = sorted(boxes)
    while True:
        for index, box in enumerate(left):
            south, west, north, east = box
            near = [
                other
                for other in left[index + 1 :]
                if other[0] - north <= _APART
                and south - other[2] <= _APART
                and other[1] - east <= _APART
                and west - other[3] <= _APART
            ]
            if near:
                left = sorted([_around([box, *near]), *(each for each in left if each != box and each not in near)])
                break
        else:
            return left


def main(arguments: list[str]) -> int:
    """Print the table, made from the atlas and the codes of countries."""
    atlas, codes = (json.loads(Path(path).read_text("utf-8")) for path in arguments)
    mapping = codes["supplemental"]["codeMappings"]
    numbered = {entry["_numeric"]: code for code, entry in mapping.items() if len(code) == 2 and "_numeric" in entry}
    print("country\tsouth\twest\tnorth\teast")
    lines = [
        (numbered[number], *(f"{value:.2f}" for value in box))
        for number, boxes in _boxes(atlas).items()
        if number in numbered
        for box in _joined(boxes)
    ]
    for line in sorted(lines):
        print(*line, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
