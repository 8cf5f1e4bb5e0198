"""Text as published tables hold it: its encoding, and its rows, none of them longer than a table's can be."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import IO

from kg.errors import BadData, Problem
from kg.plain_text import encoding_of
from kg.sources.tabular.formats.found import shown

__all__ = ["Rows", "first_lines", "open_text"]

LONGEST_LINE = 8 << 20  # characters
LONGEST_CELL = 1 << 20
MOST_BLANK = 10_000  # empty rows one after another
_LOOKED_AT = 4096  # bytes that tell the encoding
_MARKER = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What is not UTF-8 is read as Windows-1252, byte by byte: old files are wholly or partly written in it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("samkart-cp1252", _as_cp1252)


def open_text(raw: IO[bytes]) -> io.TextIOWrapper:
    """The characters of a file: UTF-16 or UTF-32 if its first bytes tell so; UTF-8, or Windows-1252 where it is not."""
    encoding = encoding_of(raw.read(_LOOKED_AT))
    raw.seek(0)
    errors = "samkart-cp1252" if encoding.startswith("utf-8") else "strict"
    return io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline="")


def first_lines(raw: IO[bytes], most: int) -> tuple[str, list[str]]:
    """(the encoding, the first lines), as far as they can be decoded; lines longer than a table can have are cut."""
    found: list[str] = []
    length = 0
    with open_text(raw) as text:
        try:
            while len(found) < most and length < LONGEST_LINE and (line := text.readline(LONGEST_LINE)):
                found.append(line)
                length += len(line)
        except UnicodeError:  # told when the table is read
            pass
        return text.encoding, found


def is_conflict(line: str) -> bool:
    """Does git's mark of an unsettled conflict stand here?"""
    return _MARKER.match(line) is not None


class LineError(Exception):
    """A line that no table can have."""


class Rows:
    """A csv reader of a text, which tells what no reader does: that the text is cut, or damaged.

    `ended` is true of a row that goes on past the last line: it ends inside a quoted cell.
    """

    ERRORS = (csv.Error, UnicodeDecodeError, LineError)
    """What iterating over `reader` raises; `broken` makes BadData of them."""

    def __init__(self, text: io.TextIOWrapper, file: str, delimiter: str) -> None:
        csv.field_size_limit(LONGEST_CELL)
        self.ended = False
        self._file = file
        self._text = text
        self._last = ""
        self._blank = self._blank_row = 0
        self.reader = csv.reader(self._lines(), delimiter=delimiter)

    def _lines(self) -> Iterator[str]:
        readline, longest = self._text.readline, LONGEST_LINE
        while line := readline(longest):
            if "\0" in line:
                raise LineError("a NUL byte: the file is damaged; download it again")
            if len(line) == longest:
                raise LineError(f"a line of more than {longest:,} characters")
            self._last = line
            yield line
        self.ended = True

    def check(self, row: int, cells: list[str], width: int) -> None:
        """Raise BadData if a row of another width than the header says that the file is not whole.

        That is: git's mark of a conflict stands in its place, the file ends in the middle of it, or it is one of
        thousands without anything.
        """
        if not cells:
            self._blank = self._blank + 1 if row == self._blank_row + 1 else 1
            self._blank_row = row
        if self._blank > MOST_BLANK:
            raise self.broken(row, LineError(f"more than {MOST_BLANK:,} empty rows one after another"))
        if cells and is_conflict(cells[0]):
            mark = shown(cells[0][:40])
            raise self.broken(row, LineError(f"a mark of an unsettled conflict in git ({mark}); settle it first"))
        if cells and not self._last.endswith(("\n", "\r")):
            message = f"the file ends in the middle of a row ({len(cells)} cells, expected {width})"
            raise self.broken(row, LineError(f"{message}: it is cut; download it again"))

    def cut(self, row: int) -> BadData:
        """For a row that ends inside a quoted cell."""
        return self.broken(row, LineError("the file ends inside a quoted cell: it is cut; download it again"))

    def broken(self, row: int, error: Exception) -> BadData:
        """BadData with what stands in a row."""
        message = str(error)
        if isinstance(error, UnicodeDecodeError):
            message = f"not readable as {self._text.encoding.upper()} ({error.reason})"
        elif isinstance(error, csv.Error):
            message = f"a cell of more than {LONGEST_CELL:,} characters, or no row ({error})"
        return BadData(f"{self._file} is not whole", (Problem(self._file, row, "", message),))
