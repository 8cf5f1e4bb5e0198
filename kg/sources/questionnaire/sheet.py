"""An answered sheet, as Excel, LibreOffice or Word saved it, in any language, its columns in any order."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import BadData, NotFound, Problem
from kg.language.survey import QUESTIONS, answer_of, column_of, fact_of, is_notice, kind_of
from kg.model.period import before
from kg.plain_text import NotText, decode
from kg.sources.questionnaire.cells import DATE_EXPECTED, cell_text, date_of, no_survey
from kg.sources.survey.answers import AnswerRow, Answers

__all__ = ["read_sheet"]

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".csv", ".txt")
_MOST_BYTES, _MOST_CELLS = 20_000_000, 2_000_000
_HEAD_ROWS = 60  # among which the headings are
_DATED = ("new_start", "new_end", "new_last")
_PERSONAL = re.compile(r"@|(?:\+?[0-9][ ]?){8,}")
_Row = Sequence[object]


def read_sheet(path: Path) -> Answers:
    """What a sheet answers. Raises BadData with every cell that cannot be read, NotFound for a missing file."""
    sheets = _sheets(path)
    for name, rows in sheets:
        for number, row in enumerate(rows[:_HEAD_ROWS], 1):
            columns = _columns(row)
            if "key" in columns and any(each in columns for each in QUESTIONS):
                return _Reading(path.name, name, columns, list(map(cell_text, row))).answers(rows, number, sheets)
    expected = "expected the sheet that `kg survey` wrote, with the columns of keys and of answers"
    raise no_survey(path, f"no row of headings; {expected}")


def _sheets(path: Path) -> list[tuple[str, list[_Row]]]:
    if not path.is_file():
        raise NotFound(f"no file {path}")
    if path.suffix.lower() not in ENDINGS:
        raise no_survey(path, f"expected a file that ends in {', '.join(ENDINGS)}")
    if path.stat().st_size > _MOST_BYTES:
        raise no_survey(path, f"larger than {_MOST_BYTES // 1_000_000} MB")
    if path.suffix.lower() == ".docx":
        from kg.sources.questionnaire.paper import document_sheets

        return document_sheets(path)
    if path.suffix.lower() in (".csv", ".txt"):
        return [(path.stem, _saved_as_text(path))]
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        if any(sheet.total_height * sheet.total_width > _MOST_CELLS for _, sheet in sheets):
            raise no_survey(path, f"a sheet with more than {_MOST_CELLS} cells")
        return [(name, list(sheet.to_python(skip_empty_area=False))) for name, sheet in sheets]
    except (CalamineError, OSError, ValueError) as error:
        raise no_survey(path, f"cannot be opened as a spreadsheet: {error}") from error


def _saved_as_text(path: Path) -> list[_Row]:
    """The rows of a sheet that a spreadsheet saved as text, with what it puts between cells there."""
    try:
        text = decode(path.read_bytes()).text
    except (NotText, OSError) as error:
        raise no_survey(path, f"cannot be read: {error}") from error
    found: list[_Row] = []
    for delimiter in (";", "\t", ","):
        try:
            found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise no_survey(path, f"not readable as CSV ({error})") from error
        if any("key" in _columns(row) for row in found[:_HEAD_ROWS]):
            break
    width = max(map(len, found), default=0)
    return [[*row, *[""] * (width - len(row))] for row in found]


def _columns(row: _Row) -> dict[str, int]:
    """Where each known column stands; of one that stands twice the first."""
    found: dict[str, int] = {}
    for position, cell in enumerate(row):
        if name := column_of(cell_text(cell)):
            found.setdefault(name, position)
    return found


class _Reading:
    """One sheet being read, and the problems found so far."""

    def __init__(self, file: str, sheet: str, columns: dict[str, int], headings: list[str]) -> None:
        self.file, self.sheet, self.columns = file, sheet, columns
        self.headings = {name: headings[position] for name, position in columns.items()}
        self.problems: list[Problem] = []

    def answers(self, rows: list[_Row], head: int, sheets: list[tuple[str, list[_Row]]]) -> Answers:
        """The answers. Raises BadData with every problem."""
        facts, places = self._facts(rows[: head - 1])
        for _, others in sheets if "key" not in facts or "answered" not in facts else ():
            more, where = self._facts(others)
            facts, places = more | facts, where | places
        answered = self._answered(facts.get("answered", ""), places.get("answered", 0))
        if not facts.get("key"):
            self.complain(places.get("key", 0), "key", "expected the key of the actor above the columns")
        found = list(self._rows(rows, head, answered))
        if not any(any(row[each] for each in QUESTIONS) or not row.key for row in found):
            self.complain(head, "valid", "nothing is answered")
        if self.problems:
            raise BadData(f"{self.file} is not imported", tuple(self.problems))
        return Answers(self.file, self.sheet, facts["key"], answered, rows=tuple(found), columns=self.headings)

    def complain(self, row: int, column: str, message: str) -> None:
        """Note a problem in a cell."""
        place = f"{self.file}, sheet {self.sheet}"
        self.problems.append(Problem(place, row, self.headings.get(column, column), message))

    def _facts(self, rows: list[_Row]) -> tuple[dict[str, str], dict[str, int]]:
        """The lines above the columns: what stands to the right of their names, and in which rows."""
        facts, places = {}, {}
        for number, row in enumerate(rows, 1):
            texts = list(map(cell_text, row))
            for position, text in enumerate(texts):
                if name := fact_of(text):
                    facts[name] = next(filter(None, texts[position + 1 :]), "")
                    places[name] = number
                    break
        return facts, places

    def _answered(self, text: str, row: int) -> str:
        try:
            date = date_of(text)
        except ValueError:
            date = ""
        if len(date) != 10:
            found = f"{text!r} is no day; " if text else ""
            self.complain(row, "answered", f"{found}expected the day of the answer, as 12.06.2020")
        return date

    def _rows(self, rows: list[_Row], head: int, answered: str) -> Iterator[AnswerRow]:
        seen: dict[str, int] = {}
        for number, row in enumerate(rows[head:], head + 1):
            texts = {name: cell_text(row[at]) if at < len(row) else "" for name, at in self.columns.items()}
            key = texts.get("key", "").removeprefix("tie/")
            if not any(texts.values()) or is_notice(texts.get("with", "")) or (not key and not self._named(texts)):
                continue
            if key and key in seen:
                self.complain(number, "key", f"{key} stands in row {seen[key]} already")
            seen.setdefault(key, number)
            yield AnswerRow(number, key, self._cells(number, texts, answered))

    def _named(self, texts: dict[str, str]) -> bool:
        """Does a row without a key say anything but the kind that was chosen?"""
        return any(text for name, text in texts.items() if name != "kind")

    def _cells(self, row: int, texts: dict[str, str], answered: str) -> dict[str, str]:
        """The cells of a row, checked: dates as ISO has them, answers and kinds by their keys."""
        cells = dict(texts)
        for name in _DATED:
            if texts.get(name):
                cells[name] = self._date(row, name, texts[name], answered)
        if text := texts.get("valid"):
            cells["valid"] = answer_of(text)
            if not cells["valid"]:
                self.complain(row, "valid", f"{text!r} is no answer; expected yes, no or unsure (ja, nei, usikker)")
        if text := texts.get("kind"):
            cells["kind"] = kind_of(text)
        if _PERSONAL.search(texts.get("new_unit", "")):
            self.complain(row, "new_unit", "expected the name of a unit, not an address or a number of a person")
        if (start := cells.get("new_start")) and (end := cells.get("new_end")) and before(end, start):
            self.complain(row, "new_end", f"{texts['new_end']} is before {texts['new_start']}, since when it holds")
        return cells

    def _date(self, row: int, name: str, text: str, answered: str) -> str:
        try:
            date = date_of(text)
        except ValueError:
            self.complain(row, name, f"{text!r} is no date; {DATE_EXPECTED}")
            return ""
        if answered and name != "new_end" and before(answered, date):
            self.complain(row, name, f"{text} is after {answered}, the day of the answer")
        return date
