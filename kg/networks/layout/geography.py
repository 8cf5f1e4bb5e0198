"""A geographic layout: degrees to metres on the map of Europe (ETRS89-LAEA, EPSG:3035), coincident points spread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from kg.errors import Usage
from kg.model.tie import Node
from kg.networks.layout.force_directed import Layout

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from kg.networks.types import FloatArray

__all__ = ["Laea", "geographic_layout", "project_laea"]


@dataclass(frozen=True, slots=True)
class Laea:
    """A Lambert azimuthal equal-area projection of the ellipsoid; the defaults are EPSG:3035 on GRS 1980."""

    latitude: float = 52.0
    longitude: float = 10.0
    false_easting: float = 4_321_000.0
    false_northing: float = 3_210_000.0
    semi_major: float = 6_378_137.0
    inverse_flattening: float = 298.257222101


def project_laea(longitude: ArrayLike, latitude: ArrayLike, system: Laea = Laea()) -> tuple[FloatArray, FloatArray]:
    """Degrees east and north (arrays) to easting and northing in metres.

    J. P. Snyder, Map Projections – A Working Manual, USGS Professional Paper 1395, 1987, p. 187, eqs. 24-17 to 24-26,
    3-11, 3-12. Equal areas: a square kilometre in Finnmark is as large as one in Sicily. Raises Usage outside
    −180…180 and −90…90. The point opposite the centre cannot be shown and becomes infinite.
    """
    east, north = np.asarray(longitude, dtype=float), np.asarray(latitude, dtype=float)
    if not ((np.abs(east) <= 180) & (np.abs(north) <= 90)).all():
        raise Usage("longitudes must lie within −180…180 and latitudes within −90…90 degrees")
    flattening = 1 / system.inverse_flattening
    e2 = flattening * (2 - flattening)
    q_pole = _q(np.array(1.0), e2)
    phi, phi0 = np.radians(north), np.radians(system.latitude)
    beta = np.arcsin(np.clip(_q(np.sin(phi), e2) / q_pole, -1, 1))
    beta0 = np.arcsin(_q(np.sin(phi0), e2) / q_pole)
    radius = system.semi_major * np.sqrt(q_pole / 2)
    scale = system.semi_major * np.cos(phi0) / np.sqrt(1 - e2 * np.sin(phi0) ** 2) / (radius * np.cos(beta0))
    turn = np.radians((east - system.longitude + 180) % 360 - 180)
    cosine = 1 + np.sin(beta0) * np.sin(beta) + np.cos(beta0) * np.cos(beta) * np.cos(turn)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = radius * np.sqrt(2 / cosine)
        x = spread * scale * np.cos(beta) * np.sin(turn)
        y = spread / scale * (np.cos(beta0) * np.sin(beta) - np.sin(beta0) * np.cos(beta) * np.cos(turn))
    return system.false_easting + x, system.false_northing + y


def _q(sine: FloatArray, e2: float) -> FloatArray:
    e = sqrt(e2)
    found: FloatArray = (1 - e2) * (sine / (1 - e2 * sine**2) - np.log((1 - e * sine) / (1 + e * sine)) / (2 * e))
    return found


def geographic_layout(nodes: Iterable[Node], *, spread: float = 8_000.0, system: Laea = Laea()) -> Layout:
    """Where the nodes with coordinates lie, in metres, y pointing north; the others are named in `missing`.

    Nodes at one point (several actors in one town) are laid in a sunflower around it, `spread` metres apart, in an
    order that depends on their ids alone.
    """
    known: list[Node] = []
    missing: list[Node] = []
    for node in sorted(nodes, key=lambda n: n.id):
        (missing if node.latitude is None or node.longitude is None else known).append(node)
    if not known:
        return Layout({}, tuple(node.id for node in missing))
    east, north = (np.array([getattr(n, name) for n in known], dtype=float) for name in ("longitude", "latitude"))
    x, y = project_laea(east, north, system)
    at: dict[tuple[int, int], list[int]] = {}
    for place in range(len(known)):
        at.setdefault((round(float(x[place])), round(float(y[place]))), []).append(place)
    found: dict[str, tuple[float, float]] = {}
    for point, places in at.items():
        places.sort(key=lambda i: sha256(known[i].id.encode()).digest())
        for number, place in enumerate(places):
            distance, angle = (spread * np.sqrt(number), number * np.pi * (3 - np.sqrt(5)))
            found[known[place].id] = (
                round(point[0] + float(distance * np.cos(angle)), 1),
                round(point[1] + float(distance * np.sin(angle)), 1),
            )
    return Layout({node.id: found[node.id] for node in known}, tuple(node.id for node in missing))
