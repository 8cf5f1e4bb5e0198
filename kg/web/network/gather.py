"""What is around a thing, asked of an open graph: a few look-ups, whose cost grows with the thing and not the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from kg.model.encounter import Encounter, Entity
from kg.model.period import Bounds
from kg.networks.collaborators import Collaborator, collaborators, rank
from kg.session import Session
from kg.store.substitute import lookup_text
from kg.vocab import key_of, kind_of
from kg.web.network.links import Link, Tie, met
from kg.web.network.steps import Step

__all__ = ["Around", "between", "encounters", "near", "partners", "subjects"]

_BATCH = 2000  # terms in one query
_KIND_OF_TIE = {"participation": "project", "membership": "network", "priority": "theme"}
_DIRECT = {"twinning": "twinning", "agreement": "agreement"}

Around = dict[str, list[Link]]
"""Connections by kind."""


def near(session: Session, iri: str) -> Around:
    """The connections of a thing but its partners: by ties of its own or at it, and by plain facts.

    Projects stand under `project`; in which programmes they are is told by `subjects`.
    """
    found: Around = {}
    links: dict[tuple[str, str], Link] = {}
    things = session.view.narrower(iri) if kind_of(iri) == "theme" else [iri]
    rows = [row for thing in things for row in _select(session, "around_ties", thing=ox.NamedNode(thing))]
    said = _said(session, {row["tie"].value for row in rows})
    for row in sorted(rows, key=lambda row: row["tie"].value):
        kind, tie, actor = (row[name].value for name in ("relation", "tie", "actor"))
        other = row["hub"].value if kind in ("project", "network", "theme") else actor
        link = links.setdefault((kind, other), Link(kind, other))
        if (tie, actor) in said and said[tie, actor] not in link.ties:
            link.ties.append(said[tie, actor])
    facts = [(row["relation"].value, row["other"].value) for row in _facts(session, iri)]
    for kind, other in facts:
        links.setdefault((kind, other), Link(kind, other))
    for (kind, _), link in sorted(links.items()):
        found.setdefault(kind, []).append(link)
    if kind_of(iri) in ("programme", "theme"):
        for kind, link in _carriers(session, iri):
            found.setdefault(kind, []).append(link)
    return found


def _carriers(session: Session, iri: str) -> Iterator[tuple[str, Link]]:
    """The projects (and networks) that have a programme or theme, or one below it; the best paid are the strongest."""
    wide = [ox.NamedNode(each) for each in session.view.narrower(iri)]
    kind = "programme" if kind_of(iri) == "programme" else "about"
    best: dict[str, tuple[float, str]] = {}
    for row in _select(session, "around_hubs", wide=wide):
        money = float(row["contribution"].value) if row["contribution"] and _text(row, "currency") == "EUR" else 0.0
        hub = row["hub"].value
        best[hub] = max(best.get(hub, (0.0, "")), (money, _text(row, "start")))
    for hub, (money, start) in sorted(best.items()):
        if kind_of(hub) in ("project", "actor"):
            yield ("project" if kind_of(hub) == "project" else "network"), Link(kind, hub, size=money, start=start)


def _facts(session: Session, iri: str) -> list[Any]:
    return sorted(
        _select(session, "around_facts", thing=ox.NamedNode(iri)),
        key=lambda row: (row["relation"].value, row["other"].value),
    )


def encounters(session: Session, iri: str, asked: Step) -> list[Encounter]:
    """Where an actor meets others; a theme of `asked` is that of what they meet in."""
    return session.view.encounters([iri], session.resolve(asked.theme, "theme") if asked.theme else "")


def partners(
    session: Session, meetings: Iterable[Encounter], asked: Step, via: Sequence[str]
) -> list[tuple[Link, Entity]]:
    """The actors that an actor meets by some kinds of tie, strongest first, as `kg who` ranks them."""
    found = collaborators(meetings, via=via, since=asked.since, until=asked.until, evidence=asked.evidence)
    keys = [each.partner for each in found] + [met.hub for each in found for met in each.encounters]
    things = session.view.entities(list(dict.fromkeys(keys)), session.language)
    known = [(each, things[each.partner]) for each in found if each.partner in things]
    known = [(each, thing) for each, thing in known if not asked.country or thing.country == asked.country]
    known.sort(key=lambda pair: (*rank(pair[0]), pair[1].label, pair[1].iri))
    kind = via[0] if len(via) == 1 else "partner"
    return [(_partner(each, thing, kind, things), thing) for each, thing in known]


def _partner(each: Collaborator, thing: Entity, kind: str, things: Mapping[int | str, Entity]) -> Link:
    hubs = {things[met.hub].iri for met in each.encounters if met.hub in things}
    return Link(kind, thing.iri, met(each.encounters), each.strength, hubs=hubs)


def subjects(session: Session, hubs: Iterable[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The themes of some hubs (IRIs), and their outermost programmes."""
    themes: defaultdict[str, set[str]] = defaultdict(set)
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for some in _batches(hubs):
        for row in _select(session, "around_of_hubs", hubs=some):
            if row["theme"]:
                themes[row["hub"].value].add(row["theme"].value)
            if row["part"]:
                parts[row["hub"].value].add(row["part"].value)
    tops: defaultdict[str, set[str]] = defaultdict(set)
    for some in _batches({part for found in parts.values() for part in found}):
        for row in _select(session, "around_tops", parts=some):
            tops[row["part"].value].add(row["top"].value)
    return dict(themes), {hub: {top for part in found for top in tops[part]} for hub, found in parts.items()}


