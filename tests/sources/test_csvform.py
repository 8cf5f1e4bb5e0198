"""A file that is not the table it should be has one problem, which names the cause."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from pathlib import Path

import pytest

from kg.errors import Cause
from kg.sources.csvfile import read_table

COLUMNS = ("actor", "network", "start", "source")
TEXT = "actor,network,start,source\nasker,eurocities,2020,page\nås,ringen,,page\n"


def zipped(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("memberships.csv", text)
    return stream.getvalue()


ROWS = [
    {"actor": "asker", "network": "eurocities", "start": "2020", "source": "page"},
    {"actor": "ås", "network": "ringen", "start": "", "source": "page"},
]
SEMICOLONS = TEXT.replace(",", ";")
QUOTED = TEXT.replace("ringen", '"ringen, den ""store""; øst"')
"""Text with quotes, commas and semicolons in a cell, as it may be put into one cell by a spreadsheet."""
READABLE: dict[str, tuple[bytes, list[str]]] = {
    "a byte order mark": (TEXT.encode("utf-8-sig"), []),
    "line ends of Windows": (TEXT.replace("\n", "\r\n").encode(), []),
    "line ends of old Macs": (TEXT.replace("\n", "\r").encode(), []),
    "semicolons": (SEMICOLONS.encode(), ["cells are separated by ;"]),
    "semicolons, mark and CRLF": (
        SEMICOLONS.replace("\n", "\r\n").encode("utf-8-sig"),
        ["cells are separated by ;"],
    ),
    "tabs": (TEXT.replace(",", "\t").encode(), ["cells are separated by a tab"]),
    "ANSI": (TEXT.encode("cp1252"), ["the encoding is Windows-1252"]),
    "ANSI and semicolons": (
        SEMICOLONS.encode("cp1252"),
        ["the encoding is Windows-1252", "cells are separated by ;"],
    ),
    "Unicode Text of Excel": (
        TEXT.replace(",", "\t").replace("\n", "\r\n").encode("utf-16"),
        ["the encoding is UTF-16", "cells are separated by a tab"],
    ),
    "UTF-16 without a mark": (TEXT.encode("utf-16-le"), ["the encoding is UTF-16"]),
    "UTF-16, the high byte first": (TEXT.encode("utf-16-be"), ["the encoding is UTF-16"]),
    "UTF-32": (TEXT.encode("utf-32"), ["the encoding is UTF-32"]),
    "sep=;": (
        ("sep=;\r\n" + SEMICOLONS).encode("utf-8-sig"),
        ["the first row states the delimiter", "cells are separated by ;"],
    ),
    "sep=,": (("SEP=,\n" + TEXT).encode(), ["the first row states the delimiter"]),
    "sep=|": (
        ('"sep=|"\n' + TEXT.replace(",", "|")).encode(),
        ["the first row states the delimiter", "cells are separated by |"],
    ),
    "empty columns and rows at the end": (
        ("".join(f"{line};;;\n" for line in SEMICOLONS.splitlines()) + ";;;;;;\n" * 40).encode(),
        ["cells are separated by ;"],
    ),
    "each row in quotes": (
        "\n".join(f'"{line}"' for line in TEXT.split()).encode(),
        ["each row stands in one cell, , between its own"],
    ),
    "each row padded with ;": (
        TEXT.replace("\n", ";;\n").encode(),
        ["each row stands in one cell, , between its own"],
    ),
}


@pytest.mark.parametrize("form", READABLE)
def test_what_spreadsheets_make_of_a_table_is_read(tmp_path: Path, form: str) -> None:
    content, unusual = READABLE[form]
    path = tmp_path / "memberships.csv"
    path.write_bytes(content)
    table = read_table(path, COLUMNS)
    assert (table.problems, [row.cells for row in table.rows]) == ([], ROWS)
    assert table.form.unusual() == unusual


def test_a_row_that_a_spreadsheet_took_for_cells_is_put_together(tmp_path: Path) -> None:
    """Norwegian Excel opens a table with commas as one column, or more where a text has ;, and saves that."""
    path = tmp_path / "memberships.csv"
    seen = list(csv.reader(io.StringIO(QUOTED), delimiter=";"))
    for width in (1, 3):
        stream = io.StringIO()
        padded = ([*row, *[""] * (width - len(row))] for row in seen)
        csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(padded)
        path.write_text(stream.getvalue(), "utf-8", newline="")
        table = read_table(path, COLUMNS)
        assert [row.cells["network"] for row in table.rows] == ["eurocities", 'ringen, den "store"; øst']
        assert (table.problems, table.form.inner) == ([], ",")


UNREADABLE = {
    "cells are separated by |, expected ,": TEXT.replace(",", "|").encode(),
    "cells are separated by :, expected ,": TEXT.replace(",", ":").encode(),
    "byte 0x86 is neither UTF-8 nor, by what stands around it, Windows-1252": TEXT.replace("ås", "båt").encode("cp850"),
    "byte 0x8c is neither": TEXT.replace("ås", "båt").encode("mac-roman"),
    "byte 0xc0 is neither": TEXT.replace("ås", "Архангельск").encode("cp1251"),
    "it begins as UTF-16 and is not whole": TEXT.encode("utf-16") + b"\n",
    "a NUL byte": TEXT.encode() + bytes(3),
    "the header is missing": TEXT.partition("\n")[2].encode(),
    "of the header only actor is there; expected the first row actor,network,start,source": b"actor,x,y\nasker,a,b\n",
    "the header stands in row 3": ("Medlemmer\n\n" + TEXT).encode(),
    "the header stands in row 2": ("Medlemmer;;;\n" + SEMICOLONS).encode(),
    "a git conflict marker": f"<<<<<<< HEAD\n{TEXT}=======\n{TEXT}>>>>>>> other\n".encode(),
    "a zip file or an Excel workbook": zipped(TEXT),
    "compressed (gzip)": gzip.compress(TEXT.encode()),
    "an old Excel workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "an image (PNG)": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "a page in HTML or XML": b"<!DOCTYPE html><html><body>Log in</body></html>",
    "this is JSON": b'[{"actor": "asker"}]',
    "this is no text": bytes(range(1, 9)) * 40,
    "the file is empty": b" \n",
    "not readable as CSV (unexpected end of data); check the quotes": TEXT.replace("asker", '"asker').encode(),
    "a quote is opened in this row": (TEXT.replace("asker", '"asker') + 'oslo,"').encode(),
}


@pytest.mark.parametrize("expected", UNREADABLE)
def test_the_cause_is_told_once(tmp_path: Path, expected: str) -> None:
    path = tmp_path / "memberships.csv"
    path.write_bytes(UNREADABLE[expected])
    table = read_table(path, COLUMNS)
    assert (table.rows, table.readable) == ([], False)
    (problem,) = table.problems
    assert expected in problem.message
    assert problem.cause == Cause.FORM


def test_a_folder_and_a_pipe_are_no_tables(tmp_path: Path) -> None:
    import os

    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("folder.csv", "pipe.csv"):
        (problem,) = read_table(tmp_path / name, COLUMNS).problems
        assert problem.message == "not a file"


def test_a_cut_file_and_many_short_rows_are_one_problem_each(tmp_path: Path) -> None:
    path = tmp_path / "memberships.csv"
    path.write_text(TEXT + "oslo,eurocit", "utf-8")
    table = read_table(path, COLUMNS)
    assert [str(problem) for problem in table.problems] == [
        "memberships.csv, row 4: 2 cells, expected 4; the file ends within this row: is it whole?"
    ]
    assert (len(table.rows), table.refused) == (2, {"oslo"})
    path.write_text(TEXT + "oslo;eurocities\n" * 30, "utf-8")
    assert [str(problem) for problem in read_table(path, COLUMNS).problems] == [
        "memberships.csv, row 4: 1 cells, expected 4; so in all rows to 33"
    ]


def test_a_column_that_is_only_written_otherwise_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "memberships.csv"
    path.write_text(TEXT.replace("network", "Net work"), "utf-8")
    table = read_table(path, COLUMNS)
    assert [problem.message for problem in table.problems] == ["unknown column; perhaps network, which is missing"]
    assert table.missing == {"network"}


def test_what_looks_like_a_line_end_within_a_cell_is_none(tmp_path: Path) -> None:
    path = tmp_path / "memberships.csv"
    path.write_text(TEXT.replace("asker", "as\u2028ker"), "utf-8")
    assert [row.cells["actor"] for row in read_table(path, COLUMNS).rows] == ["as\u2028ker", "ås"]


def test_columns_without_name_and_content_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "memberships.csv"
    path.write_text("".join(f"{line},,\n" for line in TEXT.splitlines()), "utf-8")
    assert read_table(path, COLUMNS).problems == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_byte_of_another_encoding_has_its_row_and_column(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "memberships.csv"
    path.write_bytes((TEXT + "bærum,").replace(",", delimiter).encode() + "nærnett".encode("cp1252"))
    (problem,) = read_table(path, COLUMNS).problems
    message = "byte 0xe6 is not UTF-8, but other letters are: the file mixes encodings"
    assert (problem.row, problem.column, problem.message.partition(";")[0]) == (4, "network", message)
