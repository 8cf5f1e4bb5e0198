"""The order of a table's rows: which stand in the wrong place, and putting them right without touching the rest."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from kg.errors import Cause, KgError, Problem
from kg.resources import write_whole
from kg.sources.csvfile import CsvRow, CsvTable
from kg.sources.csvform import Form
from kg.sources.curated.meant import load_table
from kg.sources.curated.schema import TableSchema
from kg.sources.curated.tables import TABLES
from kg.sources.workbook import WORKBOOKS

__all__ = ["check_order", "sort_tables"]

Key = tuple[str, ...]
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""Byte order marks, and the encoding of what stands behind them."""
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
    have rows with a wrong number of cells, and workbooks are left alone. Raises KgError when a file cannot be written.
    """
    moved = []
    for table in TABLES.values():
        for path in (curated / f"{table.name}{ending}" for ending in (".csv", *WORKBOOKS)):
            if not path.is_file():
                continue
            found = load_table(path, table)
            if not check_order(table, found.rows):
                continue
            if found.problems or not found.readable:
                moved.append(f"{path.name} is left as it is: {found.problems[0]}")
            elif found.form.sheet:
                moved.append(f"{path.name} is left as it is: sort the rows of the sheet by {'+'.join(table.key)}")
            else:
                moved.append(_sort(path, table, found))
    return moved


def _sort(path: Path, table: TableSchema, found: CsvTable) -> str:
    raw, form = path.read_bytes(), found.form
    mark = next((mark for mark in _MARKS if raw.startswith(mark)), b"")
    encoding = _MARKS.get(mark, form.encoding)
    header, records = _split(raw[len(mark) :].decode(encoding), form)
    keyed = [
        (tuple(row.cells.get(name, "") for name in table.key), record)
        for row, record in zip(found.rows, records, strict=True)
    ]
    stays = _longest([key for key, _ in keyed])
    names = [" / ".join(filter(None, key)) for index, (key, _) in enumerate(keyed) if index not in stays]
    end = header[len(header.rstrip("\r\n")) :] or "\n"
    lines = [record if record.endswith(("\n", "\r")) else record + end for _, record in sorted(keyed, key=_key)]
    target = path.resolve()
    mode = target.stat().st_mode
    write_whole(target, mark + "".join([header, *lines]).encode(encoding))
    try:
        target.chmod(mode & 0o7777)
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}") from error
    shown = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
    return f"{path.name}: {len(names)} {'row' if len(names) == 1 else 'rows'} moved: {shown}"


def _key(keyed: tuple[Key, str]) -> Key:
    return keyed[0]


def _split(text: str, form: Form) -> tuple[str, list[str]]:
    """(the header with what stands above it, the rows that are not empty), each as it stands, with its line end."""
    rows: list[str] = []
    open_row = ""
    for line in re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z", text):
        open_row += line
        if open_row.count('"') % 2 == 0:
            rows.append(open_row)
            open_row = ""
    head = form.above
    while not _is_filled(rows[head], form):
        head += 1
    return "".join(rows[: head + 1]), [row for row in rows[head + 1 :] if _is_filled(row, form)]


def _is_filled(row: str, form: Form) -> bool:
    return bool(row.strip(f' "{form.delimiter}{form.inner}\t\r\n'))
