"""The end of a card: what is not known of an actor."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.api import Samkart, open_samkart
from kg.questions.card import card, card_parameters, card_questions

DAY = "2024-06-01"
ACTOR = "https://w3id.org/samkart/id/actor/fjordby"


def closing(samkart: Samkart, iri: str, day: str) -> list[list[str]]:
    """The last section of a card as people read it on a day."""
    thing = samkart.entity(iri)
    names = card_questions(thing)
    answers = [samkart.ask(name, **card_parameters(samkart.question(name), thing, day)) for name in names]
    section = card(thing, answers, samkart.language).sections[-1]
    assert section.name == "actor/not-known"
    assert section.reading is not None
    return [[cell.text for cell in row] for row in section.reading.rows]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "nb",
            [
                [
                    "uten ansvarlig enhet",
                    "4 forbindelser",
                    "Avtale om sirkulær økonomi, Nordfjell Europakontor, Fjordrådet, …",
                ],
                ["uten opplysning fra de siste 5 årene", "én forbindelse", "Fjordrådet"],
                ["ingen fullstendig liste er lagt inn", "", "memberships, twinnings"],
            ],
        ),
        (
            "nn",
            [
                [
                    "utan ansvarleg eining",
                    "4 samband",
                    "Avtale om sirkulær økonomi, Nordfjell Europakontor, Fjordrådet, …",
                ],
                ["utan opplysning frå dei siste 5 åra", "eitt samband", "Fjordrådet"],
                ["inga fullstendig liste er lagd inn", "", "memberships, twinnings"],
            ],
        ),
    ],
)
def test_a_card_ends_with_what_is_not_known(world_home: Path, language: str, expected: list[list[str]]) -> None:
    with open_samkart(str(world_home), lang=language) as samkart:
        assert closing(samkart, ACTOR, DAY) == expected


def test_a_leap_day_has_a_day_five_years_before(world_home: Path) -> None:
    with open_samkart(str(world_home)) as samkart:
        question, thing = samkart.question("actor/not-known"), samkart.entity(ACTOR)
        given = card_parameters(question, thing, "2024-02-29")
        assert given == {"actor": ACTOR, "at": "2024-02-29", "evidence_since": "2019-02-28"}


def test_it_is_in_the_data_of_the_card_and_asked_alike(world_home: Path) -> None:
    with open_samkart(str(world_home)) as samkart:
        shown = samkart.show("Fjordby")
        assert shown["actor/not-known"].names == ["gap", "kind", "tie", "hub", "list_kind", "last"]
        rows = samkart.ask("actor/not-known", actor=ACTOR).records()
        assert {row["gap"] for row in rows} <= {"start", "unit", "evidence", "scraped", "list"}
        assert {row["tie"] for row in rows if row["gap"] == "unit"} >= {
            row["tie"] for row in shown.records()["actor/not-known"] if row["gap"] == "unit"
        }
