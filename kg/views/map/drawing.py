"""A network drawn: shown in a notebook, and written as a page, a figure or a file for another program."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
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
from kg.views.ego import ego_picture, is_ego
from kg.views.map.large import Drawn, drawn_part

if TYPE_CHECKING:
    import networkx as nx

    from kg.networks.caveats import Caveat

Point = tuple[float, float]

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
_ASPECT = 1.45
"""How much wider than high the figure of an ego network is."""
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

    `about` names what it is of. `geographic` lays it on a map of Europe. The table has a row per node; `graph` is the
    networkx graph itself. Of a one-mode network a page and a figure show the edges that stand out (`drawn`) at the
    level `backbone`, or at the widest that can be read; files for other programs have all, unless a level is asked for.
    `complete` looks up the ties that a page of a large network does not show and a file for another program has.
    """

    graph: nx.Graph[Any]
    title: str
    about: str
    language: str
    colour: str = "kind"
    size: str = "ties"
    geographic: bool = False
    backbone: float | None = None
    complete: Callable[[], None] | None = None

    @cached_property
    def part(self) -> Drawn:
        """What of the graph is drawn one by one: all of it, its communities (under their names) or its strongest part.

        Of an ego network that is all: `kg.views.ego` says what of it is folded.
        """
        found = Drawn(self.graph) if is_ego(self.graph) else drawn_part(self.graph)
        for _, data in found.graph.nodes(data=True) if found.how == "communities" else ():
            data["label"] = in_language(data["labels"], self.language)
        return found

    @cached_property
    def drawn(self) -> nx.Graph[Any]:
        """What a figure shows, and a page at first; its caption tells what edges were left out."""
        from kg.networks.backbone import thinned
        from kg.views.map.significance import level_of

        return thinned(self.part.graph, level_of(self.part.graph, self.backbone))

    @property
    def folded(self) -> list[str]:
        """Sentences on what nodes are not drawn; none where all are."""
        return self.part.told(self.graph, self.language, page=False)

    @cached_property
    def chosen(self) -> nx.Graph[Any]:
        """The graph that files for other programs have: the whole, or the backbone that was asked for."""
        from kg.networks.backbone import thinned

        return self.graph if self.backbone is None else thinned(self.graph, self.backbone)

    def written(self) -> nx.Graph[Any]:
        """The `chosen` graph with the ties behind every edge and what its keys are called."""
        from kg.views.exports.named import name_keys

        if self.complete is not None:
            self.complete()
        name_keys(self.chosen, self.language)
        return self.chosen

    def notes(self, path: str | os.PathLike[str]) -> list[Caveat]:
        """What must be said beside a file: nothing where it tells it itself, as a page and a figure do."""
        from kg.networks.caveats import Caveat

        if ending_of(path, FORMATS) not in EXPORTS:
            return []
        found = list(self.chosen.graph["caption"]["caveats"])
        edges, drawn = self.chosen.number_of_edges(), self.drawn.number_of_edges()
        thinner = self.part.graph is self.graph and drawn < edges
        return [*found, Caveat("all-edges", {"n": edges, "k": drawn})] if thinner else found

    @property
    def look(self) -> Appearance:
        """Colours and sizes as they were asked for."""
        made = appearance(self.colour, self.size)
        return replace(made, label_by="prominence") if is_ego(self.graph) else made

    @cached_property
    def html(self) -> str:
        """The interactive page: one HTML text that needs nothing else."""
        from kg.views.map.page import map_page

        layout = "geographic" if self.geographic else "force"
        return map_page(
            self.graph,
            title=self.title,
            spec=self.look,
            lang=self.language,
            layout=layout,  # type: ignore[arg-type]
            backbone=self.backbone,
            views=self._views(),
        )

    def svg(self, page: str = "a4-page") -> str:
        """The figure for a page (a4-column, a4-page, slide) as SVG text."""
        from kg.views.figures.network import figure
        from kg.views.visual import resolve

        graph, positions = self._still(self.drawn, _ASPECT)
        info = self.drawn.graph["caption"]
        nodes, edges = self.graph.number_of_nodes(), self.graph.number_of_edges()
        lines = caption_of(info, nodes, edges, self.language, sources=False)  # these have a line of their own
        return figure(
            graph,
            positions=positions,
            visual=resolve(graph, self.look),
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

    def _export(self, path: Path, form: str) -> None:
        from kg.views.exports.export import export
        from kg.views.visual import resolve

        look = resolve(self.chosen, self.look)
        for ending, text in export(
            self.written(), form, positions=self._positions(self.chosen), visual=look, title=self.title
        ).items():
            write_whole(path.with_suffix(ending), text.encode())

    def _tables(self, path: Path, ending: str, program: str) -> None:
        from kg.views.exports.tables import blueprint, csv_text, sheets, workbook_of

        if ending == ".json":
            write_whole(path, blueprint(self.written(), self.language).encode())
            return
        made = sheets(self.written(), self._positions(self.chosen), program, self.language)
        if ending == ".xlsx":
            write_whole(path, workbook_of(made))
            return
        for sheet in made:
            write_whole(path.with_suffix(f".{sheet.name}.csv"), csv_text(sheet).encode())

    def _views(self) -> list[dict[str, object]]:
        """The views of a walk, as the page is given them."""
        return []

    def _still(self, graph: nx.Graph[Any], aspect: float = 1.0) -> tuple[nx.Graph[Any], dict[Hashable, Point]]:
        """What a figure shows of a graph, and where: of an ego network what is not folded, `aspect` times as wide as
        high."""
        if not is_ego(graph) or self.geographic:
            return graph, self._positions(graph)
        picture = ego_picture(graph, self.language).still(aspect)
        return picture.graph, dict(picture.positions)

    def _positions(self, graph: nx.Graph[Any]) -> dict[Hashable, Point]:
        from kg.views.positions import place_positions

        return place_positions(graph) if self.geographic else self._network_positions(graph)

    def _network_positions(self, graph: nx.Graph[Any]) -> dict[Hashable, Point]:
        from kg.views.positions import network_positions

        if is_ego(graph):
            return dict(ego_picture(graph, self.language, len(graph)).positions)
        return network_positions(graph)

    @property
    def table(self) -> Table:
        """A row per node: what it is and how many edges it has."""
        names = ["name", "kind", "country", "ties"]
        rows = [
            [
                Cell(node, str(data["label"])),
                Cell(data["kind"], kind_word(data["kind"], self.language)),
                Cell.of(data["country"]),
                Cell(self.chosen.degree[node], str(self.chosen.degree[node])),
            ]
            for node, data in self.chosen.nodes(data=True)
        ]
        return Table(names, words(self.language, *names), ["actor", "text", "country", "integer"], rows, self.title)

    def __repr__(self) -> str:
        return f"<map of {self.about}: {self.graph.number_of_nodes()} nodes, {self.graph.number_of_edges()} edges>"

    def _repr_html_(self) -> str:
        """The page inside a frame, for a notebook."""
        frame = 'width="100%" height="640" style="border:0" sandbox="allow-scripts allow-downloads allow-popups"'
        return f'<iframe srcdoc="{escape(self.html)}" title="{escape(self.title)}" {frame}></iframe>'
