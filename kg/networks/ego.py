"""The ego network: whom an actor works with, how closely, and the networks it is in with the mass of their members.

An ego network is an actor with those it is directly tied to (S. Wasserman, K. Faust, Social Network Analysis, 1994,
ch. 2). Here it has three parts: close partners, met in projects, twinnings and agreements; hubs (networks, or themes
and programmes) that the ego is at; and whoever else is at these. How close a partner is is measured as in
`kg.networks.collaborators`, so that the order is that of `kg who`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

from kg.model.evidence import REPORTED, strongest, weakest
from kg.model.period import UNDATED, Bounds, overlaps
from kg.model.tie import Node
from kg.networks.caption import caption
from kg.networks.caveats import Caveat
from kg.networks.incidence import Affiliation, Incidence, incidence
from kg.networks.money import shared_money
from kg.networks.plain import values
from kg.networks.projection import described, programmes_of, two_mode
from kg.networks.selection import Selected
from kg.networks.sparse import attributes

if TYPE_CHECKING:
    from kg.networks.types import Graph

__all__ = ["CLOSE", "CURRENT", "ENDED", "STANDINGS", "ego_network", "of_side", "over_both", "standing"]

CLOSE = ("agreement", "twinning", "project")
"""The kinds of tie in which partners work with each other, the most lasting first; others make them acquaintances."""

CURRENT, ENDED = "current", "ended"
_SIDES = ("ego", "partner", "hub", "member")
STANDINGS = (CURRENT, REPORTED, ENDED)
"""How a tie stands on a day, the best first: it goes on or may, it is reported only, it has ended."""


def standing(bounds: Bounds, known_by: str, day: str) -> str:
    """One of `STANDINGS`, of a tie with such bounds and evidence: ended where it cannot have held on the day or later.

    >>> tie = Bounds.of("2018", "2020")
    >>> standing(tie, "own-word", "2020"), standing(tie, "own-word", "2021"), standing(tie, "scraped", "2019")
    ('current', 'ended', 'scraped')
    """
    if bounds.never or not overlaps(bounds, since=day):
        return ENDED
    return REPORTED if known_by == REPORTED else CURRENT


def _together(day: str, *stays: Affiliation) -> str:
    """The standing of what some were at together."""
    bounds = reduce(Bounds.meet, (stay.bounds for stay in stays if stay.bounds), UNDATED)
    return standing(bounds, weakest(*(stay.known_by for stay in stays)), day)


@dataclass(slots=True)
class _Met:
    """What an ego and a partner have in common: hubs by standing with Newman's weight, and which kinds they are of."""

    hubs: dict[str, tuple[str, float]] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)


def of_side(graph: Graph, side: str) -> list[str]:
    """The nodes of an ego network that are on a side (`ego`, `partner`, `hub`, `member`, …), in their order."""
    return [str(node) for node, data in graph.nodes(data=True) if data["side"] == side]


def over_both(both: Graph, before: Graph, after: Graph) -> None:
    """Make the union of an ego network in two periods (`kg.networks.union`) one again, in place.

    A node is on the side that is nearer to the ego in either period; partners are ranked by the larger strength. Of
    ties of any standing nothing is left out: what became of them is what is told.
    """
    for node, data in both.nodes(data=True):
        known = [graph.nodes[node] for graph in (before, after) if node in graph]
        data["side"] = min((each["side"] for each in known), key=_SIDES.index)
        for name in ("counts", "kind_of_tie"):
            data[name] = next((each[name] for each in reversed(known) if each.get(name)), None)
        data["strength"] = max((each.get("strength") or 0.0 for each in known), default=0.0)
        if any("members" in each for each in known):
            data["members"] = max(each.get("members", 0) for each in known)
    partners = of_side(both, "partner")
    partners.sort(key=lambda node: (-both.nodes[node]["strength"], str(both.nodes[node]["label"]), node))
    for rank, node in enumerate(partners, 1):
        both.nodes[node]["rank"] = rank
    for _, _, data in both.edges(data=True):
        data["own"] = bool(data.get("own"))
        data.pop("standing", None)
    both.graph["caption"] |= {
        "standings": {},
        "shown": list(STANDINGS),
        "sides": {side: len(of_side(both, side)) for side in ("partner", "hub", "member")},
    }


