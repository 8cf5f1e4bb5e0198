"""The tables of a CORDIS download, as csv, XLSX, JSON or XML.

A table is told by its header, not by its file's name, so that every edition of the download is understood; but a file
that is called like a table must be one. What is no csv is first written as csv into a working folder: then memory stays
bounded and there is one way to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path

from kg.errors import BadData, KgError, Problem
from kg.sources.cordis.columns import COLUMNS, expected_columns, missing_columns, table_by_name, table_of
from kg.sources.cordis.files import READ
from kg.sources.cordis.formats.found import Found
from kg.sources.cordis.formats.text import LONGEST_LINE, Rows, first_lines, is_conflict, open_text
from kg.sources.csvform import Form, cells_of, inner_cells, plain_or_joined

__all__ = ["Record", "Report", "SourceTable", "open_tables"]

Record = tuple[int, tuple[str, ...]]
Report = Callable[[str, int, str, str], None]

_SAMPLE = 2000  # lines that tell whether rows stand in one cell
_TRIED = 1000  # rows of another width than the header before a table is given up, if they are most of its rows
_SHOWN = 120  # characters of a first row that are told


@dataclass(frozen=True, slots=True)
class _Header:
    """The column names in lower case, the row they stand in, how the table is written, and the first line as it is."""

    names: tuple[str, ...]
    row: int
    form: Form
    line: str


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One table: its kind (`project`, `organization`, …), the file it is in and its header."""

    kind: str
    file: str
    header: tuple[str, ...]
    form: Form
    header_row: int
    _found: Found

    def unusual(self) -> list[str]:
        """How the table is written otherwise than CORDIS does, in words."""
        return [each for each in self.form.unusual() if each != "cells are separated by ;"]

    def records(self, report: Report | None = None) -> Iterator[Record]:
        """(row number, cells in the order of `COLUMNS[kind]`); a column that the file lacks is an empty cell.

        The first line is row 1. Rows with fewer cells than the header go to `report` and are passed over. Raises
        BadData for a file that is not whole and one whose rows mostly have another width than its header; KgError for a
        damaged one.
        """
        places = {name: place for place, name in enumerate(self.header)}
        width = len(self.header)
        take = itemgetter(
            *(next((places[a] for a in aliases if a in places), width) for aliases in COLUMNS[self.kind].values())
        )
        good = bad = 0
        number = self.header_row
        with self._found.opened() as raw, open_text(raw) as text:
            rows = Rows(text, self.file, self.form.delimiter)
            try:
                for _ in range(number):
                    next(rows.reader, None)
                for number, cells in enumerate(rows.reader, start=self.header_row + 1):
                    if rows.ended:
                        raise rows.cut(number)
                    if self.form.inner:
                        cells = inner_cells(cells, self.form)
                    if len(cells) == width:
                        if not any(cells):  # a spreadsheet adds such rows
                            continue
                        good += 1
                        cells.append("")
                        yield number, take(cells)
                        continue
                    rows.check(number, cells, width)
                    if not cells:
                        continue
                    bad += 1
                    if bad > _TRIED and bad > good:
                        raise self._not_a_table(number, bad, len(cells))
                    if report is not None:
                        report(self.file, number, "", f"{len(cells)} cells, expected {width}")
            except Rows.ERRORS as error:
                raise rows.broken(number + 1, error) from error
        if bad > good:
            raise self._not_a_table(self.header_row + 1, bad, 0)

    def _not_a_table(self, row: int, bad: int, cells: int) -> BadData:
        seen = f"{cells} cells here, and " if cells else ""
        message = f"{seen}{bad} rows have another number of cells than the header, which has {len(self.header)}"
        return _unreadable(self.file, row, self.kind, message)


def open_tables(inputs: Sequence[Found], folder: Path, *, first: bool = False) -> tuple[list[SourceTable], list[str]]:
    """The tables among the files, and the names of the files that hold none that is read.

    XLSX, JSON and XML are written into `folder` as csv; it must last as long as the tables are used. `first` stops at
    the first project where there is a file for each. Raises BadData for files that are called like a table and are
    none, all of them; KgError for a file that cannot be read at all.
    """
    tables: list[SourceTable] = []
    unused: list[str] = []
    problems: list[Problem] = []
    nested = [each for each in inputs if each.suffix in (".json", ".xml")]
    plain = [each for each in inputs if each.suffix not in (".json", ".xml")]
    if nested:
        from kg.sources.cordis.json_tables import json_tables

        found, without = json_tables(nested, folder, first=first)
        plain += found
        for name, why in without.items():
            kind = table_by_name(name)
            if kind is not None and name.lower().endswith(".json"):
                problems.append(Problem(name, 1, "", f"{why}; {_expectation(kind)}"))
            else:
                unused.append(f"{name} ({why})")
    for each in plain:
        table, problem = _table(each, folder)
        if table is not None:
            tables.append(table)
        elif problem is not None:
            problems.append(problem)
        else:
            unused.append(each.name)
    if problems:
        raise _bad(problems)
    return tables, sorted(unused)


