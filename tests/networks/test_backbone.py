"""The disparity filter: an example worked by hand, a slow implementation written out from the paper, what is told."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import comb

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Usage
from kg.model.tie import TieRow
from kg.networks.backbone import caveats_of, disparity, edges_of, fitting, readable, thin, thinned
from kg.networks.caveats import Caveat
from kg.networks.levels import horizontality
from kg.networks.projection import one_mode, sparse_one_mode, two_mode
from kg.networks.rankings import jackknife
from kg.networks.selection import Selection, select
from kg.networks.sparse import SparseGraph, as_sparse
from tests.networks.families import FAMILIES, family
from tests.networks.small import NODES, ROWS


def pairs(graph: nx.Graph[str]) -> list[str]:
    """The edges by their two ids, sorted."""
    return sorted("-".join(sorted(pair)) for pair in graph.edges)


def test_the_small_network_worked_by_hand() -> None:
    """Strengths: a 6 over 4 edges, b 3 over 2, c 4 over 3, d 2 over 2, e 1 over 1; f has none."""
    found = disparity(sparse_one_mode(ROWS, NODES))
    assert list(zip(found.one.tolist(), found.other.tolist(), strict=True)) == [
        *((0, 1), (0, 2), (0, 3), (0, 4)),
        *((1, 2), (2, 3)),
    ]
    assert found.p.tolist() == [
        0.296296,  # a-b: (1 - 2/6)^3, less than b's 1 - 2/3
        0.25,  # a-c: c's (1 - 2/4)^2, less than a's (1 - 2/6)^3
        0.5,  # a-d: d's 1 - 1/2, less than a's (1 - 1/6)^3
        0.578704,  # a-e: a's (1 - 1/6)^3; e has no other edge and decides nothing
        0.5625,  # b-c: c's (1 - 1/4)^2
        0.5,  # c-d: d's 1 - 1/2
    ]
    assert found.strongest.tolist() == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]  # of d's equals the one to a
    assert [round(p, 6) for p in found.least[:5].tolist()] == [0.25, 0.296296, 0.25, 0.5, 0.578704]
    assert np.isnan(found.least[5])
    assert found.equals.tolist() == [1, 1, 1, 2, 1, 0]
    assert [found.count(alpha) for alpha in (0.0, 0.5, 0.55, 0.57, 1.0)] == [4, 4, 5, 6, 6]
    assert [found.alike(alpha) for alpha in (0.0, 0.5, 0.55, 1.0)] == [1, 1, 0, 0]


def chance(weight: Fraction, strength: Fraction, degree: int) -> Fraction:
    """1 − (k−1) ∫₀^w/s (1−x)^(k−2) dx, the integral term by term: equation 2 of the paper; 1 where k = 1."""
    share = weight / strength
    if degree == 1:
        return Fraction(1)
    terms = (Fraction(comb(degree - 2, j) * (-1) ** j, j + 1) * share ** (j + 1) for j in range(degree - 1))
    return 1 - (degree - 1) * sum(terms, Fraction(0))


def slow(graph: nx.Graph[int]) -> dict[tuple[int, int], float]:
    """The p-values edge by edge, in exact fractions."""
    found = {}
    for a, b, data in graph.edges(data=True):
        ends = []
        for node in (a, b):
            strength = sum((Fraction(edge["weight"]) for edge in graph.adj[node].values()), Fraction(0))
            ends.append(chance(Fraction(data["weight"]), strength, len(graph.adj[node])))
        found[min(a, b), max(a, b)] = float(min(ends))
    return found


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
        st.integers(1, 1000).map(lambda weight: weight / 8),
        max_size=30,
    )
)
def test_p_values_are_those_of_the_paper(weights: dict[tuple[int, int], float]) -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(10))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in weights.items())
    found = disparity(graph)
    made = dict(zip(zip(found.one.tolist(), found.other.tolist(), strict=True), found.p.tolist(), strict=True))
    assert made == pytest.approx(slow(graph), rel=1e-5, abs=1e-9)


@pytest.mark.parametrize("name", FAMILIES)
def test_nobody_who_meets_somebody_stands_alone(name: str) -> None:
    graph = family(name)
    whole = dict(graph.degree())
    for alpha in (0.0, 0.01, 0.3):
        kept = thinned(graph, alpha)
        assert list(kept) == list(graph)
        assert {node for node in kept if kept.degree[node] == 0} == {node for node in whole if whole[node] == 0}
        assert list(kept.edges) == [edge for edge in graph.edges if kept.has_edge(*edge)]


@pytest.mark.parametrize("name", FAMILIES)
def test_a_wider_level_keeps_all_that_a_narrower_one_keeps(name: str) -> None:
    found = disparity(family(name))
    kept = [found.kept(alpha) for alpha in (0.0, 0.001, 0.1, 0.5, 1.0)]
    assert all((narrow <= wide).all() for narrow, wide in pairwise(kept))
    assert kept[-1].all()


@pytest.mark.parametrize("name", FAMILIES)
def test_both_kinds_of_graph_have_one_backbone(name: str) -> None:
    graph, alpha = family(name), 0.2
    sparse = thin(as_sparse(graph), backbone=alpha).to_networkx()
    assert {frozenset(edge) for edge in sparse.edges} == {frozenset(edge) for edge in thinned(graph, alpha).edges}
    assert nx.get_edge_attributes(sparse, "weight") == {
        (a, b): graph.edges[a, b]["weight"] for a, b in nx.get_edge_attributes(sparse, "weight")
    }


def test_two_that_have_only_each_other_stay_together_and_a_clique_keeps_one_edge_each() -> None:
    graph = nx.disjoint_union(nx.path_graph(2), nx.complete_graph(4))
    found = edges_of(graph)
    assert found.p.tolist() == [1.0, *[0.444444] * 6]
    assert sorted(thinned(graph, 0.4).edges) == [(0, 1), (2, 3), (2, 4), (2, 5)]
    assert caveats_of(found, 0.4) == (
        Caveat("backbone", {"k": 4, "n": 7, "left": 3, "alpha": 0.4}),
        Caveat("backbone-alike", {"k": 4}),
    )
    assert thinned(graph, 0.5).number_of_edges() == 7


def test_a_loop_and_a_missing_weight_are_no_trouble() -> None:
    graph: nx.Graph[str] = nx.Graph([("a", "a"), ("a", "b"), ("b", "c")])
    assert edges_of(graph).p.tolist() == [1.0, 0.5, 0.5]
    assert list(thinned(graph, 0.6).edges) == [("a", "b"), ("b", "c")]
    assert list(thinned(nx.Graph(), 0.5)) == []


def test_edges_that_know_their_p_value_are_believed() -> None:
    graph = one_mode(ROWS, NODES)
    part = graph.subgraph(["a", "c", "d"])
    assert pairs(thinned(part, 0.3)) == ["a-c", "a-d"]  # c-d: in the whole network a-d is d's strongest
    assert edges_of(part).p.tolist() == [0.25, 0.5, 0.5]


def test_the_level_is_the_widest_of_the_ladder_that_fits() -> None:
    found = disparity(family("dense"))
    of = len(found.p)
    assert fitting(found, of) == 1.0
    assert fitting(found, found.count(0.5)) == 0.5
    assert fitting(found, found.count(0.5) - 1) == 0.4
    assert fitting(found, 0) == 0.0
    assert fitting(found, found.count(0.2), (0.3, 0.2)) == 0.2
    assert [readable(n) for n in (2, 24, 66, 80, 100, 362)] == [60, 72, 198, 240, 240, 724]


def test_a_selection_asks_for_a_backbone_and_the_caption_tells_what_is_left_out() -> None:
    chosen = select(ROWS, NODES, Selection(backbone=0.3))
    graph, sparse = one_mode(chosen, NODES), sparse_one_mode(chosen, NODES)
    assert pairs(graph) == ["a-b", "a-c", "a-d", "a-e"]
    assert pairs(sparse.to_networkx()) == pairs(graph)
    assert graph.graph["caption"] == sparse.caption
    caption = graph.graph["caption"]
    assert (caption["nodes"], caption["edges"], caption["selection"]["backbone"]) == (6, 4, 0.3)
    assert [caveat.text("en") for caveat in caption["caveats"]][-2:] == [
        "4 of 6 edges: those that stand out (α = 0.3, disparity filter, Serrano 2009) and the most significant one of "
        "each node; the other 2 are left out.",
        "One node has several edges that are equally significant: the one to the partner with the strongest ties is "
        "kept, which says nothing against the others.",
    ]
    assert caption["caveats"][-2].text("nb").startswith("4 av 6 kanter: de som skiller seg ut (α = 0,3, ")
    assert pairs(one_mode(select(ROWS, NODES, Selection(backbone=1)), NODES)) == pairs(one_mode(ROWS, NODES))


def test_weak_edges_go_first_and_are_told() -> None:
    graph = one_mode(select(ROWS, NODES, Selection(min_weight=2, backbone=0.5)), NODES)
    assert pairs(graph) == ["a-b", "a-c"]  # p of each is 0.5 then: the strongest of b and of c
    assert graph.edges["a", "b"]["p_value"] == 0.5
    told = [(caveat.code, dict(caveat.figures)) for caveat in graph.graph["caption"]["caveats"]]
    assert told[-1] == ("min-weight", {"k": 2, "n": 6, "least": 2})
    assert graph.graph["caption"]["caveats"][-1].text("nn") == "2 av 6 kantar: dei med styrke 2 eller meir."


@pytest.mark.parametrize("level", [0, -0.1, 1.5, float("nan")])
def test_a_level_that_is_none_is_refused(level: float) -> None:
    with pytest.raises(Usage, match="is no level of significance; expected more than 0 and at most 1"):
        Selection(backbone=level)


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_a_weight_that_is_none_is_refused(weight: float) -> None:
    with pytest.raises(Usage, match="is no weight; expected 0 or more"):
        Selection(min_weight=weight)


def test_networks_of_two_modes_have_no_backbone() -> None:
    for selection in (Selection(backbone=0.5), Selection(min_weight=2)):
        with pytest.raises(Usage, match="of networks of one kind of node") as caught:
            two_mode(select(ROWS, NODES, selection), NODES)
        assert caught.value.parameter == "mode"


def test_what_is_measured_on_a_backbone_leaves_out_hubs_of_the_whole_and_thins_anew() -> None:
    """An interval is what leaving out hubs does to the backbone, not to the edges that it happens to have."""
    rows = [TieRow(f"{h}-{a}", "project", f"h{h}", a) for h in range(12) for a in ("a", "b", f"x{h}", f"y{h % 5}")]
    whole = sparse_one_mode(rows, {}, weight="newman")
    part = thin(whole, backbone=0.3)
    low, high = jackknife(part, "strength", groups=12)
    values = []
    for hub in range(12):
        others = sparse_one_mode([row for row in rows if row.hub != f"h{hub}"], {}, weight="newman")
        again = thin(others, backbone=0.3)
        values.append(dict(again.to_networkx().degree(weight="weight")).get("a", 0.0))
    spread = np.sqrt(11 / 12 * ((np.array(values) - np.mean(values)) ** 2).sum())
    middle = dict(part.to_networkx().degree(weight="weight"))["a"]
    place = part.ids.index("a")
    reach = 2.200985160 * spread  # Student's t, 11 degrees of freedom, 97.5 %
    assert (low[place], high[place]) == pytest.approx((middle - reach, middle + reach))


def test_the_mixing_of_a_backbone_does_not_draw_hubs_that_no_longer_make_it() -> None:
    def method(graph: SparseGraph) -> str:
        return horizontality(graph, "level", draws=20).interval

    whole = sparse_one_mode(ROWS, NODES)
    assert (method(whole), method(thin(whole, backbone=0.3))) == ("cluster bootstrap over hubs", "Wilson")
