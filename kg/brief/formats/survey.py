"""A survey in hand: its rows as a table, and the sheet written as XLSX or DOCX."""

from __future__ import annotations

import os
from dataclasses import dataclass

from kg.brief.formats.survey_xlsx import to_xlsx
from kg.brief.survey import survey_row
from kg.language.survey import COLUMNS, survey_word
from kg.model.result import Tabular
from kg.model.survey import Survey
from kg.model.table import Cell, Table
from kg.resources import ending_of, write_whole

__all__ = ["ENDINGS", "SurveySheet"]

ENDINGS = (".xlsx", ".docx")


@dataclass(frozen=True, slots=True, repr=False)
class SurveySheet(Tabular):
    """What an actor is asked. The table has a row for each tie."""

    survey: Survey

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the sheet by its ending: `.xlsx` to be filled in and read back, `.docx` to be read on paper.

        Raises Usage for another ending, KgError where the file cannot be written or an extra is not installed.
        """
        write_whole(path, self.rendered(ending_of(path, ENDINGS)))

    def rendered(self, ending: str) -> bytes:
        """The bytes of the file with an ending."""
        if ending == ".xlsx":
            return to_xlsx(self.survey)
        from kg.brief.formats.render import render
        from kg.brief.papers.survey import survey_paper

        return render(survey_paper(self.survey), ending)

    @property
    def table(self) -> Table:
        """The ties that are asked about, with what is known of them."""
        names, language = ["key", *COLUMNS], self.survey.language
        rows = [survey_row(tie, language) for tie in self.survey.ties]
        cells = [[Cell.of(row.get(name, "")) for name in names] for row in rows]
        return Table(names, [survey_word(language, f"column.{name}") for name in names], ["text"] * len(names), cells)

    def __repr__(self) -> str:
        return f"<survey of {self.survey.name}: {len(self.survey.ties)} ties>"
