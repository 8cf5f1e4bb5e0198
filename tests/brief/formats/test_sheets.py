"""The sheets of a paper as a workbook: what a program that opens it finds in it."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kg.api import Samkart
from kg.brief.formats.render import render
from kg.errors import Usage
from tests.brief.brief_sample import sample


def test_texts_are_texts_numbers_are_numbers_and_sums_are_formulas() -> None:
    book = load_workbook(io.BytesIO(render(sample(), ".xlsx")))
    assert book.sheetnames == ["Tall", "Uten rader"]
    sheet = book["Tall"]
    assert [[(cell.value, cell.data_type) for cell in row if cell.value is not None] for row in sheet.iter_rows()] == [
        [("Et regneark", "s")],
        [("=2+2", "s")],
        [],
        [("Navn", "s"), ("Sum", "s"), ("Valuta", "s"), ("Svar", "s")],
        [("=1+1", "s"), (12.5, "n"), ("NOK", "s")],
        [("@x y", "s"), (7, "n"), ("EUR", "s")],
        [("2020-01-01", "s"), ("NOK", "s")],
        [],
        [("Sum EUR", "s"), ("=SUMIF($C$5:$C$7,$C9,B$5:B$7)", "f"), ("EUR", "s")],
        [("Sum NOK", "s"), ("=SUMIF($C$5:$C$7,$C10,B$5:B$7)", "f"), ("NOK", "s")],
        [],
        [("-3", "s")],
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_area) == ("B5", "A4:D7", "'Tall'!$A$1:$B$12")
    assert [[cell.value for cell in row] for row in book["Uten rader"].iter_rows()] == [["A"]]


def test_a_briefing_without_sheets_has_no_workbook() -> None:
    with pytest.raises(Usage, match="only the ledger of memberships has a workbook"):
        render(replace(sample(), sheets=()), ".xlsx")


def test_the_budget_of_a_region(world: Samkart, tmp_path: Path) -> None:
    """A row a payer; what is not known is empty, not zero."""
    made = Samkart(world.view, "en").brief(region="fjordby,nordvik", variant="ledger")
    made.save(tmp_path / "ledger.xlsx")
    book = load_workbook(tmp_path / "ledger.xlsx")
    assert book.sheetnames == ["Budget", "Overlap", "Double payments", "Sources"]
    rows = [[cell.value for cell in row] for row in book["Budget"].iter_rows()]
    head = rows.index(next(row for row in rows if row[0] == "Network"))
    assert rows[head][:10] == [
        "Network",
        "Payer",
        "Grade",
        "Role",
        "Fee",
        "Currency",
        "Year",
        "Next year’s budget",
        "Decision",
        "To decide",
    ]
    assert [row[:2] + row[4:9] for row in rows[head + 1 : head + 7]] == [
        ["Eurotowns", "Fjordby Municipality", 45000, "NOK", 2024, None, None],
        ["Eurotowns", "Nordvik kommune", 10000, "NOK", 2024, None, None],
        ["Fjordrådet", "Fjordby Municipality", None, None, None, None, None],
        ["Fjordrådet", "Nordvik kommune", None, None, None, None, None],
        ["Climate Pact", "Nordvik kommune", None, "EUR", None, None, None],
        ["Nordfjell Europakontor", "Fjordby Municipality", None, None, None, None, None],
    ]
    assert [[cell.value for cell in row][:6] for row in book["Double payments"].iter_rows(min_row=5)] == [
        ["Eurotowns", "Fjordby Municipality", "member", 45000, "NOK", 2024],
        ["Eurotowns", "Nordvik kommune", "associate", 10000, "NOK", 2024],
    ]
    assert [row[0].value for row in book["Sources"].iter_rows(min_row=5)] == [
        each.number for each in made.document.references
    ]


@pytest.mark.slow
def test_another_program_opens_it_and_adds_up(world: Samkart, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    Samkart(world.view, "en").brief(region="fjordby,nordvik", variant="ledger").save(tmp_path / "ledger.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = [soffice, profile, "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), "ledger.xlsx"]
    subprocess.run(convert, check=True, capture_output=True, cwd=tmp_path)
    lines = (tmp_path / "ledger.csv").read_text("cp1252").splitlines()
    assert [line.split(",")[:6] for line in lines if line.startswith("Sum ")] == [
        ["Sum EUR", "", "", "", "0", "EUR"],
        ["Sum NOK", "", "", "", "55000", "NOK"],
    ]
