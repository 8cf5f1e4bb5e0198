"""The examples in the docstrings give what they say, in every module that has any."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

KG = Path(__file__).parents[1] / "kg"
WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(KG.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in KG.rglob("*.py")
    if ">>> " in path.read_text("utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module(name: str) -> None:
    done = doctest.testmod(import_module(name))
    assert done.attempted > 0
    assert done.failed == 0


def test_examples_are_found_where_they_are_known_to_be() -> None:
    assert {"kg.ids", "kg.model.period", "kg.networks.levels"} <= set(WITH_EXAMPLES)
