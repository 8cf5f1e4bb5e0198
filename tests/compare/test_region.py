from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kg.compare.comparison import Money, Period
from kg.compare.profiles import Profile
from kg.compare.region import (
    AbsentNetwork,
    DoubleMembership,
    Fee,
    NetworkPresence,
    Seat,
    ThemeActivity,
    UncarriedTheme,
    absent_networks,
    carriers,
    current,
    double_memberships,
    presence,
    programme_use,
    uncarried_themes,
)
from kg.model.period import DID_NOT_HOLD, HELD, MAY_HAVE_HELD
from kg.model.tie import TieRow
from tests.compare.compare_world import NODES, PARENTS, THEMES, A, B, C, D, tie

ALWAYS = Period("", "")


def test_who_carries_which_theme() -> None:
    assert carriers([A, B], NODES, ALWAYS) == [
        ThemeActivity("energy", "a", 1, 1, 0, 1),
        ThemeActivity("energy", "b", 1, 1, 0, 0),
        ThemeActivity("mobility", "a", 2, 0, 0, 0),
        ThemeActivity("mobility", "b", 1, 0, 0, 0),
        ThemeActivity("schools", "a", 0, 1, 0, 1),
        ThemeActivity("schools", "b", 0, 1, 0, 0),
        ThemeActivity("energy-saving", "a", 0, 0, 1, 0),
        ThemeActivity("culture", "a", 0, 0, 0, 1),
        ThemeActivity("cycling", "b", 0, 0, 0, 1),
    ]
    assert carriers([A, B], NODES, Period("1990", "2004")) == [
        ThemeActivity("mobility", "a", 1, 0, 0, 0),
        ThemeActivity("culture", "a", 0, 0, 0, 1),
        ThemeActivity("cycling", "b", 0, 0, 0, 1),
        ThemeActivity("energy", "a", 0, 0, 0, 1),
        ThemeActivity("schools", "a", 0, 0, 0, 1),
    ]


def test_who_is_where_now() -> None:
    assert presence([A, B], NODES) == [
        NetworkPresence(
            "council",
            (
                Seat("b", "council-b", "member", "chair", "2015", "held"),
                Seat("a", "council-a", "member", "", "2010", "held"),
            ),
        ),
        NetworkPresence("net", (Seat("b", "net-b", "on-hold", "", "2018", "held"),)),
    ]


def test_who_was_where_on_a_day() -> None:
    assert presence([A, B], NODES, "2016-06-01", frozenset({"council"})) == [
        NetworkPresence("net", (Seat("a", "net-a", "member", "board-member", "2005", "may-have-held"),))
    ]


def test_the_order_of_those_who_could_represent_the_group() -> None:
    seats = [
        ("p", {"status": "observer", "start": "1990"}),
        ("q", {"status": "member"}),
        ("r", {"status": "member", "start": "2001"}),
        ("s", {"status": "associate", "start": "1980"}),
        ("t", {"status": "member", "start": "2001"}),
        ("u", {"status": "associate", "role": "board-member"}),
        ("v", {"status": "member", "role": "chair", "start": "2020"}),
        ("w", {"status": "on-hold", "start": "1970"}),
    ]
    profiles = [
        Profile(replace(NODES["a"], id=actor), (tie(actor, "network", "net", **more),)) for actor, more in seats
    ]
    (row,) = presence(profiles, NODES)
    assert [seat.actor for seat in row.seats] == ["v", "u", "r", "t", "q", "s", "p", "w"]
    assert [seat.actor for seat in row.representatives] == ["v"]
    (row,) = presence([p for p in profiles if p.actor.id in "qrt"], NODES)
    assert [seat.actor for seat in row.representatives] == ["r", "t"]


def test_current_without_a_day_is_what_nobody_has_said_to_have_ended() -> None:
    rows = [
        tie("a", "network", "net"),
        tie("a", "network", "net", "2000", "2010"),
        tie("a", "network", "net", status="ended"),
        tie("a", "network", "net", status="on-hold"),
    ]
    assert [current(row) for row in rows] == ["held", "did-not-hold", "did-not-hold", "held"]
    assert [current(row, "2005") for row in rows] == ["not-known", "held", "not-known", "not-known"]


def test_a_membership_that_two_pay_for() -> None:
    (council, net) = presence([A, B], NODES)
    fees = [
        Fee("council", "a", "2020", Decimal("10"), "NOK"),
        Fee("council", "b", "2020", Decimal("20"), "NOK"),
        Fee("council", "a", "2022", Decimal("11.5"), "NOK"),
        Fee("council", "b", "2022", None, "NOK"),
    ]
    assert double_memberships([council, net], fees) == [
        DoubleMembership("council", council.seats, (fees[3], fees[2]), "2022", Decimal("11.5"), "NOK")
    ]
    assert double_memberships([council], []) == [DoubleMembership("council", council.seats, (None, None), "", None, "")]


def test_those_that_do_not_pay_are_not_counted_twice() -> None:
    seat = Seat("a", "t1", "signatory", "", "", "held")
    rows = [
        NetworkPresence("net", (seat, replace(seat, actor="b"))),
        NetworkPresence("far", (seat, replace(seat, status=""))),
    ]
    assert double_memberships(rows, []) == []


def test_networks_that_nobody_is_in() -> None:
    assert absent_networks([A, B], [C, D], NODES) == [AbsentNetwork("far", ("c", "d"))]
    assert absent_networks([A, B], [C, D], NODES, joinable=frozenset({"net"})) == []
    assert absent_networks([A, B], [C], NODES) == []
    assert absent_networks([A], [C], NODES, at_least=1) == [AbsentNetwork("far", ("c",)), AbsentNetwork("net", ("c",))]
    assert absent_networks([A, B], [C, D], NODES, at="2010-01-01") == []


def test_themes_that_nobody_carries() -> None:
    assert uncarried_themes(THEMES, [A, B], [C, D], NODES, PARENTS, ALWAYS) == [
        UncarriedTheme("cycling", ("b",), ("c", "d")),
        UncarriedTheme("culture", ("a",), ()),
    ]
    assert [row.theme for row in uncarried_themes(THEMES, [C], [], NODES, PARENTS, ALWAYS)] == [
        "culture",
        "energy-saving",
        "schools",
    ]


def test_who_uses_which_programme() -> None:
    assert programme_use([A, B, C, D], NODES, ALWAYS) == [
        Money("a", "h", "EUR", Decimal("100.50"), 1, 1),
        Money("b", "h", "EUR", Decimal("50"), 1, 0),
        Money("c", "border", "", Decimal(0), 0, 1),
        Money("d", "border", "", Decimal(0), 0, 1),
    ]


def test_a_seat_that_is_only_reported_may_be_held() -> None:
    """Without a day nothing has ended it, but nobody but a scraped list says so."""
    assert current(TieRow("m", "network", "n", "a", evidence="scraped")) == MAY_HAVE_HELD
    assert current(TieRow("m", "network", "n", "a", evidence="list")) == HELD
    assert current(TieRow("m", "network", "n", "a", end="2019", evidence="scraped")) == DID_NOT_HOLD
