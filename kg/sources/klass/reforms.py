"""From one reform to the next by the codes and changes of KLASS: who lives on under which number, who began and ended.

KLASS has a row too where only an area moves. It is no succession where the one it left lives on (under its number, or
its name) and the one it came to was there before. Where a unit ends and parts of it go to several, its rows do not say
whether one of them took it over: it is a split, unless a reviewed table says that a row is a moved area.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.errors import Problem
from kg.ids import fold
from kg.sources.klass.answers import Classification, names_of
from kg.sources.municipalities.descent import Descent, Lists, Unit, step

__all__ = ["Reforms", "follow"]

_FILE = "KLASS"


@dataclass(slots=True)
class Reforms:
    """Days by their ordinals, see `kg.sources.municipalities.descent.Days`; and what was noted on the way."""

    source: str
    problems: list[Problem] = field(default_factory=list)
    renamed: list[tuple[Unit, str, str]] = field(default_factory=list)
    """A unit, a name it had, and the last day of that."""
    successors: tuple[tuple[int, str, str, str], ...] = ()

    def day(self, year: int) -> str:
        """The day itself."""
        return date.fromordinal(year).isoformat()

    def day_before(self, year: int) -> str:
        """The day before."""
        return (date.fromordinal(year) - timedelta(days=1)).isoformat()

    def date_source(self, year: int) -> str:
        """None but that of the lists."""
        return ""

    def note(self, message: str) -> None:
        """Tell something that a person may want to look at."""
        self.problems.append(Problem(_FILE, 0, "", message))


def follow(
    active: Mapping[str, Unit],
    klass: Classification,
    since: str,
    source: str,
    moved: Iterable[tuple[int, str, str]] = (),
) -> tuple[Descent, Reforms]:
    """Carry units, by their numbers on the day `since`, through every later reform.

    `moved` are reviewed rows (year, original, receiver) that only show a moved area.
    """
    reviewed, reforms = set(moved), Reforms(source)
    descent, units = Descent(units=list(active.values())), dict(active)
    first = date.fromisoformat(since).toordinal()
    lists = Lists()
    for number, unit in units.items():
        lists.names[first][number] = unit.name
        lists.sources[first, number] = source
    for day in klass.days(since):
        number_of_day = date.fromisoformat(day).toordinal()
        after = klass.on(day)
        links = _successions(units, after, klass, day=day, reviewed=reviewed, reforms=reforms)
        for number, name in after.items():
            into = [units[old].name for old, new in links if new == number]
            lists.names[number_of_day][number] = _shown(name, into)
            lists.sources[number_of_day, number] = source
        lists.links[number_of_day] = links
        before = {id(unit): unit.name for unit in units.values()}
        units = step(descent, lists, known=reforms, active=units, year=number_of_day)
        for unit in units.values():
            if unit.name != before.get(id(unit), unit.name):
                reforms.renamed.append((unit, before[id(unit)], reforms.day_before(number_of_day)))
    return descent, reforms


def _shown(name: str, known: Iterable[str]) -> str:
    """One name of several (`Karasjok - Kárášjohka`): the one that is known already, else the first."""
    parts = names_of(name) or [name]
    held = {fold(each): each for each in known}
    return next((held[fold(part)] for part in parts if fold(part) in held), parts[0])


def _successions(
    units: Mapping[str, Unit],
    after: Mapping[str, str],
    klass: Classification,
    day: str,
    reviewed: set[tuple[int, str, str]],
    reforms: Reforms,
) -> set[tuple[str, str]]:
    """Who succeeds whom on a day, old and new number; moved areas left out."""
    year = int(day[:4])
    told = {(each.old, each.new) for each in klass.changes if each.day == day}
    for old, new in sorted(told):
        if old not in units or new not in after:
            which = f"{old} was not there before" if old not in units else f"{new} is not there then"
            reforms.note(f"{day}: {old} became {new}, but {which}; not used")
    links = {(old, new) for old, new in told if old in units and new in after}
    links |= {(number, number) for number in units if number in after}
    linked = {old for old, _ in links}
    for old in sorted(units.keys() - linked):  # a number that is gone without a word
        same = [new for new, name in after.items() if new not in units and _is_called(name, units[old].name)]
        if len(same) == 1:
            links.add((old, same[0]))
        else:
            reforms.note(f"{day}: {old} {units[old].name} ends, and nothing says what became of it")
    kept = set()
    for old, new in sorted(links):
        lives_on = any(o == old and n != new and (n == old or _is_called(after[n], units[old].name)) for o, n in links)
        was_there = any(n == new and o != old for o, n in links)
        if (year, old, new) in reviewed or (lives_on and was_there):
            reforms.note(f"{day}: only an area moved from {old} {units[old].name} to {new} {after[new]}")
        else:
            kept.add((old, new))
    for old in sorted({o for o, _ in kept}):
        results = sorted(n for o, n in kept if o == old)
        if len(results) > 1 and not any(n == old or _is_called(after[n], units[old].name) for n in results):
            parts = ", ".join(f"{n} {after[n]}" for n in results)
            reforms.note(f"{day}: {old} {units[old].name} is split into {parts}; if one took it over, review it")
    return kept


def _is_called(name: str, known: str) -> bool:
    return fold(known) in {fold(part) for part in names_of(name)}
