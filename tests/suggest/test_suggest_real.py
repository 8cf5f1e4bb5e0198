"""All of Horizon Europe: suggestions come at once, and those for Asker and Bærum are none of their partners."""

from __future__ import annotations

import time

import pytest

from kg.model.tie import Node, TieRow
from kg.suggest.matrices import ActorMatrices, prepare
from kg.suggest.partners import suggest_partners
from tests.networks.test_networks_real import horizon

pytestmark = pytest.mark.slow
__all__ = ["horizon"]
BAERUM, ASKER, LARGEST = "952920920", "899291754", "999984059"


@pytest.fixture(scope="module")
def prepared(horizon: tuple[list[TieRow], dict[str, Node]]) -> ActorMatrices:
    return prepare(*horizon)


def test_the_counts_are_those_of_the_file(prepared: ActorMatrices) -> None:
    assert (len(prepared.ids), prepared.met.nnz // 2) == (30_721, 871_834)


@pytest.mark.parametrize("actor", [BAERUM, ASKER, LARGEST])
def test_suggestions_come_within_a_second(prepared: ActorMatrices, actor: str) -> None:
    begun = time.process_time()
    found = suggest_partners(actor, prepared, limit=20, spread=True)
    assert time.process_time() - begun < 1
    assert len(found) == 20
    partners = {prepared.ids[place] for place in prepared.met[[prepared.place_of[actor]]].indices}
    assert not partners & {s.actor for s in found}
    countries = [prepared.nodes[prepared.place_of[s.actor]].country for s in found]
    assert max(countries.count(country) for country in countries) <= 4
    assert all(reason.ties for s in found for reason in s.reasons if reason.code in ("partners", "activity"))
