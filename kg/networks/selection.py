"""Which ties and actors a network is about: one frozen Selection, applied to rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace

from kg.errors import Message, Usage
from kg.model.conditions import checked_period, kinds_of
from kg.model.evidence import REPORTED, admits
from kg.model.period import DID_NOT_HOLD, HELD, certainty
from kg.model.tie import Node, TieRow, continued

__all__ = ["Selected", "Selection", "actor_fits", "select"]

_NOBODY = Node("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to keep. An empty set, text or tuple sets no condition.

    `kinds` are tie kinds, `statuses` statuses of ties; `classes`, `countries` and `levels` are asked of the actors,
    `themes` and `programmes` of the hubs (give every narrower one too). `since`/`until` bound a period, `at` is a day
    (or month, or year); `certain` leaves out ties that may not have held then, `evidence` (one of
    `kg.model.evidence.LIMITS`) those that are not known so well. `ego` and `radius` keep what lies
    within so many steps (actor – hub – actor is one step), `between` also the hubs that only the others share;
    an ego needs not meet the conditions on actors; `inside` also keeps who is in an ego that is a network itself.
    `merge` maps a predecessor to its successor. `max_hub` (hubs with more actors are left out, and named), `min_weight`
    and `backbone` (the level of `kg.networks.backbone`) are for the projection.
    """

    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""
    at: str = ""
    certain: bool = False
    evidence: str = ""
    ego: tuple[str, ...] = ()
    radius: int = 1
    between: bool = True
    inside: bool = False
    merge: Mapping[str, str] = field(default_factory=dict)
    min_weight: float = 0.0
    backbone: float | None = None
    max_hub: int | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be meant. Raises Usage."""
        kinds_of(sorted(self.kinds), name="kinds")
        checked_period(self.since, self.until, self.at)
        if self.radius < 1:
            raise Usage(f"radius = {self.radius}; expected 1 or more steps")
        if self.max_hub is not None and self.max_hub < 2:
            raise Usage(f"max_hub = {self.max_hub}; expected 2 or more actors")
        if not 0 <= self.min_weight < float("inf"):
            sentence = "{weight} is no weight; expected 0 or more"
            raise Usage(Message(sentence, "min-weight", weight=str(self.min_weight)), (), "min_weight")
        if self.backbone is not None and not 0 < self.backbone <= 1:
            sentence = "{alpha} is no level of significance; expected more than 0 and at most 1, which keeps all"
            raise Usage(Message(sentence, "backbone", alpha=str(self.backbone)), (), "backbone")

    @property
    def is_thinned(self) -> bool:
        """Whether edges of a one-mode network are to be left out: there are none of that kind with two modes."""
        return self.min_weight > 0 or self.backbone is not None

    def conditions(self) -> dict[str, object]:
        """The conditions that are set, by name, with sets as sorted lists: for captions and exports."""
        found: dict[str, object] = {}
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name == "inside" or (item.name in ("radius", "between") and not self.ego):
                continue  # what every ego network has needs not be told
            if value or (item.name == "between"):
                if isinstance(value, frozenset | tuple):
                    value = sorted(value)
                found[item.name] = dict(sorted(value.items())) if isinstance(value, Mapping) else value
        return found


@dataclass(frozen=True, slots=True)
class Selected:
    """The rows that met a Selection, and what a reader must be told about them.

    `uncertain` counts the ties whose dates leave open whether they held; `absent` are egos that no row names;
    `left_out` are hubs with more than `max_hub` actors.
    """

    rows: tuple[TieRow, ...]
    selection: Selection
    uncertain: int = 0
    absent: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def select(rows: Iterable[TieRow], nodes: Mapping[str, Node], selection: Selection) -> Selected:
    """The rows that meet the conditions, in their own order, with predecessors replaced by successors.

    Time and memory are linear in the number of rows: a hub is entered once, however many actors it has.
    """
    ego = {_successor(actor, selection.merge) for actor in selection.ego}
    kept: list[TieRow] = []
    doubts: set[str] = set()
    since, until = (selection.at, selection.at) if selection.at else (selection.since, selection.until)
    for row in _merged(rows, selection.merge):
        if not _tie_fits(row, nodes, selection) or not (row.actor in ego or actor_fits(row.actor, nodes, selection)):
            continue
        word = certainty(row.bounds, since, until, reported=row.evidence == REPORTED)
        if word == DID_NOT_HOLD or (word != HELD and selection.certain):
            continue
        if word != HELD:
            doubts.add(row.tie)
        kept.append(row)
    absent = tuple(sorted(ego - {row.actor for row in kept}))
    left_out = _too_large(kept, selection.max_hub)
    if left_out:
        kept = [row for row in kept if row.hub not in left_out]
    if selection.ego:
        hubs = ego if selection.inside else set()
        kept = _around(kept, ego, hubs, selection.radius, selection.between)
    doubtful = len(doubts & {row.tie for row in kept})
    return Selected(tuple(kept), selection, doubtful, absent, tuple(sorted(left_out)))


def _merged(rows: Iterable[TieRow], merge: Mapping[str, str]) -> Iterable[TieRow]:
    """Predecessors replaced by successors, what these carry on joined to what they have from them."""
    if not merge:
        return rows
    rows = list(rows)
    merged = {row.tie for row in rows if row.actor in merge}
    after = set(merge.values())
    heirs = {row.tie for row in rows if row.carries in merged and row.actor in after}
    named = (replace(row, actor=_successor(row.actor, merge)) if row.actor in merge else row for row in rows)
    return continued(named, heirs)


def _successor(actor: str, merge: Mapping[str, str]) -> str:
    seen = {actor}
    while actor in merge and merge[actor] not in seen:
        actor = merge[actor]
        seen.add(actor)
    return actor


def _tie_fits(row: TieRow, nodes: Mapping[str, Node], selection: Selection) -> bool:
    if selection.kinds and row.kind not in selection.kinds:
        return False
    if (selection.statuses and row.status not in selection.statuses) or not admits(selection.evidence, row.evidence):
        return False
    hub = nodes.get(row.hub, _NOBODY)
    return (not selection.themes or row.hub in selection.themes or not selection.themes.isdisjoint(hub.themes)) and (
        not selection.programmes
        or row.hub in selection.programmes
        or not selection.programmes.isdisjoint(hub.programmes)
    )


def actor_fits(actor: str, nodes: Mapping[str, Node], selection: Selection) -> bool:
    """Whether an actor meets the conditions on actors: kind, country and level."""
    node = nodes.get(actor, _NOBODY)
    return (
        (not selection.classes or node.kind in selection.classes)
        and (not selection.countries or node.country in selection.countries)
        and (not selection.levels or node.level in selection.levels)
    )


def _too_large(rows: list[TieRow], limit: int | None) -> frozenset[str]:
    if limit is None:
        return frozenset()
    members: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        members[row.hub].add(row.actor)
    return frozenset(hub for hub, actors in members.items() if len(actors) > limit)


def _around(rows: list[TieRow], ego: set[str], inside: set[str], radius: int, between: bool) -> list[TieRow]:
    """The rows within `radius` steps of some actors, by breadth-first search that enters every hub once.

    Those who are in the hubs `inside` are one step away as well.
    """
    hubs_of: defaultdict[str, list[str]] = defaultdict(list)
    actors_of: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        hubs_of[row.actor].append(row.hub)
        actors_of[row.hub].append(row.actor)
    reached, entered = set(ego), set[str]()
    frontier = set(ego)
    for _ in range(radius):
        hubs = {hub for actor in frontier for hub in hubs_of[actor]} - entered
        hubs |= frontier & inside & actors_of.keys()
        entered |= hubs
        frontier = {actor for hub in hubs for actor in actors_of[hub]} - reached
        reached |= frontier
    if between:
        entered |= {hub for hub, actors in actors_of.items() if len(reached.intersection(actors)) > 1}
    return [row for row in rows if row.actor in reached and row.hub in entered]
