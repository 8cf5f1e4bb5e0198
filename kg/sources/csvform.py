"""Why a file cannot be read as the table it should be: one sentence that names the cause, for the commonest ways."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Sequence

__all__ = ["decoded", "unlike"]

_SAVE = "save the table as CSV UTF-8, with commas between the cells"
_SIGNATURES = (
    (b"PK\x03\x04", "a zip file or an Excel workbook (.xlsx), whatever its name says"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls), whatever its name says"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "compressed (gzip)"),
    (b"BZh", "compressed (bzip2)"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xfd7zXZ", "compressed (xz)"),
    (b"\x28\xb5\x2f\xfd", "compressed (Zstandard)"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"SQLite format 3", "a database (SQLite)"),
)
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DELIMITERS = {";": ";", "\t": "a tab", "|": "|", ":": ":"}
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def decoded(raw: bytes) -> str | tuple[int, str]:
    """The text of a UTF-8 file without its byte order mark, or (row, what is wrong)."""
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            return 1, f"this is {what}; {_SAVE}"
    if raw.startswith(_UTF_32):
        return 1, f"the encoding is UTF-32, expected UTF-8; {_SAVE}"
    if raw.startswith(_UTF_16) or _wide(raw):
        return 1, f"the encoding is UTF-16 (Excel calls it Unicode Text), expected UTF-8; {_SAVE}"
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = len(re.findall(rb"\r\n|\n|\r", raw[: error.start])) + 1
        return row, _not_utf_8(raw, error.start)
    if "\0" in text:
        return _rows(text[: text.index("\0")]), "a NUL byte; is this a text file?"
    return text


def _wide(raw: bytes) -> bool:
    """UTF-16 without a byte order mark: every other byte of what is mostly Latin letters is 0."""
    head = raw[:400]
    return len(head) >= 8 and max(head[0::2].count(0), head[1::2].count(0)) * 2.5 > len(head)


def _not_utf_8(raw: bytes, place: int) -> str:
    message = f"byte {raw[place]:#04x} is not UTF-8"
    letters = sum(byte in b"\xe5\xe6\xf8\xc5\xc6\xd8\xe4\xf6\xfc\xd6\xc4\xe9" for byte in raw)
    others = sum(byte >= 0x80 for byte in raw)
    if letters * 2 > others:
        message += " (perhaps Windows-1252, as Excel saves by default)"
    head = re.split(rb"[\r\n]", raw, maxsplit=1)[0]
    if head.count(b";") > head.count(b","):
        message += ", and cells are separated by ;"
    return f"{message}; save the file as UTF-8 CSV"


def _rows(text: str) -> int:
    return len(re.findall(r"\r\n|\n|\r", text)) + 1


def unlike(text: str, expected: Sequence[str]) -> tuple[int, str] | None:
    """(row, what is wrong) of a text that is no table with the columns `expected`; None when it looks like one.

    The text's line ends are `\\n`. A header in which at least half of the columns are known is taken for one.
    """
    header = ",".join(expected)
    if not text.strip():
        return 1, f"the file is empty; expected the header {header}"
    markers = [number for number, line in enumerate(text.split("\n"), start=1) if line.startswith(_MARKERS)]
    if len(markers) > 1 or markers == [1]:
        return markers[0], "a git conflict marker; settle the conflict first"
    first = text.lstrip("\n").partition("\n")[0]
    row = len(text) - len(text.lstrip("\n")) + 1
    if re.match(r"\s*\"?sep=.", first, re.IGNORECASE):
        return row, f"the first line is {first.strip()!r}, expected the header; {_SAVE}"
    if _known(_cells(first, ","), expected) * 2 >= len(expected):
        return None
    if re.match(r"\s*(<!doctype|<html|<\?xml|<\w+[ >])", first, re.IGNORECASE):
        return row, f"this is a page in HTML or XML, whatever its name says; {_SAVE}"
    if re.match(r"\s*[\[{]\s*(\"|$|[\[{])", first):
        return row, f"this is JSON, whatever its name says; {_SAVE}"
    for delimiter, name in _DELIMITERS.items():
        if _known(_cells(first, delimiter), expected) * 2 >= len(expected):
            return row, f"cells are separated by {name}, expected ,; {_SAVE}"
    inner = _cells(first, ",")
    for delimiter in (",", *_DELIMITERS):
        if len(inner) == 1 and _known(_cells(inner[0], delimiter), expected) * 2 >= len(expected):
            return row, f"the whole row stands in one cell, in quotes; expected the cells {header}; {_SAVE}"
    if _known(first.split(), expected) * 2 >= len(expected):
        return row, f"cells are separated by spaces, expected ,; {_SAVE}"
    lines = list(enumerate(text.split("\n"), 1))[row:]
    later = next((number for number, line in lines if _known(_cells(line, ","), expected) > 1), 0)
    if later:
        return row, f"the header stands in row {later}, expected it in the first; take away what stands above it"
    if sum(not c.isprintable() and c not in "\n\t" for c in text[:1000]) * 10 > len(text[:1000]):
        return row, f"this is no text; {_SAVE}"
    if there := [column for column in expected if column in _cells(first, ",")]:
        return row, f"of the header only {', '.join(there)} is there; expected the first row {header}"
    return row, f"the header is missing; expected the first row {header}"


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _known(cells: Sequence[str], expected: Sequence[str]) -> int:
    return len({cell.strip().casefold() for cell in cells} & set(expected))
