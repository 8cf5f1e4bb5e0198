"""The rings and sectors of an ego network."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from kg.networks.layout.ego import RING_SIZES, ego_layout

SECTORS = ("agreement", "twinning", "project")


def radius(at: tuple[float, float]) -> float:
    """How far from the middle."""
    return round(math.hypot(*at), 0)


def test_the_ego_is_in_the_middle_and_the_closest_are_next_to_it() -> None:
    partners = [(f"p{n}", SECTORS[n % 3], "") for n in range(40)]
    found = ego_layout(["ego"], partners, ["a", "b"], sectors=SECTORS)
    assert found["ego"] == (0.0, 0.0)
    rings = [[math.hypot(*found[f"p{n}"]) for n in span] for span in (range(10), range(10, 30), range(30, 40))]
    assert [round(max(ring) - min(ring)) for ring in rings] == [0, 0, 0]
    inner, middle, outer = (min(ring) for ring in rings)
    assert inner < middle < outer < radius(found["a"]) == radius(found["b"]) == 500


def test_each_kind_of_tie_has_a_sector_clockwise_and_the_first_is_at_the_top() -> None:
    partners = [("a", "agreement", ""), ("t", "twinning", ""), ("p", "project", "")]
    found = ego_layout(["ego"], partners, [], sectors=SECTORS)
    assert found["a"][0] == 0 and found["a"][1] < 0
    assert found["t"][0] > 0 > found["p"][0]


def test_those_of_one_project_stand_together() -> None:
    partners = [(f"{group}{n}", "project", group) for n in range(3) for group in ("x", "y")]
    found = ego_layout(["ego"], partners, [], sectors=SECTORS)
    order = sorted(found.keys() - {"ego"}, key=lambda node: math.atan2(found[node][1], found[node][0]))
    turns = "".join(str(node)[0] for node in order)
    assert sum(a != b for a, b in zip(turns, turns[1:] + turns[:1], strict=True)) == 2


def test_several_egos_stand_beside_each_other() -> None:
    found = ego_layout(["one", "two"], [], [], sectors=SECTORS)
    assert found["one"][0] < 0 < found["two"][0]
    assert found["one"][1] == found["two"][1] == 0


def test_what_stands_for_the_rest_is_at_the_edge_of_its_sector() -> None:
    partners = [(f"p{n}", "project", "") for n in range(5)]
    found = ego_layout(
        ["ego"], partners, ["n"], sectors=SECTORS, folded={"more": "twinning"}, aside=[("o", "project", "")]
    )
    assert radius(found["p0"]) < radius(found["o"]) == radius(found["more"]) < radius(found["n"])


@given(
    st.lists(st.sampled_from(SECTORS), max_size=sum(RING_SIZES)),
    st.integers(0, 40),
    st.lists(st.sampled_from(SECTORS), max_size=20),
)
def test_nobody_stands_on_anybody_and_all_are_within_the_rim(sectors: list[str], rim: int, aside: list[str]) -> None:
    found = ego_layout(
        ["ego"],
        [(f"p{n}", sector, f"g{n % 4}") for n, sector in enumerate(sectors)],
        [f"h{n}" for n in range(rim)],
        sectors=SECTORS,
        aside=[(f"a{n}", sector, "") for n, sector in enumerate(aside)],
    )
    assert len(set(found.values())) == len(found) == 1 + len(sectors) + rim + len(aside)
    assert all(math.hypot(*at) <= 500.1 for at in found.values())
