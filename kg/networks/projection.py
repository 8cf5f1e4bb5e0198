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

from kg.errors import KgError, Usage
from kg.model.evidence import strongest, weakest
from kg.model.tie import PAIR_KINDS, Node, TieRow
from kg.networks.caption import caption
from kg.networks.choices import WEIGHTS
from kg.networks.incidence import Affiliation, Incidence, incidence, together
from kg.networks.money import at_hub as told_at
from kg.networks.money import shared_money
from kg.networks.selection import Selected
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
    """
    import networkx as nx

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
    `graph.graph["caption"]` says what was counted. `mode` is explained at `incidence`.
    """
    found, graph = _project(rows, nodes, weight=weight, mode=mode, min_weight=min_weight, sources=sources)
    made = graph.to_networkx()
    for item, count in zip(graph.ids, column_sums(graph.held(np.arange(len(graph.pivots)))[0]).tolist(), strict=True):
        made.nodes[item]["ties"] = int(count)
    for (one, other), shared in _evidence(found):
        edge = made.adj[one].get(other)
        if edge is not None:
            edge.update(described(shared, found.cells, one, other))
            edge["programmes"] = programmes_of(shared, nodes)
            if mode not in ("hub", "theme"):
                edge |= shared_money(shared, found.cells, nodes, (one, other))
    return made


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
    return _project(rows, nodes, weight=weight, mode=mode, min_weight=min_weight, sources=sources)[1]


def _rows(rows: Rows) -> Sequence[TieRow]:
    return rows.rows if isinstance(rows, Selected) else tuple(rows)


def _project(
    rows: Rows, nodes: Mapping[str, Node], weight: str, mode: str, min_weight: float | None, sources: Sequence[str]
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
    least = min_weight if min_weight is not None else (rows.selection.min_weight if isinstance(rows, Selected) else 0.0)
    ids = tuple(found.nodes)
    matrix, held, weights, apart = _product(found, ids, weight)
    if least:
        matrix.data[matrix.data < least] = 0
        matrix.eliminate_zeros()
    told = caption(
        rows,
        kept,
        mode=mode,
        weight=weight,
        nodes=len(ids),
        edges=matrix.nnz // 2,
        sources=sources,
        min_weight=least,
        unknown=found.unknown,
    )
    return found, SparseGraph(
        ids=ids,
        matrix=matrix,
        nodes=tuple(found.nodes.values()),
        pivots=tuple(found.cells),
        incidence=held,
        pivot_weights=weights,
        caption=told,
        apart=apart,
    )


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


def _evidence(found: Incidence) -> Iterator[tuple[tuple[str, str], list[str]]]:
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for pivot, items in found.cells.items():
        for pair in combinations(items, 2):
            if (pivot, *pair) not in found.apart:
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
