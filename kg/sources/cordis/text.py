"""Text as CORDIS tables hold it: its encoding, and its rows, none of them longer than a table's can be."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import IO

from kg.errors import BadData, Problem

__all__ = ["Rows", "first_lines", "open_text"]

LONGEST_LINE = 8 << 20  # characters
LONGEST_CELL = 1 << 20
MOST_BLANK = 10_000  # empty rows one after another
_LOOKED_AT = 4096  # bytes that tell the encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKER = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What is not UTF-8 is read as Windows-1252, byte by byte: old files are wholly or partly written in it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("samkart-cp1252", _as_cp1252)


def open_text(raw: IO[bytes]) -> io.TextIOWrapper:
    """The characters of a file: UTF-16 or UTF-32 if its first bytes tell so; UTF-8, or Windows-1252 where it is not."""
    encoding = _encoding(raw.read(_LOOKED_AT))
    raw.seek(0)
    errors = "samkart-cp1252" if encoding.startswith("utf-8") else "strict"
    return io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline="")


def _encoding(start: bytes) -> str:
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding
    pairs = len(start) // 2
    even, odd = start[0 : 2 * pairs : 2].count(0), start[1 : 2 * pairs : 2].count(0)
    if pairs > 4 and max(even, odd) > pairs * 0.6 and min(even, odd) < pairs * 0.1:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8-sig"


def first_lines(raw: IO[bytes]) -> list[str]:
    """The first two lines, cut where they are longer than a table's can be; none if they cannot be decoded."""
    with open_text(raw) as text:
        try:
            return [line for _ in range(2) if (line := text.readline(LONGEST_LINE))]
        except UnicodeError:
            return []


def is_conflict(line: str) -> bool:
    """Does git's mark of an unsettled conflict stand here?"""
    return _MARKER.match(line) is not None


class Rows:
    """The rows of a table with their numbers, the first being 1; raises BadData where the text is no whole table's.

    That is: it ends inside a quoted cell or in the middle of a row, has a mark of git's where a row should be, a NUL
    byte, a line or cell that is longer than any can be, or nothing but empty rows.
    """

    def __init__(self, text: io.TextIOWrapper, file: str, delimiter: str, width: int) -> None:
        self.file = file
        self._text = text
        self._delimiter = delimiter
        self._width = width
        self._row = 0
        self._last = ""
        self._ended = False

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        csv.field_size_limit(LONGEST_CELL)
        reader = csv.reader(self._lines(), delimiter=self._delimiter)
        blank = 0
        try:
            for number, cells in enumerate(reader, start=1):
                self._row = number
                if self._ended:
                    raise self._broken("the file ends inside a quoted cell: it is cut; download it again")
                if len(cells) != self._width:
                    self._check(cells)
                    blank = 0 if cells else blank + 1
                    if blank > MOST_BLANK:
                        raise self._broken(f"more than {MOST_BLANK:,} empty rows one after another")
                yield number, cells
        except csv.Error as error:
            self._row += 1
            raise self._broken(f"a cell of more than {LONGEST_CELL:,} characters, or not a row ({error})") from error
        except UnicodeError as error:
            self._row += 1
            raise self._broken(f"not readable as {self._text.encoding.upper()} ({error})") from error

    def _lines(self) -> Iterator[str]:
        readline = self._text.readline
        while line := readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                self._row += 1
                raise self._broken(f"a line of more than {LONGEST_LINE:,} characters")
            if "\0" in line:
                self._row += 1
                raise self._broken("a NUL byte: the file is damaged; download it again")
            self._last = line
            yield line
        self._ended = True

    def _check(self, cells: list[str]) -> None:
        if cells and is_conflict(cells[0]):
            raise self._broken(f"a mark of an unsettled conflict in git ({cells[0][:40]}); settle it first")
        if cells and self._row > 1 and not self._last.endswith(("\n", "\r")):
            message = f"the file ends in the middle of a row ({len(cells)} cells, expected {self._width})"
            raise self._broken(f"{message}: it is cut; download it again")

    def _broken(self, message: str) -> BadData:
        return BadData(f"{self.file} is not whole", (Problem(self.file, self._row, "", message),))
