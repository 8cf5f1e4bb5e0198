"""Workbooks as openpyxl and LibreOffice read them back: types, text that stays text, filters, sheets."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kg.errors import KgError
from kg.model.table import Cell, Table
from kg.views.exports.workbook import facts, workbook
from kg.vocab import SKD

ID = f"{SKD}actor/oslo"
TABLE = Table(
    ["partner", "number", "latest", "start", "as_of", "share", "money", "known"],
    ["Partner", "Nummer", "Sist", "Fra", "Per", "Andel", "Tilskudd", ""],
    ["actor", "text", "year", "date", "date", "number", "decimal", "boolean"],
    [
        [
            Cell(ID, '=HYPERLINK("http://evil.example/";"Oslo")'),
            Cell.of("0301"),
            Cell("2025", "2025"),
            Cell("2020-01-01", "2020-01-01"),
            Cell("2019-12", "2019-12"),
            Cell(0.25, "0.25"),
            Cell(Decimal("1234.50"), "1234.50"),
            Cell(True, "ja"),
        ],
        [Cell.of("+47\x07 AS"), *[Cell(None, "")] * 7],
    ],
    numbers=lambda: {ID: {"municipality_number": "0301"}},
)


def made(*sheets: tuple[str, Table]) -> bytes:
    return workbook([*(sheets or [("Svar", TABLE)]), ("Kilder", facts({})), ("Om", facts({"Spurt": "kg"}))])


def test_types_and_texts() -> None:
    book = load_workbook(io.BytesIO(made()))
    assert book.sheetnames == ["Svar", "Kilder", "Om"]
    sheet = book["Svar"]
    assert [[cell.value for cell in row] for row in sheet] == [
        [
            *("Partner", "Nummer", "Sist", "Fra", "Per", "Andel", "Tilskudd", "known"),
            *("partner_iri", "partner_key", "partner_municipality_number"),
        ],
        [
            *('=HYPERLINK("http://evil.example/";"Oslo")', "0301", 2025, datetime(2020, 1, 1), "2019-12", 0.25),
            *(1234.5, "ja", ID, "oslo", "0301"),
        ],
        ["+47 AS", *[None] * 10],
    ]
    assert [cell.data_type for cell in sheet[2]] == list("ssndsnnssss")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:K3")
    assert [cell.font.b for cell in sheet[1]] == [True] * 11
    assert [cell.number_format for cell in sheet[2]][8:] == ["@"] * 3


def test_the_same_tables_give_the_same_bytes() -> None:
    assert made() == made()


def test_titles_are_what_excel_takes() -> None:
    long = "Hvilke nettverk, kontorer og råd er en aktør medlem av?"
    odd = "a/b:c*[d]'?"
    sheets = [(title, facts({"a": 1})) for title in (long, long, odd, "KILDER", "")]
    names = load_workbook(io.BytesIO(made(*sheets))).sheetnames
    assert names == [long[:31], f"{long[:27]} 2", "a b c  d", "KILDER", "1", "Kilder 2", "Om"]


def test_a_text_longer_than_a_cell_is_cut() -> None:
    table = Table(["a"], ["a"], ["text"], [[Cell.of("x" * 40_000)]])
    assert load_workbook(io.BytesIO(made(("a", table))))["a"]["A2"].value == "x" * 31_999 + "…"


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    table = Table(["a"], ["a"], ["text"], [[Cell.of("x")]] * 1_048_576)
    with pytest.raises(KgError, match=r"holds 1,048,575 rows under its header, not 1,048,576; take csv"):
        made(("a", table))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_it(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(made())
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "a.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    _, row, other = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"))))
    assert row[:4] == ['=HYPERLINK("http://evil.example/";"Oslo")', "0301", "2025", "2020-01-01"]
    assert (row[10], other[0]) == ("0301", "+47 AS")
