"""A graph that holds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.api import Samkart
from kg.store.view import LocalView
from tests.conftest import build_home


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Samkart]:
    """The graph of no file."""
    with Samkart(LocalView(build_home(tmp_path / "home"))) as samkart:
        yield samkart
