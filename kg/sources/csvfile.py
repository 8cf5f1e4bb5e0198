"""Reading a curator's table so that everything wrong with it is told at once and nothing is lost in silence."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from kg.errors import BadData, Cause, Problem
from kg.plain_text import PlainText
from kg.sources.csvform import Form, decoded, form_of, is_header, records
from kg.sources.workbook import WORKBOOKS, read_workbook

__all__ = ["CsvRow", "CsvTable", "read_rows", "read_table"]

_NO_SHEET = "no sheet of this workbook has the header of the table in its first row"
_LARGEST = 100_000_000  # bytes: a table that people write by hand is far smaller


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: its number in the file as a spreadsheet counts (header = 1) and its cells by column, stripped."""

    number: int
    cells: dict[str, str]


@dataclass(slots=True)
class CsvTable:
    """What could be read of a file, and what is wrong with its form.

    `readable` is false for a file that is no table with the expected columns: then there are no rows, and `problems`
    holds the one that names the cause. `missing` are the columns that are not there, `refused` the first cells of the
    rows that were left out. `form` says how the file is written, `notices` what was read in spite of its form, `told`
    the cells (row, column) that a problem is about already, so that nothing else is to be told of them.
    """

    rows: list[CsvRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    readable: bool = True
    missing: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    form: Form = field(default_factory=Form)
    notices: list[str] = field(default_factory=list)
    told: set[tuple[int, str]] = field(default_factory=set)


def _text(path: Path, expected: Sequence[str]) -> PlainText | tuple[int, str, str]:
    try:
        if not path.is_file():
            return 0, "", "not a file"
        if path.stat().st_size > _LARGEST:
            return 0, "", f"larger than {_LARGEST // 1_000_000} MB; is this a table?"
        raw = path.read_bytes()
    except OSError as error:
        return 0, "", f"cannot be read: {error.strerror}"
    return decoded(raw, expected)


def read_rows(path: Path, expected: tuple[str, ...]) -> tuple[list[CsvRow], list[Problem]]:
    """The rows of a file with the columns `expected`, and what is wrong with its form, see `read_table`."""
    table = read_table(path, expected)
    return table.rows, table.problems


def read_table(path: Path, expected: tuple[str, ...], optional: frozenset[str] = frozenset()) -> CsvTable:
    """A table with the columns `expected`, of which the `optional` ones may be missing; a workbook by its ending.

    Of text, the encoding and what stands between cells are told by the file (`kg.sources.csvform`), and `form` says
    what they are. A file that is something else has one problem, which names the cause. Rows with too few or too many
    cells, a lone conflict marker and unknown or missing columns are problems; the other rows are still returned. Empty
    rows, and empty cells and columns that a spreadsheet adds at the end, are passed over.
    """
    if path.suffix.lower() in WORKBOOKS:
        return _of_workbook(path, expected, optional)
    text = _text(path, expected)
    if not isinstance(text, PlainText):
        row, column, message = text
        return _unreadable(path.name, row, column, message)
    form = form_of(text.text, expected, text.encoding)
    if not isinstance(form, Form):
        return _unreadable(path.name, form[0], "", form[1])
    whole = text.text.endswith("\n")
    rows = partial(records, text.text, form)
    return _Reading(path.name, rows, expected, optional, form=form, whole=whole).table()


def _of_workbook(path: Path, expected: tuple[str, ...], optional: frozenset[str]) -> CsvTable:
    """The sheet of a workbook that is called like the table, or the only one that is a table with the columns."""
    try:
        sheets = read_workbook(path)
    except BadData as error:
        return _unreadable(path.name, 0, "", str(error))
    named = {name: rows for name, rows in sheets.items() if name.strip().casefold() == path.stem.casefold()}
    fitting = {
        name: above for name, rows in (named or sheets).items() if (above := _header_row(rows, expected)) is not None
    }
    if len(fitting) != 1:
        what = f"the sheets {', '.join(fitting)} are both this table; keep one" if fitting else _NO_SHEET
        return _unreadable(path.name, 0, "", f"{what}; expected the header {','.join(expected)}")
    ((name, above),) = fitting.items()
    form = Form(sheet=name, above=above)
    return _Reading(path.name, partial(iter, sheets[name]), expected, optional, form, whole=True).table()


def _header_row(rows: Sequence[list[str]], expected: tuple[str, ...]) -> int | None:
    """How many empty rows stand above the header; None if the first row that is not empty is none."""
    above, first = next(((n, row) for n, row in enumerate(rows) if any(cell.strip() for cell in row)), (0, []))
    return above if is_header(first, expected) else None


def _unreadable(file: str, row: int, column: str, message: str) -> CsvTable:
    return CsvTable(problems=[Problem(file, row, column, message, Cause.FORM)], readable=False)


@dataclass(slots=True)
class _Reading:
    """A file that looks like the table it should be, read row by row; `whole` if its last row is ended."""

    file: str
    records: Callable[[], Iterator[list[str] | csv.Error]]
    expected: tuple[str, ...]
    optional: frozenset[str]
    form: Form
    whole: bool
    found: CsvTable = field(default_factory=CsvTable)
    _short: list[tuple[int, int]] = field(default_factory=list)

    def table(self) -> CsvTable:
        """See `read_table`."""
        self.found.form = self.form
        header: list[str] | None = None
        number = 0
        for number, record in enumerate(self.records(), start=1):
            if isinstance(record, csv.Error):
                return self._broken(number, f"not readable as CSV ({record})")
            if number <= self.form.above or not any(cell.strip() for cell in record):
                continue
            if header is None:
                header = self._named([cell.strip() for cell in record])
                self.found.problems.extend(self._header(number, header))
                continue
            cells = _without_end(record, len(header))
            if len(cells) != len(header) and any("\n" in cell for cell in cells):
                return self._broken(number, "a quote is opened in this row and not closed before its end")
            self._row(number, cells, header)
        self._tell_short(len(header or ()), number)
        return self.found

    def _broken(self, row: int, message: str) -> CsvTable:
        return _unreadable(self.file, row, "", f"{message}; check the quotes")

    def _row(self, number: int, record: list[str], header: list[str]) -> None:
        if record[0].startswith(("<<<<<<<", "=======", ">>>>>>>")):
            message = "a git conflict marker; settle the conflict first"
            self.found.problems.append(Problem(self.file, number, "", message, Cause.ROW))
        elif len(record) != len(header):
            self.found.refused.add(record[0].strip())
            self._short.append((number, len(record)))
        else:
            cells: dict[str, str] = dict.fromkeys(self.optional.difference(header), "")
            for column, value in zip(header, record, strict=True):
                cells.setdefault(column, value.strip())
            self.found.rows.append(CsvRow(number, cells))

    def _tell_short(self, columns: int, last: int) -> None:
        """One problem for each run of rows with the same wrong number of cells."""
        runs: list[list[tuple[int, int]]] = []
        for each in self._short:
            if runs and runs[-1][-1] == (each[0] - 1, each[1]):
                runs[-1].append(each)
            else:
                runs.append([each])
        for run in runs:
            row, cells = run[0]
            message = f"{cells} cells, expected {columns}"
            if len(run) > 1:
                message += f"; so in all rows to {run[-1][0]}"
            elif row == last and cells < columns and not self.whole:
                message += "; the file ends within this row: is it whole?"
            self.found.problems.append(Problem(self.file, row, "", message, Cause.ROW))

    def _header(self, row: int, header: list[str]) -> Iterator[Problem]:
        """What is wrong with the header; a column that is only written otherwise is one problem, not two."""
        missing = [column for column in self.expected if column not in header]
        self.found.missing = set(missing) - self.optional
        for position, column in enumerate(header):
            if column in self.expected:
                if column in header[:position]:
                    yield Problem(self.file, row, column, "this column stands twice", Cause.COLUMNS)
                continue
            near = _nearest(column, missing)
            if near:
                missing.remove(near)
                yield Problem(
                    self.file, row, column, f"unknown column; perhaps {near}, which is missing", Cause.COLUMNS
                )
            else:
                message = f"unknown column; expected {', '.join(self.expected)}"
                yield Problem(self.file, row, column or f"no. {position + 1}", message, Cause.COLUMNS)
        for column in (column for column in missing if column not in self.optional):
            yield Problem(self.file, row, column, "this column is missing", Cause.COLUMNS)

    def _named(self, header: list[str]) -> list[str]:
        """The header without the columns at its end that have neither a name nor a cell: a spreadsheet adds such."""
        named = _without_end(header, 0)
        if len(named) == len(header):
            return header
        rows = (record for record in self.records() if not isinstance(record, csv.Error))
        return header[: max(len(named), *(len(_without_end(row, 0)) for row in rows))]


def _without_end(cells: list[str], width: int) -> list[str]:
    """The cells without the empty ones at the end that are more than so many."""
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _nearest(column: str, missing: list[str]) -> str:
    folded = {re.sub(r"\W|_", "", name).casefold(): name for name in missing}
    near = get_close_matches(re.sub(r"\W|_", "", column).casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else ""
