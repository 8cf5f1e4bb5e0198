"""Horizontal or vertical: how much cooperation is between actors of the same level, against what chance would give."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from kg.errors import Usage
from kg.model.encounter import LEVELS
from kg.networks.caveats import Caveat
from kg.networks.sparse import SparseGraph, as_sparse, unweighted

if TYPE_CHECKING:
    from kg.networks.types import FloatArray, Graph, IntArray

__all__ = ["Horizontality", "assortativity", "horizontality", "mixing", "wilson"]


@dataclass(frozen=True, slots=True)
class Horizontality:
    """How much of the edges (or their weight) joins equals. Shares are nan when no edge has both levels known.

    `matrix[i][j]` is the edge weight between `names[i]` and `names[j]`, symmetric, each edge once (so the diagonal
    and the upper triangle sum to horizontal + vertical). `unknown` is the weight of edges with an end of unknown
    value. `low`/`high`: 95 % interval of the share, by `interval`. `expected`: share under random mixing of the edge
    ends; `chance`, `chance_low`, `chance_high`: mean and 95 % range of the share when values are dealt anew to the
    nodes; `p`: how often chance gave at least the share found. `assortativity`, `assortativity_error`: Newman's r.
    """

    attribute: str
    names: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...]
    horizontal: float
    vertical: float
    unknown: float
    edges: int
    share: float
    low: float
    high: float
    interval: str
    expected: float
    chance: float
    chance_low: float
    chance_high: float
    p: float
    assortativity: float
    assortativity_error: float
    caveats: tuple[Caveat, ...]


def horizontality(
    graph: Graph | SparseGraph,
    attribute: str = "level",
    *,
    weighted: bool = True,
    draws: int = 999,
    seed: int = 0,
) -> Horizontality:
    """The share of edge weight between nodes of the same level (or country, kind), with two references.

    Interval: for weights of a projection, the hubs are drawn with replacement `draws` times and the share
    Σ_h within_h / Σ_h all_h taken each time (percentiles of a cluster bootstrap: B. Efron, R. Tibshirani, An
    Introduction to the Bootstrap, 1993). For plain edges, Wilson's score interval (JASA 22, 209–212, 1927), which takes
    edges as independent and says so. References: random mixing Σ a_i², a_i being the share of edge ends at level i
    (Newman 2003), and dealing the levels anew to the nodes of known level `draws` times, which keeps the graph
    (D. Krackhardt, Social Networks 10, 359–381, 1988); p = (1 + times at least as large) / (1 + draws).
    """
    if draws < 1:
        raise Usage(f"draws = {draws}; expected 1 or more")
    whole = as_sparse(graph)
    names, group = _ordered(whole, attribute)
    part, of = whole.part(np.flatnonzero(group >= 0)), group[group >= 0]
    values = part.matrix if weighted else unweighted(part)
    upper = sp.triu(values, 1).tocoo()
    everything = float((whole.matrix.data.sum() if weighted else whole.matrix.nnz) / 2)
    weight = float(upper.data.sum())
    found = mixing(part, of, len(names), weighted=weighted)
    same = float(np.trace(found)) / 2
    share = same / weight if weight else float("nan")
    draw = np.random.default_rng(seed)
    caveats = [caveat for caveat in whole.caption.get("caveats", ()) if isinstance(caveat, Caveat)]
    if part.n < whole.n:
        caveats.append(Caveat("unknown", {"k": whole.n - part.n, "n": whole.n, "what": attribute}))
    if weighted and part.incidence is not None and not part.is_thinned:
        low, high = _by_hubs(part, of, len(names), draws, draw)
        method = "cluster bootstrap over hubs"
        if (hubs := len(part.used)) < 10:
            caveats.append(Caveat("few-hubs", {"n": hubs}))
    else:
        low, high = wilson(share * len(upper.data), len(upper.data))
        method = "Wilson"
        caveats.append(Caveat("independent"))
    chance = np.full(draws, np.nan)
    if weight:
        for number in range(draws):
            dealt = draw.permutation(of)
            chance[number] = upper.data[dealt[upper.row] == dealt[upper.col]].sum() / weight
    ends = found.sum(axis=1) / found.sum() if weight else np.zeros(len(names))
    r, error = assortativity(part, attribute, weighted=weighted)
    matrix = np.round((found + found.T) / 2, 9)
    np.fill_diagonal(matrix, np.diagonal(matrix) / 2)
    bounds = np.quantile(chance, [0.025, 0.975]) if weight else np.full(2, np.nan)
    nothing = float("nan")
    return Horizontality(
        attribute=attribute,
        names=names,
        matrix=tuple(tuple(row) for row in matrix.tolist()),
        horizontal=same,
        vertical=weight - same,
        unknown=max(everything - weight, 0.0),
        edges=len(upper.data),
        share=share,
        low=low,
        high=high,
        interval=method,
        expected=float((ends**2).sum()) if weight else nothing,
        chance=float(chance.mean()),
        chance_low=float(bounds[0]),
        chance_high=float(bounds[1]),
        p=(1 + int((chance >= share - 1e-12).sum())) / (1 + draws) if weight else nothing,
        assortativity=r,
        assortativity_error=error,
        caveats=tuple(caveats),
    )


def mixing(graph: SparseGraph, group: IntArray, number: int, *, weighted: bool = True) -> FloatArray:
    """The `number` × `number` matrix of edge ends: weight from group i to group j, every edge in both directions.

    `group` has the number of each node's group, 0 ≤ group < `number`, in the order of `graph.ids`.
    """
    start = np.repeat(np.arange(graph.n), np.diff(graph.matrix.indptr))
    data = graph.matrix.data if weighted else np.ones(graph.matrix.nnz)
    flat = np.bincount(group[start] * number + group[graph.matrix.indices], weights=data, minlength=number * number)
    return flat.astype(np.float64, copy=False).reshape(number, number)


def assortativity(
    graph: Graph | SparseGraph, attribute: str = "level", *, weighted: bool = False
) -> tuple[float, float]:
    """Newman's coefficient r of mixing by an attribute, and its standard error.

    r = (Σ e_ii − Σ a_i²) / (1 − Σ a_i²), e being the matrix of edge ends divided by its sum, a its row sums: 1 when
    only equals meet, 0 when ends meet by chance. σ² = Σ_edges (r_(e) − r)², r_(e) without the edge. M. E. J. Newman,
    Mixing patterns in networks, Phys. Rev. E 67, 026126, 2003. Nodes of unknown value are left out; nan when there
    is no edge or one value only.
    """
    whole = as_sparse(graph)
    names, group = whole.groups(attribute)
    part, of, number = whole.part(np.flatnonzero(group >= 0)), group[group >= 0], len(names)
    ends = mixing(part, of, number, weighted=weighted)
    r = _coefficient(ends)
    if np.isnan(r) or part.m < 2:
        return float(r), float("nan")
    upper = sp.triu(part.matrix, 1).tocoo()
    weights = upper.data if weighted else np.ones(len(upper.data))
    one, other = of[upper.row], of[upper.col]
    total, rows, same = ends.sum(), ends.sum(axis=1), np.trace(ends)
    left = total - 2 * weights
    trace = same - 2 * weights * (one == other)
    squares = (rows**2).sum() - 2 * weights * (rows[one] + rows[other]) + 2 * weights**2 * (1 + (one == other))
    with np.errstate(divide="ignore", invalid="ignore"):
        without = (trace / left - squares / left**2) / (1 - squares / left**2)
    return float(r), float(sqrt(np.nansum((without - r) ** 2)))


def wilson(successes: float, trials: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Wilson's 95 % score interval of a proportion.

    >>> [round(bound, 4) for bound in wilson(8, 10)]
    [0.4902, 0.9433]
    """
    if not trials:
        return float("nan"), float("nan")
    share = successes / trials
    middle = share + z * z / (2 * trials)
    reach = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return (middle - reach) / (1 + z * z / trials), (middle + reach) / (1 + z * z / trials)


