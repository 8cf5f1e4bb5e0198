"""A made-up one-mode network of more than can be read: fourteen towns of one network, some of which meet otherwise."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.model.tie import Node, TieRow
from kg.networks.projection import one_mode

TOWNS = tuple(f"t{number:02}" for number in range(14))
NODES = {
    **{town: Node(town, town.upper(), "actor", "Municipality", "NO", "local") for town in TOWNS},
    "all": Node("all", "Towns", "network", "Network"),
}
PROJECTS = {"p1": ("t00", "t01"), "p2": ("t00", "t01"), "p3": ("t02", "t03"), "p4": ("t03", "t04", "t05")}


def clique() -> nx.Graph[str]:
    """91 edges by the network alone, five of which rest on projects too; all with their ties and a source."""
    rows = [TieRow(f"all-{town}", "network", "all", town, as_of="2024") for town in TOWNS]
    for hub, towns in PROJECTS.items():
        rows += [TieRow(f"{hub}-{town}", "project", hub, town, "2020", "2023") for town in towns]
    graph = one_mode(rows, NODES, weight="newman", sources=("A list",))
    for _, _, data in graph.edges(data=True):
        data["records"] = [_record(hub) for hub in data["via"]]
    return graph


def _record(hub: str) -> dict[str, Any]:
    source = {"source_title": "A list", "source_url": f"https://example.org/{hub}"}
    if hub == "all":
        return {"kind": "network", "label": "Towns", "as_of": "2024"} | source
    return {"kind": "project", "label": hub.upper(), "start": "2020", "end": "2023"} | source
