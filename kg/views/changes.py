"""How a comparison of two periods looks: what is new, gone and kept by colour and also by line, fill and ring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.language.captions import LANGUAGES, Labels
from kg.language.catalogue import text
from kg.networks.union import EDGE_CHANGES, NODE_CHANGES
from kg.views.appearance import Appearance, PartitionColour, RankingSize
from kg.views.visual import EdgeVisual, LegendEntry, Visual

if TYPE_CHECKING:
    from kg.networks.types import Graph

__all__ = [
    "CHANGE_COLOURS",
    "CHANGE_DASHES",
    "DOUBT",
    "change_labels",
    "compared_look",
    "is_comparison",
    "periods_of",
    "with_changes",
]

_NEW, _GONE, _KEPT = "#0072B2", "#D55E00", "#8A8F98"
CHANGE_COLOURS: Mapping[str, str] = MappingProxyType(
    {"new": _NEW, "lost": _GONE, "kept": _KEPT, "entered": _NEW, "left": _GONE, "stayed": _KEPT}
)
"""Blue and vermilion of Okabe and Ito, which colour-blind readers tell apart, and grey."""

CHANGE_DASHES: Mapping[str, tuple[float, ...]] = MappingProxyType({"new": (), "lost": (7, 4), "kept": ()})
"""What is gone is dashed as well; what is kept is thinner than both."""

DOUBT = (1.2, 3.2)
"""The line of an edge that only may have held in the period: dots."""


def is_comparison(graph: Graph) -> bool:
    """Is a graph the union of two periods (see `kg.networks.union.union`)?"""
    caption = graph.graph.get("caption")
    return isinstance(caption, Mapping) and "comparison" in caption


def periods_of(graph: Graph) -> list[str] | None:
    """What the two periods of a comparison are called; None for any other graph."""
    if not is_comparison(graph):
        return None
    return [str(each["period"]) for each in graph.graph["caption"]["comparison"]["periods"]]


def change_labels() -> dict[str, Labels]:
    """What became of nodes and edges, in words, by its key."""
    return {
        key: {lang: text(lang, "map", f"change_{key}") for lang in LANGUAGES} for key in (*EDGE_CHANGES, *NODE_CHANGES)
    }


def compared_look(look: Appearance) -> Appearance:
    """An Appearance whose colours say what became of the nodes; sizes are as they were."""
    chosen = {key: CHANGE_COLOURS[key] for key in NODE_CHANGES}
    width = RankingSize("weight", 0.9, 5, 0.9, "linear", spread=12)
    return replace(look, node_colour=PartitionColour("change", chosen=chosen), edge_width=width)


def with_changes(graph: Graph, visual: Visual) -> Visual:
    """The visual values of a comparison: lines and their legend by what became of the edges.

    Those of any other graph are given back as they are.
    """
    if not is_comparison(graph):
        return visual
    words = change_labels()
    edges = {
        (u, v): EdgeVisual(visual.edges[u, v].width, CHANGE_DASHES[data["change"]], data["change"])
        for u, v, data in graph.edges(data=True)
    }
    counts = Counter(data["change"] for _, _, data in graph.edges(data=True))
    lines = tuple(
        LegendEntry(key, words[key], CHANGE_COLOURS[key], counts[key], dash=CHANGE_DASHES[key]) for key in EDGE_CHANGES
    )
    nodes = Counter(data["change"] for _, data in graph.nodes(data=True))
    colours = tuple(LegendEntry(key, words[key], CHANGE_COLOURS[key], nodes[key]) for key in NODE_CHANGES)
    return replace(visual, edges=edges, lines=lines, colours=colours)
