"""Conditions are made and checked in one place: the same words refuse the same values everywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.api import Samkart
from kg.errors import KgError, Usage
from kg.model.conditions import Conditions, conditions_of, country_of, date_of, span_of

MEANT = [
    ({}, Conditions()),
    ({"via": "project"}, Conditions(kinds=("project",))),
    ({"via": "twinning, project"}, Conditions(kinds=("project", "twinning"))),
    ({"kinds": ["project", "network"]}, Conditions(kinds=("project", "network"))),
    ({"country": "no"}, Conditions(countries=("NO",))),
    ({"countries": ["el", "uk", "UK"]}, Conditions(countries=("GR", "GB"))),
    ({"kind": "municipality"}, Conditions(classes=("Municipality",))),
    ({"classes": ("Municipality", "office")}, Conditions(classes=("Municipality", "EuropeanOffice"))),
    ({"level": "Local"}, Conditions(levels=("local",))),
    ({"since": 2014, "until": dt.date(2020, 6, 12)}, Conditions(since="2014", until="2020-06-12")),
    ({"since": "2020", "until": "2020-06"}, Conditions(since="2020", until="2020-06")),
]

REFUSED: list[tuple[dict[str, object], str, tuple[str, ...]]] = [
    ({"at": "12.06.2020"}, "at: '12.06.2020' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD", ("2020-06-12",)),
    ({"at": "6/2020"}, "at: '6/2020' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD", ("2020-06",)),
    ({"since": "i fjor"}, "since: 'i fjor' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD", ()),
    (
        {"via": "projct"},
        "via: 'projct' is not a kind of tie; expected project, network, twinning, agreement",
        ("project",),
    ),
    ({"country": "norge"}, "country: 'norge' is not a country; expected a code of two letters, as in NO", ("NO",)),
    (
        {"countries": ["SE", "Sweden"]},
        "countries: 'Sweden' is not a country; expected a code of two letters, as in NO",
        ("SE",),
    ),
    (
        {"level": "locale"},
        "level: 'locale' is not a level; expected local, regional, national, international",
        ("local",),
    ),
    ({"kind": "universty"}, "kind: 'universty' is not a kind of actor; expected municipality, county", ("university",)),
    ({"at": "2020", "since": "2019"}, "give either a day (at) or a period (since, until), not both", ()),
    ({"since": "2021", "until": "2020-12"}, "the period ends (2020-12) before it begins (2021)", ()),
    ({"derived_themes": True}, "theme: derived themes count with a theme only; say which", ()),
]


@pytest.mark.parametrize(("given", "meant"), MEANT, ids=str)
def test_what_is_meant(given: dict[str, object], meant: Conditions) -> None:
    assert conditions_of(given) == meant


@pytest.mark.parametrize(("given", "message", "near"), REFUSED, ids=str)
def test_what_cannot_be_meant_is_refused_alike_by_every_verb(
    world: Samkart, given: dict[str, object], message: str, near: tuple[str, ...]
) -> None:
    verbs: list[Callable[[], object]] = [
        lambda: world.who("fjordby", **given),  # type: ignore[arg-type]
        lambda: world.network("fjordby", **given),  # type: ignore[arg-type]
        lambda: world.ranking("fjordby", **given),  # type: ignore[arg-type]
        lambda: world.map("fjordby", **given),  # type: ignore[arg-type]
        lambda: world.chart("fjordby", **given),  # type: ignore[arg-type]
    ]
    dates = {"since", "until", "at"}
    if given.keys() <= dates:
        verbs += [
            lambda: world.compare("fjordby", "nordvik", **given),  # type: ignore[arg-type]
            lambda: world.region("fjordby", "nordvik", **given),  # type: ignore[arg-type]
        ]
    if given.keys() <= dates - {"at"}:
        verbs += [
            lambda: world.gaps("fjordby", **given),  # type: ignore[arg-type]
            lambda: world.brief("fjordby", **given),  # type: ignore[arg-type]
        ]
    if given.keys() <= {"country", "kind"}:
        verbs.append(lambda: world.suggest.partners("fjordby", **given))  # type: ignore[arg-type]
    for verb in verbs:
        with pytest.raises(Usage) as caught:
            verb()
        assert str(caught.value).startswith(message)
        assert caught.value.nearest == near


# A Question takes one country, and any class of the graph; derived themes have Questions of their own.
ASKED = [each for each in REFUSED if not each[0].keys() & {"countries", "kind", "derived_themes"}]


@pytest.mark.parametrize(("given", "message", "near"), ASKED, ids=str)
def test_questions_refuse_the_same(
    world: Samkart, given: dict[str, object], message: str, near: tuple[str, ...]
) -> None:
    with pytest.raises(Usage) as caught:
        world.ask("actor/collaborators", actor="fjordby", **given)
    assert str(caught.value).startswith(message)
    assert caught.value.nearest == near


def test_what_python_answered_without_a_word_is_answered_or_refused(world: Samkart) -> None:
    """A string was taken for its letters, an everyday word and a small letter for no class and no country."""
    whole = [p.entity.label for p in world.who("fjordby", via=["project"])]
    assert whole
    assert [p.entity.label for p in world.who("fjordby", via="project")] == whole
    assert world.who("fjordby", kind="municipality") == world.who("fjordby", kind="Municipality") != []
    assert world.who("fjordby", country="se") == world.who("fjordby", country="SE") != []
    assert {p.entity.country for p in world.who("fjordby", country="SE,GR")} == {"SE", "GR"}
    assert set(world.network("fjordby", countries=["se"])) == set(world.network("fjordby", country="SE")) != set()


def test_an_unknown_condition_is_named(world: Samkart) -> None:
    with pytest.raises(Usage, match="'countri' is not a condition") as caught:
        world.who("fjordby", countri="NO")  # type: ignore[call-arg]
    assert "country" in caught.value.nearest


def test_the_nearest_is_shown_with_a_traceback() -> None:
    with pytest.raises(KgError) as caught:
        date_of("12.06.2020")
    assert caught.value.__notes__ == ["perhaps: 2020-06-12"]


@pytest.mark.parametrize("text", ["2014", "2020-2014", "2014-20", "", "a-b", "2014-2020-2022"])
def test_a_period_has_two_years_in_order(text: str) -> None:
    with pytest.raises(Usage, match="is not a period"):
        span_of(text)


def test_a_graph_is_not_needed_to_refuse_a_country() -> None:
    with pytest.raises(Usage) as caught:
        country_of("Norge")
    assert caught.value.nearest == ()
