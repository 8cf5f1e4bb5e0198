"""One question, one answer: every way of asking is held against the others, for every actor of the world on five days.

The made-up world has a tie of every kind that was called ended without an end, ties whose party or whose network
ended, ties with old evidence only, ties that a reform's successor carries on, and ties without any date.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from kg.api import Samkart
from kg.brief.gather.actors import BriefGatherer
from kg.compare.gather.reports import compare, gaps, region
from kg.errors import KgError
from kg.model.period import DID_NOT_HOLD, Bounds, certainty, surest
from kg.networks.collaborators import Partner
from kg.questions.answer import Answer
from kg.views.map.drawing import Drawing
from kg.vocab import entity, key_of
from tests.conftest import WORLD

pytestmark = pytest.mark.slow

DAYS = ("2012-06-01", "2018-06-12", "2020-06-12", "2023-12-31", "2024-06-01")
"""Before a reform, around an end that is only told of, the last day of a county and of a network, and after it."""

ACTORS = [entity("actor", key) for key in re.findall(r"^actor:(\S+) a sk:Actor", WORLD.read_text("utf-8"), re.M)]
PEERS = entity("actor", "soerhavn"), entity("actor", "granstad")
DRAWN = ("Membership", "Participation", "Twinning", "Agreement")
OTHER = entity("actor", "fjordby"), entity("actor", "nordvik")
HUBS = [
    entity("actor", key)
    for key in re.findall(
        r"^actor:(\S+) a sk:Actor , sk:(?:Network|EuropeanOffice|Inter)", WORLD.read_text("utf-8"), re.M
    )
]
HEIRS = ("fjordby", "oeyene", "soerkyst-fylke")
EVERY = pytest.mark.parametrize("actor", ACTORS, ids=lambda iri: iri.rpartition("/")[2])
ON_EVERY_DAY = pytest.mark.parametrize("day", DAYS)


def partners(world: Samkart, actor: str, day: str) -> dict[str, Partner]:
    """What `who` answers, by IRI."""
    return {partner.entity.iri: partner for partner in world.who(actor, at=day)}


def close(found: dict[str, Partner]) -> dict[str, str]:
    """Partners through a project, a twinning or an agreement, with the surest word on any of these."""
    words: dict[str, set[str]] = {}
    for iri, partner in found.items():
        for met, word in zip(partner.shared.encounters, partner.shared.certainties, strict=True):
            if met.kind != "network":
                words.setdefault(iri, set()).add(word)
    return {iri: surest(each) for iri, each in words.items()}


def ties(world: Samkart, actor: str, day: str, kinds: tuple[str, ...] = ("",)) -> dict[str, str]:
    """What the Question on ties answers: every tie with its word, worked out from the days that it gives.

    Its members' ties to a network are theirs.
    """
    names = ("held_from", "held_until", "surely_from", "surely_until")
    return {
        str(row["tie"]): certainty(Bounds(*(str(row[name] or "") for name in names)), day, day)
        for row in world.ask("actor/ties", actor=actor, at=day)
        if str(row["kind"]).endswith(kinds) and (row["hub"] or not str(row["kind"]).endswith("Membership"))
    }


def hubs(world: Samkart, actor: str, day: str, kind: str) -> set[str]:
    """The projects or networks of an actor, as the Question on ties answers."""
    rows = world.ask("actor/ties", actor=actor, at=day)
    return {str(row["hub"]) for row in rows if row["hub"] and str(row["kind"]).endswith(kind)}


def drawing(world: Samkart, actor: str, day: str, mode: str) -> Drawing | None:
    """The map of an actor; None where no tie meets the conditions, so that there is nothing to draw."""
    try:
        return world.map(actor, at=day, mode=mode)
    except KgError:
        return None


def page_data(html: str) -> Any:
    """What a map's page holds."""
    found = re.search(r'<script type="application/json" id="samkart-data">(.*?)</script>', html, re.S)
    assert found
    return json.loads(found[1])


def others(actor: str) -> str:
    """An actor to compare with."""
    return next(each for each in OTHER if each != actor)


