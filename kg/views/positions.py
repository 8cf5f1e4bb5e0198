"""Where nodes are drawn: network positions in a square of their own, and places on the map of Europe."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["SIDE", "laea", "network_positions", "outlines", "place_positions"]

Positions = dict[Hashable, tuple[float, float]]
SIDE = 1000.0
"""Network positions are scaled so that the longer side of the drawing is this long."""
_ROOM = (24.0, 24.0)  # what a node takes of the layout's spacing of 60, so that discs do not lie on each other
_APART = 5.0  # kilometres between neighbours where several nodes share a place

# GRS80, in kilometres
_MAJOR, _E2 = 6378.137, 0.0066943800229
_E = math.sqrt(_E2)


def network_positions(graph: nx.Graph[Any], given: Mapping[Any, tuple[float, float]] | None = None) -> Positions:
    """Positions of all nodes: those given, else the nodes' own `x` and `y`, else a seeded layout; scaled to SIDE.

    The middle of the drawing is (0, 0), y pointing down.
    """
    raw: dict[Hashable, tuple[float, float]] = {}
    for node, data in graph.nodes(data=True):
        at = given.get(node) if given else (data.get("x"), data.get("y"))
        if at is not None and at[0] is not None and at[1] is not None:
            raw[node] = float(at[0]), float(at[1])
    if len(raw) < graph.number_of_nodes():
        from kg.networks.layout import force_layout

        found = force_layout(graph, seed=1, sizes=dict.fromkeys(graph.nodes, _ROOM))
        raw = {node: (float(x), float(y)) for node, (x, y) in found.positions.items()}
    if not raw:
        return {}
    left, right = min(x for x, _ in raw.values()), max(x for x, _ in raw.values())
    top, bottom = min(y for _, y in raw.values()), max(y for _, y in raw.values())
    scale = SIDE / (max(right - left, bottom - top) or 1.0)
    middle = (left + right) / 2, (top + bottom) / 2
    return {n: (round((x - middle[0]) * scale, 1), round((y - middle[1]) * scale, 1)) for n, (x, y) in raw.items()}


def _q(sine: float) -> float:
    return (1 - _E2) * (sine / (1 - _E2 * sine * sine) - math.log((1 - _E * sine) / (1 + _E * sine)) / (2 * _E))


def laea(latitude: float, longitude: float) -> tuple[float, float]:
    """Kilometres east and south of 52°N 10°E in the projection of EPSG:3035 (Lambert azimuthal equal area, GRS80).

    Formulas: IOGP Guidance Note 7-2, Lambert Azimuthal Equal Area; the false origin (4321, 3210 km) is left out.
    """
    whole = _q(1.0)
    radius = _MAJOR * math.sqrt(whole / 2)
    sine = math.sin(math.radians(52))
    beta0 = math.asin(_q(sine) / whole)
    beta = math.asin(min(1.0, max(-1.0, _q(math.sin(math.radians(latitude))) / whole)))
    turn = math.radians(longitude - 10)
    cosine = math.sin(beta0) * math.sin(beta) + math.cos(beta0) * math.cos(beta) * math.cos(turn)
    d = _MAJOR * math.cos(math.radians(52)) / math.sqrt(1 - _E2 * sine * sine) / (radius * math.cos(beta0))
    b = radius * math.sqrt(2 / max(1 + cosine, 1e-6))
    north = math.cos(beta0) * math.sin(beta) - math.sin(beta0) * math.cos(beta) * math.cos(turn)
    return b * d * math.cos(beta) * math.sin(turn), -b / d * north


def place_positions(graph: nx.Graph[Any]) -> Positions:
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
