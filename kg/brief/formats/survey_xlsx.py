"""A survey as a spreadsheet: a row for each tie, questions to be answered beside it, empty rows for what is missing.

Every text is written as text, whatever it begins with, and stays text where somebody edits it: nothing from the data
becomes a formula. What is answered stands in cells of text too, so that `12.06.2020` and `2020` stay as they are typed.
The same survey gives the same bytes.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from kg.brief.survey import survey_facts, survey_row
from kg.language.survey import ANSWERS, COLUMNS, QUESTIONS, survey_word
from kg.model.packages import fixed_workbook
from kg.model.survey import KINDS, Survey
from kg.model.text import clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["to_xlsx"]

FREE = 12
"""Empty rows for ties that are missing."""
_MOST = 32_000  # letters in a cell; Excel takes 32,767
_WIDTHS = {"with": 38, "kind": 20, "source": 46, "missing": 36, "known": 24, "new_unit": 26, "unit": 24, "key": 30}
_NARROW = 15
_LINE = 15.0  # points
_FILLED, _HEAD, _GREY = "FFF7D6", "1F4E5F", "8A8A8A"


def to_xlsx(survey: Survey) -> bytes:
    """The bytes of the XLSX."""
    from openpyxl import Workbook

    book = Workbook()
    language = survey.language
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet.title = survey_word(language, "sheet")
    names = [*COLUMNS, *QUESTIONS, "key"]
    _above(sheet, survey)
    head = sheet.max_row + 2
    for column, name in enumerate(names, 1):
        _text(sheet, head, column, survey_word(language, f"column.{name}"), "head")
    for number, tie in enumerate(survey.ties, head + 1):
        row = survey_row(tie, language)
        for column, name in enumerate(names, 1):
            style = "answer" if name in QUESTIONS else "plain" if name in ("source", "key") else "known"
            _text(sheet, number, column, row.get(name, ""), style)
        wrapped = max(ceil(len(row[name]) / _WIDTHS[name]) for name in ("with", "unit", "known"))
        sheet.row_dimensions[number].height = _LINE * max(1, wrapped)
    last = head + len(survey.ties)
    _text(sheet, last + 1, 1, survey_word(language, "free"), "bold")
    for number in range(last + 2, last + 2 + FREE):
        for column, name in enumerate(names, 1):
            if name in ("with", "kind", "source") or (name in QUESTIONS and name not in ("valid", "missing")):
                _text(sheet, number, column, "", "answer")
    _choices(sheet, names, (head + 1, last, last + 1 + FREE), language)
    for column, name in enumerate(names, 1):
        sheet.column_dimensions[_letter(column)].width = _WIDTHS.get(name, _NARROW)
    sheet.freeze_panes = f"B{head + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{head}:{head}"
    _explained(book.create_sheet(survey_word(language, "about")), survey)
    book.properties.title = survey_word(language, "title", actor=survey.name)
    book.properties.creator = "Samkart"
    return fixed_workbook(book.save)


def _above(sheet: Worksheet, survey: Survey) -> None:
    language = survey.language
    _text(sheet, 1, 1, survey_word(language, "title", actor=survey.name), "title")
    _text(sheet, 2, 1, survey_word(language, "explain.2"), "plain")
    for number, (name, value) in enumerate(survey_facts(survey).items(), 3):
        _text(sheet, number, 1, survey_word(language, f"fact.{name}"), "bold")
        _text(sheet, number, 2, value, "answer" if name == "answered" else "plain")


def _explained(sheet: Worksheet, survey: Survey) -> None:
    answered = survey_word(survey.language, "fact.answered")
    for number in range(1, 7):
        told = survey_word(survey.language, f"explain.{number}", actor=survey.name, answered=answered)
        _text(sheet, number, 1, told, "known")
    sheet.column_dimensions["A"].width = 100


def _choices(sheet: Worksheet, names: list[str], rows: tuple[int, int, int], language: str) -> None:
    """Lists to choose from: whether a tie holds, and of what kind a missing one is."""
    from openpyxl.worksheet.datavalidation import DataValidation

    first, last, end = rows
    asked = [("valid", [survey_word(language, f"answer.{each}") for each in ANSWERS], first, last)]
    asked += [("kind", [survey_word(language, f"kind.{each}") for each in KINDS], last + 2, end)]
    for name, choices, begin, until in asked:
        if begin <= until:
            rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            letter = _letter(names.index(name) + 1)
            sheet.add_data_validation(rule)
            rule.add(f"{letter}{begin}:{letter}{until}")


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _text(sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
    """A cell of text: never a formula, a number or a date, whatever the text looks like."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell: Any = sheet.cell(row, column)
    if text:
        cell.value = clean(text)[:_MOST]
        cell.data_type = "s"
        cell.quotePrefix = text[:1] in "=+-@"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=style not in ("title", "plain", "bold"), vertical="top")
    if style == "head":
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=_HEAD)
    elif style == "answer":
        cell.fill = PatternFill("solid", fgColor=_FILLED)
    elif style in ("title", "bold"):
        cell.font = Font(bold=True, size=14 if style == "title" else 11)
