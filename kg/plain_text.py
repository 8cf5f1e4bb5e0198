"""The text in a file that a person hands over, whichever program saved it: one way to read it for all of Samkart.

UTF-8 with or without a byte order mark, UTF-16 and UTF-32 (Notepad, PowerShell, Excel's Unicode Text) and Windows-1252
(what Excel and Notepad call ANSI) are read where it is certain which of them it is; all else is told in one sentence.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadData, KgError, NotFound

__all__ = ["NotText", "PlainText", "decode", "encoding_of", "read_text", "text_of"]

_LARGEST = 100_000_000  # bytes: nobody writes so much by hand
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
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4096  # bytes that tell the encoding
_LINE_END = re.compile(rb"\r\n|\n|\r")
_UTF_8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PLAUSIBLE = re.compile("[\u00a0-\u024f\u0370-\u04ff\u1e00-\u1eff\u2010-\u203a\u20ac]")  # Latin, Greek, Cyrillic, signs
_UNUSED_IN_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# What other code pages (of DOS, of the Mac) have as letters is no letter in Windows-1252, or a capital one.
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’´·–—…\u00ad](?=[^\W\d_])|(?<=[a-zæøå])[ŒŠŽŸ](?=[a-zæøå])")
_FOREIGN_RUN = re.compile(rb"[\xc0-\xff]{4}")  # as Cyrillic or Greek in a code page of its own


class NotText(Exception):
    """Bytes that are no text, or of which it is not certain what text: what is wrong, in which row, at which byte."""

    def __init__(self, message: str, row: int = 1, place: int = 0) -> None:
        super().__init__(message)
        self.row = row
        self.place = place


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text without byte order mark, its line ends as they are in the file, and the encoding that it was saved in."""

    text: str
    encoding: str

    @property
    def unusual(self) -> str:
        """What people call the encoding; empty for UTF-8, with or without its mark."""
        return {"utf-8": "", "utf-8-sig": "", "cp1252": "Windows-1252"}.get(
            self.encoding, self.encoding.upper().removesuffix("-LE").removesuffix("-BE")
        )


def encoding_of(start: bytes) -> str:
    """The encoding that the first bytes of a file tell; `utf-8-sig` where they tell none.

    >>> encoding_of("Bærum".encode("utf-16-le") * 3), encoding_of("Bærum".encode("cp1252"))
    ('utf-16-le', 'utf-8-sig')
    """
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding
    start = start[:_LOOKED_AT]
    pairs = len(start) // 2
    even, odd = start[0 : 2 * pairs : 2].count(0), start[1 : 2 * pairs : 2].count(0)
    if pairs > 4 and max(even, odd) > pairs * 0.6 and min(even, odd) < pairs * 0.1:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8-sig"


def decode(raw: bytes) -> PlainText:
    """The text of some bytes. Raises NotText for what is no text, and for what may be read in more than one way."""
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            raise NotText(f"this is {what}")
    encoding = encoding_of(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if not encoding.startswith("utf-8"):
            name = PlainText("", encoding).unusual
            raise NotText(f"it begins as {name} and is not whole ({error.reason})", 1, error.start) from error
        text, encoding = _as_1252(raw, error.start), "cp1252"
    if encoding == "utf-8-sig" and not raw.startswith(codecs.BOM_UTF8):
        encoding = "utf-8"
    if "\0" in text:
        before = text[: text.index("\0")].encode("utf-8", "replace")
        raise NotText("a NUL byte, which no text has", _row(before), len(before))
    return PlainText(text.lstrip("\ufeff"), encoding)


def _as_1252(raw: bytes, place: int) -> str:
    """What is not UTF-8 as Windows-1252. Raises NotText where that is not certain."""
    row, byte = _row(raw[:place]), f"byte {raw[place]:#04x}"
    if any(_PLAUSIBLE.match(found[0].decode("utf-8", "replace")) for found in _UTF_8_LETTER.finditer(raw)):
        raise NotText(f"{byte} is not UTF-8, but other letters are: the file mixes encodings", row, place)
    text = raw.decode("cp1252", "replace")
    if b"\0" in raw or _UNUSED_IN_1252.search(raw) or _FOREIGN_RUN.search(raw) or _SIGN_IN_WORD.search(text):
        raise NotText(f"{byte} is neither UTF-8 nor, by what stands around it, Windows-1252", row, place)
    return text


def _row(before: bytes) -> int:
    return len(_LINE_END.findall(before)) + 1


def text_of(raw: bytes, name: str, expected: str) -> str:
    """The text of some bytes, its line ends as `\\n`. Raises BadData: one sentence with the `name` and what was
    `expected`, as in "a SPARQL query".
    """
    try:
        text = decode(raw).text
    except NotText as error:
        where = f", row {error.row}" if error.place else ""
        raise BadData(f"{name}{where}: {error}; expected {expected} in UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: Path, expected: str) -> str:
    """The text in a file, as `text_of`. Raises NotFound for a missing file, KgError for one that cannot be read."""
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise NotFound(f"there is no file {path}") from error
    except OSError as error:
        raise KgError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(raw) > _LARGEST:
        raise BadData(f"{path}: larger than {_LARGEST // 1_000_000} MB; expected {expected}")
    return text_of(raw, str(path), expected)
