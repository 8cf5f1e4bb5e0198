from __future__ import annotations

from dataclasses import replace

import pytest

from kg.compare.comparison import Period
from kg.compare.gaps import (
    Activity,
    MissingTheme,
    Peer,
    UnbackedTheme,
    UnusedProgramme,
    activities,
    missing_themes,
    nearest,
    unbacked_themes,
    unused_programmes,
)
from kg.compare.profiles import Priority
from kg.compare.programmes import AssociationStatement
from tests.compare.compare_world import NODES, PARENTS, A, B, C, D

ALWAYS = Period("", "")
P3_OF_C = Activity("c", "project", "p3", "p3-c", "2016", "2018", ("d", "z"))
P3_OF_D = Activity("d", "project", "p3", "p3-d", "2016", "2018", ("c", "z"))
FAR_OF_C = Activity("c", "network", "far", "far-c", "2011", "", ())
FAR_OF_D = Activity("d", "network", "far", "far-d", "2009", "", ())
FULL = AssociationStatement("h", "", "full", "decided", "2021-09-24", "no-h")


def test_the_nearest_in_population_by_ratio() -> None:
    sizes = {"a": 10000, "half": 5000, "double": 20000, "near": 11000, "unknown": None, "far": 200000}
    assert nearest(sizes, "a", 3) == [Peer("near", 11000), Peer("double", 20000), Peer("half", 5000)]
    assert nearest(sizes, "unknown", 3) == []
    assert nearest(sizes, "unheard-of", 3) == []


def test_what_an_actor_takes_part_in_and_with_whom() -> None:
    assert activities(C, NODES, ALWAYS) == [
        (FAR_OF_C, ("cycling",), ()),
        (Activity("c", "network", "net", "net-c", "2012", "", ()), ("energy",), ()),
        (P3_OF_C, ("cycling",), ("border-nature", "border")),
    ]
    assert [a.hub for a, _, _ in activities(C, NODES, Period("2020", ""))] == ["far", "net"]


def test_themes_of_a_strategy_without_a_tie() -> None:
    """Aby has ties on energy and schools; nothing on culture. Bby works on mobility, but not on cycling."""
    assert unbacked_themes([A, B], [C, D], NODES, PARENTS, ALWAYS, 2) == [
        UnbackedTheme("culture", ("a",), (Priority("culture", "plan-a", "kultur"),), (), ()),
        UnbackedTheme(
            "cycling", ("b",), (Priority("cycling", "plan-b", "sykkel"),), ("mobility",), (P3_OF_C, FAR_OF_D)
        ),
    ]
    late = unbacked_themes([A], [C], NODES, PARENTS, Period("2050", "2060"))
    assert [row.theme for row in late] == ["culture", "energy"]


def test_a_tie_on_a_narrower_theme_is_behind_a_wider_one() -> None:
    assert not unbacked_themes([C], [], NODES, PARENTS, ALWAYS)
    wide = Priority("mobility", "plan")
    assert unbacked_themes([replace(C, priorities=(wide,))], [], NODES, PARENTS, ALWAYS) == []


def test_themes_that_comparable_actors_work_on() -> None:
    assert missing_themes([A, B], [C, D], NODES, PARENTS, ALWAYS, 4) == [
        MissingTheme("cycling", ("c", "d"), ("mobility",), (P3_OF_C, FAR_OF_D))
    ]
    assert missing_themes([A, B], [C], NODES, PARENTS, ALWAYS) == []
    assert [row.theme for row in missing_themes([C], [A, B], NODES, PARENTS, ALWAYS, at_least=1)] == [
        "schools",
        "energy-saving",
    ]


@pytest.mark.parametrize(
    ("own", "wanted", "areas", "at", "expected"),
    [
        # Dby has no project in Horizon; the part about energy is within the whole for the same theme.
        (D, ["energy"], {}, "2022", [UnusedProgramme("h-energy", ("energy",), (FULL,), "unknown", "", ())]),
        (
            D,
            ["energy"],
            {"h-energy": {"NO"}},
            "2022",
            [UnusedProgramme("h-energy", ("energy",), (FULL,), "yes", "", ())],
        ),
        (D, ["energy"], {"h-energy": {"SE"}, "h-energy-homes": {"SE"}}, "2022", []),
        (D, ["energy"], {}, "2028", []),
        (D, ["culture"], {}, "2022", []),
        # Aby uses Horizon and its part about energy, but not the part of that part.
        (
            A,
            ["energy-saving"],
            {},
            "2022",
            [UnusedProgramme("h-energy-homes", ("energy-saving",), (FULL,), "unknown", "h-energy", ())],
        ),
    ],
)
def test_open_programmes_that_are_not_used(
    own: object, wanted: list[str], areas: dict[str, set[str]], at: str, expected: list[UnusedProgramme]
) -> None:
    found = unused_programmes([own], [], NODES, PARENTS, ALWAYS, [FULL], wanted, at, areas, {"NO"})  # type: ignore[list-item]
    assert found == expected


def test_an_unused_programme_with_those_who_used_it() -> None:
    said = AssociationStatement("border", "", "partial", "proposed", "2014", "no-border")
    found = unused_programmes(
        [A], [C, D], NODES, PARENTS, ALWAYS, [FULL, said], ["cycling"], "2020-12-31", {}, {"NO"}, 2
    )
    assert found == [UnusedProgramme("border", ("cycling",), (said,), "unknown", "", (P3_OF_C,))]
