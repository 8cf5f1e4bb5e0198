"""In which area of a division a body lies: by its numbers on a day, and through the reforms before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model.period import earliest, latest

__all__ = ["Change", "Dated", "Places"]

Dated = tuple[str, str, str]
"""A number and the dates from and to which it was valid; empty where that is not known."""
Change = tuple[str, str]
"""What came to be something else, and what it became."""
_DIGITS = {"county": 2, "municipality": 4}


@dataclass(frozen=True, slots=True)
class Places:
    """What is known of where bodies lie. `numbers` are those that each has had; `later` and `earlier` name what each
    became and what it came of.
    """

    numbers: Mapping[str, Sequence[Dated]]
    later: Mapping[str, frozenset[str]]
    earlier: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, numbers: Iterable[tuple[str, Dated]], changes: Iterable[Change]) -> Places:
        """From (body, number with its dates) and (body, what it became)."""
        had: defaultdict[str, list[Dated]] = defaultdict(list)
        for body, dated in numbers:
            had[body].append(dated)
        later: defaultdict[str, set[str]] = defaultdict(set)
        earlier: defaultdict[str, set[str]] = defaultdict(set)
        for original, result in changes:
            if original != result:
                later[original].add(result)
                earlier[result].add(original)
        frozen = [{key: frozenset(value) for key, value in each.items()} for each in (later, earlier)]
        return cls(dict(had), frozen[0], frozen[1])

    def area(self, body: str, level: str, day: str) -> str:
        """The number of the county or municipality (`level`) that a body lies in on a day; empty where that is unknown.

        Its own number on that day tells it. A body that had come to an end lies where all of what it became lies, one
        that had not begun where all of what it came of does: where those are several areas, nobody can say which.

        >>> asker = ("asker", ("0220", "", "2019-12-31")), ("asker", ("3025", "2020-01-01", "2023-12-31"))
        >>> known = Places.of([*asker, ("roeyken", ("0627", "", "2019-12-31"))], [("roeyken", "asker")])
        >>> [known.area(body, "municipality", "2020-01-01") for body in ("asker", "roeyken", "hurum")]
        ['3025', '3025', '']
        >>> known.area("roeyken", "county", "2019-12-31")
        '06'
        """
        digits = _DIGITS[level]
        found = {number[:digits] for number in self._numbers(body, day, frozenset()) if len(number) >= digits}
        return found.pop() if len(found) == 1 else ""

    def bearers(self, level: str, day: str) -> dict[str, str]:
        """The body of each area of a level on a day: whose number it is."""
        digits = _DIGITS[level]
        return {
            number: body
            for body, dated in sorted(self.numbers.items())
            for number, start, end in dated
            if len(number) == digits and _valid(start, end, day)
        }

    def _numbers(self, body: str, day: str, seen: frozenset[str]) -> set[str]:
        dated = self.numbers.get(body, ())
        own = {number for number, start, end in dated if _valid(start, end, day)}
        if own or body in seen:
            return own
        gone = bool(dated) and all(end and latest(end) < day for _, _, end in dated)
        others = (self.later if gone else self.earlier).get(body, frozenset())
        return {number for other in others for number in self._numbers(other, day, seen | {body})}


def _valid(start: str, end: str, day: str) -> bool:
    return (not start or earliest(start) <= day) and (not end or day <= latest(end))
