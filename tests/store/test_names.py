"""Names are found however they are typed, and what was meant is guessed for what is not found."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ids import core, fold
from kg.store.index import ENTITY_SCHEMA
from kg.store.names import SCHEMA, Name, fill_names, nearest_names, search_names

# class, nb, nn, en, ties, and the names: preferred, others, numbers
THINGS = [
    ("Municipality", "Bærum kommune", "NO", 19, ["Bærum kommune", "Bærum"], ["3201", "935478715"]),
    ("Municipality", "Våler kommune", "NO", 3, ["Våler kommune", "Våler"], ["3419"]),
    ("Municipality", "Våler kommune", "NO", 5, ["Våler kommune", "Våler"], ["3114"]),
    ("Municipality", "Kárášjohka – Karasjok", "NO", 2, ["Kárášjohka – Karasjok", "Karasjok"], []),
    ("Municipality", "Malmö", "SE", 7, ["Malmö", "Malmö stad"], []),
    ("University", "Universitetet i Oslo", "NO", 9, ["Universitetet i Oslo", "University of Oslo", "UiO"], []),
    ("Company", "Oslo Havn AS", "NO", 1, ["Oslo Havn AS"], []),
    ("Network", "City of Cities", "", 4, ["City of Cities"], []),
]


@pytest.fixture
def database() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.executescript(ENTITY_SCHEMA + SCHEMA)
    names = []
    for number, (kind, label, country, ties, own, numbers) in enumerate(THINGS, start=1):
        columns = (number, f"actor/{number}", "actor", kind, country, "", label, label, f"{label} (en)", ties)
        database.execute(
            "INSERT INTO entity(id, iri, kind, class, country, level, nb, nn, en, ties) VALUES (?,?,?,?,?,?,?,?,?,?)",
            columns,
        )
        names += [Name(number, each, int(i > 0)) for i, each in enumerate(own)]
        names += [Name(number, each, 2) for each in numbers]
    fill_names(database, names)
    return database


def found(database: sqlite3.Connection, text: str, *kinds: str) -> list[tuple[str, int]]:
    return [(match.iri.removeprefix("actor/"), match.quality) for match in search_names(database, text, kinds)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bærum", [("1", 0)]),
        ("BAERUM", [("1", 0)]),
        ("baerum kommune", [("1", 0)]),
        ("Barum municipality", [("1", 1)]),
        ("bær", [("1", 2)]),
        ("3201", [("1", 0)]),
        ("malmo", [("5", 0)]),
        ("Malmoe", [("5", 0)]),
        ("City of Malmö", [("5", 1)]),
        ("karasjohka", [("4", 2)]),
        ("oslo universitetet", [("6", 3)]),
        ("oslo", [("7", 2), ("6", 3)]),
        ("våler", [("3", 0), ("2", 0)]),
        ("city of cities", [("8", 0)]),
        ("", []),
        ("–", []),
        ("nothing like it", []),
        ('"x" OR "y', []),
    ],
)
def test_search(database: sqlite3.Connection, text: str, expected: list[tuple[str, int]]) -> None:
    assert found(database, text) == expected


def test_only_some_kinds(database: sqlite3.Connection) -> None:
    assert found(database, "oslo", "University") == [("6", 3)]
    assert found(database, "oslo", "University", "Company") == [("7", 2), ("6", 3)]
    assert found(database, "oslo", "actor") == [("7", 2), ("6", 3)]
    assert found(database, "oslo", "project") == []


def test_labels_in_the_language_asked_for(database: sqlite3.Connection) -> None:
    (match,) = search_names(database, "malmö", language="en")
    assert (match.label, match.name, match.country, match.kind, match.ties) == (
        "Malmö (en)",
        "Malmö",
        "SE",
        "Municipality",
        7,
    )


def test_the_limit_keeps_the_best(database: sqlite3.Connection) -> None:
    assert [m.iri for m in search_names(database, "oslo", limit=1)] == ["actor/7"]


def test_what_was_perhaps_meant(database: sqlite3.Connection) -> None:
    assert [m.label for m in nearest_names(database, "Bærun kommune")] == ["Bærum kommune"]
    assert [m.label for m in nearest_names(database, "vålre")] == ["Våler kommune", "Våler kommune"]
    assert nearest_names(database, "vålre", ("Company",)) == []
    assert nearest_names(database, "a name that is like none of them") == []


def test_a_name_without_its_form_words() -> None:
    assert core(fold("Bærum kommune")) == core(fold("Municipality of Bærum")) == fold("Bærum")
    assert core(fold("City of")) == fold("City of")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bærum", [("1", ()), ("9", ("1",))]),
        ("BAERUM KOMMUNE", [("1", ()), ("9", ("1",))]),
        ("Bærum municipality", [("1", ()), ("9", ("1",))]),
        ("våler", [("3", ()), ("2", ()), ("10", ("2", "3"))]),
        ("Våler AS", [("3", ()), ("2", ()), ("10", ("2", "3"))]),
        ("Verk", [("10", ())]),
        ("Våler municipality AS", [("3", ()), ("2", ()), ("10", ("2", "3"))]),
    ],
)
def test_a_known_actor_has_its_own_names_before_one_that_may_be_it(
    database: sqlite3.Connection, text: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    sql = "INSERT INTO entity(id, iri, kind, class, country, level, nb, nn, en, ties) VALUES (?,?,?,?,?,?,?,?,?,?)"
    for number, name in ((9, "Bærum Kommune"), (10, "Våler AS")):
        database.execute(sql, (number, f"actor/{number}", "actor", "Company", "NO", "", name, name, name, 99))
    names = "INSERT INTO name(entity, shown, folded, core, rank) VALUES (?, ?, ?, ?, 0)"
    for number, name in ((9, "Bærum Kommune"), (9, "Bærum"), (10, "Våler AS"), (10, "Verk")):
        database.execute(names, (number, name, fold(name), core(fold(name))))
    database.executemany("INSERT INTO twin VALUES (?, ?)", [(9, 1), (10, 2), (10, 3)])
    found = search_names(database, text)
    short = [(m.iri.removeprefix("actor/"), tuple(k.removeprefix("actor/") for k in m.possibly)) for m in found]
    assert short == expected
    assert [m.possibly for m in search_names(database, text, ("Company",))] == [()]


@settings(deadline=None)  # a busy machine is no fault
@given(st.text())
def test_any_text_can_be_searched_for(text: str) -> None:
    database = sqlite3.connect(":memory:")
    database.executescript(ENTITY_SCHEMA + SCHEMA)
    fill_names(database, [])
    assert search_names(database, text) == nearest_names(database, text) == []
    database.close()
