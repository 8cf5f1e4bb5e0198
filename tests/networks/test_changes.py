"""What changed between two networks."""

from __future__ import annotations

import math

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.networks.changes import ChangedEdge, Changes, changes
from kg.networks.projection import one_mode
from kg.networks.selection import Selection, select
from tests.networks.small import NODES, ROWS


def test_two_periods_of_the_small_network() -> None:
    before = one_mode(select(ROWS, NODES, Selection(until="2016")), NODES)
    after = one_mode(select(ROWS, NODES, Selection(since="2020")), NODES)
    assert changes(before, after) == Changes(
        entered=(),
        left=("d",),
        stayed=("a", "b", "c", "e"),
        new=(),
        lost=(
            ChangedEdge("a", "d", 1.0, 0.0),
            ChangedEdge("b", "c", 1.0, 0.0),
            ChangedEdge("c", "d", 1.0, 0.0),
        ),
        kept=(
            ChangedEdge("a", "b", 1.0, 1.0),
            ChangedEdge("a", "c", 2.0, 1.0),
            ChangedEdge("a", "e", 1.0, 1.0),
        ),
    )
    assert changes(before, after).overlap == 0.5
    assert changes(after, before).entered == ("d",)


def test_nothing_to_compare() -> None:
    assert math.isnan(changes(nx.Graph(), nx.empty_graph(3)).overlap)


_EDGES = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] < pair[1]))


@given(_EDGES, _EDGES)
def test_changes_are_the_differences_of_sets(before: set[tuple[int, int]], after: set[tuple[int, int]]) -> None:
    found = changes(nx.Graph(before), nx.Graph(after))
    for edges, expected in ((found.new, after - before), (found.lost, before - after), (found.kept, before & after)):
        assert [(edge.one, edge.other) for edge in edges] == sorted(expected)
    ends = [{node for pair in edges for node in pair} for edges in (before, after)]
    assert (set(found.entered), set(found.left), set(found.stayed)) == (
        ends[1] - ends[0],
        ends[0] - ends[1],
        ends[0] & ends[1],
    )
