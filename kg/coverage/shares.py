"""Counts made by others and what is held of them, as pure rows: shares, and which of them concern whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Coverage", "in_order", "nearest", "overview"]

_TOLD_FIRST = (
    "members",
    "municipalities-in-projects",
    "participations",
    "projects",
    "participants",
    "twin-towns",
    "municipalities-with-twin-towns",
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A number that others counted and what the graph holds of the same.

    `counted` is a key of `skc:counted`, `about`, `country` and `programme` are IRIs or empty, `start` and `end` the
    period, `precision` a key of `skc:count-precision`; `held` is None where the graph has no way to count.
    """

    iri: str
    counted: str
    number: Decimal
    held: Decimal | None = None
    about: str = ""
    country: str = ""
    programme: str = ""
    start: str = ""
    end: str = ""
    out_of: Decimal | None = None
    precision: str = "exact"
    unit: str = ""
    counted_by: str = ""
    as_of: str = ""
    sources: tuple[tuple[str, str], ...] = ()

    @property
    def share(self) -> Decimal | None:
        """What is held of what was counted, from 0; more than 1 where more is held than was counted.

        >>> Coverage("x", "members", Decimal(8), Decimal(2)).share
        Decimal('0.25')
        """
        return None if self.held is None or not self.number else self.held / self.number


def in_order(rows: Iterable[Coverage], about: str = "") -> list[Coverage]:
    """What is counted of the thing itself first (an IRI), then of parts of a country, then of countries and all.

    Within these by what is counted, the number of municipalities last, and the newest first.
    """

    def order(row: Coverage) -> tuple[object, ...]:
        far = 0 if about and row.about == about else 1 if row.about else 2
        kind = _TOLD_FIRST.index(row.counted) if row.counted in _TOLD_FIRST else len(_TOLD_FIRST)
        return (row.counted == "municipalities", far, kind, row.programme, _newest_first(row), row.iri)

    return sorted(rows, key=order)


def _newest_first(row: Coverage) -> str:
    return "".join(chr(0x10FFFF - ord(letter)) for letter in row.end or row.as_of)


def nearest(rows: Iterable[Coverage], about: Sequence[str], most: int = 2) -> list[Coverage]:
    """The few rows that say most of how complete an answer on somebody is.

    `about` are those that it may concern, the nearest first (the actor, its county, and, as an empty text, its country
    as a whole). Of each thing counted the nearest is taken, of those the newest; kinds in the order of `_TOLD_FIRST`.
    """
    best: dict[str, tuple[tuple[object, ...], Coverage]] = {}
    for row in rows:
        if row.share is None or row.counted not in _TOLD_FIRST or row.about not in about:
            continue
        order = (about.index(row.about), _newest_first(row), row.iri)
        if row.counted not in best or order < best[row.counted][0]:
            best[row.counted] = order, row
    ordered = sorted(best.values(), key=lambda each: (_TOLD_FIRST.index(each[1].counted), each[0]))
    return [row for _, row in ordered[:most]]


def overview(rows: Iterable[Coverage]) -> tuple[int, int, int]:
    """Of how many counts a share is known, of how many at least nine tenths are held, of how many less than half."""
    shares = [row.share for row in rows if row.share is not None]
    return len(shares), sum(each >= Decimal("0.9") for each in shares), sum(each < Decimal("0.5") for each in shares)
