"""Comparison, region and gaps through the store on disk, through a real endpoint, and on the embedded data."""

from __future__ import annotations

import pytest

from kg.api import Samkart
from kg.compare.comparison import Period
from kg.compare.gaps import Peer
from kg.compare.gather.reports import compare, gaps, members, region
from kg.errors import Usage
from kg.store.remote import RemoteView
from kg.vocab import entity, key_of


def actors(*keys: str) -> list[str]:
    return [entity("actor", key) for key in keys]


def peer(key: str, population: int | None) -> Peer:
    return Peer(entity("actor", key), population)


@pytest.mark.slow
def test_an_endpoint_gives_the_same_answers(world: Samkart, world_endpoint: str) -> None:
    with Samkart(RemoteView(world_endpoint)) as remote:
        names = ["fjordby", "nordvik", "granstad"]
        assert compare(remote, names) == compare(world, names)
        day = "2023-06-01"
        assert region(remote, ["nordfjell-fylke"], at=day) == region(world, ["nordfjell-fylke"], at=day)
        assert gaps(remote, ["soerhavn"], at=day) == gaps(world, ["soerhavn"], at=day)


def test_who_a_region_is(world: Samkart) -> None:
    assert members(world, ["nordfjell-fylke"]) == (
        actors("nordfjell-fylke")[0],
        actors("nordfjell-fylke", "fjordby", "nordvik"),
    )
    assert members(world, ["nordfjell-fylke"], "2019-06-01")[1] == actors(
        "nordfjell-fylke", "fjordby", "lillevik", "nordvik"
    )
    assert members(world, ["fjordraadet"])[1] == actors("fjordraadet", "fjordby", "nordvik", "oeyene", "soerhavn")
    assert members(world, ["Fjordby, Granstad"]) == ("", actors("fjordby", "granstad"))
    with pytest.raises(Usage, match="is not a region"):
        members(world, ["granstad"])


def test_what_was_merged_into_an_actor_counts_on_demand(world: Samkart) -> None:
    alone = compare(world, ["fjordby", "nordvik"]).comparison
    whole = compare(world, ["fjordby", "nordvik"], with_predecessors=True).comparison
    gained = {(i.aspect, key_of(i.thing)) for i in whole.items if i.holdings[0]} - {
        (i.aspect, key_of(i.thing)) for i in alone.items if i.holdings[0]
    }
    assert gained == {
        ("network", "klimapakten"),
        ("programme", "grensebro"),
        ("project", "kulturbro"),
        ("twin-town", "elafina"),
        ("partner", "folkehjelpen"),
    }


def test_comparable_actors_are_chosen_or_given(world: Samkart) -> None:
    chosen = gaps(world, ["soerhavn"], at="2023", peers=2)
    assert chosen.peers == (peer("fjordby", 30000), peer("oeyene", 8000))
    given = gaps(world, ["soerhavn"], at="2023", compared_with=["altburg", "nordvik", "soerhavn"])
    assert given.peers == (peer("altburg", None), peer("nordvik", 5000))
    assert [key_of(row.theme) for row in gaps(world, ["soerhavn"], at="2023", compared_with=["nordvik"]).missing] == [
        "circular-economy"
    ]


def test_asker_and_baerum(embedded: Samkart) -> None:
    """Known from data/curated: twin towns, the council of December 2019, and the shared fire service."""
    found = compare(embedded, ["asker", "baerum"], periods=[Period("2014", "2020")]).comparison
    twins = {key_of(i.thing): [h is not None for h in i.holdings] for i in found.of("twin-town")}
    assert twins == {
        **{key: [True, False] for key in ("esloev", "gardabaer", "jakobstad", "rudersdal", "torshavn")},
        **{key: [False, True] for key in ("frederiksberg", "haemeenlinna", "hafnarfjoerdur", "tartu", "uppsala")},
    }
    degrees = [degree for _, degree in found.degrees]
    assert [degree.degree for degree in degrees] == ["joint-body", "joint-body"]
    reasons = {key_of(r.hub): (r.degree, r.start, r.end, r.certainty) for r in degrees[0].reasons}
    council, service = "asker-og-baerum-interkommunalt-politisk-raad", "agreement/asker-baerum-brannvesen-1999"
    assert reasons[council] == ("joint-body", "2019-12", "", "held")
    assert reasons[service] == ("standing-agreement", "1999-01-01", "2020-01-01", "held")
    assert reasons["vestregionen"] == ("joint-body", "1992", "2018-12-31", "held")
