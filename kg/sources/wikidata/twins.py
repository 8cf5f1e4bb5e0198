"""Twinnings of what two items say of each other: both directions are one, and so are statements that fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model.period import agree, before
from kg.sources.wikidata.claims import Twin

__all__ = ["Twinning", "twinnings"]


@dataclass(frozen=True, slots=True)
class Twinning:
    """Two items, the smaller number first; `said_by` says which of them say so, and if it is
    `disputed` they say that it ended on different days.
    """

    items: tuple[str, str]
    start: str
    end: str
    references: tuple[str, ...]
    said_by: tuple[str, ...]
    disputed: bool = False

    @property
    def key(self) -> str:
        """Both items, and the start where there is one."""
        return "-".join((*self.items, *((self.start,) if self.start else ())))


def twinnings(said: Mapping[str, Iterable[Twin]]) -> Iterator[Twinning]:
    """All twinnings, by items and start; a statement without a date belongs to any that there is."""
    pairs: dict[tuple[str, str], list[tuple[str, Twin]]] = {}
    for item, twins in said.items():
        for twin in twins:
            if twin.other != item:
                first, second = sorted((item, twin.other), key=lambda each: int(each[1:]))
                pairs.setdefault((first, second), []).append((item, twin))
    for items, statements in sorted(pairs.items(), key=lambda each: [int(item[1:]) for item in each[0]]):
        yield from _of_pair(items, statements)


def _of_pair(items: tuple[str, str], statements: list[tuple[str, Twin]]) -> Iterator[Twinning]:
    found: list[Twinning] = []
    dated_first = sorted(statements, key=lambda each: (not each[1].start, not each[1].end, *each[1].period, each[0]))
    for item, twin in dated_first:
        one = Twinning(items, twin.start, twin.end, twin.references, (item,))
        place = next((n for n, other in enumerate(found) if _fit(one, other)), None)
        if place is None:
            found.append(one)
        else:
            found[place] = _join(found[place], one)
    yield from sorted(found, key=lambda each: each.start)


def _fit(one: Twinning, other: Twinning) -> bool:
    """May two statements be of one twinning: the starts agree, and neither ended before the other began?"""
    return agree(one.start, other.start) and not any(
        early.end and late.start and before(early.end, late.start) for early, late in ((one, other), (other, one))
    )


def _join(one: Twinning, other: Twinning) -> Twinning:
    """Both as one; where they contradict each other on the end there is none."""
    disputed = one.disputed or other.disputed or not agree(one.end, other.end)
    return Twinning(
        one.items,
        start=max(one.start, other.start, key=len),
        end="" if disputed else max(one.end, other.end, key=len),
        references=tuple(sorted({*one.references, *other.references})),
        said_by=tuple(sorted({*one.said_by, *other.said_by})),
        disputed=disputed,
    )
