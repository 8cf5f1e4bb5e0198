"""The sheets of a workbook (XLSX, ODS, XLS) as csv; python-calamine does not trust a sheet's stated dimension."""

from __future__ import annotations

import csv
import datetime
import json
import shutil
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.sources.tabular.formats.found import Found, open_binary, shown

__all__ = ["WORKBOOKS", "cell_text", "sheets_as_csv"]

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")

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


def sheets_as_csv(found: Found, folder: Path) -> list[Found]:
    """The sheets that have rows, as csv in `folder`, row by row under the same numbers; named `file, sheet NAME` where
    there are several. Raises KgError for a file that is no workbook.

    It is read by a process of its own, with bounds on memory and time: a file of some kB can have cells without end.
    """
    place = len(list(folder.iterdir()))
    source, target = folder / f"{place}{found.suffix}", folder / f"{place}"
    target.mkdir()
    with found.opened() as stream, source.open("wb") as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
    command = [sys.executable, "-m", "kg.sources.tabular.formats.workbook", str(source), str(target), str(MOST_MEMORY)]
    kind = found.suffix.removeprefix(".").upper()
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=MOST_TIME
        )
    except subprocess.TimeoutExpired as error:
        raise KgError(f"{found.name} is not a readable {kind} file: {MOST_TIME} s did not do for it") from error
    if done.returncode != 0:
        why = shown(done.stdout.strip()) or f"more memory than {MOST_MEMORY >> 30} GB would be needed"
        raise KgError(f"{found.name} is not a readable {kind} file: {why}")
    source.unlink()
    names = json.loads(done.stdout)
    told = [f"{found.name}, sheet {shown(name)}" if len(names) > 1 else found.name for name in names]
    return [Found(name, partial(open_binary, target / f"{n}.csv")) for n, name in enumerate(told)]


def _unmerged(rows: list[list[Any]], merged: Any) -> list[list[Any]]:
    """Cells that are merged down a column say the same in every row of it. Across columns, as titles are, they do not:
    two columns are not called alike.
    """
    for (first, column), (last, _) in merged or ():
        for row in range(first + 1, min(last + 1, len(rows))):
            if column < len(rows[row]) and column < len(rows[first]):
                rows[row][column] = rows[first][column]
    return rows


def _convert(source: Path, target: Path) -> tuple[list[str], str]:
    """Write a csv for each sheet that has rows: the sheets' names, or what is wrong with the file."""
    from python_calamine import CalamineError, CalamineWorkbook

    names: list[str] = []
    try:
        workbook = CalamineWorkbook.from_path(source)
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if not sheet.height:
                continue
            with (target / f"{len(names)}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream, delimiter=";")
                for row in _unmerged(sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges):
                    writer.writerow([cell_text(value) for value in row])
            names.append(name)
    except (CalamineError, zipfile.BadZipFile, ValueError, OverflowError, MemoryError) as error:
        return [], str(error) or type(error).__name__
    return names, ""


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
    sheets, fault = _convert(Path(sys.argv[1]), Path(sys.argv[2]))
    print(fault or json.dumps(sheets))
    sys.exit(1 if fault else 0)
