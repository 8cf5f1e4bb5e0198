"""Tables in an Excel workbook: identifiers stay text, nothing is a formula, and the same tables give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.model.packages import fixed_package
from kg.model.text import clean

__all__ = ["written"]

_MOST = 32_767  # characters that a cell of Excel holds
_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def written(sheets: Iterable[tuple[str, Sequence[str], Sequence[Mapping[str, object]]]]) -> bytes:
    """The bytes of a workbook of (name, columns, rows by column), with a frozen header and filters on each sheet."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for name, columns, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(columns), 1))}{len(rows) + 1}"

        def cell(value: object, sheet: object = sheet, bold: bool = False) -> object:
            if value is None or isinstance(value, bool | int | float):
                return value
            made = WriteOnlyCell(sheet, value=clean(str(value))[:_MOST])  # type: ignore[arg-type]
            made.data_type = "s"  # text, whatever it begins with
            if bold:
                made.font = Font(bold=True)
            return made

        sheet.append([cell(column, bold=True) for column in columns])
        for row in rows:
            sheet.append([cell(row.get(column)) for column in columns])
    return fixed_package(
        book.save, {"docProps/core.xml": lambda content: _DATED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)}
    )
