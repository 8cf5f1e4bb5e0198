"""The split that suggestions are measured on: what is known, what is to be found, and who is only tested on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from _holdout import SPLITS, Consortium, consortia, kept, other_half, world_of
from _suggest_data import Data

from kg.model.tie import Node, TieRow


def _project(number: str, start: str, *actors: str) -> list[TieRow]:
    roles = ("coordinator", *("participant" for _ in actors[1:]))
    return [
        TieRow(f"{number}/{a}", "project", number, a, start, role=role) for a, role in zip(actors, roles, strict=True)
    ]


TIES = [
    *_project("1", "2022-05-01", "a", "b"),
    *_project("2", "2022-12-31", "b", "c", "d"),
    *_project("3", "2023-02-01", "c", "a", "d", "new"),
    *_project("4", "2023-01-01", "a", "b"),
    *_project("5", "2024-01-01", "a", "d", "c"),
]
DATA = Data("Horizon Europe", TIES, {a: Node(a) for a in ("a", "b", "c", "d", "new")} | {"3": Node("3", "Three")})


def test_what_began_before_the_day_is_known_and_the_rest_hidden() -> None:
    found = world_of(DATA, "learn")
    ids = found.prepared.ids
    assert {ids[one]: [ids[other] for other in others] for one, others in found.new.items()} == {
        "a": ["c", "d"],
        "c": ["a"],
        "d": ["a"],
    }
    with pytest.raises(ValueError, match="a split of Horizon 2020, not of Horizon Europe"):
        world_of(DATA, "untouched, Horizon 2020")


def test_consortia_of_those_known_before() -> None:
    assert list(consortia(DATA, "learn")) == [
        Consortium("3", "2023-02-01", "c", ("a", "c", "d"), ("new",), Node("3", "Three"))
    ]
    assert [each.project for each in consortia(DATA, "learn", 2)] == ["4", "3"]


def test_nothing_is_learnt_from_what_is_tested() -> None:
    of: dict[str, list[tuple[str, str]]] = {}
    for split in SPLITS.values():
        of.setdefault(split.programme, []).append((split.day, split.until))
    for days in of.values():
        assert days == sorted(days)
        assert all(until <= day for (_, until), (day, _) in pairwise(days))


def test_a_third_and_a_half_are_kept_apart() -> None:
    names = [str(number) for number in range(3000)]
    assert 0.31 < sum(map(kept, names)) / 3000 < 0.36
    assert 0.47 < sum(map(other_half, names)) / 3000 < 0.53
