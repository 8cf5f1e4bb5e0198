"""Brokerage by hand and by looking at every triple."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest

from kg.networks.brokers import ROLES, brokerage
from tests.networks.families import FAMILIES, family


def counts(graph: nx.Graph[Any]) -> dict[object, tuple[int, ...]]:
    """Our counts by node, in the order of ROLES."""
    return {row.id: tuple(getattr(row, role) for role in ROLES) for row in brokerage(graph).rows}


def by_triples(graph: nx.Graph[Any]) -> dict[object, tuple[int, ...]]:
    """The definition, one open pair of neighbours at a time."""
    group = {i: c for i, c in graph.nodes(data="country") if c}
    found = {}
    for b in group:
        roles = dict.fromkeys(ROLES, 0)
        for a, c in combinations([i for i in graph[b] if i in group], 2):
            if graph.has_edge(a, c):
                continue
            inside = (group[a] == group[b]) + (group[c] == group[b])
            if inside == 2:
                roles["coordinator"] += 1
            elif inside == 1:
                roles["gatekeeper"] += 1
                roles["representative"] += 1
            else:
                roles["itinerant" if group[a] == group[c] else "liaison"] += 1
        found[b] = tuple(roles.values())
    return found


def test_each_role_by_hand() -> None:
    """A star around a Norwegian: two Norwegians (n1, n2), two Swedes (s1, s2), a Dane (d); s1 and d know each other."""
    graph = nx.star_graph(["x", "n1", "n2", "s1", "s2", "d"])
    graph.add_edge("s1", "d")
    nx.set_node_attributes(graph, {"x": "NO", "n1": "NO", "n2": "NO", "s1": "SE", "s2": "SE", "d": "DK"}, "country")
    first = brokerage(graph).rows[0]
    # n1n2 coordinator; s1s2 itinerant; n1, n2 with s1, s2, d: six gatekeeper pairs; s2d liaison; s1d is closed
    assert (first.id, first.group) == ("x", "NO")
    assert counts(graph)["x"] == (1, 1, 6, 6, 1)
    assert first.total == 9
    assert sum(sum(roles) for node, roles in counts(graph).items() if node != "x") == 0


@pytest.mark.parametrize("kind", FAMILIES)
def test_roles_equal_the_count_over_all_triples(kind: str) -> None:
    graph = family(kind)
    draw = np.random.default_rng(4)
    nx.set_node_attributes(graph, {i: ("", "NO", "SE", "DK", "FI")[draw.integers(5)] for i in sorted(graph)}, "country")
    assert counts(graph) == by_triples(graph)


def test_nodes_of_unknown_group_are_left_out_and_counted() -> None:
    graph = nx.path_graph(3)
    nx.set_node_attributes(graph, {0: "NO", 1: "NO"}, "country")
    found = brokerage(graph)
    assert [row.id for row in found.rows] == [0, 1]
    assert [caveat.text("nn") for caveat in found.caveats] == ["1 av 3 nodar har ukjend land og er haldne utanfor."]


def test_the_busiest_come_first_and_equals_by_label() -> None:
    graph = nx.disjoint_union(nx.star_graph(2), nx.star_graph(2))
    nx.set_node_attributes(graph, dict.fromkeys(graph, "NO"), "country")
    nx.set_node_attributes(graph, {0: "Zet", 3: "Alfa"}, "label")
    assert [row.id for row in brokerage(graph).rows[:2]] == [3, 0]
