"""Dates of differing precision compared: did a tie hold on a day, did it touch a period?

A date is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. A missing start or end is unknown, and so is the day within a year:
such a tie is possible, not certain.
"""

from __future__ import annotations

__all__ = ["holds", "touches", "year_of"]


def holds(start: str, end: str, day: str) -> str:
    """`yes`, `possible` or `no`: did something that lasted from `start` to `end` hold on `day`?

    `yes` needs a start that lies clearly before and, unless the end is open, an end clearly after: a tie whose
    end nobody has stated is taken to go on. `possible` is what the precision leaves open.

    >>> holds("2018-01-01", "", "2020-06-12"), holds("2021-01-01", "", "2020-06-12")
    ('yes', 'no')
    >>> holds("2020", "", "2020-06-12"), holds("", "", "2020-06-12"), holds("", "2019", "2020-06-12")
    ('possible', 'possible', 'no')
    """
    sure = bool(start)
    if start:
        shared = min(len(start), len(day))
        if start[:shared] > day[:shared]:
            return "no"
        sure = start[:shared] < day[:shared] or len(start) == len(day)
    if end:
        shared = min(len(end), len(day))
        if end[:shared] < day[:shared]:
            return "no"
        sure = sure and (end[:shared] > day[:shared] or len(end) == len(day))
    return "yes" if sure else "possible"


def touches(start: str, end: str, since: str, until: str) -> bool:
    """Can something that lasted from `start` to `end` have held at some time between `since` and `until`?

    >>> touches("2014", "2017-06", "2017", ""), touches("2014", "2016", "2017", ""), touches("2021", "", "", "2020")
    (True, False, False)
    """
    if since and end:
        shared = min(len(since), len(end))
        if end[:shared] < since[:shared]:
            return False
    if until and start:
        shared = min(len(until), len(start))
        if start[:shared] > until[:shared]:
            return False
    return True


def year_of(*dates: str) -> str:
    """The latest year among some dates; empty when all are unknown."""
    return max((date[:4] for date in dates if date), default="")
