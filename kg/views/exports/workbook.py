"""Tables as an Excel workbook: a sheet each, one of their sources, one of what was asked and how whole the answer is.

Numbers and whole dates are numbers and dates; everything else is text, whatever it begins with, keys among it: their
zeros stay. The header row is frozen and has filters. The same tables give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kg.errors import KgError
from kg.model.packages import fixed_workbook
from kg.model.table import Cell, Table, merged, with_keys
from kg.model.text import clean, shortened

__all__ = ["facts", "workbook"]

_MOST = 32_000  # letters in a cell; Excel takes 32,767
_ROWS = 1_048_576
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
_WIDEST, _NARROWEST = 60, 9
_SAMPLE = 200  # rows that a column's width is taken from
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_DAY = "1900-03-01"  # Excel counts a day before that too many


def workbook(sheets: Sequence[tuple[str, Table]]) -> bytes:
    """The bytes of an XLSX with some tables under their titles; headings stand over the columns, or their names.

    Raises KgError for more rows than a sheet of Excel holds (1,048,576); a text of over 32,000 letters, which is what a
    cell holds, ends with an ellipsis.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    taken: set[str] = set()
    for title, table in sheets:
        _fill(book.create_sheet(_title(title, taken)), with_keys(merged(table, themes=True)))
    return fixed_workbook(book.save)


def _title(text: str, taken: set[str]) -> str:
    """A title that Excel takes: at most 31 letters, none of those it forbids, none twice."""
    plain = _NOT_IN_TITLES.sub(" ", clean(text)).strip() or "1"
    title, number = plain[:31], 2
    while title.casefold() in taken:
        title, number = f"{plain[:27]} {number}", number + 1
    taken.add(title.casefold())
    return title


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    def typed(cell: Cell, kind: str) -> Any:
        value, form = _value(cell, kind)
        made = WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            made.data_type = "s"
        if form:
            made.number_format = form
        return made

    headings = [clean(heading) or name for heading, name in zip(table.headings, table.names, strict=True)]
    for i, width in enumerate(_widths(headings, table), 1):
        sheet.column_dimensions[get_column_letter(i)].width = width
    if len(table.rows) >= _ROWS:
        raise KgError(f"a sheet of Excel holds {_ROWS - 1:,} rows under its header, not {len(table.rows):,}; take csv")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(headings), 1))}{len(table.rows) + 1}"
    head = [typed(Cell.of(heading), "text") for heading in headings]
    for cell in head:
        cell.font = Font(name="Calibri", size=11, bold=True)
    sheet.append(head)
    for row in table.rows:
        sheet.append([typed(cell, kind) for cell, kind in zip(row, table.types, strict=True)])


def _value(cell: Cell, kind: str) -> tuple[Any, str]:
    """What a cell holds, and the format it is shown in ("" for the usual one)."""
    value, text = cell.value, cell.text
    if isinstance(value, bool) or value is None:
        return (shortened(clean(text), _MOST) or None), ""
    if isinstance(value, int | float | Decimal):
        return value, ""
    if kind in ("date", "year") and text.isascii():
        if kind == "year" and re.fullmatch("[0-9]{4}", text):
            return int(text), "0"
        if _DAY.fullmatch(text) and text >= _FIRST_DAY:
            return date.fromisoformat(text), "yyyy-mm-dd"
    return (shortened(clean(text), _MOST) or None), "@" if kind == "key" else ""


def _widths(headings: Sequence[str], table: Table) -> Iterable[float]:
    for i, heading in enumerate(headings):
        longest = max([len(heading) + 3, *(len(row[i].text) + 2 for row in table.rows[:_SAMPLE])])
        yield float(min(max(longest, _NARROWEST), _WIDEST))


def facts(pairs: Mapping[str, object]) -> Table:
    """A table of two columns: what, and what is said of it."""
    rows = [
        [Cell.of(name), Cell(value if isinstance(value, int) else str(value), str(value))]
        for name, value in pairs.items()
    ]
    return Table(["fact", "value"], ["", ""], ["text", "text"], rows)
