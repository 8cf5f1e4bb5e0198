"""The legend of a map of areas: every class with its bounds and how many areas are in it, none, and not known."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from kg.language.areas import amount, say
from kg.language.speech import first_lower
from kg.views.areas.areas import Shown
from kg.views.areas.shading import EDGE, FLOW, HATCHED, MISSING, ZERO, flow_width, shade_of
from kg.views.areas.words import FLOWS_DRAWN, class_label, heading
from kg.views.figures.font import width
from kg.views.figures.frame import Block, LegendLine, PageFormat
from kg.views.figures.svg import PALE, Drawing

__all__ = ["entries", "flow_steps", "legend"]


def entries(shown: Shown) -> list[tuple[str, str, int]]:
    """(colour, words, areas) of each class, of none and of what is not known, as far as there are any."""
    scale, lang = shown.scale, shown.language
    found = [
        (shade_of(number, scale), class_label(each, scale, lang), each.count)
        for number, each in enumerate(scale.classes)
    ]
    if scale.zero:
        found.append((ZERO, say(lang, "zero"), scale.zero))
    missing = [area for panel in shown.panels for area in panel.areas if area.value is None]
    for reason in ("amounts", "people", "actors"):
        number = sum(area.missing == reason for area in missing)
        if number:
            words = say(lang, "not-known", why=first_lower(say(lang, f"missing.{reason}")))
            found.append((MISSING if reason == "actors" else HATCHED, words, number))
    return found


def flow_steps(shown: Shown) -> list[int]:
    """Numbers of ties whose lines a legend shows: the most, half of it, and the fewest drawn."""
    drawn = [flow.ties for panel in shown.panels for flow in panel.flows[:FLOWS_DRAWN]]
    if not drawn:
        return []
    return sorted({max(drawn), (max(drawn) + min(drawn)) // 2, min(drawn)}, reverse=True)


def legend(shown: Shown, form: PageFormat) -> list[Block]:
    """The blocks of the legend."""
    lang = shown.language
    items = tuple(
        _item(form, words, say(lang, "areas-in", n=n), _swatch(form, colour)) for colour, words, n in entries(shown)
    )
    method = say(lang, f"method.{shown.scale.method}")
    blocks = [Block(heading(shown), (*items, _item(form, method, "", None)))]
    steps = flow_steps(shown) if shown.asked.flows else []
    if steps:
        lines = tuple(
            _item(form, amount(n, lang), "", _line(form, flow_width(n, steps[0], form.text * 0.9))) for n in steps
        )
        blocks.append(Block(say(lang, f"flow-legend.{shown.asked.count}"), lines))
    return blocks


Mark = Callable[[Drawing, Element, float, float], object]


def _item(form: PageFormat, words: str, more: str, mark: Mark | None) -> LegendLine:
    high = form.text * 1.4
    indent = form.text * 2.4 if mark else 0

    def draw(drawing: Drawing, parent: Element, x: float, y: float, wide: float) -> None:
        base = y + high * 0.5 + form.text * 0.33
        if mark:
            mark(drawing, parent, x, y + high / 2)
            drawing.text(x + indent, base, words, form.text, parent)
        else:
            drawing.text(x, base, words, form.small, parent, colour=PALE)
        if more:
            drawing.text(x + indent + width(f"{words}  ", form.text), base, more, form.text, parent, colour=PALE)

    return LegendLine(high, indent + width(f"{words}  {more}", form.text), draw)


def _swatch(form: PageFormat, colour: str) -> Mark:
    def draw(drawing: Drawing, parent: Element, x: float, y: float) -> None:
        size = form.text
        drawing.add(
            "rect",
            parent,
            x=x,
            y=y - size / 2,
            width=size * 1.8,
            height=size,
            fill=colour,
            stroke=EDGE,
            stroke_width=form.stroke,
        )

    return draw


def _line(form: PageFormat, wide: float) -> Mark:
    def draw(drawing: Drawing, parent: Element, x: float, y: float) -> None:
        long = form.text * 1.8
        drawing.add("line", parent, x1=x, y1=y, x2=x + long, y2=y, stroke=FLOW, stroke_opacity=0.62, stroke_width=wide)

    return draw
