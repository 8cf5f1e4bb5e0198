"""Networks of all of Horizon Europe on sparse matrices, against plain networkx on the same rows in the same run.

    python benchmarks/networks.py

Times are medians of three (of one for the peer). What a measure needs of its graph is made beforehand on both sides:
networkx gets a networkx graph, we get a SparseGraph. Results are compared before their times are shown. The layout is
that of 2,000 nodes. Rows are read from the CORDIS download and not counted.
"""

from __future__ import annotations

import csv
import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any

import networkx as nx
import numpy as np
from _common import HORIZON, table

from kg.model.tie import TieRow
from kg.networks.communities import communities
from kg.networks.layout.force_directed import Layout, force_layout, layout_quality
from kg.networks.measures.catalogue import measure
from kg.networks.measures.shortest_paths import betweenness, pivots_for
from kg.networks.projection import sparse_one_mode
from kg.networks.sparse import SparseGraph

PIVOTS = 16


def read() -> list[TieRow]:
    """The participations as rows."""
    if not HORIZON.exists():
        sys.exit(f"no real data: {HORIZON} (set SAMKART_REAL_DATA)")
    with zipfile.ZipFile(HORIZON) as archive, archive.open("organization.csv") as stream:
        records = csv.DictReader(io.TextIOWrapper(stream, "utf-8", newline=""), delimiter=";")
        pairs = sorted({(r["projectID"], r["organisationID"]) for r in records})
    return [TieRow(f"{project}/{actor}", "project", project, actor) for project, actor in pairs]


def measured(sparse: SparseGraph, name: str) -> Any:
    return measure(sparse, name).values


def timed(work: Callable[[], Any], runs: int) -> tuple[Any, float]:
    """What the work gives and the median of its seconds."""
    seconds, result = [], None
    for _ in range(runs):
        begun = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - begun)
    return result, statistics.median(seconds)


def vector(values: Any) -> Any:
    """Numbers in the order of the ids."""
    return np.array([values[i] for i in sorted(values)], dtype=float)


def main() -> None:
    rows = read()
    lines: list[list[object]] = []

    def line(what: str, ours: float, peer: float, remark: str) -> None:
        lines.append([what, f"{ours:.2f}", f"{peer:.2f}", f"{peer / ours:.0f}", remark])
        print(f"{what}: done", file=sys.stderr)

    sparse, ours = timed(lambda: sparse_one_mode(rows, {}), 3)
    both: nx.Graph[str] = nx.Graph((f"p{row.hub}", row.actor) for row in rows)
    actors = sorted({row.actor for row in rows})
    graph, peer = timed(lambda: nx.bipartite.weighted_projected_graph(both, actors), 1)
    assert (graph.number_of_nodes(), graph.size()) == (sparse.n, sparse.m)
    assert dict(graph.degree(weight="weight")) == measure(sparse, "strength").values
    line("projection, shared ties", ours, peer, f"{sparse.n:,} nodes, {sparse.m:,} edges")

    for name, compute in (("pagerank", lambda: nx.pagerank(graph, tol=1e-15)), ("core", lambda: nx.core_number(graph))):
        values, ours = timed(partial(measured, sparse, name), 3)
        expected, peer = timed(compute, 1)
        apart = float(np.abs(vector(values) - vector(expected)).max())
        assert apart < 1e-8, (name, apart)
        line(name, ours, peer, f"largest difference {apart:.0e}")
    values, ours = timed(lambda: measure(sparse, "clustering").values, 3)
    expected, peer = timed(lambda: nx.clustering(graph), 1)
    assert np.allclose(vector(values), vector(expected))
    line("clustering", ours, peer, "equal")

    found, ours = timed(lambda: communities(sparse), 3)
    parts, peer = timed(lambda: nx.community.louvain_communities(graph, seed=0), 1)
    theirs = nx.community.modularity(graph, parts)
    line("communities (Leiden; Louvain)", ours, peer, f"modularity {found.modularity:.3f}; {theirs:.3f}")

    values, ours = timed(lambda: betweenness(sparse, k=PIVOTS, seed=1), 3)
    drawn = [sparse.ids[i] for i in pivots_for(sparse, PIVOTS, 1)]
    subset, peer = timed(lambda: nx.betweenness_centrality_subset(graph, drawn, list(graph)), 1)
    scale = np.where(np.isin(sparse.ids, drawn), PIVOTS - 1, PIVOTS) * (sparse.n - 2) / 2
    assert np.allclose(values, vector(subset) / scale)
    line(f"betweenness from {PIVOTS} starting points", ours, peer, "equal")

    web: nx.Graph[int] = nx.barabasi_albert_graph(2000, 3, seed=1)
    layout, ours = timed(lambda: force_layout(web), 3)
    springs, peer = timed(lambda: nx.spring_layout(web, seed=1, method="force"), 1)
    ratio = layout_quality(web, layout).ratio
    other = layout_quality(web, Layout({i: (float(x), float(y)) for i, (x, y) in springs.items()})).ratio
    line("layout of 2,000 nodes", ours, peer, f"neighbours/strangers {ratio:.2f}; {other:.2f}")
    table(["what", "Samkart s", "networkx s", "times faster", "remark"], lines)


if __name__ == "__main__":
    main()
