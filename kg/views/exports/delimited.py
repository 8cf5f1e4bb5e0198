"""Tables as text with delimiters: CSV and TSV for programs, and CSV as a European Excel opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal

from kg.model.table import Cell, Table, merged, with_keys
from kg.model.text import inert

__all__ = ["delimited", "excel_csv"]


def delimited(table: Table, delimiter: str) -> str:
    """A row per fact, with the keys of the things in it at the end; what begins like a formula is made `inert`."""
    return _written(with_keys(merged(table, themes=True)), delimiter, "\n", _text)


def excel_csv(table: Table, language: str) -> str:
    """The same as Excel opens it by a double click: a byte order mark, `;`, and a decimal comma where that is written.

    Numbers are written as they are shown in `delimited`; keys stay as they are, and Excel reads those of digits alone
    as numbers: a workbook keeps their zeros.
    """
    comma = language in ("nb", "nn")

    def shown(cell: Cell) -> str:
        decimal = isinstance(cell.value, float | Decimal) and not isinstance(cell.value, bool)
        return cell.text.replace(".", ",") if comma and decimal else _text(cell)

    return "\ufeff" + _written(with_keys(merged(table, themes=True)), ";", "\r\n", shown)


def _text(cell: Cell) -> str:
    if isinstance(cell.value, int | float | Decimal):
        return cell.text
    return inert(cell.text)


def _written(table: Table, delimiter: str, end: str, shown: Callable[[Cell], str]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end)
    writer.writerow(table.names)
    writer.writerows([shown(cell) for cell in row] for row in table.rows)
    return stream.getvalue()
