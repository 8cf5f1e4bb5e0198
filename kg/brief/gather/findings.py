"""What a paper for a council finds: gaps, closeness, who could represent whom, whom to ask, which calls are open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.brief.facts import (
    ActorFacts,
    Closeness,
    Findings,
    OpenCall,
    Representation,
    SourceReference,
    SuggestedPartner,
)
from kg.brief.gather.actors import Record
from kg.brief.gather.programmes import Programmes
from kg.compare.comparison import Period
from kg.compare.cooperation import JOINT_BODIES
from kg.compare.gaps import UnusedProgramme
from kg.compare.gather.reports import GapReport, RegionReport, compare, gaps, region
from kg.compare.profiles import above
from kg.suggest.gather import Suggester
from kg.suggest.rows import Reason, Suggestion

__all__ = ["findings"]

_FEW = 6  # so many actors are compared in pairs
_NEAREST = 3  # with so many partners at home an actor is compared
_ASKED = 30  # so many suggestions are looked through for each actor
_TERRITORIES = ("Municipality", "County")
_TELLING = ("partners", "networks", "themes", "programmes")
"""The reasons for a suggestion that rest on ties of both sides."""


def findings(material: Programmes, facts: ActorFacts, actors: Sequence[str], body: str = "") -> Findings:
    """What the comparisons and suggestions say of some actors as one, with the sources of all ties that are named.

    `body` is the county, council or office that they make up; membership of it is no finding.
    """
    report = _gaps(material, actors, facts.scope.day)
    found = Findings(
        peers=report.peers,
        unsized=report.unsized,
        strategies=report.strategies,
        unbacked=report.unbacked,
        missing=report.missing,
        programmes=tuple(_distinct(material, report)),
        nodes=report.nodes,
    )
    if len(actors) > 1:
        together = region(
            material.session,
            [",".join(actors)],
            since=material.since,
            until=material.until,
            with_predecessors=bool(material.predecessors),
            evidence=material.known,
        )
        found = replace(
            found,
            doubles=tuple(d for d in together.doubles if d.network != body),
            absent=together.absent,
            represented=tuple(_represented(material, together, body)),
            nodes={**together.nodes, **report.nodes},
        )
    found = replace(
        found,
        joint=frozenset(
            tie.key for tie in facts.of("network") if material.session.entity(tie.key).kind in JOINT_BODIES
        ),
        closeness=tuple(_closeness(material, facts, actors)),
        suggested=tuple(_suggested(material, facts, actors, body)),
    )
    found = replace(found, calls=tuple(_calls(material, facts, found)))
    return replace(found, evidence=_evidence(material, found), words=_words(material))


def _gaps(material: Programmes, names: Sequence[str], day: str) -> GapReport:
    return gaps(
        material.session,
        [",".join(names)] if len(names) > 1 else names,
        at=day,
        since=material.since,
        until=material.until,
        with_predecessors=bool(material.predecessors),
        evidence=material.known,
    )


def _distinct(material: Programmes, report: GapReport) -> list[UnusedProgramme]:
    """The unused programmes without those that a listed part of them says more of."""
    listed = [each.programme for each in report.programmes]
    over = {above for each in listed for above in material.above(each) if above in listed}
    return [each for each in report.programmes if each.programme not in over]


def _calls(material: Programmes, facts: ActorFacts, found: Findings) -> list[OpenCall]:
    """The calls that are open on the day, to the home country, about a theme of the actors; the most fitting first.

    First those on themes that strategies name, narrower ones included, then those on what comparable actors work on;
    of equals the one that concerns most of the themes, then the first deadline.
    """
    named = {each.theme for each in facts.strategies}
    lacking = {found.nodes[each.theme].name for each in found.missing}
    home, day = facts.scope.home.code, facts.scope.day
    if not home or not day or not named | lacking:
        return []
    standing = material.standings(home)
    wider: dict[str, tuple[str, ...]] = {}
    for row in material.rows("theme/list"):
        over = (row["broader"].text,) if row["broader"].text else ()
        wider[row["theme"].text] = (*wider.get(row["theme"].text, ()), *over)
    rows: dict[str, list[Record]] = {}
    for row in material.rows("programme/open-calls", at=day):
        rows.setdefault(str(row["call"].value), []).append(row)
    calls = []
    for call in rows.values():
        themes = above([row["call_theme"].text for row in call if row["call_theme"].text], wider)
        said = standing(str(call[0]["part"].value))
        fits = [theme for theme in themes if theme in named] or [theme for theme in themes if theme in lacking]
        if fits and said and any(each.standing in ("full", "partial") for each in said):
            calls.append(
                OpenCall(
                    identifier=call[0]["identifier"].text,
                    title=call[0]["call"].text,
                    programme=call[0]["part"].text,
                    deadline=call[0]["deadline"].text,
                    themes=tuple(fits),
                    sources=material.sources_of(call),
                )
            )
    return sorted(calls, key=lambda c: (not named & set(c.themes), -len(c.themes), c.deadline, c.identifier))


def _represented(material: Programmes, report: RegionReport, body: str) -> list[Representation]:
    """The networks in which one of the actors leads or sits on the board, and others of them are members."""
    found = []
    for row in report.presence:
        first = row.seats[0]
        if row.network != body and len(row.seats) > 1 and len(row.representatives) == 1 and first.role:
            role = material.word("role", first.role)
            found.append(
                Representation(
                    network=material.label(row.network),
                    actor=material.label(first.actor),
                    role=role,
                    others=tuple(material.label(seat.actor) for seat in row.seats[1:]),
                    sources=material.evidence(*(seat.tie for seat in row.seats)),
                )
            )
    return found


def _closeness(material: Programmes, facts: ActorFacts, actors: Sequence[str]) -> list[Closeness]:
    """How closely a few actors cooperate in pairs, or a single one with its nearest partners at home, on the day."""
    day, session = facts.scope.day, material.session
    others = [
        each.iri
        for each in facts.partners
        if each.country == facts.scope.home.code and session.entity(each.iri).kind in _TERRITORIES
    ]
    chosen = list(actors) if len(actors) > 1 else [*actors, *others[:_NEAREST]]
    if not 1 < len(chosen) <= _FEW:
        return []
    report = compare(
        session,
        chosen,
        at=day,
        with_predecessors=bool(material.predecessors),
        evidence=material.known,
    )
    rows = []
    for period, degree in report.comparison.degrees:
        if period == Period(day, day) and (len(actors) > 1 or actors[0] in (degree.one, degree.other)):
            closest = degree.possible or degree.degree
            told = [reason for reason in degree.reasons if reason.degree == closest]
            rows.append(
                Closeness(
                    one=material.label(degree.one),
                    other=material.label(degree.other),
                    degree=degree.degree,
                    possible=degree.possible,
                    things=tuple(dict.fromkeys(material.label(reason.hub) for reason in told)),
                    sources=material.evidence(*(tie for reason in told[:3] for tie in reason.ties)),
                )
            )
    rows.sort(key=lambda row: chosen.index(next(a for a in chosen if material.label(a) == row.other)))
    return rows


def _suggested(material: Programmes, facts: ActorFacts, actors: Sequence[str], body: str) -> list[SuggestedPartner]:
    """Partners abroad of the actors' own kind: first those suggested for most of them, then by the sum of scores.

    A county stands for its municipalities. Who is a close partner of one of them already, who has fewer than two
    reasons that rest on ties of both, or none but reported ties, is left out.
    """
    session = material.session
    own = [actor for actor in actors if session.entity(actor).kind in _TERRITORIES] or list(actors)
    asked = [body] if body in own else own[:_FEW]
    suggester = Suggester(session)
    known = {each.iri for each in facts.partners if each.projects or each.twinnings or each.agreements}
    found: dict[str, list[tuple[str, Suggestion]]] = {}
    for actor in asked:
        kind = session.entity(actor).kind
        rows = suggester.partners(
            actor,
            kind=kind if kind in _TERRITORIES else (),
            abroad=bool(session.entity(actor).country),
            evidence=material.known or "stated",
            limit=_ASKED,
        )
        for row in rows:
            if row.actor not in known and len(_told(row)) > 1:
                found.setdefault(row.actor, []).append((actor, row))
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), -sum(r.score for _, r in item[1]), item[0]))
    chosen = []
    for iri, suggestions in ordered[:2]:
        best = max(suggestions, key=lambda pair: pair[1].score)[1]
        told = _told(best)
        chosen.append(
            SuggestedPartner(
                name=material.label(iri),
                country=material.country(session.entity(iri).country),
                suggested_for=tuple(material.label(actor) for actor, _ in suggestions),
                reasons=tuple(suggester.words(reason) for reason in told[:3]),
                sources=material.evidence(*(tie for reason in told[:3] for tie in reason.ties[:2])),
            )
        )
    return chosen


def _told(row: Suggestion) -> list[Reason]:
    return [reason for reason in row.reasons if reason.code in _TELLING and reason.ties]


def _evidence(material: Programmes, found: Findings) -> dict[str, tuple[SourceReference, ...]]:
    evidence: dict[str, tuple[SourceReference, ...]] = {}
    shown = [e for row in found.unbacked[:5] for e in row.examples]
    shown += [e for row in found.missing[:5] for e in row.examples]
    shown += [e for row in found.programmes[:5] for e in row.examples]
    for example in shown:
        evidence[example.tie] = material.evidence(example.tie)
    for programme in found.programmes[:5]:
        for statement in programme.statements:
            evidence[statement.tie] = material.evidence(statement.tie)
    for double in found.doubles:
        for seat in double.seats:
            evidence[seat.tie] = material.evidence(seat.tie)
    for absent in found.absent[:1]:
        evidence[absent.network] = _who_belongs(material, absent.network, absent.peers)
    return evidence


def _who_belongs(material: Programmes, network: str, members: Iterable[str]) -> tuple[SourceReference, ...]:
    wanted = set(members)
    return material.sources_of(
        row for row in material.rows("network/members", network=network) if row["member"].value in wanted
    )


def _words(material: Programmes) -> dict[str, str]:
    schemes = (
        ("participation-status", ("full", "partial", "none")),
        ("basis", ("decided", "proposed", "indicated")),
        ("cooperation-degree", ("no-contact", "same-network", "same-project", "standing-agreement", "joint-body")),
    )
    return {f"{scheme}/{key}": material.word(scheme, key) for scheme, keys in schemes for key in keys}
