"""A set of actors for what is wanted: chosen one after another, each for what it adds to those already aboard.

With B who asks and whoever is aboard from the beginning, S the others, and all weights W above 0, the objective is

    F(S) =   W_wish · sum over themes t of  w_t · sqrt(sum over a in S + B of  q_at)
           + sum over a in S of  f_a
           + W_kinds · sum over sides g of  sqrt(members of S + B on that side)
           + W_acquainted · sum over a in S of  ln(1 + others of S + B that a has worked with)

w_t is the weight of a theme, q_at = 1 - exp(-n/2) for n things of a that carry it (or something narrower), and f_a what
speaks for a whoever else comes: how well the titles of its projects match, what it has done with those aboard, and the
parts of its score as a partner (`kg.suggest.scores`) in `FIT`. The sides are research, public bodies, and companies and
civil society. A second who covers the same theme, or stands on the same side, adds less than the first: that is how
redundancy counts.

F without its last line is monotone and submodular, so that choosing greedily reaches at least (1 - 1/e) of the best
set of that size (G. Nemhauser, L. Wolsey, M. Fisher, An analysis of approximations for maximizing submodular set
functions – I, Math. Programming 14, 1978). The last line is not submodular: with it, and with the conditions of
`Conditions`, there is no such bound; docs/method.md tells how near the best the choice came where the best is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.networks.sparse import row_sums
from kg.suggest.matrices import PARTNERING, ActorMatrices
from kg.suggest.partners import country_cap, partner_scores
from kg.suggest.reasons import LEAST
from kg.suggest.titles import TitleMatch
from kg.suggest.wish import Wish

if TYPE_CHECKING:
    from kg.networks.types import BoolArray, FloatArray

__all__ = ["FIT", "SIDES", "WEIGHTS", "Choice", "Conditions", "Objective", "choose", "is_newcomer", "side_of"]

SIDES: Mapping[str, frozenset[str]] = {
    "research": frozenset({"University", "ResearchInstitute"}),
    "public": frozenset({"Municipality", "County", "IntermunicipalCouncil", "GovernmentBody", "PublicBody"}),
    "society": frozenset({"Company", "CivilSociety"}),
}
"""The sides of a consortium and the kinds of actor on them; networks and offices stand on none."""
_SIDE_OF = {kind: side for side, kinds in SIDES.items() for kind in kinds}
FIT: Mapping[str, float] = {"partners": 1.0, "networks": 0.5, "themes": 3.0, "programmes": 3.0, "activity": 1.0}
"""The parts of the score as a partner that speak for a member, and how much of each counts.

