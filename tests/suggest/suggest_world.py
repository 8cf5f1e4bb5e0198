"""A small made-up world for suggestions, with answers that can be reckoned by hand.

Projects: p1 (a, b) on energy in x, 2020; p2 (b, c, d) on energy and housing in x, 2024; p3 (d, e) on housing in y,
2025. Network n1: a, e, f. Twinning t1: a, g. Actor h has nothing; k has ceased to exist.
"""

from __future__ import annotations

from kg.model.tie import Node, TieRow


def _at(hub: str, kind: str, start: str, *actors: str) -> list[TieRow]:
    first = actors[0]
    return [
        TieRow(f"{hub}-{a}", kind, hub, a, start, role="coordinator" if kind == "project" and a == first else "")
        for a in actors
    ]


TIES = (
    *_at("p1", "project", "2020", "a", "b"),
    *_at("p2", "project", "2024", "b", "c", "d"),
    *_at("p3", "project", "2025", "d", "e"),
    *_at("n1", "network", "2010", "a", "e", "f"),
    TieRow("t1", "twinning", "t1", "a", "1950"),
    TieRow("t1", "twinning", "t1", "g", "1950"),
)
NODES = {
    node.id: node
    for node in (
        Node("a", "Aby", kind="Municipality", country="NO", latitude=60.0, longitude=10.0, population=1000),
        Node("b", "B AS", kind="Company", country="NO"),
        Node("c", "Cby", kind="Municipality", country="SE"),
        Node("d", "Duni", kind="University", country="SE"),
        Node("e", "Eby", kind="Municipality", country="NO", latitude=60.0, longitude=10.0, population=800),
        Node("f", "Fby", kind="Municipality", country="DK"),
        Node("g", "Gby", kind="Municipality", country="FI"),
        Node("h", "Hby", kind="Municipality", country="NO", population=500),
        Node("k", "Kby", kind="Municipality", country="NO", end="2019"),
        Node("p1", "P one", "project", themes=("energy",), programmes=("x",)),
        Node("p2", "P two", "project", themes=("energy", "housing"), programmes=("x",)),
        Node("p3", "P three", "project", themes=("housing",), programmes=("y",)),
        Node("n1", "N one", "network", "Network", themes=("culture",)),
    )
}
