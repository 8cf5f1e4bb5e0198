"""From rows to incidence: which things (actors, hubs, countries, themes) meet at which pivots, when, by what ties."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce

from kg.errors import Usage
from kg.model.evidence import strongest
from kg.model.period import Bounds, year
from kg.model.tie import Node, TieRow
from kg.networks.choices import AREAS, MODES
from kg.vocab import entity

__all__ = ["Affiliation", "Incidence", "incidence", "together"]


class Affiliation:
    """One item at one pivot by its ties (`rows`); what they say together is worked out when it is asked for."""

    def __init__(self) -> None:
        self.rows: list[TieRow] = []

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of tie."""
        return {row.kind for row in self.rows}

    @cached_property
    def known_by(self) -> str:
        """The strongest evidence of any of its ties there: a key of `skc:evidence-strength`, empty when unknown."""
        return strongest(*(row.evidence for row in self.rows))

    @cached_property
    def first(self) -> int:
        """The earliest year in which it is known to have been there; 0 when unknown."""
        return min((year(row.start) or 0 for row in self.rows if row.start), default=0)

    @cached_property
    def last(self) -> int:
        """The latest year that any date names; 0 when unknown."""
        return max((_last(row) for row in self.rows), default=0)

    @cached_property
    def open(self) -> bool:
        """Whether some tie has no stated end."""
        return any(not (row.end or row.bounds.last) for row in self.rows)

    @cached_property
    def bounds(self) -> Bounds | None:
        """Those of all of its ties there: from the first to the last day on which one can have held."""
        return reduce(Bounds.join, (row.bounds for row in self.rows)) if self.rows else None


def _last(row: TieRow) -> int:
    return year(row.end or row.bounds.last) or max(year(row.start) or 0, year(row.as_of) or 0)


def together(one: Affiliation, other: Affiliation) -> tuple[int, int, bool]:
    """First year, last year (0: unknown) and openness of the time two items share at a pivot."""
    first = max(one.first, other.first)
    if one.open and other.open:
        return first, max(one.last, other.last), True
    ends = [p.last for p in (one, other) if p.last and not p.open]
    return first, min(ends, default=0), False


@dataclass(frozen=True, slots=True)
class Incidence:
    """Who is where: `cells[pivot][item]`, pivots and items sorted; `nodes` describes each item.

    `apart` are the pairs of items that were at a pivot, but never at the same time: (pivot, item, item), the items
    sorted. They do not meet there.
    """

    cells: Mapping[str, Mapping[str, Affiliation]]
    nodes: Mapping[str, Node]
    unknown: int = 0
    apart: frozenset[tuple[str, str, str]] = frozenset()

    def pairs(self) -> int:
        """How many pairs of items the pivots make, counting a pair once per pivot: Σ k(k−1)/2."""
        return sum(len(items) * (len(items) - 1) // 2 for items in self.cells.values())


def incidence(rows: Iterable[TieRow], nodes: Mapping[str, Node], mode: str) -> Incidence:
    """What meets at what. Raises Usage for an unknown mode.

    - `actor`: actors meet at hubs.
    - `hub`: hubs meet in the actors they have in common.
    - `country`, `nuts2`, `nuts3`, `county`: these meet at hubs; actors of which it is unknown are counted in `unknown`.
    - `theme`: themes meet at hubs that carry both, and in actors that have a tie to both.
    """
    choose: dict[str, Callable[[TieRow, Mapping[str, Node]], Iterable[tuple[str, str]]]] = {
        "actor": lambda row, _: ((row.hub, row.actor),),
        "hub": lambda row, _: ((row.actor, row.hub),),
        "theme": _themes,
        **dict.fromkeys(AREAS, lambda row, known: ((row.hub, _area(known.get(row.actor), mode)),)),
    }
    if mode not in choose:
        raise Usage(f"unknown mode {mode!r}; expected one of {', '.join(MODES)}")
    cells: defaultdict[str, defaultdict[str, Affiliation]] = defaultdict(lambda: defaultdict(Affiliation))
    hubs_of: defaultdict[str, set[str]] = defaultdict(set)
    homeless: set[str] = set()
    actors_of: defaultdict[str, set[str]] = defaultdict(set)
    chosen = choose[mode]
    for row in rows:
        for pivot, item in chosen(row, nodes):
            if not item:
                homeless.add(row.actor)
                continue
            cells[pivot][item].rows.append(row)
            hubs_of[item].add(row.hub)
            actors_of[item].add(row.actor)
    items = sorted(hubs_of)
    if mode in AREAS:
        known = _countries(items, nodes) if mode == "country" else _regions(items, nodes)
        described = {item: replace(node, actors=len(actors_of[item])) for item, node in known.items()}
    else:
        kind = mode if mode == "theme" else ("project" if mode == "hub" else "actor")
        described = {item: nodes.get(item) or Node(item, type=kind) for item in items}
    if mode == "actor" or mode in AREAS:
        described = {item: _carrying(node, hubs_of[item], nodes) for item, node in described.items()}
    ordered = {pivot: dict(sorted(cells[pivot].items())) for pivot in sorted(cells)}
    apart = frozenset(_apart(ordered)) if mode == "actor" else frozenset()
    return Incidence(ordered, described, len(homeless), apart)


def _apart(cells: Mapping[str, Mapping[str, Affiliation]]) -> Iterator[tuple[str, str, str]]:
    """The pairs whose bounds at a pivot exclude each other; each is met once, and no other pair is looked at."""
    for pivot, items in cells.items():
        begun = sorted((each.bounds.first, item) for item, each in items.items() if each.bounds and each.bounds.first)
        days = [day for day, _ in begun]
        for item, each in items.items():
            if each.bounds and each.bounds.last and each.bounds.last < (days[-1] if days else ""):
                for _, later in begun[bisect_right(days, each.bounds.last) :]:
                    yield (pivot, min(item, later), max(item, later))


def _countries(codes: list[str], nodes: Mapping[str, Node]) -> dict[str, Node]:
    known = {node.country: node for node in sorted(nodes.values(), key=lambda n: n.id) if node.type == "country"}
    return {
        code: replace(known[code], id=code) if code in known else Node(code, code, "country", "Country", code)
        for code in codes
    }


def _area(node: Node | None, mode: str) -> str:
    """The id of the country or region that an actor is in; empty where that is unknown."""
    found = str(getattr(node, mode)) if node else ""
    return entity("actor", found) if found and mode == "county" else found


def _regions(items: list[str], nodes: Mapping[str, Node]) -> dict[str, Node]:
    """A county is the actor itself, seen as a region; it has no region within it."""
    return {item: replace(nodes.get(item) or Node(item, kind="Region"), type="region") for item in items}


def _carrying(node: Node, hubs: set[str], nodes: Mapping[str, Node]) -> Node:
    """A node with the themes and programmes of its hubs added to its own, the commonest first."""
    around = [nodes[hub] for hub in hubs if hub in nodes]
    return replace(
        node,
        themes=_commonest(node.themes, [hub.themes for hub in around]),
        programmes=_commonest(node.programmes, [hub.programmes for hub in around]),
    )


def _commonest(own: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Keys of one's own, each once, and of others, the commonest first, equals in their own order."""
    count = dict.fromkeys(own, 1)
    for keys in others:
        for key in keys:
            count[key] = count.get(key, 0) + 1
    return tuple(sorted(count, key=lambda key: (-count[key], key))) if len(count) > 1 else tuple(count)


def _themes(row: TieRow, nodes: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    if row.kind == "theme":
        yield row.actor, row.hub
    elif row.hub in nodes:
        for theme in nodes[row.hub].themes:
            yield row.hub, theme
