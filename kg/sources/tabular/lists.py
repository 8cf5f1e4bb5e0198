"""Somebody's own list of bodies, read as it is: csv, Excel or LibreOffice, in whatever order and language."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import BadData, Problem, Usage
from kg.sources.tabular.files import find_inputs
from kg.sources.tabular.headings import list_layouts
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.tables import SourceTable, open_tables, why_none

__all__ = ["ListRow", "OwnList", "read_list"]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: its number in the file, its fields (`name`, `country` …), and all of its cells as they stand there."""

    number: int
    fields: Mapping[str, str]
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list: its headings, its rows, by field the column that it was read from, and rows that could not be read."""

    file: str
    headings: tuple[str, ...]
    columns: Mapping[str, str]
    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]


def read_list(path: Path, columns: Mapping[str, str] | None = None, sheet: str = "") -> OwnList:
    """The list in a file. `columns` says by field which column it is, where its heading does not tell; `sheet` which
    of a workbook's is meant.

    Raises NotFound for a missing file, Usage for an unknown field or several lists in one file, BadData with what was
    found where there is none.
    """
    layouts = list_layouts(columns or {})
    with tempfile.TemporaryDirectory(prefix="samkart-", ignore_cleanup_errors=True) as folder:
        inputs = find_inputs([path])
        tables, _ = open_tables(inputs, Path(folder), layouts)
        tables = [table for table in tables if not sheet or table.file.endswith(f", sheet {sheet}")]
        if not tables:
            raise BadData(f"no list of bodies in {path.name}", tuple(why_none(inputs, layouts)))
        if len(tables) > 1:
            found = tuple(table.file.rpartition(", sheet ")[2] for table in tables)
            raise Usage(f"several lists in {path.name}; say which sheet is meant", found, parameter="sheet")
        return _rows(tables[0], layouts)


def _rows(table: SourceTable, layouts: Layouts) -> OwnList:
    problems: list[Problem] = []

    def report(file: str, row: int, column: str, message: str) -> None:
        problems.append(Problem(file, row, column, message))

    named = layouts.columns["list"]
    used = {name: next((each for each in told if each in table.header), "") for name, told in named.items()}
    headings = tuple(dict.fromkeys(table.header))
    every = Layouts({"list": {name: (name,) for name in headings}}, {"list": ()})
    rows = []
    for number, cells in replace(table, layouts=every).records(report):
        own = dict(zip(headings, cells, strict=True))
        fields = {name: own[column].strip() for name, column in used.items() if column}
        rows.append(ListRow(number, fields, [own[each] for each in headings]))
    told = {name: column for name, column in used.items() if column}
    titles = dict(zip(table.header, table.titles, strict=True))
    return OwnList(table.file, tuple(titles[each] for each in headings), told, tuple(rows), tuple(problems))
