"""A network as a figure for print: SVG drawn in points at its physical size, the same visual values as the map page.

`to_png` and `to_pdf` turn it into the other formats. Needs the extra `figures` for its font.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from kg.errors import Usage
from kg.language.captions import LANGUAGES, in_language
from kg.language.figure_words import say
from kg.views.figures.font import width, wrap
from kg.views.figures.frame import Frame, PageFormat, notes, sheet
from kg.views.figures.labels import Box, Disc, DiscLabel, LabelPlacement, Segment, place
from kg.views.figures.legend import EDGE, legend, mark
from kg.views.figures.projection import Viewport, aspect, coastlines, view_of
from kg.views.figures.render import to_pdf, to_png
from kg.views.figures.svg import INK, PALE, Drawing
from kg.views.visual import EdgeVisual, Visual

if TYPE_CHECKING:
    from kg.networks.types import Graph, Positions

__all__ = ["LINE", "figure", "ground", "to_pdf", "to_png"]

LINE = 1.12
"""How far apart the lines of a name are, in sizes of its letters."""
_UNDER = 0.86
"""How large what is told under a name is, beside the name."""
_STRAYING = 160
"""So many names, the most important ones, may stand apart with a leader line."""
_FAINT = 0.3
_LEADER = "#8A929B"
_BEND = 0.10
_THINNEST, _ALIKE = 1.4, 1.7
"""Least width of an edge in pixels, and its width where all weigh the same."""
_LAND, _SHORE, _SEA = "#ECEAE4", "#BDB9AE", "#F8FAFB"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is drawn where: nodes from the largest disc to the smallest, edges from the widest to the narrowest."""

    discs: dict[Hashable, Disc]
    edges: list[tuple[Hashable, Hashable]]
    view: Viewport


