"""What actors say they want and do not do, what comparable ones do and they do not, and from whom to learn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import log

from kg.compare.comparison import Period
from kg.compare.profiles import Nodes, Parents, Priority, Profile, above, held, label, met
from kg.compare.programmes import AssociationStatement, eligible, runs, standing_of, strongest
from kg.model.period import DID_NOT_HOLD

__all__ = [
    "Activity",
    "MissingTheme",
    "Peer",
    "UnbackedTheme",
    "UnusedProgramme",
    "activities",
    "missing_themes",
    "nearest",
    "unbacked_themes",
    "unused_programmes",
]

_ORDER = {"project": 0, "agreement": 1, "network": 2}


@dataclass(frozen=True, slots=True)
class Peer:
    """A comparable actor, with its population (None: unknown, as when it was named and not chosen)."""

    actor: str
    population: int | None


@dataclass(frozen=True, slots=True)
class Activity:
    """An example: who does it (`actor`), in which project, network or agreement, with whom, since when, how known."""

    actor: str
    kind: str
    hub: str
    tie: str
    start: str
    end: str
    partners: tuple[str, ...]
    known_by: str = ""


@dataclass(frozen=True, slots=True)
class UnbackedTheme:
    """A theme that strategies name without any tie behind it; `broader` are wider themes that there are ties on."""

    theme: str
    actors: tuple[str, ...]
    priorities: tuple[Priority, ...]
    broader: tuple[str, ...]
    examples: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class MissingTheme:
    """A theme that comparable actors work on and the actor does not."""

    theme: str
    peers: tuple[str, ...]
    broader: tuple[str, ...]
    examples: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class UnusedProgramme:
    """A programme open to the actor's country on themes that it lacks, and in which it has no project.

    `eligible` says whether the actor is in its area (yes, part, no or unknown); `used_above` is a programme that this
    one is part of and that the actor does use.
    """

    programme: str
    themes: tuple[str, ...]
    statements: tuple[AssociationStatement, ...]
    eligible: str
    used_above: str
    examples: tuple[Activity, ...]


def nearest(populations: Mapping[str, int | None], actor: str, count: int = 10) -> list[Peer]:
    """The actors whose population is nearest to an actor's, by |ln p − ln q|: the double is as far away as the half.

    Those with an unknown population are never chosen; nobody is when the actor's own is unknown. The nearest first.
    """
    own = populations.get(actor)
    if not own:
        return []
    known = {other: size for other, size in populations.items() if size and other != actor}
    ordered = sorted(known.items(), key=lambda entry: (round(abs(log(entry[1]) - log(own)), 9), entry[0]))
    return [Peer(other, size) for other, size in ordered[:count]]


def activities(
    profile: Profile, nodes: Nodes, whole: Period
) -> list[tuple[Activity, tuple[str, ...], tuple[str, ...]]]:
    """What an actor takes part in, each with its themes and its programmes as they are stated."""
    partners: dict[str, dict[str, None]] = {}
    for meeting in profile.meetings:
        if met(meeting, whole.since, whole.until) != DID_NOT_HOLD:
            partners.setdefault(str(meeting.hub), {})[str(meeting.partner)] = None
    found: dict[str, tuple[Activity, tuple[str, ...], tuple[str, ...]]] = {}
    for row in profile.ties:
        if row.hub in nodes and row.kind in _ORDER and held(row, whole.since, whole.until) != DID_NOT_HOLD:
            others = (
                () if row.kind == "network" else sorted(partners.get(row.hub, ()), key=lambda p: (label(p, nodes), p))
            )
            activity = Activity(
                actor=profile.actor.id,
                kind=row.kind,
                hub=row.hub,
                tie=row.tie,
                start=row.start or "",
                end=row.end or "",
                partners=tuple(others),
                known_by=row.evidence,
            )
            found.setdefault(row.hub, (activity, nodes[row.hub].themes, nodes[row.hub].programmes))
    return [found[hub] for hub in sorted(found)]


class _Doings:
    """The activities of some actors, looked up by theme or programme, narrower ones included."""

    def __init__(self, profiles: Sequence[Profile], nodes: Nodes, parents: Parents, whole: Period) -> None:
        self._rank = {profile.actor.id: rank for rank, profile in enumerate(profiles)}
        self.by_thing: dict[str, list[Activity]] = {}
        self.stated: set[str] = set()
        for profile in profiles:
            for activity, themes, programmes in activities(profile, nodes, whole):
                self.stated.update(themes)
                for thing in {*above(themes, parents), *programmes}:
                    self.by_thing.setdefault(thing, []).append(activity)

    def actors(self, thing: str) -> tuple[str, ...]:
        """Who is active on it, in the order in which the actors were given."""
        return tuple(sorted({each.actor for each in self.by_thing.get(thing, ())}, key=self._rank.__getitem__))

    def examples(self, thing: str, limit: int, kinds: Set[str] = frozenset(_ORDER)) -> tuple[Activity, ...]:
        """Projects before agreements before networks, the latest first; each hub once, new actors first."""
        found = [each for each in self.by_thing.get(thing, ()) if each.kind in kinds]
        found.sort(key=lambda a: (self._rank[a.actor], a.hub))
        found.sort(key=lambda a: a.start, reverse=True)
        found.sort(key=lambda a: _ORDER[a.kind])
        chosen: list[Activity] = []
        for fresh in (True, False):
            for each in found:
                new = each.actor not in {c.actor for c in chosen} or not fresh
                if len(chosen) < limit and new and each.hub not in {c.hub for c in chosen}:
                    chosen.append(each)
        return tuple(chosen)


def unbacked_themes(
    own: Sequence[Profile], peers: Sequence[Profile], nodes: Nodes, parents: Parents, whole: Period, limit: int = 3
) -> list[UnbackedTheme]:
    """Themes that the strategies of an actor or a group name without any tie on them or on a narrower theme."""
    doings, others = _Doings(own, nodes, parents, whole), _Doings(peers, nodes, parents, whole)
    named: dict[str, dict[str, list[Priority]]] = {}
    for profile in own:
        for priority in profile.priorities:
            named.setdefault(priority.theme, {}).setdefault(profile.actor.id, []).append(priority)
    rows = []
    for theme, by_actor in named.items():
        if theme not in doings.by_thing:
            priorities = dict.fromkeys(each for found in by_actor.values() for each in found)
            rows.append(
                UnbackedTheme(
                    theme,
                    tuple(by_actor),
                    tuple(priorities),
                    _wider(theme, doings.stated, parents),
                    others.examples(theme, limit),
                )
            )
    return sorted(rows, key=lambda row: (bool(row.broader), label(row.theme, nodes), row.theme))


def missing_themes(
    own: Sequence[Profile],
    peers: Sequence[Profile],
    nodes: Nodes,
    parents: Parents,
    whole: Period,
    limit: int = 3,
    at_least: int = 2,
) -> list[MissingTheme]:
    """Themes that at least so many comparable actors work on, as stated of what they take part in, and the actor not.

    A tie on a narrower theme counts as work on the wider one, never the other way round. The most common ones first.
    """
    doings, others = _Doings(own, nodes, parents, whole), _Doings(peers, nodes, parents, whole)
    rows = []
    for theme in sorted(others.stated - doings.by_thing.keys()):
        active = others.actors(theme)
        if len(active) >= at_least:
            wider = _wider(theme, doings.stated, parents)
            rows.append(MissingTheme(theme, active, wider, others.examples(theme, limit)))
    return sorted(rows, key=lambda row: (-len(row.peers), label(row.theme, nodes), row.theme))


def unused_programmes(
    own: Sequence[Profile],
    peers: Sequence[Profile],
    nodes: Nodes,
    parents: Parents,
    whole: Period,
    statements: Iterable[AssociationStatement],
    wanted: Iterable[str],
    at: str,
    areas: Mapping[str, Set[str]],
    places: Set[str],
    limit: int = 3,
    partly: Mapping[str, Set[str]] | None = None,
) -> list[UnusedProgramme]:
    """Programmes that run on a day, are open to the country and to the place, concern a wanted theme and are not used.

    A programme concerns a theme when it states that theme, a wider or a narrower one. A part of a programme that is
    listed for the same themes is left out. The most examples first.
    """
    used = set(_Doings(own, nodes, parents, whole).by_thing)
    others = _Doings(peers, nodes, parents, whole)
    chosen, lacking = strongest(statements), list(dict.fromkeys(wanted))
    rows = []
    for programme, node in sorted(nodes.items()):
        if node.type != "programme" or programme in used or not runs(programme, nodes, parents, at):
            continue
        themes = tuple(theme for theme in lacking if _concerns(node.themes, theme, parents))
        said = standing_of(programme, chosen, parents) if themes else []
        reach = eligible(programme, areas, places, parents, partly)
        if said and reach != "no":
            over = next((each for each in above([programme], parents) if each in used), "")
            examples = others.examples(programme, limit, frozenset({"project"}))
            rows.append(
                UnusedProgramme(
                    programme=programme,
                    themes=themes,
                    statements=tuple(said),
                    eligible=reach,
                    used_above=over,
                    examples=examples,
                )
            )
    found = {row.programme: set(row.themes) for row in rows}
    whole_ones = [
        row
        for row in rows
        if not any(over in found and found[over] >= set(row.themes) for over in above([row.programme], parents)[1:])
    ]
    return sorted(whole_ones, key=lambda r: (-len(r.examples), -len(r.themes), label(r.programme, nodes), r.programme))


def _concerns(stated: Iterable[str], theme: str, parents: Parents) -> bool:
    return any(theme in above([each], parents) or each in above([theme], parents) for each in stated)


def _wider(theme: str, stated: Set[str], parents: Parents) -> tuple[str, ...]:
    return tuple(each for each in above([theme], parents)[1:] if each in stated)
