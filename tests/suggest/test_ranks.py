"""Places, equals and cuts, reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest

from kg.model.tie import Node, TieRow
from kg.suggest.partners import suggest_partners
from kg.suggest.ranks import Cut, Shortlist, cut, placed, rounded, shortlist, within
from kg.suggest.rows import Reason, Suggestion


def _of(*scores: float) -> list[Suggestion]:
    return [Suggestion(str(number), score, {"themes": score}, ()) for number, score in enumerate(scores)]


def test_what_is_shown_alike_is_equal() -> None:
    assert rounded(np.array([1.004, 1.0049, 1.0051, 0.1 + 0.2])).tolist() == [1.0, 1.0, 1.01, 0.3]
    noise = 0.615 + np.array([-1e-13, 0.0, 1e-13])
    assert len(set(rounded(noise).tolist())) == 1


def test_equals_share_a_place() -> None:
    found = placed(_of(3.0, 2.001, 2.0, 1.999, 1.0))
    assert [each.place for each in found] == [1, 2, 2, 2, 5]
    assert placed([]) == ()


@pytest.mark.parametrize(
    ("scores", "limit", "expected"),
    [
        ((1.0, 3.0, 2.0), 5, Cut((1, 2, 0))),
        ((1.0, 3.0, 2.0), 2, Cut((1, 2))),
        ((2.0, 3.0, 2.0, 1.0), 2, Cut((1, 0, 2), more=1)),
        ((2.0, 3.0, 2.0, 2.0, 2.0), 2, Cut((1,), left=4)),
        ((1.0,) * 9, 4, Cut((), left=9)),
        ((1.0,) * 9, 6, Cut(tuple(range(9)), more=3)),
        ((), 3, Cut(())),
    ],
)
def test_a_limit_does_not_part_equals(scores: tuple[float, ...], limit: int, expected: Cut) -> None:
    assert cut(np.array(scores), limit) == expected


def test_how_many_more_than_asked_for() -> None:
    assert [within(limit) for limit in (1, 2, 5, 10, 20)] == [3, 4, 7, 15, 30]


def test_what_is_told_of_a_list() -> None:
    weak = Reason("weak-partners", {"count": 4})
    assert shortlist(_of(3.0, 2.0), Cut((0, 1)), 2, weak).notes == ()
    assert shortlist(_of(3.0, 2.0), Cut((0, 1)), 3, weak).notes == (weak,)
    assert shortlist(_of(3.0), Cut((0,), left=5), 3, weak).notes == (Reason("equal-none", {"count": 5}),)
    assert shortlist(_of(2.0, 2.0, 2.0), Cut((0, 1, 2), more=1), 2, weak).notes == (
        Reason("equal"),
        Reason("equal-all", {"count": 3, "limit": 2}),
    )
    found = shortlist(_of(2.0, 1.0), Cut((0, 1)), 2)
    assert (len(found), found[1].place, [each.actor for each in found[:1]]) == (2, 2, ["0"])
    assert found == list(found)
    assert found == Shortlist(found.items)
    assert found != Shortlist(found.items, (weak,))


def test_partners_that_nothing_tells_apart_are_all_shown_or_none() -> None:
    nodes = {a: Node(a, kind="Municipality", country="NO") for a in ("x", *"abcdef")}
    ties = [TieRow(f"p{a}", "project", f"p{a}", a, "2024") for a in "abcdef"]
    for limit in (4, 5, 6, 10):
        found = suggest_partners("x", ties, nodes, limit=limit)
        assert {(each.actor, each.place) for each in found} == {(a, 1) for a in "abcdef"}
    found = suggest_partners("x", ties, nodes, limit=3)
    assert (len(found), found.notes) == (0, (Reason("equal-none", {"count": 6}),))
