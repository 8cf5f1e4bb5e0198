"""The reasons for a suggestion, where the ties say little."""

from __future__ import annotations

from kg.model.tie import Node, TieRow
from kg.suggest.matrices import prepare
from kg.suggest.reasons import partner_reasons


def test_activity_is_dated_by_the_others_at_the_same_hub_where_its_own_ties_have_no_date() -> None:
    """It failed: the activity counted the hub as begun, and its year was looked for in a tie that has none."""
    ties = [
        TieRow("t1", "project", "p", "one", start="2023-05"),
        TieRow("t2", "project", "p", "two"),
        TieRow("t3", "project", "q", "asking", start="2020"),
    ]
    prepared = prepare(ties, {key: Node(key, key.title(), "actor") for key in ("one", "two", "asking")})
    place = prepared.place_of
    found = partner_reasons(prepared, place["asking"], place["two"], {"activity": 1.0})
    assert [(reason.code, reason.values) for reason in found] == [("activity", {"count": 1, "year": "2023"})]
