"""What is drawn of an ego network: the closest by name, the rest folded, the same in a page and in a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.api import Samkart
from kg.model.tie import Node, TieRow
from kg.networks.ego import ego_network
from kg.networks.selection import Selection, select
from kg.views.appearance import Appearance
from kg.views.ego import MOST_HUBS, MOST_PARTNERS, colours_of, ego_picture, is_ego, why
from kg.views.visual import resolve

if TYPE_CHECKING:
    from kg.networks.types import Graph


def crowd(partners: int, networks: int, members: int) -> Graph:
    """The ego network of one with so many partners in projects of two, and so many networks of so many others."""
    rows = [
        TieRow(f"{hub}/{actor}", kind, hub, actor, "2020", None, "2025-06-01", evidence="list")
        for hub, kind, actors in (
            *((f"p{n:03}", "project", ["ego", f"a{n:03}"]) for n in range(partners)),
            *((f"n{n:03}", "network", ["ego", *(f"m{k}" for k in range(members))]) for n in range(networks)),
        )
        for actor in actors
    ]
    nodes = {row.hub: Node(row.hub, row.hub, row.kind) for row in rows}
    return ego_network(select(rows, nodes, Selection(ego=("ego",), between=False)), nodes, day="2026-01-01")


def test_the_rest_of_partners_and_networks_is_folded_behind_a_number() -> None:
    picture = ego_picture(crowd(MOST_PARTNERS + 7, MOST_HUBS + 2, 3), "en")
    behind = [str(node) for node, stands in picture.folds.items() if str(stands[0]).startswith("more:")]
    assert sorted(behind) == [*(f"a{n:03}" for n in range(60, 67)), "n036", "n037"]
    assert {picture.graph.nodes[node]["label"] for node in ("more:project", "more:network")} == {
        "others (project)",
        "others (network)",
    }
    still = picture.still().graph
    assert [still.nodes[node]["label"] for node in ("more:project", "more:network")] == [
        "others (project) +7",
        "others (network) +2",
    ]
    assert "a060" not in still and "m0" not in still and len(still) == 1 + MOST_PARTNERS + MOST_HUBS + 2


def test_a_network_tells_how_many_it_stands_for() -> None:
    picture = ego_picture(crowd(2, 2, 5), "en")
    assert picture.folds == {f"m{k}": ("n000", "n001") for k in range(5)}
    assert [picture.still().graph.nodes[node]["label"] for node in ("n000", "n001")] == ["n000 +5", "n001 +5"]


def test_what_is_not_drawn_beyond_the_most_is_the_last_of_the_folded() -> None:
    picture = ego_picture(crowd(100, 1, 50), "en", most=90)
    assert len(picture.graph) == 90 + 1  # and what stands for the others
    assert set(picture.graph) >= {"ego", "n000", *(f"a{n:03}" for n in range(60))}
    assert picture.graph.nodes["more:project"]["beyond"] + picture.graph.nodes["n000"]["beyond"] == 62
    assert picture.still().graph.nodes["more:project"]["label"] == "others (project) +40"


def test_the_closest_are_told_with_why(world: Samkart) -> None:
    graph = world.map("fjordby").graph
    assert is_ego(graph)
    picture = ego_picture(graph, "en")
    told = {data["label"]: data["told"]["en"] for _, data in picture.graph.nodes(data=True) if data.get("told")}
    asked = world.who("fjordby", via=("project", "twinning", "agreement"))
    assert set(told) <= {each.entity.label for each in asked}
    assert len(told) == min(10, len(asked))
    assert all(told.values())


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({"project": 2, "agreement": 11}, "11 agreements and 2 projects"),
        ({"twinning": 1}, "twin town"),
        ({"project": 1, "twinning": 1, "agreement": 1}, "1 agreement, twin town and 1 project"),
        ({}, ""),
    ],
)
def test_why_in_words(counts: dict[str, int], text: str) -> None:
    assert why({"counts": counts}, "en") == text


def test_a_figure_and_a_page_have_the_same_colours(world: Samkart) -> None:
    graph = world.map("fjordby").graph
    picture = ego_picture(graph, "en")
    look = colours_of(picture, Appearance())
    page, figure = resolve(picture.graph, look), resolve(picture.still().graph, Appearance())
    assert {node: figure.nodes[node].colour for node in figure.nodes} == {
        node: page.nodes[node].colour for node in figure.nodes
    }


def test_what_stands_for_others_is_no_kind_of_thing() -> None:
    visual = resolve(ego_picture(crowd(70, 0, 0), "en").graph)
    assert "more" not in {entry.key for entry in (*visual.colours, *visual.shapes)}
