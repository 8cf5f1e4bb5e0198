"""Seeded random graphs of several families, with weights, to compare measures on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np

__all__ = ["FAMILIES", "family"]

FAMILIES = ("sparse", "dense", "hubs", "blocks", "small-world", "bipartite-projection", "star-and-islands", "edgeless")


def family(name: str, seed: int = 1) -> nx.Graph[int]:
    """A graph of about 150 nodes. Weights are powers of two, so that path lengths 1/weight add up without rounding."""
    graphs: dict[str, Callable[[], Any]] = {
        "sparse": lambda: nx.gnm_random_graph(150, 160, seed=seed),
        "dense": lambda: nx.gnp_random_graph(80, 0.3, seed=seed),
        "hubs": lambda: nx.barabasi_albert_graph(150, 3, seed=seed),
        "blocks": lambda: nx.planted_partition_graph(5, 30, 0.3, 0.01, seed=seed),
        "small-world": lambda: nx.watts_strogatz_graph(150, 6, 0.1, seed=seed),
        "bipartite-projection": lambda: nx.bipartite.projected_graph(
            nx.bipartite.random_graph(120, 60, 0.04, seed=seed), range(120)
        ),
        "star-and-islands": lambda: nx.disjoint_union_all([nx.star_graph(30), nx.path_graph(2), nx.empty_graph(3)]),
        "edgeless": lambda: nx.empty_graph(5),
    }
    graph: nx.Graph[int] = nx.Graph(graphs[name]())
    draw = np.random.default_rng(seed)
    for _, _, data in graph.edges(data=True):
        data["weight"] = 2.0 ** int(draw.integers(-2, 3))
        data["length"] = 1 / data["weight"]
    return graph
