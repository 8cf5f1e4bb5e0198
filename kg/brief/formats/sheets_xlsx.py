"""The sheets of a paper as a workbook: numbers are numbers, sums are formulas, text is text whatever it begins with.

The same sheets give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

from kg.brief.sheet import Column, Sheet, SheetValue, Sums
from kg.model.packages import fixed_workbook
from kg.model.text import clean, shortened

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["sheets_xlsx"]

_MOST, _LINE = 32_000, 15.0  # letters in a cell; points of a line
_HEAD, _FILLED = "1F4E5F", "FFF7D6"
_FORMS = {"money": "#,##0", "number": "0", "share": "0.00", "fill": "#,##0"}


def sheets_xlsx(title: str, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of the XLSX, its sheets in order."""
    from openpyxl import Workbook

    book = Workbook()
    for number, sheet in enumerate(sheets):
        made: Worksheet = book.active if not number else book.create_sheet()  # type: ignore[assignment]
        made.title = sheet.title[:31]
        _fill(made, sheet)
    book.properties.title = clean(title)
    book.properties.creator = "Samkart"
    return fixed_workbook(book.save)


def _fill(made: Worksheet, sheet: Sheet) -> None:
    for number, line in enumerate(sheet.above, 1):
        _put(made, number, 1, line, "title" if number == 1 else "plain")
    head = len(sheet.above) + (2 if sheet.above else 1)
    for place, column in enumerate(sheet.columns, 1):
        _put(made, head, place, column.heading, "head")
        made.column_dimensions[_letter(place)].width = column.width
    for number, values in enumerate(sheet.rows, head + 1):
        for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True), 1):
            _put(made, number, place, value, column.kind)
        seen = sheet.printed or len(sheet.columns)  # the others would make every row tall
        made.row_dimensions[number].height = _LINE * _lines(sheet.columns[:seen], values[:seen])
    last = head + len(sheet.rows)
    after = _sum(made, sheet.sums, head, last) if sheet.sums and sheet.rows else last
    for number, line in enumerate(sheet.below, after + 2):
        _put(made, number, 1, line, "plain")
    made.freeze_panes = f"B{head + 1}"
    if sheet.rows:
        made.auto_filter.ref = f"A{head}:{_letter(len(sheet.columns))}{last}"
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = 9  # A4
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    made.print_title_rows = f"{head}:{head}"
    if sheet.printed:
        made.print_area = f"A1:{_letter(sheet.printed)}{made.max_row}"


def _sum(made: Worksheet, sums: Sums, head: int, last: int) -> int:
    """A line for each value that rows are told apart by; the number of the last one."""
    line = last + 1
    by = _letter(sums.by + 1)
    for line, (value, label) in enumerate(sums.labels, last + 2):
        _put(made, line, 1, label, "bold")
        _put(made, line, sums.by + 1, value, "bold")
        for place in sums.of:
            letter = _letter(place + 1)
            cells = f"{letter}${head + 1}:{letter}${last}"
            cell: Any = made.cell(line, place + 1)
            cell.value = f"=SUMIF(${by}${head + 1}:${by}${last},${by}{line},{cells})"
            cell.number_format = _FORMS["money"]
            cell.font = _font(bold=True)
    return line


def _lines(columns: Sequence[Column], values: Sequence[SheetValue]) -> int:
    wrapped = [
        ceil(len(value) * 1.05 / column.width)
        for column, value in zip(columns, values, strict=True)
        if isinstance(value, str)
    ]
    return min(max([1, *wrapped]), 12)


def _put(made: Worksheet, row: int, place: int, value: SheetValue, style: str) -> None:
    """A cell; a text is never a formula, a number or a date, whatever it looks like."""
    from openpyxl.styles import Alignment, PatternFill

    cell: Any = made.cell(row, place)
    if isinstance(value, str):
        if text := shortened(clean(value), _MOST):
            cell.value = text
            cell.data_type = "s"
        cell.number_format = _FORMS.get(style, "@")
    elif isinstance(value, int | float | Decimal):
        cell.value = value
        cell.number_format = _FORMS.get(style, "General")
    elif style in _FORMS:
        cell.number_format = _FORMS[style]
    cell.alignment = Alignment(wrap_text=style not in ("title", "plain", "bold"), vertical="top")
    if style == "head":
        cell.font, cell.fill = _font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=_HEAD)
    elif style in ("fill", "write"):
        cell.fill = PatternFill("solid", fgColor=_FILLED)
    elif style in ("title", "bold"):
        cell.font = _font(bold=True, size=14 if style == "title" else 11)


def _font(**given: Any) -> Any:
    from openpyxl.styles import Font

    return Font(name="Calibri", **{"size": 11, **given})


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)
