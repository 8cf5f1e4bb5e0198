"""A briefing in hand: shown in a notebook, and written as HTML, Markdown, DOCX or PDF, its sheets as XLSX."""

from __future__ import annotations

import os
from dataclasses import dataclass

from kg.brief.document import Document
from kg.brief.formats.render import FORMATS, render
from kg.language.tables import words
from kg.model.result import Tabular
from kg.model.table import Cell, Table
from kg.resources import ending_of, write_whole

__all__ = ["Briefing"]


@dataclass(frozen=True, slots=True, repr=False)
class Briefing(Tabular):
    """A document with its formats. The table has a row per numbered source."""

    document: Document

    def to_markdown(self) -> str:
        """The Markdown text; a figure is told in words."""
        return render(self.document, ".md").decode()

    def to_html(self) -> str:
        """The page: one HTML text that needs nothing else."""
        return render(self.document, ".html").decode()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write a file by its ending: `.html`, `.md`, `.docx`, `.pdf`, or `.xlsx` where it has sheets.

        Raises Usage for another ending, KgError where the file cannot be written or an extra is not installed.
        """
        write_whole(path, render(self.document, ending_of(path, FORMATS)))

    @property
    def table(self) -> Table:
        """The numbered sources."""
        names = ["number", "source", "details", "address"]
        rows = [
            [Cell(each.number, str(each.number)), Cell.of(each.title), Cell.of(each.details), Cell.of(each.address)]
            for each in self.document.references
        ]
        number, source, address = words(self.document.lang, "number", "source", "address")
        return Table(names, [number, source, "", address], ["integer", "text", "text", "text"], rows)

    def __repr__(self) -> str:
        return f"<briefing {self.document.title!r}: {len(self.document.references)} sources>"

    def _repr_html_(self) -> str:
        """The page inside a frame, for a notebook."""
        from html import escape

        page = escape(self.to_html())
        return f'<iframe srcdoc="{page}" title="{escape(self.document.title)}" width="100%" height="640"></iframe>'
