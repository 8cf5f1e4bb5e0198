"""From rows to incidence: which things (actors, hubs, countries, themes) meet at which pivots, when, by what ties."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.errors import Usage
from kg.model.period import Bounds, year
from kg.model.tie import Node, TieRow

__all__ = ["MODES", "Affiliation", "Incidence", "incidence", "together"]

MODES = ("actor", "hub", "country", "theme")


@dataclass(slots=True)
class Affiliation:
    """One item at one pivot: the kinds of tie, and the years between which it is known to have been there.

    `first` is the earliest year, `last` the latest one that any date names; 0 when unknown. `open` when some tie has
    no stated end. `bounds` hold all of its ties there: from the first to the last day on which one can have held.
    """

    kinds: set[str] = field(default_factory=set)
    first: int = 0
    last: int = 0
    open: bool = False
    bounds: Bounds | None = None

    def add(self, row: TieRow) -> None:
        """Take one more tie into account."""
        self.kinds.add(row.kind)
        over = row.end or row.bounds.last
        years = [y for y in (year(row.start), year(row.as_of), year(over)) if y]
        if row.start and years:
            self.first = min(self.first or years[0], years[0])
        self.last = max(self.last, year(over) or max(years, default=0))
        self.open = self.open or not over
        self.bounds = row.bounds if self.bounds is None else self.bounds.join(row.bounds)


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
    - `country`: countries meet at hubs; actors whose country is unknown are counted in `unknown`.
    - `theme`: themes meet at hubs that carry both, and in actors that have a tie to both.
    """
    choose: dict[str, Callable[[TieRow, Mapping[str, Node]], Iterator[tuple[str, str]]]] = {
        "actor": lambda row, _: iter([(row.hub, row.actor)]),
        "hub": lambda row, _: iter([(row.actor, row.hub)]),
        "country": lambda row, known: iter([(row.hub, known[row.actor].country if row.actor in known else "")]),
        "theme": _themes,
    }
    if mode not in choose:
        raise Usage(f"unknown mode {mode!r}; expected one of {', '.join(MODES)}")
    cells: defaultdict[str, defaultdict[str, Affiliation]] = defaultdict(lambda: defaultdict(Affiliation))
    hubs_of: defaultdict[str, set[str]] = defaultdict(set)
    homeless: set[str] = set()
    for row in rows:
        for pivot, item in choose[mode](row, nodes):
            if not item:
                homeless.add(row.actor)
                continue
            cells[pivot][item].add(row)
            hubs_of[item].add(row.hub)
    items = sorted(hubs_of)
    if mode == "country":
        described = _countries(items, nodes)
    else:
        kind = mode if mode == "theme" else ("project" if mode == "hub" else "actor")
        described = {item: nodes.get(item) or Node(item, type=kind) for item in items}
    if mode in ("actor", "country"):
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


def _carrying(node: Node, hubs: set[str], nodes: Mapping[str, Node]) -> Node:
    """A node with the themes and programmes of its hubs added to its own, the commonest first."""
    found = []
    for name in ("themes", "programmes"):
        count: Counter[str] = Counter(dict.fromkeys(getattr(node, name), 1))
        for hub in hubs:
            if hub in nodes:
                count.update(getattr(nodes[hub], name))
        found.append(tuple(sorted(count, key=lambda key: (-count[key], key))))
    return replace(node, themes=found[0], programmes=found[1])


def _themes(row: TieRow, nodes: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    if row.kind == "theme":
        yield row.actor, row.hub
    elif row.hub in nodes:
        for theme in nodes[row.hub].themes:
            yield row.hub, theme
