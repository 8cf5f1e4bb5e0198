"""Graphs for figures, charts and exports: a small one with known answers, and real ones from the curated tables."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import networkx as nx

CURATED = Path(__file__).parents[3] / "data" / "curated"
LABELS = {
    "kind": {
        "Municipality": {"nb": "kommune", "nn": "kommune", "en": "municipality"},
        "Network": {"nb": "nettverk", "nn": "nettverk", "en": "network"},
    },
    "tie": {"network": {"nb": "medlemskap", "nn": "medlemskap", "en": "membership"}},
}
POSITIONS: dict[str, tuple[float, float]] = {"a": (0.0, 0.0), "b": (100.0, 0.0), "n": (50.0, 80.0)}
HOSTILE = "<script>alert(\"æ\")</script> & 'co'"


def small() -> nx.Graph[str]:
    """Two towns that are twins and one network that the first is a member of."""
    graph: nx.Graph[str] = nx.Graph()
    graph.graph["labels"] = LABELS
    graph.add_node(
        "a",
        label="Åmot",
        type="actor",
        kind="Municipality",
        country="NO",
        level="local",
        latitude=59.9,
        longitude=10.5,
        ties=2,
        themes=["energy", "mobility"],
        start="1838",
        end=None,
        measures={"pagerank": 0.5},
    )
    graph.add_node(
        "b",
        label="Bodø",
        type="actor",
        kind="Municipality",
        country="SE",
        level="",
        latitude=57.1,
        longitude=12.3,
        ties=1,
        themes=[],
        start=None,
        end="2020-02",
        measures={"pagerank": 0.25},
    )
    graph.add_node("n", label=HOSTILE, type="network", kind="Network", country="", level="international", ties=1)
    graph.add_edge(
        "b",
        "a",
        weight=2,
        kinds=["twinning"],
        first=1950,
        last=None,
        ties=[
            _tie("twinning", "1950", "1960-06", "https://example.org/1"),
            _tie("twinning", "2001-05", "", "https://example.org/2"),
        ],
    )
    graph.add_edge("a", "n", weight=1, kinds=["network"], ties=[_tie("network", "2010", "", "https://example.org/2")])
    return graph


def _tie(kind: str, start: str, end: str, url: str) -> dict[str, str]:
    return {
        "kind": kind,
        "label": "Åmot – Bodø",
        "start": start,
        "end": end,
        "status": "partner",
        "role": "",
        "source_title": "A page",
        "source_url": url,
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (CURATED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def twin_towns() -> nx.Graph[str]:
    """All curated twin-town ties, with names, countries and places."""
    known: dict[str, dict[str, Any]] = {}
    for row in [*_rows("municipalities"), *_rows("towns")]:
        known[row["actor"]] = {
            "label": row["name_nb"] or row.get("name") or row["actor"],
            "type": "actor",
            "kind": "Municipality",
            "country": row.get("country", "NO"),
            "latitude": float(row["latitude"]) if row["latitude"] else None,
            "longitude": float(row["longitude"]) if row["longitude"] else None,
        }
    graph: nx.Graph[str] = nx.Graph()
    for row in _rows("twinnings"):
        for actor in (row["actor_a"], row["actor_b"]):
            graph.add_node(actor, **known.get(actor, {"label": actor, "type": "actor", "kind": "", "country": ""}))
        graph.add_edge(row["actor_a"], row["actor_b"], weight=1, kinds=["twinning"], ties=[])
    for node, degree in list(graph.degree):
        graph.nodes[node]["ties"] = degree
    return graph
