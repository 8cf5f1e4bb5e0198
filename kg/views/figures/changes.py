"""Two periods of one network as a figure: two panels with every node in the same place, and one legend below."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from kg.errors import Usage
from kg.language.captions import LANGUAGES
from kg.language.figure_words import say
from kg.networks.union import EDGE_CHANGES
from kg.views.changes import CHANGE_COLOURS, CHANGE_DASHES, DOUBT
from kg.views.figures.changes_legend import changes_legend, sign
from kg.views.figures.font import width, wrap
from kg.views.figures.frame import Frame, PageFormat, notes, sheet
from kg.views.figures.labels import Box, Disc, DiscLabel, LabelPlacement, Segment, place
from kg.views.figures.network import LINE, ground, lines
from kg.views.figures.projection import Viewport, aspect, view_of
from kg.views.figures.svg import INK, PALE, Drawing

if TYPE_CHECKING:
    from kg.networks.types import Graph, Positions
    from kg.views.visual import Visual

__all__ = ["compared_figure"]

_GAP = 1.4
"""Between the panels, in sizes of text."""
_HEAD = 3.0
"""Above each panel, for its period and counts, in sizes of text."""
_STRAYING = 40
"""So many names in a panel, the most important ones, may stand apart with a leader line."""
_BORDER, _LEADER = "#C9CED4", "#8A929B"
_MOST_NAMES = 90


@dataclass(frozen=True, slots=True)
class _Panel:
    """One of the two periods: its place on the page, and what is in it."""

    index: int
    period: str
    box: Box
    nodes: tuple[Hashable, ...]
    edges: tuple[tuple[Hashable, Hashable], ...]


def compared_figure(
    graph: Graph,
    *,
    positions: Positions,
    visual: Visual,
    size: str = "a4-page",
    lang: str = "nb",
    title: str = "",
    caption: str = "",
    sources: Sequence[str] = (),
    geographic: bool = False,
) -> str:
    """Two periods as SVG text. `graph` comes from `kg.networks.union.union`, `visual` from `kg.views.changes`.

    The earlier panel shows what was kept and lost, the later what was kept and is new; on `a4-column` one stands above
    the other. Other arguments and what is raised are as of `kg.views.figures.network.figure`.
    """
    form = sheet(size)
    if lang not in LANGUAGES:
        raise Usage(f"unknown language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    known = {n: (float(positions[n][0]), float(positions[n][1])) for n in graph if n in positions}
    across = 1 if form.columns == 2 else 2
    flowing = replace(form, height=None, columns=max(form.columns, 4) if across == 2 else form.columns)
    wide = (form.width - 2 * form.margin - (across - 1) * _GAP * form.text) / across
    tall = wide * aspect(known, geographic, 0.75, 1.2)
    scale = _scale(visual, form, list(known), area=wide * tall, geographic=geographic)
    blocks = changes_legend(graph, visual, flowing, lang, scale=scale, drawn=list(known))
    extra = _extra(graph, known, lang, geographic=geographic)
    head = _HEAD * form.text
    rows = 2 // across
    told = notes(caption, sources, extra, lang)
    if form.height is not None:  # a slide is as high as it is: the panels get what is left
        bare = Frame.make(flowing, 0, title=title, notes=told, blocks=blocks).page
        tall = max((form.height - bare) / rows - head, 40.0)
    frame = Frame.make(flowing, rows * (tall + head) + (rows - 1) * form.text, title=title, notes=told, blocks=blocks)
    told_of = _description(graph, caption, lang)
    page = Drawing(form.width, frame.page, title=title or say("untitled", lang), lang=lang, description=told_of)
    for panel in _panels(graph, known, frame, wide=wide, tall=tall, head=head, across=across):
        _draw_panel(page, graph, visual, panel, known=known, scale=scale, form=form, lang=lang, geographic=geographic)
    frame.draw(page)
    return page.svg()


def _panels(
    graph: Graph,
    known: Mapping[Hashable, tuple[float, float]],
    frame: Frame,
    *,
    wide: float,
    tall: float,
    head: float,
    across: int,
) -> list[_Panel]:
    text = frame.sheet.text
    made = []
    for index, told in enumerate(graph.graph["caption"]["comparison"]["periods"]):
        left = frame.left + (wide + _GAP * text) * (index % across)
        top = frame.top + (tall + head + text) * (index // across) + head
        nodes = tuple(n for n in known if graph.nodes[n]["change"] in ("stayed", ("left", "entered")[index]))
        held = ("kept", ("lost", "new")[index])
        edges = tuple(
            (u, v) for u, v, data in graph.edges(data=True) if data["change"] in held and u in known and v in known
        )
        made.append(_Panel(index, told["period"], Box(left, top, left + wide, top + tall), nodes, edges))
    return made


def _scale(visual: Visual, form: PageFormat, nodes: Sequence[Hashable], area: float, geographic: bool) -> float:
    """Points of radius per pixel: all discs together take a small share of a panel."""
    sizes = [visual.nodes[node].size for node in nodes]
    if not sizes:
        return 1.0
    share = 0.03 if geographic else 0.06
    room = math.sqrt(share * area / (math.pi * sum(size * size for size in sizes)))
    return min(form.radii[1] * 0.8 / max(sizes), room)


def _draw_panel(
    page: Drawing,
    graph: Graph,
    visual: Visual,
    panel: _Panel,
    *,
    known: Mapping[Hashable, tuple[float, float]],
    scale: float,
    form: PageFormat,
    lang: str,
    geographic: bool,
) -> None:
    box, text = panel.box, form.text
    parent = page.group(f"panel period-{panel.index + 1}")
    page.text(box.left, box.top - text * 1.75, panel.period, text * 1.45, parent, weight=600)
    counted = say("panel", lang, nodes=len(panel.nodes), edges=len(panel.edges))
    page.text(box.left, box.top - text * 0.55, counted, text, parent, colour=PALE)
    pad = max((visual.nodes[n].size * scale for n in known), default=0) + form.labels[0] * 1.2
    view = view_of(known, box, pad, geographic=geographic)
    if geographic:
        ground(page, view, parent, name=f"frame-{panel.index + 1}")
    border = {"x": box.left, "y": box.top, "width": box.right - box.left, "height": box.bottom - box.top}
    page.add("rect", parent, **border, fill="none", stroke=_BORDER, stroke_width=0.5)
    discs = _placed(visual, panel, known=known, view=view, scale=scale, form=form, pad=pad)
    _edges(page, parent, graph, visual, panel, discs=discs, form=form)
    _discs(page, parent, graph, visual, discs=discs, form=form)
    _labels(page, parent, graph, visual, panel, discs=discs, form=form)


def _placed(
    visual: Visual,
    panel: _Panel,
    *,
    known: Mapping[Hashable, tuple[float, float]],
    view: Viewport,
    scale: float,
    form: PageFormat,
    pad: float,
) -> dict[Hashable, Disc]:
    least = form.radii[0] * 0.45
    found = {}
    for node in sorted(panel.nodes, key=lambda n: (-visual.nodes[n].size, visual.nodes[n].rank)):
        at = view.edge(known[node], pad * 0.6) if node in view.beyond else view.at(known[node])
        found[node] = Disc(*at, max(visual.nodes[node].size * scale, least))
    return found


def _edges(
    page: Drawing,
    parent: Element,
    graph: Graph,
    visual: Visual,
    panel: _Panel,
    *,
    discs: Mapping[Hashable, Disc],
    form: PageFormat,
) -> None:
    """What is kept lies below what changed; what only may have held is dotted."""
    count = max(len(panel.edges), 1)
    thin = min(1.0, max(0.45, 260 / count))
    for change in ("kept", "lost", "new"):
        kept = change == "kept"
        own = page.group(
            f"edges {change}",
            parent,
            fill="none",
            stroke=CHANGE_COLOURS[change],
            stroke_opacity=min(0.75, max(0.28, 160 / count)) if kept else min(0.95, max(0.5, 400 / count)),
        )
        for u, v in panel.edges:
            data = graph.edges[u, v]
            if data["change"] != change:
                continue
            look = visual.edges[u, v] if (u, v) in visual.edges else visual.edges[v, u]
            dashes = DOUBT if data["doubt"][panel.index] else CHANGE_DASHES[change]
            page.add(
                "line",
                own,
                x1=discs[u].x,
                y1=discs[u].y,
                x2=discs[v].x,
                y2=discs[v].y,
                stroke_width=max(look.width, 1.4) * form.stroke * thin * (0.8 if kept else 1.35),
                stroke_dasharray=" ".join(f"{length * form.stroke:.2f}" for length in dashes) or None,
            )


def _discs(
    page: Drawing, parent: Element, graph: Graph, visual: Visual, *, discs: Mapping[Hashable, Disc], form: PageFormat
) -> None:
    """The nodes; those that the map is about have a dark rim."""
    own = page.group("nodes", parent)
    rim = 0.5 if form.height is None else 1.0
    egos = graph.graph["caption"].get("selection", {}).get("ego", ())
    for node, disc in discs.items():
        sign(page, own, visual.nodes[node].shape, graph.nodes[node]["change"], disc=disc, rim=rim)
        if node in egos:
            page.add(
                "circle", own, cx=disc.x, cy=disc.y, r=disc.r + rim, fill="none", stroke=INK, stroke_width=rim * 2.5
            )


def _labels(
    page: Drawing,
    parent: Element,
    graph: Graph,
    visual: Visual,
    panel: _Panel,
    *,
    discs: Mapping[Hashable, Disc],
    form: PageFormat,
) -> None:
    """Names: of those that the map is about whatever lies below, of the largest, then of what changed."""
    egos = [node for node in graph.graph["caption"].get("selection", {}).get("ego", ()) if node in discs]
    largest = sorted(discs, key=lambda n: visual.nodes[n].rank)
    order = sorted(largest, key=lambda n: graph.nodes[n]["change"] == "stayed")
    order = [n for n in dict.fromkeys([*largest[:8], *order]) if n not in egos][:_MOST_NAMES]
    first = [_Name.set(visual, node, form, panel, ego=True) for node in egos]
    rest = [_Name.set(visual, node, form, panel) for node in order]
    segments: list[Segment] = [(discs[u].x, discs[u].y, discs[v].x, discs[v].y) for u, v in panel.edges]
    near = segments if len(segments) < 6000 else []
    given = {"segments": near, "bounds": panel.box, "gap": form.stroke * 4}
    index = {node: spot for spot, node in enumerate(discs)}
    places = place(list(discs.values()), [each.label(index, insists=True) for each in first], **given)  # type: ignore[arg-type]
    stands = [placed or _above(each, discs[each.node], panel.box) for each, placed in zip(first, places, strict=True)]
    taken = [disc for placed in stands for disc in _discs_of(placed.box)]
    labels = [each.label(index, insists=rank < 4, strays=rank < _STRAYING) for rank, each in enumerate(rest)]
    found = place([*discs.values(), *taken], labels, **given)  # type: ignore[arg-type]
    leaders = page.group("leaders", parent, stroke=_LEADER, stroke_width=form.stroke * 1.2)
    own = page.group("labels", parent)
    for each, put in reversed(list(zip([*first, *rest], [*stands, *found], strict=True))):
        if put is not None:
            each.draw(page, own, leaders, put, discs[each.node])


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is set."""

    node: Hashable
    lines: tuple[str, ...]
    size: float
    weight: int

    @classmethod
    def set(cls, visual: Visual, node: Hashable, form: PageFormat, panel: _Panel, *, ego: bool = False) -> _Name:
        """The name of a node in lines; what the map is about stands in larger letters."""
        size, weight = (form.labels[1], 600) if ego else (form.labels[0], 400)
        most = (panel.box.right - panel.box.left) * (0.5 if ego else 0.34)
        return cls(node, tuple(wrap(visual.nodes[node].label, size, most, weight, lines=3)), size, weight)

    @property
    def shape(self) -> tuple[float, float]:
        wide = max((width(line, self.size, self.weight) for line in self.lines), default=0.0)
        return wide + 1, self.size * LINE * len(self.lines)

    def label(self, index: Mapping[Hashable, int], *, insists: bool, strays: bool = True) -> DiscLabel:
        return DiscLabel(index[self.node], (self.shape,), insists=insists, strays=strays)

    def draw(self, page: Drawing, parent: Element, leaders: Element, placed: LabelPlacement, disc: Disc) -> None:
        if placed.leader is not None:
            x1, y1, x2, y2 = placed.leader
            page.add("line", leaders, x1=x1, y1=y1, x2=x2, y2=y2)
        lines(page, parent, self.lines, placed.box, disc, size=self.size, weight=self.weight, halo=0.14)


