"""How a network is to look, declared: size and colour are small specs, with a value of their own for 'missing'.

A spec is fixed (one value), a partition (a value per category) or a ranking (a value along a scale). `resolve` in
`kg.views.visual` turns a graph and an Appearance into the sizes, colours and legends that every view draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as filled
from types import MappingProxyType
from typing import Literal

from kg.errors import Usage
from kg.views.palettes import CATEGORIES, MISSING, OTHER, RAMP

__all__ = [
    "DASHES",
    "REPORTED_DASH",
    "SHAPES",
    "STANDING_DASHES",
    "Appearance",
    "Colour",
    "FixedColour",
    "FixedSize",
    "PartitionColour",
    "RankingColour",
    "RankingSize",
    "Scale",
    "Size",
    "appearance",
]

Scale = Literal["linear", "sqrt", "log"]

SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "actor": "circle",
        "project": "square",
        "network": "diamond",
        "theme": "triangle",
        "country": "hexagon",
        "programme": "star",
    }
)
"""Type of node → shape, so that a type is told without colour. What is not named here is a circle."""

DASHES: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "project": (),
        "network": (7, 4),
        "twinning": (2, 3),
        "agreement": (10, 3, 2, 3),
        "programme": (14, 5),
        "theme": (4, 7),
    }
)
"""Kind of tie → lengths of dash and gap in pixels; empty is a solid line. The order is also the order of precedence
for an edge that rests on several kinds of tie with equally many of each."""

REPORTED_DASH = (1.0, 6.0)
"""The line of an edge that rests on scraped lists alone, of whatever kind its ties are: dots far apart."""


STANDING_DASHES: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {"current": (), "scraped": REPORTED_DASH, "ended": (7, 4)}
)
"""How a tie stands (`kg.networks.ego.STANDINGS`) → its dash, on the map of an ego network."""


@dataclass(frozen=True, slots=True)
class FixedSize:
    """One size for all."""

    value: float


@dataclass(frozen=True, slots=True)
class RankingSize:
    """A size between two bounds after a number; `missing` where the number is not known.

    `field` is an attribute or the name of a measure. With `sqrt` the area of a disc follows the number. The maximum
    stands for the largest number, but for no less than `spread` times the median: where all are about alike, none
    is drawn as if it towered.
    """

    field: str
    minimum: float
    maximum: float
    missing: float
    scale: Scale = "sqrt"
    spread: float = 1.0


@dataclass(frozen=True, slots=True)
class FixedColour:
    """One colour for all."""

    value: str


@dataclass(frozen=True, slots=True)
class PartitionColour:
    """A colour per category; the commonest categories get the colours, the rest `other`, the unknown `missing`.

    `chosen` fixes colours of some categories, whatever their number. Where a node has several values (themes,
    programmes) the first one counts: networks list the commonest first.
    """

    field: str
    palette: tuple[str, ...] = CATEGORIES
    other: str = OTHER
    missing: str = MISSING
    chosen: Mapping[str, str] = filled(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RankingColour:
    """A colour along a ramp after a number; `missing` where it is not known."""

    field: str
    colours: tuple[str, ...] = RAMP
    missing: str = MISSING
    scale: Scale = "linear"


Size = FixedSize | RankingSize
Colour = FixedColour | PartitionColour | RankingColour


@dataclass(frozen=True, slots=True)
class Appearance:
    """The whole visual specification. Sizes are radii and widths, label sizes font sizes, all in CSS pixels (1/96 in).

    Labels grow with `label_by` (the size of the node when empty), which also says whose label goes first.
    """

    node_colour: Colour = filled(default_factory=lambda: PartitionColour("kind"))
    node_size: Size = filled(default_factory=lambda: RankingSize("ties", 5, 24, 4, spread=4))
    node_shape: Mapping[str, str] = filled(default_factory=lambda: SHAPES)
    edge_width: Size = filled(default_factory=lambda: RankingSize("weight", 0.7, 6, 0.7, "linear", spread=12))
    edge_dash: Mapping[str, tuple[float, ...]] = filled(default_factory=lambda: DASHES)
    reported_dash: tuple[float, ...] = REPORTED_DASH
    standing_dash: Mapping[str, tuple[float, ...]] = filled(default_factory=lambda: STANDING_DASHES)
    label_size: tuple[float, float] = (11, 19)
    label_by: str = ""

    def __post_init__(self) -> None:
        """Refuse sizes that cannot be drawn. Raises Usage."""
        for spec in (self.node_size, self.edge_width):
            numbers = [spec.value] if isinstance(spec, FixedSize) else [spec.minimum, spec.maximum, spec.missing]
            if min(numbers) <= 0 or (isinstance(spec, RankingSize) and spec.minimum > spec.maximum):
                raise Usage(f"a size of {numbers}; expected numbers above 0 with the minimum first")


_PARTITIONS = {
    "kind": "kind",
    "type": "type",
    "country": "country",
    "level": "level",
    "community": "community",
    "theme": "themes",
    "programme": "programmes",
}


def appearance(colour: str = "kind", size: str = "ties") -> Appearance:
    """The usual appearance: `colour` by kind, type, country, level, community, theme, programme or a measure; `size`
    by ties, another number of the nodes, or a measure; `none` for either means all alike.

    >>> appearance("theme").node_colour.field, type(appearance("betweenness").node_colour).__name__
    ('themes', 'RankingColour')
    """
    colours: Colour
    if colour == "none":
        colours = FixedColour(CATEGORIES[0])
    elif colour in _PARTITIONS:
        colours = PartitionColour(_PARTITIONS[colour])
    else:
        colours = RankingColour(colour, scale="sqrt")  # measures are skewed: most nodes have little
    sizes: Size = FixedSize(8) if size == "none" else RankingSize(size, 5, 24, 4, spread=4)
    return Appearance(node_colour=colours, node_size=sizes)
