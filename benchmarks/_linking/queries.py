"""Records whose actor is known by number, judgement or place: what the links of an import are held against."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

from _linking import readers
from _linking.mentions import NORDIC, Mention, alike
from _linking.world import Labelled
from kg.ids import core, fold

__all__ = ["Places", "queries"]

Point = tuple[float, float]
_KINDS = re.compile(r"kommun(e|en|es|ens)?|municipality|city|town|kaupunki|kaupungin|kunta|stads?|council|the|regional")
_NEAR = 25.0  # kilometres between a town's point and that of its municipality's record


class Places:
    """Which municipality of the tables a point is in or near."""

    def __init__(self, real: Path, curated: Path, actors: Mapping[str, Mention]) -> None:
        self._actors = actors
        self._points: defaultdict[str, list[tuple[Point, Mention]]] = defaultdict(list)
        numbers = {}
        for table in ("towns", "municipalities"):
            with (curated / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    actor = actors[f"actor/{row['actor']}"]
                    if table == "municipalities" and not row["end"]:
                        numbers[row["number"]] = actor
                    if row["latitude"] and actor.cls == "Municipality" and table == "towns":
                        point = float(row["latitude"]), float(row["longitude"])
                        self._points[actor.country].append((point, actor))
        with gzip.open(real / "norway-boundaries" / "municip_2024.geojson.gz", "rt", encoding="utf-8") as text:
            features = json.load(text)["features"]
        self._outlines = [
            (numbers[each["properties"]["number"]], ring)
            for each in features
            if each["properties"]["number"] in numbers
            for ring in _rings(each["geometry"])
        ]

    def of(self, mention: Mention, point: Point) -> str:
        """The one municipality there, of the record's country, whose name begins like the record's; empty if unsure."""
        if mention.country == "NO":
            there = [actor for actor, ring in self._outlines if _inside(point, ring)]
        else:
            there = [actor for place, actor in self._points[mention.country] if _kilometres(place, point) <= _NEAR]
        found = {actor.key for actor in there if any(alike(name, mention.name) for name in actor.names)}
        return found.pop() if len(found) == 1 else ""

    def points(self, country: str) -> Sequence[tuple[Point, Mention]]:
        """The municipalities of the tables in a country, with their points."""
        return self._points[country]


def queries(world: Labelled, real: Path, places: Places, left_out: Counter[str]) -> Iterator[Mention]:
    """Records of all sources with the actor that they are as their entity, without what says so."""
    for each in world.mentions:
        if each.entity.startswith("actor/") and each.source != "actor" and not each.source.endswith("short"):
            yield replace(each, identifiers={})
    regions: defaultdict[str, list[Point]] = defaultdict(list)
    for each, _, point in readers.keep(real):
        if each.country == "SE":
            regions[each.nuts].append(point)
        if each.cls != "Municipality":
            continue
        yield from _labelled(each, places.of(each, point), world.actors, left_out)
    for each, point in readers.covenant(real):
        actor = places.of(each, point)
        if actor or each.country in NORDIC:  # of other countries the tables have few municipalities
            yield from _labelled(each, actor, world.actors, left_out)
    county = dict(_county_names(real))
    for each in readers.interreg_sweden(real):
        inside = {
            actor.key
            for place, actor in places.points("SE")
            if any(alike(name, each.name) for name in actor.names)
            and any(
                fold(county.get(code, "?")) == fold(each.nuts) and _kilometres(place, point) <= _NEAR
                for code, points in regions.items()
                for point in points
            )
        }
        yield from _labelled(each, inside.pop() if len(inside) == 1 else "", world.actors, left_out)


def _labelled(mention: Mention, actor: str, actors: Mapping[str, Mention], left_out: Counter[str]) -> Iterable[Mention]:
    words = fold(mention.name).split()
    wrong = ("kommune" in words and mention.country == "SE") or ("kommun" in words and mention.country in ("DK", "NO"))
    if not actor or wrong or not _close(mention, actors[actor]):
        left_out[f"{mention.source}: town or place does not settle who it is"] += 1
        return ()
    if _others(mention, actors[actor]):
        left_out[f"{mention.source}: a part of a municipality, or several bodies in one name"] += 1
        return ()
    return (replace(mention, entity=actor),)


def _close(mention: Mention, actor: Mention) -> bool:
    """Whether a name without its kind is near to one of the actor's: three letters of four in their order."""
    from rapidfuzz.fuzz import partial_ratio, ratio

    name = core(fold(mention.name))
    return any(max(ratio(name, core(fold(o))), partial_ratio(name, core(fold(o))) - 15) >= 75 for o in actor.names)


def _others(mention: Mention, actor: Mention) -> bool:
    """Whether a name has more words than the actor's longest, kinds of body and words of two letters apart."""

    def count(name: str) -> int:
        return len([word for word in fold(name).split() if len(word) > 2 and not _KINDS.fullmatch(word)])

    return count(mention.name) > max(count(name) for name in actor.names)


def _county_names(real: Path) -> Iterator[tuple[str, str]]:
    with (real / "nuts" / "NUTS_2021.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            codes = [cell for cell in row if len(cell) == 5 and cell.startswith("SE") and cell[2:].isdigit()]
            names = [cell for cell in row if cell.endswith(" län")]
            if codes and names:
                yield codes[0], names[0]


def _rings(geometry: Mapping[str, Any]) -> list[list[list[float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [polygon[0] for polygon in polygons]


def _inside(point: Point, ring: Sequence[Sequence[float]]) -> bool:
    """Whether a point (latitude, longitude) is within a ring of (longitude, latitude): crossings of a ray."""
    y, x = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _kilometres(one: Point, other: Point) -> float:
    """Distance on the plane that touches the earth there: near enough for towns."""
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.3 * cos(radians(one[0]))
    return float((north**2 + east**2) ** 0.5)
