"""Who became whom: from yearly numbers to actors with dated numbers, ends and change events.

A unit that is alone in succeeding another is the same actor (its number or name changed). Where several become one,
or one becomes several, the unit that keeps the name is the same actor; the others end, or begin, on that day. A
municipality that is set up again later under an old name is an actor of its own: it is another legal body.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from kg.ids import fold
from kg.sources.municipalities.files import Line, RegisterFiles
from kg.sources.municipalities.known import Known

__all__ = ["Change", "Days", "Descent", "Lists", "Spell", "Unit", "step", "trace"]

_SMALL = {"og", "i"}


class Days(Protocol):
    """When each reform took force. Reforms are numbered as they come: by their years, or otherwise."""

    @property
    def successors(self) -> Iterable[tuple[int, str, str, str]]:
        """Reviewed successions: reform, original, result, source."""

    def day(self, year: int) -> str:
        """The day of a reform, as precise as it is known."""

    def day_before(self, year: int) -> str:
        """The last day of what a reform ended."""

    def date_source(self, year: int) -> str:
        """The source of the day; empty where it has none of its own."""


@dataclass(slots=True)
class Spell:
    """A number from one day to another, both included; empty where not known or still in use."""

    number: str
    start: str
    end: str
    sources: list[str]


@dataclass(slots=True, eq=False)
class Unit:
    """A municipality through time; `end` is empty while it exists."""

    name: str
    start: str = ""
    end: str = ""
    spells: list[Spell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Change:
    """A merger or split on a day; every unit that ended is an original of exactly one."""

    kind: str
    year: int
    originals: tuple[Unit, ...]
    results: tuple[Unit, ...]
    sources: tuple[str, ...]


@dataclass(slots=True)
class Descent:
    """All units, in the order in which they were first met, the change events, and the year of today's numbers."""

    units: list[Unit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    year: int = 0


@dataclass(slots=True)
class Lists:
    """The list of a year (number → name) and who succeeds whom from one listed year to the next."""

    names: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    links: dict[int, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    sources: dict[tuple[int, str], str] = field(default_factory=dict)


def trace(inputs: RegisterFiles, known: Known, year: int, sources: dict[str, str]) -> Descent:
    """Follow the municipalities from the first year of the history to the list of today.

    `year` is the year from which today's numbers hold; `sources` gives the source keys of `history` and `current`.
    Lines that cannot be followed are added to `inputs.problems`.
    """
    lists = Lists()
    for line in _usable(inputs, known):
        _add(lists, line, inputs, sources["history"])
    _add_current(lists, inputs, known, year, sources["current"])
    descent = Descent(year=year)
    active: dict[str, Unit] = {}
    for listed in sorted(lists.names):
        active = step(descent, lists, known=known, active=active, year=listed)
    return descent


def _usable(inputs: RegisterFiles, known: Known) -> Iterable[Line]:
    """The lines whose numbers belong to a county of their year, and that are more than a moved area."""
    file = inputs.files["history"]
    years = inputs.history.years
    for line in inputs.history.lines:
        wrong = next((y for y in years if known.county(line.units[y][0], f"{y}-01-01") is None), None)
        moved = next(
            (
                (y, line.units[x][0], line.units[y][0])
                for x, y in pairwise(years)
                if (y, line.units[x][0], line.units[y][0]) in known.moved
            ),
            None,
        )
        if wrong is not None:
            number = line.units[wrong][0]
            message = f"{number} in {wrong}: there was no county {number[:2]} then; row not used"
            inputs.complain(file, line.row, f"muni_num_{wrong}", message)
        elif moved is not None:
            message = f"only an area moved from {moved[1]} to {moved[2]}, which is no succession; row not used"
            inputs.complain(file, line.row, f"muni_num_{moved[0]}", message)
        else:
            yield line
    for line in known.missing:
        first = min(line.units)
        unit = line.units[first]
        full: dict[int, tuple[str, str]] = {}
        for y in years:
            unit = line.units.get(y, unit)
            if y >= first:
                full[y] = unit
        yield Line(0, full, line.source)


def _add(lists: Lists, line: Line, inputs: RegisterFiles, source: str) -> None:
    years = sorted(line.units)
    for y in years:
        number, name = line.units[y]
        spoken = _spoken(name)
        held = lists.names[y].setdefault(number, spoken)
        if not held:
            lists.names[y][number] = spoken
        elif spoken and fold(held) != fold(spoken):
            inputs.complain(inputs.files["history"], line.row, f"muni_name_{y}", f"{number} is {spoken!r} and {held!r}")
        lists.sources.setdefault((y, number), line.source or source)
    for x, y in pairwise(years):
        lists.links[y].add((line.units[x][0], line.units[y][0]))


def _spoken(name: str) -> str:
    """`NES (AKERSHUS)` → `Nes`; names in mixed case are left as they are."""
    name = re.sub(r"\s*\([^)]*\)\s*$", "", name).strip()
    if name != name.upper():
        return name
    words = re.split(r"([ -])", name.lower())
    return "".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in words)


def _add_current(lists: Lists, inputs: RegisterFiles, known: Known, year: int, source: str) -> None:
    """Link today's list to the last year of the history: same number, reviewed split, or same name and county."""
    last = max(lists.names, default=0)
    before = {n: inputs.areas[n].norwegian if n in inputs.areas else name for n, name in lists.names[last].items()}
    lists.names[last].update(before)
    given = {(a, b) for y, a, b, _ in known.successors if y == year}
    today = {m.number: m.norwegian for m in inputs.current}
    kept = {n for n in today if n in before}
    split = {a for a, _ in given}
    for number, name in today.items():
        lists.names[year][number] = name
        lists.sources[(year, number)] = source
        named = {a for a, b in given if b == number}
        if number in kept:
            named = {number}
        elif not named:
            free = set(before) - kept - split
            named = {a for a in free if fold(before[a]) == fold(name)}
        if len(named) == 1:
            lists.links[year].add((named.pop(), number))
            continue
        found = f"{len(named)} municipalities" if named else "no municipality"
        inputs.complain(
            inputs.files["current"],
            0,
            "",
            f"{number} {name}: {found} of {last} with this name; its descent is not known",
        )


def step(descent: Descent, lists: Lists, known: Days, active: dict[str, Unit], year: int) -> dict[str, Unit]:
    """Bring the units from the list of one year to that of the next; note changes, ends and numbers."""
    out: dict[str, set[str]] = defaultdict(set)
    into: dict[str, set[str]] = defaultdict(set)
    for a, b in lists.links[year]:
        if a in active:
            out[a].add(b)
            into[b].add(a)
    following: dict[str, Unit] = {}
    for number, name in sorted(lists.names[year].items()):
        whole = {a for a in into[number] if len(out[a]) == 1}
        same = [a for a in sorted(into[number]) if fold(active[a].name) == fold(name)]
        if len(whole) == 1 and not (same and same[0] not in whole):
            same = sorted(whole)
        unit = active[same[0]] if same else Unit(name, known.day(year) if into[number] else "")
        if not same:
            descent.units.append(unit)
        unit.name = name or unit.name
        following[number] = unit
        _number(unit, number, source=lists.sources[(year, number)], known=known, year=year)
    survivors = set(map(id, following.values()))
    for unit in active.values():
        if id(unit) not in survivors:
            unit.end = unit.spells[-1].end = known.day_before(year)
            _cite(unit.spells[-1], known.date_source(year))
    descent.changes.extend(_changes(lists, known, active=active, following=following, out=out, into=into, year=year))
    return following


def _number(unit: Unit, number: str, source: str, known: Days, year: int) -> None:
    last = unit.spells[-1] if unit.spells else None
    if last and last.number == number and not last.end:
        return
    start = ""
    if last or unit.start:
        start = known.day(year)
    if last:
        last.end = known.day_before(year)
        _cite(last, known.date_source(year))
    spell = Spell(number, start, "", [source])
    if start:
        _cite(spell, known.date_source(year))
    unit.spells.append(spell)


def _cite(spell: Spell, source: str) -> None:
    if source and source not in spell.sources:
        spell.sources.append(source)


def _changes(
    lists: Lists,
    known: Days,
    active: dict[str, Unit],
    following: dict[str, Unit],
    out: dict[str, set[str]],
    into: dict[str, set[str]],
    year: int,
) -> Iterable[Change]:
    """A merger for each result of two or more whole units; a split for each unit with more than one result."""
    for number in sorted(following):
        whole = sorted(a for a in into[number] if len(out[a]) == 1)
        if len(whole) > 1:
            yield Change(
                "merger",
                year,
                tuple(active[a] for a in whole),
                (following[number],),
                _sources(lists, known, whole, year),
            )
    for number in sorted(a for a in out if len(out[a]) > 1):
        results = tuple(following[b] for b in sorted(out[number]))
        extra = [s for y, a, _, s in known.successors if (y, a) == (year, number)]
        sources = _sources(lists, known, [number], year)
        yield Change("split", year, (active[number],), results, tuple(dict.fromkeys([*sources, *extra])))


def _sources(lists: Lists, known: Days, numbers: list[str], year: int) -> tuple[str, ...]:
    earlier = max((y for y in lists.names if y < year), default=year)
    found = [lists.sources[(earlier, n)] for n in numbers] + [known.date_source(year)]
    return tuple(dict.fromkeys(s for s in found if s))
