"""The visual specification: what a graph resolves to, without a browser."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest

from kg.errors import Usage
from kg.language.captions import MISSING_KEY, OTHER_KEY
from kg.views.appearance import (
    DASHES,
    SHAPES,
    Appearance,
    FixedColour,
    FixedSize,
    PartitionColour,
    RankingColour,
    RankingSize,
    appearance,
)
from kg.views.palettes import (
    CATEGORIES,
    DARK_GROUND,
    LIGHT_GROUND,
    MISSING,
    OTHER,
    RAMP,
    contrast,
    outline,
    ramp,
)
from kg.views.visual import EdgeVisual, NodeVisual, category, number, resolve


def towns(*ties: int | None, **known: list[Any]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for index, count in enumerate(ties):
        graph.add_node(chr(97 + index), label=f"Town {index}", ties=count)
        for name, values in known.items():
            graph.nodes[chr(97 + index)][name] = values[index]
    return graph


@pytest.mark.parametrize("colour", [*CATEGORIES, OTHER, MISSING, *RAMP])
@pytest.mark.parametrize("ground", [LIGHT_GROUND, DARK_GROUND])
def test_every_outline_stands_out_from_both_grounds(colour: str, ground: str) -> None:
    assert contrast(outline(colour, ground), ground) >= 3


def _seen(colour: str, kind: str) -> tuple[float, float, float]:
    """CIELAB of a colour as seen with full vision (n), protanopia (p) or deuteranopia (d); Machado et al. 2009."""
    matrices = {
        "n": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
        "p": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
        "d": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    }
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    red, green, blue = (min(1, max(0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in matrices[kind])
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("kind", ["n", "p", "d"])
def test_no_two_categories_look_alike(kind: str) -> None:
    """15 is far above what is just noticeable (about 2.3 in CIELAB)."""
    seen = {colour: _seen(colour, kind) for colour in CATEGORIES}
    near = [
        (a, b)
        for a, b in itertools.combinations(CATEGORIES, 2)
        if sum((p - q) ** 2 for p, q in zip(seen[a], seen[b], strict=True)) < 15**2
    ]
    assert near == []


def test_a_ranking_gives_sizes_between_its_bounds_and_one_for_the_unknown() -> None:
    graph = towns(0, 4, 16, None)
    visual = resolve(graph, Appearance(node_size=RankingSize("ties", 4, 20, 3)))
    assert [visual.nodes[n].size for n in "abcd"] == [4, 12, 20, 3]  # areas: the root of 0, 4, 16
    linear = resolve(graph, Appearance(node_size=RankingSize("ties", 4, 20, 3, "linear")))
    assert [linear.nodes[n].size for n in "abcd"] == [4, 8, 20, 3]
    assert [resolve(graph, Appearance(node_size=FixedSize(7))).nodes[n].size for n in "abcd"] == [7] * 4


def test_nobody_towers_where_all_are_alike() -> None:
    visual = resolve(towns(2, 2, 2), Appearance(node_size=RankingSize("ties", 4, 20, 3, spread=4)))
    assert {look.size for look in visual.nodes.values()} == {12}


def test_a_partition_colours_the_commonest_first_and_names_the_rest() -> None:
    countries = ["NO", "NO", "SE", "", "FI", "FI", "FI", "DK"]
    graph = towns(*range(8), country=countries)
    visual = resolve(graph, Appearance(node_colour=PartitionColour("country", palette=("#000001", "#000002"))))
    assert [visual.nodes[n].colour for n in "abcdefgh"] == [
        "#000002",
        "#000002",
        OTHER,
        MISSING,
        "#000001",
        "#000001",
        "#000001",
        OTHER,
    ]
    assert [(e.key, e.colour, e.count) for e in visual.colours] == [
        ("FI", "#000001", 3),
        ("NO", "#000002", 2),
        (OTHER_KEY, OTHER, 2),
        (MISSING_KEY, MISSING, 1),
    ]
    assert visual.colours[0].labels == {"nb": "Finland", "nn": "Finland", "en": "Finland"}
    assert visual.colours[1].labels["en"] == "Norway"
    assert visual.colours[3].labels == {"nb": "ukjent", "nn": "ukjend", "en": "unknown"}
    assert visual.nodes["d"].missing and not visual.nodes["c"].missing
    chosen = resolve(graph, Appearance(node_colour=PartitionColour("country", chosen={"DK": "#C8102E"})))
    assert chosen.nodes["h"].colour == "#C8102E"


def test_a_ranking_of_colour_tells_its_ends_and_its_unknowns() -> None:
    graph = towns(1, 2, 3, measures=[{"pagerank": 0.0}, {"pagerank": 0.5}, {}])
    visual = resolve(graph, Appearance(node_colour=RankingColour("pagerank")))
    assert [visual.nodes[n].colour for n in "abc"] == [RAMP[0], RAMP[-1], MISSING]
    assert visual.ramp is not None
    assert (visual.ramp.low, visual.ramp.middle, visual.ramp.high, visual.ramp.missing) == (0, 0.25, 0.5, 1)
    rooted = resolve(graph, appearance("pagerank")).ramp
    assert rooted is not None and rooted.middle == 0.125
    assert ramp(0.25) == RAMP[2]


def test_several_themes_are_drawn_in_the_first() -> None:
    visual = resolve(towns(1, 2, themes=[["energy", "noise"], []]), appearance("theme"))
    assert [visual.nodes[n].group for n in "ab"] == ["energy", MISSING_KEY]


def test_importance_orders_the_labels_and_sets_their_size() -> None:
    visual = resolve(towns(1, 9, None, 9), Appearance(label_size=(10, 20)))
    assert [visual.nodes[n].rank for n in "abcd"] == [2, 0, 3, 1]
    assert [visual.nodes[n].label_size for n in "bc"] == [20, 10]


def test_edges_have_width_dash_and_main_kind() -> None:
    graph = towns(1, 1, 1)
    graph.add_edge("a", "b", weight=1.0, kinds=("network", "project"), ties=2)
    graph.add_edge("b", "c", weight=4.0, ties=[{"kind": "twinning"}, {"kind": "twinning"}, {"kind": "project"}])
    graph.add_edge("a", "c")
    visual = resolve(graph, Appearance(edge_width=RankingSize("weight", 1, 4, 0.5, "linear")))
    assert visual.edges == {
        ("a", "b"): EdgeVisual(1, (), "project"),
        ("a", "c"): EdgeVisual(0.5, (), ""),
        ("b", "c"): EdgeVisual(4, DASHES["twinning"], "twinning"),
    }
    assert [(e.key, e.count, e.dash) for e in visual.lines] == [
        (MISSING_KEY, 1, ()),
        ("project", 1, ()),
        ("twinning", 1, DASHES["twinning"]),
    ]


def test_a_node_of_which_nothing_is_known_is_still_drawn() -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_node(1)
    assert resolve(graph).nodes == {1: NodeVisual(4, MISSING, "circle", "1", 11, 0, MISSING_KEY)}
    assert resolve(nx.Graph()).nodes == {}


def test_types_have_shapes_of_their_own() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES)
    visual = resolve(towns(1, 1, 1, type=["actor", "project", "unheard-of"]))
    assert [visual.nodes[n].shape for n in "abc"] == ["circle", "square", "circle"]


@pytest.mark.parametrize("size", [RankingSize("x", 5, 2, 1), RankingSize("x", 0, 2, 1), FixedSize(-1)])
def test_sizes_that_cannot_be_drawn_are_refused(size: Any) -> None:
    with pytest.raises(Usage, match="expected numbers above 0 with the minimum first"):
        Appearance(node_size=size)


def test_what_is_no_number_is_missing() -> None:
    values = [None, "3", True, float("nan"), float("inf"), 3, 0.5]
    assert [number({"x": value}, "x") for value in values] == [None] * 5 + [3.0, 0.5]
    assert category({"themes": ()}, "themes") == () and category({"community": 0}, "community") == ("0",)
    assert isinstance(appearance("none", "none").node_colour, FixedColour)
