"""Reading a curator's CSV so that everything wrong with it is told at once and nothing is lost in silence."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from kg.errors import Cause, Problem
from kg.sources.csvform import decoded, unlike

__all__ = ["CsvRow", "CsvTable", "read_rows", "read_table"]

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
    rows that were left out.
    """

    rows: list[CsvRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    readable: bool = True
    missing: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)


def _text(path: Path) -> str | tuple[int, str]:
    try:
        if not path.is_file():
            return 0, "not a file"
        if path.stat().st_size > _LARGEST:
            return 0, f"larger than {_LARGEST // 1_000_000} MB; is this a table?"
        raw = path.read_bytes()
    except OSError as error:
        return 0, f"cannot be read: {error.strerror}"
    text = decoded(raw)
    return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def _records(text: str) -> Iterator[list[str] | csv.Error]:
    reader = csv.reader(io.StringIO(text), strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error


def read_rows(path: Path, expected: tuple[str, ...]) -> tuple[list[CsvRow], list[Problem]]:
    """The rows of a UTF-8, comma-separated file with the columns `expected`, and what is wrong with its form."""
    table = read_table(path, expected)
    return table.rows, table.problems


def read_table(path: Path, expected: tuple[str, ...], optional: frozenset[str] = frozenset()) -> CsvTable:
    """A UTF-8, comma-separated file with the columns `expected`; the `optional` ones of them may be missing.

    A file that is something else has one problem, which names the cause. Rows with too few or too many cells, a lone
    conflict marker and unknown or missing columns are problems; the other rows are still returned. Empty lines are
    passed over.
    """
    text = _text(path)
    wrong = unlike(text, expected) if isinstance(text, str) else text
    if wrong is not None or not isinstance(text, str):
        row, message = wrong or (0, "")
        return CsvTable(problems=[Problem(path.name, row, "", message, Cause.FORM)], readable=False)
    return _Reading(path.name, text, expected, optional).table()


@dataclass(slots=True)
class _Reading:
    """A text that looks like the table it should be, read row by row."""

    file: str
    text: str
    expected: tuple[str, ...]
    optional: frozenset[str]
    found: CsvTable = field(default_factory=CsvTable)
    _short: list[tuple[int, int]] = field(default_factory=list)

    def table(self) -> CsvTable:
        """See `read_table`."""
        header: list[str] | None = None
        number = 0
        for number, record in enumerate(_records(self.text), start=1):
            if isinstance(record, csv.Error):
                return self._broken(number, f"not readable as CSV ({record})")
            if header is None:
                if any(cell.strip() for cell in record):
                    header = [cell.strip() for cell in record]
                    self.found.problems.extend(self._header(number, header))
                continue
            if not any(cell.strip() for cell in record):
                continue
            if len(record) != len(header) and any("\n" in cell for cell in record):
                return self._broken(number, "a quote is opened in this row and not closed before its end")
            self._row(number, record, header)
        self._tell_short(len(header or ()), number)
        return self.found

    def _broken(self, row: int, message: str) -> CsvTable:
        problem = Problem(self.file, row, "", f"{message}; check the quotes", Cause.FORM)
        return CsvTable(problems=[problem], readable=False)

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
            elif row == last and cells < columns and not self.text.endswith("\n"):
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
            elif column or not self._empty(position):
                message = f"unknown column; expected {', '.join(self.expected)}"
                yield Problem(self.file, row, column or f"no. {position + 1}", message, Cause.COLUMNS)
        for column in (column for column in missing if column not in self.optional):
            yield Problem(self.file, row, column, "this column is missing", Cause.COLUMNS)

    def _empty(self, position: int) -> bool:
        """Is nothing in a column that has no name? A spreadsheet adds such columns at the end."""
        rows = (record for record in _records(self.text) if not isinstance(record, csv.Error))
        return not any(cell.strip() for record in rows for cell in record[position : position + 1])


def _nearest(column: str, missing: list[str]) -> str:
    folded = {re.sub(r"\W|_", "", name).casefold(): name for name in missing}
    near = get_close_matches(re.sub(r"\W|_", "", column).casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else ""
