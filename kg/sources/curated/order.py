"""The order of a table's rows: which stand in the wrong place, and putting them right without touching the rest."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from kg.errors import Cause, KgError, Problem
from kg.resources import write_whole
from kg.sources.csvfile import CsvRow, read_table
from kg.sources.curated.tables import TABLES, TableSchema

__all__ = ["check_order", "sort_tables"]

Key = tuple[str, ...]
_MOST = 5
"""A table with more blocks out of place has been sorted otherwise: that is one problem."""


def check_order(table: TableSchema, rows: Sequence[CsvRow]) -> list[Problem]:
    """One problem for each block of rows that stand in the wrong place; the fewest rows are said to."""
    keys = [tuple(row.cells.get(name, "") for name in table.key) for row in rows]
    if all(a <= b for a, b in pairwise(keys)):
        return []
    stays = _longest(keys)
    blocks: list[list[int]] = []
    for index in (index for index in range(len(keys)) if index not in stays):
        if blocks and blocks[-1][-1] == index - 1:
            blocks[-1].append(index)
        else:
            blocks.append([index])
    file, where = f"{table.name}.csv", "+".join(table.key)
    if len(blocks) > _MOST:
        out = sum(map(len, blocks))
        message = f"rows are sorted by {where}; {out} rows stand out of place: kg check --sort puts them in order"
        return [Problem(file, rows[blocks[0][0]].number, where, message, Cause.ORDER)]
    return [_problem(table, rows, keys, stays, block) for block in blocks]


def _problem(
    table: TableSchema, rows: Sequence[CsvRow], keys: Sequence[Key], stays: set[int], block: Sequence[int]
) -> Problem:
    first = block[0]
    high = any(index in stays and index > first and keys[index] < keys[first] for index in range(first + 1, len(keys)))
    where = "+".join(table.key)
    message = f"rows are sorted by {where}; {keys[first][0]} stands too {'high' if high else 'low'}"
    if len(block) > 1:
        message += f", and so do the rows to {rows[block[-1]].number}"
    return Problem(f"{table.name}.csv", rows[first].number, where, message, Cause.ORDER)


def _longest(keys: Sequence[Key]) -> set[int]:
    """The positions of a longest subsequence that is in order (patience sorting)."""
    tops: list[Key] = []
    piles: list[int] = []
    longest = -1
    before: list[int] = []
    for index, key in enumerate(keys):
        pile = bisect_right(tops, key)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(key)
            piles.append(index)
            longest = index
        else:
            tops[pile], piles[pile] = key, index
    found: set[int] = set()
    index = longest  # the first that makes it so long: of two rows the later one stands in the wrong place
    while index >= 0:
        found.add(index)
        index = before[index]
    return found


def sort_tables(curated: Path) -> list[str]:
    """Put the rows of the tables in a folder in order, in place; says what was moved, a line for each table.

    A row keeps its bytes: its quotes, its encoding and its line end. Tables that cannot be read as they are, or that
    have rows with a wrong number of cells, are left alone. Raises KgError when a file cannot be written.
    """
    moved = []
    for table in TABLES.values():
        path = curated / f"{table.name}.csv"
        if not path.is_file():
            continue
        found = read_table(path, tuple(table.column_map), table.optional_columns)
        if not found.readable or found.problems:
            if _unsorted(table, found.rows):
                moved.append(f"{path.name} is left as it is: {found.problems[0]}")
        elif _unsorted(table, found.rows):
            moved.append(_sort(path, table))
    return moved


def _unsorted(table: TableSchema, rows: Sequence[CsvRow]) -> bool:
    return bool(check_order(table, rows))


def _sort(path: Path, table: TableSchema) -> str:
    raw = path.read_bytes()
    header, *records = _split(raw)
    columns = [cell.strip() for cell in _cells(header)]
    places = [columns.index(name) for name in table.key]
    filled = [record for record in records if any(cell.strip() for cell in _cells(record))]
    keyed = [(tuple(_cells(record)[place].strip() for place in places), record) for record in filled]
    stays = _longest([key for key, _ in keyed])
    names = [" / ".join(filter(None, key)) for index, (key, _) in enumerate(keyed) if index not in stays]
    end = header[len(header.rstrip(b"\r\n")) :] or b"\n"
    lines = [record if record.endswith((b"\n", b"\r")) else record + end for _, record in sorted(keyed, key=_key)]
    target = path.resolve()
    mode = target.stat().st_mode
    write_whole(target, b"".join([header, *lines]))
    try:
        target.chmod(mode & 0o7777)
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}") from error
    shown = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
    return f"{path.name}: {len(names)} {'row' if len(names) == 1 else 'rows'} moved: {shown}"


def _key(keyed: tuple[Key, bytes]) -> Key:
    return keyed[0]


def _split(raw: bytes) -> list[bytes]:
    """The records of a table that can be read, byte for byte, each with its line end; the first with what precedes."""
    lines = re.findall(rb"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z", raw)
    records: list[bytes] = []
    open_record = b""
    for line in lines:
        open_record += line
        if open_record.count(b'"') % 2 == 0:
            records.append(open_record)
            open_record = b""
    head = 0
    while not any(cell.strip() for cell in _cells(records[head])):
        head += 1
    return [b"".join(records[: head + 1]), *records[head + 1 :]]


def _cells(record: bytes) -> list[str]:
    text = record.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    return next(csv.reader(io.StringIO(text)), [])
