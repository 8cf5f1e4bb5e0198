"""Which project a record is, where sources have no number in common: by its name within its programme.

Two records are one project if their programmes are the same, a name of one is a name of the other when folded
(`kg.ids.fold`), nobody else in the programme has that name, and their times do not contradict each other: neither ends
before the other starts, and they do not start more than a year apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from kg.ids import fold
from kg.model.period import before, earliest

__all__ = ["KnownProjects", "NamedProject", "names_of"]

_LONGEST_GAP = 366  # days between two starts of one project: a decision and its first day lie that far apart at most


class NamedProject(NamedTuple):
    """A project (its key) of a programme (a key), what it is called, when it starts and ends (empty: not known)."""

    project: str
    programme: str
    names: frozenset[str]
    start: str = ""
    end: str = ""


def names_of(title: str, acronym: str = "") -> frozenset[str]:
    """What a project is called, folded: title, acronym, and both together either way round.

    >>> sorted(names_of("Grön Omställning", "GO:LEIF"))
    ['go leif', 'go leif gron omstallning', 'gron omstallning', 'gron omstallning go leif']
    """
    one, other = fold(title), fold(acronym)
    both = {f"{one} {other}", f"{other} {one}"} if one and other else set()
    return frozenset({one, other, *both} - {""})


class KnownProjects:
    """Projects by programme and name."""

    def __init__(self, projects: Iterable[NamedProject] = ()) -> None:
        self._named: dict[tuple[str, str], set[NamedProject]] = defaultdict(set)
        for project in projects:
            self.add(project)

    def add(self, project: NamedProject) -> None:
        """From now on a project is known."""
        for name in project.names:
            self._named[project.programme, name].add(project)

    def find(self, record: NamedProject) -> str:
        """The key of the project that a record is; empty if it is none that is known, or may be several."""
        found = {each.project for each in self._alike(record)}
        return found.pop() if len(found) == 1 else ""

    def _alike(self, record: NamedProject) -> Iterator[NamedProject]:
        for name in record.names:
            for each in self._named.get((record.programme, name), ()):
                if not _contradict(each, record):
                    yield each


def _contradict(one: NamedProject, other: NamedProject) -> bool:
    """Can two records not be one project, by their times?

    >>> known = NamedProject("selfcare", "npa", frozenset(), "2023-06-01", "2023-11-30")
    >>> _contradict(known, known._replace(start="2024-09-01", end="")), _contradict(known, known._replace(start="2023"))
    (True, False)
    """
    if any(a.end and b.start and before(a.end, b.start) for a, b in ((one, other), (other, one))):
        return True
    if not (one.start and other.start) or one.start.startswith(other.start) or other.start.startswith(one.start):
        return False
    days = [date.fromisoformat(earliest(each.start)) for each in (one, other)]
    return abs((days[0] - days[1]).days) > _LONGEST_GAP
