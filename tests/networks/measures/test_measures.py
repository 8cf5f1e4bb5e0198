"""Measures against networkx on families of random graphs and on small ones, and by hand where networkx has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Usage
from kg.networks.measures.catalogue import MEASURES, measure
from kg.networks.measures.degree import clustering, core_number, degree, strength
from kg.networks.measures.shortest_paths import betweenness, closeness, pivots_for
from kg.networks.measures.spectral import eigenvector, largest_part, pagerank
from kg.networks.measures.structural_holes import constraint, effective_size
from kg.networks.projection import sparse_one_mode
from kg.networks.sparse import SparseGraph, as_sparse
from tests.networks.families import FAMILIES, family
from tests.networks.small import NODES, ROWS

Peer = Callable[["nx.Graph[Any]"], Any]
PAIRS: dict[str, tuple[Callable[[SparseGraph], Any], Peer]] = {
    "degree": (degree, lambda g: dict(g.degree())),
    "strength": (strength, lambda g: dict(g.degree(weight="weight"))),
    "betweenness": (betweenness, nx.betweenness_centrality),
    "betweenness by distance": (
        lambda g: betweenness(g, distance=True),
        lambda g: nx.betweenness_centrality(g, weight="length"),
    ),
    "closeness": (closeness, nx.closeness_centrality),
    "closeness by distance": (
        lambda g: closeness(g, distance=True),
        lambda g: nx.closeness_centrality(g, distance="length"),
    ),
    "pagerank": (pagerank, lambda g: nx.pagerank(g, tol=1e-12, max_iter=1000)),
    "core": (core_number, nx.core_number),
    "clustering": (clustering, nx.clustering),
    "clustering by weight": (lambda g: clustering(g, weighted=True), lambda g: nx.clustering(g, weight="weight")),
    "constraint": (lambda g: constraint(g, weighted=False), lambda g: nx.constraint(g)),
    "constraint by weight": (constraint, lambda g: nx.constraint(g, weight="weight")),
    # nodes= is given: without it networkx 3.6 divides columns instead of rows (its pull request 8906)
    "effective size": (lambda g: effective_size(g, weighted=False), lambda g: nx.effective_size(g, nodes=list(g))),
    "effective size by weight": (effective_size, lambda g: nx.effective_size(g, nodes=list(g), weight="weight")),
}


# networkx takes up to seconds for the effective sizes of one graph
NAMES = [pytest.param(name, marks=[pytest.mark.slow] if name.startswith("effective size") else []) for name in PAIRS]


def assert_equal(name: str, graph: nx.Graph[Any]) -> None:
    """Our vector equals the peer's numbers, nan where it has nan."""
    ours, peer = PAIRS[name]
    sparse = as_sparse(graph)
    expected = peer(graph)
    np.testing.assert_allclose(ours(sparse), [expected[i] for i in sparse.ids], rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", FAMILIES)
@pytest.mark.filterwarnings("ignore:invalid value encountered in divide:RuntimeWarning")  # networkx's, without edges
def test_measures_equal_networkx_on_families_of_graphs(name: str, kind: str) -> None:
    assert_equal(name, family(kind))


_GRAPHS = st.integers(1, 8).flatmap(
    lambda n: st.dictionaries(
        st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda p: p[0] < p[1]),
        st.sampled_from([0.25, 0.5, 1.0, 2.0, 4.0]),
    ).map(lambda edges: (n, edges))
)


@given(_GRAPHS, st.sampled_from(sorted(PAIRS)))
@pytest.mark.filterwarnings("ignore:invalid value encountered in divide:RuntimeWarning")
def test_measures_equal_networkx_on_small_graphs(drawn: tuple[int, dict[tuple[int, int], float]], name: str) -> None:
    n, edges = drawn
    graph: nx.Graph[int] = nx.empty_graph(n)
    for (a, b), weight in edges.items():
        graph.add_edge(a, b, weight=weight, length=1 / weight)
    assert_equal(name, graph)


@pytest.mark.parametrize("kind", [k for k in FAMILIES if k != "edgeless"])
def test_eigenvector_equals_networkx_on_the_largest_part_and_is_0_elsewhere(kind: str) -> None:
    sparse = as_sparse(family(kind))
    places = largest_part(sparse)
    part = sparse.part(places).to_networkx()
    expected = nx.eigenvector_centrality_numpy(part, weight="weight")
    found = sparse.values(eigenvector(sparse))
    assert {i for i, value in found.items() if value == 0} == set(sparse.ids) - set(part)
    np.testing.assert_allclose([found[i] for i in part], [expected[i] for i in part], atol=1e-7)


def test_equal_paths_are_equal_whatever_the_rounding() -> None:
    """0.1 + 0.2 and 0.15 + 0.15 are one distance: b and c share what passes between a and d; a alone joins b and c."""
    graph: nx.Graph[str] = nx.Graph()
    for a, b, length in (("a", "b", 0.1), ("b", "d", 0.2), ("a", "c", 0.15), ("c", "d", 0.15)):
        graph.add_edge(a, b, weight=1 / length)
    assert measure(graph, "betweenness").values == pytest.approx(dict.fromkeys("abcd", 1 / 6))
    found = as_sparse(graph).values(betweenness(as_sparse(graph), distance=True))
    assert found == pytest.approx({"a": 1 / 3, "b": 1 / 6, "c": 1 / 6, "d": 0})


