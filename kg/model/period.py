"""The rule of time: when a tie held, in dates of differing precision, and how sure that is. Nothing else decides it.

A date is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; an empty text is unknown. What a source says of a tie becomes four days,
its `Bounds`; they are worked out once, when a graph is built (`kg.store.derived.bounds`), and every question about time
is answered from them by `certainty`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

__all__ = [
    "CERTAINTIES",
    "DID_NOT_HOLD",
    "EVIDENCE_YEARS",
    "HELD",
    "MAY_HAVE_HELD",
    "NOT_KNOWN",
    "OWN_REASONS",
    "UNDATED",
    "Bounds",
    "agree",
    "before",
    "certainty",
    "earliest",
    "latest",
    "least",
    "on_day",
    "overlaps",
    "surest",
    "today",
    "year",
    "year_of",
]

HELD, MAY_HAVE_HELD, DID_NOT_HOLD, NOT_KNOWN = "held", "may-have-held", "did-not-hold", "not-known"
CERTAINTIES = (HELD, MAY_HAVE_HELD, NOT_KNOWN, DID_NOT_HOLD)
"""The four words, the surest first; the keys of the concepts in `skc:certainty`."""

EVIDENCE_YEARS = 5
"""For how many years after the last source that vouches for it a tie without an end is taken to hold for sure."""


class Bounds(NamedTuple):
    """Four days (`YYYY-MM-DD`), each empty when unknown.

    The tie can have held from `first` to `last`. It had begun by `sure_first` for sure, and had not ended before
    `sure_last`. Without any of the four nothing is known of when it held.
    """

    first: str = ""
    last: str = ""
    sure_first: str = ""
    sure_last: str = ""

    @property
    def never(self) -> bool:
        """Do the bounds rule out every day?"""
        return bool(self.first and self.last and self.first > self.last)

    def within(self, start: str, end: str) -> Bounds:
        """These bounds inside the life of a party, a network or a project, from `start` to `end` (dates)."""
        return Bounds(
            max(self.first, earliest(start)),
            least(self.last, latest(end)),
            self.sure_first and max(self.sure_first, latest(start)),
            self.sure_last and least(self.sure_last, earliest(end)),
        )

    def meet(self, other: Bounds) -> Bounds:
        """When both held: the time that two actors were at a hub together."""
        return Bounds(
            max(self.first, other.first),
            least(self.last, other.last),
            self.sure_first and other.sure_first and max(self.sure_first, other.sure_first),
            self.sure_last and other.sure_last and min(self.sure_last, other.sure_last),
        )

    def join(self, other: Bounds) -> Bounds:
        """When either held: two ties of one actor at a hub, seen as one stay."""
        return Bounds(
            min(self.first, other.first),
            self.last and other.last and max(self.last, other.last),
            least(self.sure_first, other.sure_first),
            max(self.sure_last, other.sure_last),
        )

    @classmethod
    def of(
        cls, start: str = "", end: str = "", as_of: str = "", *, ended: bool = False, years: int = EVIDENCE_YEARS
    ) -> Bounds:
        """The bounds of a tie from what a source says of it: when it began and ended, and when it is vouched for.

        A tie that is called `ended` without an end had ended by `as_of`. A tie without an end is sure to hold for
        `years` years after the last word on it, its start or `as_of`; after that it may hold.

        >>> Bounds.of("2018", "2020-06")
        Bounds(first='2018-01-01', last='2020-06-30', sure_first='2018-12-31', sure_last='2020-06-01')
        >>> Bounds.of("1991", as_of="2019", ended=True)
        Bounds(first='1991-01-01', last='2019-12-31', sure_first='1991-12-31', sure_last='1991-01-01')
        >>> Bounds.of(as_of="2021-05-03")
        Bounds(first='', last='', sure_first='2021-05-03', sure_last='2026-05-03')
        """
        vouched = "" if ended else as_of
        begun = [latest(date) for date in (start, vouched) if date]
        if end:
            last, sure_last = latest(end), earliest(end)
        elif ended:
            last, sure_last = latest(as_of), earliest(start)
        else:
            last, sure_last = "", _years_after(max(begun, default=""), years)
        return cls(earliest(start), last, min(begun, default=""), sure_last)


UNDATED = Bounds()

OWN_REASONS = frozenset(("", "own", "project"))
"""The reasons for a last day (keys of `skc:bound-reason`) that need not be told: the end that the tie itself shows."""


def certainty(bounds: Bounds, since: str = "", until: str = "", *, reported: bool = False) -> str:
    """Did it hold at some time from `since` to `until` (dates; empty: no limit)? One of the four words.

    A day is the period from that day to itself. Without any limit everything that a source states has held; what is
    only `reported` never did for sure.

    >>> tie = Bounds.of("2018", as_of="2019-11")
    >>> [certainty(tie, day, day) for day in ("2017", "2018-06-01", "2020-06-12", "2026-01-01")]
    ['did-not-hold', 'may-have-held', 'held', 'may-have-held']
    >>> certainty(UNDATED, "2020", "2020")
    'not-known'
    >>> certainty(tie, reported=True)
    'may-have-held'
    """
    if not (since or until):
        return MAY_HAVE_HELD if reported else HELD
    if not overlaps(bounds, since, until) or bounds.never:
        return DID_NOT_HOLD
    if bounds == UNDATED:
        return NOT_KNOWN
    begun = bounds.sure_first and (not until or bounds.sure_first <= latest(until))
    lasting = bounds.sure_last and (not since or bounds.sure_last >= earliest(since))
    return HELD if begun and lasting and not reported else MAY_HAVE_HELD


def overlaps(bounds: Bounds, since: str = "", until: str = "") -> bool:
    """Can it have held at some time from `since` to `until` (dates; empty: no limit)?"""
    return not (
        (since and bounds.last and bounds.last < earliest(since))
        or (until and bounds.first and bounds.first > latest(until))
    )


def surest(words: set[str]) -> str:
    """The surest of some of the four words; what did not hold when there are none."""
    return next((word for word in CERTAINTIES if word in words), DID_NOT_HOLD)


_given_day: ContextVar[str] = ContextVar("given_day", default="")


def today() -> str:
    """The day on which this runs, `YYYY-MM-DD`: the one that a question is about which names none."""
    from datetime import date

    return _given_day.get() or date.today().isoformat()


@contextmanager
def on_day(day: str) -> Iterator[None]:
    """Answer as on another day (`YYYY-MM-DD`): what is asked inside takes it for today.

    >>> with on_day("2020-02-29"):
    ...     today()
    '2020-02-29'
    """
    token = _given_day.set(day)
    try:
        yield
    finally:
        _given_day.reset(token)


def before(date: str, other: str) -> bool:
    """Does a date lie before another for sure? Dates of differing precision are compared as far as both go.

    >>> before("2020", "2021-05"), before("2021", "2021-05"), before("2023-01-01", "2026-12-31")
    (True, False, True)
    """
    shared = min(len(date), len(other))
    return date[:shared] < other[:shared]


def agree(date: str, other: str) -> bool:
    """Can two dates be one, though one is more precise, or missing?

    >>> agree("1995", "1995-06-12"), agree("", "1995"), agree("1995", "1996")
    (True, True, False)
    """
    return date.startswith(other) or other.startswith(date)


def earliest(date: str) -> str:
    """The first day that a date can mean.

    >>> earliest("2020"), earliest("2020-06"), earliest("")
    ('2020-01-01', '2020-06-01', '')
    """
    return date + "-01-01"[len(date) - 4 :] if date and len(date) < 10 else date


def latest(date: str) -> str:
    """The last day that a date can mean.

    >>> latest("2020"), latest("2020-02"), latest("")
    ('2020-12-31', '2020-02-29', '')
    """
    if not date or len(date) == 10:
        return date
    month = date[5:] or "12"
    return f"{date[:4]}-{month}-{_last_of(int(date[:4]), month)}"


def year(date: str | None) -> int | None:
    """The year of a date, or None when it is unknown."""
    return int(date[:4]) if date else None


def year_of(*dates: str) -> str:
    """The latest year among some dates; empty when all are unknown."""
    return max((date[:4] for date in dates if date), default="")


def least(one: str, other: str) -> str:
    """The earlier of two dates; the one that is known where only one is."""
    return (one if one < other else other) if one and other else one or other


def _last_of(year: int, month: str) -> str:
    if month == "02":
        return "29" if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else "28"
    return "30" if month in ("04", "06", "09", "11") else "31"


def _years_after(day: str, years: int) -> str:
    """The same day so many years later; 28 February for a 29 February that the later year lacks."""
    if not day:
        return ""
    later = int(day[:4]) + years
    return f"{later:04d}-02-{_last_of(later, '02')}" if day[5:] == "02-29" else f"{later:04d}{day[4:]}"
