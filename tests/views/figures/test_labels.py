"""Where names are put: the preferred side, moved aside, apart with a leader, left out; and never one on another."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views.figures.labels import Box, Disc, DiscLabel, place

BOUNDS = Box(0, 0, 200, 100)


def test_alone_a_name_stands_to_the_right() -> None:
    (placed,) = place([Disc(50, 50, 5)], [DiscLabel(0, ((30.0, 8.0),))], (), BOUNDS, gap=1)
    assert placed is not None
    assert (placed.box, placed.leader, placed.shape) == (Box(56, 46, 86, 54), None, 0)


def test_at_the_right_border_it_stands_to_the_left_or_above() -> None:
    (placed,) = place([Disc(190, 50, 5)], [DiscLabel(0, ((30.0, 8.0),))], (), BOUNDS, gap=1)
    assert placed is not None
    assert placed.box == Box(154, 46, 184, 54)


def test_an_edge_to_the_right_moves_the_name() -> None:
    (placed,) = place([Disc(50, 50, 5)], [DiscLabel(0, ((30.0, 8.0),))], [(50, 50, 150, 50)], BOUNDS, gap=1)
    assert placed is not None
    assert placed.box.bottom <= 50 or placed.box.top >= 50


def test_where_discs_stand_close_a_name_stands_apart_with_a_line_to_its_disc() -> None:
    ring = [Disc(100 + dx, 50 + dy, 6) for dx in (-12, 0, 12) for dy in (-12, 0, 12)]
    (placed,) = place(ring, [DiscLabel(4, ((20.0, 6.0),))], (), BOUNDS)
    assert placed is None  # the line would cross another disc
    open_to_one_side = [disc for disc in ring if not (disc.y > 50 and disc.x == 100)]
    (placed,) = place(open_to_one_side, [DiscLabel(4, ((40.0, 6.0),))], (), BOUNDS)
    assert placed is not None
    assert placed.leader is not None
    assert placed.box.top > 56


def test_no_room_no_name() -> None:
    assert place([Disc(50, 50, 5)], [DiscLabel(0, ((500.0, 8.0),))], (), BOUNDS) == [None]


def test_a_second_shape_is_used_where_the_first_has_no_room() -> None:
    (placed,) = place([Disc(10, 50, 5)], [DiscLabel(0, ((300.0, 8.0), (40.0, 16.0)))], (), BOUNDS)
    assert placed is not None
    assert placed.shape == 1


discs = st.lists(st.builds(Disc, st.floats(5, 195), st.floats(5, 95), st.floats(1, 8)), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(discs, st.data())
def test_names_meet_no_name_no_disc_and_no_border(points: list[Disc], data: st.DataObject) -> None:
    names = [
        DiscLabel(index, ((data.draw(st.floats(4, 60)), data.draw(st.floats(4, 16))),), strays=data.draw(st.booleans()))
        for index in range(len(points))
    ]
    placed = [(name, p) for name, p in zip(names, place(points, names, (), BOUNDS), strict=True) if p is not None]
    for index, (name, one) in enumerate(placed):
        assert one.box.within(BOUNDS)
        assert not any(one.box.meets(other.box) for _, other in placed[index + 1 :])
        for number, disc in enumerate(points):
            dx = max(one.box.left - disc.x, 0, disc.x - one.box.right)
            dy = max(one.box.top - disc.y, 0, disc.y - one.box.bottom)
            assert number == name.disc or dx * dx + dy * dy >= disc.r * disc.r
