"""What a spreadsheet did to a download that was opened and saved in it: told at once, before what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from kg.errors import BadData, Cause, Problem
from kg.model.spreadsheet import date_meant, number_meant
from kg.sources.cordis.columns import COLUMNS
from kg.sources.tabular.tables import SourceTable

__all__ = ["check_damage", "noted_forms"]

_LOOKED_AT = 500  # rows: a spreadsheet treats all cells of a column alike
_NUMBERS = {
    "project": ("id", "totalCost", "ecMaxContribution", "rcn"),
    "organization": ("projectID", "organisationID", "ecContribution", "netEcContribution", "totalCost"),
}
_DATES = {"project": ("startDate", "endDate")}


def check_damage(tables: Sequence[SourceTable]) -> None:
    """Raise BadData with one problem for each column of which most values have lost digits, or what makes them dates.

    Only a spreadsheet does that, and to a whole column; single values are told row by row where they are read.
    """
    problems = [problem for table in tables if table.kind in _NUMBERS for problem in _damaged(table)]
    if problems:
        files = ", ".join(sorted({problem.file for problem in problems}))
        raise BadData(f"a spreadsheet saved {files} and lost part of it; download it again", tuple(problems))


def _damaged(table: SourceTable) -> Iterator[Problem]:
    rows = table.records()
    seen = list(islice(rows, _LOOKED_AT))
    rows.close()  # type: ignore[attr-defined]
    for place, column in enumerate(COLUMNS[table.kind]):
        if column in _NUMBERS[table.kind]:
            told = [(number, text, _number_lost(text)) for number, cells in seen if (text := cells[place].strip())]
        elif column in _DATES.get(table.kind, ()):
            told = [(n, text, date_meant(text, "day").lost) for n, cells in seen if (text := cells[place].strip())]
        else:
            continue
        lost = [each for each in told if each[2]]
        if len(lost) * 2 > len(told):
            number, text, why = lost[0]
            so = f"; so in {len(lost)} of the first {len(seen)} rows"
            yield Problem(table.file, number, column, f"{text!r}: {why}{so}", Cause.COLUMNS)


def _number_lost(text: str) -> str:
    """What is lost of a number, as a spreadsheet writes it: E+06, where programs write E6."""
    return number_meant(text).lost if "E+" in text or text.startswith("#") else ""


def noted_forms(tables: Sequence[SourceTable]) -> Iterator[str]:
    """A notice for each file that is read in spite of how it is written."""
    for table in tables:
        if ways := table.unusual():
            yield f"{table.file} is read as it is meant, though {'; '.join(ways)}"
