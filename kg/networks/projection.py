"""From rows to graphs: two-mode (who is where) and one-mode (who meets whom).

A one-mode projection is B ᵀWB off the diagonal, B being the incidence of pivots (hubs) and items (actors) and W the
weight of each pivot. It is a sparse product: a consortium of 199 costs its 19,701 pairs once, not once per row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from kg.errors import KgError, Message, Usage
from kg.model.evidence import strongest, weakest
from kg.model.tie import PAIR_KINDS, Node, TieRow
from kg.networks.backbone import disparity, thin
from kg.networks.caption import caption
from kg.networks.choices import WEIGHTS
from kg.networks.incidence import Affiliation, Incidence, incidence, together
from kg.networks.money import at_hub as told_at
from kg.networks.money import shared_money
from kg.networks.selection import Selected, Selection
from kg.networks.sparse import SparseGraph, attributes, column_sums, off_diagonal

if TYPE_CHECKING:
    import networkx as nx

    from kg.networks.types import CsrArray, FloatArray, IntArray

__all__ = ["MOST_PAIRS", "VIA", "one_mode", "sparse_one_mode", "two_mode"]

MOST_PAIRS = 50_000_000
"""More pairs than this (all of Horizon Europe has 1.2 million) are refused: two-mode or `max_hub` is what is wanted."""
VIA = 12
"""How many pivots an edge names as its evidence, the latest first; `ties` tells how many there are."""

Rows = Selected | Sequence[TieRow]


def two_mode(rows: Rows, nodes: Mapping[str, Node], *, sources: Sequence[str] = ()) -> nx.Graph[str]:
    """Actors and hubs as nodes, an edge where an actor is at a hub.

    A node has everything of Node, `side` (actor, hub or both) and `ties`; an edge has `weight` and `ties` (number of
    ties), `kinds`, `roles`, `statuses`, `evidence` (tie ids), `first` and `last` year (None: unknown), `open` (some
    tie has no stated end), `known_by` (the strongest evidence of any), `start`, `end`, `held_from` and `held_until` as
    the ties have them, the `programmes` of the hub, and in EUR the `contribution` to the actor there and to the project
    in all (None: unknown). A twinning or an agreement between two is an edge between the two, without a hub.

    Raises Usage where a Selection asks for a backbone or a least weight: these are of one-mode networks.
    """
    import networkx as nx

    if isinstance(rows, Selected) and rows.selection.is_thinned:
        sentence = "a backbone and a least weight are of networks of one kind of node; choose a mode, as in mode actor"
        raise Usage(Message(sentence, "thinned-two-mode"), (), "mode")

    kept = _rows(rows)
    at_hub: defaultdict[str, set[str]] = defaultdict(set)
    for row in kept:
        at_hub[row.hub].add(row.actor)
    edges: defaultdict[tuple[str, str], list[TieRow]] = defaultdict(list)
    sides: defaultdict[str, set[str]] = defaultdict(set)
    ties: defaultdict[str, set[str]] = defaultdict(set)
    types: dict[str, str] = {}
    for row in kept:
        direct = row.kind in PAIR_KINDS and len(at_hub[row.hub]) == 2
        other = next(iter(at_hub[row.hub] - {row.actor})) if direct else row.hub
        edges[(min(row.actor, other), max(row.actor, other)) if direct else (row.actor, other)].append(row)
        sides[row.actor].add("actor")
        if not direct:
            sides[other].add("hub")
            types[other] = row.kind
        for end in (row.actor, other):
            ties[end].add(row.tie)
    graph: nx.Graph[str] = nx.Graph()
    for item in sorted(sides):
        node = nodes.get(item) or Node(item, type="actor" if "actor" in sides[item] else types[item])
        side = "both" if len(sides[item]) == 2 else next(iter(sides[item]))
        graph.add_node(item, **attributes(node), side=side, ties=len(ties[item]))
    for (one, other), found in sorted(edges.items()):
        presence = Affiliation()
        presence.rows.extend(found)
        evidence = tuple(sorted({row.tie for row in found}))
        graph.add_edge(
            one,
            other,
            weight=float(len(evidence)),
            ties=len(evidence),
            kinds=tuple(sorted(presence.kinds)),
            roles=tuple(sorted({row.role for row in found} - {""})),
            statuses=tuple(sorted({row.status for row in found} - {""})),
            evidence=evidence,
            programmes=nodes[other].programmes if other in nodes else (),
            **told_at(found, nodes.get(other)),
            first=presence.first or None,
            last=presence.last or None,
            open=presence.open,
            known_by=presence.known_by,
        )
    graph.graph["caption"] = caption(rows, kept, mode="two-mode", nodes=len(graph), edges=graph.size(), sources=sources)
    return graph


def one_mode(
    rows: Rows,
    nodes: Mapping[str, Node],
    *,
    weight: str = "shared",
    mode: str = "actor",
    min_weight: float | None = None,
    sources: Sequence[str] = (),
) -> nx.Graph[str]:
    """Actors (hubs, countries, regions, themes) as nodes, an edge where two of them share something.

    `weight` is `shared`, the number of pivots two items share, or `newman`, Σ 1/(k−1) over them, k being the number
    of items at the pivot, so that each pivot gives each of its items a strength of 1 (M. E. J. Newman, Scientific
    collaboration networks II, Phys. Rev. E 64, 016132, 2001). A node has everything of Node (its themes and
    programmes with those of its hubs, commonest first) and `ties`, the number of pivots it is at. An edge has
    `weight`, `ties`, `kinds`, `via` (at most VIA pivots, latest first), `programmes` of its pivots, `first` and `last`
    year (None: unknown), `open` and `known_by`, the strongest of what it rests on, of two ties the weaker one's. In EUR
    it has what is known of the money of shared projects: `contribution_source` to the end of the lesser id,
    `contribution_target` to the other, their sum as `contribution`, and `projects_contribution` to the projects in all.
    `p_value` and `strongest` tell how the edge stands out in the network, see `kg.networks.backbone`.
    `graph.graph["caption"]` says what was counted. `mode` is explained at `incidence`.
    """
    found, whole = _project(rows, nodes, weight=weight, mode=mode, sources=sources)
    least, level = _thinning(rows, min_weight)
    whole = thin(whole, least)
    graph = thin(whole, backbone=level)
    made = graph.to_networkx()
    for item, count in zip(graph.ids, column_sums(graph.held(np.arange(len(graph.pivots)))[0]).tolist(), strict=True):
        made.nodes[item]["ties"] = int(count)
    _tell_significance(made, whole)
    for (one, other), shared in _evidence(found, made):
        edge = made.edges[one, other]
        edge.update(described(shared, found.cells, one, other))
        edge["programmes"] = programmes_of(shared, nodes)
        if mode not in ("hub", "theme"):
            edge |= shared_money(shared, found.cells, nodes, (one, other))
    return made


def _tell_significance(graph: nx.Graph[str], whole: SparseGraph) -> None:
    """Give the edges of a graph the `p_value` that they have in the whole network, and whether they are `strongest`."""
    found = disparity(whole)
    ends = zip(found.one.tolist(), found.other.tolist(), strict=True)
    for (a, b), p, best in zip(ends, found.p.tolist(), found.strongest.tolist(), strict=True):
        edge = graph.adj[whole.ids[a]].get(whole.ids[b])
        if edge is not None:
            edge["p_value"], edge["strongest"] = p, best


def sparse_one_mode(
    rows: Rows,
    nodes: Mapping[str, Node],
    *,
    weight: str = "shared",
    mode: str = "actor",
    min_weight: float | None = None,
    sources: Sequence[str] = (),
) -> SparseGraph:
    """The same projection as a SparseGraph: no evidence on the edges, a small part of the time and memory."""
    graph = _project(rows, nodes, weight=weight, mode=mode, sources=sources)[1]
    return thin(graph, *_thinning(rows, min_weight))


def _rows(rows: Rows) -> Sequence[TieRow]:
    return rows.rows if isinstance(rows, Selected) else tuple(rows)


def _project(
    rows: Rows, nodes: Mapping[str, Node], *, weight: str, mode: str, sources: Sequence[str]
) -> tuple[Incidence, SparseGraph]:
    if weight not in WEIGHTS:
        raise Usage(f"unknown weight {weight!r}; expected one of {', '.join(WEIGHTS)}")
    kept = _rows(rows)
    found = incidence(kept, nodes, mode)
    if found.pairs() > MOST_PAIRS:
        raise KgError(
            f"{found.pairs():,} pairs meet at these hubs, more than {MOST_PAIRS:,}; "
            "draw hubs and actors both (two-mode), choose fewer ties, or leave out the largest hubs (max_hub)"
        )
    ids = tuple(found.nodes)
    matrix, held, weights, apart = _product(found, ids, weight)
    told = caption(
        rows,
        kept,
        mode=mode,
        weight=weight,
        nodes=len(ids),
        edges=matrix.nnz // 2,
        sources=sources,
        unknown=found.unknown,
    )
    graph = SparseGraph(
        ids=ids,
        matrix=matrix,
        nodes=tuple(found.nodes.values()),
        pivots=tuple(found.cells),
        incidence=held,
        pivot_weights=weights,
        caption=told,
        apart=apart,
    )
    return found, graph


def _thinning(rows: Rows, min_weight: float | None) -> tuple[float, float]:
    """The least weight and the level of the backbone that are asked for."""
    chosen = rows.selection if isinstance(rows, Selected) else Selection()
    level = 1.0 if chosen.backbone is None else chosen.backbone
    return chosen.min_weight if min_weight is None else min_weight, level


def _product(found: Incidence, ids: tuple[str, ...], weight: str) -> tuple[CsrArray, CsrArray, FloatArray, IntArray]:
    place = {item: number for number, item in enumerate(ids)}
    sizes = np.array([len(items) for items in found.cells.values()], dtype=np.int64)
    columns = np.array([place[item] for items in found.cells.values() for item in items], dtype=np.int64)
    bounds = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    held: CsrArray = sp.csr_array((np.ones(len(columns)), columns, bounds), shape=(len(sizes), len(ids)))
    weights: FloatArray = np.where(sizes > 1, 1.0 if weight == "shared" else 1.0 / np.maximum(sizes - 1, 1), 0.0)
    scaled = held.copy()
    scaled.data = np.repeat(weights, sizes)
    shared = np.flatnonzero(sizes > 1)
    matrix = sp.csr_array(held[shared].T @ scaled[shared])
    pivot_of = {pivot: number for number, pivot in enumerate(found.cells)} if found.apart else {}
    triples = sorted((pivot_of[p], place[one], place[other]) for p, one, other in found.apart)
    apart = np.array(triples, dtype=np.int64).reshape(-1, 3)
    matrix = off_diagonal(matrix, apart, weights)
    return matrix, held, weights, apart


def _evidence(found: Incidence, graph: nx.Graph[str]) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """The pivots that each edge of a graph rests on."""
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for pivot, items in found.cells.items():
        for pair in combinations(items, 2):
            if (pivot, *pair) not in found.apart and graph.has_edge(*pair):
                shared[pair].append(pivot)
    return iter(shared.items())


def programmes_of(pivots: Sequence[str], nodes: Mapping[str, Node]) -> tuple[str, ...]:
    """The programmes of some pivots, the commonest first."""
    count = Counter(key for pivot in pivots if pivot in nodes for key in nodes[pivot].programmes)
    return tuple(sorted(count, key=lambda key: (-count[key], key)))


def described(
    pivots: list[str], cells: Mapping[str, Mapping[str, Affiliation]], one: str, other: str
) -> dict[str, object]:
    kinds: set[str] = set()
    spans = []
    known = []
    for pivot in pivots:
        pair = cells[pivot][one], cells[pivot][other]
        kinds |= pair[0].kinds | pair[1].kinds
        spans.append((*together(*pair), pivot))
        known.append(weakest(*(each.known_by for each in pair)))
    latest = sorted(spans, key=lambda span: (-span[1], span[3]))
    return {
        "ties": len(pivots),
        "kinds": tuple(sorted(kinds)),
        "via": tuple(span[3] for span in latest[:VIA]),
        "first": min((span[0] for span in spans if span[0]), default=None),
        "last": max((span[1] for span in spans if span[1]), default=None),
        "open": any(span[2] for span in spans),
        "known_by": strongest(*known),
    }
