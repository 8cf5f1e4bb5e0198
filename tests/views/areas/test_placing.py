"""Where bodies lie, through mergers and splits, and nowhere when nobody can say."""

from __future__ import annotations

import pytest

from kg.views.areas.boundaries import division_on
from kg.views.areas.placing import Places

PLACES = Places.of(
    [
        ("asker", ("0220", "", "2019-12-31")),
        ("asker", ("3025", "2020-01-01", "2023-12-31")),
        ("asker", ("3203", "2024-01-01", "")),
        ("hurum", ("0628", "", "2019-12-31")),
        ("aalesund", ("1504", "", "2019-12-31")),
        ("aalesund", ("1507", "2020", "2023")),
        ("aalesund", ("1508", "2024", "")),
        ("haram-2019", ("1534", "", "2019")),
        ("haram", ("1580", "2024", "")),
        ("tysfjord", ("1850", "", "2019-12-31")),
        ("narvik", ("1806", "2020-01-01", "")),
        ("hamaroey", ("1875", "2020-01-01", "")),
        ("akershus-2019", ("02", "", "2019-12-31")),
        ("buskerud-2019", ("06", "", "2019-12-31")),
        ("viken", ("30", "2020-01-01", "2023-12-31")),
        ("akershus", ("32", "2024-01-01", "")),
        ("buskerud", ("33", "2024-01-01", "")),
    ],
    [
        ("asker", "asker"),
        ("hurum", "asker"),
        ("haram-2019", "aalesund"),
        ("aalesund", "aalesund"),
        ("aalesund", "haram"),
        ("tysfjord", "narvik"),
        ("tysfjord", "hamaroey"),
        ("akershus-2019", "viken"),
        ("buskerud-2019", "viken"),
        ("viken", "akershus"),
        ("viken", "buskerud"),
    ],
)


@pytest.mark.parametrize(
    ("body", "level", "day", "expected"),
    [
        ("asker", "municipality", "2019-12-31", "0220"),
        ("asker", "municipality", "2020-01-01", "3025"),
        ("asker", "county", "2024-01-01", "32"),
        ("hurum", "municipality", "2019-12-31", "0628"),
        ("hurum", "municipality", "2024-01-01", "3203"),
        ("hurum", "county", "2019-12-31", "06"),
        ("haram-2019", "municipality", "2024-01-01", "1508"),
        ("haram", "municipality", "2020-01-01", "1507"),
        ("haram", "municipality", "2024-01-01", "1580"),
        ("tysfjord", "municipality", "2024-01-01", ""),
        ("tysfjord", "county", "2024-01-01", "18"),
        ("akershus-2019", "county", "2020-01-01", "30"),
        ("akershus-2019", "county", "2024-01-01", ""),
        ("viken", "county", "2024-01-01", ""),
        ("akershus", "county", "2020-01-01", "30"),
        ("akershus", "county", "2019-12-31", ""),
        ("akershus", "municipality", "2024-01-01", ""),
        ("nobody", "county", "2024-01-01", ""),
    ],
)
def test_a_body_lies_where_its_number_or_all_it_became_or_came_of_says(
    body: str, level: str, day: str, expected: str
) -> None:
    assert PLACES.area(body, level, day) == expected


def test_the_body_of_each_area_is_the_one_that_has_its_number_on_the_day() -> None:
    assert PLACES.bearers("county", "2020-01-01") == {"30": "viken"}
    assert PLACES.bearers("county", "2024-01-01") == {"32": "akershus", "33": "buskerud"}


def test_bodies_that_became_each_other_do_not_go_round_for_ever() -> None:
    circle = Places.of([("a", ("0101", "", "2001")), ("b", ("0102", "", "2001"))], [("a", "b"), ("b", "a")])
    assert circle.area("a", "municipality", "2020-01-01") == ""


@pytest.mark.parametrize(
    ("level", "day", "expected"),
    [
        ("county", "1990-01-01", "2017"),
        ("county", "2017-12-31", "2017"),
        ("county", "2018-01-01", "2019"),
        ("county", "2020-01-01", "2020"),
        ("county", "2024-01-01", "2024"),
        ("municipality", "2014-12-31", "2019"),
        ("municipality", "2019-12-31", "2019"),
        ("municipality", "2023-12-31", "2020"),
        ("municipality", "2030-12-31", "2024"),
    ],
)
def test_the_division_is_the_one_that_is_valid_on_the_day(level: str, day: str, expected: str) -> None:
    assert division_on(level, day).name == expected
