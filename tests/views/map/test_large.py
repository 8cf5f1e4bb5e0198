"""Networks too large to be drawn node by node: what stands for what, what is told, and that nobody is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.api import Samkart
from kg.views.map import large
from kg.views.map.data import map_data
from kg.views.map.drawing import Drawing
from kg.views.map.large import drawn_part
from kg.views.map.page import map_page
from kg.views.visual import resolve
from tests.views.figures.test_network import part, texts


def cliques(sizes: list[int]) -> nx.Graph[str]:
    """A clique for each size, a community each, one after the other joined by an edge."""
    graph: nx.Graph[str] = nx.Graph(labels={}, caption={"mode": "two-mode", "sources": []})
    for number, size in enumerate(sizes, start=1):
        names = [f"{number:02}-{place:03}" for place in range(size)]
        for name in names:
            graph.add_node(
                name, label=f"Node {name}", kind="Municipality", type="actor", community=number, ties=size - 1
            )
        graph.add_edges_from(((a, b) for a in names for b in names if a < b), weight=1.0, kinds=("project",))
        if number > 1:
            graph.add_edge(f"{number - 1:02}-000", f"{number:02}-000", weight=3.0, kinds=("network",))
    return graph


def test_the_largest_communities_are_drawn_and_the_others_told() -> None:
    graph = cliques([5, 4, 3, 2])
    drawn = drawn_part(graph, 2)
    assert drawn.how == "communities"
    assert dict(drawn.graph.nodes(data="ties")) == {"community:1": 5, "community:2": 4}
    assert list(drawn.graph.edges(data=True)) == [
        ("community:1", "community:2", {"weight": 3.0, "kinds": ("network",)})
    ]
    assert len(drawn.members) == 9
    assert drawn.told(graph, "nb", page=False) == [
        "14 noder er for mange til å tegnes hver for seg: kartet viser 2 grupper.",
        "5 noder i mindre grupper er ikke tegnet.",
    ]
    assert drawn.told(graph, "en") == [
        "14 nodes are too many to draw one by one: the map shows 2 communities.",
        "5 nodes in smaller communities are not drawn.",
        "All nodes are in the search and the table.",
    ]


def test_the_strongest_part_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.star_graph(9)
    drawn = drawn_part(graph, 4)
    assert drawn.told(graph, "nn", page=False) == [
        "10 nodar er for mange til å teiknast: kartet viser dei 4 sterkaste."
    ]
    monkeypatch.setattr(large, "MOST_EDGES", 5)
    monkeypatch.setattr(large, "MOST_LISTED", 6)
    assert drawn.listed(graph) == [0, 1, 2, 3, 4, 5]
    assert [edge[:2] for edge in drawn.edges_of(graph)] == [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5)]
    assert drawn.told(graph, "en") == [
        "10 nodes are too many to draw: the map shows the 4 strongest.",
        "The search and the table hold the 6 nodes with the most ties, of 10.",
        "The file holds the 5 strongest of 9 edges.",
    ]
    assert drawn_part(graph, 10).told(graph, "en") == []


def test_everybody_is_in_the_data_of_the_page_and_says_what_stands_for_it() -> None:
    graph = cliques([5, 4, 3, 2])
    drawn = drawn_part(graph, 2)
    data, edges = map_data(graph, drawn, resolve(drawn.graph), {}, title={"nb": "T"}, lang="nb", layout="force")
    records: Any = data["records"]
    assert {record["id"]: record.get("of", "") for record in records if record.get("drawn") is False} == {
        str(node): f"community:{data['community']}" if data["community"] <= 2 else ""
        for node, data in graph.nodes(data=True)
    }
    more: Any = data["more"]
    assert len(edges) == 1 and len(more) == graph.number_of_edges()
    assert (more[0]["from"], more[0]["to"], more[0]["weight"]) == ("01-000", "02-000", 3.0)


def test_a_page_tells_what_is_folded_in_the_language_of_the_reader() -> None:
    graph = cliques([5, 4, 3, 2])
    found = re.search(r'id="samkart-data">(.*?)</script>', map_page(graph, title="T", most=2), re.DOTALL)
    assert found is not None
    drawn = drawn_part(graph, 2)
    assert json.loads(found[1])["data"]["folded"] == {code: drawn.told(graph, code) for code in ("nb", "nn", "en")}


def test_a_figure_draws_what_a_page_draws_and_a_file_for_a_program_has_all(tmp_path: Path) -> None:
    graph = cliques([40] * 51)
    graph.graph["caption"] |= {"kinds": {"project": 1}, "ties": 1}
    asked: list[str] = []

    def complete() -> None:
        asked.append("ties")
        graph["01-000"]["02-000"]["records"] = [{"kind": "network", "label": "Met once"}]

    made = Drawing(graph, "Many", "many", "en", complete=complete)
    svg = made.svg()
    assert made.folded == ["2,040 nodes are too many to draw one by one: the map shows 51 communities."]
    assert made.folded[0] in " ".join(re.findall(r">([^<>]+)<", svg))
    assert len(list(part(svg, "nodes"))) == 51 and asked == []
    assert {"Community 2", "Community 3"} <= set(texts(part(svg, "labels"))) and "community:" not in svg
    made.save(tmp_path / "many.csv")
    assert asked == ["ties"]
    assert len((tmp_path / "many.nodes.csv").read_text("utf-8").splitlines()) == 2041
    assert "Met once" in (tmp_path / "many.ties.csv").read_text("utf-8")


def test_what_is_not_shown_is_looked_up_for_a_file_alone(world: Samkart, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.views.map import gather

    monkeypatch.setattr(gather, "drawn_part", lambda graph: drawn_part(graph, 2))
    monkeypatch.setattr(large, "MOST_EDGES", 3)
    whole = world.map("fjordby", "altburg", mode="two-mode")
    told = [data for *_, data in whole.graph.edges(data=True) if "records" in data]
    assert 0 < len(told) < whole.graph.number_of_edges()
    monkeypatch.undo()
    assert [data for *_, data in whole.whole().edges(data=True) if "records" not in data] == []
    plain = world.map("fjordby", "altburg", mode="two-mode").whole()
    assert {(u, v): d["records"] for u, v, d in whole.graph.edges(data=True)} == {
        (u, v): d["records"] for u, v, d in plain.edges(data=True)
    }
