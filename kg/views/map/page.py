"""The interactive map: one HTML file that needs nothing else, from a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from kg.errors import KgError, Usage
from kg.language.captions import LANGUAGES
from kg.model.text import printed
from kg.networks.backbone import thinned
from kg.resources import write_whole
from kg.views.appearance import Appearance
from kg.views.changes import with_changes
from kg.views.ego import colours_of, ego_picture, is_ego
from kg.views.map.data import fold, map_data
from kg.views.map.large import MOST_NODES, Drawn, drawn_part
from kg.views.map.pyvis import page
from kg.views.map.significance import level_of, significance
from kg.views.positions import network_positions, outlines, place_positions
from kg.views.visual import resolve

if TYPE_CHECKING:
    import os

    from kg.networks.types import Graph, Id

__all__ = ["map_page", "write_map"]


def map_page(
    graph: Graph,
    *,
    title: str | Mapping[str, str],
    spec: Appearance | None = None,
    lang: str = "nb",
    layout: Literal["force", "geographic"] = "force",
    positions: Mapping[Id, tuple[float, float]] | None = None,
    most: int = MOST_NODES,
    backbone: float | None = None,
    views: Sequence[Mapping[str, object]] = (),
) -> str:
    """The HTML text of a map of a network.

    `title` is one text or one per language. `positions` (any unit) are used for the network layout; without them the
    nodes' own `x` and `y`, or a seeded layout. `layout` is the one shown first; the page can switch to the map of
    Europe whenever any node has a latitude and a longitude. A graph of more than `most` nodes is drawn as its
    communities or its strongest part; the page says so and holds all nodes for search and table. Of a one-mode network
    the edges at the level `backbone` are drawn at first, without it as many as can be read
    (`kg.views.map.significance`). A comparison (see `kg.networks.union`) has two panels; `views` are those of a walk
    (see `kg.views.map.walk`).
    Raises Usage for an unknown language or layout, KgError for a graph without nodes.
    """
    if lang not in LANGUAGES:
        raise Usage(f"unknown language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    if layout not in ("force", "geographic"):
        raise Usage(f"unknown layout {layout!r}; expected force or geographic")
    if graph.number_of_nodes() == 0:
        raise KgError("the network has no nodes, so there is nothing to map")
    ego = ego_picture(graph, lang, most) if is_ego(graph) else None
    drawn = Drawn(ego.graph, "ego") if ego else drawn_part(graph, most)
    visual = with_changes(drawn.graph, resolve(drawn.graph, colours_of(ego, spec or Appearance()) if ego else spec))
    stands = significance(drawn.graph, backbone)
    first = thinned(drawn.graph, stands.level) if stands else drawn.graph
    where = ego.positions if ego else network_positions(first, positions if drawn.graph is graph else None)
    places = place_positions(drawn.graph)
    if layout == "geographic" and not places:
        raise KgError(
            "no node of this network has a latitude and a longitude, so it cannot be drawn on a map of Europe"
        )
    titles = dict.fromkeys(LANGUAGES, title) if isinstance(title, str) else title
    told = graph if drawn.graph is graph else thinned(graph, level_of(graph, backbone))
    data, edges = map_data(
        told, drawn, visual, places, title=titles, lang=lang, layout=layout, stands=stands, views=views
    )
    if ego:
        fold(data, ego)
    data["outline"] = [[v for point in ring for v in point] for ring in outlines()] if places else []
    return page(drawn.graph, visual, where, printed(edges), printed(data))


def write_map(path: str | os.PathLike[str], html: str) -> None:
    """Write the page to a file (UTF-8), whole or not at all: it is written beside its place and moved there."""
    write_whole(path, html)