def _ordered(graph: SparseGraph, attribute: str) -> tuple[tuple[str, ...], IntArray]:
    """The groups; levels from local to international, everything else by name."""
    names, group = graph.groups(attribute)
    if attribute != "level":
        return names, group
    order = sorted(range(len(names)), key=lambda i: (_rank(names[i]), names[i]))
    place = np.empty(len(names) + 1, dtype=np.int64)
    place[order] = np.arange(len(names))
    place[-1] = -1
    return tuple(names[i] for i in order), place[group]


def _rank(name: str) -> int:
    key = name.rsplit("/", 1)[-1]
    return LEVELS.index(key) if key in LEVELS else len(LEVELS)


def _coefficient(ends: FloatArray) -> float:
    total = ends.sum()
    if not total:
        return float("nan")
    chance = float(((ends.sum(axis=1) / total) ** 2).sum())
    return float((np.trace(ends) / total - chance) / (1 - chance)) if chance < 1 else float("nan")


def _by_hubs(
    graph: SparseGraph, group: IntArray, number: int, draws: int, draw: np.random.Generator
) -> tuple[float, float]:
    member = sp.csr_array((np.ones(graph.n), (np.arange(graph.n), group)), shape=(graph.n, max(number, 1)))
    incidence, weights = graph.held(graph.used)
    counts = (incidence @ member).toarray()
    size = counts.sum(axis=1)
    within = (counts * (counts - 1)).sum(axis=1) / 2 * weights
    of_all = size * (size - 1) / 2 * weights
    place = {int(pivot): at for at, pivot in enumerate(graph.used)} if len(graph.apart) else {}
    for pivot, one, other in graph.apart.tolist():  # never there at the same time
        if pivot in place:
            of_all[place[pivot]] -= weights[place[pivot]]
            within[place[pivot]] -= weights[place[pivot]] * (group[one] == group[other])
    within, of_all = within[of_all > 0], of_all[of_all > 0]
    if not len(of_all):
        return float("nan"), float("nan")
    shares = np.empty(draws)
    for number_of_draw in range(draws):
        times = np.bincount(draw.integers(len(of_all), size=len(of_all)), minlength=len(of_all))
        shares[number_of_draw] = (within @ times) / (of_all @ times)
    low, high = np.quantile(shares, [0.025, 0.975])
    return float(low), float(high)
