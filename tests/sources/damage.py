"""What happens to downloads on their way: each damage takes the text of a table and gives the files that come of it."""

from __future__ import annotations

import csv
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["DAMAGES", "Files", "lay_out"]

Files = Mapping[str, bytes]
"""Contents by name."""
_DATE = re.compile(r"\b([12][0-9]{3})-([01][0-9])-([0-3][0-9])\b")
_CONFLICT = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> theirs\n"


def _rows(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def _text(rows: list[list[str]], delimiter: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def _delimiter(text: str) -> str:
    return max(",;\t", key=text.partition("\n")[0].count)


def each(change: Callable[[str, str], str | bytes]) -> Callable[[Files], Files]:
    """A damage of every csv file among some, by a function of its text and delimiter; other files stay."""

    def damaged(files: Files) -> Files:
        found = {}
        for name, content in files.items():
            if name.endswith((".csv", ".tsv")):
                text = content.decode("utf-8-sig")
                changed = change(text, _delimiter(text))
                content = changed if isinstance(changed, bytes) else changed.encode("utf-8")
            found[name] = content
        return found

    return damaged


def _cut(text: str, _: str) -> str:
    """The last row ends in the middle."""
    whole = text.rstrip("\n")
    return whole[: len(whole) - max(3, (len(whole) - whole.rindex("\n")) // 2)]


def _other_delimiter(text: str, delimiter: str) -> str:
    return _text(_rows(text, delimiter), "|")


def _spreadsheet(text: str, delimiter: str) -> str:
    return _text(_rows(text, delimiter), "," if delimiter == ";" else ";")


def _conflict(text: str, _: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[:-1]) + _CONFLICT.format(lines[-1], lines[-1])


def _swapped(text: str, delimiter: str) -> str:
    """Each cell of a row but the first stands one column to the right of its heading, the last one first."""
    header, *rows = _rows(text, delimiter)
    return _text([header, *([row[0], row[-1], *row[1:-1]] for row in rows)], delimiter)


def _twice(text: str, delimiter: str) -> str:
    header, *rows = _rows(text, delimiter)
    return _text([header, *rows, *rows], delimiter)


def _day_first(text: str, _: str) -> str:
    return _DATE.sub(lambda found: f"{found[3]}.{found[2]}.{found[1]} 00:00", text)


def _decimal_commas(text: str, delimiter: str) -> str:
    header, *rows = _rows(text, delimiter)
    changed = [[re.sub(r"^([0-9]+)\.([0-9]+)$", r"\1,\2", cell) for cell in row] for row in rows]
    return _text([header, *changed], delimiter)


def _zipped(files: Files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _nested(depth: int) -> Callable[[Files], Files]:
    def packed(files: Files) -> Files:
        content = _zipped(files)
        for number in range(depth - 1):
            content = _zipped({f"inner{number}.zip": content})
        return {"all.zip": content}

    return packed


def _bomb(files: Files) -> Files:
    """A zip whose list of members says that one of them unpacks to a hundred gigabytes."""
    content = bytearray(_zipped(files))
    place = content.index(b"PK\x01\x02")
    struct.pack_into("<L", content, place + 24, 0xF0000000)
    return {"all.zip": bytes(content)}


def _half_zip(files: Files) -> Files:
    content = _zipped(files)
    return {"all.zip": content[: len(content) // 2]}


def _flipped(files: Files) -> Files:
    """Bytes in the middle of the packed data are others than were written."""
    content = bytearray(_zipped(files))
    name = next(iter(files)).encode()
    start = content.index(name) + len(name) + 2
    for place in range(start, start + 12):
        content[place] ^= 0xFF
    assert zlib.crc32(bytes(content))
    return {"all.zip": bytes(content)}


DAMAGES: dict[str, Callable[[Files], Files]] = {
    "cut in a row": each(_cut),
    "cut to its header": each(lambda text, _: text.partition("\n")[0] + "\n"),
    "empty": each(lambda text, _: ""),
    "no header": each(lambda text, _: text.partition("\n")[2]),
    "| between cells": each(_other_delimiter),
    "saved by a spreadsheet with other marks": each(_spreadsheet),
    "carriage returns alone": each(lambda text, _: text.replace("\r\n", "\n").replace("\n", "\r")),
    "UTF-16": each(lambda text, _: text.encode("utf-16")),
    "Windows-1252": each(lambda text, _: text.encode("cp1252", "replace")),
    "a git conflict": each(_conflict),
    "cells under the wrong headings": each(_swapped),
    "every row twice": each(_twice),
    "dates as 25.05.2020 00:00": each(_day_first),
    "decimal commas": each(_decimal_commas),
    "a web page": each(lambda text, _: "<!DOCTYPE html>\n<html><body>Not found</body></html>\n"),
    "zip": _nested(1),
    "zip in a zip": _nested(2),
    "zip in a zip in a zip in a zip": _nested(4),
    "half a zip": _half_zip,
    "a zip with damaged bytes": _flipped,
    "a zip bomb": _bomb,
}


def lay_out(files: Files, folder: Path) -> Path:
    """The files in a folder."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
