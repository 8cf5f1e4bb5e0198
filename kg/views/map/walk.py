"""A map with a walk through it: views with a title and a few words, on one page or one after the other on paper."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import Message, Usage
from kg.resources import write_whole
from kg.views.map.drawing import Drawing, checked_ending

if TYPE_CHECKING:
    from kg.views.map.views import View
    from kg.views.visual import Visual

__all__ = ["Walk", "walk_ending"]


def walk_ending(path: str | os.PathLike[str], program: str = "") -> str:
    """The ending of a file that a walk can be written as. Raises Usage for one of a single picture, and for others."""
    ending = checked_ending(path, program)
    if ending in (".svg", ".png"):
        sentence = "{ending} holds one picture; a walk of several views is written as .html or .pdf"
        raise Usage(Message(sentence, "walk-ending", ending=ending), (), "views")
    return ending


@dataclass(frozen=True, repr=False)
class Walk(Drawing):
    """A map that is walked through; `views` come from `kg.views.map.views.read_views`."""

    views: tuple[View, ...] = ()

    def save(self, path: str | os.PathLike[str], *, page: str = "a4-page", dpi: int = 200, program: str = "") -> None:
        """As `Drawing.save`; a PDF has a page for each view. Raises Usage for a figure that holds one picture only."""
        if walk_ending(path, program) != ".pdf" or program:
            super().save(path, page=page, dpi=dpi, program=program)
            return
        from kg.views.figures.render import to_pdf

        write_whole(path, to_pdf(*self.figures(page)))

    def figures(self, page: str = "a4-page") -> list[str]:
        """A figure (SVG text) for each view: what it shows, under its title, with its words and the map's caption."""
        from kg.language.captions import caption_of
        from kg.views.figures.network import figure
        from kg.views.map.shown import part_of, shown
        from kg.views.positions import place_positions
        from kg.views.visual import resolve

        whole = resolve(self.graph, self.look)
        info = self.graph.graph["caption"]
        network = self._network_positions(self.graph)
        made = []
        for view in self.views:
            geographic = view.shows.get("layout", "geographic" if self.geographic else "network") == "geographic"
            part = shown(self.graph, whole, view.shows, geographic=geographic)
            lines = caption_of(info, part.number_of_nodes(), part.number_of_edges(), self.language, sources=False)
            made.append(
                figure(
                    part,
                    positions=place_positions(part) if geographic else network,
                    visual=_first(part_of(whole, part), view.shows),
                    size=page,
                    lang=self.language,
                    title=view.title,
                    lead=view.text,
                    caption=lines[0],
                    sources=info["sources"],
                    geographic=geographic,
                )
            )
        return made

    def _views(self) -> list[dict[str, object]]:
        return [view.record() for view in self.views]


def _first(visual: Visual, shows: Mapping[str, object]) -> Visual:
    """The same look with the names of what a view stresses before all others."""
    named = shows.get("focus") or ()
    focus = {str(each) for each in named} if isinstance(named, list) else set()
    nodes = {
        node: replace(look, rank=look.rank - len(visual.nodes)) if str(node) in focus else look
        for node, look in visual.nodes.items()
    }
    return replace(visual, nodes=nodes)
