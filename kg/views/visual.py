"""From a graph and an Appearance to what is drawn: sizes, colours, shapes, dashes, legends. Nothing is drawn here."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as filled
from statistics import median
from typing import TYPE_CHECKING

from kg.language.captions import MISSING_KEY, OTHER_KEY, Labels, labels_of
from kg.model.evidence import REPORTED
from kg.networks.ego import CLOSE
from kg.networks.plain import LISTS, values
from kg.views.appearance import (
    Appearance,
    Colour,
    FixedColour,
    FixedSize,
    PartitionColour,
    RankingSize,
    Scale,
    Size,
)
from kg.views.palettes import CATEGORIES, OTHER, ramp

if TYPE_CHECKING:
    from kg.networks.types import Attributes, Graph

__all__ = ["MORE", "EdgeVisual", "LegendEntry", "NodeVisual", "Ramp", "Visual", "category", "number", "resolve"]


@dataclass(frozen=True, slots=True)
class NodeVisual:
    """How a node is drawn. `rank` is 0 for the most important one; `group` is its key in the legend.

    It is `marked` where the picture is about it; `told` is what is written under its name, by language.
    A node of the group `MISSING_KEY` is to be drawn hollow, so that the unknown does not pass for a category.
    """

    size: float
    colour: str
    shape: str
    label: str
    label_size: float
    rank: int
    group: str
    marked: bool = False
    told: Labels = filled(default_factory=dict)

    @property
    def missing(self) -> bool:
        """True where the value behind the colour is not known."""
        return self.group == MISSING_KEY


@dataclass(frozen=True, slots=True)
class EdgeVisual:
    """How an edge is drawn; `kind` is the kind of tie that it mostly rests on.

    `standing` is the key of what it has a dash for beside its kind: that all it rests on comes from scraped lists
    alone, or, in an ego network, how it stands (`kg.networks.ego.STANDINGS`). It is `faint` where what it leads to is
    no partner but something that many are in.
    """

    width: float
    dash: tuple[float, ...]
    kind: str
    standing: str = ""
    faint: bool = False

    @property
    def reported(self) -> bool:
        """True where all that it rests on comes from scraped lists alone."""
        return self.standing == REPORTED


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of a legend: a category with how many nodes or edges it has."""

    key: str
    labels: Labels
    colour: str
    count: int
    shape: str = "circle"
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Ramp:
    """The legend of a ranking: lowest and highest value known, the value that gets the middle colour, the colours
    between, how many are not known.
    """

    low: float
    high: float
    colours: tuple[str, ...]
    scale: Scale
    missing: int
    middle: float


@dataclass(frozen=True, slots=True)
class Visual:
    """Everything a view needs to draw a graph. `colour_by` and `size_by` are fields ('' where all are alike)."""

    nodes: Mapping[Hashable, NodeVisual]
    edges: Mapping[tuple[Hashable, Hashable], EdgeVisual]
    colour_by: str
    size_by: str
    colours: tuple[LegendEntry, ...]
    ramp: Ramp | None
    shapes: tuple[LegendEntry, ...]
    lines: tuple[LegendEntry, ...]


MORE = "more"
"""The type of a node that stands for others, which is no category of things."""


def number(attributes: Attributes, field: str) -> float | None:
    """The number of a node or edge under an attribute or a measure of that name, or None.

    >>> number({"ties": 3, "measures": {"pagerank": 0.2}}, "pagerank"), number({"ties": None}, "ties")
    (0.2, None)
    """
    value = attributes.get(field)
    if value is None:
        value = (attributes.get("measures") or {}).get(field)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def category(attributes: Attributes, field: str) -> tuple[str, ...]:
    """The categories of a node under an attribute, as text; empty where nothing is known.

    A node that is no actor and has no class of its own is of the kind that its type names.

    >>> category({"community": 0}, "community"), category({"type": "project", "kind": ""}, "kind")
    (('0',), ('project',))
    """
    if field in LISTS:
        return values(attributes, field)
    value = attributes.get(field)
    if field == "kind" and not value and attributes.get("type") not in (None, "", "actor"):
        value = attributes["type"]
    if value is None or value == "":
        return ()
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(str(item) for item in value)
    return (str(value),)


def _share(scale: Scale) -> Callable[[float, float, float], float]:
    def place(value: float) -> float:
        if scale == "sqrt":
            return math.copysign(math.sqrt(abs(value)), value)
        return math.copysign(math.log1p(abs(value)), value) if scale == "log" else value

    def share(value: float, low: float, high: float) -> float:
        if scale == "sqrt":
            low = min(low, 0.0)  # so that areas, not only their order, tell the truth
        return (place(value) - place(low)) / (place(high) - place(low)) if high > low else 0.5

    return share


