"""Two periods drawn side by side, every node in the same place: what is new, gone and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.language.captions import caption_of
from kg.language.tables import words
from kg.model.table import Cell, Table
from kg.views.appearance import Appearance
from kg.views.changes import compared_look
from kg.views.map.drawing import Drawing

if TYPE_CHECKING:
    from kg.networks.changes import Changes

__all__ = ["Comparison"]


@dataclass(frozen=True, repr=False)
class Comparison(Drawing):
    """Two periods of a network. `graph` is the union of both (see `kg.networks.union.union`), `changes` what
    `kg changes` says of the same two periods; `periods` are what these are called.
    """

    changes: Changes | None = None
    periods: tuple[str, str] = ("", "")

    @property
    def look(self) -> Appearance:
        """Sizes as they were asked for; colours say what changed."""
        return compared_look(super().look)

    def svg(self, page: str = "a4-page") -> str:
        """The figure for a page (a4-column, a4-page, slide) as SVG text: two panels and one legend."""
        from kg.views.changes import with_changes
        from kg.views.figures.changes import compared_figure
        from kg.views.visual import resolve

        graph, positions = self._still(self.graph)
        info = self.graph.graph["caption"]
        lines = caption_of(
            info, self.graph.number_of_nodes(), self.graph.number_of_edges(), self.language, sources=False
        )
        return compared_figure(
            graph,
            positions=positions,
            visual=with_changes(graph, resolve(graph, self.look)),
            size=page,
            lang=self.language,
            title=self.title,
            caption=" ".join(lines),
            sources=info["sources"],
            geographic=self.geographic,
        )

    @property
    def table(self) -> Table:
        """A row per node: what it is, what became of it and how many ties it has in each period."""
        plain = super().table
        names = [*plain.names[:-1], "change", "before", "after"]
        rows = []
        for row in plain.rows:
            node = self.graph.nodes[row[0].value]
            (word,) = words(self.language, node["change"])
            counts = [Cell(count, str(count)) for count in node["ties_in"]]
            rows.append([*row[:-1], Cell(node["change"], word), *counts])
        types = [*plain.types[:-1], "text", "integer", "integer"]
        return replace(plain, names=names, headings=words(self.language, *names), types=types, rows=rows)

    def __repr__(self) -> str:
        return f"<map of {self.about}: {' and '.join(self.periods)}, {self.graph.number_of_nodes()} nodes>"
