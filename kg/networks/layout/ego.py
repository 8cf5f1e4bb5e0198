"""The layout of an ego network: the ego in the middle, partners in rings by closeness and in sectors by kind of tie,
what they meet in at the rim.

Rings by distance from the focus are those of K.-P. Yee, D. Fisher, R. Dhamija, M. Hearst (Animated exploration of
dynamic graphs with radial layout, IEEE InfoVis 2001); here the distance is the rank of closeness, since all are one
step away.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

__all__ = ["PROMINENT", "RING_SIZES", "ego_layout"]

RING_SIZES = (10, 20, 30)
"""How many partners stand in each ring, the closest in the first."""
PROMINENT = RING_SIZES[0]
"""So many partners, the closest, stand next to the ego and are named."""

_RIM = 500.0
_INNER, _OUTER = 225.0, 410.0
_BESIDE = 62.0
_LEAST = 0.09
_START = -math.pi / 2

Positions = dict[Hashable, tuple[float, float]]


def ego_layout(
    egos: Sequence[Hashable],
    partners: Sequence[tuple[Hashable, str, str]],
    rim: Sequence[Hashable],
    *,
    sectors: Sequence[str],
    folded: Mapping[Hashable, str] | None = None,
    aside: Sequence[tuple[Hashable, str, str]] = (),
) -> Positions:
    """Positions within 500 units of the middle, y pointing down; the same input always gives the same.

    `partners` are the partners from the closest on, each with its sector and the group that it stands with inside it
    (those met in one project); no more than the rings hold (`RING_SIZES`), or the last ring is crowded. `sectors`
    gives the order of sectors, clockwise from the top, `rim` what stands at the rim, clockwise, and `folded` nodes
    that stand for the rest of a sector, at its outer edge. Each sector is as wide as its fullest ring needs. Those
    `aside`, given as partners, have a ring of their own outside the others.
    """
    found: Positions = dict(_middle(egos))
    rings = list(_rings(partners))
    wide = _widths(rings, sectors, {*(folded or {}).values(), *(sector for _, sector, _ in aside)})
    begin = _begins(wide, sectors)
    places = [(ring, _radius(number, len(rings))) for number, ring in enumerate(rings)]
    for ring, radius in [*places, (aside, (_OUTER + _RIM) / 2)]:
        by_sector: defaultdict[str, list[tuple[Hashable, str]]] = defaultdict(list)
        for node, sector, group in ring:
            by_sector[sector].append((node, group))
        for sector, nodes in by_sector.items():
            order = _grouped(nodes)
            for place, node in enumerate(order):
                found[node] = _at(begin[sector] + wide[sector] * (place + 0.5) / len(order), radius)
    for node, sector in (folded or {}).items():
        found[node] = _at(begin[sector] + wide[sector] * 0.5, (_OUTER + _RIM) / 2)
    for place, node in enumerate(rim):
        found[node] = _at(_START + 2 * math.pi * (place + 0.5) / len(rim), _RIM)
    return found


def _middle(egos: Sequence[Hashable]) -> Iterable[tuple[Hashable, tuple[float, float]]]:
    if len(egos) == 1:
        return [(egos[0], (0.0, 0.0))]
    turn = 2 * math.pi / max(len(egos), 1)
    return [(ego, _at(math.pi + turn * place, _BESIDE)) for place, ego in enumerate(egos)]


def _rings(partners: Sequence[tuple[Hashable, str, str]]) -> Iterable[Sequence[tuple[Hashable, str, str]]]:
    begin = 0
    for number, size in enumerate(RING_SIZES):
        end = begin + size if number < len(RING_SIZES) - 1 else len(partners)
        if partners[begin:end]:
            yield partners[begin:end]
        begin = end


def _radius(number: int, rings: int) -> float:
    return _INNER + (_OUTER - _INNER) * number / max(rings - 1, 2)


def _widths(
    rings: Sequence[Sequence[tuple[Hashable, str, str]]], sectors: Sequence[str], folded: set[str]
) -> dict[str, float]:
    """The angle of each sector in use, in radians."""
    need: dict[str, float] = {}
    for ring, size in zip(rings, RING_SIZES, strict=False):
        for sector, count in Counter(sector for _, sector, _ in ring).items():
            need[sector] = max(need.get(sector, _LEAST), count / size)
    for sector in folded:
        need.setdefault(sector, _LEAST)
    total = sum(need.values())
    return {sector: 2 * math.pi * need[sector] / total for sector in sectors if sector in need}


def _begins(wide: Mapping[str, float], sectors: Sequence[str]) -> dict[str, float]:
    """Where each sector begins; the first one has its middle at the top."""
    used = [sector for sector in sectors if sector in wide]
    begin = _START - (wide[used[0]] / 2 if used else 0.0)
    found = {}
    for sector in used:
        found[sector] = begin
        begin += wide[sector]
    return found


def _grouped(nodes: Sequence[tuple[Hashable, str]]) -> list[Hashable]:
    """Those of a group beside each other, the groups in the order in which they are first met."""
    groups: dict[str, list[Hashable]] = {}
    for node, group in nodes:
        groups.setdefault(group, []).append(node)
    return [node for group in groups.values() for node in group]


def _at(angle: float, radius: float) -> tuple[float, float]:
    return round(radius * math.cos(angle), 1), round(radius * math.sin(angle), 1)
