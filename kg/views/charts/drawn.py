"""A chart drawn: shown in a notebook, had as a table of its numbers, and written as SVG, PNG or PDF."""

from __future__ import annotations

import os
from dataclasses import dataclass

from kg.model.result import Tabular
from kg.model.table import Cell, Table
from kg.resources import ending_of, write_whole

__all__ = ["FORMATS", "Chart"]

FORMATS = (".svg", ".png", ".pdf")
"""The endings of the files that a chart is written as."""


@dataclass(frozen=True, slots=True, repr=False)
class Chart(Tabular):
    """A chart as SVG text, and the rows that it was drawn from: a name, a group within it (None: unknown), a number."""

    what: str
    svg: str
    rows: tuple[tuple[str | None, str | None, float], ...]
    columns: tuple[str, str, str]

    def save(self, path: str | os.PathLike[str], *, dpi: int = 200) -> None:
        """Write a file by its ending, one of `FORMATS`; `dpi` is the resolution of a PNG. Raises Usage and KgError."""
        ending = ending_of(path, FORMATS)
        if ending == ".svg":
            write_whole(path, self.svg.encode())
            return
        from kg.views.charts.chart import to_pdf, to_png

        write_whole(path, to_pdf(self.svg) if ending == ".pdf" else to_png(self.svg, dpi))

    @property
    def table(self) -> Table:
        """The rows behind the bars or squares."""
        cells = [[Cell.of(a or ""), Cell.of(b or ""), Cell(number, f"{number:g}")] for a, b, number in self.rows]
        return Table(self.columns, self.columns, ["text", "text", "number"], cells)

    def __repr__(self) -> str:
        return f"<chart of {self.what}: {len(self.rows)} rows>"

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        """The drawing, for a notebook."""
        return self.svg