@EVERY
@ON_EVERY_DAY
def test_network_and_map_have_the_ties_of_who(world: Samkart, actor: str, day: str) -> None:
    expected = {iri: each.shared.ties for iri, each in partners(world, actor, day).items()}
    graph = world.network(actor, at=day)
    drawn = drawing(world, actor, day, "actor")
    for each in (graph, drawn.graph if drawn else graph):
        assert {n: data["ties"] for _, n, data in each.edges(actor, data=True)} == expected
    assert (drawn is None) == (not expected)


@EVERY
@ON_EVERY_DAY
def test_a_maps_page_has_the_words_of_the_question_on_ties(world: Samkart, actor: str, day: str) -> None:
    expected = sorted(ties(world, actor, day, DRAWN).values())
    drawn = drawing(world, actor, day, "two-mode")
    edges = page_data(drawn.html)["edges"] if drawn else []
    mine = [edge for edge in edges if actor in (edge["from"], edge["to"])]
    assert sorted(tie["certainty"] for edge in mine for tie in edge["ties"]) == expected


@EVERY
@ON_EVERY_DAY
def test_questions_on_partners_answer_as_who(world: Samkart, actor: str, day: str) -> None:
    found = partners(world, actor, day)
    rows = world.ask("actor/collaborators", actor=actor, at=day)
    assert {str(row["partner"]): row["ties"] for row in rows} == {iri: p.shared.ties for iri, p in found.items()}
    rested = {str(row["with"]) for row in world.ask("actor/evidence", actor=actor, at=day)}
    assert rested == set(found)
    counted = {
        row["country"] and key_of(str(row["country"])): row["partners"] for row in _by_country(world, actor, day)
    }
    assert counted == Counter(found[iri].entity.country or None for iri in close(found))


def _by_country(world: Samkart, actor: str, day: str) -> Answer:
    return world.ask("actor/partners-by-country", actor=actor, since=day, until=day)


@EVERY
@ON_EVERY_DAY
def test_questions_on_each_kind_have_the_ties_of_the_question_on_all(world: Samkart, actor: str, day: str) -> None:
    def column(question: str, name: str) -> set[str]:
        return {str(row[name]) for row in world.ask(question, actor=actor, at=day)}

    assert column("actor/networks", "network") == hubs(world, actor, day, "Membership")
    assert column("actor/projects", "project") == hubs(world, actor, day, "Participation")
    rows = list(world.ask("actor/ties", actor=actor, at=day))
    assert column("actor/agreements", "agreement") == {str(r["tie"]) for r in rows if "/Agreement" in str(r["kind"])}
    twins = {str(r["partner"]) for r in rows if "/Twinning" in str(r["kind"])} - {actor}
    assert column("actor/twin-towns", "partner") == twins
    belongs = {net for net in hubs(world, actor, day, "Membership") if actor in members(world, net, day)}
    assert belongs == hubs(world, actor, day, "Membership")


def members(world: Samkart, network: str, day: str) -> set[str]:
    """Who belonged to a network on a day."""
    return {str(row["member"]) for row in world.ask("network/members", network=network, at=day)}


@EVERY
@ON_EVERY_DAY
def test_compare_has_the_partners_of_who_and_the_words_of_ties(world: Samkart, actor: str, day: str) -> None:
    report = compare(world, [actor, others(actor)], at=day)
    words = ties(world, actor, day)
    found: dict[str, dict[str, str]] = {}
    for item in report.comparison.items:
        had = item.holdings[0]
        if had:
            found.setdefault(item.aspect, {})[item.thing] = had.certainty
            if item.aspect in ("network", "project", "agreement"):
                assert had.certainty == surest({words[tie] for tie in had.ties}), item
    expected = close(partners(world, actor, day))
    expected.pop(others(actor), None)  # the compared are no partners of the group that they make up
    assert found.get("partner", {}) == expected
    assert set(found.get("network", ())) == hubs(world, actor, day, "Membership")
    assert set(found.get("project", ())) == hubs(world, actor, day, "Participation")


