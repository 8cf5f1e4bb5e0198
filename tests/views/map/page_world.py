"""A small made-up network for maps, with known answers."""

from __future__ import annotations

from typing import Any

import networkx as nx

EVIL = "</script><img src=x onerror=\"document.title='taken'\">"


def world() -> nx.Graph[str]:
    """Seven nodes, six edges: four municipalities, a project, a network, and one of which little is known."""
    graph: nx.Graph[str] = nx.Graph()

    def add(key: str, label: str, **known: Any) -> None:
        plain = {"type": "actor", "kind": "", "country": "", "level": "", "latitude": None, "longitude": None}
        graph.add_node(
            key, label=label, **(plain | {"themes": [], "programmes": [], "start": None, "end": None} | known)
        )

    town = {"kind": "Municipality", "level": "local"}
    add("baerum", "Bærum", country="NO", latitude=59.89, longitude=10.52, themes=["mobility", "energy"], **town)
    add(
        "asker",
        "Asker",
        country="NO",
        latitude=59.83,
        longitude=10.43,
        themes=["energy"],
        alt_labels=["Asker kommune"],
        **town,
    )
    add("tartu", "Tartu", country="EE", latitude=58.38, longitude=26.72, themes=["mobility"], **town)
    add("malmoe", "Malmö", country="SE", latitude=55.6, longitude=13.0, **town)
    add("sun", "SUN", type="project", themes=["energy"], programmes=["horizon-europe"], start="2021", end="2024")
    add("evil", EVIL, type="network", kind="Network", level="international")
    add("nobody", "Nobody knows")
    page = {"source_title": "The annual report", "source_url": "https://example.org/report"}
    graph.add_edge(
        "baerum",
        "sun",
        ties=[{"kind": "project", "label": "SUN", "start": "2021", "end": "2024", "role": "coordinator"} | page],
    )
    graph.add_edge(
        "asker",
        "sun",
        ties=[{"kind": "project", "label": "SUN", "start": "2021", "end": "2024", "role": "participant"}],
    )
    graph.add_edge("baerum", "tartu", ties=[{"kind": "twinning", "label": "", "start": "1992", "end": ""}])
    graph.add_edge(
        "baerum",
        "malmoe",
        ties=[
            {
                "kind": "agreement",
                "label": "Sound",
                "start": "2005",
                "end": "2010",
                "source_title": "x",
                "source_url": "javascript:alert(1)",
            }
        ],
    )
    graph.add_edge("baerum", "evil", ties=[{"kind": "network", "label": EVIL, "start": None, "end": None}])
    graph.add_edge("asker", "evil", ties=[{"kind": "network", "label": "", "start": "2000", "end": None}])
    for _, _, data in graph.edges(data=True):
        data["kinds"] = sorted({tie["kind"] for tie in data["ties"]})
        data["weight"] = float(len(data["ties"]))
    for node in graph:
        graph.nodes[node]["ties"] = graph.degree[node]
        graph.nodes[node]["measures"] = {"strength": float(graph.degree[node])}
    graph.graph["caption"] = {
        "mode": "two-mode",
        "ties": 6,
        "kinds": {"project": 2, "network": 2, "twinning": 1, "agreement": 1},
        "years": (1992, 2024),
        "undated": 1,
        "as_of": "2026-11-24",
        "sources": ["A made-up world"],
    }
    graph.graph["labels"] = {
        "theme": {
            "energy": {"nb": "Energi", "nn": "Energi", "en": "Energy"},
            "mobility": {"nb": "Mobilitet", "en": "Mobility"},
        },
        "kind": {"Municipality": {"nb": "kommune", "nn": "kommune", "en": "municipality"}},
    }
    return graph
