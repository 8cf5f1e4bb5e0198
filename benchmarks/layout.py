"""Ways to lay a network out, held against each other: seconds, and how good the picture is.

    python benchmarks/layout.py [baerum|horizon2000|horizon10000 …] [--only NAME …] [--timeout 300] [--runs 3]

Graphs: Bærum's map of the embedded data, and the 2,000 and the 10,000 things nearest to Oslo in Horizon Europe (actors
and projects; the largest connected part of each). Every way runs in a process of its own, twice at least: `again` says
whether the same places came out to the last bit. Seconds are of the processor, the fewest of the calls alone; `load` is
what importing costs. A way that is not installed says so: `pip install s_gd2 networkit scikit-network rustworkx
crategraph-forceatlas2 graph-layout`.

Quality, the larger the better but for stress and crossings:
- stress: Σ (α‖x_i − x_j‖ − d_ij)² / d_ij² per pair with the α that makes it least, d the steps in the graph, over the
  pairs of 100 seeded nodes with all others (E. Gansner, Y. Koren, S. North, Graph Drawing 2004).
- neighbours: the mean over nodes of |N ∩ K| / |N ∪ K|, N the neighbours in the graph, K as many nearest in the picture
  (J. Kruiger et al., Computer Graphics Forum 36, 283–294, 2017).
- crossings: the share of 100,000 seeded pairs of edges without a common end that cross.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from _common import store, table, work_dir
from scipy.sparse import csgraph
from scipy.spatial import cKDTree

GRAPHS = {"baerum": 0, "horizon2000": 2_000, "horizon10000": 10_000}


def graph_of(name: str) -> sp.csr_array[Any]:
    """The connected graph (n × n, weights) of a name in GRAPHS, kept between runs."""
    file = work_dir() / f"layout-{name}.npz"
    if not file.exists():
        sp.save_npz(file, _made(name))
    return sp.csr_array(sp.load_npz(file))


def _made(name: str) -> sp.csr_array[Any]:
    import kg
    from kg.networks.gather import network, selection
    from kg.networks.sparse import as_sparse

    home = store("horizon" if GRAPHS[name] else "embedded")
    with kg.open(store=str(home)) as samkart:
        chosen = selection(samkart, programme="horizon-europe") if GRAPHS[name] else selection(samkart, actors="Bærum")
        sparse = as_sparse(network(samkart, chosen, mode="two-mode"))
    matrix, first = sparse.matrix, 0
    if GRAPHS[name]:
        first = next(i for i, one in enumerate(sparse.ids) if str(one).endswith("/actor/oslo"))
        steps = csgraph.shortest_path(matrix, unweighted=True, indices=first)
        nearest = np.sort(np.argsort(steps, kind="stable")[: GRAPHS[name]])
        matrix = matrix[nearest][:, nearest]
    label = csgraph.connected_components(matrix, directed=False)[1]
    part = np.flatnonzero(label == np.bincount(label).argmax())
    return sp.csr_array(matrix[part][:, part])


def _edges(matrix: sp.csr_array[Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    upper = sp.triu(matrix, 1).tocoo()
    return upper.row.astype(np.int32), upper.col.astype(np.int32), upper.data


def _networkx(matrix: sp.csr_array[Any]) -> Any:
    import networkx as nx

    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(matrix.shape[0]))
    made.add_weighted_edges_from(zip(*(part.tolist() for part in _edges(matrix)), strict=True))
    return made


def _rows(places: dict[int, Any]) -> np.ndarray:
    return np.array([places[node] for node in range(len(places))], dtype=float)


def ours(matrix: sp.csr_array[Any]) -> np.ndarray:
    """Samkart's own layout of the whole graph."""
    from kg.networks.layout.force_directed import force_layout
    from kg.networks.sparse import SparseGraph

    found = force_layout(SparseGraph(tuple(range(matrix.shape[0])), matrix), seed=1)
    return np.array(list(found.positions.values()))


def sgd2(matrix: sp.csr_array[Any]) -> np.ndarray:
    """Stress by stochastic gradient descent (J. Zheng et al. 2018)."""
    import s_gd2

    rows, columns, _ = _edges(matrix)
    return np.asarray(s_gd2.layout(rows, columns, random_seed=1))


def sgd2_sparse(matrix: sp.csr_array[Any]) -> np.ndarray:
    """The same with 200 pivots (M. Ortmann et al. 2016)."""
    import s_gd2

    rows, columns, _ = _edges(matrix)
    return np.asarray(s_gd2.layout_sparse(rows, columns, 200, random_seed=1))


