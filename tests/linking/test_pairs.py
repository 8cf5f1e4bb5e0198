"""Which tie of two actors a record is, where others have told of it."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.linking.pairs import PairTie, PairTies
from kg.model import terms

START, END, STATUS, AS_OF = (terms.curie(f"sk:{name}") for name in ("start", "end", "status", "asOf"))


def tie(
    term: str, start: str = "", end: str = "", *, status: str = "", as_of: str = "", name: str = "",
    kind: str = "Twinning", parties: str = "ab",
) -> PairTie:  # fmt: skip
    said = {name: terms.date(text) for name, text in ((START, start), (END, end), (AS_OF, as_of)) if text}
    said |= {STATUS: terms.concept_term("status", status)} if status else {}
    names = frozenset({name}) if name else frozenset[str]()
    return PairTie(term, frozenset({terms.curie(f"sk:{kind}")}), frozenset(parties), said, names)


def told(*curated: PairTie) -> PairTies:
    ties = PairTies()
    for each in curated:
        ties.learn(each, "curated", fixed=True)
    return ties


@pytest.mark.parametrize(
    ("record", "known"),
    [
        (tie("r"), "later"),
        (tie("r", status="ended"), "first"),
        (tie("r", "1950"), "first"),
        (tie("r", "1950-06"), "first"),
        (tie("r", "1955", "1958"), "first"),
        (tie("r", "1985"), "later"),
        (tie("r", end="1970"), "first"),
        (tie("r", "1965", "1970"), "r"),
        (tie("r", kind="Agreement"), "r"),
        (tie("r", parties="ac"), "r"),
        (tie("r", parties="abc"), "r"),
    ],
)
def test_a_record_is_the_tie_of_its_time_and_without_dates_the_one_that_goes_on(record: PairTie, known: str) -> None:
    ties = told(tie("first", "1950", "1960", status="ended"), tie("later", "1980", status="partner"))
    assert ties.learn(record, "other").term == known


def test_what_is_called_ended_is_over_by_the_day_on_which_it_is_called_so() -> None:
    ended = tie("ended", status="ended", as_of="1999")
    assert told(ended).learn(tie("r", "2005"), "other").term == "r"
    assert told(ended).learn(tie("r", "1998"), "other").term == "ended"


def test_two_curated_ties_of_one_pair_stay_two() -> None:
    ties = told(tie("one", "1950"), tie("other", "1951"), tie("third"))
    assert [ties.learn(tie(name, start), "curated", fixed=True).term for name, start in (("one", ""), ("n", ""))] == [
        "one", "n",
    ]  # fmt: skip


def test_agreements_are_told_apart_by_name() -> None:
    known = [tie("one", name="water", kind="Agreement"), tie("other", name="fire", kind="Agreement")]
    records = [
        tie("r", kind="Agreement"),
        tie("r", name="fire", kind="Agreement"),
        tie("r", name="air", kind="Agreement"),
    ]
    assert [told(*known).learn(each, "other").term for each in records] == ["r", "other", "r"]
    assert [told(known[0]).learn(each, "other").term for each in records] == ["one", "r", "r"]


def test_records_of_one_source_are_one_where_nothing_tells_them_apart() -> None:
    ties = PairTies()
    found = [
        ties.learn(each, "a").term
        for each in (tie("1", "1950", "1960"), tie("2", "1950-05"), tie("3", "1952"), tie("4"), tie("5", end="1970"))
    ]
    assert found == ["1", "1", "3", "3", "3"]


def test_a_tie_that_goes_on_has_no_end_and_less_precision_is_no_contradiction() -> None:
    stands = tie("t", "1950", status="partner")
    assert stands.differing(tie("r", "1950-06-01", "1990", status="ended")) == {
        END: terms.date("1990"), STATUS: terms.concept_term("status", "ended"),
    }  # fmt: skip
    assert stands.differing(tie("r", "1951")) == {START: terms.date("1951")}
    assert tie("t", status="ended").differing(tie("r", "1951", "1990", status="ended")) == {}
    assert tie("t").differing(tie("r", "1951", "1990", status="ended")) == {}


def test_what_a_third_source_says_is_held_against_what_the_second_added() -> None:
    ties = told(tie("t", status="partner"))
    for record, source in ((tie("r", "1950"), "a"), (tie("s", "1960"), "b")):
        known = ties.learn(record, source)
        assert known.term == "t"
        assert known.differing(record) == ({START: terms.date("1960")} if source == "b" else {})
        ties.add(known, record, source)
    assert (known.start, known.sources) == ("1950", {"curated", "a", "b"})


def test_the_order_of_what_was_told_first_decides_nothing() -> None:
    curated = [tie("one", "1950", "1960", status="ended"), tie("two", "1980"), tie("three", status="partner")]
    for order in permutations(curated):
        ties = told(*order)
        assert [ties.learn(tie("r", *days), "x").term for days in ((), ("1955",), ("1980",), ("1990",))] == [
            "two", "three", "two", "three",
        ]  # fmt: skip
