"""One panel of a map of areas drawn, on figures and pages alike: colours, circles, flows and names."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from kg.views.areas.areas import Area, Panel, Shown
from kg.views.areas.regions import region_shapes
from kg.views.areas.shading import EDGE, FLOW, HATCH, MISSING, drawn_shapes, fill_of, flow_width
from kg.views.areas.words import FLOWS_DRAWN, value_text
from kg.views.figures.font import width
from kg.views.figures.frame import PageFormat
from kg.views.figures.labels import Box
from kg.views.figures.projection import Viewport, coastlines
from kg.views.figures.svg import Drawing

__all__ = ["curve", "draw_panel", "hatch"]

Mark = Callable[[Element, Area], object]
Measure = Callable[[str, float, int], float]
_NAMED = 12
_LAND = "#ECEAE4"
_SHIFTS = (0.0, -0.6, 0.6, -1.1, 1.1)  # lines that a name may move from the middle of its area


def hatch(page: Drawing) -> None:
    """The pattern of what is not known."""
    pattern = page.add("pattern", None, id="hatch", width=3, height=3, patternUnits="userSpaceOnUse")
    pattern.set("patternTransform", "rotate(45)")
    page.add("rect", pattern, width=3, height=3, fill=MISSING)
    page.add("line", pattern, x1=0, y1=0, x2=0, y2=3, stroke=HATCH, stroke_width=0.9)


class _Pen:
    """What the parts of a panel are drawn with."""

    def __init__(
        self, page: Drawing, panel: Panel, shown: Shown, *, view: Viewport, form: PageFormat, mark: Mark | None
    ) -> None:
        self.page, self.panel, self.shown = page, panel, shown
        self.view, self.form, self.mark = view, form, mark

    def area(self, land: Element, path: str, area: Area) -> None:
        """An area with its colour."""
        made = self.page.add("path", land, d=path, fill=fill_of(area, self.shown.scale))
        if self.mark:
            self.mark(made, area)

    def circle(self, land: Element, area: Area) -> None:
        """A circle at the middle of an area without boundaries, if that lies on the map; a small one where none is."""
        if area.drawn or area.at is None:
            return
        x, y = self.view.at(area.at)
        frame = self.view.frame
        if not (frame.left <= x <= frame.right and frame.top <= y <= frame.bottom):
            return
        r = self.form.text * (0.42 if area.tally.ties else 0.24)
        made = self.page.add("circle", land, cx=x, cy=y, r=r, fill=fill_of(area, self.shown.scale))
        if self.mark:
            self.mark(made, area)


def draw_panel(
    page: Drawing,
    parent: Element,
    panel: Panel,
    shown: Shown,
    *,
    view: Viewport,
    form: PageFormat,
    mark: Mark | None = None,
    measure: Measure = width,
) -> None:
    """Draw a panel into a group; `mark` is given the element of each area that is drawn.

    `measure` says how wide a text is at a size and weight: by default in the font of figures.
    """
    pen = _Pen(page, panel, shown, view=view, form=form, mark=mark)
    fine = form.stroke * (0.35 if shown.asked.by == "municipality" else 0.8)
    land = page.group("areas", parent, stroke=EDGE, stroke_width=fine, stroke_linejoin="round", fill_rule="evenodd")
    areas = {area.id: area for area in panel.areas}
    regions = region_shapes(panel)
    for number, shape in sorted(drawn_shapes(panel, shown).items()):
        path = coastlines(view, shape)
        if path and number in areas and not shown.asked.by.startswith("nuts"):
            pen.area(land, path, areas[number])
        elif path:
            page.add("path", land, d=path, fill=_LAND)
    for number, shape in sorted(regions.items()):
        path = coastlines(view, shape)
        if path:
            pen.area(land, path, areas[number])
    for area in reversed(panel.areas):  # those with most on top
        pen.circle(land, area)
    if shown.asked.flows:
        _flows(page, parent, panel, shown, view=view, form=form)
    _names(page, parent, panel, shown, view=view, form=form, measure=measure)


def _flows(page: Drawing, parent: Element, panel: Panel, shown: Shown, *, view: Viewport, form: PageFormat) -> None:
    """The strongest links as bent lines, the widest first, so that thin ones lie on top."""
    group = page.group("flows", parent, fill="none", stroke=FLOW, stroke_opacity=0.62, stroke_linecap="round")
    at = {area.id: area.at for area in panel.areas}
    most = max((flow.ties for each in shown.panels for flow in each.flows), default=1)
    for flow in panel.flows[:FLOWS_DRAWN]:
        one, other = at.get(flow.one), at.get(flow.other)
        if one is None or other is None:
            continue
        ends = [
            view.edge(point, form.text * 0.4) if name in view.beyond else view.at(point)
            for name, point in ((flow.one, one), (flow.other, other))
        ]
        wide = flow_width(flow.ties, most, form.text * 0.9)
        page.add("path", group, d=curve(ends[0], ends[1]), stroke_width=wide)


def curve(one: tuple[float, float], other: tuple[float, float], bend: float = 0.14) -> str:
    """The way of a line that is bent a little to one side, so that lines between many areas can be told apart."""
    (x1, y1), (x2, y2) = one, other
    mx, my = (x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend
    return f"M{x1:.1f} {y1:.1f}Q{mx:.1f} {my:.1f} {x2:.1f} {y2:.1f}"


def _names(
    page: Drawing, parent: Element, panel: Panel, shown: Shown, *, view: Viewport, form: PageFormat, measure: Measure
) -> None:
    """The names of areas with most, with their values, where they lie on no other."""
    group = page.group("names", parent)
    taken: list[Box] = []
    size = form.labels[0] * (0.9 if len(shown.panels) > 1 else 1)
    most = 99 if shown.asked.by == "county" else _NAMED
    for area in [each for each in panel.areas if each.value and each.at and each.id not in view.beyond][:most]:
        x, y = view.at(area.at or (0.0, 0.0))
        lines = [area.name, value_text(area, shown)]
        half = max(measure(lines[0], size, 600), measure(lines[1], size, 400)) / 2
        for dy in _SHIFTS:
            top = y + (dy - 1.0) * size
            box = Box(x - half, top, x + half, top + size * 2.1)
            if box.left >= view.frame.left and box.right <= view.frame.right and not any(_meet(box, t) for t in taken):
                taken.append(box)
                for line, weight, down in ((lines[0], 600, 0.85), (lines[1], 400, 1.85)):
                    page.text(x, top + size * down, line, size, group, weight=weight, anchor="middle", halo=size * 0.18)
                break


def _meet(one: Box, other: Box) -> bool:
    return not (one.right < other.left or other.right < one.left or one.bottom < other.top or other.bottom < one.top)