def _table(found: Found, folder: Path) -> tuple[SourceTable | None, Problem | None]:
    """The table in a file, or what is wrong with one that is called like a table; neither for another file."""
    named = table_by_name(found.name)
    if found.suffix and found.suffix not in READ:
        what = f"not read; expected {', '.join(READ)}, or a zip of these"
        return None, Problem(found.name, 0, "", what) if named else None
    source = found
    if found.suffix == ".xlsx":
        from kg.sources.cordis.formats.xlsx import xlsx_as_csv

        try:
            source = xlsx_as_csv(found, folder)
        except KgError:
            if named is None:
                return None, None
            raise
    header = _header(source)
    kind = table_of(header.names)
    if kind is None:
        return None, Problem(found.name, header.row, "", _fault(header, named)) if named else None
    missing = missing_columns(kind, header.names, sparse=found.suffix == ".json")
    if named is not None and kind != named:
        what = f"it has the columns of {kind}, not those of {named}; {_expectation(named)}"
        return None, Problem(found.name, header.row, "", what)
    if missing:
        what = f"no column {', '.join(missing)}; found {_cut(', '.join(header.names))}"
        return None, Problem(found.name, header.row, "", what)
    table = SourceTable(kind, found.name, header.names, form=header.form, header_row=header.row, _found=source)
    return table, None


def _header(found: Found) -> _Header:
    """What stands in the first line, or in the second if the first is `sep=;`, which tells the delimiter.

    Else it is the one that the line has most of.
    """
    with found.opened() as raw:
        encoding, lines = first_lines(raw, _SAMPLE)
    line = lines[0] if lines else ""
    stated = line.strip().strip('"').lower() if len(line) < 20 else ""
    row, delimiter = 1, ""
    if stated.startswith("sep=") and len(lines) > 1:
        row, delimiter, line = 2, line.strip("\r\n").strip('"')[4:5] or "\t", lines[1]
    form = Form(encoding, delimiter or max(";,\t", key=line.count), stated=row == 2)
    names: list[str] = []
    if len(line) < LONGEST_LINE and "\0" not in line:
        names = cells_of(line.rstrip("\r\n"), form.delimiter)
        if table_of([name.strip().lower() for name in names]) is None:
            form, names = _joined(line.rstrip("\r\n"), form, names)
        else:
            form = plain_or_joined("".join(lines[row - 1 :]), form)
    return _Header(tuple(name.strip().lower() for name in names), row, form, line)


def _joined(line: str, form: Form, names: list[str]) -> tuple[Form, list[str]]:
    """The form and the names of a header that stands in one cell, if it does."""
    for delimiter, inner in ((",", ";"), (";", ","), ("\t", ";")):
        joined = replace(form, delimiter=delimiter, inner=inner)
        found = inner_cells(cells_of(line, delimiter), joined)
        if table_of([name.strip().lower() for name in found]) is not None:
            return joined, found
    return form, names


def _fault(header: _Header, kind: str) -> str:
    """What is wrong with the first row of a file that is called like a table."""
    line = header.line.strip()
    if is_conflict(line):
        return f"a mark of an unsettled conflict in git ({_cut(line)}); settle it first"
    if not line:
        return f"nothing; {_expectation(kind)}"
    return f"found {_cut(line)}; {_expectation(kind)}"


def _expectation(kind: str) -> str:
    return f"expected the columns {expected_columns(kind)}, separated by ; , or tab"


def _cut(text: str) -> str:
    text = "".join(c if c.isprintable() else "\ufffd" for c in text[: _SHOWN + 1])
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _unreadable(file: str, row: int, kind: str, message: str) -> BadData:
    return _bad([Problem(file, row, "", f"{message}; {_expectation(kind)}")])


def _bad(problems: Sequence[Problem]) -> BadData:
    names = sorted({problem.file for problem in problems})
    what = f"{names[0]} cannot be read as the table that its name says"
    if len(names) > 1:
        what = f"{', '.join(names)} cannot be read as the tables that their names say"
    return BadData(what, tuple(sorted(problems)))
