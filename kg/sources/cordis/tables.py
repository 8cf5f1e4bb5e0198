"""The tables of a CORDIS download, as csv, XLSX or JSON.

A table is told by its header, not by its file's name, so that every edition of the download is understood.
XLSX and JSON are first written as csv into a working folder: then memory stays bounded and there is one way to read.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import IO

from kg.sources.cordis.columns import COLUMNS, table_of
from kg.sources.cordis.files import Found, open_text

__all__ = ["Record", "Report", "SourceTable", "open_tables"]

Record = tuple[int, tuple[str, ...]]
Report = Callable[[str, int, str, str], None]


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One table: its kind (`project`, `organization`, …), the file it is in and its header."""

    kind: str
    file: str
    header: tuple[str, ...]
    delimiter: str
    _open: Callable[[], IO[bytes]]

    def records(self, report: Report | None = None) -> Iterator[Record]:
        """(row number, cells in the order of `COLUMNS[kind]`); a column that the file lacks is an empty cell.

        The header is row 1. Rows with fewer cells than the header go to `report` and are passed over.
        """
        places = {name: place for place, name in enumerate(self.header)}
        width = len(self.header)
        take = itemgetter(
            *(next((places[a] for a in aliases if a in places), width) for aliases in COLUMNS[self.kind].values())
        )
        csv.field_size_limit(1 << 30)
        with self._open() as raw, open_text(raw) as text:
            reader = csv.reader(text, delimiter=self.delimiter)
            next(reader, None)
            for number, cells in enumerate(reader, start=2):
                if len(cells) == width:
                    cells.append("")
                    yield number, take(cells)
                elif cells and report is not None:
                    report(self.file, number, "", f"{len(cells)} cells, expected {width}")


def open_tables(inputs: Sequence[Found], folder: Path) -> tuple[list[SourceTable], list[str]]:
    """The tables among the files, and the names of the files that hold none that is read.

    XLSX and JSON are written into `folder` as csv; it must last as long as the tables are used.
    """
    tables: list[SourceTable] = []
    unused: list[str] = []
    nested = [each for each in inputs if each.suffix == ".json"]
    plain = [each for each in inputs if each.suffix != ".json"]
    if nested:
        from kg.sources.cordis.json_tables import json_tables

        plain += json_tables(nested, folder)
    for each in plain:
        if each.suffix == ".xlsx":
            from kg.sources.cordis.xlsx import xlsx_as_csv

            each = xlsx_as_csv(each, folder)
        header, delimiter = _header(each)
        kind = table_of(header)
        if kind is None:
            unused.append(each.name)
        else:
            tables.append(SourceTable(kind, each.name, header, delimiter, each.open))
    return tables, unused


def _header(found: Found) -> tuple[tuple[str, ...], str]:
    """The column names in lower case and the delimiter, which is the one that the first line has most of."""
    with found.open() as raw, open_text(raw) as text:
        line = text.readline()
    delimiter = max(";,\t", key=line.count)
    names = next(csv.reader([line], delimiter=delimiter), [])
    return tuple(name.strip().lower() for name in names), delimiter
