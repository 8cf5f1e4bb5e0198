"""A table that went through a spreadsheet: its cells as they are meant where that is certain, told once where it isn't.

What a spreadsheet did to a column is one problem, with the number of its rows, and stands for all that follows from it;
what is read in spite of how it is written is one notice for a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import Cause, Problem
from kg.model.spreadsheet import (
    DateOrder,
    Meant,
    amount_meant,
    date_meant,
    digits_meant,
    number_meant,
    organisation_meant,
)
from kg.sources.csvfile import CsvTable, read_table
from kg.sources.curated.schema import ColumnSchema, TableSchema
from kg.sources.curated.spelling import misread
from kg.sources.curated.tables import claimed

__all__ = ["load_table"]

_FEW = 3  # mis-encoded texts; fewer are told one by one
_DIGITS = {"municipalities": (4,), "counties": (2,)}
_READERS: dict[str, Callable[[str], Meant]] = {
    "integer": number_meant,
    "year": number_meant,
    "organisation_number": organisation_meant,
    "decimal": amount_meant,
    "rate": lambda text: amount_meant(text, grouped=False),
    "latitude": lambda text: amount_meant(text, grouped=False),
    "longitude": lambda text: amount_meant(text, grouped=False),
}


def load_table(path: Path, table: TableSchema) -> CsvTable:
    """A curated table in a file, its cells as they are meant. What is lost is among its `problems` and `told`."""
    found = read_table(path, tuple(table.column_map), table.optional_columns)
    if not found.readable:
        return found
    ways = found.form.unusual()
    ways += _cells(path.name, table, found)
    _letters(path.name, table, found)
    if ways:
        found.notices.append(f"read as it is meant, though {'; '.join(ways)}")
    if found.form.sheet and (firsts := _firsts(table, found)):
        found.notices.append(f"{firsts} dates are the first of a month, which is what a spreadsheet makes of 2020-06")
    return found


def _cells(file: str, table: TableSchema, found: CsvTable) -> list[str]:
    """Put what is meant into the cells; the ways in which they are written, with their columns."""
    order = DateOrder()
    typed = [column for column in table.columns if column.type in ("date", "number", *_READERS)]
    for row in found.rows:
        for column in typed:
            if column.type == "date":
                order.see(row.cells.get(column.name, ""))
    ways: dict[str, dict[str, None]] = {}
    lost: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    for index, row in enumerate(found.rows):
        changed: dict[str, str] = {}
        for column in (*typed, *_claimed(table, row.cells)):
            text = row.cells.get(column.name, "")
            if not text:
                continue
            meant = _meant(table, column.type, text, order)
            if meant.lost:
                lost.setdefault((column.name, _kind(meant.lost)), []).append((row.number, text, meant.lost))
                found.told.add((row.number, column.name))
            elif meant.value != text:
                changed[column.name] = meant.value
                ways.setdefault(meant.how, {})[column.name] = None
        if changed:
            found.rows[index] = replace(row, cells=row.cells | changed)
    for (column_name, _), cells in lost.items():
        number, text, message = cells[0]
        so = f"; so in {len(cells) - 1} more rows, to row {cells[-1][0]}" if len(cells) > 1 else ""
        found.problems.append(Problem(file, number, column_name, f"{text!r}: {message}{so}", Cause.COLUMNS))
    return [f"{how} ({', '.join(columns)})" for how, columns in ways.items() if how]


def _firsts(table: TableSchema, found: CsvTable) -> int:
    """How many dates may have been months: the cells of a workbook do not tell."""
    dated = [column.name for column in table.columns if column.type == "date"]
    return sum(
        row.cells.get(name, "").endswith("-01") and len(row.cells[name]) == 10 for row in found.rows for name in dated
    )


def _claimed(table: TableSchema, cells: dict[str, str]) -> Iterator[ColumnSchema]:
    """For a row of claims its value, as a column of the type that is claimed."""
    if table.name != "claims":
        return
    try:
        column = claimed(cells)
    except (KeyError, StopIteration):  # a tie or a property that is none: told elsewhere
        return
    if column.type == "date":
        yield replace(column, name="value")


def _meant(table: TableSchema, kind: str, text: str, order: DateOrder) -> Meant:
    if kind == "date":
        return date_meant(text, order.first)
    if kind == "number":
        return digits_meant(text, _DIGITS.get(table.name, (2, 4)))
    return _READERS[kind](text)


def _kind(message: str) -> str:
    """What is the same in messages on what is lost in two cells."""
    return re.sub(r"[0-9][0-9.,-]*", "", message)


def _letters(file: str, table: TableSchema, found: CsvTable) -> None:
    """One problem for texts that were read in a wrong encoding before they were saved, where there are some."""
    texts = [column.name for column in table.columns if column.type.partition(":")[0] in ("text", "lang")]
    wrong = [
        (row.number, name, cell, meant)
        for row in found.rows
        for name in texts
        if not (cell := row.cells.get(name, "")).isascii() and (meant := misread(cell)) != cell
    ]
    if len(wrong) < _FEW:
        return
    number, name, cell, meant = wrong[0]
    rows = len({each[0] for each in wrong})
    message = (
        f"{cell!r} is mis-encoded; perhaps {meant!r}; so in {rows} rows: a spreadsheet opened UTF-8 as Windows-1252; "
        "open the table as UTF-8 (Data, From Text), and save it anew"
    )
    found.problems.append(Problem(file, number, name, message, Cause.COLUMNS))
    found.told.update((each[0], each[1]) for each in wrong)
