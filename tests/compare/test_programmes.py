from __future__ import annotations

from kg.compare.programmes import AssociationStatement, eligible, runs, standing_of, strongest
from tests.compare.compare_world import NODES, PARENTS

DECIDED = AssociationStatement("h", "", "full", "decided", "2021", "t1")
RENEWED = AssociationStatement("h", "", "partial", "decided", "2022", "t2")
PROPOSED = AssociationStatement("h", "", "none", "proposed", "2023", "t3")
STRAND = AssociationStatement("h", "A", "none", "indicated", "", "t4")
PART = AssociationStatement("h-energy", "B", "partial", "proposed", "2022", "t5")
OUT = AssociationStatement("h-energy", "C", "none", "decided", "2022", "t6")


def test_the_strongest_basis_counts_then_the_latest() -> None:
    assert strongest([PROPOSED, RENEWED, DECIDED, STRAND, PART, OUT]) == {
        "h": [RENEWED, STRAND],
        "h-energy": [PART, OUT],
    }


def test_who_is_out_of_the_whole_is_in_no_strand_by_a_weaker_word() -> None:
    out = AssociationStatement("h", "", "none", "decided", "2021", "t7")
    sought = AssociationStatement("h", "", "not-known", "none-found", "2026", "t8")
    hoped = AssociationStatement("h", "A", "full", "indicated", "2020", "t9")
    decided = AssociationStatement("h", "B", "full", "decided", "2021", "t10")
    assert strongest([out, hoped, decided]) == {"h": [out, decided]}
    assert standing_of("h", strongest([sought, hoped]), PARENTS) == []
    assert strongest([RENEWED, hoped]) == {"h": [RENEWED, hoped]}


def test_a_part_has_what_is_said_of_it_or_else_of_the_whole() -> None:
    chosen = strongest([DECIDED, STRAND])
    assert standing_of("h-energy-homes", chosen, PARENTS) == [DECIDED]
    chosen = strongest([DECIDED, PART, OUT])
    assert standing_of("h-energy-homes", chosen, PARENTS) == [PART]
    assert standing_of("h", chosen, PARENTS) == [DECIDED]
    assert standing_of("h-energy", strongest([DECIDED, OUT]), PARENTS) == []
    assert standing_of("border", chosen, PARENTS) == []


def test_a_programme_runs_by_its_own_dates_or_those_of_the_whole() -> None:
    days = ("2013", "2014-01-01", "2020-12-31", "2021-06", "2027-12-31", "2028-01-01")
    assert [runs("border-nature", NODES, PARENTS, day) for day in days] == [False, True, True, False, False, False]
    assert [runs("h-energy-homes", NODES, PARENTS, day) for day in days] == [False, False, False, True, True, False]
    assert [runs("culture-fund", NODES, PARENTS, day) for day in days] == [False, False, False, True, True, True]
    assert runs("unheard-of", NODES, PARENTS, "2020")


def test_where_a_programme_is_open() -> None:
    areas = {"border": {"county", "SE"}, "h": {"NO"}, "h-energy": {"DK"}}
    assert eligible("border", areas, {"a", "county"}, PARENTS) == "yes"
    assert eligible("border-nature", areas, {"a", "county"}, PARENTS) == "yes"
    assert eligible("border-nature", areas, {"a", "NO"}, PARENTS) == "no"
    assert eligible("h", areas, {"a", "NO"}, PARENTS) == "yes"
    assert eligible("h-energy-homes", areas, {"a", "NO"}, PARENTS) == "no"
    assert eligible("culture-fund", areas, {"a", "NO"}, PARENTS) == "unknown"
