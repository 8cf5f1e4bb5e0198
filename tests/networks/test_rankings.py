"""Rankings: order, ties, intervals, and what is thin."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from kg.model.tie import Node, TieRow
from kg.networks.measures.catalogue import MEASURES
from kg.networks.projection import sparse_one_mode
from kg.networks.rankings import Ranked, jackknife, ranking
from tests.networks.small import NODES, ROWS


def test_the_small_network_by_hand() -> None:
    found = ranking(sparse_one_mode(ROWS, NODES, weight="newman"), "degree", top=4, intervals=False)
    assert found.rows == (
        Ranked(1, "a", "Aby", 4.0, 4),
        Ranked(2, "c", "Camt", 3.0, 2),
        Ranked(3, "b", "Bby", 2.0, 2),
        Ranked(3, "d", "D-verket", 2.0, 1),
    )
    assert (found.of, found.interval) == (6, "")
    assert [caveat.text("nb") for caveat in found.caveats] == [
        "Bare 4 felles prosjekter, nettverk eller avtaler ligger bak tallene.",
        "3 av 4 viste rader hviler på færre enn 3 forbindelser.",
    ]
    assert [row.thin for row in found.rows] == [False, True, True, True]


def test_constraint_ranks_the_freest_first_and_leaves_out_the_undefined() -> None:
    found = ranking(sparse_one_mode(ROWS, NODES), "constraint", top=None)
    assert found.rows[0].id == "a"
    assert found.rows[-1].id == "d"  # two partners who are each other's closest: above 1, as for e with one only
    assert "f" not in {row.id for row in found.rows}
    assert found.of == 5


def test_the_jackknife_of_strength_is_the_textbook_formula() -> None:
    """Strength is a sum over hubs, so leaving out one hub takes away its part: s² = (g−1)/g Σ (x_h − x̄)²."""
    graph = sparse_one_mode(ROWS, NODES, weight="newman")
    low, high = jackknife(graph, "strength")
    shares = np.array([1.0, 1.0, 1.0, 1.0])  # a is at n1, p1, p2, t1, with 1 from each
    assert (low[0], high[0]) == (4, 4)
    shares = np.array([0.0, 1.0, 1.0, 0.0])  # b is at p1 and p2
    spread = np.sqrt(3 / 4 * ((shares - shares.mean()) ** 2).sum())
    reach = 3.182446305 * spread  # Student's t, 3 degrees of freedom, 97.5 %
    assert (low[1], high[1]) == pytest.approx((max(2 - reach, 0), 2 + reach))


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    """Hubs drawn at random: the interval of an actor's strength covers its expectation in most of the draws."""
    draw = np.random.default_rng(2)
    covered = []
    for _ in range(60):
        rows = [
            TieRow(f"{hub}-{actor}", "project", f"h{hub}", f"a{actor}")
            for hub in range(100)
            for actor in np.flatnonzero(draw.random(8) < 0.4)
        ]
        graph = sparse_one_mode(rows, {}, weight="newman")
        low, high = jackknife(graph, "strength")
        expected = 100 * 0.4 * (1 - 0.6**7)  # in the hub, with somebody else
        covered.append(low[0] <= expected <= high[0])
    assert 0.85 <= np.mean(covered) <= 1


def test_ranks_have_a_range_where_intervals_overlap() -> None:
    rows = [TieRow(f"{h}-{a}", "project", f"h{h}", a) for h in range(40) for a in ("big", f"x{h}", f"y{h % 3}")]
    found = ranking(sparse_one_mode(rows, {}), "strength", top=None)
    ranges = {row.id: (row.rank, row.best, row.worst) for row in found.rows}
    assert ranges["big"] == (1, 1, 1)
    assert {ranges[f"y{k}"][1:] for k in range(3)} == {(2, 4)}
    assert found.interval == "jackknife"
    assert all(row.best <= row.rank <= row.worst for row in found.rows if row.best and row.worst)


def test_a_graph_without_its_hubs_has_no_interval_and_says_so() -> None:
    found = ranking(nx.path_graph(3), "degree")
    assert [caveat.code for caveat in found.caveats] == ["no-interval", "thin"]
    assert [(row.id, row.value) for row in found.rows] == [(1, 2.0), (0, 1.0), (2, 1.0)]


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_can_be_ranked_twice_alike_whatever_the_order_of_the_rows(name: str) -> None:
    nodes = {**NODES, "b": Node("b", "Aby")}
    first = ranking(sparse_one_mode(ROWS, nodes), name)
    assert ranking(sparse_one_mode(tuple(reversed(ROWS)), nodes), name) == first
    assert first.rows
