"""Where nodes are drawn: network positions in a square of their own, and places on the map of Europe."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.networks.types import Graph, Id

__all__ = ["SIDE", "laea", "network_positions", "outlines", "place_positions"]

Positions = dict[Hashable, tuple[float, float]]
SIDE = 1000.0
"""Network positions are scaled so that the longer side of the drawing is this long."""
_ROOM = (24.0, 24.0)  # what a node takes of the layout's spacing of 60, so that discs do not lie on each other
_WIDE = (90.0, 60.0)  # a community has a large disc and a long name
_APART = 8.0  # kilometres between neighbours where several nodes share a place


def network_positions(graph: Graph, given: Mapping[Id, tuple[float, float]] | None = None) -> Positions:
    """Positions of all nodes: those given, else the nodes' own `x` and `y`, else a seeded layout; scaled to SIDE.

    The middle of the drawing is (0, 0), y pointing down.
    """
    raw: dict[Hashable, tuple[float, float]] = {}
    for node, data in graph.nodes(data=True):
        at = given.get(node) if given else (data.get("x"), data.get("y"))
        if at is not None and at[0] is not None and at[1] is not None:
            raw[node] = float(at[0]), float(at[1])
    if len(raw) < graph.number_of_nodes():
        from kg.networks.layout.force_directed import force_layout

        rooms = {n: _WIDE if data.get("type") == "community" else _ROOM for n, data in graph.nodes(data=True)}
        found = force_layout(graph, seed=1, sizes=rooms)
        raw = {node: (float(x), float(y)) for node, (x, y) in found.positions.items()}
    if not raw:
        return {}
    raw = _drawn_in(raw)
    left, right = min(x for x, _ in raw.values()), max(x for x, _ in raw.values())
    top, bottom = min(y for _, y in raw.values()), max(y for _, y in raw.values())
    scale = SIDE / (max(right - left, bottom - top) or 1.0)
    middle = (left + right) / 2, (top + bottom) / 2
    return {n: (round((x - middle[0]) * scale, 1), round((y - middle[1]) * scale, 1)) for n, (x, y) in raw.items()}


def _drawn_in(raw: Positions) -> Positions:
    """The same drawing with stragglers nearer: beyond twice the distance that nine of ten nodes keep from the middle,
    distance grows with its logarithm, so that a far-flung few do not shrink the rest to a speck.
    """
    xs, ys = sorted(x for x, _ in raw.values()), sorted(y for _, y in raw.values())
    middle = xs[len(xs) // 2], ys[len(ys) // 2]
    usual = 2 * sorted(math.dist(at, middle) for at in raw.values())[int(0.9 * (len(raw) - 1))]
    found: Positions = {}
    for node, at in raw.items():
        r = math.dist(at, middle)
        k = usual * (1 + 0.25 * math.log(r / usual)) / r if r > usual > 0 else 1.0
        found[node] = middle[0] + k * (at[0] - middle[0]), middle[1] + k * (at[1] - middle[1])
    return found


def laea(latitude: float, longitude: float) -> tuple[float, float]:
    """Kilometres east and south of 52°N 10°E in the projection of EPSG:3035 (see `kg.networks.layout.geography`)."""
    from kg.networks.layout.geography import Laea, project_laea

    east, north = project_laea(longitude, latitude, Laea(false_easting=0.0, false_northing=0.0))
    return float(east) / 1000, float(-north) / 1000


def place_positions(graph: Graph) -> Positions:
    """Positions in kilometres (see `laea`) of the nodes with a known place.

    Nodes at one place are laid in a sunflower spiral around it, those with the most ties innermost.
    """
    at: defaultdict[tuple[float, float], list[Hashable]] = defaultdict(list)
    for node, data in graph.nodes(data=True):
        latitude, longitude = data.get("latitude"), data.get("longitude")
        if isinstance(latitude, int | float) and isinstance(longitude, int | float):
            at[round(float(latitude), 2), round(float(longitude), 2)].append(node)
    found: Positions = {}
    for place, nodes in at.items():
        x, y = laea(*place)
        nodes.sort(key=lambda node: (-(graph.nodes[node].get("ties") or 0), str(node)))
        for index, node in enumerate(nodes):
            r, turn = _APART * math.sqrt(index), index * math.pi * (3 - math.sqrt(5))
            found[node] = round(x + r * math.cos(turn), 1), round(y + r * math.sin(turn), 1)
    return found


@cache
def outlines() -> tuple[tuple[tuple[int, int], ...], ...]:
    """The countries' outlines as closed rings of points in kilometres (see `laea`), the most detailed first."""
    path = Path(__file__).parent / "assets" / "outline.json"
    rings = []
    for flat in json.loads(path.read_text(encoding="utf-8"))["rings"]:
        x = y = 0
        ring = []
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(tuple(ring))
    return tuple(rings)
