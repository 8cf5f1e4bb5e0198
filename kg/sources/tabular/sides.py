"""Headings of the two sides of a tie: `city1` and `city2`, `Kommune A` and `Kommune B`, `orgnr_1` and `orgnr_2`."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["SIDES", "both_sides", "without_side"]

SIDES = {"a": "1", "b": "2"}
"""The letter and the number of each side."""
_BEHIND = re.compile(r"(?<=[^\W\d_])(?:[ _-]*\(?[12]\)?|[ _-]+\(?[ab]\)?)$")
_BEFORE = re.compile(r"^[12]\.?\s+(?=\w)")


def both_sides(words: Iterable[str], side: str) -> list[str]:
    """What columns of a side are called, by what they would be called if there were but one: with its letter or number
    behind, after a blank, `_`, `-` or in brackets; a number may stand at once behind, or before.

    >>> both_sides(["city"], "b")
    ['city b', 'city_b', 'city-b', 'city (b)', 'city 2', 'city_2', 'city-2', 'city (2)', 'city2', '2 city', '2. city']
    """
    number = SIDES[side]
    return [
        form.format(word, mark)
        for word in words
        for mark, forms in (
            (side, ("{} {}", "{}_{}", "{}-{}", "{} ({})")),
            (number, ("{} {}", "{}_{}", "{}-{}", "{} ({})", "{}{}", "{1} {0}", "{1}. {0}")),
        )
        for form in forms
    ]


def without_side(heading: str) -> str:
    """A heading without the mark of a side.

    >>> [without_side(each) for each in ("city1", "kommune (b)", "navn_2", "2. kommune", "by", "vennskapsby")]
    ['city', 'kommune', 'navn', 'kommune', 'by', 'vennskapsby']
    """
    return _BEHIND.sub("", _BEFORE.sub("", heading))
