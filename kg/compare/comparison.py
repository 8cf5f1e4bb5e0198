"""Actors compared: what each does alone, what they share, how alike and how close they are, and how that developed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from kg.compare.cooperation import Degree, degree_of_cooperation
from kg.compare.holdings import ASPECTS, Holdings, Involvement, holdings, programme_of
from kg.compare.likeness import Similarity, similarities
from kg.compare.profiles import Nodes, Profile, held, label, met
from kg.model.encounter import Encounter
from kg.model.period import DID_NOT_HOLD, HELD

__all__ = [
    "PERIODS",
    "Acquaintance",
    "ComparedThing",
    "Comparison",
    "Money",
    "Period",
    "PeriodCount",
    "RoleCount",
    "acquaintances",
    "compare",
    "items",
    "money",
    "roles",
]


@dataclass(frozen=True, slots=True)
class Period:
    """From one date to another, both included; an empty date is no bound."""

    since: str
    until: str

    @property
    def name(self) -> str:
        """`2014–2020`, `2014–`, a day alone; empty for all time."""
        if self.since == self.until:
            return self.since
        return f"{self.since}–{self.until}"


PERIODS = (Period("2014", "2020"), Period("2021", "2027"))
"""The two programming periods of the EU that most sources speak of."""


@dataclass(frozen=True, slots=True)
class ComparedThing:
    """One thing in one aspect, and what each of the compared actors has of it (None: nothing), in their order."""

    aspect: str
    thing: str
    holdings: tuple[Involvement | None, ...]

    @property
    def holders(self) -> int:
        """How many of the actors have it."""
        return sum(holding is not None for holding in self.holdings)


@dataclass(frozen=True, slots=True)
class Money:
    """What an actor's participations in a programme brought, in one currency (empty with amount 0: none is known).

    `known` participations have an amount, `unknown` ones have not and are not in the sum.
    """

    actor: str
    programme: str
    currency: str
    amount: Decimal
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class RoleCount:
    """In how many ties of a kind an actor has a role; an empty role is one that no source states."""

    actor: str
    kind: str
    role: str
    ties: int


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many things of an aspect an actor has in a period: all that can have held, and those that may not have."""

    aspect: str
    actor: str
    period: Period
    total: int
    possible: int


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Two twin towns that meet each other, whose twins they are, and how many hubs of each kind they share.

    `hub` is the one with the fewest actors (`size`), which says most; `ties` are the two ties there.
    """

    one: str
    twins_of_one: tuple[str, ...]
    other: str
    twins_of_other: tuple[str, ...]
    counts: Mapping[str, int]
    kind: str
    hub: str
    size: int
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """All that is compared; `degrees` holds each pair for the whole time asked about and for each period."""

    actors: tuple[str, ...]
    items: tuple[ComparedThing, ...]
    similarities: tuple[Similarity, ...]
    degrees: tuple[tuple[Period, Degree], ...]
    acquaintances: tuple[Acquaintance, ...]
    money: tuple[Money, ...]
    roles: tuple[RoleCount, ...]
    periods: tuple[PeriodCount, ...]

    def __repr__(self) -> str:
        return f"<comparison of {len(self.actors)} actors: {len(self.items)} things>"

    def of(self, aspect: str) -> list[ComparedThing]:
        """The things of one aspect, those that most of the actors have first."""
        return [item for item in self.items if item.aspect == aspect]


def compare(
    profiles: Sequence[Profile],
    nodes: Nodes,
    twin_meetings: Mapping[str, Sequence[Encounter]] | None = None,
    whole: Period = Period("", ""),
    periods: Sequence[Period] = PERIODS,
) -> Comparison:
    """Compare two or more actors over the `whole` time asked about, and count aspects and degrees by period as well.

    What they have with one another is the matter of `degrees` alone: as partners they are left out. `twin_meetings`
    are the encounters of each twin town, for `acquaintances`.
    """
    among = {profile.actor.id for profile in profiles}
    profiles = [replace(p, meetings=tuple(m for m in p.meetings if m.partner not in among)) for p in profiles]
    had = [holdings(profile, nodes, whole.since, whole.until) for profile in profiles]
    pairs = list(combinations(range(len(profiles)), 2))
    spans = [whole, *(period for period in periods if period != whole)]
    ids = tuple(profile.actor.id for profile in profiles)
    twins = {actor: set(each["twin-town"]) for actor, each in zip(ids, had, strict=True)}
    return Comparison(
        actors=ids,
        items=tuple(items(had, nodes)),
        similarities=tuple(each for i, j in pairs for each in similarities(ids[i], had[i], ids[j], had[j])),
        degrees=tuple(
            (span, degree_of_cooperation(profiles[i], profiles[j], nodes, span.since, span.until))
            for i, j in pairs
            for span in spans
        ),
        acquaintances=tuple(acquaintances(twins, twin_meetings or {}, nodes, whole)),
        money=tuple(row for profile in profiles for row in money(profile, nodes, whole)),
        roles=tuple(row for profile in profiles for row in roles(profile, whole)),
        periods=tuple(row for profile in profiles for period in periods for row in _counts(profile, nodes, period)),
    )


def items(had: Sequence[Holdings], nodes: Nodes) -> list[ComparedThing]:
    """Everything that any of the actors has: by aspect, then what most of them have, then by label."""
    found = []
    for aspect in ASPECTS:
        things = sorted({thing for each in had for thing in each[aspect]})
        rows = [ComparedThing(aspect, thing, tuple(each[aspect].get(thing) for each in had)) for thing in things]
        rows.sort(key=lambda item: (-item.holders, [h is None for h in item.holdings], label(item.thing, nodes)))
        found += rows
    return found


def money(profile: Profile, nodes: Nodes, whole: Period) -> list[Money]:
    """What an actor received, by programme and currency; never added up across currencies."""
    sums: dict[tuple[str, str], tuple[Decimal, int]] = {}
    unknown: dict[str, int] = {}
    projects = [row for row in profile.ties if row.kind == "project"]
    ties = {row.tie: row for row in projects if held(row, whole.since, whole.until) != DID_NOT_HOLD}
    for tie, row in sorted(ties.items()):
        programme = programme_of(row.hub, nodes)
        if tie in profile.money:
            amount, currency = profile.money[tie]
            total, count = sums.get((programme, currency), (Decimal(0), 0))
            sums[programme, currency] = (total + amount, count + 1)
        else:
            unknown[programme] = unknown.get(programme, 0) + 1
    rows = []
    for programme in sorted({*unknown, *(programme for programme, _ in sums)}, key=lambda p: (label(p, nodes), p)):
        missing = unknown.get(programme, 0)
        found = [(currency, *sums[p, currency]) for p, currency in sorted(sums) if p == programme]
        for currency, amount, count in found or [("", Decimal(0), 0)]:
            rows.append(
                Money(
                    actor=profile.actor.id,
                    programme=programme,
                    currency=currency,
                    amount=amount,
                    known=count,
                    unknown=missing,
                )
            )
            missing = 0
    return rows


def roles(profile: Profile, whole: Period) -> list[RoleCount]:
    """How often an actor has which role in projects and networks, the most frequent first."""
    ties: dict[tuple[str, str], set[str]] = {}
    for row in profile.ties:
        if row.kind in ("project", "network") and held(row, whole.since, whole.until) != DID_NOT_HOLD:
            ties.setdefault((row.kind, row.role), set()).add(row.tie)
    ordered = sorted(ties.items(), key=lambda entry: (entry[0][0], -len(entry[1]), entry[0][1]))
    return [RoleCount(profile.actor.id, kind, role, len(found)) for (kind, role), found in ordered]


def acquaintances(
    twins: Mapping[str, set[str]], meetings: Mapping[str, Iterable[Encounter]], nodes: Nodes, whole: Period
) -> list[Acquaintance]:
    """The pairs among the twin towns of all actors that are tied themselves, twins of different actors first.

    `twins` are the twin towns of each actor, `meetings` the encounters of each twin town.
    """
    of = {town: tuple(actor for actor in twins if town in twins[actor]) for towns in twins.values() for town in towns}
    found = []
    for one in sorted(of):
        shared: dict[str, dict[str, Encounter]] = {}
        for meeting in meetings.get(one, ()):
            other = str(meeting.partner)
            if other in of and other > one and met(meeting, whole.since, whole.until) != DID_NOT_HOLD:
                shared.setdefault(other, {}).setdefault(str(meeting.hub), meeting)
        for other, hubs in shared.items():
            counts: dict[str, int] = {}
            for meeting in hubs.values():
                counts[meeting.kind] = counts.get(meeting.kind, 0) + 1
            closest = min(hubs.values(), key=lambda m: (m.size, m.kind, str(m.hub)))
            ties = tuple(dict.fromkeys((closest.own, closest.other)))
            found.append(
                Acquaintance(
                    one=one,
                    twins_of_one=of[one],
                    other=other,
                    twins_of_other=of[other],
                    counts=counts,
                    kind=closest.kind,
                    hub=str(closest.hub),
                    size=closest.size,
                    ties=ties,
                )
            )
    found.sort(
        key=lambda a: (
            bool({*a.twins_of_one} & {*a.twins_of_other}),
            a.size,
            -sum(a.counts.values()),
            label(a.one, nodes),
            label(a.other, nodes),
        )
    )
    return found


def _counts(profile: Profile, nodes: Nodes, period: Period) -> list[PeriodCount]:
    had = holdings(profile, nodes, period.since, period.until)
    return [
        PeriodCount(
            aspect, profile.actor.id, period, len(things), sum(each.certainty != HELD for each in things.values())
        )
        for aspect, things in had.items()
    ]
