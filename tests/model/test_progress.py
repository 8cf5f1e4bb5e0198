"""What long work took is told with and without the system's help."""

from __future__ import annotations

import sys

import pytest

from kg.model.progress import effort, peak_memory


def test_memory_is_the_most_that_was_held() -> None:
    before = peak_memory()
    held = bytearray(before + 50_000_000) if before else bytearray()
    held[::4096] = b"x" * len(held[::4096])
    after = peak_memory()
    assert before is not None
    assert after is not None
    assert after >= before + 50_000_000
    del held
    assert peak_memory() == after


def test_effort_without_a_measure_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    assert effort(1000, 2.0).startswith("1,000 statements in 2.0 s, 500 a second; ")
    assert effort(1000, 2.0).endswith(" GiB of memory at most")
    monkeypatch.setitem(sys.modules, "resource", None)
    assert effort(1000, 2.0) == "1,000 statements in 2.0 s, 500 a second"
    assert effort(7, 0.0) == "7 statements in 0.0 s, 70 a second"
