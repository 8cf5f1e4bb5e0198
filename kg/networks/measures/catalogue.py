"""The measures by name: what a caller chooses from, and values together with what must be said about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.errors import Usage
from kg.networks.caveats import Caveat
from kg.networks.measures.degree import clustering, core_number, degree, strength
from kg.networks.measures.shortest_paths import EXACT, betweenness, closeness, pivots_for
from kg.networks.measures.spectral import eigenvector, largest_part, pagerank
from kg.networks.measures.structural_holes import constraint, effective_size
from kg.networks.sparse import SparseGraph, as_sparse

if TYPE_CHECKING:
    from kg.networks.types import FloatArray, Graph, Id

__all__ = ["MEASURES", "Measure", "Measurement", "measure"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its function, and what a reader and a scheduler need to know of it.

    `work` is `light` (one pass over the edges), `triples` or `paths`; `rising` says that a low value comes first in
    a ranking; `sampled` that it may be estimated from starting points.
    """

    compute: Callable[..., FloatArray]
    work: str = "light"
    rising: bool = False
    sampled: bool = False


MEASURES: Mapping[str, Measure] = {
    "degree": Measure(degree),
    "strength": Measure(strength),
    "betweenness": Measure(betweenness, "paths", sampled=True),
    "closeness": Measure(closeness, "paths", sampled=True),
    "eigenvector": Measure(eigenvector),
    "pagerank": Measure(pagerank),
    "core": Measure(core_number),
    "clustering": Measure(clustering, "triples"),
    "constraint": Measure(constraint, "triples", rising=True),
    "effective-size": Measure(effective_size, "triples"),
}
"""betweenness and closeness count steps, clustering triangles; the rest but degree and core number use the weights."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number per node (nan where the measure is not defined) and what must be said about them."""

    name: str
    values: Mapping[Id, float]
    caveats: tuple[Caveat, ...] = ()


def measure(
    graph: Graph | SparseGraph, name: str, *, k: int | None = None, seed: int = 0, weight: str = "weight"
) -> Measurement:
    """A measure of every node. Raises Usage for an unknown name.

    `k` and `seed` govern the starting points of betweenness and closeness: k = None computes exactly as long as
    the graph is not too large.
    """
    if name not in MEASURES:
        raise Usage(f"unknown measure {name!r}; expected one of {', '.join(MEASURES)}")
    sparse = as_sparse(graph, weight)
    chosen = MEASURES[name]
    values = chosen.compute(sparse, k=k, seed=seed) if chosen.sampled else chosen.compute(sparse)
    caveats = [caveat for caveat in sparse.caption.get("caveats", ()) if isinstance(caveat, Caveat)]
    if chosen.sampled and (drawn := len(pivots_for(sparse, k, seed))) < sparse.n:
        caveats.append(Caveat("sampled", {"k": drawn, "n": sparse.n, "seed": seed}))
    if name == "eigenvector" and (size := len(largest_part(sparse))) < sparse.n:
        caveats.append(Caveat("component", {"k": size, "n": sparse.n}))
    if missing := int(np.isnan(values).sum()):
        caveats.append(Caveat("undefined", {"k": missing, "n": sparse.n}))
    return Measurement(name, sparse.values(values), tuple(caveats))


def affordable(graph: SparseGraph, name: str, times: int) -> bool:
    """May a measure be computed `times` times over within seconds?"""
    work = {"light": graph.m * 20, "triples": graph.m * 400, "paths": graph.n * 2 * graph.m}
    return work[MEASURES[name].work] * times <= 2 * EXACT