def _networkit(matrix: sp.csr_array[Any]) -> Any:
    import networkit as nk

    nk.setNumberOfThreads(1)
    nk.setSeed(1, False)
    made = nk.Graph(matrix.shape[0])
    for u, v in zip(*(part.tolist() for part in _edges(matrix)[:2]), strict=True):
        made.addEdge(u, v)
    return made


def maxent(matrix: sp.csr_array[Any]) -> np.ndarray:
    """Maxent-stress (E. Gansner, Y. Hu, S. North 2013; H. Meyerhenke et al. 2018)."""
    import networkit as nk

    graph = _networkit(matrix)  # held: the algorithm does not, and dies
    way = nk.viz.MaxentStress(graph, 2, 3, tolerance=0.01)
    way.run()
    return np.array(way.getCoordinates())


def pivot_mds(matrix: sp.csr_array[Any]) -> np.ndarray:
    """Pivot MDS (U. Brandes, C. Pich 2006)."""
    import networkit as nk

    graph = _networkit(matrix)
    way = nk.viz.PivotMDS(graph, 2, 50)
    way.run()
    return np.array(way.getCoordinates())


def nx_atlas(matrix: sp.csr_array[Any]) -> np.ndarray:
    """ForceAtlas2 of networkx."""
    import networkx as nx

    return _rows(nx.forceatlas2_layout(_networkx(matrix), seed=1, weight="weight"))


def nx_spring(matrix: sp.csr_array[Any]) -> np.ndarray:
    """Fruchterman–Reingold of networkx, its energy version beyond 500 nodes."""
    import networkx as nx

    return _rows(nx.spring_layout(_networkx(matrix), seed=1))


def sk_spring(matrix: sp.csr_array[Any]) -> np.ndarray:
    """Fruchterman–Reingold of scikit-network, its force tree beyond 500 nodes."""
    from sknetwork.embedding import Spring

    np.random.seed(1)  # what the library draws from
    return np.asarray(Spring(2, position_init="spectral").fit_transform(sp.csr_matrix(matrix)))


def sk_atlas(matrix: sp.csr_array[Any]) -> np.ndarray:
    """ForceAtlas2 of scikit-network."""
    from sknetwork.embedding import ForceAtlas

    np.random.seed(1)
    return np.asarray(ForceAtlas(2, n_iter=300).fit_transform(sp.csr_matrix(matrix)))


def rust_spring(matrix: sp.csr_array[Any]) -> np.ndarray:
    """Fruchterman–Reingold of rustworkx."""
    import rustworkx as rx

    made = rx.PyGraph()
    made.add_nodes_from(list(range(matrix.shape[0])))
    made.add_edges_from(list(zip(*(part.tolist() for part in _edges(matrix)), strict=True)))
    return _rows(dict(rx.spring_layout(made, weight_fn=float, seed=1, num_iter=300)))


def crategraph(matrix: sp.csr_array[Any]) -> np.ndarray:
    """ForceAtlas2 of graphology, in Rust."""
    import crategraph_forceatlas2 as atlas

    rows, columns, weights = _edges(matrix)
    pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
    settings = atlas.infer_settings(matrix.shape[0])
    return np.asarray(
        atlas.layout(matrix.shape[0], pairs, weights=weights.tolist(), iterations=300, seed=1, threads=1, **settings)
    )


def yifan_hu(matrix: sp.csr_array[Any]) -> np.ndarray:
    """Multilevel forces (Y. Hu 2005) of graph-layout."""
    from graph_layout import YifanHuLayout

    return _graph_layout(matrix, YifanHuLayout)


def gl_atlas(matrix: sp.csr_array[Any]) -> np.ndarray:
    """ForceAtlas2 of graph-layout."""
    from graph_layout import ForceAtlas2Layout

    return _graph_layout(matrix, ForceAtlas2Layout)


def _graph_layout(matrix: sp.csr_array[Any], way: Any) -> np.ndarray:
    links = [{"source": u, "target": v} for u, v in zip(*(p.tolist() for p in _edges(matrix)[:2]), strict=True)]
    made = way(nodes=[{} for _ in range(matrix.shape[0])], links=links, size=(1000, 1000), random_seed=1)
    made.run()
    return np.array([(node.x, node.y) for node in made.nodes])


WAYS: dict[str, tuple[str, Callable[[sp.csr_array[Any]], np.ndarray]]] = {
    "ours": ("kg.networks.layout.force_directed", ours),
    "s_gd2": ("s_gd2", sgd2),
    "s_gd2 sparse": ("s_gd2", sgd2_sparse),
    "networkit Maxent": ("networkit", maxent),
    "networkit PivotMDS": ("networkit", pivot_mds),
    "networkx ForceAtlas2": ("networkx", nx_atlas),
    "networkx spring": ("networkx", nx_spring),
    "scikit-network Spring": ("sknetwork.embedding", sk_spring),
    "scikit-network ForceAtlas": ("sknetwork.embedding", sk_atlas),
    "rustworkx spring": ("rustworkx", rust_spring),
    "crategraph ForceAtlas2": ("crategraph_forceatlas2", crategraph),
    "graph-layout YifanHu": ("graph_layout", yifan_hu),
    "graph-layout ForceAtlas2": ("graph_layout", gl_atlas),
}