def between(session: Session, new: Collection[str], old: Collection[str]) -> list[tuple[str, Link]]:
    """The ties between some new things and between them and old ones: (IRI, its connection), each pair once.

    Actors with the projects and networks that they are in, and actors with each other.
    """
    every = {*new, *old}
    fresh = set(new)
    pairs: dict[tuple[str, str], str] = {}
    for some in _batches(iri for iri in every if kind_of(iri) in ("project", "actor")):
        for row in _select(session, "around_parties", hubs=some):
            hub, actor = row["hub"].value, row["actor"].value
            if actor in every and (hub in fresh or actor in fresh):
                pairs[row["tie"].value, actor] = hub
    parties: defaultdict[str, set[str]] = defaultdict(set)
    for some in _batches(iri for iri in every if kind_of(iri) == "actor"):
        for row in _select(session, "around_own", actors=some):
            if _kind(row["tie"].value) in _DIRECT:
                parties[row["tie"].value].add(row["actor"].value)
    said = _said(session, {tie for tie, _ in pairs} | {tie for tie, ends in parties.items() if len(ends) > 1})
    links: dict[tuple[str, str, str], Link] = {}

    def add(one: str, other: str, tie: Tie) -> None:
        link = links.setdefault((one, other, tie.kind), Link(tie.kind, other))
        link.ties.append(tie)

    for (tie, actor), hub in sorted(pairs.items()):
        if (tie, actor) in said:
            add(actor, hub, said[tie, actor])
    for tie, both_ends in sorted(parties.items()):
        for one in sorted(both_ends):
            for other in sorted(both_ends):
                if one < other and (one in fresh or other in fresh) and (tie, one) in said:
                    both, own = said[tie, one], said[tie, other].bounds
                    add(one, other, both._replace(bounds=both.bounds.meet(own)))
    return [(one, link) for (one, _, _), link in links.items() if not all(tie.bounds.never for tie in link.ties)]


def _said(session: Session, ties: Iterable[str]) -> dict[tuple[str, str], Tie]:
    """What is said of some ties, by tie and party; the bounds lie within the party's life."""
    found = {}
    for some in _batches(ties):
        for row in _select(session, "around_said", ties=some):
            tie, actor = row["tie"].value, row["actor"].value
            days = (_text(row, name) for name in ("from", "until", "sure_from", "sure_until"))
            bounds = Bounds(*days).within(_text(row, "party_start"), _text(row, "party_end"))
            start, end, as_of = (_text(row, name) for name in ("start", "end", "as_of"))
            found[tie, actor] = Tie(
                tie,
                _kind(tie),
                start=start,
                end=end,
                as_of=as_of,
                status=key_of(_text(row, "status")),
                role=key_of(_text(row, "role")),
                bounds=bounds,
                evidence=key_of(_text(row, "strength")),
            )
    return found


def _kind(tie: str) -> str:
    cls = key_of(tie).partition("/")[0]
    return _KIND_OF_TIE.get(cls, cls)


def _batches(iris: Iterable[str]) -> Iterator[list[ox.NamedNode]]:
    ordered = sorted(set(iris))
    for first in range(0, len(ordered), _BATCH):
        yield [ox.NamedNode(iri) for iri in ordered[first : first + _BATCH]]


def _text(row: Any, name: str) -> str:
    return row[name].value if row[name] is not None else ""


def _select(session: Session, name: str, **values: Any) -> list[Any]:
    return list(session.view.query(lookup_text(name), values))
