"""What is counted of an area: each tie once, with what carries it on, where it is now; and what areas share."""

from __future__ import annotations

from typing import Any

from kg.model.tie import TieRow
from kg.views.areas.counting import Flow, Tally, counted, flows

AREAS = {"a": "1", "b": "1", "c": "2", "one": "1", "later": "2"}


def area_of(actor: str) -> str:
    return AREAS.get(actor, "")


def row(tie: str, actor: str, hub: str = "p", kind: str = "project", **more: Any) -> TieRow:
    return TieRow(tie=tie, kind=kind, hub=hub, actor=actor, **more)


def test_a_tie_counts_once_in_the_area_of_its_actor_and_the_body_of_the_area_is_told_apart() -> None:
    rows = [
        row("t1", "a", contribution=5.0),
        row("t2", "b"),
        row("t3", "one", hub="q", contribution=2.5),
        row("t4", "c"),
    ]
    found, lost = counted(rows, area_of, {"1": "one"})
    assert found == {
        "1": Tally(ties=3, own=1, actors=frozenset({"a", "b", "one"}), amount=7.5, unknown=1),
        "2": Tally(ties=1, own=0, actors=frozenset({"c"}), amount=None, unknown=1),
    }
    assert lost == {}
    assert [found[area].value("participations") for area in "12"] == [3, 1]
    assert [found[area].value("money") for area in "12"] == [7.5, None]
    assert Tally().value("money") == 0


def test_what_a_successor_carries_on_is_one_with_it_and_lies_where_the_successor_lies() -> None:
    rows = [row("t1", "a", contribution=5.0), row("t2", "later", carries="t1"), row("t3", "c", hub="q")]
    found, lost = counted(rows, area_of, {})
    assert found == {"2": Tally(ties=2, actors=frozenset({"later", "c"}), amount=5.0, unknown=1)}
    assert lost == {}


def test_where_the_successor_lies_is_not_known_it_stays_with_the_one_before() -> None:
    found, lost = counted([row("t1", "a"), row("t2", "split", carries="t1")], area_of, {})
    assert found == {"1": Tally(ties=1, actors=frozenset({"a"}), unknown=1)}
    assert lost == {}


def test_an_actor_that_lies_nowhere_is_told_with_its_ties() -> None:
    rows = [row("t1", "split"), row("t2", "split", hub="q"), row("t3", "a")]
    found, lost = counted(rows, area_of, {})
    assert list(found) == ["1"] and lost == {"split": 2}


def test_a_twinning_counts_in_both_areas_and_once_within_one() -> None:
    rows = [
        row("w1", "a", hub="w1", kind="twinning"),
        row("w1", "c", hub="w1", kind="twinning"),
        row("w2", "a", hub="w2", kind="twinning"),
        row("w2", "b", hub="w2", kind="twinning"),
        row("w3", "a", hub="w3", kind="twinning"),
        row("w3", "abroad", hub="w3", kind="twinning"),
    ]
    found, lost = counted(rows, area_of, {})
    assert {area: tally.ties for area, tally in found.items()} == {"1": 3, "2": 1}
    assert lost == {"abroad": 1}
    assert flows(rows, area_of) == [Flow("1", "2", 1)]


def test_a_member_counts_once_in_a_network_however_often_it_joined() -> None:
    rows = [row("m1", "a", hub="n", kind="network"), row("m2", "a", hub="n", kind="network")]
    assert counted(rows, area_of, {}, by_hub=True)[0]["1"].ties == 1
    assert counted(rows, area_of, {})[0]["1"].ties == 2


def test_areas_meet_once_at_a_hub_however_many_of_their_actors_do() -> None:
    rows = [row("t1", "a"), row("t2", "b"), row("t3", "c"), row("t4", "c", hub="q"), row("t5", "one", hub="q")]
    assert flows(rows, area_of) == [Flow("1", "2", 2)]


def test_ties_that_carry_each_other_on_are_counted_and_end() -> None:
    found, _ = counted([row("t1", "a", carries="t2"), row("t2", "c", carries="t1")], area_of, {})
    assert {area: tally.ties for area, tally in found.items()} == {"1": 1, "2": 1}
