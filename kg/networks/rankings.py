"""Rankings that say how sure they are: intervals by leaving out hubs, ranks as ranges, thin rows marked."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp
from scipy.special import stdtrit

from kg.networks.backbone import thin
from kg.networks.caveats import Caveat
from kg.networks.measures.catalogue import MEASURES, affordable, measure
from kg.networks.sparse import SparseGraph, as_sparse, column_sums

if TYPE_CHECKING:
    from kg.networks.types import FloatArray, Graph, Id, IntArray

__all__ = ["GROUPS", "LEAST_TIES", "Ranked", "Ranking", "jackknife", "ranking"]

GROUPS = 20
"""Into how many groups the hubs are parted for the intervals."""
LEAST_TIES = 3
"""A row that rests on fewer ties than this is marked thin."""
_FEW_HUBS = 10
_THREADS = min(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row: equal values share a rank. `low` and `high` bound the value, `best` and `worst` the rank (95 %)."""

    rank: int
    id: Id
    label: str
    value: float
    ties: int
    low: float | None = None
    high: float | None = None
    best: int | None = None
    worst: int | None = None

    @property
    def thin(self) -> bool:
        """Whether the row rests on fewer than LEAST_TIES ties."""
        return self.ties < LEAST_TIES


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first rows of a ranking. `of` is how many nodes were ranked; `interval` names the method, "" if none."""

    measure: str
    rows: tuple[Ranked, ...]
    of: int
    interval: str
    caveats: tuple[Caveat, ...]


def ranking(
    graph: Graph | SparseGraph,
    name: str,
    *,
    top: int | None = 20,
    k: int | None = None,
    seed: int = 0,
    intervals: bool = True,
) -> Ranking:
    """The nodes by a measure, strongest first (constraint: freest first), equals by label and id.

    Intervals need a SparseGraph projected by `sparse_one_mode`, which knows its hubs; see `jackknife`. A rank's
    range counts the nodes whose interval lies wholly above and wholly below.
    """
    sparse = as_sparse(graph)
    result = measure(sparse, name, k=k, seed=seed)
    values = np.array(list(result.values.values()))
    caveats = list(result.caveats)
    low = high = None
    hubs = len(sparse.used)
    if sparse.incidence is not None and 0 < hubs < _FEW_HUBS:
        caveats.append(Caveat("few-hubs", {"n": hubs}))
    if intervals and hubs > 1 and affordable(sparse, name, GROUPS):
        low, high = jackknife(sparse, name, seed=seed)
    elif intervals:
        caveats.append(Caveat("no-interval"))
    ties = _ties(sparse)
    sign = 1 if MEASURES[name].rising else -1
    defined = np.flatnonzero(~np.isnan(values))
    rounded = np.round(values, 12)
    labels = [node.name for node in sparse.nodes] if sparse.nodes else [str(i) for i in sparse.ids]
    order = sorted(defined.tolist(), key=lambda i: (sign * rounded[i], labels[i], str(sparse.ids[i])))
    ranges = _ranges(low, high, defined, sign) if low is not None and high is not None else {}
    rows: list[Ranked] = []
    rank = 0
    for place, i in enumerate(order[:top], start=1):
        if not rows or rounded[i] != rounded[order[place - 2]]:
            rank = place
        row = Ranked(rank, sparse.ids[i], labels[i], float(values[i]), int(ties[i]))
        if low is not None and high is not None and i in ranges:
            best, worst = ranges[i]
            row = replace(row, low=float(low[i]), high=float(high[i]), best=best, worst=worst)
        rows.append(row)
    if thin := sum(row.thin for row in rows):
        caveats.append(Caveat("thin", {"k": thin, "n": len(rows), "least": LEAST_TIES}))
    return Ranking(name, tuple(rows), len(order), "jackknife" if low is not None else "", tuple(caveats))


def jackknife(graph: SparseGraph, name: str, *, groups: int = GROUPS, seed: int = 0) -> tuple[FloatArray, FloatArray]:
    """The 95 % interval of a measure of every node by the delete-a-group jackknife over hubs: value ± t · s.

    Two vectors of n numbers, the lower and the upper bounds, in the unit of the measure and the order of `graph.ids`.

    The hubs are dealt into g groups; the measure is computed g times, each time without one group;
    s² = (g−1)/g · Σ (θ_(j) − θ̄)², t with g−1 degrees of freedom. P. S. Kott, The delete-a-group jackknife, Journal of
    Official Statistics 17, 521–526, 2001. Hubs, not edges, are left out, since the edges of one consortium come and
    go together. A network that was thinned is thinned anew each time. nan where the measure is not defined without some
    group. Bounds are cut at 0.
    """
    used = graph.used
    g = min(groups, len(used))
    deal = sorted(used.tolist(), key=lambda p: sha256(f"{seed}\0{graph.pivots[p]}".encode()).digest())
    group = np.full(len(graph.pivots), -1)
    group[deal] = np.arange(len(deal)) % g
    chosen = MEASURES[name]

    def without(j: int) -> FloatArray:
        kept = np.flatnonzero((group >= 0) & (group != j))
        held, weights = graph.held(kept)
        scaled = sp.diags_array(weights) @ held
        whole = SparseGraph(graph.ids, graph.without_apart(sp.csr_array(held.T @ scaled), kept))
        part = thin(whole, graph.min_weight, graph.backbone)
        return chosen.compute(part, seed=seed) if chosen.sampled else chosen.compute(part)

    with ThreadPoolExecutor(min(g, _THREADS)) as pool:  # sparse products leave Python to others meanwhile
        found = list(pool.map(without, range(g)))
    theta = np.array(found)
    spread = np.sqrt((g - 1) / g * ((theta - theta.mean(axis=0)) ** 2).sum(axis=0))
    value = np.array(list(measure(graph, name, seed=seed).values.values()))
    reach = float(stdtrit(g - 1, 0.975)) * spread
    return np.maximum(value - reach, 0), value + reach


def _ties(graph: SparseGraph) -> FloatArray:
    if graph.incidence is None:
        return np.diff(graph.matrix.indptr).astype(float)
    return column_sums(graph.held(graph.used)[0])


def _ranges(low: FloatArray, high: FloatArray, defined: IntArray, sign: int) -> dict[int, tuple[int, int]]:
    known = defined[~np.isnan(low[defined])]
    lows, highs = np.sort(low[known]), np.sort(high[known])
    above = len(known) - np.searchsorted(lows, high[known], side="right")
    below = np.searchsorted(highs, low[known], side="left")
    if sign > 0:
        above, below = below, above
    return {int(i): (1 + int(a), len(known) - int(b)) for i, a, b in zip(known, above, below, strict=True)}
