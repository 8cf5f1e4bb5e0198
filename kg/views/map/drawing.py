"""A network drawn: shown in a notebook, and written as a page, a figure or a file for another program."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import Usage
from kg.language.captions import caption_of, in_language
from kg.language.tables import kind_word, words
from kg.model.result import Tabular
from kg.model.table import Cell, Table
from kg.resources import ending_of, write_whole
from kg.views.appearance import Appearance, appearance
from kg.views.map.large import Drawn, drawn_part

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["EXPORTS", "FORMATS", "Drawing", "checked_ending"]

EXPORTS = {
    ".gexf": "gexf",
    ".graphml": "graphml",
    ".net": "pajek",
    ".cyjs": "cyjs",
    ".json": "graphology",
    ".csv": "csv",
    ".xlsx": "xlsx",
}
"""Ending → name of a format for other programs."""
_FOR_PROGRAMS = {"gephi": (".csv", ".xlsx"), "kumu": (".csv", ".xlsx", ".json")}
_FIGURES = (".svg", ".png", ".pdf")
FORMATS = (".html", *_FIGURES, *EXPORTS)
"""The endings of the files that a drawing is written as."""


def checked_ending(path: str | os.PathLike[str], program: str = "") -> str:
    """The ending of a file that a drawing can be written as, for a program if one is named. Raises Usage."""
    if program and program not in _FOR_PROGRAMS:
        raise Usage(f"unknown program {program!r}; expected one of {', '.join(_FOR_PROGRAMS)}", (), "program")
    return ending_of(path, _FOR_PROGRAMS[program] if program else FORMATS)


@dataclass(frozen=True)
class Drawing(Tabular):
    """A network and how it is to look. `colour` and `size` are what `kg.views.appearance.appearance` takes.

    `about` names what it is of. `geographic` lays it on a map of Europe. `complete` looks up the ties that a page of a
    large network does not show and a file for another program has. The table has a row per node; `graph` is the
    networkx graph itself.
    """

    graph: nx.Graph[Any]
    title: str
    about: str
    language: str
    colour: str = "kind"
    size: str = "ties"
    geographic: bool = False
    complete: Callable[[], None] | None = None

    @cached_property
    def drawn(self) -> Drawn:
        """What of the graph a figure draws: all of it, its communities (under their names) or its strongest part."""
        found = drawn_part(self.graph)
        for _, data in found.graph.nodes(data=True) if found.how == "communities" else ():
            data["label"] = in_language(data["labels"], self.language)
        return found

    @property
    def folded(self) -> list[str]:
        """Sentences on what is not drawn; none where all is."""
        return self.drawn.told(self.graph, self.language, page=False)

    @property
    def look(self) -> Appearance:
        """Colours and sizes as they were asked for."""
        return appearance(self.colour, self.size)

    @cached_property
    def html(self) -> str:
        """The interactive page: one HTML text that needs nothing else."""
        from kg.views.map.page import map_page

        layout = "geographic" if self.geographic else "force"
        return map_page(self.graph, title=self.title, spec=self.look, lang=self.language, layout=layout)  # type: ignore[arg-type]

    def svg(self, page: str = "a4-page") -> str:
        """The figure for a page (a4-column, a4-page, slide) as SVG text."""
        from kg.views.figures.network import figure
        from kg.views.visual import resolve

        info, drawn = self.graph.graph["caption"], self.drawn.graph
        nodes, edges = self.graph.number_of_nodes(), self.graph.number_of_edges()
        lines = caption_of(info, nodes, edges, self.language, sources=False)  # these have a line of their own
        return figure(
            drawn,
            positions=self._positions(drawn),
            visual=resolve(drawn, self.look),
            size=page,
            lang=self.language,
            title=self.title,
            caption=" ".join([*lines[:1], *self.folded, *lines[1:]]),
            sources=info["sources"],
            geographic=self.geographic,
        )

    def save(self, path: str | os.PathLike[str], *, page: str = "a4-page", dpi: int = 200, program: str = "") -> None:
        """Write a file by its ending, one of `FORMATS`; csv gives one for nodes, one for edges and one for ties.

        `page` is the size of a figure, `dpi` the resolution of a PNG. Tables are written as a `program` (gephi, kumu)
        reads them. Raises Usage for an unknown ending, KgError when the file cannot be written.
        """
        ending = checked_ending(path, program)
        if program or ending == ".xlsx":
            self._tables(Path(path), ending, program)
        elif ending == ".html":
            write_whole(path, self.html.encode())
        elif ending in _FIGURES:
            from kg.views.figures.network import to_pdf, to_png

            svg = self.svg(page)
            write_whole(
                path, to_pdf(svg) if ending == ".pdf" else to_png(svg, dpi) if ending == ".png" else svg.encode()
            )
        else:
            self._export(Path(path), EXPORTS[ending])

    def whole(self) -> nx.Graph[Any]:
        """The graph with the ties behind every edge and what its keys are called: what a file for a program holds."""
        from kg.views.exports.named import name_keys

        if self.complete is not None:
            self.complete()
        name_keys(self.graph, self.language)
        return self.graph

    def _export(self, path: Path, form: str) -> None:
        from kg.views.exports.export import export
        from kg.views.visual import resolve

        look = resolve(self.graph, self.look)
        for ending, text in export(
            self.whole(), form, positions=self._positions(self.graph), visual=look, title=self.title
        ).items():
            write_whole(path.with_suffix(ending), text.encode())

    def _tables(self, path: Path, ending: str, program: str) -> None:
        from kg.views.exports.tables import blueprint, csv_text, sheets, workbook_of

        if ending == ".json":
            write_whole(path, blueprint(self.whole(), self.language).encode())
            return
        made = sheets(self.whole(), self._positions(self.graph), program, self.language)
        if ending == ".xlsx":
            write_whole(path, workbook_of(made))
            return
        for sheet in made:
            write_whole(path.with_suffix(f".{sheet.name}.csv"), csv_text(sheet).encode())

    def _positions(self, graph: nx.Graph[Any]) -> dict[Hashable, tuple[float, float]]:
        from kg.views.positions import network_positions, place_positions

        return place_positions(graph) if self.geographic else network_positions(graph)

    @property
    def table(self) -> Table:
        """A row per node: what it is and how many edges it has."""
        names = ["name", "kind", "country", "ties"]
        rows = [
            [
                Cell(node, str(data["label"])),
                Cell(data["kind"], kind_word(data["kind"], self.language)),
                Cell.of(data["country"]),
                Cell(self.graph.degree[node], str(self.graph.degree[node])),
            ]
            for node, data in self.graph.nodes(data=True)
        ]
        return Table(names, words(self.language, *names), ["actor", "text", "country", "integer"], rows, self.title)

    def __repr__(self) -> str:
        return f"<map of {self.about}: {self.graph.number_of_nodes()} nodes, {self.graph.number_of_edges()} edges>"

    def _repr_html_(self) -> str:
        """The page inside a frame, for a notebook."""
        frame = 'width="100%" height="640" style="border:0" sandbox="allow-scripts allow-downloads allow-popups"'
        return f'<iframe srcdoc="{escape(self.html)}" title="{escape(self.title)}" {frame}></iframe>'
