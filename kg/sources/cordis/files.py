"""Finding the tables of a CORDIS download: in a zip, a folder or single files, as csv, XLSX or JSON.

A table is told by its header, not by its file's name, so that every edition of the download is understood.
XLSX and JSON are first written as csv into a working folder: then memory stays bounded and there is one way to read.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import IO

from kg.errors import KgError, NotFound
from kg.sources.cordis.columns import COLUMNS, table_of

__all__ = ["Found", "Record", "Table", "checksum", "find_inputs", "open_binary", "open_tables"]

Record = tuple[int, tuple[str, ...]]
Report = Callable[[str, int, str, str], None]
_SUFFIXES = {".csv", ".txt", ".tsv", ".xlsx", ".json"}


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What is not UTF-8 is read as Windows-1252, byte by byte: old files are wholly or partly written in it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("samkart-cp1252", _as_cp1252)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may hold a table: its shown name and how to open it as bytes."""

    name: str
    open: Callable[[], IO[bytes]]

    @property
    def suffix(self) -> str:
        """The ending of the name, in lower case."""
        return Path(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Table:
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
        with self._open() as raw, _text(raw) as text:
            reader = csv.reader(text, delimiter=self.delimiter)
            next(reader, None)
            for number, cells in enumerate(reader, start=2):
                if len(cells) == width:
                    cells.append("")
                    yield number, take(cells)
                elif cells and report is not None:
                    report(self.file, number, "", f"{len(cells)} cells, expected {width}")


def _text(raw: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, encoding="utf-8-sig", errors="samkart-cp1252", newline="")


def open_binary(path: Path) -> IO[bytes]:
    """A file, to read its bytes."""
    return path.open("rb")


def find_inputs(paths: Sequence[Path]) -> list[Found]:
    """The files that may hold tables, in folders and zips too, sorted by name. Raises NotFound for a missing path."""
    found: list[Found] = []
    for path in paths:
        if not path.exists():
            raise NotFound(f"{path} is not there")
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            if file.suffix.lower() == ".zip":
                found.extend(_members(file, name))
            elif file.suffix.lower() in _SUFFIXES:
                found.append(Found(name, partial(open_binary, file)))
    return sorted(found, key=lambda each: each.name)


def _members(file: Path, name: str) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(file) as archive:
            members = [info.filename for info in archive.infolist() if not info.is_dir()]
    except zipfile.BadZipFile as error:
        raise KgError(f"{name} is not a whole zip file ({error}); download it again") from error
    for member in members:
        if Path(member).suffix.lower() == ".zip":
            inner = io.BytesIO(zipfile.ZipFile(file).read(member))
            with zipfile.ZipFile(inner) as archive:
                for each in archive.namelist():
                    if Path(each).suffix.lower() in _SUFFIXES:
                        yield Found(f"{name}/{member}/{each}", _opener(inner, each))
        elif Path(member).suffix.lower() in _SUFFIXES:
            yield Found(f"{name}/{member}", _opener(file, member))


def _opener(archive: Path | io.BytesIO, member: str) -> Callable[[], IO[bytes]]:
    return lambda: zipfile.ZipFile(archive).open(member)


def open_tables(inputs: Sequence[Found], folder: Path) -> tuple[list[Table], list[str]]:
    """The tables among the files, and the names of the files that hold none that is read.

    XLSX and JSON are written into `folder` as csv; it must last as long as the tables are used.
    """
    tables: list[Table] = []
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
            tables.append(Table(kind, each.name, header, delimiter, each.open))
    return tables, unused


def _header(found: Found) -> tuple[tuple[str, ...], str]:
    """The column names in lower case and the delimiter, which is the one that the first line has most of."""
    with found.open() as raw, _text(raw) as text:
        line = text.readline()
    delimiter = max(";,\t", key=line.count)
    names = next(csv.reader([line], delimiter=delimiter), [])
    return tuple(name.strip().lower() for name in names), delimiter


def checksum(paths: Sequence[Path]) -> str:
    """`sha256:…` of one file; of several, of the list of their names and digests."""
    files = sorted(f for path in paths for f in (path.rglob("*") if path.is_dir() else [path]) if f.is_file())
    digests = []
    for file in files:
        with file.open("rb") as stream:
            digests.append((file.name, hashlib.file_digest(stream, "sha256").hexdigest()))
    if len(digests) == 1:
        return f"sha256:{digests[0][1]}"
    listing = "".join(f"{digest}  {name}\n" for name, digest in digests)
    return f"sha256:{hashlib.sha256(listing.encode()).hexdigest()}"