def _middle(low: float, high: float, scale: Scale) -> float:
    """The value whose share is a half, by bisection: every scale rises steadily."""
    share, bottom, top = _share(scale), low, high
    for _ in range(40):
        half = (bottom + top) / 2
        bottom, top = (half, top) if share(half, low, high) < 0.5 else (bottom, half)
    return round((bottom + top) / 2, 6)


def _sizes(values: list[float | None], spec: Size) -> list[float]:
    if isinstance(spec, FixedSize):
        return [spec.value] * len(values)
    known = [value for value in values if value is not None]
    low, high, share = min(known, default=0.0), max(known, default=0.0), _share(spec.scale)
    if known and spec.spread > 1:
        high = max(high, spec.spread * median(known))
    return [
        spec.missing if v is None else round(spec.minimum + (spec.maximum - spec.minimum) * share(v, low, high), 2)
        for v in values
    ]


def _partition(
    nodes: list[Attributes], spec: PartitionColour, labels: Callable[[str], Labels]
) -> tuple[list[tuple[str, str]], tuple[LegendEntry, ...]]:
    every = [category(node, spec.field) for node in nodes]
    drawn = [values[0] if values else MISSING_KEY for values in every]
    counts = Counter(drawn)
    order = sorted((key for key in counts if key not in (MISSING_KEY, MORE)), key=lambda key: (-counts[key], key))
    free = iter([colour for colour in spec.palette if colour not in spec.chosen.values()])
    colours = {key: spec.chosen.get(key) or next(free, "") for key in order}
    entries = [LegendEntry(key, labels(key), colours[key], counts[key]) for key in order if colours[key]]
    rest = sum(counts[key] for key in order if not colours[key])
    if rest:
        entries.append(LegendEntry(OTHER_KEY, labels(OTHER_KEY), spec.other, rest))
    if counts[MISSING_KEY]:
        entries.append(LegendEntry(MISSING_KEY, labels(MISSING_KEY), spec.missing, counts[MISSING_KEY]))
    colours |= {MISSING_KEY: spec.missing, MORE: spec.other}
    return [(colours[k], k) if colours[k] else (spec.other, OTHER_KEY) for k in drawn], tuple(entries)


def _colours(
    graph: Graph, nodes: list[Attributes], spec: Colour
) -> tuple[list[tuple[str, str]], tuple[LegendEntry, ...], Ramp | None]:
    if isinstance(spec, FixedColour):
        return [(spec.value, "")] * len(nodes), (), None
    if isinstance(spec, PartitionColour):
        return *_partition(nodes, spec, lambda key: labels_of(graph, spec.field, key)), None
    values = [number(node, spec.field) for node in nodes]
    known = [value for value in values if value is not None]
    low, high, share = min(known, default=0.0), max(known, default=0.0), _share(spec.scale)
    drawn = [
        (spec.missing, MISSING_KEY) if v is None else (ramp(share(v, low, high), spec.colours), "") for v in values
    ]
    return (
        drawn,
        (),
        Ramp(
            low=low,
            high=high,
            colours=spec.colours,
            scale=spec.scale,
            missing=values.count(None),
            middle=_middle(low, high, spec.scale),
        )
        if known
        else None,
    )


def _main_kind(attributes: Attributes, precedence: list[str]) -> str:
    listed = attributes["ties"] if isinstance(attributes.get("ties"), list | tuple) else attributes.get("records")
    counts = Counter(str(tie["kind"]) for tie in listed or () if tie.get("kind"))
    for kind in values(attributes, "kinds"):
        counts.setdefault(kind, 0)
    if not counts:
        return ""
    place = {kind: index for index, kind in enumerate(precedence)}
    return min(counts, key=lambda kind: (-counts[kind], place.get(kind, len(place)), kind))


def _reported(graph: Graph, spec: Appearance, count: int) -> tuple[LegendEntry, ...]:
    text = labels_of(graph, "evidence-strength", REPORTED)
    return (LegendEntry(REPORTED, text, CATEGORIES[0], count, dash=spec.reported_dash),)


def _legend(
    graph: Graph, scheme: str, keys: Iterable[str], entry: Callable[[str, Labels, int], LegendEntry]
) -> tuple[LegendEntry, ...]:
    counts = Counter(keys)
    return tuple(
        entry(key, labels_of(graph, scheme, key), counts[key])
        for key in sorted(counts, key=lambda key: (-counts[key], key))
    )


