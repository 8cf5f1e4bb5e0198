"""The legend of two periods side by side: what colours, lines and rings say became of ties and nodes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from kg.language.captions import in_language
from kg.language.figure_words import amount, say
from kg.language.speech import first_upper
from kg.networks.union import EDGE_CHANGES, NODE_CHANGES
from kg.views.changes import CHANGE_COLOURS, CHANGE_DASHES, DOUBT, change_labels
from kg.views.figures.font import width
from kg.views.figures.frame import Block, LegendLine, PageFormat
from kg.views.figures.labels import Disc
from kg.views.figures.legend import label, legend, line_height, mark
from kg.views.figures.svg import INK, Drawing

if TYPE_CHECKING:
    from kg.networks.types import Graph
    from kg.views.visual import Visual

__all__ = ["changes_legend", "sign"]


def sign(page: Drawing, parent: Element, shape: str, change: str, *, disc: Disc, rim: float) -> None:
    """A node: grey where it stayed; blue in a ring where it entered; hollow and dashed where it left."""
    colour = CHANGE_COLOURS[change]
    look: dict[str, Any] = {"x": disc.x, "y": disc.y, "r": disc.r, "colour": colour, "rim": rim}
    made = mark(page, parent, shape, **look, missing=change == "left")
    if change == "left":
        made.set("stroke-dasharray", f"{rim * 2.4:.2f} {rim * 1.2:.2f}")
    if change == "entered":
        ring: dict[str, Any] = {"fill": "none", "stroke": colour, "stroke_width": rim}
        page.add(
            "circle", parent, cx=disc.x, cy=disc.y, r=disc.r * (1.25 if shape != "circle" else 1) + rim * 1.7, **ring
        )


def changes_legend(
    graph: Graph, visual: Visual, form: PageFormat, lang: str, *, scale: float, drawn: Sequence[Hashable]
) -> list[Block]:
    """What colours, lines and rings mean, with counts, then shapes and sizes as in other figures."""
    words = change_labels()
    counts = graph.graph["caption"]["comparison"]["counts"]
    named = {key: first_upper(in_language(words[key], lang)) for key in words}
    lines = [_line_item(key, named[key], amount(counts[key], lang), form) for key in EDGE_CHANGES]
    if any(any(data["doubt"]) for _, _, data in graph.edges(data=True)):
        lines.append(_line_item("doubt", first_upper(say("doubt", lang)), "", form))
    nodes = [_node_item(key, named[key], amount(counts[key], lang), form) for key in NODE_CHANGES]
    blocks = [Block(say("changed_ties", lang), tuple(lines)), Block(say("changed_nodes", lang), tuple(nodes))]
    rest = replace(visual, colours=(), ramp=None, lines=())
    return blocks + legend(graph, rest, form, lang, scale=scale, dash=form.stroke, drawn=drawn)


def _line_item(key: str, name: str, count: str, form: PageFormat) -> LegendLine:
    long = form.text * 2.6

    def draw(drawing: Drawing, parent: Element, x: float, y: float, wide: float) -> None:
        middle = y + line_height(form) / 2
        dashes = DOUBT if key == "doubt" else CHANGE_DASHES[key]
        drawing.add(
            "line",
            parent,
            x1=x,
            y1=middle,
            x2=x + long,
            y2=middle,
            stroke=CHANGE_COLOURS.get(key, INK),
            stroke_width=form.stroke * (1.8 if key == "kept" else 3.0),
            stroke_dasharray=" ".join(f"{length * form.stroke:.2f}" for length in dashes) or None,
        )
        label(
            drawing,
            parent,
            x + long + form.text * 0.5,
            y,
            wide=wide - long - form.text * 0.5,
            form=form,
            text=name,
            count=count,
        )

    return LegendLine(line_height(form), long + form.text + width(f"{name}  {count}", form.text), draw)


def _node_item(key: str, name: str, count: str, form: PageFormat) -> LegendLine:
    def draw(drawing: Drawing, parent: Element, x: float, y: float, wide: float) -> None:
        disc = Disc(x + form.text * 0.6, y + line_height(form) / 2, form.text * 0.34)
        sign(drawing, parent, "circle", key, disc=disc, rim=form.text / 16)
        label(drawing, parent, x + form.text * 1.6, y, wide=wide - form.text * 1.6, form=form, text=name, count=count)

    return LegendLine(line_height(form), form.text * 2 + width(f"{name}  {count}", form.text), draw)