@EVERY
@ON_EVERY_DAY
def test_a_region_is_where_its_actors_are(world: Samkart, actor: str, day: str) -> None:
    both = (actor, others(actor))
    report = region(world, both, at=day, compared_with=[OTHER[0]])
    belonging = {each: hubs(world, each, day, "Membership") for each in both}
    assert {row.network: {seat.actor for seat in row.seats} for row in report.presence} == {
        network: {each for each in both if network in belonging[each]} for network in set().union(*belonging.values())
    }
    met = [close(partners(world, each, day)) for each in both]
    shared = {row.thing for row in report.shared if row.aspect == "partner"}
    assert shared == {iri for iri in met[0] if iri in met[1]} - set(both)


@EVERY
@ON_EVERY_DAY
def test_gaps_show_only_what_the_peers_do(world: Samkart, actor: str, day: str) -> None:
    both, peer = (actor, others(actor)), next(each for each in PEERS if each != actor)
    report = gaps(world, both, at=day, since=day, until=day, compared_with=[peer])
    done, words = ties(world, peer, day), ties(world, actor, day)
    shown = [each for row in report.missing for each in row.examples]
    shown += [each for row in report.unbacked for each in row.examples]
    assert {each.tie for each in shown} <= set(done)
    themes = [row for each in both for row in world.ask("actor/themes", actor=each, at=day)]
    carried = {str(row["theme"]) for row in themes if row["total"] != row["priorities"]}
    assert not carried & {row.theme for row in report.missing}
    assert DID_NOT_HOLD not in {*done.values(), *words.values()}


@pytest.mark.parametrize("actor", [each for each in ACTORS if each not in HUBS], ids=lambda iri: iri.rpartition("/")[2])
def test_suggestions_are_neither_partners_nor_dead(world: Samkart, actor: str) -> None:
    known: set[str] = set()
    for day in ("", *DAYS):
        known |= set(close(partners(world, actor, day)))
    ended = {each for each in ACTORS if world.ask("actor/card", actor=each).records()[0]["end"]}
    suggested = {row.actor for row in world.suggest.partners(actor, limit=100)}
    assert not suggested & (known | ended | {actor})
    networks = {row.actor for row in world.suggest.networks(actor, limit=100)}
    assert not networks & (hubs(world, actor, "2024-06-01", "Membership") | ended)


@EVERY
@ON_EVERY_DAY
def test_a_briefing_has_the_partners_of_who_and_the_ties_of_the_question(world: Samkart, actor: str, day: str) -> None:
    material = BriefGatherer(world, day, day)
    names = [partner.entity.label for partner in world.who(actor, at=day)]
    assert [row.name for row in material.partners([actor])] == names
    told = {tie.key: certainty(tie.bounds, day, day) for tie in material.ties([actor])}
    rows = world.ask("actor/ties", actor=actor, at=day)
    words = ties(world, actor, day, DRAWN)
    pairs = ("Twinning", "Agreement")
    expected = {str(r["tie"] if str(r["kind"]).endswith(pairs) else r["hub"]): str(r["tie"]) for r in rows}
    assert told == {key: words[tie] for key, tie in expected.items() if tie in words}


@pytest.mark.parametrize("actor", [entity("actor", key) for key in HEIRS])
@ON_EVERY_DAY
def test_what_a_successor_carries_on_is_there_on_its_day_with_its_predecessors(
    world: Samkart, actor: str, day: str
) -> None:
    def asked(question: str) -> Answer:
        return world.ask(question, actor=actor, at=day, predecessors="yes")

    found = {each.entity.iri: each.shared.ties for each in world.who(actor, at=day, with_predecessors=True)}
    alone = set(partners(world, actor, day)) - set(world.view.predecessors(actor))
    assert alone <= set(found)
    graph = world.network(actor, at=day, with_predecessors=True)
    assert {n: data["ties"] for _, n, data in graph.edges(actor, data=True)} == found
    assert {str(row["partner"]): row["ties"] for row in asked("actor/collaborators")} == found
    assert {str(row["with"]) for row in asked("actor/evidence")} == set(found)
    material = BriefGatherer(world, day, day, with_predecessors=True)
    assert {row.name for row in material.partners([actor])} == {world.entity(iri).label for iri in found}
    own = hubs(world, actor, day, "Membership")
    assert own <= {str(row["network"]) for row in asked("actor/networks")}
    report = compare(world, [actor, others(actor)], at=day, with_predecessors=True)
    had = {item.thing for item in report.comparison.items if item.aspect == "network" and item.holdings[0]}
    assert own <= had