def stress(matrix: sp.csr_array[Any], at: np.ndarray) -> float:
    """See above; 0 is a perfect picture, 1 none at all."""
    n = len(at)
    sources = np.random.default_rng(0).choice(n, min(n, 100), replace=False)
    steps = csgraph.shortest_path(matrix, unweighted=True, indices=sources)
    drawn = np.hypot(*(at[sources, None, :] - at[None, :, :]).transpose(2, 0, 1))
    ratio = drawn[steps > 0] / steps[steps > 0]
    return float(1 - ratio.sum() ** 2 / (len(ratio) * (ratio**2).sum()))


def neighbours(matrix: sp.csr_array[Any], at: np.ndarray) -> float:
    """See above; 1 is a perfect picture."""
    tree, found = cKDTree(at), []
    for node in range(len(at)):
        own = matrix.indices[matrix.indptr[node] : matrix.indptr[node + 1]]
        near = np.atleast_1d(tree.query(at[node], len(own) + 1)[1])
        near = near[near != node][: len(own)]
        both = len(np.intersect1d(own, near))
        found.append(both / (2 * len(own) - both))
    return float(np.mean(found))


def crossings(matrix: sp.csr_array[Any], at: np.ndarray, pairs: int = 100_000) -> float:
    """See above."""
    rows, columns, _ = _edges(matrix)
    one, other = np.random.default_rng(0).integers(0, len(rows), (2, pairs))
    a, b, c, d = rows[one], columns[one], rows[other], columns[other]
    free = (a != c) & (a != d) & (b != c) & (b != d)
    a, b, c, d = at[a[free]], at[b[free]], at[c[free]], at[d[free]]

    def side(p: np.ndarray, q: np.ndarray, r: np.ndarray) -> np.ndarray:
        return np.asarray((q[:, 0] - p[:, 0]) * (r[:, 1] - p[:, 1]) - (q[:, 1] - p[:, 1]) * (r[:, 0] - p[:, 0]))

    return float(((side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0)).mean())


def _once(name: str, graph: str, target: Path) -> None:
    """In a process of its own: import, lay out, write the places with both times."""
    module, way = WAYS[name]
    begun = time.process_time()
    __import__(module)
    loaded = time.process_time()
    matrix = graph_of(graph)
    ready = time.process_time()
    at = way(matrix)
    np.savez(target, at=at, seconds=[loaded - begun, time.process_time() - ready])


def _row(name: str, graph: str, runs: int, timeout: float) -> list[object]:
    found: list[tuple[np.ndarray, float, float]] = []
    for _ in range(max(runs, 2)):
        target = work_dir() / "layout-places.npz"
        command = [sys.executable, __file__, graph, "--only", name, "--into", str(target)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
        except subprocess.TimeoutExpired:
            return [name, f"> {timeout:g}", *["–"] * 5]
        if done.returncode:
            return [name, (done.stderr.strip().splitlines() or ["failed"])[-1][:60], *["–"] * 5]
        with np.load(target) as held:
            found.append((held["at"], *held["seconds"].tolist()))
    matrix, at = graph_of(graph), found[0][0]
    same = all(np.array_equal(at, other) for other, _, _ in found)
    quality = [f"{measure(matrix, at):.3f}" for measure in (stress, neighbours, crossings)]
    load, seconds = (min(row[k] for row in found) for k in (1, 2))
    return [name, f"{seconds:.2f}", f"{load:.2f}", *quality, "same" if same else "differs"]


def main() -> None:
    """Print a table per graph."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="*", default=list(GRAPHS), metavar="GRAPH", help=", ".join(GRAPHS))
    parser.add_argument("--only", nargs="*", default=list(WAYS), metavar="NAME", help=", ".join(WAYS))
    parser.add_argument("--timeout", type=float, default=300)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.into:
        _once(given.only[0], given.graphs[0], given.into)
        return
    for graph in given.graphs:
        matrix = graph_of(graph)
        print(f"\n{graph}: {matrix.shape[0]} nodes, {matrix.nnz // 2} edges\n")
        rows = [_row(name, graph, given.runs, given.timeout) for name in given.only]
        table(["way", "seconds", "load", "stress", "neighbours", "crossings", "again"], rows)


if __name__ == "__main__":
    main()
