"""The sheets of a workbook, of Excel or LibreOffice, as rows of text: what stands where a table is expected."""

from __future__ import annotations

import datetime
from pathlib import Path

from kg.errors import BadData

__all__ = ["WORKBOOKS", "read_workbook"]

WORKBOOKS = (".xlsx", ".ods")
"""The endings of what is read."""

_LARGEST, _MOST_CELLS = 50_000_000, 5_000_000  # bytes; cells of a sheet


def read_workbook(path: Path) -> dict[str, list[list[str]]]:
    """The rows of every sheet, by its name. Raises BadData: a sentence that says why there are none.

    Numbers are plain, without a point where they are whole; dates are as ISO has them, with the time where it is not
    midnight.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if not path.is_file():
            raise BadData("not a file")
        if path.stat().st_size > _LARGEST:
            raise BadData(f"larger than {_LARGEST // 1_000_000} MB; is this a table?")
        book = CalamineWorkbook.from_path(str(path))
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        if any(sheet.total_height * sheet.total_width > _MOST_CELLS for _, sheet in sheets):
            raise BadData(f"a sheet with more than {_MOST_CELLS:,} cells; is this a table?")
        return {name: [[_text(v) for v in row] for row in s.to_python(skip_empty_area=False)] for name, s in sheets}
    except (CalamineError, OSError, ValueError) as error:
        raise BadData(f"cannot be opened as a workbook ({error})") from error


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.12g}" if 1e-4 < abs(value) < 1e12 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ") if value.time() != datetime.time() else value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)
