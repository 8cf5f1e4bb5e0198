"""The made-up world open in English, and the one with hostile names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.api import Samkart
from tests.web.pages.asking import hostile_home, in_english


@pytest.fixture
def english(world_home: Path) -> Iterator[Samkart]:
    """The made-up world, open in English."""
    with in_english(world_home) as samkart:
        yield samkart


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samkart]:
    """The made-up world with hostile names, open in English."""
    with in_english(hostile_home(tmp_path_factory.mktemp("hostile"))) as samkart:
        yield samkart
