"""A small made-up neighbourhood with answers that can be counted by hand.

Two municipalities, Aby and Bby, and three comparable ones (c, d, e). Aby and Bby share a council and the end of a
project; each has a twin town, and these two towns are twins themselves.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TypedDict, Unpack

from kg.compare.profiles import Priority, Profile
from kg.model.encounter import Encounter
from kg.model.period import Bounds
from kg.model.tie import Node, TieRow

PARENTS = {
    "cycling": ("mobility",),
    "energy-saving": ("energy",),
    "h-energy": ("h",),
    "h-energy-homes": ("h-energy",),
    "border-nature": ("border",),
}
THEMES = ("mobility", "cycling", "energy", "energy-saving", "schools", "culture")

NODES = {
    node.id: node
    for node in (
        Node("a", "Aby", "actor", "Municipality", "NO", population=10000),
        Node("b", "Bby", "actor", "Municipality", "NO", population=20000),
        Node("c", "Cby", "actor", "Municipality", "NO", population=9000),
        Node("d", "Dby", "actor", "Municipality", "NO", population=40000),
        Node("e", "Eby", "actor", "Municipality", "NO", population=11000),
        Node("x", "Xstad", "actor", "Municipality", "SE"),
        Node("y", "Ystad", "actor", "Municipality", "DK"),
        Node("z", "Zett AS", "actor", "Company"),
        Node("council", "The council", "actor", "IntermunicipalCouncil", themes=("schools",)),
        Node("net", "The network", "actor", "Network", themes=("energy",)),
        Node("far", "The far network", "actor", "Network", themes=("cycling",)),
        Node("deal", "The deal", "tie", "Agreement", themes=("energy-saving",)),
        Node("p1", "P one", "project", "Project", themes=("energy", "mobility"), programmes=("h-energy", "h")),
        Node("p2", "P two", "project", "Project", themes=("mobility",), programmes=("h",)),
        Node("p3", "P three", "project", "Project", themes=("cycling",), programmes=("border-nature", "border")),
        Node("h", "Horizon", "programme", "Programme", start="2021", end="2027"),
        Node("h-energy", "Horizon energy", "programme", "Programme", themes=("energy",)),
        Node("h-energy-homes", "Horizon energy at home", "programme", "Programme", themes=("energy-saving",)),
        Node("border", "Border", "programme", "Programme", themes=("mobility",), start="2014", end="2020"),
        Node("border-nature", "Border nature", "programme", "Programme"),
        Node("culture-fund", "Culture fund", "programme", "Programme", themes=("culture",), start="2021"),
        *(Node(theme, theme.capitalize(), "theme", "Theme") for theme in THEMES),
    )
}


class Told(TypedDict, total=False):
    as_of: str
    status: str
    role: str


def tie(actor: str, kind: str, hub: str, start: str = "", end: str = "", **more: Unpack[Told]) -> TieRow:
    pair = kind in ("twinning", "agreement")
    return TieRow(hub if pair else f"{hub}-{actor}", kind, hub, actor, start or None, end or None, **more)


def met(actor: str, kind: str, hub: str, size: int, partner: str, start: str = "", end: str = "") -> Encounter:
    pair = kind in ("twinning", "agreement")
    own, other = (hub, hub) if pair else (f"{hub}-{actor}", f"{hub}-{partner}")
    return Encounter(kind, hub, size, partner, own, other, start, end, "", "partner", Bounds.of(start, end))


A = Profile(
    NODES["a"],
    (
        tie("a", "network", "council", "2010", status="member"),
        tie("a", "network", "net", "2005", "2016", status="member", role="board-member"),
        tie("a", "project", "p1", "2022-01-01", "2024-12-31", role="coordinator"),
        tie("a", "project", "p2", role="participant"),
        tie("a", "twinning", "ax", "1950", status="partner"),
        tie("a", "agreement", "deal", "2019", "2023", status="partner"),
    ),
    (
        met("a", "network", "council", 2, "b", "2015"),
        met("a", "project", "p1", 3, "b", "2023-01-01", "2024-12-31"),
        met("a", "project", "p1", 3, "z", "2022-01-01", "2024-12-31"),
        met("a", "twinning", "ax", 2, "x", "1950"),
        met("a", "agreement", "deal", 2, "x", "2019", "2023"),
    ),
    {"p1-a": (Decimal("100.50"), "EUR")},
    (Priority("energy", "plan-a", "energi"), Priority("schools", "plan-a"), Priority("culture", "plan-a", "kultur")),
)
B = Profile(
    NODES["b"],
    (
        tie("b", "network", "council", "2015", status="member", role="chair"),
        tie("b", "network", "net", "2018", status="on-hold"),
        tie("b", "project", "p1", "2023-01-01", "2024-12-31", role="participant"),
        tie("b", "twinning", "by", "1960", status="ended", as_of="2012"),
    ),
    (
        met("b", "network", "council", 2, "a", "2015"),
        met("b", "project", "p1", 3, "a", "2023-01-01", "2024-12-31"),
        met("b", "project", "p1", 3, "z", "2023-01-01", "2024-12-31"),
        met("b", "twinning", "by", 2, "y", "1960", "2012"),
    ),
    {"p1-b": (Decimal("50"), "EUR")},
    (Priority("cycling", "plan-b", "sykkel"),),
)
C = Profile(
    NODES["c"],
    (
        tie("c", "project", "p3", "2016", "2018", role="participant"),
        tie("c", "network", "far", "2011", status="member"),
        tie("c", "network", "net", "2012", status="member"),
    ),
    (met("c", "project", "p3", 3, "d", "2016", "2018"), met("c", "project", "p3", 3, "z", "2016", "2018")),
)
D = Profile(
    NODES["d"],
    (
        tie("d", "project", "p3", "2016", "2018", role="coordinator"),
        tie("d", "network", "far", "2009", status="member"),
    ),
    (met("d", "project", "p3", 3, "c", "2016", "2018"), met("d", "project", "p3", 3, "z", "2016", "2018")),
)
TWINS = {
    "x": [met("x", "twinning", "xy", 2, "y", "1990"), met("x", "network", "far", 30, "y", "2000")],
    "y": [met("y", "twinning", "xy", 2, "x", "1990"), met("y", "network", "far", 30, "x", "2000")],
}
