"""The classical indices against networkx, and what holds of suggestions in any world."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from _link_prediction import link_scores
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import Usage
from kg.model.tie import Node, TieRow
from kg.networks.sparse import as_sparse, unweighted
from kg.suggest.matrices import PARTNERING, prepare
from kg.suggest.partners import country_cap, suggest_partners
from kg.suggest.ranks import rounded, within
from kg.suggest.reasons import LEAST
from kg.suggest.scores import resource_allocation
from tests.networks.families import FAMILIES, family

PEERS: dict[str, Callable[..., Iterable[tuple[Any, Any, float]]]] = {
    "common-neighbours": nx.common_neighbor_centrality,
    "adamic-adar": nx.adamic_adar_index,
    "resource-allocation": nx.resource_allocation_index,
    "preferential-attachment": nx.preferential_attachment,
    "jaccard": nx.jaccard_coefficient,
}


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("index", PEERS)
def test_indices_are_those_of_networkx(name: str, index: str) -> None:
    graph = family(name)
    sparse = as_sparse(graph)
    rows = list(range(0, sparse.n, 3))
    found = link_scores(unweighted(sparse), rows, index)
    assert found.shape == (len(rows), sparse.n)
    pairs = [(sparse.ids[r], sparse.ids[c]) for r in rows for c in range(sparse.n) if r != c]
    if index == "common-neighbours":
        expected = [float(len(list(nx.common_neighbors(graph, u, v)))) for u, v in pairs]
    else:
        expected = [float(value) for _, _, value in PEERS[index](graph, pairs)]
    ours = [found[i, c] for i, r in enumerate(rows) for c in range(sparse.n) if r != c]
    np.testing.assert_allclose(ours, expected, atol=1e-12)


def test_an_unknown_index_is_refused() -> None:
    with pytest.raises(Usage, match="unknown index 'katz'; expected one of common-neighbours"):
        link_scores(unweighted(as_sparse(nx.path_graph(2))), [0], "katz")


def test_resource_allocation_of_partners_is_that_of_networkx() -> None:
    graph = family("hubs")
    ties = [TieRow(f"{u}-{v}/{end}", "agreement", f"{u}-{v}", str(end)) for u, v in graph.edges for end in (u, v)]
    prepared = prepare(ties, {})
    for ego in (0, 7, 149):
        found, networks = resource_allocation(prepared, prepared.place_of[str(ego)])
        pairs = [(ego, other) for other in graph if other != ego]
        expected = {str(v): value for _, v, value in nx.resource_allocation_index(graph, pairs)}
        assert {prepared.ids[i]: v for i, v in enumerate(found) if prepared.ids[i] != str(ego)} == pytest.approx(
            expected
        )
        assert not networks.any()


NAMES = tuple("abcdefghij")
KEYS = ("energy", "housing", "culture")


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[TieRow], dict[str, Node]]:
    """Up to ten actors in up to twelve hubs of any kind."""
    nodes = {}
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True)):
        nodes[name] = Node(
            name,
            kind=draw(st.sampled_from(("", "Municipality", "Company"))),
            country=draw(st.sampled_from(("", "NO", "SE", "DK"))),
            latitude=draw(st.none() | st.floats(-90, 90)),
            longitude=draw(st.none() | st.floats(-180, 180)),
            population=draw(st.none() | st.integers(0, 10**7)),
            themes=tuple(draw(st.sets(st.sampled_from(KEYS)))),
        )
    ties = []
    for number in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(("project", "network", "twinning", "agreement", "theme")))
        hub = f"{kind}-{number}"
        nodes[hub] = Node(hub, type=kind, themes=tuple(draw(st.sets(st.sampled_from(KEYS)))))
        start = draw(st.sampled_from((None, "2019", "2024-05", "2025-01-31")))
        actors = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4))
        role = draw(st.sampled_from(("", "coordinator")))
        ties += [TieRow(f"{hub}-{actor}", kind, hub, actor, start, role=role) for actor in actors]
    return ties, nodes


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(worlds(), st.integers(1, 6), st.booleans(), st.sets(st.sampled_from(KEYS)), st.data())
def test_what_holds_in_any_world(
    world: tuple[list[TieRow], dict[str, Node]], limit: int, spread: bool, theme: set[str], data: st.DataObject
) -> None:
    ties, nodes = world
    actors = sorted({tie.actor for tie in ties} | {n.id for n in nodes.values() if n.type == "actor"})
    ego = data.draw(st.sampled_from(actors))
    found = suggest_partners(ego, ties, nodes, limit=limit, spread=spread, theme=theme)
    everyone = suggest_partners(ego, ties, nodes, limit=1000, theme=theme)
    hubs = {tie.hub for tie in ties if tie.actor == ego and tie.kind in PARTNERING}
    partners = {tie.actor for tie in ties if tie.hub in hubs}
    assert {s.actor for s in everyone} <= set(actors) - partners - {ego}
    shown = [float(rounded(s.score)) for s in everyone]
    assert shown == sorted(shown, reverse=True)
    assert [s.place for s in everyone] == [1 + sum(other > score for other in shown) for score in shown]
    known = {tie.tie for tie in ties}
    for suggestion in everyone:
        assert suggestion.score == sum(suggestion.parts.values())
        assert min(suggestion.parts.values()) > 0
        assert suggestion.reasons
        reasons = {reason.code: reason for reason in suggestion.reasons}
        assert set(reasons) - {"coordinator"} == {p for p, value in suggestion.parts.items() if value >= LEAST}
        assert all(set(reason.ties) <= known for reason in suggestion.reasons)
    shuffled = data.draw(st.permutations(ties))
    again = suggest_partners(ego, shuffled, dict(reversed(nodes.items())), limit=limit, spread=spread, theme=theme)
    assert again == found
    assert len(found) <= within(limit)
    if not spread:
        assert found == everyone[: len(found)]
        assert shown[len(found) - 1 : len(found)] != shown[len(found) : len(found) + 1] or not shown[len(found) :]
        equals = shown.count(shown[len(found)]) if len(found) < min(limit, len(everyone)) else 0
        assert not equals or len(found) + equals > within(limit)
        return
    countries = [nodes[s.actor].country if s.actor in nodes else "" for s in everyone]
    cap = country_cap({c: countries.count(c) for c in countries}, limit)
    chosen = [nodes[s.actor].country if s.actor in nodes else "" for s in found]
    assert max((chosen.count(c) for c in chosen), default=0) <= cap
