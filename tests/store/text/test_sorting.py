"""Sorting more lines than fit into memory: the same order as sorting them at once, in bounded memory."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.text import sorting
from kg.store.text.sorting import sorted_lines

LINES = st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=6))


@given(LINES, st.integers(1, 7))
def test_runs_are_merged_into_the_order_of_all_lines(lines: list[str], run: int) -> None:
    given = [f"{line}\n".encode() for line in lines]
    assert [line for batch in sorted_lines(given, run=run) for line in batch] == sorted(given)


def test_blocks_smaller_than_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sorting, "BLOCKS", 0)
    monkeypatch.setattr(sorting, "_SMALLEST", 3)
    given = [f"{number % 37:05d}{'x' * (number % 11)}\n".encode() for number in range(500)]
    batches = list(sorted_lines(given, run=40, folder=str(tmp_path)))
    assert [line for batch in batches for line in batch] == sorted(given)
    assert len(batches) > 10
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "BLOCKS", 200_000)

    def peak(count: int) -> int:
        tracemalloc.start()
        drawn = random.Random(count)  # noqa: S311

        def lines() -> Iterator[bytes]:
            return (f"{drawn.random()} {'x' * 60}\n".encode() for _ in range(count))

        assert sum(len(batch) for batch in sorted_lines(lines(), run=2000)) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(40_000) < 1.5 * peak(10_000)


def test_what_is_read_is_told() -> None:
    told: list[tuple[str, int, int | None]] = []
    given = [b"b\n", b"a\n", b"c\n", b"d\n", b"e\n"]
    list(sorted_lines(given, run=2, progress=lambda *each: told.append(each)))
    assert told == [("sorting", 2, None), ("sorting", 4, None), ("sorting", 5, None)]
