"""What an actor has, aspect by aspect: networks, programmes, projects, themes, partners, countries, twin towns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.compare.profiles import Nodes, Profile, held, met
from kg.model.period import DID_NOT_HOLD, surest

__all__ = ["ASPECTS", "Holdings", "Involvement", "holdings", "programme_of", "theme_counts"]

ASPECTS = ("network", "agreement", "programme", "project", "theme", "partner", "country", "twin-town")
"""What is compared, in the order in which it is shown."""

_PARTNERSHIPS = ("project", "twinning", "agreement")


@dataclass(frozen=True, slots=True)
class Involvement:
    """One thing that an actor has, and the ties by which it has it.

    `hubs` counts the projects, networks, agreements and twinnings behind it. `start` is the earliest year, month or
    day known of any of the ties, `end` the latest, empty when one of them has no known end. `certainty` is the
    surest word on any of the ties in the period asked for.
    """

    certainty: str
    hubs: int
    ties: tuple[str, ...]
    start: str
    end: str
    statuses: tuple[str, ...]
    roles: tuple[str, ...]


Holdings = dict[str, dict[str, Involvement]]
"""Aspect → thing → holding."""


@dataclass(frozen=True, slots=True)
class _Trace:
    aspect: str
    thing: str
    hub: str
    tie: str
    start: str
    end: str
    status: str
    role: str
    certainty: str


def holdings(profile: Profile, nodes: Nodes, since: str = "", until: str = "") -> Holdings:
    """What an actor has in a period (empty dates: at any time).

    A theme is had through a project, a network or an agreement that carries it, not through a strategy that only
    names it. A partner is met in a project, a twinning or an agreement: a name on the same list of members is not
    yet a partner, so networks do not count. A partner whose country is unknown has no country here.
    """
    found: dict[str, dict[str, list[_Trace]]] = {aspect: {} for aspect in ASPECTS}
    for trace in (*_from_ties(profile, nodes, since, until), *_from_meetings(profile, nodes, since, until)):
        found[trace.aspect].setdefault(trace.thing, []).append(trace)
    return {
        aspect: {thing: _sum(traces) for thing, traces in sorted(things.items())} for aspect, things in found.items()
    }


def theme_counts(had: Holdings) -> dict[str, int]:
    """How many projects, networks and agreements carry each theme."""
    return {theme: holding.hubs for theme, holding in had["theme"].items()}


def programme_of(project: str, nodes: Nodes) -> str:
    """The programme a project counts for: the highest one that has a first and a last year.

    That is Horizon Europe rather than one of its topics, and Interreg Øresund-Kattegat-Skagerrak 2014–2020 rather
    than all of Interreg since 1990. Where none has both years it is the highest one; empty when unknown.
    """
    chain = nodes[project].programmes if project in nodes else ()
    dated = [each for each in chain if each in nodes and nodes[each].start and nodes[each].end]
    return (dated or list(chain) or [""])[-1]


def _from_ties(profile: Profile, nodes: Nodes, since: str, until: str) -> Iterator[_Trace]:
    for row in profile.ties:
        verdict = held(row, since, until)
        if verdict == DID_NOT_HOLD:
            continue
        things = [(row.kind, row.hub)] if row.kind in ("network", "agreement", "project") else []
        if row.kind == "project" and (programme := programme_of(row.hub, nodes)):
            things.append(("programme", programme))
        if row.hub in nodes:
            things += [("theme", theme) for theme in nodes[row.hub].themes]
        for aspect, thing in things:
            yield _Trace(
                aspect=aspect,
                thing=thing,
                hub=row.hub,
                tie=row.tie,
                start=row.start or "",
                end=row.end or row.bounds.last,
                status=row.status,
                role=row.role,
                certainty=verdict,
            )


def _from_meetings(profile: Profile, nodes: Nodes, since: str, until: str) -> Iterator[_Trace]:
    for meeting in profile.meetings:
        if meeting.kind not in _PARTNERSHIPS or (verdict := met(meeting, since, until)) == DID_NOT_HOLD:
            continue
        partner = str(meeting.partner)
        things = [("partner", partner)]
        if partner in nodes and nodes[partner].country:
            things.append(("country", nodes[partner].country))
        if meeting.kind == "twinning":
            things.append(("twin-town", partner))
        for aspect, thing in things:
            yield _Trace(
                aspect=aspect,
                thing=thing,
                hub=str(meeting.hub),
                tie=meeting.own,
                start=meeting.start,
                end=meeting.end or meeting.bounds.last,
                status=meeting.status,
                role="",
                certainty=verdict,
            )


def _sum(traces: list[_Trace]) -> Involvement:
    ends = [trace.end for trace in traces]
    return Involvement(
        certainty=surest({trace.certainty for trace in traces}),
        hubs=len({trace.hub for trace in traces}),
        ties=tuple(sorted({trace.tie for trace in traces})),
        start=min((trace.start for trace in traces if trace.start), default=""),
        end=max(ends) if all(ends) else "",
        statuses=tuple(sorted({trace.status for trace in traces if trace.status})),
        roles=tuple(sorted({trace.role for trace in traces if trace.role})),
    )
