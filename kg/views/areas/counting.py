"""How much the actors of each area take part, by rows of ties, and how much areas meet: each thing counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from kg.model.tie import TieRow
from kg.networks.money import total

__all__ = ["COUNTS", "KINDS", "Flow", "Tally", "counted", "flows"]

COUNTS = ("participations", "money", "memberships", "twinnings")
KINDS: Mapping[str, frozenset[str]] = {
    "participations": frozenset({"project"}),
    "money": frozenset({"project"}),
    "memberships": frozenset({"network"}),
    "twinnings": frozenset({"twinning"}),
}
"""The kinds of tie that are counted."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted of an area.

    `ties` are its participations, memberships or twinnings, `own` those of the area's own body (the county itself),
    `actors` those that have them. `amount` is what is known that programmes give, in EUR (None: nothing is), `unknown`
    how many ties are without an amount.
    """

    ties: int = 0
    own: int = 0
    actors: frozenset[str] = frozenset()
    amount: float | None = None
    unknown: int = 0

    def value(self, count: str) -> float | None:
        """The number that is asked for: how many ties, or for money how much; None where ties say no amount."""
        if count != "money":
            return self.ties
        return self.amount if self.ties else 0


@dataclass(frozen=True, slots=True)
class Flow:
    """How many projects, networks or twinnings actors of two areas have in common; `one` sorts before `other`."""

    one: str
    other: str
    ties: int


@dataclass(slots=True)
class _Unit:
    """One thing to count: a tie with what carries it on since reforms."""

    hub: str
    rows: list[TieRow] = field(default_factory=list)
    last: list[TieRow] = field(default_factory=list)  # those that nothing here carries on


def counted(
    rows: Iterable[TieRow], area_of: Callable[[str], str], own: Mapping[str, str], by_hub: bool = False
) -> tuple[dict[str, Tally], dict[str, int]]:
    """What is counted of each area, and of each actor that could not be placed how many ties.

    `area_of` gives the area of an actor, empty where it is not known; `own` is the body of each area. A tie that a
    successor carries on is one with it, in the area of the successor or, where that is not known, of the one before.
    `by_hub`: an actor counts once at a hub however often it has been there (memberships).
    """
    areas: defaultdict[str, dict[object, _Unit]] = defaultdict(dict)
    bearers: defaultdict[str, defaultdict[object, set[str]]] = defaultdict(lambda: defaultdict(set))
    lost: defaultdict[str, set[object]] = defaultdict(set)
    for tie, unit in _units(rows).items():
        placed = _placed(unit, area_of)
        for area, actor in placed:
            key = (unit.hub, _first(unit).actor) if by_hub else tie
            areas[area][key] = unit
            bearers[area][key].add(actor)
        if not placed:
            for row in unit.last:
                lost[row.actor].add(tie)
        elif len(unit.last) > 1:  # a twin town, say, of which only one side is in an area
            for row in unit.last:
                if not area_of(row.actor) and not {actor for _, actor in placed} & {row.actor}:
                    lost[row.actor].add(tie)
    found = {}
    for area, units in sorted(areas.items()):
        amounts = [_amount(unit) for unit in units.values()]
        found[area] = Tally(
            ties=len(units),
            own=sum(own.get(area, "") in bearers[area][key] for key in units),
            actors=frozenset(actor for each in bearers[area].values() for actor in each),
            amount=total(amounts),
            unknown=sum(amount is None for amount in amounts),
        )
    return found, {actor: len(ties) for actor, ties in sorted(lost.items())}


def flows(rows: Iterable[TieRow], area_of: Callable[[str], str]) -> list[Flow]:
    """How much areas meet, the most first: at how many hubs actors of both are."""
    at: defaultdict[str, set[str]] = defaultdict(set)
    for unit in _units(rows).values():
        at[unit.hub].update(area for area, _ in _placed(unit, area_of))
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for areas in at.values():
        for pair in combinations(sorted(areas), 2):
            counts[pair] += 1
    found = [Flow(one, other, number) for (one, other), number in counts.items()]
    return sorted(found, key=lambda each: (-each.ties, each.one, each.other))


def _units(rows: Iterable[TieRow]) -> dict[str, _Unit]:
    """The things to count, by the first tie of each: what carries it on, and what carries that on, is one with it."""
    known: defaultdict[str, list[TieRow]] = defaultdict(list)
    for row in rows:
        known[row.tie].append(row)
    carried = {each[0].carries for each in known.values()}
    found: dict[str, _Unit] = {}
    for tie, own in known.items():
        first, seen = tie, set[str]()
        while known[first][0].carries in known and first not in seen:
            seen.add(first)
            first = known[first][0].carries
        if first in seen:  # ties that carry each other on stay as they are
            first = tie
        hub = first if own[0].kind in ("twinning", "agreement") else own[0].hub
        unit = found.setdefault(first, _Unit(hub))
        unit.rows += own
        if tie not in carried or (first == tie and tie in seen):
            unit.last += own
    for tie, unit in found.items():
        unit.rows.sort(key=lambda row: (row.tie != tie, row.bounds.first, row.tie, row.actor))
        unit.last = unit.last or unit.rows
    return found


def _placed(unit: _Unit, area_of: Callable[[str], str]) -> list[tuple[str, str]]:
    """(area, actor) of who has it now, where that is known; else of those from whom it was carried on."""
    now = [(area_of(row.actor), row.actor) for row in unit.last]
    placed = [(area, actor) for area, actor in now if area]
    if len(placed) < len(now):
        still = {row.actor for row in unit.last}
        before = [(area_of(row.actor), row.actor) for row in unit.rows if row.actor not in still]
        placed += [(area, actor) for area, actor in before if area]
    return sorted(set(placed))


def _first(unit: _Unit) -> TieRow:
    return unit.rows[0]


def _amount(unit: _Unit) -> float | None:
    """What the tie brings: said at the first of its rows that says it, so that nothing is added up twice."""
    return next((row.contribution for row in unit.rows if row.contribution is not None), None)
