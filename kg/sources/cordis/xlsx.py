"""A CORDIS table that comes as XLSX, written as csv; python-calamine does not trust the sheet's stated dimension."""

from __future__ import annotations

import csv
import datetime
import io
from functools import partial
from pathlib import Path

from kg.errors import KgError
from kg.sources.cordis.files import Found, open_binary

__all__ = ["cell_text", "xlsx_as_csv"]


def cell_text(value: object) -> str:
    """A cell as csv would hold it: whole numbers without a point, true and false, ISO dates.

    >>> cell_text(952920920.0), cell_text(66262.5), cell_text(True), cell_text(datetime.date(2025, 1, 1))
    ('952920920', '66262.5', 'true', '2025-01-01')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ") if value.time() != datetime.time() else value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def xlsx_as_csv(found: Found, folder: Path) -> Found:
    """The first sheet that has rows, row by row under the same numbers. Raises KgError for a file that is no XLSX."""
    from python_calamine import CalamineError, CalamineWorkbook

    with found.open() as stream:
        content = io.BytesIO(stream.read())
    try:
        workbook = CalamineWorkbook.from_filelike(content)
        sheets = (workbook.get_sheet_by_name(name) for name in workbook.sheet_names)
        sheet = next((each for each in sheets if each.height), None)
    except CalamineError as error:
        raise KgError(f"{found.name} is not a readable XLSX file: {error}") from error
    target = folder / f"{len(list(folder.iterdir()))}.csv"
    with target.open("w", encoding="utf-8", newline="") as stream_out:
        writer = csv.writer(stream_out, delimiter=";")
        for row in sheet.to_python(skip_empty_area=False) if sheet else ():
            writer.writerow([cell_text(value) for value in row])
    return Found(found.name, partial(open_binary, target))
