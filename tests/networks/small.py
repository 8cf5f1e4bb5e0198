"""A small made-up network with answers that can be counted by hand.

Hubs: project p1 (a, b, c), p2 (a, b), network n1 (a, c, d), twinning t1 (a, e). Actor f is alone in p3.
"""

from __future__ import annotations

from kg.model.tie import Node, TieRow

ROWS = (
    TieRow("p1-a", "project", "p1", "a", "2015", "2018-06", None, "partner", "coordinator", contribution=1000.5),
    TieRow("p1-b", "project", "p1", "b", "2015", "2018-06", None, "partner", "participant", contribution=250.0),
    TieRow("p1-c", "project", "p1", "c", "2016", "2018-06", None, "partner", "participant"),
    TieRow("p2-a", "project", "p2", "a", "2021-03-01", "2024-02-29", contribution=2000.25),
    TieRow("p2-b", "project", "p2", "b", "2021-03-01", "2024-02-29"),
    TieRow("n1-a", "network", "n1", "a", "2010", None, "2025-01-01", "member"),
    TieRow("n1-c", "network", "n1", "c", None, None, "2025-01-01", "member"),
    TieRow("n1-d", "network", "n1", "d", None, "2019", None, "member"),
    TieRow("t1", "twinning", "t1", "a", "1950", None, "2024", "signatory"),
    TieRow("t1", "twinning", "t1", "e", "1950", None, "2024", "signatory"),
    TieRow("p3-f", "project", "p3", "f"),
)

NODES = {
    node.id: node
    for node in (
        Node(
            *("a", "Aby", "actor", "Municipality", "NO", "local", 60.0, 10.0),
            themes=("energy",),
            organisation_number="987654321",
            municipality_number="0301",
            nuts="NO084",
            county="ost",
        ),
        Node("b", "Bby", "actor", "Municipality", "SE", "local", 59.0, 18.0, nuts="SE110"),
        Node("c", "Camt", "actor", "County", "NO", "regional", 60.0, 10.0, nuts="NO085", county="ost"),
        Node("d", "D-verket", "actor", "GovernmentBody", "NO", "national"),
        Node("e", "Eby", "actor", "Municipality", "DK", "local", nuts="DK01"),
        Node("f", "F AS", "actor", "Company"),
        Node("p1", "P one", "project", "Project", themes=("energy", "housing"), programmes=("x",), contribution=9000.0),
        Node("p2", "P two", "project", "Project", themes=("housing",), programmes=("y",)),
        Node("p3", "P three", "project", "Project"),
        Node("n1", "N one", "network", "Network", themes=("energy",)),
        Node("NO084", "Akershus", "region", "Region", "NO", nuts="NO084"),
        Node("country/NO", "Norway", "country", "Country", "NO"),
    )
}