def test_a_sample_is_scaled_as_networkx_scales_it() -> None:
    graph = family("hubs")
    sparse = as_sparse(graph)
    drawn = {sparse.ids[i] for i in pivots_for(sparse, 20, 3)}
    paths = nx.betweenness_centrality_subset(graph, sorted(drawn), list(graph), normalized=False)
    n = len(graph)
    # betweenness_centrality_subset halves for undirected graphs; a source has 19 others in the sample, the rest 20
    expected = [2 * paths[i] / ((19 if i in drawn else 20) * (n - 2)) for i in sparse.ids]
    np.testing.assert_allclose(betweenness(sparse, k=20, seed=3), expected)


@pytest.mark.parametrize("measured", [betweenness, closeness])
@pytest.mark.parametrize("distance", [False, True])
def test_samples_are_seeded_near_the_truth_and_exact_when_complete(measured: Any, distance: bool) -> None:
    sparse = as_sparse(family("hubs"))
    exact = measured(sparse, distance=distance)
    sample = measured(sparse, distance=distance, k=75, seed=5)
    assert (measured(sparse, distance=distance, k=75, seed=5) == sample).all()
    assert np.corrcoef(exact, sample)[0, 1] > 0.95
    assert not (measured(sparse, distance=distance, k=75, seed=6) == sample).all()
    np.testing.assert_allclose(measured(sparse, distance=distance, k=150), exact)


def test_sampled_closeness_is_exact_in_parts_no_larger_than_the_sample() -> None:
    graph = nx.disjoint_union(nx.barabasi_albert_graph(60, 2, seed=1), nx.path_graph(6))
    sparse = as_sparse(graph)
    exact, sample = sparse.values(closeness(sparse)), sparse.values(closeness(sparse, k=10))
    assert {i: sample[i] for i in range(60, 66)} == pytest.approx({i: exact[i] for i in range(60, 66)})
    assert max(abs(sample[i] / exact[i] - 1) for i in range(60)) < 0.35


def test_the_small_network_by_hand() -> None:
    """a – b 1.5, a – c 1, b – c 0.5, a – d 0.5, c – d 0.5, a – e 1; f alone."""
    graph = sparse_one_mode(ROWS, NODES, weight="newman")
    assert measure(graph, "degree").values == {"a": 4, "b": 2, "c": 3, "d": 2, "e": 1, "f": 0}
    assert measure(graph, "strength").values == {"a": 4, "b": 2, "c": 2, "d": 1, "e": 1, "f": 0}
    # pairs through a: be, ce, de wholly, bd half (a or c); through c: bd half; of 10 pairs of others
    assert measure(graph, "betweenness").values == {"a": 0.35, "b": 0, "c": 0.05, "d": 0, "e": 0, "f": 0}
    assert measure(graph, "core").values == {"a": 2, "b": 2, "c": 2, "d": 2, "e": 1, "f": 0}
    assert measure(graph, "clustering").values == pytest.approx(
        {"a": 2 / 6, "b": 1, "c": 2 / 3, "d": 1, "e": 0, "f": 0}
    )
    assert measure(graph, "constraint").values["e"] == 1  # one partner only


def test_what_must_be_said_beside_a_measure() -> None:
    graph = sparse_one_mode(ROWS, NODES)
    assert [str(c) for c in measure(graph, "betweenness", k=3).caveats] == [
        "Estimated from 3 of 6 starting points (seed 0); small differences mean little."
    ]
    assert [c.text("nb") for c in measure(graph, "eigenvector").caveats] == [
        "Gjelder den største sammenhengende delen (5 av 6 noder); resten har verdien 0."
    ]
    assert [c.text("nn") for c in measure(graph, "constraint").caveats] == [
        "1 av 6 nodar har ingen naboar; målet er ikkje definert for dei."
    ]
    assert measure(graph, "degree").caveats == ()


def test_large_graphs_are_sampled_without_being_asked() -> None:
    size = 30_000
    ring = sparse_ring(size)
    assert len(pivots_for(ring)) == 256
    assert len(pivots_for(as_sparse(family("hubs")))) == 150


def sparse_ring(n: int) -> SparseGraph:
    """A circle of n nodes."""
    import scipy.sparse as sp

    ahead = (np.arange(n), (np.arange(n) + 1) % n)
    one_way = sp.csr_array((np.ones(n), ahead), shape=(n, n))
    return SparseGraph(tuple(map(str, range(n))), sp.csr_array(one_way + one_way.T))


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_takes_a_networkx_graph_in_any_order_and_an_empty_one(name: str) -> None:
    graph = family("sparse")
    turned: nx.Graph[int] = nx.Graph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from((b, a, d) for a, b, d in reversed(list(graph.edges(data=True))))
    first, second = measure(graph, name).values, measure(turned, name).values
    assert list(first) == list(second)
    assert first == pytest.approx(second, nan_ok=True)
    assert measure(nx.Graph(), name).values == {}


def test_what_cannot_be_measured_is_refused() -> None:
    with pytest.raises(Usage, match="unknown measure 'fame'; expected one of degree, strength"):
        measure(nx.path_graph(3), "fame")
    with pytest.raises(Usage, match="simple undirected graphs"):
        measure(nx.DiGraph([(1, 2)]), "degree")
    graph: nx.Graph[int] = nx.path_graph(3)
    graph.edges[0, 1]["weight"] = -1
    with pytest.raises(Usage, match="every weight must be a positive number"):
        measure(graph, "degree")