def ego_network(
    kept: Selected,
    nodes: Mapping[str, Node],
    *,
    day: str,
    ended: bool | None = None,
    reported: bool | None = None,
    sources: Sequence[str] = (),
) -> Graph:
    """The ego network of `kept.selection.ego`, taken as one where they are several.

    A node has everything of Node and `side`: `ego`, `partner` (close to an ego), `hub` (what an ego is at) or `member`
    (somebody else there). A partner has `rank` (1 is the closest), `strength` (Σ 1/(k − 1) over the hubs in common, k
    being the actors there: M. E. J. Newman, Phys. Rev. E 64, 016132, 2001), `ties` (hubs in common) and `kind_of_tie`
    (the kind it has most of), counted over what is shown. A hub has `ties` (by which egos are at it) and `members`.
    Edges between an ego and a partner are as in `one_mode`, edges to hubs as in `two_mode`; all have `standing` on
    `day`. `ended` and `reported` say whether ties of that standing are shown (counted for rank and strength); None
    shows them unless they outnumber the rest. What is shown, and how many edges of an ego have which standing, stands
    in the caption under `shown` and `standings`, the day under `day`.
    """
    egos = tuple(dict.fromkeys(kept.selection.ego))
    close = [row for row in kept.rows if row.kind in CLOSE]
    own = set(egos)
    at = [row for row in kept.rows if row.kind not in CLOSE]
    inside = [row for row in at if row.hub in own]
    found = incidence([*close, *inside], nodes, "actor")
    met = _met(found, own, day)
    graph = two_mode([row for row in at if row.hub not in own], nodes)
    for one, other, data in graph.edges(data=True):
        data["standing"] = standing(Bounds(data["held_from"], data["held_until"]), data["known_by"], day)
        data["own"] = one in own or other in own
    standings = _count(graph, met)
    shown = _shown(standings, ended, reported)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for row in at:
        members[row.hub].add(row.actor)
    for node, data in graph.nodes(data=True):
        data["side"] = "ego" if node in own else "hub" if node in members else "member"
        if data["side"] == "hub":
            data["members"], data["ties"] = len(members[node] - own), len(members[node] & own)
    for ego in egos:
        if ego not in graph:
            graph.add_node(ego, **attributes(nodes.get(ego) or Node(ego)), ties=0)
        graph.nodes[ego]["side"] = "ego"
    _add_partners(graph, found, nodes, met, shown)
    _rank(graph, met, own, shown)
    told = caption(kept, kept.rows, mode="ego", nodes=len(graph), edges=graph.size(), weight="newman", sources=sources)
    off = [
        Caveat(f"{name}-off", {"n": standings[each], "day": day})
        for name, each in (("ended", ENDED), ("reported", REPORTED))
        if each not in shown and standings[each]
    ]
    graph.graph["caption"] = told | {
        "standings": standings,
        "shown": sorted(shown),
        "day": day,
        "sides": {side: len(of_side(graph, side)) for side in ("partner", "hub", "member")},
        "caveats": (*told["caveats"], *off),  # type: ignore[misc]
    }
    return graph


def _met(found: Incidence, own: set[str], day: str) -> dict[tuple[str, str], _Met]:
    """What each ego has in common with each other actor, by (ego, other)."""
    met: defaultdict[tuple[str, str], _Met] = defaultdict(_Met)
    for pivot, items in found.cells.items():
        kind = next(iter(items.values())).rows[0].kind
        if pivot in own:  # a network's own members
            for item, stay in items.items():
                _meet(met[pivot, item], pivot, kind, _together(day, stay), 1 / len(items))
        for ego in sorted(own & items.keys()):
            for item, stay in items.items():
                if item != ego and (pivot, min(ego, item), max(ego, item)) not in found.apart:
                    _meet(met[ego, item], pivot, kind, _together(day, items[ego], stay), 1 / (len(items) - 1))
    return dict(met)


def _meet(met: _Met, pivot: str, kind: str, stands: str, weight: float) -> None:
    met.hubs[pivot] = stands, weight
    met.kinds[kind] = met.kinds.get(kind, 0) + 1


def _best(standings: set[str]) -> str:
    return next(each for each in STANDINGS if each in standings)


