"""The ego network: who is close, in what order, what stands how on a day, and what is left to be opened."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from kg.api import Samkart
from kg.model.tie import Node, TieRow
from kg.networks.ego import ego_network, of_side, over_both
from kg.networks.selection import Selection, select
from kg.networks.union import union

if TYPE_CHECKING:
    from kg.networks.types import Graph

DAY = "2026-01-01"


def row(actor: str, hub: str, kind: str, start: str = "2020", end: str = "", evidence: str = "list") -> TieRow:
    """A tie that goes on unless it is given an end."""
    return TieRow(f"{hub}/{actor}", kind, hub, actor, start, end or None, "2025-06-01", evidence=evidence)


ROWS = [
    *(row(actor, "p1", "project", end="2027") for actor in ("ego", "near", "far", "third")),
    *(row(actor, "p2", "project", "2010", "2014") for actor in ("ego", "gone")),
    *(row(actor, "t1", "twinning") for actor in ("ego", "near")),
    *(row(actor, "t2", "twinning", evidence="scraped") for actor in ("ego", "said")),
    *(row(actor, "n1", "network") for actor in ("ego", "near", "m1", "m2")),
    *(row(actor, "n2", "network", "2000", "2010") for actor in ("ego", "m1")),
    row("m2", "n3", "network"),
    row("m3", "n3", "network"),
]
NODES = {name: Node(name, name) for name in ("ego", "near", "far", "third", "gone", "said", "m1", "m2", "m3")} | {
    hub: Node(hub, hub, kind)
    for hub, kind in (("p1", "project"), ("p2", "project"), ("n1", "network"), ("n2", "network"), ("n3", "network"))
}


def made(*ego: str, ended: bool | None = None, reported: bool | None = None) -> Graph:
    """The ego network of some actors, on the day."""
    kept = select(ROWS, NODES, Selection(ego=ego or ("ego",), between=False, inside=True))
    return ego_network(kept, NODES, day=DAY, ended=ended, reported=reported)


def test_the_sides() -> None:
    graph = made()
    assert {side: sorted(of_side(graph, side)) for side in ("ego", "partner", "hub", "member")} == {
        "ego": ["ego"],
        "partner": ["far", "gone", "near", "said", "third"],
        "hub": ["n1", "n2"],
        "member": ["m1", "m2"],
    }
    assert {hub: (graph.nodes[hub]["members"], graph.nodes[hub]["ties"]) for hub in ("n1", "n2")} == {
        "n1": (3, 1),
        "n2": (1, 1),
    }


def test_partners_are_ranked_by_what_is_shown() -> None:
    told = {
        node: tuple(graph_data[name] for name in ("rank", "strength", "ties", "kind_of_tie", "counts"))
        for node, graph_data in made().nodes(data=True)
        if graph_data["side"] == "partner"
    }
    assert told == {
        "near": (1, round(1 + 1 / 3, 9), 2, "twinning", {"project": 1, "twinning": 1}),
        "said": (2, 1.0, 1, "twinning", {"twinning": 1}),
        "gone": (3, 1.0, 1, "project", {"project": 1}),
        "far": (4, round(1 / 3, 9), 1, "project", {"project": 1}),
        "third": (5, round(1 / 3, 9), 1, "project", {"project": 1}),
    }


def test_how_ties_stand_on_the_day() -> None:
    graph = made()
    assert {tuple(sorted(pair)): graph.edges[pair]["standing"] for pair in graph.edges if "ego" in pair} == {
        ("ego", "near"): "current",
        ("ego", "far"): "current",
        ("ego", "third"): "current",
        ("ego", "gone"): "ended",
        ("ego", "said"): "scraped",
        ("ego", "n1"): "current",
        ("ego", "n2"): "ended",
    }
    assert graph.graph["caption"]["standings"] == {"current": 4, "scraped": 1, "ended": 2}
    assert graph.graph["caption"]["shown"] == ["current", "ended", "scraped"]


@pytest.mark.parametrize(
    ("ended", "reported", "shown", "caveats"),
    [
        (False, None, ["current", "scraped"], ["ended-off"]),
        (None, False, ["current", "ended"], ["reported-off"]),
        (False, False, ["current"], ["ended-off", "reported-off"]),
        (True, True, ["current", "ended", "scraped"], []),
    ],
)
def test_what_is_not_shown_is_told(
    ended: bool | None, reported: bool | None, shown: list[str], caveats: list[str]
) -> None:
    told = made(ended=ended, reported=reported).graph["caption"]
    assert told["shown"] == shown
    assert [caveat.code for caveat in told["caveats"] if caveat.code.endswith("-off")] == caveats


def test_what_has_ended_is_not_shown_where_it_is_most() -> None:
    old = [*(row(actor, f"q{n}", "project", "2001", "2003") for n in range(3) for actor in ("a", f"b{n}"))]
    rows = [*old, *(row(actor, "q", "project", end="2027") for actor in ("a", "c"))]
    graph = ego_network(select(rows, {}, Selection(ego=("a",), between=False)), {}, day=DAY)
    assert graph.graph["caption"]["shown"] == ["current", "scraped"]
    assert [(n, graph.nodes[n]["strength"]) for n in sorted(of_side(graph, "partner"))] == [
        ("b0", 0.0),
        ("b1", 0.0),
        ("b2", 0.0),
        ("c", 1.0),
    ]
    assert [str(caveat) for caveat in graph.graph["caption"]["caveats"]][-1] == (
        "3 ties that had ended by 2026-01-01 are not shown."
    )


def test_two_egos_are_one_and_their_partners_those_of_either() -> None:
    graph = made("ego", "near")
    assert of_side(graph, "ego") == ["ego", "near"]
    assert graph.nodes["far"]["strength"] == round(2 / 3, 9)
    assert graph.edges["ego", "near"]["ties"] == 2
    assert graph.nodes["n1"]["ties"] == 2 and graph.nodes["n1"]["members"] == 2


def test_a_network_that_is_asked_about_has_its_members_around_it() -> None:
    graph = made("n3")
    assert (of_side(graph, "ego"), sorted(of_side(graph, "partner"))) == (["n3"], ["m2", "m3"])
    assert graph.edges["m2", "n3"]["kinds"] == ("network",)


@pytest.mark.parametrize("name", ["baerum", "asker", "actor/oslo", "tampere", "akershus-fylke", "troms-fylke"])
def test_the_order_is_that_of_who(embedded: Samkart, name: str) -> None:
    close = ("project", "twinning", "agreement")
    graph = embedded.map(name, ended=True, reported=True).graph
    ranked = sorted(of_side(graph, "partner"), key=lambda node: graph.nodes[node]["rank"])
    asked = {each.entity.iri: each.shared for each in embedded.who(name, via=close)}
    assert set(ranked) == asked.keys()
    assert [round(graph.nodes[node]["strength"], 6) for node in ranked] == [
        round(asked[node].strength, 6) for node in ranked
    ]
    assert [graph.nodes[node]["ties"] for node in ranked] == [asked[node].ties for node in ranked]
    assert all(a >= b for a, b in pairwise([asked[node].strength for node in ranked]))
    assert ranked[:10] == list(asked)[:10]


def test_two_periods_are_one_ego_network_with_what_became_of_each() -> None:
    def period(since: str, until: str) -> Graph:
        kept = select(ROWS, NODES, Selection(ego=("ego",), between=False, since=since, until=until))
        return ego_network(kept, NODES, day=until, ended=True, reported=True)

    before, after = period("2010", "2014"), period("2021", "2027")
    both, found = union(before, after, ("2010–2014", "2021–2027"))
    over_both(both, before, after)
    assert {side: sorted(of_side(both, side)) for side in ("ego", "partner", "hub", "member")} == {
        "ego": ["ego"],
        "partner": ["far", "gone", "near", "said", "third"],
        "hub": ["n1", "n2"],
        "member": ["m1", "m2"],
    }
    told = {node: (data["change"], data["rank"]) for node, data in both.nodes(data=True) if data["side"] == "partner"}
    assert told == {
        "near": ("entered", 1),
        "gone": ("left", 2),
        "said": ("entered", 3),
        "far": ("entered", 4),
        "third": ("entered", 5),
    }
    assert (len(found.new), len(found.lost), len(found.kept)) == (8, 3, 0)
    assert both.graph["caption"]["shown"] == ["current", "scraped", "ended"]
    assert not any("standing" in data for _, _, data in both.edges(data=True))
