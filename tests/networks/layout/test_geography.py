"""Degrees to metres against EPSG's example and PROJ, and where actors of one town come to lie."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Usage
from kg.model.tie import Node
from kg.networks.layout.geography import Laea, geographic_layout, project_laea
from tests.networks.small import NODES

# the first is the worked example of IOGP publication 373-7-2 (EPSG guidance note 7-2); the rest were computed with PROJ
KNOWN = {
    (5, 50): (3962799.451, 2999718.853),
    (10, 52): (4321000.0, 3210000.0),
    (10.4335, 59.8365): (4345368.978, 4081842.874),
    (29.7, 70.6): (5049357.831, 5378925.689),
    (-9.14, 38.7): (2664904.878, 1944372.957),
    (25.13, 35.34): (5700745.91, 1500919.697),
    (-51.7, 64.18): (1760294.677, 5817437.499),
}


def test_known_points_to_the_millimetre() -> None:
    x, y = project_laea(*np.array(list(KNOWN), dtype=float).T)
    np.testing.assert_allclose(np.column_stack([x, y]), list(KNOWN.values()), atol=0.001)


@given(st.floats(-30, 60), st.floats(30, 80))
def test_areas_are_true(longitude: float, latitude: float) -> None:
    """A small square of degrees has the area it has on the ellipsoid, wherever it lies."""
    step = 1e-3
    x, y = project_laea([longitude, longitude + step, longitude], [latitude, latitude, latitude + step])
    area = abs((x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]))
    system = Laea()
    e2 = (2 - 1 / system.inverse_flattening) / system.inverse_flattening
    phi = np.radians(latitude)
    radii = system.semi_major**2 * (1 - e2) / (1 - e2 * np.sin(phi) ** 2) ** 2
    assert area == pytest.approx(radii * np.cos(phi) * np.radians(step) ** 2, rel=1e-3)


def test_places_outside_the_world_are_refused() -> None:
    with pytest.raises(Usage, match="longitudes must lie within"):
        project_laea(59.9, 100.0)


def test_actors_at_one_point_are_spread_and_those_without_a_point_are_named() -> None:
    layout = geographic_layout(NODES.values())
    assert list(layout.positions) == ["a", "b", "c"]
    assert layout.missing == ("NO084", "country/NO", "d", "e", "f", "n1", "p1", "p2", "p3")
    x, y = (float(v) for v in project_laea(10.0, 60.0))
    paths = sorted(np.hypot(px - x, py - y) for px, py in (layout.positions["a"], layout.positions["c"]))
    assert paths == pytest.approx([0, 8000], abs=1)
    x, y = (float(v) for v in project_laea(18.0, 59.0))
    assert layout.positions["b"] == pytest.approx((x, y), abs=1)


def test_many_at_one_point_keep_their_distance_and_their_places() -> None:
    crowd = [Node(f"n{i}", latitude=59.9, longitude=10.7) for i in range(60)]
    layout = geographic_layout(crowd, spread=1000)
    at = np.array(list(layout.positions.values()))
    gaps = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    assert gaps[np.triu_indices(60, 1)].min() > 1000
    assert geographic_layout(reversed(crowd), spread=1000) == layout


def test_nobody_with_a_point() -> None:
    assert geographic_layout([Node("x")]).missing == ("x",)
