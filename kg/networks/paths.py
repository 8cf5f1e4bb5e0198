"""How two actors are connected: shortest chains actor – hub – actor – … over the two-mode graph."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kg.model.encounter import Entity
from kg.model.lookup import Evidence

__all__ = ["PathStep", "at_once", "shortest_chains"]

K = TypeVar("K", bound=Hashable)
_OPEN = "9999"


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step in a chain: an actor, and how the one before it is tied to it (nothing for the first).

    `known_by` is the strongest evidence of what ties them: a key of `skc:evidence-strength`. `end_reason` says why the
    tie has that end where neither side's own does: a key of `skc:bound-reason`.
    """

    actor: Entity
    kind: str = ""
    hub: Entity | None = None
    start: str = ""
    end: str = ""
    sources: tuple[Evidence, ...] = ()
    known_by: str = ""
    end_reason: str = ""


def at_once(rows: Iterable[tuple[K, K, str, str]]) -> Iterator[tuple[tuple[K, int], K]]:
    """((hub, number), actor) from (hub, actor, first and last day): a hub for each time at which others were there.

    Two actors are at one of these together just when they can have been at the hub at the same time: then they were
    on the last day of the first to leave. A hub whose actors all overlap is one.
    """
    at: defaultdict[K, list[tuple[str, str, K]]] = defaultdict(list)
    for hub, actor, first, last in rows:
        at[hub].append((first, last or _OPEN, actor))
    for hub, stays in at.items():
        leaving = sorted({last for _, last, _ in stays})
        days = leaving if max(first for first, _, _ in stays) > leaving[0] else leaving[:1]
        for number, day in enumerate(days):
            for first, last, actor in stays:
                if first <= day <= last:
                    yield (hub, number), actor


def shortest_chains(
    incidence: Iterable[tuple[K, K]],
    start: K,
    goal: K,
    limit: int = 3,
    longest: int = 6,
    thing: Callable[[K], Hashable] = lambda hub: hub,
) -> list[list[K]]:
    """The shortest chains between two actors as `[actor, hub, actor, …]`, those over small hubs first.

    `incidence` holds (hub, actor) pairs; a chain has at most `longest` hubs. Breadth-first search from the start gives
    the length; among chains of that length the cost is the sum of the sizes of the hubs (a chain over two twin-town
    ties beats one over two large consortia). No chain is an empty list; an actor is not connected with itself.
    `thing` says what a hub is a part of (`at_once`): chains over the same things are one, over the smallest parts.
    """
    actors_of: dict[K, list[K]] = {}
    hubs_of: dict[K, list[K]] = {}
    for hub, actor in incidence:
        actors_of.setdefault(hub, []).append(actor)
        hubs_of.setdefault(actor, []).append(hub)
    if start == goal or start not in hubs_of or goal not in hubs_of:
        return []
    distance = {start: 0}
    frontier, seen_hubs = [start], set[K]()
    while frontier and goal not in distance and distance[frontier[0]] < longest:
        following = []
        for actor in frontier:
            for hub in hubs_of[actor]:
                if hub in seen_hubs:
                    continue
                seen_hubs.add(hub)
                for other in actors_of[hub]:
                    if other not in distance:
                        distance[other] = distance[actor] + 1
                        following.append(other)
        frontier = following
    if goal not in distance:
        return []
    return _cheapest(actors_of, hubs_of, distance, goal, limit=limit, thing=thing)


def _cheapest(
    actors_of: dict[K, list[K]],
    hubs_of: dict[K, list[K]],
    distance: dict[K, int],
    goal: K,
    limit: int,
    thing: Callable[[K], Hashable],
) -> list[list[K]]:
    """Uniform-cost search backwards over the layers of a breadth-first search; the cheapest chains come out first."""
    sizes = {hub: len(actors) for hub, actors in actors_of.items()}
    queue: list[tuple[int, int, list[K]]] = [(0, 0, [goal])]
    ticket = 0  # settles equal costs in the order of discovery, so that chains need no order of their own
    chains: list[list[K]] = []
    expanded: dict[K, int] = {}
    while queue and len(chains) < limit:
        cost, _, tail = heapq.heappop(queue)
        actor = tail[0]
        if distance[actor] == 0:
            chains.append(tail)
            continue
        expanded[actor] = expanded.get(actor, 0) + 1
        if expanded[actor] > limit:  # more chains through this actor than are asked for
            continue
        links: dict[tuple[Hashable, K], K] = {}
        for hub in hubs_of[actor]:
            for other in actors_of[hub]:
                link = (thing(hub), other)
                if distance.get(other) == distance[actor] - 1 and (
                    link not in links or sizes[hub] < sizes[links[link]]
                ):
                    links[link] = hub
        for (_, other), hub in links.items():
            ticket += 1
            heapq.heappush(queue, (cost + sizes[hub], ticket, [other, hub, *tail]))
    return chains
