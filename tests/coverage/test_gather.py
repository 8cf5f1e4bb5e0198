"""Coverage of the made-up world: of all, of an actor, a country and a programme, and the line that answers carry."""

from __future__ import annotations

import pytest

from kg.api import Samkart
from kg.coverage.gather import coverage_line
from kg.errors import NotFound


def shown(samkart: Samkart, thing: str) -> list[tuple[object, ...]]:
    rows = samkart.coverage(thing)["counts"].records()
    return [(row["counted"], row["held"], row["number"], row["share"]) for row in rows]


def test_of_everything_an_actor_a_country_and_a_programme(world: Samkart) -> None:
    members = [("members", None, 38, None), ("members", None, 40, None)]
    in_projects = ("municipalities-in-projects", 2, 3, 0.6667)
    norway = ("participations", 10, 20, 0.5)
    assert sorted(shown(world, ""), key=str) == sorted([*members, in_projects, norway], key=str)
    assert sorted(shown(world, "eurobyene"), key=str) == members
    assert shown(world, "NO") == shown(world, "Norge") == [norway]
    assert shown(world, "horisont") == [norway]
    assert [each[0] for each in shown(world, "fjordby")] == ["municipalities-in-projects", "participations"]


def test_how_well_ties_are_known_and_what_is_held_by_programme(world: Samkart) -> None:
    report = world.coverage("fjordby")
    assert {row["kind"].rpartition("/")[2]: row["ties"] for row in report["ties"].records()} == {  # type: ignore[attr-defined]
        "Agreement": 1,
        "Membership": 4,
        "Participation": 2,
        "Twinning": 2,
    }
    assert [(row["projects"], row["participations"]) for row in report["programmes"].records()] == [(2, 2)]


def test_a_theme_is_counted_by_nobody(world: Samkart) -> None:
    report = world.coverage("Reduksjon av klimagassutslipp")
    assert report["counts"].records() == []
    assert "ikke kjent" in report["counts"].note


def test_what_there_is_no_coverage_of(world: Samkart) -> None:
    with pytest.raises(NotFound, match="no coverage of"):
        world.coverage("GRØNNBY")


def test_one_line_says_how_much_stands_behind_an_answer(world: Samkart) -> None:
    line = coverage_line(world, world.resolve("fjordby", "actor"))
    assert line == (
        "Så mye av det hele står bak svaret: 2 av 3 (67 %) municipalities-in-projects · Nordfjell fylkeskommune, "
        "2014–2020 (talt av Direktoratet); 10 av at-least 20 (50 %) participations · Horisont, Norge, 2021–2027 "
        "(talt av Direktoratet, januar 2024)."
    )
    assert coverage_line(world, world.resolve("altburg", "actor")).startswith("Ingen kjent opptelling")
    for answer in (world.stats(), world.sources()):
        assert answer.table.note.startswith("Av 2 tall som andre har talt")
    gaps = world.gaps("fjordby")
    assert gaps.note == gaps.facts["completeness"] == line
    assert world.suggest.partners("fjordby").table.note.endswith(line)
    assert line in world.brief("fjordby", figures=False).to_markdown()


def test_more_held_than_counted_is_told_as_that(embedded: Samkart) -> None:
    told = {}
    for thing in ("union-of-the-baltic-cities", "eurocities"):
        counts = embedded.coverage(thing)["counts"]
        more = any(isinstance(row["share"], float) and row["share"] > 1 for row in counts.records())
        assert ("Over 100 %" in counts.note) == more
        told[thing] = more
    assert told == {"union-of-the-baltic-cities": True, "eurocities": False}