def _above(name: _Name, disc: Disc, bounds: Box) -> LabelPlacement:
    """Above its disc, or below it at the upper edge, over whatever is there."""
    wide, high = name.shape
    left = min(max(disc.x - wide / 2, bounds.left), bounds.right - wide)
    top = disc.y - disc.r - high - 1
    top = top if top >= bounds.top else disc.y + disc.r + 1
    return LabelPlacement(Box(left, top, left + wide, top + high), 0, None, 0.0)


def _discs_of(box: Box) -> list[Disc]:
    """A rectangle filled with discs, so that names keep clear of it."""
    r = (box.bottom - box.top) / 2
    count = max(1, math.ceil((box.right - box.left) / (1.4 * r)))
    step = (box.right - box.left) / count
    return [Disc(box.left + step * (i + 0.5), (box.top + box.bottom) / 2, r) for i in range(count)]


def _extra(graph: Graph, known: Mapping[Hashable, object], lang: str, *, geographic: bool) -> list[str]:
    missing = graph.number_of_nodes() - len(known)
    said = [say("unplaced", lang, n=missing)] if missing else []
    return [*said, say("outline", lang)] if geographic else said


def _description(graph: Graph, caption: str, lang: str) -> str:
    told = graph.graph["caption"]["comparison"]
    before, after = (each["period"] for each in told["periods"])
    order = sorted(graph.nodes, key=lambda node: (-graph.degree[node], str(node)))[:5]
    names = ", ".join(f"{graph.nodes[node].get('label') or node} ({graph.degree[node]})" for node in order)
    counts = {key: told["counts"][key] for key in EDGE_CHANGES}
    return f"{say('compared', lang, before=before, after=after, names=names, **counts)} {caption}".strip()
