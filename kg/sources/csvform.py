"""How a file holds the table it should be: the encoding, the delimiter, where the header stands; or why it is none."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.plain_text import NotText, PlainText, decode

__all__ = ["Form", "cells_of", "decoded", "form_of", "inner_cells", "is_header", "plain_or_joined", "records"]

_SAVE = "save the table as CSV UTF-8, with commas between the cells"
DELIMITERS = {",": ",", ";": ";", "\t": "a tab", "|": "|", ":": ":"}
_SURE = (",", ";", "\t")
"""What spreadsheets put between cells; a table with another delimiter is told of, not read."""
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_STATED = re.compile(r"\s*\"?sep=(.)\"?[;,\t]*\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written. `inner` is what stands between the cells of rows that are one cell of the file each, as a
    spreadsheet leaves them that took the whole row for one; `above` the rows above the header that are part of the
    form: empty ones, and one that states the delimiter. `sheet` is the sheet of a workbook, which has none of this.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    inner: str = ""
    above: int = 0
    stated: bool = False
    sheet: str = ""

    def unusual(self) -> list[str]:
        """What a table of the house does not have, in words."""
        found = []
        if encoding := PlainText("", self.encoding).unusual:
            found.append(f"the encoding is {encoding}")
        if self.stated:
            found.append("the first row states the delimiter")
        if self.inner:
            found.append(f"each row stands in one cell, {DELIMITERS[self.inner]} between its own")
        elif self.delimiter != ",":
            found.append(f"cells are separated by {DELIMITERS[self.delimiter]}")
        return found


def decoded(raw: bytes, expected: Sequence[str] = ()) -> PlainText | tuple[int, str, str]:
    """The text of a file, its line ends `\\n`; or (row, column, what is wrong), the column by its name if it is known.

    `expected` are the columns that the table should have.
    """
    try:
        found = decode(raw)
    except NotText as error:
        return error.row, _column(raw, error.place, expected) if error.place else "", f"{error}; {_SAVE}"
    return PlainText(found.text.replace("\r\n", "\n").replace("\r", "\n"), found.encoding)


def _column(raw: bytes, place: int, expected: Sequence[str]) -> str:
    """The column that a byte stands in; empty if the header does not tell."""
    text = raw[:place].decode("latin-1").removeprefix("ï»¿").replace("\r\n", "\n").replace("\r", "\n")
    form = form_of(text + ("" if "\n" in text else "\n"), expected) if expected else None
    if not isinstance(form, Form):
        return ""
    rows = [row for row in records(text, form) if not isinstance(row, csv.Error)]
    if len(rows) <= form.above + 1:
        return ""
    header, last = rows[form.above], rows[-1]
    return header[len(last) - 1].strip() if 0 < len(last) <= len(header) else ""


def records(text: str, form: Form) -> Iterator[list[str] | csv.Error]:
    """The cells of each row of a text, those above the header too; an error where a row is none."""
    reader = csv.reader(io.StringIO(text), strict=True, delimiter=form.delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error
        else:
            yield inner_cells(row, form) if form.inner else row


def inner_cells(row: list[str], form: Form) -> list[str]:
    """The cells of a row that a spreadsheet took for one, or for several where the row has its delimiter in a text."""
    while row and not row[-1].strip():
        row = row[:-1]
    return cells_of(form.delimiter.join(row), form.inner) or row


def form_of(text: str, expected: Sequence[str], encoding: str = "utf-8") -> Form | tuple[int, str]:
    """How a text is the table with the columns `expected`, or (row, what is wrong) of one that is none.

    The text's line ends are `\\n`. A header in which at least half of the columns are known is taken for one.
    """
    header = ",".join(expected)
    if not text.strip():
        return 1, f"the file is empty; expected the header {header}"
    markers = [number for number, line in enumerate(text.split("\n"), start=1) if line.startswith(_MARKERS)]
    if len(markers) > 1 or markers == [1]:
        return markers[0], "a git conflict marker; settle the conflict first"
    above = len(text) - len(text.lstrip("\n"))
    first, rest = _split(text.lstrip("\n"))
    if stated := _STATED.fullmatch(first):
        above += 1
        first, _ = _split(rest)
    for delimiter in [stated[1]] if stated and stated[1] in DELIMITERS else _SURE:
        if is_header(cells_of(first, delimiter), expected):
            form = Form(encoding, delimiter, above=above, stated=stated is not None)
            return form if stated else plain_or_joined(text, form)
    joined = _joined(first, expected)
    if joined and not stated:
        return Form(encoding, *joined, above=above)
    return above + 1, _cause(text, first, expected, above + 1)


def _split(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    return first, rest


def _joined(first: str, expected: Sequence[str]) -> tuple[str, str] | None:
    """(outer, inner delimiter) of a header whose cells stand in one cell of the file."""
    for outer in (";", ",", "\t"):
        cells = cells_of(first, outer)
        while cells and not cells[-1].strip():
            cells.pop()
        for inner in _SURE if len(cells) == 1 else ():
            if inner != outer and is_header(cells_of(cells[0], inner), expected):
                return outer, inner
            if inner == outer and cells[0] != first and is_header(cells_of(cells[0], inner), expected):
                return outer, inner
    return None


def plain_or_joined(text: str, form: Form) -> Form:
    """The form of a text with a plain header, of whose rows some may stand in one cell: those that have quotes.

    They do if the text is no table of its own form and is a whole one of the other.
    """
    outer = {",": ";", ";": ","}.get(form.delimiter)
    if outer is None:
        return form
    joined = replace(form, delimiter=outer, inner=form.delimiter)
    return joined if not _is_whole(text, form) and _is_whole(text, joined) else form


def _is_whole(text: str, form: Form) -> bool:
    """Have all rows as many cells as the header?"""
    width = 0
    for number, row in enumerate(records(text, form)):
        if isinstance(row, csv.Error):
            return False
        if number < form.above or not any(row):
            continue
        width = width or len(row)
        if len(row) != width or (number == form.above and row[-1].rstrip().endswith((",", ";"))):
            return False
    return True


def _cause(text: str, first: str, expected: Sequence[str], row: int) -> str:
    """Why a text whose first row is no header is not the table."""
    header = ",".join(expected)
    if re.match(r"\s*\"?sep=.", first, re.IGNORECASE):
        return f"the first line is {first.strip()!r}, expected the header; {_SAVE}"
    if re.match(r"\s*(<!doctype|<html|<\?xml|<\w+[ >])", first, re.IGNORECASE):
        return f"this is a page in HTML or XML, whatever its name says; {_SAVE}"
    if re.match(r"\s*[\[{]\s*(\"|$|[\[{])", first):
        return f"this is JSON, whatever its name says; {_SAVE}"
    for delimiter, name in DELIMITERS.items():
        if delimiter not in _SURE and is_header(cells_of(first, delimiter), expected):
            return f"cells are separated by {name}, expected ,; {_SAVE}"
    if is_header(first.split(), expected):
        return f"cells are separated by spaces, expected ,; {_SAVE}"
    lines = list(enumerate(text.split("\n"), 1))[row:]
    later = next((n for n, line in lines for mark in _SURE if _known(cells_of(line, mark), expected) > 1), 0)
    if later:
        return f"the header stands in row {later}, expected it in the first; take away what stands above it"
    if sum(not c.isprintable() and c not in "\n\t" for c in text[:1000]) * 10 > len(text[:1000]):
        return f"this is no text; {_SAVE}"
    if there := [column for column in expected if column in cells_of(first, ",")]:
        return f"of the header only {', '.join(there)} is there; expected the first row {header}"
    return f"the header is missing; expected the first row {header}"


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of one line."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # a line end in the middle of it: no row of cells
        return []


def is_header(cells: Sequence[str], expected: Sequence[str]) -> bool:
    """Are at least half of the columns that are expected there?"""
    return _known(cells, expected) * 2 >= len(expected)


def _known(cells: Sequence[str], expected: Sequence[str]) -> int:
    return len({cell.strip().casefold() for cell in cells} & set(expected))
