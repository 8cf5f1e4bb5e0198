"""Communities: the planted ones are found, the same every time, and named."""

from __future__ import annotations

import subprocess
import sys

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Usage
from kg.model.tie import Node, TieRow
from kg.networks.communities import communities, modularity
from kg.networks.projection import sparse_one_mode
from kg.networks.sparse import as_sparse
from tests.networks.families import FAMILIES, family


@pytest.mark.parametrize("method", ["leiden", "louvain"])
def test_planted_communities_are_found(method: str) -> None:
    graph = nx.planted_partition_graph(4, 20, 0.5, 0.01, seed=3)
    found = communities(graph, method=method)
    assert sorted(sorted(group.members) for group in found.groups) == [list(range(k, k + 20)) for k in (0, 20, 40, 60)]
    assert [group.number for group in found.groups] == [1, 2, 3, 4]


@pytest.mark.parametrize("method", ["leiden", "louvain"])
@pytest.mark.parametrize("kind", FAMILIES)
def test_a_partition_with_networkx_modularity_no_worse_than_louvains(method: str, kind: str) -> None:
    graph = family(kind)
    found = communities(graph, method=method, seed=2)
    assert sorted(member for group in found.groups for member in group.members) == sorted(graph)
    assert [group.size for group in found.groups] == sorted((group.size for group in found.groups), reverse=True)
    if graph.size():
        parts = [set(group.members) for group in found.groups]
        assert found.modularity == pytest.approx(nx.community.modularity(graph, parts))
        peer = nx.community.louvain_communities(graph, seed=2)
        assert found.modularity > nx.community.modularity(graph, peer) - 0.02


@given(st.lists(st.integers(0, 3), min_size=34, max_size=34), st.sampled_from([0.5, 1.0, 2.0]))
def test_modularity_equals_networkx(labels: list[int], resolution: float) -> None:
    graph = nx.karate_club_graph()
    parts = [{i for i, label in enumerate(labels) if label == k} for k in range(4)]
    expected = nx.community.modularity(graph, parts, resolution=resolution)
    sparse = as_sparse(graph)
    assert modularity(sparse, np.array([labels[i] for i in sparse.ids]), resolution) == pytest.approx(expected)


@pytest.mark.slow
def test_the_same_whatever_the_order_of_the_rows_and_the_process() -> None:
    graph = family("hubs")
    turned: nx.Graph[int] = nx.Graph(list(reversed(list(graph.edges(data=True)))))
    assert communities(turned).of() == communities(graph).of()
    code = (
        "from tests.networks.families import family; from kg.networks.communities import communities; "
        "print(communities(family('hubs')).of())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {f"{communities(graph).of()}\n"}


def test_names_are_made_of_themes_and_countries() -> None:
    rows = [
        TieRow(f"{h}{a}", "project", h, a)
        for h, actors in (("p1", "abc"), ("p2", "abc"), ("p3", "xyz"), ("p4", "cx"))
        for a in actors
    ]
    nodes = {a: Node(a, a.upper(), country="NO" if a in "abx" else "SE", kind="Municipality") for a in "abcxyz"}
    nodes |= {h: Node(h, h, "project", themes=("energy",)) for h in ("p1", "p2")}
    nodes["p3"] = Node("p3", "p3", "project", themes=("housing",))
    found = communities(sparse_one_mode(rows, nodes))
    assert [(group.members, group.leaders, group.themes, group.countries, group.kinds) for group in found.groups] == [
        (("a", "b", "c"), ("A", "B", "C"), (("energy", 3),), (("NO", 2), ("SE", 1)), (("Municipality", 3),)),
        (("x", "y", "z"), ("X", "Y", "Z"), (("housing", 3),), (("SE", 2), ("NO", 1)), (("Municipality", 3),)),
    ]
    assert found.names({"energy": "Energi", "NO": "Norge"}) == {1: "Energi (Norge)", 2: "housing (SE)"}
    assert [round(group.inside, 3) for group in found.groups] == [round(12 / 13, 3), round(6 / 7, 3)]


def test_communities_of_one_name_are_told_apart_by_their_best_tied_member() -> None:
    graph = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3))
    nx.set_node_attributes(graph, dict.fromkeys(graph, "NO"), "country")
    nx.set_node_attributes(graph, {i: f"Place {i}" for i in graph}, "label")
    assert communities(graph).names({"NO": "Norge"}) == {1: "Norge: Place 0", 2: "Norge: Place 3"}


def test_nodes_without_edges_are_communities_of_their_own() -> None:
    assert communities(nx.empty_graph(3)).of() == {0: 1, 1: 2, 2: 3}
    assert communities(nx.Graph()).groups == ()


def test_unknown_choices_are_refused() -> None:
    with pytest.raises(Usage, match="unknown method 'walktrap'; expected one of leiden, louvain"):
        communities(nx.path_graph(2), method="walktrap")
    with pytest.raises(Usage, match="resolution = 0"):
        communities(nx.path_graph(2), resolution=0)


def test_a_higher_resolution_gives_more_communities() -> None:
    graph = family("blocks")
    assert [len(communities(graph, resolution=r).groups) for r in (0.1, 1.0)] == [1, 5]
    assert len(communities(graph, resolution=4.0).groups) > 5
