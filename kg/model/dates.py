"""How sure it is that a tie held in a period, when dates are years, months, days or unknown."""

from __future__ import annotations

from kg.model.period import touches

__all__ = ["earliest", "latest", "standing", "year"]


def earliest(date: str) -> str:
    """The first day a date of any precision can mean.

    >>> earliest("2020"), earliest("2020-06")
    ('2020-01-01', '2020-06-01')
    """
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def latest(date: str) -> str:
    """The last day a date of any precision can mean (the 31st of a month stands for its last day).

    >>> latest("2020"), latest("2020-06")
    ('2020-12-31', '2020-06-31')
    """
    return date + "-12-31"[len(date) - 4 :] if len(date) < 10 else date


def year(date: str | None) -> int | None:
    """The year of a date, or None when it is unknown."""
    return int(date[:4]) if date else None


def standing(start: str | None, end: str | None, as_of: str | None, since: str, until: str) -> str:
    """`yes`, `possible` or `no`: did a tie hold at some time between `since` and `until` (empty: no bound)?

    `no` when the dates rule it out. `yes` when it had surely begun by `until` (its start, or a source's word that it
    held) and had surely not ended before `since`; a tie whose end nobody has stated is taken to go on. A day is the
    period from that day to itself.

    >>> standing("2018", None, None, "2020-06-12", "2020-06-12"), standing(None, None, "2019", "2020", "2020")
    ('yes', 'yes')
    >>> standing("2020", None, None, "2020-06-12", "2020-06-12"), standing(None, "2019", None, "2020", "")
    ('possible', 'no')
    """
    if not (since or until):
        return "yes"
    if not touches(start or "", end or "", since, until):
        return "no"
    begun = min((latest(date) for date in (start, as_of) if date), default="")
    sure = bool(begun) and (not until or begun <= latest(until))
    return "yes" if sure and (not end or not since or earliest(end) >= earliest(since)) else "possible"
