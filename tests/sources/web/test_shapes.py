"""Answers of any other shape: a register is read, or there is one clear error."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BadData
from kg.model.progress import quiet
from kg.sources import brreg, ror, wikidata
from kg.sources.web.register import Answers, RegisterFilters, RegisterReading
from kg.sources.web.snapshot import open_snapshot
from tests.sources.brreg import test_brreg
from tests.sources.ror import test_ror
from tests.sources.web.snapshots import fetched
from tests.sources.wikidata import test_wikidata

REGISTERS: dict[str, tuple[ModuleType, ModuleType]] = {
    "brreg": (brreg, test_brreg),
    "ror": (ror, test_ror),
    "wikidata": (wikidata, test_wikidata),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just("Q1"),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "value", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@dataclass(frozen=True)
class Held:
    """Answers that lie in no folder."""

    source: str
    pages: list[tuple[str, Any]]
    snapshots: tuple[()] = ()
    files: tuple[()] = ()

    def of(self, prefix: str = "") -> Iterator[tuple[str, Any]]:
        yield from ((name, answer) for name, answer in self.pages if name.startswith(prefix))


@cache
def pages(name: str) -> list[tuple[str, Any]]:
    """The answers of a register in its own tests."""
    module, tests = REGISTERS[name]
    with TemporaryDirectory() as folder:
        fetched(module, name, tests.register, Path(folder) / "x", Path(folder))
        return list(open_snapshot(Path(folder) / "x").answers())


def places(content: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value in some JSON."""
    yield way
    for key, inner in (
        content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    ):
        yield from places(inner, (*way, key))


@pytest.mark.parametrize("name", sorted(REGISTERS))
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_value_of_any_other_kind_anywhere(name: str, data: st.DataObject) -> None:
    changed = copy.deepcopy(pages(name))
    ways = [way for way in places([answer for _, answer in changed]) if way]
    way, value = data.draw(st.sampled_from(ways)), data.draw(JSON)
    if len(way) == 1:
        changed[way[0]] = (changed[way[0]][0], value)
    else:
        held = changed[way[0]][1]
        for key in way[1:-1]:
            held = held[key]
        held[way[-1]] = value
    answers = cast(Answers, Held(name, changed))
    reading = RegisterReading(name, REGISTERS[name][0].SOURCE, answers, filters=RegisterFilters(), progress=quiet)
    try:
        statements = list(reading)
    except BadData as error:
        assert "answers in another shape than is known" in str(error)
    else:
        assert reading.summary.counts["organisations"] == len(
            {each.subject for each in statements if "/organisation/" in each.subject}
        )
