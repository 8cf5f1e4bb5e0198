"""Two periods laid over each other."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.networks.changes import changes
from kg.networks.projection import one_mode, two_mode
from kg.networks.selection import Selection, select
from kg.networks.union import union
from tests.networks.small import NODES, ROWS

BEFORE, AFTER = Selection(until="2016"), Selection(since="2020")


def test_the_union_of_two_periods_says_what_became_of_everything() -> None:
    before, after = (two_mode(select(ROWS, NODES, each), NODES) for each in (BEFORE, AFTER))
    made, found = union(before, after, ("–2016", "2020–"))
    assert found == changes(before, after)
    assert {node: (data["change"], data["ties"], data["ties_in"]) for node, data in made.nodes(data=True)} == {
        "a": ("stayed", 3, (3, 3)),
        "b": ("stayed", 1, (1, 1)),
        "c": ("stayed", 2, (2, 1)),
        "d": ("left", 1, (1, 0)),
        "e": ("stayed", 1, (1, 1)),
        "f": ("stayed", 1, (1, 1)),
        "n1": ("stayed", 3, (3, 2)),
        "p1": ("left", 3, (3, 0)),
        "p2": ("entered", 2, (0, 2)),
        "p3": ("stayed", 1, (1, 1)),
    }
    assert {(u, v): (data["change"], data["weight_in"]) for u, v, data in made.edges(data=True)} == {
        ("a", "e"): ("kept", (1.0, 1.0)),
        ("a", "n1"): ("kept", (1.0, 1.0)),
        ("a", "p1"): ("lost", (1.0, 0.0)),
        ("a", "p2"): ("new", (0.0, 1.0)),
        ("b", "p1"): ("lost", (1.0, 0.0)),
        ("b", "p2"): ("new", (0.0, 1.0)),
        ("c", "n1"): ("kept", (1.0, 1.0)),
        ("c", "p1"): ("lost", (1.0, 0.0)),
        ("d", "n1"): ("lost", (1.0, 0.0)),
        ("f", "p3"): ("kept", (1.0, 1.0)),
    }
    assert made.edges["a", "p2"]["contribution"] == 2000.25
    assert made.graph["caption"] == {
        "mode": "two-mode",
        "weight": "ties",
        "nodes": 10,
        "edges": 10,
        "years": (1950, 2025),
        "as_of": "2025-01-01",
        "selection": {},
        "caveats": (),
        "sources": (),
        "comparison": {
            "counts": {"entered": 1, "left": 2, "stayed": 7, "new": 2, "lost": 4, "kept": 4},
            "alone": 0,
            "years": 5,
            "periods": (
                {"period": "–2016", "ties": 8, "uncertain": 3, "caveats": ()},
                {"period": "2020–", "ties": 6, "uncertain": 1, "caveats": ()},
            ),
        },
    }


def test_weights_are_those_of_each_period_and_who_is_tied_to_nobody_is_counted() -> None:
    before, after = (one_mode(select(ROWS, NODES, each), NODES) for each in (BEFORE, AFTER))
    made, _ = union(before, after, ("1", "2"))
    assert sorted(made) == ["a", "b", "c", "d", "e"]  # f is alone
    assert made.graph["caption"]["comparison"]["alone"] == 1
    assert made.edges["a", "c"]["weight_in"] == (2.0, 1.0)
    assert (made.edges["a", "c"]["weight"], made.edges["a", "c"]["via"]) == (2.0, ("n1", "p1"))


def _graph(*records: Mapping[str, object]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", weight=1.0, kinds=("network",), known_by="list", records=list(records))
    return graph


def test_a_tie_of_both_periods_is_listed_once_and_as_sure_as_it_is_where_it_is_surer() -> None:
    tie = {"hub": "n", "ties": ["n-a", "n-b"], "kind": "network"}
    other = {"hub": "m", "ties": ["m-a", "m-b"], "kind": "network", "certainty": "not-known"}
    before = _graph({**tie, "certainty": "may-have-held"}, other)
    after = _graph({**tie, "certainty": "held"})
    made, _ = union(before, after, ("1", "2"))
    assert made.edges["a", "b"]["records"] == [{**tie, "certainty": "held"}, other]
    assert made.edges["a", "b"]["doubt"] == (True, False)


def test_what_nobody_describes_is_not_in_doubt() -> None:
    made, _ = union(_graph(), _graph(), ("1", "2"))
    assert made.edges["a", "b"]["doubt"] == (False, False)


_EDGES = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] < pair[1]))


@given(_EDGES, _EDGES)
def test_the_union_has_the_edges_of_both_and_the_order_is_that_of_ids(
    before: set[tuple[int, int]], after: set[tuple[int, int]]
) -> None:
    old, new = (nx.Graph(edges) for edges in (before, after))
    for graph in (old, new):
        for pair in graph.edges:
            graph.edges[pair].update(weight=1.0, known_by="")
    made, _ = union(old, new, ("1", "2"))
    assert list(made.edges) == sorted(before | after)
    assert list(made) == sorted(made)
    turned, _ = union(new, old, ("2", "1"))
    assert list(turned.edges) == list(made.edges)
