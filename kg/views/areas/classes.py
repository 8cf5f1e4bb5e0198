"""Values sorted into classes that a legend can name: by quantiles, equal steps or equal factors."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import Usage

__all__ = ["METHODS", "Class", "Scale", "scale_of"]

METHODS = ("quantile", "equal", "log")
_CLASSES = 5
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Class:
    """A class of values: those greater than `low` and no greater than `high`; how many there are."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Classes from the lowest to the highest, and beside them how many values are `zero` and how many `missing`.

    `whole`: all values are whole numbers.
    """

    method: str
    classes: tuple[Class, ...]
    zero: int
    missing: int
    whole: bool

    def of(self, value: float | None) -> int | None:
        """The number of the class of a value, from 0; −1 for zero, None for a missing one."""
        if value is None:
            return None
        if not value:
            return -1
        return min(bisect_left([each.high for each in self.classes], value), len(self.classes) - 1)


def scale_of(values: Sequence[float | None], method: str = "quantile", number: int = _CLASSES) -> Scale:
    """At most `number` classes of the values above 0; None is a missing value. Raises Usage for an unknown method.

    quantile: as equally many values in each as ties allow. equal: b_i = a + i (z − a)/n, a and z being the least and
    the greatest value. log: b_i = a (z/a)^(i/n). Bounds are rounded up to three digits, to whole ones where all
    values are whole, so that what the legend says is what was done; those that fall together make one class.

    >>> scale_of([None, 0, 1, 2, 3, 4], number=2)
    Scale(method='quantile', classes=(Class(low=0.0, high=2.0, count=2), Class(low=2.0, high=4.0, count=2)), zero=1, \
missing=1, whole=True)
    """
    if method not in METHODS:
        raise Usage(f"{method!r} is not how classes are made; expected {', '.join(METHODS)}", (), "scale")
    known = sorted(value for value in values if value)
    zero, missing = sum(value == 0 for value in values), sum(value is None for value in values)
    whole = all(float(value).is_integer() for value in known)
    if not known:
        return Scale(method, (), zero, missing, whole)
    least, most = known[0], known[-1]
    if method == "quantile":
        bounds = [known[math.ceil(len(known) * i / number) - 1] for i in range(1, number + 1)]
    elif method == "equal":
        bounds = [least + (most - least) * i / number for i in range(1, number + 1)]
    else:
        bounds = [least * (most / least) ** (i / number) for i in range(1, number + 1)]
    rounded = sorted({_up(bound, whole) for bound in bounds})
    tops = [top for top in rounded if top >= least]
    lows = [_down(least, whole), *tops[:-1]]
    scale = Scale(
        method, tuple(Class(low, high, 0) for low, high in zip(lows, tops, strict=True)), zero, missing, whole
    )
    counts = [0] * len(tops)
    for value in known:
        at = scale.of(value)
        counts[at or 0] += 1
    classes = tuple(Class(c.low, c.high, n) for c, n in zip(scale.classes, counts, strict=True))
    return Scale(method, classes, zero, missing, whole)


def _step(value: float, whole: bool) -> float:
    """What keeps three digits of a value: 0.01 of 1.23, 1000 of 123456; at least 1 of whole numbers."""
    places = math.floor(math.log10(value)) - _DIGITS + 1
    return 10.0 ** (max(places, 0) if whole else places)


def _up(value: float, whole: bool) -> float:
    step = _step(value, whole)
    return round(math.ceil(round(value / step, 6)) * step, 9)


def _down(value: float, whole: bool) -> float:
    """What the lowest class begins after: less than the least value."""
    step = _step(value, whole)
    return round(max(0.0, (math.ceil(round(value / step, 6)) - 1) * step), 9)