`themes` and `programmes` are those that are wanted; where none are, one's own, of which 1 counts. That a partner is
near, of the same country, kind and size is no part of it: a consortium wants others too.
"""
WEIGHTS: Mapping[str, float] = {
    "wish": 4.0,
    "titles": 4.0,
    "together": 1.0,
    "kinds": 1.0,
    "acquainted": 0.5,
}
"""The weights of F; with those of `FIT` chosen on the projects of Horizon Europe that began in 2024, see
`benchmarks/suggest_consortia.py`. There are no networks there: that half of them counts is a decision.
"""
_THINGS = 2.0
"""Things that carry a theme at which it is covered by 1 - 1/e."""
_DIGITS = 2
"""Decimals of a score as it is shown: what is equal so is equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a set must be like: how many in all (`size`, with those aboard), and what of them.

    `spread` caps each country (`country_cap`), `countries` is the least number of countries, `newcomers` the least
    number of members that have been in no project before. One is wanted of each of the `SIDES`, but without `sides`,
    and one for each theme that some candidate works on, but without `themes`. What cannot be met with the candidates
    there are is told (`Choice.unmet`).
    """

    size: int = 8
    spread: bool = False
    countries: int = 1
    newcomers: int = 0
    sides: bool = True
    themes: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """Who was chosen (places, in order), what each added, and who would have added as much.

    `gains` has for each its parts, `wanted` the conditions of which it meets some, where only such could be chosen;
    `equals` those, not chosen later, that were as good at that moment; `same` whether
    it was as good as the one before when that one was chosen. `unmet` are the conditions that no candidate could meet,
    `candidates` how many there were, `stopped` says that nobody else had a tie to what is wanted.
    """

    places: tuple[int, ...]
    gains: tuple[Mapping[str, float], ...]
    wanted: tuple[tuple[str, ...], ...]
    equals: tuple[tuple[int, ...], ...]
    same: tuple[bool, ...]
    unmet: tuple[str, ...]
    candidates: int
    stopped: bool


def side_of(kind: str) -> str:
    """The side that a kind of actor stands on; empty for none.

    >>> side_of("Municipality"), side_of("Network")
    ('public', '')
    """
    return _SIDE_OF.get(kind, "")


def is_newcomer(prepared: ActorMatrices, place: int) -> bool:
    """Whether an actor has been in no project that is known."""
    return all(tie.kind != "project" for tie in prepared.ties_of.get(prepared.ids[place], ()))


class Objective:
    """F for some who are aboard (places, who asks first): what every actor would add, kept up as members are chosen."""

    def __init__(
        self,
        prepared: ActorMatrices,
        aboard: Sequence[int],
        wish: Wish,
        titles: Sequence[TitleMatch] = (),
        weights: Mapping[str, float] = WEIGHTS,
    ) -> None:
        self.prepared, self.weights = prepared, weights
        self.themes = tuple(wish.themes)
        self.share = np.array([wish.themes[theme] for theme in self.themes])
        self.covers = (
            np.stack([self._covered(wish.below.get(t, (t,))) for t in self.themes], axis=1)
            if self.themes
            else np.zeros((len(prepared.ids), 0))
        )
        self.titles = self._matching(titles)
        scores, _ = partner_scores(prepared, aboard[0], theme=wish.keys, programme=wish.programme)
        asked = {"themes": wish.keys, "programmes": wish.programme}
        self.fit = {part: (much if asked.get(part, True) else 1.0) * scores[part] for part, much in FIT.items()}
        self.fit["titles"] = weights["titles"] * self.titles
        self.fit["together"] = weights["together"] * np.log1p(self._together(aboard))
        self.whole = np.sum(list(self.fit.values()), axis=0)
        self.wanted = self.covers @ self.share + self.titles
        """How much of what is wanted an actor has a tie to: 0 where nothing."""
        number = {side: place for place, side in enumerate(SIDES)}
        self.side = np.array([number.get(side_of(kind), -1) for kind in prepared.kind])
        self.covered = np.zeros(len(self.themes))
        self.on_side = np.zeros(len(SIDES) + 1)
        self.known = np.zeros(len(prepared.ids))
        self.chosen: list[int] = []
        self.value = 0.0
        for place in aboard:
            self._board(place)

    def _covered(self, keys: Collection[str]) -> FloatArray:
        themes = self.prepared.themes
        columns = np.flatnonzero(np.isin(np.array(themes.keys, dtype=object), np.array(sorted(keys), dtype=object)))
        number: FloatArray = row_sums(themes.counts[:, columns]) if len(columns) else np.zeros(len(self.prepared.ids))
        return 1 - np.exp(-number / _THINGS)

    def _matching(self, titles: Sequence[TitleMatch]) -> FloatArray:
        """1 - product over the matching projects of an actor of (1 - fit/2)."""
        left = np.ones(len(self.prepared.ids))
        for match in titles:
            actors = {self.prepared.place_of[tie.actor] for tie in self.prepared.ties_at.get(match.project, ())}
            left[sorted(actors)] *= 1 - match.fit / 2
        return 1 - left

    def _together(self, aboard: Sequence[int]) -> FloatArray:
        """How many projects, agreements and twinnings everybody has shared with those aboard."""
        found = np.zeros(len(self.prepared.ids))
        mine = {
            t.hub for p in aboard for t in self.prepared.ties_of.get(self.prepared.ids[p], ()) if t.kind in PARTNERING
        }
        for hub in sorted(mine):
            found[sorted({self.prepared.place_of[tie.actor] for tie in self.prepared.ties_at[hub]})] += 1
        return found

    def gains(self) -> dict[str, FloatArray]:
        """What every actor would add to F now, in its parts; the parts that do not change are in `fit`."""
        sides = np.sqrt(self.on_side + 1) - np.sqrt(self.on_side)
        sides[-1] = 0.0
        acquainted = np.log1p(self.known)
        for member in self.chosen:
            acquainted[self.prepared.met[[member]].indices] += np.log1p(1 / (1 + self.known[member]))
        return {
            "wish": self.weights["wish"] * ((np.sqrt(self.covers + self.covered) - np.sqrt(self.covered)) @ self.share),
            "kinds": self.weights["kinds"] * sides[self.side],
            "acquainted": self.weights["acquainted"] * acquainted,
        }

    def add(self, place: int) -> dict[str, float]:
        """Choose an actor; what it added, in all its parts that are above 0."""
        parts = {part: float(values[place]) for part, values in {**self.gains(), **self.fit}.items()}
        self.value += sum(parts.values())
        self.chosen.append(place)
        self._board(place)
        return {part: value for part, value in parts.items() if value > 0}

    def _board(self, place: int) -> None:
        self.covered = self.covered + self.covers[place]
        self.on_side[self.side[place]] += 1
        self.known[self.prepared.met[[place]].indices] += 1


def choose(objective: Objective, aboard: Sequence[int], open_to: BoolArray, conditions: Conditions) -> Choice:
    """Members chosen greedily for an objective, among those in `open_to` that have a tie to what is wanted.

    While as many conditions are open as there are places left, only those who meet most of them can be chosen. Equals
    are ordered by id, and told. The choice stops where nobody is left.
    """
    prepared = objective.prepared
    open_to = open_to & (objective.wanted >= LEAST)
    open_to[list(aboard)] = False
    rules = _Rules(objective, aboard, open_to, conditions)
    count, available = int(open_to.sum()), Counter(str(prepared.country[p]) for p in np.flatnonzero(open_to))
    rules.cap = country_cap(available, conditions.size) if conditions.spread and available else conditions.size
    places, gains, wanted, equals, same = [], [], [], [], []
    before: set[int] = set()
    for left in range(conditions.size - len(aboard), 0, -1):
        allowed, conditions_met = rules.allowed(open_to, left)
        if not allowed.any():
            break
        total = objective.whole + np.sum(list(objective.gains().values()), axis=0)
        best = float(total[allowed].max())
        level = np.flatnonzero(allowed & (np.round(total, _DIGITS) >= round(best, _DIGITS))).tolist()
        place = int(np.flatnonzero(allowed & (np.round(total, 9) >= round(best, 9)))[0])
        places.append(place)
        same.append(place in before)
        before = set(level)
        equals.append([other for other in level if other != place])
        wanted.append(tuple(name for name, meets in conditions_met.items() if meets[place]))
        gains.append(objective.add(place))
        rules.take(place)
        open_to[place] = False
    kept = tuple(tuple(other for other in each if other not in places) for each in equals)
    full = len(places) == conditions.size - len(aboard)
    return Choice(
        places=tuple(places),
        gains=tuple(gains),
        wanted=tuple(wanted),
        equals=kept,
        same=tuple(same),
        unmet=rules.unmet(),
        candidates=count,
        stopped=not full,
    )


class _Rules:
    """What the members so far leave open of some conditions."""

    def __init__(self, objective: Objective, aboard: Sequence[int], open_to: BoolArray, conditions: Conditions) -> None:
        self.prepared, self.conditions = objective.prepared, conditions
        self.works_on = {
            theme: objective.covers[:, column] > 0
            for column, theme in enumerate(objective.themes)
            if (objective.covers[open_to, column] > 0).any()
        }
        self.themes: set[str] = set()
        self.cap = conditions.size
        self.side = np.array([side_of(kind) for kind in self.prepared.kind], dtype=object)
        places = range(len(self.prepared.ids)) if conditions.newcomers else ()
        self.new = np.array([is_newcomer(self.prepared, place) for place in places], dtype=bool)
        self.sides: set[str] = set()
        self.countries: Counter[str] = Counter()
        self.newcomers = 0
        for place in aboard:
            self.take(place)

    def take(self, place: int) -> None:
        self.sides.add(str(self.side[place]))
        self.themes.update(theme for theme, works in self.works_on.items() if works[place])
        self.countries[str(self.prepared.country[place])] += 1
        self.newcomers += bool(self.new[place]) if len(self.new) else 0

    def open_now(self) -> dict[str, int]:
        """How many members each condition still lacks."""
        abroad = len(set(self.countries) - {""})
        found = {side: int(self.conditions.sides and side not in self.sides) for side in SIDES}
        found["countries"] = max(self.conditions.countries - abroad, 0)
        found["newcomers"] = max(self.conditions.newcomers - self.newcomers, 0)
        return found | {theme: int(theme not in self.themes) for theme in self.works_on if self.conditions.themes}

    def allowed(self, open_to: BoolArray, left: int) -> tuple[BoolArray, dict[str, BoolArray]]:
        """Who can be chosen for one of the places left, and who meets which condition where that is why."""
        full = [country for country, n in self.countries.items() if n >= self.cap]
        free = open_to & ~np.isin(self.prepared.country, np.array(full, dtype=object))
        lacking = self.open_now()
        if sum(lacking.values()) < left:
            return free, {}
        meets = {condition: self._meets(condition) for condition, number in lacking.items() if number}
        number = np.sum(list(meets.values()), axis=0) if meets else np.zeros(len(free), dtype=int)
        most = int(number[free].max()) if free.any() else 0
        return (free & (number == most), meets) if most else (free, {})

    def _meets(self, condition: str) -> BoolArray:
        if condition in self.works_on:
            return self.works_on[condition]
        if condition == "newcomers":
            return self.new
        country = self.prepared.country
        if condition == "countries":
            return ~np.isin(country, np.array([*self.countries, ""], dtype=object))
        return np.asarray(self.side == condition)

    def unmet(self) -> tuple[str, ...]:
        return tuple(name for name, number in self.open_now().items() if number and name not in self.works_on)
