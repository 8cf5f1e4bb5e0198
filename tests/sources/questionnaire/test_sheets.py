"""Sheets as programs save them and people change them: what is read of each, cell by cell."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kg.errors import BadData
from kg.language.survey import answer_of, column_of, fact_of, is_notice, kind_of, survey_word
from kg.model.survey import KINDS
from kg.settings import LANGUAGES
from kg.sources.questionnaire.cells import cell_text, date_of
from kg.sources.questionnaire.sheet import read_sheet
from kg.sources.survey.answers import Answers
from tests.sources.questionnaire.house import GONE, KEPT, RING

HERE = Path(__file__).parent
# A workbook as Excel writes one: dates as numbers with a style, a truth value, a text in the cell itself, a formula
# with the value that it had, an error, and columns without cells.
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Ark1 (2)" sheetId="7" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
    "</Relationships>",
    "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2">'
    '<xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def excel(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a workbook whose cells are given as the inside of `<c …>` elements."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [f'<c r="{chr(64 + i)}{number}"{cell[1:]}' for i, cell in enumerate(row, 1) if cell]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:B2"/>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )
    with zipfile.ZipFile(path, "w") as parts:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            parts.writestr(name, text)
    return path


def inline(text: str) -> str:
    return f'. t="inlineStr"><is><t>{text}</t></is></c>' if text else ""


def number(value: float, style: int = 0) -> str:
    return f'. s="{style}"><v>{value}</v></c>'


def answered(answers: Answers) -> dict[str, dict[str, str]]:
    """What is answered, by key or by what a new tie is with."""
    names = ("kind", "valid", "new_start", "new_end", "new_unit", "new_last")
    return {row.key or row["with"]: {n: row[n] for n in names if row[n]} for row in answers.rows}


@pytest.mark.parametrize("name", ["libreoffice.ods", "libreoffice.xlsx"])
def test_what_libreoffice_saved(name: str) -> None:
    """Saved by LibreOffice 7.4 from a sheet that was filled in: real dates, a year as a number."""
    found = read_sheet(HERE / name)
    assert (found.actor, found.answered, found.sheet) == ("hamaroey", "2026-11-28", "Forbindelser")
    told = answered(found)
    assert told[GONE] == {"kind": "twinning", "valid": "no", "new_end": "2022-12-31"}
    assert told[KEPT] == {
        "kind": "twinning",
        "valid": "yes",
        "new_start": "1967",
        "new_unit": "Kultur",
        "new_last": "2026-05-17",
    }
    assert told[RING] == {"kind": "membership", "valid": "unsure"}
    assert told["altburg"] == {"kind": "twinning", "new_start": "2024-06"}
    assert list(told)[-2:] == ["Atlantis", "Altburg"]


@pytest.mark.parametrize("form", ["; cp1252", "; utf-8-sig", "tab utf-16", ", utf-8"])
def test_what_a_spreadsheet_saved_as_text(tmp_path: Path, form: str) -> None:
    """The same answers, dates as Norway writes them, as many cells in a row as it has."""
    delimiter, encoding = form.split()
    path = tmp_path / "svar.csv"
    rows = CalamineWorkbook.from_path(str(HERE / "libreoffice.ods")).get_sheet_by_index(0).to_python()
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter={"tab": "\t"}.get(delimiter, delimiter))
    for row in rows:
        writer.writerow([f"{v:%d.%m.%Y}" if isinstance(v, datetime.date) else cell_text(v) for v in row])
    path.write_bytes(stream.getvalue().encode(encoding, "replace"))
    found, expected = read_sheet(path), read_sheet(HERE / "libreoffice.ods")
    assert (found.file, found.actor, found.answered) == ("svar.csv", expected.actor, expected.answered)
    assert answered(found) == answered(expected)


@pytest.mark.parametrize("raw", [b"PK\x03\x04", "Nøkkel;å".encode() + b"\xe5", b"a\0b"])
def test_what_is_no_text_is_told(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(raw)
    with pytest.raises(BadData) as caught:
        read_sheet(path)
    assert caught.value.problems[0].message.startswith("cannot be read: ")


def test_what_excel_saved(tmp_path: Path) -> None:
    columns = ("key", "valid", "new_start", "new_end", "new_unit", "new_last")
    rows = [
        [inline("Nykel"), "", ""],
        ["", inline("Key in Samkart"), "", inline("hamaroey")],
        ["", inline("SVART DATO:"), number(46354, 1)],
        [],
        [inline(survey_word(LANGUAGES[i % 3], f"column.{name}").upper()) for i, name in enumerate(columns)],
        [inline(KEPT), '. t="b"><v>1</v></c>', number(1967), "", inline("  Kultur &amp;  idrett "), number(46159.5, 1)],
        [inline(GONE), '. t="b"><v>0</v></c>', "", number(44926), '. t="str"><f>A1</f><v>Plan</v></c>'],
        [inline(RING), inline("Usikker"), inline("12. mars 2019"), "", inline("")],
        [],
        ["", "", "", inline("  ")],
        *([] for _ in range(40)),
    ]
    found = read_sheet(excel(tmp_path / "svar.xlsx", rows))
    assert (found.actor, found.answered, found.sheet) == ("hamaroey", "2026-11-28", "Ark1 (2)")
    told = answered(found)
    assert told[KEPT] == {"valid": "yes", "new_start": "1967", "new_unit": "Kultur & idrett", "new_last": "2026-05-17"}
    assert told[GONE] == {"valid": "no", "new_end": "2022-12-31", "new_unit": "Plan"}
    assert told[RING]["new_start"] == "2019-03-12"
    assert list(told) == [KEPT, GONE, RING]


def test_an_error_in_a_cell_is_no_answer(tmp_path: Path) -> None:
    rows = [
        [inline("Nøkkel i Samkart"), inline("hamaroey")],
        [inline("Besvart dato"), inline("28.11.2026")],
        [
            inline("Nøkkel"),
            inline("Svar: hvilken enhet?"),
            inline("Svar: siden når?"),
            inline("Answer: does it still hold?"),
        ],
        [inline(KEPT), '. t="e"><v>#REF!</v></c>', '. t="e"><v>#N/A</v></c>', inline("ja")],
    ]
    found = read_sheet(excel(tmp_path / "svar.xlsx", rows))
    assert answered(found) == {KEPT: {"valid": "yes"}}


def test_columns_may_be_moved_and_added_and_the_sheet_may_be_another(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notat"  # type: ignore[union-attr]
    book.create_sheet("Samkart – svar")
    page = book.worksheets[1]
    page.append(["", "Key in Samkart", "hamaroey"])
    page.append(["", "Answered on", "28/11/2026"])
    page.append(["Kontaktperson", "Answer: does it still hold?", "With whom", "Key", "Svar: hvilken enhet?"])
    page.append(["Kari", "YES", "Nowhereby", f"tie/{KEPT}", "Kultur"])
    page.append(["", "", "Ties that are missing: write them here"])
    page.append(["", "", "", "", ""])
    book.save(tmp_path / "svar.xlsx")
    found = read_sheet(tmp_path / "svar.xlsx")
    assert answered(found) == {KEPT: {"valid": "yes", "new_unit": "Kultur"}}
    assert all("Kari" not in row.cells.values() for row in found.rows)


def test_what_stands_twice_or_is_out_of_order_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Nøkkel i Samkart", "hamaroey"])
    page.append(["Besvart dato", "28.11.2026"])
    page.append(["Nøkkel", "Svar: siden når?", "Svar: til når?", "Svar: hvilken enhet?"])
    page.append([KEPT, "2020", "2019-05", "22 33 44 55"])
    page.append([KEPT, "99.99.2020", "", ""])
    book.save(tmp_path / "svar.xlsx")
    with pytest.raises(BadData) as caught:
        read_sheet(tmp_path / "svar.xlsx")
    place, person = "svar.xlsx, sheet Sheet", "not an address or a number of a person"
    expected = "expected a date as 12.06.2020, 06.2020 or 2020"
    assert [str(problem) for problem in caught.value.problems] == [
        f"{place}, row 4, column Svar: hvilken enhet?: expected the name of a unit, {person}",
        f"{place}, row 4, column Svar: til når?: 2019-05 is before 2020, since when it holds",
        f"{place}, row 5, column Nøkkel: {KEPT} stands in row 4 already",
        f"{place}, row 5, column Svar: siden når?: '99.99.2020' is no date; {expected}",
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12.06.2020", "2020-06-12"),
        ("1. 2. 2020", "2020-02-01"),
        ("12/6/2020", "2020-06-12"),
        ("06.2020", "2020-06"),
        ("2020-6", "2020-06"),
        ("2020-06-12 00:00:00", "2020-06-12"),
        ("2020-06-12T00:00:00Z", "2020-06-12"),
        ("17. mai 2014", "2014-05-17"),
        ("Desember 2014", "2014-12"),
        ("October 2014", "2014-10"),
        ("1952", "1952"),
        ("25569", "1970-01-01"),
    ],
)
def test_dates_as_people_write_them(text: str, date: str) -> None:
    assert date_of(text) == date


@pytest.mark.parametrize(
    "text", ["12.06.20", "31.02.2020", "i fjor", "2020-13", "1200", "", "43994.5", "ca. 2010", "٢٠٢٠"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="expected a date"):
        date_of(text)


def test_cells_as_text() -> None:
    values = [
        None,
        True,
        1967.0,
        1967.5,
        datetime.datetime(2020, 6, 12, 0, 0),
        datetime.date(2020, 6, 12),
        " a\u00a0 b ",
    ]
    assert list(map(cell_text, values)) == ["", "true", "1967", "1967.5", "2020-06-12", "2020-06-12", "a b"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_sheet_are_known_again(language: str) -> None:
    for kind in KINDS:
        assert kind_of(survey_word(language, f"kind.{kind}").upper()) == kind
    for answer in ("yes", "no", "unsure"):
        assert answer_of(f" {survey_word(language, f'answer.{answer}')}. ") == answer
    assert column_of(survey_word(language, "column.new_last")) == "new_last"
    assert column_of(survey_word(language, "column.last")) == "last"
    assert fact_of(survey_word(language, "fact.answered") + ":") == "answered"
    assert is_notice(survey_word(language, "free"))
    assert (kind_of("vennskapelig"), answer_of("tja"), answer_of("?")) == ("", "", "unsure")
