"""CSV and TSV: keys after the labels, one row a fact, nothing that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from kg.model.table import Cell, Table
from kg.model.text import inert
from kg.views.exports.delimited import delimited, excel_csv
from kg.vocab import SKC, SKD

ASKER = f"{SKD}actor/asker"
NUMBERS = {ASKER: {"organisation_number": "920125298", "municipality_number": "0301", "pic": ""}}
TABLE = Table(
    ["partner", "level", "strength", "ties", "title", "page"],
    ["Partner", "Nivå", "Styrke", "I alt", "Kilde", "Adresse"],
    ["actor", "level", "decimal", "integer", "text", "url"],
    [
        [
            Cell(ASKER, "Asker"),
            Cell(f"{SKC}level/local", "Lokalt"),
            Cell(Decimal("-1.5"), "-1.50"),
            Cell(-3, "-3"),
            Cell.of(title),
            Cell.of(page),
        ]
        for title, page in (("=A1", "https://a.example/"), ("Vedtak", "https://b.example/"))
    ],
    numbers=lambda: NUMBERS,
)


def test_a_fact_is_a_row_with_its_keys() -> None:
    assert list(csv.reader(io.StringIO(delimited(TABLE, ",")))) == [
        [
            *("partner", "level", "strength", "ties", "title", "page"),
            *("partner_iri", "partner_key", "partner_organisation_number", "partner_municipality_number", "level_key"),
        ],
        [
            *("Asker", "Lokalt", "-1.50", "-3", "'=A1; Vedtak", "https://a.example/ https://b.example/"),
            *(ASKER, "asker", "920125298", "0301", "local"),
        ],
    ]
    assert delimited(TABLE, "\t").splitlines()[0].split("\t")[:2] == ["partner", "level"]


@pytest.mark.parametrize(("language", "shown"), [("nb", "-1,50"), ("nn", "-1,50"), ("en", "-1.50")])
def test_for_excel(language: str, shown: str) -> None:
    text = excel_csv(TABLE, language)
    assert text.startswith("\ufeffpartner;level;")
    assert text.count("\r\n") == text.count("\n") == 2
    assert text.splitlines()[1].split(";")[:4] == ["Asker", "Lokalt", shown, "-3"]


def test_the_keys_of_an_empty_answer_have_their_columns() -> None:
    empty = Table(["partner", "note"], ["", ""], ["actor", "text"], [])
    assert delimited(empty, ",") == "partner,note,partner_iri,partner_key\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "＋"])
def test_what_begins_like_a_formula(start: str) -> None:
    assert inert(start + "cmd|' /C calc'!A0") == "'" + start + "cmd|' /C calc'!A0"


@pytest.mark.parametrize("text", ["", "Bærum", "a=b", "1-2", "'=1", "–", "0301"])
def test_what_does_not(text: str) -> None:
    assert inert(text) == text


def test_several_things_in_a_cell_have_their_keys_in_order() -> None:
    listed = [{"iri": f"{SKD}actor/{key}", "label": key} for key in ("b", "a")]
    table = Table(["actors"], [""], ["text"], [[Cell(listed, "b, a")]])
    assert delimited(table, ",") == f'actors,actors_iri,actors_key\n"b, a",{SKD}actor/b {SKD}actor/a,b a\n'
    assert table.records() == [
        {"actors": [{"iri": f"{SKD}actor/{key}", "label": key, "key": key} for key in ("b", "a")]}
    ]


def test_rows_that_differ_in_a_theme_are_one() -> None:
    themes = [Cell(f"{SKC}theme/{key}", key.title()) for key in ("noise", "air")]
    rows = [[theme, Cell(ASKER, "Asker")] for theme in themes]
    table = Table(["area", "network"], ["", ""], ["theme", "network"], rows)
    assert list(csv.reader(io.StringIO(delimited(table, ",")))) == [
        ["area", "network", "area_key", "network_iri", "network_key"],
        ["Noise; Air", "Asker", "noise air", ASKER, "asker"],
    ]