def _count(graph: Graph, met: Mapping[tuple[str, str], _Met]) -> dict[str, int]:
    """How many edges of an ego have which standing."""
    counts = dict.fromkeys(STANDINGS, 0)
    for (ego, other), each in met.items():
        if (other, ego) in met and other < ego:
            continue
        counts[_best({stands for stands, _ in each.hubs.values()})] += 1
    for _, _, data in graph.edges(data=True):
        if data["own"]:
            counts[data["standing"]] += 1
    return counts


def _shown(standings: Mapping[str, int], ended: bool | None, reported: bool | None) -> set[str]:
    current, only_reported, over = (standings[each] for each in STANDINGS)
    shown = {CURRENT}
    if reported or (reported is None and only_reported <= current):
        shown.add(REPORTED)
    if ended or (ended is None and over <= current + only_reported):
        shown.add(ENDED)
    return shown


def _add_partners(
    graph: Graph, found: Incidence, nodes: Mapping[str, Node], met: Mapping[tuple[str, str], _Met], shown: set[str]
) -> None:
    for (ego, other), each in sorted(met.items()):
        before = dict(graph.edges[ego, other]) if graph.has_edge(ego, other) else {}
        if "via" in before:
            continue  # the other way round, of two egos
        if other not in graph:
            graph.add_node(other, **attributes(found.nodes.get(other) or nodes.get(other) or Node(other)), ties=0)
        if graph.nodes[other].get("side") != "ego":
            graph.nodes[other]["side"] = "partner"
        pair = min(ego, other), max(ego, other)
        told: dict[str, Any]
        told = _inside(found, ego, other) if ego in each.hubs else described(list(each.hubs), found.cells, *pair)
        told["weight"] = sum(w for stands, w in each.hubs.values() if stands in shown)
        told["weight"] = told["weight"] or sum(w for _, w in each.hubs.values())
        told |= {"standing": _best({stands for stands, _ in each.hubs.values()}), "own": True}
        told["programmes"] = programmes_of(list(each.hubs), nodes)
        if ego not in each.hubs:
            told |= shared_money(list(each.hubs), found.cells, nodes, pair)
        if before:  # a network that it is in, and also works with
            told["standing"] = _best({str(told["standing"]), str(before["standing"])})
            told["kinds"] = tuple(sorted({*values(told, "kinds"), *values(before, "kinds")}))
        graph.add_edge(pair[0], pair[1])
        graph.edges[pair].update(told)


def _inside(found: Incidence, ego: str, other: str) -> dict[str, Any]:
    """The edge of a network that is asked about and of a member of it."""
    stay = found.cells[ego][other]
    return {
        "ties": len({row.tie for row in stay.rows}),
        "kinds": tuple(sorted(stay.kinds)),
        "evidence": tuple(sorted({row.tie for row in stay.rows})),
        "first": stay.first or None,
        "last": stay.last or None,
        "open": stay.open,
        "known_by": strongest(stay.known_by),
    }


def _rank(graph: Graph, met: Mapping[tuple[str, str], _Met], own: set[str], shown: set[str]) -> None:
    """Give egos and partners their figures, and partners their rank in the order of `kg who`."""
    strength: defaultdict[str, float] = defaultdict(float)
    hubs: defaultdict[str, set[str]] = defaultdict(set)
    kinds: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (ego, other), each in met.items():
        visible = {hub: weight for hub, (stands, weight) in each.hubs.items() if stands in shown}
        strength[other] += sum(visible.values())
        hubs[other] |= visible.keys()
        hubs[ego] |= visible.keys()
        for kind, count in each.kinds.items():
            kinds[other][kind] += count
    latest = {
        node: max((data.get("last") or 0 for other, data in graph[node].items() if other in own), default=0)
        for node in strength
    }
    order = sorted(
        (node for node in strength if node not in own),
        key=lambda n: (-round(strength[n], 9), -len(hubs[n]), -latest[n], str(graph.nodes[n]["label"]), n),
    )
    for rank, node in enumerate(order, 1):
        counts = kinds[node]
        place = {kind: number for number, kind in enumerate(CLOSE)}
        graph.nodes[node].update(
            rank=rank,
            strength=round(strength[node], 9),
            ties=len(hubs[node]),
            kind_of_tie=min(counts, key=lambda kind: (-counts[kind], place.get(kind, len(place)), kind)),
            counts=dict(sorted(counts.items())),
        )
    for ego in own:
        at = sum(1 for other in graph[ego] if graph.nodes[other]["side"] == "hub")
        graph.nodes[ego]["ties"] = len(hubs[ego]) + at