def figure(
    graph: Graph,
    *,
    positions: Positions,
    visual: Visual,
    size: str = "a4-column",
    lang: str = "nb",
    title: str = "",
    caption: str = "",
    sources: Sequence[str] = (),
    geographic: bool = False,
    lead: str = "",
) -> str:
    """A network as SVG text: edges, discs, names that do not overlap, legends, caption and line of sources.

    `positions` has x and y (pointing down) of the nodes in any unit, or with `geographic` kilometres as in
    `kg.views.positions.place_positions`; a node without a position is not drawn, and the caption says how many.
    `visual` comes from `kg.views.visual.resolve`. `size` is a4-column (80 mm wide), a4-page (170 mm), a4-half (as wide,
    88 mm high) or slide (16 : 9); `lead` are a few words under the title. Raises Usage for an unknown size or language,
    KgError where the extra `figures` is not installed.
    """
    form = sheet(size)
    if lang not in LANGUAGES:
        raise Usage(f"unknown language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    known = {n: (float(positions[n][0]), float(positions[n][1])) for n in graph if n in positions}
    inner = form.width - 2 * form.margin
    height = inner * aspect(known, geographic, 0.62, 1.15)
    scale = _scale(visual, form, list(known), inner * height, geographic)
    dash = form.stroke * 1.1
    blocks = legend(graph, visual, form, lang, scale=scale, dash=dash, drawn=list(known))
    # What the caption says depends on what there is room for; on a slide also the room on the caption: two rounds.
    extra: list[str] = []
    for _ in range(1 if form.height is None else 2):
        told = notes(caption, sources, extra, lang)
        frame = Frame.make(form, height, title=title, notes=told, blocks=blocks, lead=lead)
        box = Box(frame.left, frame.top, frame.left + frame.width, frame.top + frame.height)
        drawn = _arrange(graph, visual, known=known, box=box, scale=scale, form=form, geographic=geographic)
        names, settings = _names(visual, drawn, form, box, lang)
        segments = [s for edge in drawn.edges for s in _course(drawn, edge, geographic)] if names else []
        places = place(
            list(drawn.discs.values()), names, segments if len(segments) < 12_000 else (), box, gap=form.stroke * 4
        )
        extra = _extra(graph, visual, drawn=drawn, places=places, lang=lang, geographic=geographic)
    if form.height is None:
        told = notes(caption, sources, extra, lang)
        frame = Frame.make(form, height, title=title, notes=told, blocks=blocks, lead=lead)
    page = Drawing(
        form.width,
        frame.page,
        title=title or say("untitled", lang),
        lang=lang,
        description=_description(graph, visual, drawn=drawn, caption=caption, lang=lang, geographic=geographic),
    )
    if geographic:
        ground(page, drawn.view)
    _edges(page, visual, drawn=drawn, form=form, dash=dash, geographic=geographic)
    _discs(page, visual, drawn, form)
    _labels(page, settings, places, form)
    frame.draw(page)
    return page.svg()


def _scale(visual: Visual, form: PageFormat, nodes: Sequence[Hashable], area: float, geographic: bool) -> float:
    """Points of radius per pixel: the largest disc no larger than the format bears, all together a small share."""
    sizes = [visual.nodes[node].size for node in nodes]
    if not sizes:
        return 1.0
    share = 0.03 if geographic else 0.075
    room = math.sqrt(share * area / (math.pi * sum(size * size for size in sizes)))
    most = form.radii[1] * (0.6 if geographic or min(sizes) == max(sizes) else 1.0)
    return min(most / max(sizes), room)


def _arrange(
    graph: Graph,
    visual: Visual,
    known: Mapping[Hashable, tuple[float, float]],
    box: Box,
    scale: float,
    form: PageFormat,
    geographic: bool,
) -> _Drawn:
    radius = {node: max(visual.nodes[node].size * scale, form.radii[0] * 0.55) for node in known}
    pad = max(radius.values(), default=0) + form.labels[0] * (1.6 if geographic else 1.3)
    view = view_of(known, box, pad, geographic=geographic)
    discs = {}
    for node in sorted(known, key=lambda n: (-radius[n], visual.nodes[n].rank)):
        at = view.edge(known[node], pad * 0.6) if node in view.beyond else view.at(known[node])
        discs[node] = Disc(*at, radius[node])
    for node in [n for n in discs if n in view.beyond]:
        discs[node] = _aside(discs[node], [d for n, d in discs.items() if n != node], box, pad * 0.6)
    edges = [(u, v) for u, v in graph.edges if u in discs and v in discs and u != v]
    edges.sort(key=lambda e: (-_edge(visual, e).width, *sorted((visual.nodes[e[0]].rank, visual.nodes[e[1]].rank))))
    return _Drawn(discs, edges, view)


def _aside(disc: Disc, others: Sequence[Disc], box: Box, inset: float) -> Disc:
    """A disc at the edge of a map moved along that edge, as little as makes it free of others, where that is near."""
    along_top = min(disc.y - box.top, box.bottom - disc.y) < min(disc.x - box.left, box.right - disc.x)
    step = disc.r
    for move in (0.0, *(sign * step * count for count in range(1, 25) for sign in (1, -1))):
        x, y = (disc.x + move, disc.y) if along_top else (disc.x, disc.y + move)
        if not (box.left + inset <= x <= box.right - inset and box.top + inset <= y <= box.bottom - inset) and move:
            continue
        if all(math.hypot(x - d.x, y - d.y) > 1.6 * disc.r + d.r for d in others):
            return Disc(x, y, disc.r)
    return disc


def _edge(visual: Visual, edge: tuple[Hashable, Hashable]) -> EdgeVisual:
    return visual.edges[edge] if edge in visual.edges else visual.edges[edge[1], edge[0]]


def _bend(drawn: _Drawn, edge: tuple[Hashable, Hashable]) -> tuple[float, float, float, float, float, float]:
    """Ends and control point of an edge on a map: a slight arc bulging north, straight to what lies outside."""
    one, other = sorted((drawn.discs[edge[0]], drawn.discs[edge[1]]), key=lambda disc: (disc.x, disc.y))
    mx, my = (one.x + other.x) / 2, (one.y + other.y) / 2
    bend = 0.0 if drawn.view.beyond & {edge[0], edge[1]} else _BEND * 2
    return (one.x, one.y, mx + (other.y - one.y) * bend, my - (other.x - one.x) * bend, other.x, other.y)


def _course(drawn: _Drawn, edge: tuple[Hashable, Hashable], geographic: bool) -> list[Segment]:
    if not geographic:
        one, other = drawn.discs[edge[0]], drawn.discs[edge[1]]
        return [(one.x, one.y, other.x, other.y)]
    x, y, p, q, u, v = _bend(drawn, edge)
    steps = [i / 6 for i in range(7)]
    points = [
        ((1 - t) ** 2 * x + 2 * t * (1 - t) * p + t * t * u, (1 - t) ** 2 * y + 2 * t * (1 - t) * q + t * t * v)
        for t in steps
    ]
    return [(*a, *b) for a, b in pairwise(points)]


def _names(
    visual: Visual, drawn: _Drawn, form: PageFormat, box: Box, lang: str
) -> tuple[list[DiscLabel], list[dict[str, object]]]:
    """The names in order of importance, each with the ways it may be set."""
    order = sorted(drawn.discs, key=lambda node: visual.nodes[node].rank)
    index = {node: place for place, node in enumerate(drawn.discs)}
    fonts = [visual.nodes[node].label_size for node in order]
    low, high = min(fonts, default=0.0), max(fonts, default=0.0)
    first = sum(1 for node in order if visual.nodes[node].told or visual.nodes[node].marked)
    strong = first or max(1, min(8, len(order) // 12))
    most = (box.right - box.left) * (0.34 if form.columns == 2 else 0.2)
    names, settings = [], []
    for rank, node in enumerate(order):
        share = (visual.nodes[node].label_size - low) / (high - low) if high > low else 0.3
        size = round(form.labels[0] + (form.labels[1] - form.labels[0]) * share, 2)
        weight = 600 if rank < strong and len(order) > 4 else 400
        text = visual.nodes[node].label
        ways = _ways(text, size, most, weight)
        told = in_language(visual.nodes[node].told, lang)
        under = wrap(told, size * _UNDER, most, lines=2) if told else []
        tail = max((width(line, size * _UNDER) for line in under), default=0.0)
        shapes = tuple(
            (
                max(tail, *(width(line, size, weight) for line in lines)) + 1,
                size * LINE * (len(lines) + _UNDER * len(under)),
            )
            for lines in ways
        )
        names.append(DiscLabel(index[node], shapes, insists=rank < strong + 4, strays=rank < _STRAYING))
        settings.append({"lines": ways, "size": size, "weight": weight, "disc": drawn.discs[node], "under": under})
    return names, settings


def _ways(text: str, size: float, most: float, weight: int) -> list[list[str]]:
    """How a name may be broken into lines: on few, on more, cut only where a word or the whole is much too long."""
    longest = max((width(word, size, weight) for word in text.split(" ")), default=0.0)
    ways: list[list[str]] = []
    for wide in (most, most * 0.6):
        lines = wrap(text, size, max(wide, min(longest, most * 1.6)) + 0.01, weight, lines=3)
        if lines and lines not in ways and not (ways and any(line.endswith("…") for line in lines)):
            ways.append(lines)
    return ways


def _extra(
    graph: Graph,
    visual: Visual,
    drawn: _Drawn,
    places: Sequence[LabelPlacement | None],
    lang: str,
    geographic: bool,
) -> list[str]:
    said = []
    if drawn.view.beyond:
        beyond = sorted(drawn.view.beyond, key=lambda node: visual.nodes[node].rank)
        said.append(say("beyond", lang, names=_listed([visual.nodes[node].label for node in beyond], lang)))
    missing = graph.number_of_nodes() - len(drawn.discs)
    if missing:
        said.append(say("unplaced", lang, n=missing))
    unnamed = sum(1 for placed in places if placed is None)
    if unnamed:
        said.append(say("unnamed", lang, n=unnamed, all=len(places)))
    if geographic:
        said.append(say("outline", lang))
    return said


def _listed(names: Sequence[str], lang: str, most: int = 8) -> str:
    shown = ", ".join(names[:most])
    return say("more", lang, names=shown, n=len(names) - most) if len(names) > most else shown


def _description(graph: Graph, visual: Visual, drawn: _Drawn, caption: str, lang: str, geographic: bool) -> str:
    order = sorted(drawn.discs, key=lambda node: (-graph.degree[node], visual.nodes[node].rank))[:5]
    names = ", ".join(f"{visual.nodes[node].label} ({graph.degree[node]})" for node in order)
    said = say(
        "map" if geographic else "network", lang, nodes=len(drawn.discs), edges=len(drawn.edges), names=names or "–"
    )
    return f"{said} {caption}".strip()


def ground(page: Drawing, view: Viewport, parent: Element | None = None, name: str = "frame") -> None:
    """Sea and countries in a view, and the frame of that name that lines are cut to."""
    from kg.views.positions import outlines

    group = page.group("ground", parent)
    box = view.frame
    frame: dict[str, float] = {
        "x": box.left,
        "y": box.top,
        "width": box.right - box.left,
        "height": box.bottom - box.top,
    }
    page.add("rect", group, **frame, fill=_SEA)
    page.add("rect", page.add("clipPath", group, id=name), **frame)
    shores = coastlines(view, outlines())
    if shores:
        page.add(
            "path",
            group,
            d=shores,
            fill=_LAND,
            stroke=_SHORE,
            stroke_width=0.35,
            stroke_linejoin="round",
            fill_rule="evenodd",
        )


def _edges(page: Drawing, visual: Visual, drawn: _Drawn, form: PageFormat, dash: float, geographic: bool) -> None:
    count = len(drawn.edges)
    widths = {_edge(visual, edge).width for edge in drawn.edges}
    alike = _ALIKE if len(widths) == 1 else None
    kinds = {_edge(visual, edge).kind for edge in drawn.edges}
    parent = page.group(
        "edges",
        fill="none",
        clip_path="url(#frame)" if geographic else None,
        stroke=EDGE,
        stroke_linecap="butt",
        stroke_opacity=0.68 if count < 250 else 0.4 if count < 1500 else 0.22,
    )
    thin = 1.0 if count < 400 else 0.7 if count < 2000 else 0.5
    for edge in drawn.edges:
        look = _edge(visual, edge)
        dashes = look.dash if len(kinds) > 1 or look.standing else ()
        common: dict[str, Any] = {
            "stroke_width": max(alike or look.width, _THINNEST) * form.stroke * thin,
            "stroke_dasharray": " ".join(f"{length * dash:.2f}" for length in dashes) or None,
            "stroke_opacity": _FAINT if look.faint else None,
        }
        if geographic:
            x, y, p, q, u, v = _bend(drawn, edge)
            page.add("path", parent, d=f"M{x:.2f} {y:.2f}Q{p:.2f} {q:.2f} {u:.2f} {v:.2f}", **common)
        else:
            one, other = drawn.discs[edge[0]], drawn.discs[edge[1]]
            page.add("line", parent, x1=one.x, y1=one.y, x2=other.x, y2=other.y, **common)


def _discs(page: Drawing, visual: Visual, drawn: _Drawn, form: PageFormat) -> None:
    parent = page.group("nodes")
    rim = 0.5 if form.height is None else 1.0
    for node, disc in drawn.discs.items():
        look = visual.nodes[node]
        mark(
            page,
            parent,
            shape=look.shape,
            x=disc.x,
            y=disc.y,
            r=disc.r,
            colour=look.colour,
            missing=look.missing,
            rim=rim,
        )
        if look.marked:
            ring = disc.r + rim * 3
            page.add("circle", parent, cx=disc.x, cy=disc.y, r=ring, fill="none", stroke=INK, stroke_width=rim * 1.6)
        if node in drawn.view.beyond:
            page.add(
                "circle",
                parent,
                cx=disc.x,
                cy=disc.y,
                r=disc.r + rim * 2.5,
                fill="none",
                stroke=INK,
                stroke_width=rim * 0.8,
                stroke_dasharray=f"{rim * 2} {rim * 2}",
            )


def _labels(
    page: Drawing, settings: Sequence[dict[str, Any]], places: Sequence[LabelPlacement | None], form: PageFormat
) -> None:
    leaders = page.group("leaders", stroke=_LEADER, stroke_width=form.stroke * 1.2)
    parent = page.group("labels")
    for setting, placed in reversed(list(zip(settings, places, strict=True))):
        if placed is None:
            continue
        if placed.leader is not None:
            start_x, start_y, end_x, end_y = placed.leader
            page.add("line", leaders, x1=start_x, y1=start_y, x2=end_x, y2=end_y)
        size, set_in = setting["size"], setting["lines"][placed.shape]
        box, disc = placed.box, setting["disc"]
        lines(page, parent, set_in, box, disc, size=size, weight=setting["weight"])
        below = replace(box, top=box.top + size * LINE * len(set_in))
        lines(page, parent, setting["under"], below, disc, size=size * _UNDER, halo=0.11 / _UNDER, colour=PALE)


def lines(
    page: Drawing,
    parent: Element,
    texts: Sequence[str],
    box: Box,
    disc: Disc,
    *,
    size: float,
    weight: int = 400,
    halo: float = 0.11,
    colour: str | None = None,
) -> None:
    """The lines of a name in a box, set towards the disc that they belong to; `halo` is in sizes of their letters."""
    side = "start" if box.left >= disc.x else "end" if box.right <= disc.x else "middle"
    x = {"start": box.left + 0.5, "end": box.right - 0.5, "middle": (box.left + box.right) / 2}[side]
    for index, line in enumerate(texts):
        y = box.top + size * (0.9 + LINE * index)
        page.text(x, y, line, size, parent, weight=weight, anchor=side, halo=size * halo, colour=colour)
