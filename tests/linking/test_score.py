"""Scores: what each part adds; the sum is the score."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.linking.record import Record
from kg.linking.score import Scorer

NORDVIK = Record(
    "actor/nordvik",
    ("Nordvik kommune", "Davvinjárga"),
    country="NO",
    places=("Nordvik",),
    nuts=("NO0A1",),
    classes=frozenset({"Municipality"}),
    identifiers={"organisationNumber": frozenset({"935478715"}), "wikidata": frozenset({"Q1"})},
    hubs=frozenset({"project/1"}),
    homepage="https://www.nordvik.kommune.no",
)


def parts(record: Record, other: Record = NORDVIK) -> dict[str, float]:
    return {part.key: part.points for part in Scorer().score(record, other).parts}


def test_everything_for_it() -> None:
    record = replace(NORDVIK, key="a:b/1", names=("NORDVIK KOMMUNE",), hubs=frozenset())
    assert parts(record) == {
        "number.same": 0.95,
        "identifier.same": 0.95,
        "name.same": 0.74,
        "homepage": 0.2,
        "place.same": 0.1,
        "kind.same": 0.08,
        "country.same": 0.05,
        "nuts.same": 0.05,
    }
    assert Scorer().score(record, NORDVIK).value == 1.0


def test_everything_against_it() -> None:
    record = Record(
        "a:b/1",
        ("Nordvik universitet",),
        country="NO",
        places=("Sørvik",),
        nuts=("NO0B2",),
        identifiers={"vatNumber": frozenset({"NO974760673MVA"}), "wikidata": frozenset({"Q2"})},
        hubs=frozenset({"project/1"}),
    )
    assert parts(record) == {
        "name.core": 0.654,
        "identifier.other": -0.5,
        "kind.other": -0.45,
        "number.other": -0.4,
        "place.same": 0.1,  # it is named after the place of the other
        "together": -0.08,
        "nuts.other": -0.06,
        "country.same": 0.05,
    }
    assert Scorer().score(record, NORDVIK).value == 0.0


def test_another_country_is_told_instead_of_places() -> None:
    record = Record("a:b/1", ("Nordvik",), country="NL", places=("Nordvik",))
    assert parts(record) == {"name.core": 0.654, "country.other": -0.45}


@pytest.mark.parametrize(
    ("left", "right", "key", "points"),
    [
        ("Havn Stavanger", "Stavanger Havn", "name.order", 0.629),
        ("Lindholmen Park Aktiebolag", "Lindholmen Park AB", "name.form", 0.715),
        ("Trondheims kommun", "Trondheim kommune", "name.spelling", 0.572),
        ("Universitetet i Sørvik", "University of Sørvik", "name.core", 0.654),
        ("Institutt for bygg og anlegg", "Institutt for bygg og anlegg i Nordvik", "name.within", 0.395),
    ],
)
def test_ways_in_which_names_are_alike(left: str, right: str, key: str, points: float) -> None:
    assert parts(Record("a:b/1", (left,)), Record("actor/x", (right,))).get(key) == pytest.approx(points, abs=0.02)


def test_a_part_of_a_body_is_not_the_body() -> None:
    found = parts(Record("a:b/1", ("Nordvik havn",), country="NO"))
    assert found["unit"] == -0.15
    assert Scorer().score(Record("a:b/1", ("Nordvik havn",), country="NO"), NORDVIK).value < 0.5


def test_short_names() -> None:
    institute = Record("actor/x", ("Norsk institutt for vann og is",), ("NIVI",), "NO")
    assert parts(Record("a:b/1", ("Norwegian Water House",), ("NIVI",), "NO"), institute)["abbreviation"] == 0.45
    assert parts(Record("a:b/1", ("Vannhuset",), ("NIV",), "NO"), institute) == {"country.same": 0.05}
    assert parts(Record("a:b/1", (), ("NIVI",), "NO"), replace(institute, abbreviations=()))["initials"] == 0.3


def test_common_words_tell_less_than_rare_ones() -> None:
    institutes = [Record(f"actor/{n}", (f"Institute of Research {n:03}x",)) for n in range(50)]
    scorer = Scorer(institutes)
    assert scorer.score(institutes[0], institutes[1]).value == 0.0
    assert Scorer().score(institutes[0], institutes[1]).value > 0.2
