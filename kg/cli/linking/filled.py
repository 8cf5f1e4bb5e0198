"""A table of candidates that somebody filled in, as judgements."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence, Set
from pathlib import Path

from kg.errors import BadData, Cause, Problem
from kg.language.catalogue import text
from kg.linking.judgements import Judgement
from kg.linking.review import verdict_of
from kg.linking.sheet import COLUMNS, FILLED
from kg.linking.sides import is_side
from kg.plain_text import NotText, decode
from kg.settings import LANGUAGES
from kg.sources.workbook import WORKBOOKS, read_workbook

__all__ = ["filled_in"]

_NEEDED = ("left", "right", "judgement")
_Row = tuple[int, list[str]]


def filled_in(file: Path, known: Set[str], reviewer: str, day: str) -> tuple[list[Judgement], list[Problem]]:
    """The judgements of a table, and what is wrong with it by row and column.

    `known` are the keys of actors (`actor/asker`); `reviewer` and `day` stand where the table has none. Raises BadData
    for a file that is no table.
    """
    header, rows = _table(file)
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        message = f"expected the columns {', '.join(_NEEDED)}; there is no {' and no '.join(missing)}"
        return [], [Problem(file.name, 1, "", message, Cause.COLUMNS)]
    judgements: list[Judgement] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in rows:
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if not row.get("judgement"):
            continue
        wrong = list(_wrong(file.name, number, row, known))
        pair = (row.get("left", ""), row.get("right", ""))
        if pair in seen:
            wrong.append(Problem(file.name, number, "left", f"these two are judged in row {seen[pair]} already"))
        seen.setdefault(pair, number)
        problems += wrong
        if not wrong:
            verdict = verdict_of(row["judgement"])
            basis = row.get("basis") or f"name {row.get('left_name') or pair[0]}; judged in a table"
            who, when = row.get("reviewer") or reviewer, row.get("date") or day
            judgements.append(Judgement(*pair, verdict, basis, who, date=when))
    return judgements, problems


def _wrong(file: str, number: int, row: dict[str, str], known: Set[str]) -> Iterable[Problem]:
    if not verdict_of(row["judgement"]):
        yield Problem(file, number, "judgement", f"{row['judgement']!r} is not same, different or unsure")
    left, right = row.get("left", ""), row.get("right", "")
    if not is_side(left) or left.startswith("actor/"):
        yield Problem(file, number, "left", f"{left!r} is not SOURCE:SCHEME/ID")
    if not is_side(right):
        yield Problem(file, number, "right", f"{right!r} is neither actor/KEY nor SOURCE:SCHEME/ID")
    elif right.startswith("actor/") and right not in known:
        yield Problem(file, number, "right", f"{right!r} names no actor", Cause.REFERENCE)


def _table(file: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header, by the names of the columns, and the rows with their numbers: of the sheet of a workbook that has
    such columns, or cells between tabs, ; or commas, whichever the header has.
    """
    if file.suffix.lower() in WORKBOOKS:
        try:
            sheets = list(read_workbook(file).values())
        except BadData as error:
            message = str(error)
            raise BadData(f"{file.name} cannot be used", (Problem(file.name, 0, "", message, Cause.FORM),)) from error
        tables = [list(enumerate(sheet, start=1)) for sheet in sheets]
        return _with_header(next((each for each in tables if _has_columns(each)), tables[0] if tables else []))
    return _with_header(_text_rows(file))


def _with_header(rows: list[_Row]) -> tuple[list[str], list[_Row]]:
    header = _header(rows[0][1]) if rows else []
    return header, [(number, row) for number, row in rows[1:] if any(cell.strip() for cell in row)]


def _has_columns(rows: list[_Row]) -> bool:
    return bool(rows) and set(_NEEDED) <= set(_header(rows[0][1]))


def _header(cells: Sequence[str]) -> list[str]:
    """The names of columns by their headings, which are those names or the words that people read for them."""
    words = {
        text(language, "link", f"column.{name}").casefold(): name
        for language in LANGUAGES
        for name in (*COLUMNS, *FILLED)
    }
    plain = [cell.strip().casefold() for cell in cells]
    return [words.get(cell, cell) for cell in plain]


def _text_rows(file: Path) -> list[_Row]:
    try:
        content = decode(file.read_bytes()).text
    except NotText as error:
        message = f"{error}; save the file as UTF-8"
        raise BadData(
            f"{file.name} cannot be used", (Problem(file.name, error.row, "", message, Cause.FORM),)
        ) from error
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise BadData(f"{file.name} cannot be used", (Problem(file.name, 0, "", message, Cause.FORM),)) from error
    first = content.partition("\n")[0]
    mark = max("\t;,", key=first.count)
    try:
        return list(enumerate(csv.reader(content.splitlines(keepends=True), delimiter=mark), start=1))
    except csv.Error as error:
        message = f"is no table: {error}"
        raise BadData(f"{file.name} cannot be used", (Problem(file.name, 0, "", message, Cause.FORM),)) from error
