"""A map of areas as a page: one HTML text that needs nothing else, also without its script."""

from __future__ import annotations

import base64
import xml.etree.ElementTree as ET
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from kg.language.areas import amount, say
from kg.model.text import clean
from kg.views.areas.areas import Area, Panel, Shown
from kg.views.areas.figure import described
from kg.views.areas.legend import entries, flow_steps
from kg.views.areas.panel import draw_panel, hatch
from kg.views.areas.shading import HATCH, HATCHED, MISSING, flow_width, window
from kg.views.areas.table import area_table, listed_areas
from kg.views.areas.words import caption, heading, panel_title, value_text
from kg.views.figures.frame import sheet
from kg.views.figures.labels import Box
from kg.views.figures.svg import Drawing

__all__ = ["area_page"]

_WIDE, _HIGH = 860.0, 760.0
_HATCHED = f"repeating-linear-gradient(45deg, {MISSING} 0 3px, {HATCH} 3px 4px)"
_WORDS = ("period", "table", "legend", "about", "keys", "choose")
_LEFT_OUT = ("period", "area", "boundaries")


def area_page(shown: Shown) -> str:
    """The HTML text of a map of areas: a period at a time, its table under it, what an area is on hover and focus."""
    lang = shown.language
    script = _text("page.js")
    steps = flow_steps(shown) if shown.asked.flows else []
    rendered = _template().render(
        lang=lang,
        title=clean(shown.title),
        words={name: say(lang, f"page.{name}") for name in _WORDS},
        panels=[_panel(number, panel, shown) for number, panel in enumerate(shown.panels)],
        heading=heading(shown),
        method=say(lang, f"method.{shown.scale.method}"),
        legend=[
            {"colour": _HATCHED if colour == HATCHED else colour, "words": words, "areas": say(lang, "areas-in", n=n)}
            for colour, words, n in entries(shown)
        ],
        flow_heading=say(lang, f"flow-legend.{shown.asked.count}"),
        steps=[{"width": round(flow_width(n, steps[0], 9), 1), "words": amount(n, lang)} for n in steps],
        caption=[clean(line) for line in caption(shown)],
        sources=clean(say(lang, "page.sources", what="; ".join(shown.sources))) if shown.sources else "",
        digest="sha256-" + base64.b64encode(sha256(script.encode()).digest()).decode(),
        style=_safe(_text("page.css")),
        script=_safe(script),
    )
    return str(rendered)


def _text(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


def _safe(text: str) -> Any:
    """Our own style and script, as they are."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - nothing in it comes from a source


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    from kg.model.text import no_function

    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=no_function)
    return environment.from_string(_text("page.html.j2"))


def _panel(number: int, panel: Panel, shown: Shown) -> dict[str, Any]:
    """What the template needs of a panel: the drawing, and the rows of the table as people read them."""
    whole = area_table(shown)
    told = [any(row[i].text for row in whole.rows) for i in range(len(whole.names))]
    kept = [i for i, name in enumerate(whole.names) if name not in _LEFT_OUT and told[i]]
    kept.sort(key=lambda i: whole.names[i] != "name")
    listed = {area.id for area in listed_areas(panel, shown)}
    rows = []
    for row in whole.rows:
        cells = dict(zip(whole.names, row, strict=True))
        if cells["period"].text == panel.name and cells["area"].text in listed:
            rows.append({"id": cells["area"].text, "cells": [_shown(row[i].value, row[i].text, shown) for i in kept]})
    types = [whole.types[i] for i in kept]
    return {
        "title": panel_title(panel, shown.language),
        "name": panel.name,
        "svg": _safe(_drawn(number, panel, shown)),
        "heads": [whole.headings[i] for i in kept],
        "numeric": [i for i, kind in enumerate(types) if kind in ("number", "integer", "decimal", "year")],
        "rows": rows,
    }


def _shown(value: object, text: str, shown: Shown) -> str:
    return amount(value, shown.language) if isinstance(value, int | float) else clean(text)


def _roughly(text: str, size: float, weight: int) -> float:
    """How wide a text may be: a page is read with the fonts of its reader, and made where there is no font at all."""
    return len(text) * size * (0.66 if weight > 400 else 0.6)


def _drawn(number: int, panel: Panel, shown: Shown) -> str:
    """The SVG of a panel, in which every area says what it is."""
    page = Drawing(_WIDE, _HIGH, title=shown.title, description=described(shown), lang=shown.language)
    hatch(page)
    view = window(panel, shown, Box(0, 0, _WIDE, _HIGH))

    def mark(element: Element, area: Area) -> None:
        said = clean(f"{area.name}: {value_text(area, shown)}")
        element.attrib |= {"class": "area", "data-area": area.id, "role": "img", "aria-label": said}
        ET.SubElement(element, "title").text = said

    draw_panel(page, page.group("drawn"), panel, shown, view=view, form=sheet("slide"), mark=mark, measure=_roughly)
    root = page.root
    for name in ("width", "height", "font-family"):
        root.attrib.pop(name, None)
    root.attrib |= {"role": "group", "aria-labelledby": f"desc{number}"}
    own = {"title": f"title{number}", "desc": f"desc{number}", "hatch": f"hatch{number}"}
    for element in root.iter():
        if element.get("id") in own:
            element.set("id", own[element.get("id") or ""])
        if element.get("fill") == HATCHED:
            element.set("fill", f"url(#hatch{number})")
    for child in list(root):
        if child.tag in ("title", "style"):
            root.remove(child)
    return ET.tostring(root, encoding="unicode")
