"""The text in files that people hand over, whichever program saved them."""

from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadData, NotFound
from kg.plain_text import NotText, decode, read_text, text_of

SAID = "Bærum og «Måsøy» – 5 €\r\nEvenášši\rØst\n"


@pytest.mark.parametrize(
    ("encoding", "mark", "unusual"),
    [
        ("utf-8", b"", ""),
        ("utf-8", codecs.BOM_UTF8, ""),
        ("utf-8", codecs.BOM_UTF8 * 2, ""),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32"),
        ("cp1252", b"", "Windows-1252"),
    ],
)
def test_every_form_is_the_same_text(tmp_path: Path, encoding: str, mark: bytes, unusual: str) -> None:
    found = decode(mark + SAID.encode(encoding))
    assert (found.text, found.unusual) == (SAID, unusual)
    (tmp_path / "a.txt").write_bytes(mark + SAID.encode(encoding))
    assert read_text(tmp_path / "a.txt", "words") == "Bærum og «Måsøy» – 5 €\nEvenášši\nØst\n"


@pytest.mark.parametrize(
    ("raw", "message", "row"),
    [
        ("Øst\nvest".encode() + b" \xf8", "byte 0xf8 is not UTF-8, but other letters are: the file mixes encodings", 2),
        ("r\ngrønn".encode("cp850"), "byte 0x9b is neither UTF-8 nor, by what stands around it, Windows-1252", 2),
        ("r\ngrønn".encode("cp437", "replace") + b"\x9bn", "byte 0x9b is neither", 2),
        ("båt".encode("mac-roman"), "byte 0x8c is neither", 1),
        ("Москва".encode("cp1251"), "byte 0xcc is neither", 1),
        (b"a\nb\n\0\n", "a NUL byte, which no text has", 3),
        (b"a\xe5\0", "byte 0xe5 is neither", 1),
        (b"\xff\xfea\0b", "it begins as UTF-16 and is not whole (truncated data)", 1),
        (gzip.compress(b"x", mtime=0), "this is compressed (gzip)", 1),
        (b"\x89PNG\r\n", "this is an image (PNG)", 1),
        (b"PK\x03\x04", "this is a zip file or an Excel workbook (.xlsx), whatever its name says", 1),
    ],
)
def test_what_is_no_text_or_not_certain_is_told(raw: bytes, message: str, row: int) -> None:
    with pytest.raises(NotText) as caught:
        decode(raw)
    assert str(caught.value).startswith(message)
    assert caught.value.row == row
    with pytest.raises(BadData, match=r"; expected words in UTF-8$") as told:
        text_of(raw, "a.txt", "words")
    assert str(told.value).startswith("a.txt")
    assert "\n" not in str(told.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"there is no file .*none"):
        read_text(tmp_path / "none", "words")


@given(st.text(min_size=1, alphabet=st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])))
def test_what_is_written_in_utf_8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode("utf-8-sig")).text == text


@given(st.binary(max_size=100))
def test_any_bytes_are_text_or_told(raw: bytes) -> None:
    try:
        found = decode(raw)
    except NotText as error:
        assert str(error)
    else:
        assert "\0" not in found.text
