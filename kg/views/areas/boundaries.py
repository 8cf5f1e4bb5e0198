"""The boundaries that areas are drawn with, as they were on a day, and how many live in each.

`data/boundaries/` holds them: see the README there for where they are from. Points are kilometres in the projection of
`kg.views.positions.laea`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.resources import data_dir

__all__ = ["Division", "Shape", "division_on", "divisions", "people", "population", "shapes"]

Point = tuple[float, float]
Shape = tuple[tuple[Point, ...], ...]
"""The rings of an area, outer ones and holes alike: what an odd number of them holds is the area."""


@dataclass(frozen=True, slots=True)
class Division:
    """How a country (its code; empty: the world) was divided at a level.

    `name` is the year of the boundaries; they are valid from the day `valid_from` (empty: as far back as is known)
    until the next division is, and `day` is one on which they surely were. `file` holds them, as its part `part`.
    """

    country: str
    level: str
    name: str
    valid_from: str
    day: str
    file: str
    part: str
    attribution: str


@cache
def divisions() -> tuple[Division, ...]:
    """All divisions that there are boundaries of, those of one country and level from the oldest to the newest."""
    with _file("divisions.csv").open(encoding="utf-8", newline="") as lines:
        rows = [Division(*row) for row in list(csv.reader(lines))[1:]]
    return tuple(sorted(rows, key=lambda each: (each.country, each.level, each.valid_from)))


def division_on(level: str, day: str) -> Division:
    """The division of a level that was valid on a day (`YYYY-MM-DD`); for an earlier day the oldest there is.

    Raises LookupError for a level without boundaries.

    >>> [division_on("county", day).name for day in ("2014-12-31", "2018-06-01", "2023-12-31", "2027-12-31")]
    ['2017', '2019', '2020', '2024']
    """
    known = [each for each in divisions() if each.level == level]
    if not known:
        raise LookupError(level)
    return [each for each in known if each is known[0] or each.valid_from <= day][-1]


def shapes(division: Division) -> Mapping[str, Shape]:
    """The shape of each area of a division, by its number or code."""
    return _read(division.file)[division.part]


@cache
def _read(file: str) -> Mapping[str, Mapping[str, Shape]]:
    """The shapes in a TopoJSON file, by object and id (M. Bostock, C. Metcalf, The TopoJSON Format, 2013).

    Lines that neighbours share are stored once, in whole steps from the point before.
    """
    whole = json.loads(_file(file).read_text("utf-8"))
    step = whole["transform"]["scale"][0]
    lines: list[list[Point]] = []
    for arc in whole["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((round(x * step, 1), round(y * step, 1)))
        lines.append(line)
    return {
        name: {each["id"]: _rings(each, lines) for each in collection["geometries"] if each["id"]}
        for name, collection in whole["objects"].items()
    }


def _rings(geometry: Mapping[str, Any], lines: Sequence[Sequence[Point]]) -> Shape:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    found = []
    for ring in (ring for polygon in polygons for ring in polygon):
        points: list[Point] = []
        for number in ring:
            points += lines[number] if number >= 0 else lines[~number][::-1]
        kept = [point for index, point in enumerate(points) if not index or point != points[index - 1]]
        found.append(tuple(kept))
    return tuple(found)


@cache
def _population() -> Mapping[tuple[str, str, str], Mapping[int, int]]:
    found = {}
    with _file("population.csv").open(encoding="utf-8", newline="") as lines:
        for level, number, division, first, counts in list(csv.reader(lines))[1:]:
            years = enumerate(counts.split(), int(first))
            found[level, number, division] = {year: int(count) for year, count in years if count != "-"}
    return found


def population(level: str, number: str, division: str, year: int) -> tuple[int, int] | None:
    """How many lived in an area of a division on 1 January of a year, and that year; else the latest year before.

    None where that is not known. Statistics Norway, tables 07459 and 10826.

    >>> population("municipality", "3024", "2020", 2020), population("municipality", "9999", "2020", 2020)
    ((127731, 2020), None)
    """
    known = _population().get((level, number, division), {})
    years = [each for each in known if each <= year]
    return (known[max(years)], max(years)) if years else None


def people(level: str, numbers: Sequence[str], division: str, year: int) -> tuple[int, int] | None:
    """As `population` of several areas together, where it is known of all of them in the same year."""
    found = [population(level, number, division, year) for number in numbers]
    known = [each for each in found if each is not None]
    if not known or len(known) < len(found) or len({each[1] for each in known}) > 1:
        return None
    return sum(each[0] for each in known), known[0][1]


def _file(name: str) -> Path:
    return data_dir() / "boundaries" / name
