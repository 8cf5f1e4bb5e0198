"""A file that is not the table it should be has one problem, which names the cause."""

from __future__ import annotations

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


UNREADABLE = {
    "cells are separated by ;, expected ,": TEXT.replace(",", ";").encode(),
    "cells are separated by a tab, expected ,": TEXT.replace(",", "\t").encode(),
    "cells are separated by |, expected ,": TEXT.replace(",", "|").encode(),
    "byte 0xe5 is not UTF-8 (perhaps Windows-1252": TEXT.encode("cp1252"),
    "and cells are separated by ;": TEXT.replace(",", ";").encode("cp1252"),
    "the encoding is UTF-16": TEXT.encode("utf-16"),
    "the encoding is UTF-16 (": TEXT.encode("utf-16-le"),
    "the encoding is UTF-32": TEXT.encode("utf-32"),
    "the first line is 'sep=;'": b"sep=;\n" + TEXT.replace(",", ";").encode(),
    "the first line is 'sep=,'": b"sep=,\n" + TEXT.encode(),
    "the header is missing": TEXT.partition("\n")[2].encode(),
    "of the header only actor is there; expected the first row actor,network,start,source": b"actor,x,y\nasker,a,b\n",
    "the header stands in row 3": ("Medlemmer\n\n" + TEXT).encode(),
    "the whole row stands in one cell": "\n".join(f'"{line}"' for line in TEXT.split()).encode(),
    "a git conflict marker": f"<<<<<<< HEAD\n{TEXT}=======\n{TEXT}>>>>>>> other\n".encode(),
    "a zip file or an Excel workbook": zipped(TEXT),
    "compressed (gzip)": gzip.compress(TEXT.encode()),
    "an old Excel workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
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
