"""Horizontality, mixing and assortativity by hand and against networkx."""

from __future__ import annotations

from math import sqrt

import networkx as nx
import numpy as np
import pytest

from kg.errors import Usage
from kg.networks.levels import assortativity, horizontality, wilson
from kg.networks.projection import one_mode, sparse_one_mode
from tests.networks.families import FAMILIES, family
from tests.networks.small import NODES, ROWS


def levelled(kind: str, unknown: bool = False) -> nx.Graph[int]:
    """A random graph whose nodes have a level, some of them none."""
    graph = family(kind)
    draw = np.random.default_rng(9)
    names = ["local", "regional", "national", *([""] if unknown else [])]
    nx.set_node_attributes(graph, {i: names[draw.integers(len(names))] for i in sorted(graph)}, "level")
    return graph


def test_the_small_network_by_hand() -> None:
    """Newman weights: a–b 1.5 and a–e 1 are local both; a–c, b–c local–regional 1.5; a–d 0.5; c–d 0.5; f is unknown."""
    found = horizontality(sparse_one_mode(ROWS, NODES, weight="newman"), seed=3)
    assert found.names == ("local", "regional", "national")
    assert found.matrix == ((2.5, 1.5, 0.5), (1.5, 0.0, 0.5), (0.5, 0.5, 0.0))
    assert (found.horizontal, found.vertical, found.unknown, found.edges) == (2.5, 2.5, 0.0, 6)
    assert found.share == 0.5
    # ends: local 7, regional 2, national 1 of 10
    assert found.expected == pytest.approx(0.49 + 0.04 + 0.01)
    assert found.assortativity == pytest.approx((0.5 - 0.54) / (1 - 0.54))
    assert found.interval == "cluster bootstrap over hubs"
    # Four of the hubs p1 (0.5 of 1.5), p2 (1 of 1), n1 (0 of 1.5), t1 (1 of 1) drawn: below 1/6 lie n1 four times and
    # n1 three times with p1, 5/256 < 2.5 %, and with n1 twice and p1 twice it is 11/256; 1 comes in 16/256.
    assert (found.low, found.high) == pytest.approx((1 / 6, 1.0))
    assert [str(caveat) for caveat in found.caveats] == [
        "1 of 6 nodes have an unknown level and are left out.",
        "Only 4 shared projects, networks or agreements lie behind the figures.",
    ]


def test_edges_without_their_hubs_get_wilsons_interval_and_say_so() -> None:
    found = horizontality(one_mode(ROWS, NODES), weighted=False)
    assert (found.horizontal, found.vertical) == (2, 4)
    assert (found.low, found.high) == pytest.approx(wilson(2, 6))
    assert found.interval == "Wilson"
    assert [caveat.code for caveat in found.caveats] == ["unknown", "independent"]


def test_edges_to_unknown_levels_are_counted_apart() -> None:
    graph = nx.path_graph(4)
    nx.set_node_attributes(graph, {0: "local", 1: "local", 2: "regional"}, "level")
    found = horizontality(graph)
    assert (found.horizontal, found.vertical, found.unknown) == (1, 1, 1)


def test_chance_is_the_mean_over_all_ways_to_deal_the_levels() -> None:
    """On a complete graph every dealing gives the same share, so share, mean and range agree and p is 1."""
    graph = nx.complete_graph(6)
    nx.set_node_attributes(graph, {i: "local" if i < 4 else "national" for i in graph}, "level")
    found = horizontality(graph, draws=50)
    assert found.share == pytest.approx(7 / 15)
    assert (found.chance, found.chance_low, found.chance_high, found.p) == pytest.approx((7 / 15, 7 / 15, 7 / 15, 1))


def test_cooperation_of_equals_stands_out_against_chance() -> None:
    graph = nx.planted_partition_graph(3, 20, 0.4, 0.05, seed=1)
    nx.set_node_attributes(graph, {i: ("local", "regional", "national")[i // 20] for i in graph}, "level")
    found = horizontality(graph, draws=199)
    assert found.chance_high < found.low < found.share < found.high
    assert found.p == 1 / 200
    assert found == horizontality(graph, draws=199)


@pytest.mark.parametrize("kind", [kind for kind in FAMILIES if kind != "edgeless"])
def test_assortativity_equals_networkx(kind: str) -> None:
    graph = levelled(kind)
    assert assortativity(graph)[0] == pytest.approx(nx.attribute_assortativity_coefficient(graph, "level"))


@pytest.mark.parametrize("weighted", [False, True])
def test_its_error_is_newmans_jackknife_over_the_edges(weighted: bool) -> None:
    graph = levelled("hubs", unknown=True)
    r, error = assortativity(graph, weighted=weighted)
    known = graph.subgraph(i for i, level in graph.nodes(data="level") if level)
    squares = 0.0
    for edge in known.edges:
        rest = known.copy()
        rest.remove_edge(*edge)
        squares += (assortativity(rest, weighted=weighted)[0] - r) ** 2
    assert error == pytest.approx(sqrt(squares))


def test_one_level_or_none_has_no_coefficient() -> None:
    graph = nx.path_graph(3)
    assert np.isnan(horizontality(graph).share)
    nx.set_node_attributes(graph, dict.fromkeys(graph, "local"), "level")
    assert np.isnan(assortativity(graph)[0])
    assert horizontality(graph).share == 1
    with pytest.raises(Usage, match="draws = 0"):
        horizontality(graph, draws=0)


def test_wilson_as_published() -> None:
    """R. G. Newcombe, Statistics in Medicine 17, 857–872, 1998, table I, method 3."""
    for successes, trials, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)):
        assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)
    assert all(np.isnan(bound) for bound in wilson(0, 0))
