"""Which rows a Selection keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import Usage
from kg.model.tie import TieRow
from kg.networks.selection import Selection, select
from tests.networks.small import NODES, ROWS


def ties(**conditions: object) -> list[str]:
    """What is kept, as tie/actor."""
    return [f"{row.tie}/{row.actor}" for row in select(ROWS, NODES, Selection(**conditions)).rows]  # type: ignore[arg-type]


def test_without_conditions_everything_is_kept_in_its_order() -> None:
    assert select(ROWS, NODES, Selection()).rows == ROWS


def test_conditions_on_ties_and_hubs() -> None:
    assert ties(kinds=frozenset({"twinning"})) == ["t1/a", "t1/e"]
    assert ties(statuses=frozenset({"member"})) == ["n1-a/a", "n1-c/c", "n1-d/d"]
    assert ties(themes=frozenset({"housing"})) == ["p1-a/a", "p1-b/b", "p1-c/c", "p2-a/a", "p2-b/b"]
    assert ties(programmes=frozenset({"y"})) == ["p2-a/a", "p2-b/b"]


def test_a_theme_or_programme_that_is_the_hub_itself_is_found() -> None:
    rows = [TieRow("s1", "theme", "energy", "a"), TieRow("s2", "theme", "noise", "a")]
    assert select(rows, {}, Selection(themes=frozenset({"energy"}))).rows == (rows[0],)


def test_conditions_on_actors() -> None:
    assert ties(countries=frozenset({"SE", "DK"})) == ["p1-b/b", "p2-b/b", "t1/e"]
    assert ties(levels=frozenset({"national", "regional"})) == ["p1-c/c", "n1-c/c", "n1-d/d"]
    assert ties(classes=frozenset({"Company"})) == ["p3-f/f"]


def test_a_day_leaves_what_may_have_held_and_counts_the_doubtful() -> None:
    found = select(ROWS, NODES, Selection(at="2018-06-15"))
    assert [row.tie for row in found.rows] == ["p1-a", "p1-b", "p1-c", "n1-a", "n1-c", "n1-d", "t1", "t1", "p3-f"]
    assert found.uncertain == 6
    assert ties(at="2018-06-15", certain=True) == ["n1-a/a", "t1/a", "t1/e"]


def test_a_period() -> None:
    assert ties(kinds=frozenset({"project"}), since="2019", until="2022") == ["p2-a/a", "p2-b/b", "p3-f/f"]
    assert ties(kinds=frozenset({"project"}), since="2019", certain=True) == ["p2-a/a", "p2-b/b"]


def test_an_ego_with_and_without_the_ties_among_the_others() -> None:
    assert ties(ego=("b",), between=False) == ["p1-a/a", "p1-b/b", "p1-c/c", "p2-a/a", "p2-b/b"]
    assert ties(ego=("b",)) == ["p1-a/a", "p1-b/b", "p1-c/c", "p2-a/a", "p2-b/b", "n1-a/a", "n1-c/c"]
    assert ties(ego=("b",), radius=2) == [f"{row.tie}/{row.actor}" for row in ROWS[:-1]]
    found = select(ROWS, NODES, Selection(ego=("b", "nobody")))
    assert found.absent == ("nobody",)


def test_an_ego_needs_not_meet_the_conditions_on_actors() -> None:
    assert ties(ego=("b",), countries=frozenset({"NO"}), kinds=frozenset({"project"})) == [
        "p1-a/a",
        "p1-b/b",
        "p1-c/c",
        "p2-a/a",
        "p2-b/b",
    ]


def test_predecessors_are_merged_along_the_chain_and_a_circle_ends() -> None:
    rows = [replace(row, actor="old") for row in ROWS[:1]]
    assert select(rows, NODES, Selection(merge={"old": "older", "older": "a"})).rows == (ROWS[0],)
    assert select(rows, NODES, Selection(merge={"old": "new", "new": "old"})).rows[0].actor in {"old", "new"}
    assert select(rows, NODES, Selection(merge={"old": "a"}, ego=("old",))).rows == (ROWS[0],)


def test_hubs_beyond_max_hub_are_left_out_and_named() -> None:
    found = select(ROWS, NODES, Selection(max_hub=2))
    assert found.left_out == ("n1", "p1")
    assert [row.tie for row in found.rows] == ["p2-a", "p2-b", "t1", "t1", "p3-f"]


def test_conditions_are_told() -> None:
    chosen = Selection(kinds=frozenset({"project", "network"}), since="2014", ego=("b", "a"), max_hub=500)
    assert chosen.conditions() == {
        "kinds": ["network", "project"],
        "since": "2014",
        "ego": ["a", "b"],
        "radius": 1,
        "between": True,
        "max_hub": 500,
    }
    assert Selection().conditions() == {}


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"kinds": frozenset({"friend"})}, "kinds: 'friend' is not a kind of tie; expected project"),
        ({"at": "12.06.2020"}, "at: '12.06.2020' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"at": "2020", "since": "2019"}, "either a day"),
        ({"since": "2021", "until": "2020-12"}, "ends (2020-12) before it begins (2021)"),
        ({"radius": 0}, "radius = 0"),
        ({"max_hub": 1}, "max_hub = 1"),
    ],
)
def test_what_cannot_be_meant_is_refused(conditions: dict[str, object], message: str) -> None:
    with pytest.raises(Usage) as caught:
        Selection(**conditions)  # type: ignore[arg-type]
    assert message in str(caught.value)
