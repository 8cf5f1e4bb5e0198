"""A CORDIS table that comes as XLSX, written as csv; python-calamine does not trust the sheet's stated dimension."""

from __future__ import annotations

import csv
import datetime
import shutil
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path

from kg.errors import KgError
from kg.sources.cordis.formats.found import Found, open_binary, shown

__all__ = ["cell_text", "xlsx_as_csv"]

MOST_MEMORY = 2 << 30  # bytes; all of Horizon Europe takes 0.4 GB
MOST_TIME = 600  # seconds


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
    """The first sheet that has rows, row by row under the same numbers. Raises KgError for a file that is no XLSX.

    It is read by a process of its own, with bounds on memory and time: a file of some kB can have cells without end.
    """
    place = len(list(folder.iterdir()))
    source, target = folder / f"{place}.xlsx", folder / f"{place}.csv"
    with found.opened() as stream, source.open("wb") as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
    command = [sys.executable, "-m", "kg.sources.cordis.formats.xlsx", str(source), str(target), str(MOST_MEMORY)]
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=MOST_TIME
        )
    except subprocess.TimeoutExpired as error:
        raise KgError(f"{found.name} is not a readable XLSX file: {MOST_TIME} s did not do for it") from error
    if done.returncode != 0:
        why = shown(done.stdout.strip()) or f"more memory than {MOST_MEMORY >> 30} GB would be needed"
        raise KgError(f"{found.name} is not a readable XLSX file: {why}")
    source.unlink()
    return Found(found.name, partial(open_binary, target))


def _convert(source: Path, target: Path) -> str:
    """Write the csv; what is wrong with the XLSX file, or nothing."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(source)
        sheets = (workbook.get_sheet_by_name(name) for name in workbook.sheet_names)
        sheet = next((each for each in sheets if each.height), None)
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            for row in sheet.to_python(skip_empty_area=False) if sheet else ():
                writer.writerow([cell_text(value) for value in row])
    except (CalamineError, zipfile.BadZipFile, ValueError, OverflowError, MemoryError) as error:
        return str(error) or type(error).__name__
    return ""


def _bound(memory: int) -> None:
    """Let this process have so many bytes and no more, where the system knows how."""
    try:
        import resource
    except ImportError:  # Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (memory if hard < 0 else min(memory, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


if __name__ == "__main__":
    _bound(int(sys.argv[3]))
    fault = _convert(Path(sys.argv[1]), Path(sys.argv[2]))
    print(fault)
    sys.exit(1 if fault else 0)
