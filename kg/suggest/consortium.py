"""A consortium for an idea or a call: who could be in it, in which role, why, and who has worked with whom.

How the members are chosen is `kg.suggest.choosing`; here is what is told of them, each with the ties that show it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from kg.errors import Message, NotFound, Usage
from kg.model.tie import COORDINATING, Node, TieRow
from kg.suggest.choosing import Choice, Conditions, Objective, choose, is_newcomer
from kg.suggest.matrices import PARTNERING, ActorMatrices, carried, prepare
from kg.suggest.reasons import latest, partner_reasons, theme_ties
from kg.suggest.rows import SHOWN, Reason, Value
from kg.suggest.titles import TitleMatch
from kg.suggest.wish import Wish

__all__ = ["Conditions", "Consortium", "Member", "Need", "Pair", "suggest_consortium"]

ROLES: Mapping[str, str] = {
    "Municipality": "pilot",
    "County": "pilot",
    "IntermunicipalCouncil": "pilot",
    "GovernmentBody": "authority",
    "PublicBody": "authority",
    "University": "research",
    "ResearchInstitute": "research",
    "Company": "company",
    "CivilSociety": "civil-society",
    "Network": "spread",
    "EuropeanOffice": "spread",
}
"""What a kind of actor usually does in a project; `coordinator` comes beside it for who has coordinated one."""
MOST = 30
"""So many actors a set has at most."""


@dataclass(frozen=True, slots=True)
class Member:
    """An actor of the set. `place` is 0 for those aboard from the beginning, and the same for equals.

    `parts` add up to what it added to the set. `covers` are the ties by theme of the wish, `worked_with` those with
    others of the set, by actor. `equals` are others that would have added as much, `titles` the projects, of those that
    match the text, that it was in.
    """

    actor: str
    place: int
    country: str
    kind: str
    roles: tuple[str, ...]
    parts: Mapping[str, float]
    covers: Mapping[str, tuple[str, ...]]
    worked_with: Mapping[str, tuple[str, ...]]
    newcomer: bool
    reasons: tuple[Reason, ...]
    titles: tuple[TitleMatch, ...] = ()
    equals: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """What it added to the objective."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Need:
    """A theme of the wish: its weight, the words that name it, projects of the call that carry it, who covers it."""

    theme: str
    weight: float
    said: tuple[str, ...]
    projects: tuple[str, ...]
    covered_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of the set that have worked together: in how many projects, agreements and twinnings, and the latest ones.

    `hubs` are at most three; `ties` those of the two at them.
    """

    one: str
    other: str
    count: int
    hubs: tuple[str, ...]
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Consortium:
    """A set for a wish; `size` is what was asked for, `choice` tells how it came about."""

    actor: str
    wish: Wish
    size: int
    members: tuple[Member, ...]
    needs: tuple[Need, ...]
    pairs: tuple[Pair, ...]
    choice: Choice

    def __repr__(self) -> str:
        return f"<consortium for {self.actor}: {len(self.members)} of {self.size}, {len(self.countries)} countries>"

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of their countries, sorted."""
        return tuple(sorted({member.country for member in self.members} - {""}))

    @property
    def kinds(self) -> dict[str, int]:
        """How many there are of each kind, by kind; of unknown kind under an empty text."""
        kinds = sorted(member.kind for member in self.members)
        return {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The themes of the wish that nobody covers."""
        return tuple(need.theme for need in self.needs if not need.covered_by)


def suggest_consortium(
    ego: str,
    ties: ActorMatrices | Sequence[TieRow],
    nodes: Mapping[str, Node] | None = None,
    *,
    wish: Wish,
    titles: Sequence[TitleMatch] = (),
    conditions: Conditions = Conditions(),  # noqa: B008  (it cannot be changed)
    including: Sequence[str] = (),
    without: Collection[str] = (),
    strategies: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
) -> Consortium:
    """A set around an actor for a wish: `including` are aboard already, `without` are not asked.

    `titles` are the projects that match the text of the wish, `strategies` the ties by which the strategies of actors
    name themes, by actor and theme. Candidates are actors that have not ended and have a tie
    to what is wanted; past partners are among them. Raises NotFound when nothing is known of an actor, Usage for a size
    that does not fit and for somebody who is both aboard and left out.
    """
    prepared = ties if isinstance(ties, ActorMatrices) else prepare(ties, nodes or {})
    aboard = tuple(dict.fromkeys((ego, *including)))
    for actor in aboard:
        if actor not in prepared.place_of:
            raise NotFound(f"nothing is known of the actor {actor!r}")
    _check(conditions, aboard, without)
    places = [prepared.place_of[actor] for actor in aboard]
    objective = Objective(prepared, places, wish, titles)
    open_to = np.array([node.type in ("actor", "network") and not node.end for node in prepared.nodes])
    open_to[[prepared.place_of[actor] for actor in without if actor in prepared.place_of]] = False
    choice = choose(objective, places, open_to, conditions)
    told = _Told(prepared, wish, titles, [*places, *choice.places], strategies or {})
    members = [told.member(place) for place in places]
    rank = 0
    for number, place in enumerate(choice.places):
        rank = rank if choice.same[number] else number + 1
        equals = tuple(prepared.ids[other] for other in choice.equals[number])
        parts, wanted = choice.gains[number], choice.wanted[number]
        members.append(told.member(place, rank, parts=parts, wanted=wanted, equals=equals))
    needs = tuple(
        Need(
            theme,
            weight,
            wish.said.get(theme, ()),
            wish.projects.get(theme, ()),
            tuple(member.actor for member in members if theme in member.covers),
        )
        for theme, weight in sorted(wish.themes.items(), key=lambda each: (-each[1], each[0]))
    )
    return Consortium(
        actor=ego,
        wish=wish,
        size=conditions.size,
        members=tuple(members),
        needs=needs,
        pairs=told.pairs(),
        choice=choice,
    )


def _check(conditions: Conditions, aboard: Sequence[str], without: Collection[str]) -> None:
    if not 2 <= conditions.size <= MOST:
        sentence = "a consortium has from 2 to {most} actors, not {n}"
        raise Usage(Message(sentence, "consortium.size", most=MOST, n=conditions.size), (), "size")
    if len(aboard) >= conditions.size:
        sentence = "{n} are aboard already, which leaves no place in a set of {size}"
        raise Usage(Message(sentence, "consortium.full", n=len(aboard), size=conditions.size), (), "size")
    if not 0 <= conditions.newcomers <= conditions.size - len(aboard):
        sentence = "{n} newcomers do not fit in {places} places"
        places = conditions.size - len(aboard)
        raise Usage(Message(sentence, "consortium.newcomers", n=conditions.newcomers, places=places), (), "newcomers")
    if not set(aboard).isdisjoint(without):
        raise Usage(Message("nobody can be aboard and left out", "consortium.both"), (), "without")


class _Told:
    """What is told of the members of a set (places, those aboard first)."""

    def __init__(
        self,
        prepared: ActorMatrices,
        wish: Wish,
        titles: Sequence[TitleMatch],
        everybody: Sequence[int],
        strategies: Mapping[str, Mapping[str, tuple[str, ...]]],
    ) -> None:
        self.prepared, self.wish, self.everybody, self.strategies = prepared, wish, everybody, strategies
        self.ego = everybody[0]
        self.titles = {match.project: match for match in titles}

    def member(
        self,
        place: int,
        rank: int = 0,
        *,
        parts: Mapping[str, float] | None = None,
        wanted: tuple[str, ...] = (),
        equals: tuple[str, ...] = (),
    ) -> Member:
        prepared, actor = self.prepared, self.prepared.ids[place]
        own = prepared.ties_of.get(actor, ())
        led = [tie for tie in own if tie.role in COORDINATING and tie.kind in PARTNERING]
        role = ROLES.get(str(prepared.kind[place]), "")
        met = [other for other in self.everybody if other != place and prepared.met[place, other]]
        hubs = {tie.hub for tie in own}
        return Member(
            actor=actor,
            place=rank,
            country=str(prepared.country[place]),
            kind=str(prepared.kind[place]),
            roles=tuple(filter(None, (role, "coordinator" if led else ""))),
            parts=parts or {},
            covers=self._covers(place),
            worked_with={prepared.ids[other]: self._shared(actor, prepared.ids[other])[1] for other in met},
            newcomer=is_newcomer(prepared, place),
            reasons=(*self._wanted(wanted), *self._reasons(place, parts or {})),
            titles=tuple(match for project, match in self.titles.items() if project in hubs),
            equals=equals,
        )

    def _wanted(self, conditions: tuple[str, ...]) -> list[Reason]:
        """The conditions that brought a member in."""
        keys = tuple(each for each in conditions if each in self.wish.themes)
        parts = tuple(each for each in conditions if each not in keys)
        found = [Reason("wanted", {"parts": parts})] if parts else []
        return [*found, Reason("wanted-themes", {"keys": keys})] if keys else found

    def _covers(self, place: int) -> dict[str, tuple[str, ...]]:
        """By theme of the wish, the latest ties to it; none for a network, which carries the theme itself."""
        actor, found = self.prepared.ids[place], {}
        named = self.strategies.get(actor, {})
        for theme in self.wish.themes:
            keys = self.wish.below.get(theme, (theme,))
            ties = theme_ties(self.prepared, actor, "theme", keys)
            own = [tie for key in sorted(keys) for tie in named.get(key, ())]
            if ties or own or not set(carried(self.prepared.nodes[place], "theme")).isdisjoint(keys):
                found[theme] = tuple(dict.fromkeys([*latest(ties), *own]))[:SHOWN]
        return found

    def _reasons(self, place: int, parts: Mapping[str, float]) -> tuple[Reason, ...]:
        prepared, actor = self.prepared, self.prepared.ids[place]
        found = []
        matching = [tie for tie in prepared.ties_of.get(actor, ()) if tie.hub in self.titles]
        if matching:
            best = sorted({tie.hub for tie in matching}, key=lambda hub: (-self.titles[hub].fit, hub))[:SHOWN]
            names = tuple(self.titles[hub].title for hub in best)
            shown = [tie for hub in best for tie in matching if tie.hub == hub]
            values: dict[str, Value] = {
                "count": len({tie.hub for tie in matching}),
                "names": names,
                "actors": tuple(best),
            }
            found.append(Reason("titles", values, tuple(dict.fromkeys(tie.tie for tie in shown))))
        ego = prepared.ids[self.ego]
        if place != self.ego and prepared.met[place, self.ego]:
            hubs, ties = self._shared(ego, actor)
            named = [hub for hub in hubs if prepared.ties_at[hub][0].kind != "twinning"]
            names = tuple(prepared.hub(hub).name for hub in named[:SHOWN])
            code = "together" if named else "twin-town"
            found.append(Reason(code, {"count": len(named), "names": names, "actors": tuple(named[:SHOWN])}, ties))
        told = {part: value for part, value in parts.items() if part in _EXPLAINED}
        if place != self.ego:
            asked = {"theme": self.wish.keys, "programme": self.wish.programme}
            found += partner_reasons(prepared, self.ego, place, told, **asked)
        return tuple(found)

    def _shared(self, one: str, other: str) -> tuple[list[str], tuple[str, ...]]:
        """Where two have worked together, the latest first, and their ties at the three latest."""
        theirs = {tie.hub for tie in self.prepared.ties_of.get(other, ()) if tie.kind in PARTNERING}
        mine = [t for t in self.prepared.ties_of.get(one, ()) if t.kind in PARTNERING and t.hub in theirs]
        mine.sort(key=lambda tie: tie.hub)
        mine.sort(key=lambda tie: tie.start or tie.as_of or "", reverse=True)
        hubs = list(dict.fromkeys(tie.hub for tie in mine))
        ties = [t.tie for hub in hubs[:SHOWN] for t in self.prepared.ties_at[hub] if t.actor in (one, other)]
        return hubs, tuple(dict.fromkeys(ties))

    def pairs(self) -> tuple[Pair, ...]:
        found = []
        for a, b in combinations(self.everybody, 2):
            if self.prepared.met[a, b]:
                one, other = self.prepared.ids[a], self.prepared.ids[b]
                hubs, ties = self._shared(one, other)
                found.append(Pair(one, other, len(hubs), tuple(hubs[:SHOWN]), ties))
        return tuple(found)


_EXPLAINED = ("partners", "networks", "themes", "programmes", "activity")
