"""Columns whose cells stand under other headings: refused at once, by the column and its first cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadData
from tests.sources.tabular import SOURCE
from tests.sources.tabular.test_reading import HEADER, text

ROW = ["G", "Quiet harbours", "Nord", "2021-02-01", "2023-12-31", "TENKTVIK KOMMUNE", "NO", "", "1234.5"]


def grants(folder: Path, order: list[int], number: int) -> Path:
    """A list whose cells stand in another order than its headings."""
    rows = [[f"G{n}", *ROW[1:5], f"TENKTVIK {n} AS", *ROW[6:]] for n in range(number)]
    path = folder / "grants.csv"
    path.write_text(text([HEADER, *([row[place] for place in order] for row in rows)]), "utf-8")
    return path


def test_columns_that_changed_places(tmp_path: Path) -> None:
    path = grants(tmp_path, [0, 1, 3, 2, 4, 6, 5, 7, 8], 6)
    with pytest.raises(BadData) as error:
        list(SOURCE.read([path]))
    assert [str(error.value), *map(str, error.value.problems)] == [
        "grants cannot be read from grants.csv: are all cells under their headings?",
        "grants.csv, row 2, column country: 'TENKTVIK 0 AS' is no country; so are 6 of 6 values",
        "grants.csv, row 2, column start: 'Nord' is no date; so are 6 of 6 values",
    ]


def test_a_few_values_say_nothing_of_a_column(tmp_path: Path) -> None:
    reading = SOURCE.read([grants(tmp_path, [0, 1, 3, 2, 4, 5, 6, 7, 8], 4)])
    assert list(reading)
    assert [str(each) for each in reading.summary.problems] == [
        f"grants.csv, row {n}, column start: 'Nord' is no date" for n in range(2, 6)
    ]
