"""What examples are given is looked up by queries in the one style of the house."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.store import substitute
from tests.queries.style import faults

FOLDER = Path(substitute.__file__).parent / "sparql" / "examples"


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_a_look_up_is_written_as_all_are(name: str) -> None:
    assert list(faults((FOLDER / name).read_text("utf-8"))) == []
