from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.networks.paths import at_once, shortest_chains

WORLD = [
    ("p1", "asker"),
    ("p1", "oslo"),
    ("p1", "rome"),
    ("p1", "bern"),
    ("t1", "asker"),
    ("t1", "eslov"),
    ("t2", "oslo"),
    ("t2", "tampere"),
    ("n1", "eslov"),
    ("n1", "tampere"),
    ("n1", "riga"),
]


def test_the_chain_over_the_smaller_hubs_comes_first() -> None:
    assert shortest_chains(WORLD, "asker", "tampere") == [
        ["asker", "t1", "eslov", "n1", "tampere"],
        ["asker", "p1", "oslo", "t2", "tampere"],
    ]


def test_no_chain() -> None:
    assert shortest_chains(WORLD, "asker", "asker") == []
    assert shortest_chains(WORLD, "asker", "nowhere") == []
    assert shortest_chains([*WORLD, ("x", "island")], "asker", "island") == []
    assert shortest_chains(WORLD, "asker", "tampere", longest=1) == []


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(100, 120)), max_size=60), st.integers(1, 5))
def test_lengths_and_completeness_agree_with_networkx(pairs: list[tuple[int, int]], limit: int) -> None:
    graph = nx.Graph(pairs)
    pairs = sorted(set(pairs))
    found = shortest_chains(pairs, 100, 101, limit, longest=50)
    if 100 in graph and 101 in graph and nx.has_path(graph, 100, 101):
        all_paths = sorted(nx.all_shortest_paths(graph, 100, 101))
        sizes = {hub: graph.degree(hub) for hub in graph}
        costs = sorted(sum(sizes[hub] for hub in path[1::2]) for path in all_paths)
        assert len(found) == min(limit, len(all_paths))
        assert all(path in all_paths for path in found)
        assert len({tuple(path) for path in found}) == len(found)
        assert [sum(sizes[hub] for hub in path[1::2]) for path in found] == costs[:limit]
    else:
        assert found == []


def test_times_of_one_hub_are_one_thing_in_a_chain() -> None:
    """Two actors that were at a hub all along meet at each of its times; that is one chain, over the smaller time."""
    stays = [
        ("h", "a", "2000", ""),
        ("h", "b", "2000", ""),
        ("h", "left", "2000", "2010-12-31"),
        ("h", "came", "2012", ""),
        ("h", "came-too", "2012", ""),
        ("k", "b", "2000", ""),
        ("k", "c", "2000", ""),
    ]
    incidence = list(at_once(stays))
    assert sorted({hub for hub, _ in incidence}) == [("h", 0), ("h", 1), ("k", 0)]
    found = shortest_chains(incidence, "a", "c", thing=lambda hub: hub[0])
    assert found == [["a", ("h", 0), "b", ("k", 0), "c"]]
    assert len(shortest_chains(incidence, "a", "c")) == 2
