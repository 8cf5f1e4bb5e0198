from __future__ import annotations

from decimal import Decimal

from kg.compare.comparison import Acquaintance, Money, Period, PeriodCount, RoleCount, compare
from kg.compare.holdings import Involvement, holdings, programme_of, theme_counts
from tests.compare.compare_world import NODES, TWINS, A, B, C

PERIODS = (Period("2014", "2020"), Period("2021", "2027"))
COMPARISON = compare([A, B], NODES, TWINS, periods=PERIODS)


def test_what_each_has_and_what_both_have() -> None:
    assert [(i.aspect, i.thing, [h is not None for h in i.holdings]) for i in COMPARISON.items] == [
        ("network", "council", [True, True]),
        ("network", "net", [True, True]),
        ("agreement", "deal", [True, False]),
        ("programme", "h", [True, True]),
        ("project", "p1", [True, True]),
        ("project", "p2", [True, False]),
        ("theme", "energy", [True, True]),
        ("theme", "mobility", [True, True]),
        ("theme", "schools", [True, True]),
        ("theme", "energy-saving", [True, False]),
        ("partner", "z", [True, True]),
        ("partner", "x", [True, False]),
        ("partner", "y", [False, True]),
        ("country", "SE", [True, False]),
        ("country", "DK", [False, True]),
        ("twin-town", "x", [True, False]),
        ("twin-town", "y", [False, True]),
    ]


def test_a_holding_names_its_ties_and_dates() -> None:
    (project, *_) = COMPARISON.of("project")
    assert project.holdings == (
        Involvement("held", 1, ("p1-a",), "2022-01-01", "2024-12-31", (), ("coordinator",)),
        Involvement("held", 1, ("p1-b",), "2023-01-01", "2024-12-31", (), ("participant",)),
    )
    (programme,) = COMPARISON.of("programme")
    assert programme.holdings[0] == Involvement(
        "held", 2, ("p1-a", "p2-a"), "2022-01-01", "", (), ("coordinator", "participant")
    )
    (_, twin) = COMPARISON.of("twin-town")
    assert twin.holdings == (None, Involvement("held", 1, ("by",), "1960", "2012", ("partner",), ()))


def test_themes_are_counted_by_the_hubs_that_carry_them() -> None:
    assert theme_counts(holdings(A, NODES)) == {"energy": 2, "energy-saving": 1, "mobility": 2, "schools": 1}


def test_a_period_leaves_out_what_had_ended_and_marks_what_may_not_have_held() -> None:
    had = holdings(A, NODES, "2021", "2027")
    shown = {aspect: {t: h.certainty for t, h in things.items()} for aspect, things in had.items()}
    assert shown == {
        "network": {"council": "may-have-held"},
        "agreement": {"deal": "held"},
        "programme": {"h": "held"},
        "project": {"p1": "held", "p2": "not-known"},
        "theme": {"schools": "may-have-held", "energy": "held", "mobility": "held", "energy-saving": "held"},
        "partner": {"b": "held", "z": "held", "x": "held"},
        "country": {"NO": "held", "SE": "held"},
        "twin-town": {"x": "may-have-held"},
    }


def test_a_project_counts_for_the_highest_programme_with_both_years() -> None:
    assert [programme_of(project, NODES) for project in ("p1", "p2", "p3", "unheard-of")] == ["h", "h", "border", ""]


def test_money_keeps_unknown_amounts_apart() -> None:
    assert COMPARISON.money == (
        Money("a", "h", "EUR", Decimal("100.50"), 1, 1),
        Money("b", "h", "EUR", Decimal("50"), 1, 0),
    )
    assert compare([B, C], NODES).money == (
        Money("b", "h", "EUR", Decimal("50"), 1, 0),
        Money("c", "border", "", Decimal(0), 0, 1),
    )


def test_roles_are_counted_by_kind_of_tie() -> None:
    assert COMPARISON.roles == (
        RoleCount("a", "network", "", 1),
        RoleCount("a", "network", "board-member", 1),
        RoleCount("a", "project", "coordinator", 1),
        RoleCount("a", "project", "participant", 1),
        RoleCount("b", "network", "", 1),
        RoleCount("b", "network", "chair", 1),
        RoleCount("b", "project", "participant", 1),
    )


def test_development_by_period() -> None:
    early, late = PERIODS
    counts = {(c.aspect, c.actor, c.period.name): (c.total, c.possible) for c in COMPARISON.periods}
    assert len(counts) == len(COMPARISON.periods) == 8 * 2 * 2
    assert {key: n for key, n in counts.items() if key[0] in ("network", "project", "twin-town")} == {
        ("network", "a", "2014–2020"): (2, 0),
        ("network", "a", "2021–2027"): (1, 1),
        ("network", "b", "2014–2020"): (2, 0),
        ("network", "b", "2021–2027"): (2, 1),
        ("project", "a", "2014–2020"): (1, 1),
        ("project", "a", "2021–2027"): (2, 1),
        ("project", "b", "2014–2020"): (0, 0),
        ("project", "b", "2021–2027"): (1, 0),
        ("twin-town", "a", "2014–2020"): (1, 1),
        ("twin-town", "a", "2021–2027"): (1, 1),
        ("twin-town", "b", "2014–2020"): (0, 0),
        ("twin-town", "b", "2021–2027"): (0, 0),
    }
    assert COMPARISON.periods[0] == PeriodCount("network", "a", early, 2, 0)
    assert [period.name for period, _ in COMPARISON.degrees] == ["", early.name, late.name]


def test_twin_towns_that_know_each_other() -> None:
    assert COMPARISON.acquaintances == (
        Acquaintance("x", ("a",), "y", ("b",), {"twinning": 1, "network": 1}, "twinning", "xy", 2, ("xy",)),
    )


def test_names_of_periods() -> None:
    spans = [Period("2014", "2020"), Period("2014", ""), Period("", "2020"), Period("2020-06-12", "2020-06-12")]
    assert [span.name for span in (*spans, Period("", ""))] == ["2014–2020", "2014–", "–2020", "2020-06-12", ""]
