"""A map of areas as a figure for print: SVG in points, a panel for each period, one legend for all of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from kg.errors import Usage
from kg.language.areas import LANGUAGES, say
from kg.language.speech import first_lower
from kg.views.areas.areas import Shown
from kg.views.areas.legend import legend
from kg.views.areas.panel import draw_panel, hatch
from kg.views.areas.shading import drawn_shapes, window
from kg.views.areas.words import caption, heading, panel_title, value_text
from kg.views.figures.font import width
from kg.views.figures.frame import Block, Frame, PageFormat, notes, sheet
from kg.views.figures.labels import Box
from kg.views.figures.projection import Viewport, coastlines
from kg.views.figures.svg import Drawing

__all__ = ["area_figure", "described"]

_HIGH = {"county": 1.22, "municipality": 1.22, "nuts2": 0.95, "nuts3": 0.95, "country": 0.95}
"""How high a panel is for its width."""
_ACROSS = 3


def area_figure(shown: Shown, size: str = "a4-page") -> str:
    """A map of areas as SVG text. `size` is a4-column, a4-page or slide. Raises Usage for an unknown one."""
    form, lang = sheet(size), shown.language
    if lang not in LANGUAGES:
        raise Usage(f"unknown language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    count = len(shown.panels)
    down = math.ceil(count / (2 if form.columns == 2 else _ACROSS))
    across = math.ceil(count / down)
    gap = form.text
    named = any(panel.name for panel in shown.panels)
    wide = (form.width - 2 * form.margin - gap * (across - 1)) / across
    high = min(wide * _HIGH[shown.asked.by], form.width * 0.95) + (form.text * 1.6 if named else 0)
    height = high * down + gap * (down - 1)
    blocks = legend(shown, form)
    columns = _columns(form, blocks)
    form = replace(form, columns=columns)
    beyond: list[str] = []
    for _ in range(2):  # what lies beyond is known when the window is
        told = notes(" ".join(caption(shown)), shown.sources, beyond, lang)
        frame = Frame.make(form, height, title=shown.title, notes=told, blocks=blocks)
        boxes = _boxes(frame, count, across, gap)
        tops = [form.text * 1.6 if named else 0.0 for _ in boxes]
        maps = [Box(b.left, b.top + top, b.right, b.bottom) for b, top in zip(boxes, tops, strict=True)]
        views = [window(panel, shown, box) for panel, box in zip(shown.panels, maps, strict=True)]
        beyond = _beyond(shown, views)
    page = Drawing(
        form.width,
        frame.page,
        title=shown.title,
        lang=lang,
        description=described(shown),
    )
    hatch(page)
    for panel, box, view in zip(shown.panels, boxes, views, strict=True):
        group = page.group("panel")
        if named:
            page.text(box.left, box.top + form.text, panel_title(panel, lang), form.text * 1.1, group, weight=600)
        draw_panel(page, group, panel, shown, view=view, form=form)
    frame.draw(page)
    return page.svg()


def described(shown: Shown, most: int = 5) -> str:
    """The map in words: what it shows, and the areas with most, with their values, in each period."""
    lang = shown.language
    found = []
    for panel in shown.panels:
        best = [f"{area.name} {value_text(area, shown)}" for area in panel.areas if area.value][:most]
        found.append(": ".join(part for part in (panel.name, ", ".join(best)) if part))
    level = first_lower(say(lang, f"level.{shown.asked.by}"))
    return say(lang, "described", level=level, what=heading(shown), names="; ".join(found))


def _columns(form: PageFormat, blocks: Sequence[Block]) -> int:
    """In how many columns the legend stands, so that nothing in it is cut."""
    widest = max(max(width(block.heading, form.text, 600), *(item.width for item in block.items)) for block in blocks)
    inner = form.width - 2 * form.margin
    return max(1, min(form.columns, int(inner / (widest + form.text))))


def _boxes(frame: Frame, count: int, across: int, gap: float) -> list[Box]:
    down = math.ceil(count / across)
    wide = (frame.width - gap * (across - 1)) / across
    high = (frame.height - gap * (down - 1)) / down
    found = []
    for number in range(count):
        left = frame.left + (number % across) * (wide + gap)
        top = frame.top + (number // across) * (high + gap)
        found.append(Box(left, top, left + wide, top + high))
    return found


def _beyond(shown: Shown, views: Sequence[Viewport]) -> list[str]:
    """What lies outside the map and is not seen on it, with its values."""
    lines: dict[str, str] = {}
    for panel, view in zip(shown.panels, views, strict=True):
        shapes = drawn_shapes(panel, shown)
        for area in panel.areas:
            if area.id in view.beyond and area.value != 0 and not coastlines(view, shapes.get(area.id, ())):
                lines.setdefault(area.id, f"{area.name} ({value_text(area, shown)})")
    return [say(shown.language, "beyond", names=", ".join(lines.values()))] if lines else []
