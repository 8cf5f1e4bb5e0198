"""Graphs of the small network, counted by hand; projections against networkx's own."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, Usage
from kg.model.tie import Node, TieRow
from kg.networks import projection as projecting
from kg.networks.projection import one_mode, sparse_one_mode, two_mode
from kg.networks.selection import Selection, select
from tests.networks.small import NODES, ROWS

NO_MONEY = dict.fromkeys(("contribution_source", "contribution_target", "contribution", "projects_contribution"))


def weights(graph: nx.Graph[str]) -> dict[str, float]:
    """Edge weights by the two ids."""
    return {"-".join(sorted((a, b))): round(data["weight"], 6) for a, b, data in graph.edges(data=True)}


def test_shared_ties_between_actors() -> None:
    graph = one_mode(ROWS, NODES)
    assert weights(graph) == {"a-b": 2, "a-c": 2, "b-c": 1, "a-d": 1, "c-d": 1, "a-e": 1}
    assert list(graph) == ["a", "b", "c", "d", "e", "f"]
    assert nx.get_node_attributes(graph, "ties") == {"a": 4, "b": 2, "c": 2, "d": 1, "e": 1, "f": 1}


def test_newmans_weights_give_each_actor_one_per_hub() -> None:
    graph = one_mode(ROWS, NODES, weight="newman")
    assert weights(graph) == {"a-b": 1.5, "a-c": 1, "b-c": 0.5, "a-d": 0.5, "c-d": 0.5, "a-e": 1}
    assert dict(graph.degree(weight="weight")) == {"a": 4, "b": 2, "c": 2, "d": 1, "e": 1, "f": 0}


def test_an_edge_names_its_evidence_and_its_years() -> None:
    graph = one_mode(ROWS, NODES)
    assert graph.edges["a", "b"] == {
        "weight": 2.0,
        "p_value": 0.296296,  # a has strength 6 over 4 edges: (1 - 2/6) ** 3; b has 3 over 2: 1 - 2/3
        "strongest": True,
        "ties": 2,
        "kinds": ("project",),
        "via": ("p2", "p1"),
        "first": 2015,
        "last": 2024,
        "open": False,
        "known_by": "",
        "programmes": ("x", "y"),
        "contribution_source": 3000.75,
        "contribution_target": 250.0,  # what b gets in p2 is not known, nor what p2 gets
        "contribution": 3250.75,
        "projects_contribution": 9000.0,
    }
    assert graph.edges["a", "c"] == {
        "weight": 2.0,
        "p_value": 0.25,  # c has 4 over 3: (1 - 2/4) ** 2
        "strongest": True,
        "ties": 2,
        "kinds": ("network", "project"),
        "via": ("n1", "p1"),
        "first": 2010,
        "last": 2025,
        "open": True,
        "known_by": "",
        "programmes": ("x",),
        "contribution_source": 1000.5,
        "contribution_target": None,
        "contribution": 1000.5,
        "projects_contribution": 9000.0,
    }
    assert graph.edges["c", "d"] == {
        "weight": 1.0,
        "p_value": 0.5,  # d has 2 over 2; a-d is as significant, and a has more
        "strongest": False,
        "ties": 1,
        "kinds": ("network",),
        "via": ("n1",),
        "first": None,
        "last": 2019,
        "open": False,
        "known_by": "",
        "programmes": (),
        **NO_MONEY,
    }


def test_a_node_has_everything_known_and_the_themes_of_its_hubs() -> None:
    assert one_mode(ROWS, NODES).nodes["a"] == {
        "label": "Aby",
        "type": "actor",
        "kind": "Municipality",
        "country": "NO",
        "level": "local",
        "latitude": 60.0,
        "longitude": 10.0,
        "population": None,
        "themes": ("energy", "housing"),
        "programmes": ("x", "y"),
        "start": None,
        "end": None,
        "organisation_number": "987654321",
        "municipality_number": "0301",
        "county_number": "",
        "pic": "",
        "nuts": "NO084",
        "county": "ost",
        "contribution": None,
        "actors": None,
        "iri": "",
        "node_key": "a",
        "ended": False,
        "ties": 4,
    }


def test_regions_meet_at_hubs_and_actors_without_one_are_told() -> None:
    third = one_mode(ROWS, NODES, mode="nuts3")
    assert weights(third) == {"NO084-SE110": 2, "NO084-NO085": 2, "NO085-SE110": 1}
    assert {node: third.nodes[node]["actors"] for node in third} == {"NO084": 1, "NO085": 1, "SE110": 1}
    assert [third.nodes["NO084"][name] for name in ("label", "type", "country")] == ["Akershus", "region", "NO"]
    assert [str(caveat) for caveat in third.graph["caption"]["caveats"]] == [
        "3 of 6 actors are left out: their NUTS 3 region is not known."
    ]
    second = one_mode(ROWS, NODES, mode="nuts2")
    assert weights(second) == {"NO08-SE11": 2, "DK01-NO08": 1}
    assert {node: second.nodes[node]["actors"] for node in second} == {"DK01": 1, "NO08": 2, "SE11": 1}
    counties = one_mode(ROWS, NODES, mode="county")
    east = "https://w3id.org/samkart/id/actor/ost"
    assert (weights(counties), counties.nodes[east]["actors"], counties.nodes[east]["type"]) == ({}, 2, "region")
    assert [caveat.figures for caveat in counties.graph["caption"]["caveats"]] == [{"k": 4, "n": 6, "what": "county"}]


def test_hubs_countries_and_themes() -> None:
    assert weights(one_mode(ROWS, NODES, mode="hub")) == {
        "p1-p2": 2,
        "n1-p1": 2,
        "p1-t1": 1,
        "n1-p2": 1,
        "p2-t1": 1,
        "n1-t1": 1,
    }
    countries = one_mode(ROWS, NODES, mode="country")
    assert weights(countries) == {"NO-SE": 2, "DK-NO": 1}
    assert countries.nodes["NO"]["label"] == "Norway"
    assert [caveat.code for caveat in countries.graph["caption"]["caveats"]] == ["no-area"]
    rows = [*ROWS, TieRow("s1", "theme", "noise", "a"), TieRow("s2", "theme", "energy", "a")]
    assert weights(one_mode(rows, NODES, mode="theme")) == {"energy-housing": 1, "energy-noise": 1}


def test_the_caption_says_what_was_counted() -> None:
    chosen = select(ROWS, NODES, Selection(kinds=frozenset({"network", "twinning"}), at="2020"))
    assert one_mode(chosen, NODES, weight="newman", sources=("s",)).graph["caption"] == {
        "mode": "actor",
        "weight": "newman",
        "ties": 3,
        "kinds": {"network": 2, "twinning": 1},
        "hubs": 2,
        "nodes": 3,
        "edges": 2,
        "years": (1950, 2025),
        "as_of": "2025-01-01",
        "undated": 0,
        "selection": {"kinds": ["network", "twinning"], "at": "2020"},
        "caveats": one_mode(chosen, NODES).graph["caption"]["caveats"],
        "sources": ("s",),
    }
    assert [str(caveat) for caveat in one_mode(chosen, NODES).graph["caption"]["caveats"]] == [
        "1 of 3 ties have dates that do not settle whether they held in the period, or are only reported;"
        " without a known end they are sure for 5 years after the last source."
    ]


def test_two_modes_with_a_twinning_between_two_as_an_edge() -> None:
    graph = two_mode(ROWS, NODES)
    assert sorted("-".join(sorted(pair)) for pair in graph.edges) == [
        "a-e",
        "a-n1",
        "a-p1",
        "a-p2",
        "b-p1",
        "b-p2",
        "c-n1",
        "c-p1",
        "d-n1",
        "f-p3",
    ]
    assert {node: (data["side"], data["ties"]) for node, data in graph.nodes(data=True)} == {
        "a": ("actor", 4),
        "b": ("actor", 2),
        "c": ("actor", 2),
        "d": ("actor", 1),
        "e": ("actor", 1),
        "f": ("actor", 1),
        "n1": ("hub", 3),
        "p1": ("hub", 3),
        "p2": ("hub", 2),
        "p3": ("hub", 1),
    }
    assert graph.edges["a", "p1"] == {
        "weight": 1.0,
        "ties": 1,
        "kinds": ("project",),
        "roles": ("coordinator",),
        "statuses": ("partner",),
        "evidence": ("p1-a",),
        "first": 2015,
        "last": 2018,
        "open": False,
        "known_by": "",
        "start": "2015",
        "end": "2018-06",
        "held_from": "2015-01-01",
        "held_until": "2018-06-30",
        "programmes": ("x",),
        "contribution": 1000.5,
        "projects_contribution": 9000.0,
    }


def test_a_network_that_is_an_actor_too_is_one_node_and_a_treaty_of_three_is_a_hub() -> None:
    rows = [TieRow("m", "network", "n1", "a"), TieRow("q", "project", "p1", "n1")]
    rows += [TieRow("g", "agreement", "g", actor) for actor in "abc"]
    graph = two_mode(rows, NODES)
    assert graph.nodes["n1"]["side"] == "both"
    assert graph.nodes["g"]["type"] == "agreement"
    assert sorted(graph["g"]) == ["a", "b", "c"]


def test_a_threshold() -> None:
    assert weights(one_mode(ROWS, NODES, min_weight=2)) == {"a-b": 2, "a-c": 2}
    chosen = select(ROWS, NODES, Selection(min_weight=2))
    assert weights(one_mode(chosen, NODES)) == {"a-b": 2, "a-c": 2}


def test_repeated_rows_count_once() -> None:
    assert weights(one_mode([*ROWS, *ROWS], NODES)) == weights(one_mode(ROWS, NODES))


def test_nothing_gives_an_empty_graph() -> None:
    assert len(one_mode([], {})) == 0
    assert len(two_mode([], {})) == 0
    assert one_mode([], {}).graph["caption"]["years"] is None


def test_unknown_choices_are_refused() -> None:
    with pytest.raises(Usage, match="unknown weight 'jaccard'; expected one of shared, newman"):
        one_mode(ROWS, NODES, weight="jaccard")
    with pytest.raises(Usage, match="unknown mode 'person'"):
        one_mode(ROWS, NODES, mode="person")


def test_more_pairs_than_can_be_held_are_refused_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projecting, "MOST_PAIRS", 7)
    with pytest.raises(KgError, match="8 pairs meet at these hubs, more than 7"):
        sparse_one_mode(ROWS, NODES)


@given(
    st.sets(st.tuples(st.integers(0, 7), st.integers(0, 9)), min_size=1, max_size=50),
    st.sampled_from(["shared", "newman"]),
)
def test_projections_equal_those_of_networkx(pairs: set[tuple[int, int]], weight: str) -> None:
    rows = [TieRow(f"{h}-{a}", "project", f"h{h}", f"a{a}") for h, a in sorted(pairs)]
    both: nx.Graph[str] = nx.Graph((row.hub, row.actor) for row in rows)
    actors = sorted({row.actor for row in rows})
    if weight == "shared":
        expected = nx.bipartite.weighted_projected_graph(both, actors)
    else:
        expected = nx.bipartite.collaboration_weighted_projected_graph(both, actors)
    found = one_mode(rows, {}, weight=weight)
    assert list(found) == actors
    assert weights(found) == weights(expected)
    sparse = sparse_one_mode(rows, {}, weight=weight)
    assert weights(sparse.to_networkx()) == weights(found)
    if sparse.n:
        assert sparse.incidence is not None and sparse.pivot_weights is not None
        held = sparse.incidence.toarray()
        matrix = held.T @ np.diag(sparse.pivot_weights) @ held
        np.fill_diagonal(matrix, 0)
        assert np.allclose(matrix, sparse.matrix.toarray())


def test_a_hub_of_thousands_is_one_clique_of_numbers() -> None:
    """A thousand actors in one hub: half a million edges from one row each."""
    graph = sparse_one_mode([TieRow(f"t{i}", "network", "hub", f"a{i:04}") for i in range(1000)], {}, weight="newman")
    assert (graph.n, graph.m) == (1000, 499_500)
    assert np.allclose(graph.matrix.sum(axis=1), 1)


def test_an_unknown_actor_is_a_node_with_its_id() -> None:
    assert one_mode([TieRow("t", "project", "p", "x")], {}).nodes["x"]["type"] == "actor"
    assert Node("x").name == "x"
