"""Places in a list of suggestions: equals share one, a cut does not part them, and weak ones are not shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, overload

import numpy as np

from kg.suggest.rows import Reason, Suggestion

if TYPE_CHECKING:
    from kg.networks.types import FloatArray

__all__ = ["DIGITS", "Cut", "Shortlist", "cut", "placed", "rounded", "shortlist", "within"]

DIGITS = 2
"""Decimals of a score as it is shown: what is equal so is equal."""


@dataclass(frozen=True, eq=False)
class Shortlist(Sequence[Suggestion]):
    """Suggestions with their places, best first, and what must be told of them, as `notes` (reasons for words)."""

    items: tuple[Suggestion, ...]
    notes: tuple[Reason, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Suggestion: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Suggestion, ...]: ...
    def __getitem__(self, index: int | slice) -> Suggestion | tuple[Suggestion, ...]:
        """A suggestion, or some."""
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Suggestion]:
        return iter(self.items)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Shortlist):
            return (self.items, self.notes) == (other.items, other.notes)
        return self.items == tuple(other) if isinstance(other, list | tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Cut:
    """What of some candidates is shown: their numbers in `chosen`, best first; equals in the order they were given in.

    `more` is how many were shown beyond the limit, `left` how many were left out, because they are equals of each
    other and the limit falls among them.
    """

    chosen: tuple[int, ...]
    more: int = 0
    left: int = 0


def rounded(scores: FloatArray | float) -> FloatArray:
    """Scores as they are shown and compared; noise of the last bits does not make two of one."""
    exact: FloatArray = np.asarray(scores, dtype=np.float64)
    found: FloatArray = np.round(np.round(exact, 9), DIGITS)
    return found


def within(limit: int) -> int:
    """How many are shown at the most so that equals are not parted: half as many more as were asked for, two at least.

    >>> within(1), within(3), within(10)
    (3, 5, 15)
    """
    return limit + max(2, limit // 2)


def cut(scores: FloatArray, limit: int) -> Cut:
    """The best of some candidates by rounded score: `limit` of them, or all or none of the equals at the limit.

    The equals are shown where the list has then no more than `within(limit)`, and left out otherwise.
    """
    shown = rounded(scores)
    order = np.argsort(-shown, kind="stable")
    if len(order) <= limit:
        return Cut(tuple(order.tolist()))
    last = shown[order[limit - 1]]
    above, upto = int((shown > last).sum()), int((shown >= last).sum())
    if upto <= within(limit):
        return Cut(tuple(order[:upto].tolist()), more=upto - limit)
    return Cut(tuple(order[:above].tolist()), left=upto - above)


def placed(found: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Suggestions, best first, with their places: one more than the number of those whose score is shown higher."""
    scores = rounded(np.array([each.score for each in found], dtype=float))
    return tuple(
        replace(each, place=int((scores > score).sum()) + 1) for each, score in zip(found, scores, strict=True)
    )


def shortlist(found: Sequence[Suggestion], parting: Cut, limit: int, weak: Reason | None = None) -> Shortlist:
    """Suggestions with their places and what is to be told: equals, those at the cut, and that there is little more.

    `weak` tells of candidates that were left out for want of a reason; it is said where the list is short of `limit`.
    """
    items = placed(found)
    notes = []
    if len({each.place for each in items}) < len(items):
        notes.append(Reason("equal"))
    if parting.more:
        notes.append(Reason("equal-all", {"count": len(items), "limit": limit}))
    if parting.left:
        notes.append(Reason("equal-none", {"count": parting.left}))
    if weak is not None and len(items) < limit and not parting.left:
        notes.append(weak)
    return Shortlist(items, tuple(notes))
