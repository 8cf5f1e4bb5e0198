"""Damaged copies of what every source publishes: read rightly, read in part and told, or refused; never swallowed.

The table says what comes of each. `same` is what the whole file says; `part` is less of it, with what is missing told;
`other` is more or something else, told too; `refused` names the file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.model.catalogue import read_catalogue
from kg.resources import data_dir
from kg.sources import members, ties
from kg.sources.reader import load_reader
from tests.sources.damage import DAMAGES, Files, lay_out
from tests.sources.samples import SAMPLES

SOURCES = read_catalogue(data_dir() / "sources")
# What comes of a copy of any source; what a source has otherwise stands below. All else is read as if it were whole.
EXPECTED = {
    "cut in a row": "refused",
    "cut to its header": "part",  # `kg import` refuses what holds nothing
    "empty": "refused",
    "no header": "refused",
    "| between cells": "refused",
    "a git conflict": "refused",
    "cells under the wrong headings": "other",  # in whole columns: refused (tests/sources/tabular/test_columns.py)
    "a web page": "refused",
    "zip in a zip in a zip in a zip": "refused",
    "half a zip": "refused",
    "a zip with damaged bytes": "refused",
    "a zip bomb": "refused",
}
OTHERWISE = {
    ("cordis-h2020", "cells under the wrong headings"): "part",
    ("cordis-fp7", "cells under the wrong headings"): "part",
    ("erasmus", "cells under the wrong headings"): "part",
    ("creative-europe", "cells under the wrong headings"): "part",
    ("rcn", "cells under the wrong headings"): "part",
    ("members", "cells under the wrong headings"): "refused",
    ("members", "cut to its header"): "refused",
    ("ties", "cells under the wrong headings"): "refused",
    ("ties", "cut to its header"): "refused",
    ("rcn-eu", "cells under the wrong headings"): "part",
}


def outcome(source: str, files: Files, folder: Path) -> tuple[str, str]:
    """What comes of some files of a source: one word, and what is told."""
    whole = set(statements(source, lay_out(SAMPLES[source], folder / "whole"))[0])
    try:
        found, told = statements(source, lay_out(files, folder / "damaged"))
    except KgError as error:
        problems = getattr(error, "problems", ())
        return "refused", "; ".join([str(error), *map(str, problems)])
    said = set(found)
    if said == whole:
        return "same", told
    return ("part" if said < whole else "other"), told


def statements(source: str, folder: Path) -> tuple[list[Any], str]:
    info = SOURCES[source]
    filters = _told(source, [path.name for path in sorted(folder.iterdir())])
    paths = sorted(folder.iterdir()) if filters else [folder]
    reading = load_reader(info).read(paths, source=source, filters=filters)
    found = [(s, p, o) for s, p, o, _ in reading]
    return found, "; ".join([*map(str, reading.summary.problems), *reading.summary.lines()])


def _told(source: str, files: list[str]) -> Any:
    """What is told of lists, which say nothing without it."""
    if source == "members":
        return members.Filters(networks=("ringen",), days=("2026-01-01",), retrieved=("2026-01-02",)).beside(files, {})
    if source == "ties":
        return ties.Filters(sources=("Twins",), days=("2026-01-01",), retrieved=("2026-01-02",)).beside(files, {})
    return None


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("source", SAMPLES)
def test_what_comes_of_a_damaged_copy(source: str, damage: str, tmp_path: Path) -> None:
    word, told = outcome(source, DAMAGES[damage](SAMPLES[source]), tmp_path)
    assert word == OTHERWISE.get((source, damage), EXPECTED.get(damage, "same")), told
    if word == "refused":
        names = {*SAMPLES[source], "all.zip"}
        assert any(name in told for name in names), told
    if word in ("part", "other"):
        assert re.search(r", row [0-9]+|[1-9][0-9]* another programme|read 0,", told), told
