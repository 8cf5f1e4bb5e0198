"""Legends of a network figure: colours, shapes, kinds of line and the scale of sizes, from the visual specification."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from kg.language.captions import MISSING_KEY, OTHER_KEY, in_language
from kg.language.figure_words import amount, field_name, say
from kg.views.ego import is_ego
from kg.views.figures.font import cut, width
from kg.views.figures.frame import Block, LegendLine, PageFormat
from kg.views.figures.svg import INK, PALE, Drawing
from kg.views.palettes import outline
from kg.views.visual import LegendEntry, Ramp, Visual, number

if TYPE_CHECKING:
    from kg.networks.types import Graph

__all__ = ["EDGE", "label", "legend", "line_height", "mark"]

EDGE = "#6F7882"
_GROUND = "#FFFFFF"
_SHOWN = 13


def mark(
    drawing: Drawing,
    parent: Element,
    shape: str,
    x: float,
    y: float,
    r: float,
    colour: str,
    *,
    missing: bool = False,
    rim: float = 0.5,
) -> Element:
    """A node: its shape has the area of a disc of that radius; one of unknown category is hollow."""
    look: dict[str, Any] = {
        "fill": _GROUND if missing else colour,
        "stroke": outline(colour, _GROUND, 4.5 if missing else 3.0) if missing or not _dark(colour) else _GROUND,
        "stroke_width": max(rim, r * 0.22) if missing else rim,
    }
    if missing:
        r -= look["stroke_width"] / 2
    if shape in _CORNERS:
        points = " ".join(f"{x + dx * r:.2f},{y + dy * r:.2f}" for dx, dy in _CORNERS[shape])
        return drawing.add("polygon", parent, points=points, stroke_linejoin="round", **look)
    return drawing.add("circle", parent, cx=x, cy=y, r=r, **look)


def _dark(colour: str) -> bool:
    return outline(colour, _GROUND) == colour


def _polygon(corners: int, turn: float, inner: float = 1.0) -> tuple[tuple[float, float], ...]:
    points = []
    for index in range(corners):
        reach = inner if index % 2 else 1.0
        angle = turn + 2 * math.pi * index / corners
        points.append((reach * math.cos(angle), reach * math.sin(angle)))
    area = abs(sum(a * d - c * b for (a, b), (c, d) in zip(points, points[1:] + points[:1], strict=True))) / 2
    grown = math.sqrt(math.pi / area)
    return tuple((a * grown, b * grown) for a, b in points)


_CORNERS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "square": _polygon(4, math.pi / 4),
    "diamond": _polygon(4, 0),
    "triangle": _polygon(3, -math.pi / 2),
    "hexagon": _polygon(6, 0),
    "star": _polygon(10, -math.pi / 2, 0.5),
}


def legend(
    graph: Graph,
    visual: Visual,
    form: PageFormat,
    lang: str,
    *,
    scale: float,
    dash: float,
    drawn: Sequence[Hashable],
) -> list[Block]:
    """The legends that say something: a single shape or kind of line is not told. `scale`: points per pixel."""
    blocks = []
    own = _own_shapes(visual)
    if visual.ramp is not None:
        blocks.append(Block(field_name(visual.colour_by, lang), _ramp_items(visual.ramp, form, lang)))
    elif visual.colours:
        items = tuple(
            _colour_item(entry, form, lang, own.get(entry.key, "circle")) for entry in visual.colours[:_SHOWN]
        )
        blocks.append(Block(field_name(visual.colour_by, lang), items))
    if len(visual.shapes) > 1 and not own:
        items = tuple(_shape_item(entry, form, lang) for entry in visual.shapes)
        blocks.append(Block(field_name("type", lang), items))
    lines = [entry for entry in visual.lines if entry.key]
    if len(lines) > 1:
        blocks.append(
            Block(
                field_name("standing" if is_ego(graph) else "tie", lang),
                tuple(_line_item(e, form, lang, dash) for e in lines),
            )
        )
    sizes = _sizes(graph, visual, drawn)
    if len(sizes) > 1:
        blocks.append(Block(field_name(visual.size_by, lang), (_size_item(sizes, form, lang, scale),)))
    return blocks


def _own_shapes(visual: Visual) -> dict[str, str]:
    """The shape of each category of colour, where each has but one: then the legend of colours tells shapes too."""
    found: dict[str, set[str]] = {}
    for look in visual.nodes.values():
        found.setdefault(look.group, set()).add(look.shape)
    told = {entry.key for entry in visual.colours}
    alone = all(len(shapes) == 1 for shapes in found.values()) and set(found) <= told
    return {key: next(iter(shapes)) for key, shapes in found.items()} if alone else {}


def line_height(form: PageFormat) -> float:
    """How high a line of a legend is."""
    return form.text * 1.36


def label(
    drawing: Drawing, parent: Element, x: float, y: float, wide: float, form: PageFormat, text: str, count: str
) -> None:
    """The words of a line, cut to the width there is, and a paler count behind them."""
    room = wide - (width(f"  {count}", form.text) if count else 0)
    shown = cut(text, form.text, room)
    base = y + line_height(form) * 0.5 + form.text * 0.33
    drawing.text(x, base, shown, form.text, parent)
    if count:
        drawing.text(x + width(f"{shown}  ", form.text), base, count, form.text, parent, colour=PALE)


def _colour_item(entry: LegendEntry, form: PageFormat, lang: str, shape: str = "circle") -> LegendLine:
    name = say("unknown", lang) if entry.key == MISSING_KEY else in_language(entry.labels, lang, entry.key)
    if entry.key == OTHER_KEY:
        name = say("other", lang)
    if entry.key == MISSING_KEY:
        name = say("hollow", lang, what=name)

    def draw(drawing: Drawing, parent: Element, x: float, y: float, wide: float) -> None:
        r = form.text * 0.36
        mark(
            drawing,
            parent,
            shape=shape,
            x=x + r + 0.4,
            y=y + line_height(form) / 2,
            r=r,
            colour=entry.colour,
            missing=entry.key == MISSING_KEY,
            rim=0.4,
        )
        label(
            drawing,
            parent,
            x=x + form.text * 1.15,
            y=y,
            wide=wide - form.text * 1.15,
            form=form,
            text=name,
            count=amount(entry.count, lang),
        )

    return LegendLine(line_height(form), form.text + width(name, form.text), draw)


def _shape_item(entry: LegendEntry, form: PageFormat, lang: str) -> LegendLine:
    name = in_language(entry.labels, lang, entry.key)

    def draw(drawing: Drawing, parent: Element, x: float, y: float, wide: float) -> None:
        r = form.text * 0.36
        mark(
            drawing,
            parent,
            shape=entry.shape,
            x=x + r + 0.4,
            y=y + line_height(form) / 2,
            r=r,
            colour="#4A525C",
            rim=0.4,
        )
        label(
            drawing,
            parent,
            x=x + form.text * 1.15,
            y=y,
            wide=wide - form.text * 1.15,
            form=form,
            text=name,
            count=amount(entry.count, lang),
        )

    return LegendLine(line_height(form), form.text + width(name, form.text), draw)


def _line_item(entry: LegendEntry, form: PageFormat, lang: str, dash: float) -> LegendLine:
    name = in_language(entry.labels, lang, entry.key)

    def draw(drawing: Drawing, parent: Element, x: float, y: float, wide: float) -> None:
        long = form.text * 2.6
        drawing.add(
            "line",
            parent,
            x1=x,
            y1=y + line_height(form) / 2,
            x2=x + long,
            y2=y + line_height(form) / 2,
            stroke=EDGE,
            stroke_width=form.stroke * 2.6,
            stroke_dasharray=" ".join(f"{d * dash:.2f}" for d in entry.dash) or None,
        )
        label(
            drawing,
            parent,
            x=x + long + form.text * 0.5,
            y=y,
            wide=wide - long - form.text * 0.5,
            form=form,
            text=name,
            count=amount(entry.count, lang),
        )

    return LegendLine(line_height(form), form.text * 3 + width(name, form.text), draw)


def _ramp_items(ramp: Ramp, form: PageFormat, lang: str) -> tuple[LegendLine, ...]:
    def draw(drawing: Drawing, parent: Element, x: float, y: float, wide: float) -> None:
        long = min(wide, form.text * 12)
        shades = drawing.add("linearGradient", parent, id="ramp")
        for index, colour in enumerate(ramp.colours):
            drawing.add("stop", shades, offset=index / (len(ramp.colours) - 1), stop_color=colour)
        drawing.add("rect", parent, x=x, y=y + 1, width=long, height=form.text * 0.8, fill="url(#ramp)")
        base = y + form.text * 1.9
        drawing.text(x, base, amount(ramp.low, lang), form.text, parent)
        drawing.text(x + long, base, amount(ramp.high, lang), form.text, parent, anchor="end")

    items = [LegendLine(form.text * 2.3, form.text * 8, draw)]
    if ramp.missing:
        colour = outline("#6B7280", _GROUND)
        items.append(_colour_item(LegendEntry(MISSING_KEY, {}, colour, ramp.missing), form, lang))
    return tuple(items)


def _sizes(graph: Graph, visual: Visual, drawn: Sequence[Hashable]) -> list[tuple[float, float]]:
    found: dict[float, float] = {}
    for node in drawn:
        value = number(graph.nodes[node], visual.size_by) if visual.size_by else None
        if value is not None:
            found[value] = visual.nodes[node].size
    if len(found) < 2:
        return []
    least, most = min(found), max(found)
    wanted = [least, least + (most - least) / 4, most]
    chosen = {min(found, key=lambda value, want=want: (abs(value - want), value)) for want in wanted}  # type: ignore[misc]
    return sorted((value, found[value]) for value in chosen)


def _size_item(sizes: Sequence[tuple[float, float]], form: PageFormat, lang: str, scale: float) -> LegendLine:
    most = max(size for _, size in sizes) * scale
    high = max(2 * most, line_height(form)) + form.text * 0.3

    def draw(drawing: Drawing, parent: Element, x: float, y: float, wide: float) -> None:
        at = x
        for value, size in sizes:
            r = size * scale
            drawing.add("circle", parent, cx=at + r, cy=y + high / 2, r=r, fill="#E4E7EA", stroke=INK, stroke_width=0.4)
            text = amount(value, lang)
            drawing.text(at + 2 * r + 1.5, y + high / 2 + form.text * 0.33, text, form.text, parent)
            at += 2 * r + 1.5 + width(text, form.text) + form.text * 0.9

    return LegendLine(high, form.text * 10, draw)
