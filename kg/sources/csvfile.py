"""Reading a curator's CSV so that everything wrong with it is told at once and nothing is lost in silence."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Problem

__all__ = ["CsvRow", "read_rows"]


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: its number in the file as a spreadsheet counts (header = 1) and its cells by column, stripped."""

    number: int
    cells: dict[str, str]


def _decode(path: Path) -> str | Problem:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        return Problem(path.name, row, "", f"byte {raw[error.start]:#04x} is not UTF-8; save the file as UTF-8 CSV")
    if "\0" in text:
        return Problem(path.name, text.count("\n", 0, text.index("\0")) + 1, "", "a NUL byte; is this a text file?")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _records(text: str) -> Iterator[list[str] | csv.Error]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error


def read_rows(path: Path, expected: tuple[str, ...]) -> tuple[list[CsvRow], list[Problem]]:
    """The rows of a UTF-8, comma-separated file with the columns `expected`, and what is wrong with its form.

    Rows with too few or too many cells, git conflict markers and unknown or missing columns are problems;
    the other rows are still returned. Empty lines are passed over.
    """
    text = _decode(path)
    if isinstance(text, Problem):
        return [], [text]
    rows: list[CsvRow] = []
    problems: list[Problem] = []
    header: list[str] | None = None
    for number, record in enumerate(_records(text), start=1):
        if isinstance(record, csv.Error):
            problems.append(Problem(path.name, number, "", f"not readable as CSV ({record}); check the quotes"))
            continue
        if header is None:
            header = [cell.strip() for cell in record]
            problems.extend(_header_problems(path.name, header, expected))
            continue
        if not any(cell.strip() for cell in record):
            continue
        if record[0].startswith(("<<<<<<<", "=======", ">>>>>>>")):
            problems.append(Problem(path.name, number, "", "a git conflict marker; settle the conflict first"))
        elif len(record) != len(header):
            problems.append(Problem(path.name, number, "", f"{len(record)} cells, expected {len(header)}"))
        else:
            rows.append(CsvRow(number, {c: v.strip() for c, v in zip(header, record, strict=True)}))
    if header is None:
        problems.append(Problem(path.name, 1, "", f"the file is empty; expected the header {','.join(expected)}"))
    return rows, problems


def _header_problems(file: str, header: list[str], expected: tuple[str, ...]) -> list[Problem]:
    problems = [Problem(file, 1, c, "this column is missing") for c in expected if c not in header]
    for position, column in enumerate(header):
        if column not in expected:
            problems.append(Problem(file, 1, column, f"unknown column; expected {', '.join(expected)}"))
        elif column in header[:position]:
            problems.append(Problem(file, 1, column, "this column stands twice"))
    return problems