def resolve(graph: Graph, spec: Appearance | None = None) -> Visual:
    """The visual values of every node and edge under an Appearance; the same graph always gives the same values."""
    spec = spec or Appearance()
    names = list(graph.nodes)
    nodes: list[Attributes] = [graph.nodes[name] for name in names]
    size_by = spec.node_size.field if isinstance(spec.node_size, RankingSize) else ""
    sizes = _sizes([number(node, size_by) for node in nodes], spec.node_size)
    weigh_by = spec.label_by or size_by or "ties"
    weights = [number(node, weigh_by) for node in nodes]
    low, high = spec.label_size
    fonts = _sizes(weights, RankingSize(weigh_by, low, high, low))
    texts = [str(node.get("short") or node.get("label") or name) for name, node in zip(names, nodes, strict=True)]
    order = sorted(range(len(names)), key=lambda i: (-(weights[i] or 0.0), texts[i], str(names[i])))
    ranks = {index: rank for rank, index in enumerate(order)}
    colours, entries, scale = _colours(graph, nodes, spec.node_colour)
    shapes = [spec.node_shape.get(str(node.get("type") or "actor"), "circle") for node in nodes]
    drawn: dict[Hashable, NodeVisual] = {
        name: NodeVisual(
            size=sizes[i],
            colour=colours[i][0],
            shape=shapes[i],
            label=texts[i],
            label_size=fonts[i],
            rank=ranks[i],
            group=colours[i][1],
            marked=nodes[i].get("side") == "ego",
            told=nodes[i].get("told") or {},
        )
        for i, name in enumerate(names)
    }
    edges = list(graph.edges(data=True))
    weigh_edge = spec.edge_width.field if isinstance(spec.edge_width, RankingSize) else ""
    widths = _sizes([number(data, weigh_edge) for _, _, data in edges], spec.edge_width)
    told = _by_standing if any(data.get("standing") for _, _, data in edges) else _by_kind
    looks, legend = told(graph, spec, [data for _, _, data in edges], widths)
    lines = {(u, v): look for (u, v, _), look in zip(edges, looks, strict=True)}
    types = [kind for kind in (str(node.get("type") or "actor") for node in nodes) if kind != MORE]
    return Visual(
        nodes=drawn,
        edges=lines,
        colour_by="" if isinstance(spec.node_colour, FixedColour) else spec.node_colour.field,
        size_by=size_by,
        colours=entries,
        ramp=scale,
        shapes=_legend(
            graph, "type", types, lambda k, text, n: LegendEntry(k, text, OTHER, n, spec.node_shape.get(k, "circle"))
        ),
        lines=legend,
    )


def _by_kind(
    graph: Graph, spec: Appearance, edges: list[Attributes], widths: list[float]
) -> tuple[list[EdgeVisual], tuple[LegendEntry, ...]]:
    """Edges with the dash of their kind of tie, those that are only reported with a dash of their own."""
    kinds = [_main_kind(data, list(spec.edge_dash)) for data in edges]
    reported = sum(data.get("known_by") == REPORTED for data in edges)
    dashes = {kind: () if reported and len(set(kinds)) == 1 else spec.edge_dash.get(kind, ()) for kind in set(kinds)}
    looks = [
        EdgeVisual(width, spec.reported_dash, kind, REPORTED)
        if data.get("known_by") == REPORTED
        else EdgeVisual(width, dashes[kind], kind)
        for data, width, kind in zip(edges, widths, kinds, strict=True)
    ]
    legend = _legend(
        graph,
        "tie",
        kinds,
        lambda k, text, n: LegendEntry(k or MISSING_KEY, text, CATEGORIES[0], n, dash=dashes.get(k, ())),
    )
    return looks, legend + (_reported(graph, spec, reported) if reported else ())


def _by_standing(
    graph: Graph, spec: Appearance, edges: list[Attributes], widths: list[float]
) -> tuple[list[EdgeVisual], tuple[LegendEntry, ...]]:
    """Edges of an ego network with the dash of how they stand: of what kind they are is told by where they lead."""
    kinds = [_main_kind(data, list(spec.edge_dash)) for data in edges]
    standings = [str(data.get("standing") or "") for data in edges]
    dashes = {each: spec.standing_dash.get(each, ()) for each in standings}
    looks = [
        EdgeVisual(width, dashes[stands], kind, stands, faint=kind not in (*CLOSE, ""))
        for width, kind, stands in zip(widths, kinds, standings, strict=True)
    ]
    of_ego = [stands for data, stands in zip(edges, standings, strict=True) if data.get("own")]
    legend = _legend(
        graph, "standing", of_ego, lambda k, text, n: LegendEntry(k, text, CATEGORIES[0], n, dash=dashes.get(k, ()))
    )
    return looks, legend
