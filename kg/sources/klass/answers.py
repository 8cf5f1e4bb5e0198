"""The codes of a classification with their days, and the changes between them, from a snapshot of KLASS."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kg.errors import BadData, Problem
from kg.ids import is_date
from kg.sources.web.snapshot import Snapshot

__all__ = ["CLASSIFICATIONS", "Change", "Classification", "Code", "names_of", "read_classification"]

CLASSIFICATIONS = {"municipalities": 131, "counties": 104}
"""Their numbers in KLASS."""
_UNKNOWN = {"9999", "99"}  # "Uoppgitt"
_DIGITS = {"municipalities": 4, "counties": 2}


@dataclass(frozen=True, slots=True)
class Code:
    """A number and the name it had from one day to another, the second left out and empty while it is in force."""

    number: str
    name: str
    start: str
    end: str

    def in_force(self, day: str) -> bool:
        """Is it so on a day, YYYY-MM-DD?"""
        return self.start <= day and (not self.end or day < self.end)


@dataclass(frozen=True, slots=True)
class Change:
    """On a day a number, or a part of what it stood for, became another."""

    day: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Classification:
    """Codes and changes; `problems` tells of entries that were not used."""

    codes: tuple[Code, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...] = field(default=())

    def on(self, day: str) -> dict[str, str]:
        """Names by number on a day."""
        return {code.number: code.name for code in self.codes if code.in_force(day)}

    def days(self, after: str) -> list[str]:
        """The days after another on which something changes, in order."""
        found = {each.day for each in self.changes}
        found |= {day for code in self.codes for day in (code.start, code.end) if day}
        return sorted(day for day in found if day > after)


def names_of(text: str) -> list[str]:
    """The names in one of KLASS, which tells several languages, and which of two namesakes it is.

    >>> names_of("Karasjok - Kárášjohka"), names_of("Våler (Østfold)")
    (['Karasjok', 'Kárášjohka'], ['Våler'])
    """
    return [re.sub(r"\s*\([^()]*\)$", "", part).strip() for part in text.split(" - ") if part.strip()]


def read_classification(snapshot: Snapshot, name: str) -> Classification:
    """`municipalities` or `counties` of a snapshot. Raises BadData if it has no codes."""
    problems: list[Problem] = []
    codes, changes = [], []
    for file, answer in snapshot.answers(f"{name}-codes."):
        for row, item in enumerate(answer["codes"], start=1):
            if code := _code(item, file, row, _DIGITS[name], problems):
                codes.append(code)
    for file, answer in snapshot.answers(f"{name}-changes."):
        for row, item in enumerate(answer["codeChanges"], start=1):
            if change := _change(item, file, row, _DIGITS[name], problems):
                changes.append(change)
    if not codes:
        raise BadData(f"the snapshot in {snapshot.folder} has no codes of {name}", tuple(problems))
    return Classification(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(changes)), tuple(problems))


def _code(item: Any, file: str, row: int, digits: int, problems: list[Problem]) -> Code | None:
    told = item if isinstance(item, dict) else {}
    number, name = str(told.get("code") or ""), str(told.get("name") or "").strip()
    start = str(told.get("validFromInRequestedRange") or told.get("validFrom") or "")
    end = str(told.get("validToInRequestedRange") or told.get("validTo") or "")
    if number in _UNKNOWN:
        return None
    if not _is_number(number, digits):
        problems.append(Problem(file, row, "code", f"{number!r} is not a number of {digits} digits"))
    elif not name:
        problems.append(Problem(file, row, "name", f"{number} has no name"))
    elif not _is_day(start) or (end and not _is_day(end)):
        problems.append(Problem(file, row, "validFrom", f"{number}: {start!r} to {end!r} are not days, YYYY-MM-DD"))
    else:
        return Code(number, name, start, end)
    return None


def _change(item: Any, file: str, row: int, digits: int, problems: list[Problem]) -> Change | None:
    told = item if isinstance(item, dict) else {}
    old, new, day = (str(told.get(name) or "") for name in ("oldCode", "newCode", "changeOccurred"))
    if {old, new} & _UNKNOWN:
        return None
    if not old or not new:
        return None  # a code that begins or ends without another: its days say so
    if not (_is_number(old, digits) and _is_number(new, digits) and _is_day(day)):
        message = f"{old!r} to {new!r} on {day!r}: expected numbers of {digits} digits and YYYY-MM-DD"
        problems.append(Problem(file, row, "changeOccurred", message))
        return None
    return Change(day, old, new)


def _is_number(text: str, digits: int) -> bool:
    return re.fullmatch(rf"[0-9]{{{digits}}}", text) is not None


def _is_day(text: str) -> bool:
    return len(text) == 10 and is_date(text)
