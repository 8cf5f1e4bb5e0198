"""A map of areas: shown in a notebook, had as a table, and written as a page, a figure or data."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from kg.language.areas import say
from kg.model.result import Tabular
from kg.model.table import Table
from kg.resources import ending_of, write_whole
from kg.views.areas.areas import Shown
from kg.views.areas.table import area_table, flow_table
from kg.views.areas.words import caption

__all__ = ["FORMATS", "AreaMap"]

_FIGURES = (".svg", ".png", ".pdf")
FORMATS = (".html", *_FIGURES, ".csv", ".xlsx", ".json")
"""The endings of the files that a map of areas is written as."""


@dataclass(frozen=True, repr=False)
class AreaMap(Tabular):
    """Areas coloured by what was counted in each, a panel for each period, all on one scale; see `shown`."""

    shown: Shown

    @cached_property
    def table(self) -> Table:
        """A row for each area and period."""
        return area_table(self.shown)

    @cached_property
    def flows(self) -> Table:
        """A row for each two areas whose actors meet, by period, those that meet most first."""
        return flow_table(self.shown)

    @cached_property
    def html(self) -> str:
        """The page: one HTML text that needs nothing else."""
        from kg.views.areas.page import area_page

        return area_page(self.shown)

    def svg(self, page: str = "a4-page") -> str:
        """The figure for a page (a4-column, a4-page, slide) as SVG text."""
        from kg.views.areas.figure import area_figure

        return area_figure(self.shown, page)

    def data(self) -> dict[str, object]:
        """Title, caption, classes and the rows of both tables: what `.json` holds."""
        scale = self.shown.scale
        classes = [{"above": each.low, "up_to": each.high, "areas": each.count} for each in scale.classes]
        return {
            "title": self.shown.title,
            "caption": " ".join(caption(self.shown)),
            "sources": list(self.shown.sources),
            "attribution": list(self.shown.attributions),
            "scale": {"method": scale.method, "classes": classes, "zero": scale.zero, "not_known": scale.missing},
            "areas": self.table.records(),
            **({"flows": self.flows.records()} if self.shown.asked.flows else {}),
        }

    def save(self, path: str | os.PathLike[str], *, page: str = "a4-page", dpi: int = 200) -> None:
        """Write a file by its ending, one of `FORMATS`; with flows, csv gives a second one, `.flows.csv`.

        `page` is the size of a figure, `dpi` the resolution of a PNG. Raises Usage for an unknown ending, KgError when
        the file cannot be written.
        """
        ending = ending_of(path, FORMATS)
        if ending == ".html":
            write_whole(path, self.html.encode())
        elif ending in _FIGURES:
            from kg.views.figures.render import to_pdf, to_png

            svg = self.svg(page)
            made = to_pdf(svg) if ending == ".pdf" else to_png(svg, dpi) if ending == ".png" else svg.encode()
            write_whole(path, made)
        else:
            self._write_data(Path(path), ending)

    def _about(self) -> tuple[str, Table]:
        """A sheet that says what the tables are of, and where it is from."""
        from kg.views.exports.workbook import facts

        shown, lang = self.shown, self.shown.language
        told = {say(lang, "page.map"): shown.title, say(lang, "page.about"): " ".join(caption(shown))}
        told[say(lang, "page.legend")] = say(lang, f"method.{shown.scale.method}")
        told[say(lang, "page.source")] = "; ".join(shown.sources)
        return say(lang, "page.about"), facts(told)

    def _write_data(self, path: Path, ending: str) -> None:
        from kg.views.exports.delimited import delimited
        from kg.views.exports.workbook import workbook

        if ending == ".json":
            write_whole(path, json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n")
            return
        tables = [self.table, *([self.flows] if self.shown.asked.flows else [])]
        if ending == ".xlsx":
            write_whole(path, workbook([*((table.title, table) for table in tables), self._about()]))
            return
        for table, name in zip(tables, (path, path.with_suffix(".flows.csv")), strict=False):
            write_whole(name, delimited(table, ","))

    def __repr__(self) -> str:
        shown = self.shown
        return f"<map of {shown.asked.by} areas of {shown.about}: {len(self.table.rows)} rows>"

    def _repr_html_(self) -> str:
        """The page inside a frame, for a notebook."""
        frame = 'width="100%" height="640" style="border:0" sandbox="allow-scripts"'
        return f'<iframe srcdoc="{escape(self.html)}" title="{escape(self.shown.title)}" {frame}></iframe>'
