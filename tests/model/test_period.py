from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.period import holds, touches, year_of

days = st.dates().map(lambda d: d.isoformat())
dates = st.one_of(st.just(""), days, days.map(lambda d: d[:7]), days.map(lambda d: d[:4]))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2018-01-01", "", "yes"),
        ("2018", "2022", "yes"),
        ("2020", "", "possible"),
        ("2020-06", "2020-06", "possible"),
        ("2020-06-12", "2020-06-12", "yes"),
        ("2018", "2020", "possible"),
        ("2018", "2020-06-11", "no"),
        ("2018", "2019", "no"),
        ("2020-06-13", "", "no"),
        ("2021-01-01", "", "no"),
        ("", "", "possible"),
        ("", "2025", "possible"),
    ],
)
def test_holds_on_the_day_of_the_brief(start: str, end: str, expected: str) -> None:
    assert holds(start, end, "2020-06-12") == expected


@given(dates, dates, days)
def test_a_tie_that_surely_held_on_a_day_touches_every_period_with_it(start: str, end: str, day: str) -> None:
    if holds(start, end, day) == "yes":
        assert touches(start, end, day, day)
        assert touches(start, end, day[:4], "")


@given(dates, dates, days)
def test_no_means_that_it_began_later_or_ended_earlier(start: str, end: str, day: str) -> None:
    later = bool(start) and start > day
    earlier = bool(end) and end < day[: len(end)]
    assert (holds(start, end, day) == "no") == (later or earlier)


def test_touches() -> None:
    assert touches("2014", "2017-06", "2017", "")
    assert not touches("2014", "2016", "2017", "")
    assert touches("", "", "2017", "2018")
    assert not touches("2021", "", "", "2020-12-31")


def test_year_of() -> None:
    assert year_of("2014", "", "2019-04-01") == "2019"
    assert year_of("", "") == ""
