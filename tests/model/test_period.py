"""The rule of time: bounds out of what a source says, and the four words on a day or in a period."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.period import (
    CERTAINTIES,
    DID_NOT_HOLD,
    HELD,
    MAY_HAVE_HELD,
    NOT_KNOWN,
    UNDATED,
    Bounds,
    certainty,
    earliest,
    latest,
    overlaps,
    surest,
    year,
    year_of,
)

# (start, end, as of, called ended) → the word on each of five days
TOLD = [
    (("2018", "", "2019-11", False), "did-not-hold may-have-held held held may-have-held"),
    (("", "", "", False), "not-known not-known not-known not-known not-known"),
    (("", "2019", "", False), "may-have-held may-have-held did-not-hold did-not-hold did-not-hold"),
    (("1991", "", "2019", True), "may-have-held may-have-held did-not-hold did-not-hold did-not-hold"),
    (("", "", "2019", True), "may-have-held may-have-held did-not-hold did-not-hold did-not-hold"),
    (("", "", "2021-05-03", False), "may-have-held may-have-held may-have-held held held"),
    (("1960", "", "", False), "may-have-held may-have-held may-have-held may-have-held may-have-held"),
    (("2016-01-01", "2026-12-31", "", False), "held held held held held"),
    (("2020", "2020", "", False), "did-not-hold did-not-hold may-have-held did-not-hold did-not-hold"),
]
DAYS = ("2017-03-01", "2018-06-01", "2020-06-12", "2023-12-31", "2026-01-01")


@pytest.mark.parametrize(("told", "expected"), TOLD)
def test_the_word_on_a_day(told: tuple[str, str, str, bool], expected: str) -> None:
    start, end, as_of, ended = told
    bounds = Bounds.of(start, end, as_of, ended=ended)
    assert [certainty(bounds, day, day) for day in DAYS] == expected.split()


def test_a_year_is_a_period() -> None:
    tie = Bounds.of("2020", "2020")
    assert certainty(tie, "2020", "2020") == HELD
    assert certainty(tie, "2019", "2020-03") == MAY_HAVE_HELD
    assert certainty(tie, "2021", "") == DID_NOT_HOLD
    assert certainty(tie) == HELD


def test_how_long_the_last_word_holds_is_a_setting() -> None:
    assert certainty(Bounds.of(as_of="2018-02-28", years=10), "2026", "2026") == HELD
    assert Bounds.of(as_of="2016-02-29", years=5).sure_last == "2021-02-28"
    assert Bounds.of(as_of="2016-02-29", years=4).sure_last == "2020-02-29"


def test_within_a_life() -> None:
    tie = Bounds.of("1998", as_of="2022-01-01")
    assert tie.within("2000", "2019-12-31") == Bounds("2000-01-01", "2019-12-31", "2000-12-31", "2019-12-31")
    assert tie.within("", "") == tie
    assert UNDATED.within("1992", "2018-12-31") == Bounds("1992-01-01", "2018-12-31")


def test_together() -> None:
    before, after = Bounds.of("2010", "2019"), Bounds.of("2020-01-01", as_of="2024")
    assert before.meet(after).never
    assert not before.meet(Bounds.of("2018", "2021")).never
    assert before.meet(Bounds.of("2018", "2021")) == Bounds("2018-01-01", "2019-12-31", "2018-12-31", "2019-01-01")
    assert before.meet(UNDATED) == Bounds("2010-01-01", "2019-12-31")


def test_two_stays_are_one() -> None:
    one, other = Bounds.of("2010", "2012"), Bounds.of("2016", as_of="2020")
    assert one.join(other) == Bounds("2010-01-01", "", "2010-12-31", "2025-12-31")
    assert one.join(UNDATED) == Bounds("", "", "2010-12-31", "2012-01-01")


def test_the_surest_word() -> None:
    assert surest({NOT_KNOWN, MAY_HAVE_HELD}) == MAY_HAVE_HELD
    assert surest(set()) == DID_NOT_HOLD
    assert [surest({word}) for word in CERTAINTIES] == list(CERTAINTIES)


def test_years() -> None:
    assert (year("2020-06-12"), year(""), year(None)) == (2020, None, None)
    assert (year_of("2019", "", "2021-03"), year_of()) == ("2021", "")


dates = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(min_value=date(1900, 1, 1), max_value=date(2050, 12, 31)),
    st.sampled_from((4, 7, 10)),
)
maybe = st.one_of(st.just(""), dates)
bounds = st.builds(lambda s, e, a, over: Bounds.of(s, e, a, ended=over), maybe, maybe, maybe, st.booleans())


@given(dates)
def test_a_date_lies_between_its_days_which_exist(text: str) -> None:
    first, last = date.fromisoformat(earliest(text)), date.fromisoformat(latest(text))
    assert first <= last
    assert earliest(text).startswith(text) and latest(text).startswith(text)


@given(bounds, maybe, maybe)
def test_what_did_not_hold_is_what_cannot_have_overlapped(tie: Bounds, since: str, until: str) -> None:
    word = certainty(tie, since, until)
    assert word in CERTAINTIES
    if since or until:
        assert (word == DID_NOT_HOLD) == (tie.never or not overlaps(tie, since, until))


@given(bounds, dates)
def test_a_longer_period_is_never_less_sure(tie: Bounds, day: str) -> None:
    order = {word: place for place, word in enumerate(CERTAINTIES)}
    whole_year = certainty(tie, day[:4], day[:4])
    assert order[whole_year] <= order[certainty(tie, day, day)]


@given(bounds, maybe, maybe, dates)
def test_a_life_never_adds(tie: Bounds, start: str, end: str, day: str) -> None:
    order = {word: place for place, word in enumerate(CERTAINTIES)}
    within = certainty(tie.within(start, end), day, day)
    if certainty(tie, day, day) != NOT_KNOWN:  # a life can say something of a tie that nothing is known of
        assert order[within] >= order[certainty(tie, day, day)]


@given(bounds, bounds, dates)
def test_a_meeting_is_symmetric_and_no_surer_than_either(one: Bounds, other: Bounds, day: str) -> None:
    assert one.meet(other) == other.meet(one)
    assert one.join(other) == other.join(one)
    if certainty(one.meet(other), day, day) == HELD:
        assert {certainty(one, day, day), certainty(other, day, day)} == {HELD}
