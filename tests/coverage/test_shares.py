"""Shares of what others counted, their order, and which of them concern an actor."""

from __future__ import annotations

from decimal import Decimal

from kg.coverage.shares import Coverage, in_order, nearest, overview


def row(iri: str, counted: str, held: int | None = 1, number: int = 4, **more: str) -> Coverage:
    return Coverage(iri, counted, Decimal(number), None if held is None else Decimal(held), **more)  # type: ignore[arg-type]


ROWS = [
    row("country-old", "projects", country="NO", end="2013"),
    row("country", "projects", country="NO", end="2020"),
    row("county", "projects", about="county", country="NO", end="2013"),
    row("county-unknown", "projects", None, about="county", country="NO", end="2020"),
    row("places", "municipalities", 4, country="NO", as_of="2024"),
    row("members", "members", 0, about="own", as_of="2022"),
]


def test_a_share_is_known_where_something_is_held() -> None:
    assert [each.share for each in ROWS] == [Decimal("0.25")] * 3 + [None, Decimal(1), Decimal(0)]
    assert row("none", "members", 1, 0).share is None


def test_of_each_kind_the_nearest_and_then_the_newest() -> None:
    assert [each.iri for each in nearest(ROWS, ["own", "county", ""])] == ["members", "county"]
    assert [each.iri for each in nearest(ROWS, ["other", ""])] == ["country"]
    assert nearest(ROWS, ["other"]) == []


def test_the_thing_itself_first_and_the_number_of_municipalities_last() -> None:
    order = [each.iri for each in in_order(ROWS, "own")]
    assert order == ["members", "county-unknown", "county", "country", "country-old", "places"]


def test_how_many_are_nearly_whole_and_how_many_less_than_half() -> None:
    assert overview(ROWS) == (5, 1, 4)
