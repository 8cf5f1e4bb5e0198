"""Names beside discs without overlaps: every name takes the best free place around its disc, or is left out.

Greedy by importance over fixed candidate places (J. Christensen, J. Marks, S. Shieber, An empirical study of
algorithms for point-feature label placement, ACM Trans. Graphics 14, 1995): eight places that touch the disc, then
places farther off with a leader line. Where nothing is free, one less important neighbour may be moved aside.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Box", "Disc", "DiscLabel", "LabelPlacement", "place"]

_CELL = 16.0
_BESIDE = (
    (1, 0, 0.0),
    (-1, 0, 0.35),
    (0, -1, 0.3),
    (0, 1, 0.4),
    (1, -1, 0.15),
    (1, 1, 0.2),
    (-1, -1, 0.45),
    (-1, 1, 0.5),
)
_RINGS = (7.0, 12.0, 18.0, 26.0, 36.0)
_TURNS = 16
_CROSSED = 0.45
_COVERED = 4.0
_MOST_COVERED = 12
_GOOD = 1.7


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its left, top, right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """True where two rectangles share more than a border."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """True where this rectangle lies in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Disc:
    """A node as drawn."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class DiscLabel:
    """A name to place at a disc: its settings (width and height of each way to break it into lines), best first.

    Names are given in order of importance. One that `insists` may cover discs when nothing else is free; one that
    `strays` may stand apart from its disc, with a leader line.
    """

    disc: int
    shapes: tuple[tuple[float, float], ...]
    insists: bool = False
    strays: bool = True


@dataclass(frozen=True, slots=True)
class LabelPlacement:
    """Where a name stands, in which of its shapes, and the leader line to its disc where it stands apart."""

    box: Box
    shape: int
    leader: tuple[float, float, float, float] | None
    cost: float


Segment = tuple[float, float, float, float]


def place(
    discs: Sequence[Disc], names: Sequence[DiscLabel], segments: Iterable[Segment], bounds: Box, *, gap: float = 1.3
) -> list[LabelPlacement | None]:
    """The place of each name, None where there is no room. Names overlap no other name and no disc
    (one that insists may cover a few). `segments` are the edges: crossing them is avoided where it can be. `gap` is the
    room between a disc and its name.
    """
    field = _Field(discs, segments, bounds, gap)
    made: list[LabelPlacement | None] = [None] * len(names)
    for index, name in enumerate(names):
        chosen = field.best(field.beside(name))
        if name.strays and (chosen is None or chosen.cost > _GOOD):
            chosen = field.best([*([chosen] if chosen else []), *field.apart(name)])
        if chosen is None and name.strays:
            ranked = sorted(field.beside(name), key=lambda candidate: candidate.cost)
            chosen = _bump(field, names, made, ranked)
        if chosen is not None:
            made[index] = chosen
            field.put(index, chosen)
    return made


def _bump(
    field: _Field, names: Sequence[DiscLabel], made: list[LabelPlacement | None], ranked: Sequence[LabelPlacement]
) -> LabelPlacement | None:
    for candidate in ranked[:24]:
        blockers = field.blockers(candidate)
        if len(blockers) != 1:
            continue
        other = next(iter(blockers))
        old = made[other]
        if old is None:
            continue
        field.lift(other, old)
        field.put(len(names), candidate)
        moved = field.best(field.beside(names[other])) or field.best(field.apart(names[other]))
        field.lift(len(names), candidate)
        field.put(other, moved or old)
        if moved is not None:
            made[other] = moved
            return candidate
    return None


class _Field:
    """What is where, in square cells, so that only what is near is looked at."""

    def __init__(self, discs: Sequence[Disc], segments: Iterable[Segment], bounds: Box, gap: float) -> None:
        self.discs, self.bounds, self.gap = discs, bounds, gap
        self._discs: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._segments: defaultdict[tuple[int, int], list[Segment]] = defaultdict(list)
        self._boxes: defaultdict[tuple[int, int], dict[int, list[Box]]] = defaultdict(dict)
        for index, disc in enumerate(discs):
            for cell in _cells(Box(disc.x - disc.r, disc.y - disc.r, disc.x + disc.r, disc.y + disc.r)):
                self._discs[cell].append(index)
        for segment in segments:
            for cell in _along(segment):
                self._segments[cell].append(segment)

    def put(self, index: int, placed: LabelPlacement) -> None:
        """Take a place."""
        for box in _extent(placed):
            for cell in _cells(box):
                self._boxes[cell].setdefault(index, []).append(box)

    def lift(self, index: int, placed: LabelPlacement) -> None:
        """Free a place."""
        for box in _extent(placed):
            for cell in _cells(box):
                self._boxes[cell].pop(index, None)

    def blockers(self, candidate: LabelPlacement) -> set[int]:
        """The names in the way of a place."""
        return {
            owner
            for box in _extent(candidate)
            for cell in _cells(box)
            for owner, boxes in self._boxes[cell].items()
            if any(box.meets(other) for other in boxes)
        }

    def best(self, candidates: Iterable[LabelPlacement]) -> LabelPlacement | None:
        """The cheapest free place."""
        ranked = sorted(candidates, key=lambda candidate: candidate.cost)
        return next((candidate for candidate in ranked if not self.blockers(candidate)), None)

    def beside(self, name: DiscLabel) -> Iterator[LabelPlacement]:
        """Places that touch the disc, lie within bounds and cover no disc, with their cost."""
        disc = self.discs[name.disc]
        for shape, (wide, high) in enumerate(name.shapes):
            for dx, dy, cost in _BESIDE:
                box = _beside(disc, wide, high=high, dx=dx, dy=dy, gap=self.gap)
                yield from self._at(name, box, shape, cost + 0.4 * shape, None)

    def apart(self, name: DiscLabel) -> Iterator[LabelPlacement]:
        """Places farther off, with a leader line that touches no other disc."""
        disc = self.discs[name.disc]
        for shape, (wide, high) in enumerate(name.shapes):
            for ring, apart in enumerate(_RINGS):
                for step in range(_TURNS):
                    turn = 2 * math.pi * step / _TURNS
                    box, leader = _apart(disc, wide, high=high, apart=apart, dx=math.cos(turn), dy=math.sin(turn))
                    yield from self._at(name, box, shape, 2.0 + ring + 0.4 * shape, leader)

    def _at(
        self, name: DiscLabel, box: Box, shape: int, cost: float, leader: Segment | None
    ) -> Iterator[LabelPlacement]:
        if not box.within(self.bounds):
            return
        near = {index for cell in _cells(box) for index in self._discs[cell]} - {name.disc}
        covered = sum(1 for index in near if _covers(box, self.discs[index]))
        if covered and not (name.insists and covered <= _MOST_COVERED and leader is None):
            return
        if leader is not None:
            beside = {i for cell in _along(leader) for i in self._discs[cell]} - {name.disc}
            if any(_touches(leader, self.discs[i]) for i in beside):
                return
        crossing = {segment for cell in _cells(box) for segment in self._segments[cell] if _enters(segment, box)}
        yield LabelPlacement(box, shape, leader, cost + _COVERED * covered + _CROSSED * min(len(crossing), 6))


def _beside(disc: Disc, wide: float, high: float, dx: int, dy: int, gap: float) -> Box:
    if dx and dy:
        reach = (disc.r + gap) * math.sqrt(0.5)
        x = disc.x + dx * reach + (0 if dx > 0 else -wide)
        y = disc.y + dy * reach + (-high * 0.25 if dy > 0 else -high * 0.75)
    else:
        reach = disc.r + gap
        x = disc.x + dx * reach + (-wide / 2 if not dx else 0 if dx > 0 else -wide)
        y = disc.y + dy * reach + (-high / 2 if not dy else 0 if dy > 0 else -high)
    return Box(x, y, x + wide, y + high)


def _apart(disc: Disc, wide: float, high: float, apart: float, dx: float, dy: float) -> tuple[Box, Segment]:
    end = disc.x + dx * (disc.r + apart), disc.y + dy * (disc.r + apart)
    x = end[0] - wide / 2 + dx * wide / 2
    y = end[1] - high / 2 + dy * high / 2
    start = disc.x + dx * disc.r, disc.y + dy * disc.r
    return Box(x, y, x + wide, y + high), (*start, end[0] - dx * 0.8, end[1] - dy * 0.8)


def _extent(placed: LabelPlacement) -> list[Box]:
    if placed.leader is None:
        return [placed.box]
    x, y, u, v = placed.leader
    parts = max(2, int(math.hypot(u - x, v - y) // 4))
    points = [(x + (u - x) * i / parts, y + (v - y) * i / parts) for i in range(parts + 1)]
    return [placed.box, *(Box(a - 0.6, b - 0.6, a + 0.6, b + 0.6) for a, b in points)]


def _cells(box: Box) -> list[tuple[int, int]]:
    return [
        (column, row)
        for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1)
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1)
    ]


def _along(segment: Segment) -> set[tuple[int, int]]:
    x, y, u, v = segment
    steps = max(1, math.ceil(math.hypot(u - x, v - y) / (_CELL / 2)))
    return {
        (int((x + (u - x) * i / steps) // _CELL), int((y + (v - y) * i / steps) // _CELL)) for i in range(steps + 1)
    }


def _covers(box: Box, disc: Disc) -> bool:
    dx = max(box.left - disc.x, 0, disc.x - box.right)
    dy = max(box.top - disc.y, 0, disc.y - box.bottom)
    return dx * dx + dy * dy < disc.r * disc.r


def _touches(segment: Segment, disc: Disc) -> bool:
    x, y, u, v = segment
    square = (u - x) ** 2 + (v - y) ** 2
    share = min(1.0, max(0.0, ((disc.x - x) * (u - x) + (disc.y - y) * (v - y)) / square)) if square else 0.0
    return math.hypot(x + share * (u - x) - disc.x, y + share * (v - y) - disc.y) < disc.r


def _enters(segment: Segment, box: Box) -> bool:
    x, y, u, v = segment
    low, high = 0.0, 1.0
    for start, step, first, last in ((x, u - x, box.left, box.right), (y, v - y, box.top, box.bottom)):
        if step == 0:
            if not first < start < last:
                return False
            continue
        one, other = sorted(((first - start) / step, (last - start) / step))
        low, high = max(low, one), min(high, other)
    return low < high
