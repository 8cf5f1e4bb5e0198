"""What of a one-mode network is drawn at first and what its page holds, without a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.networks.backbone import LADDER, thinned
from kg.views.exports.export import export
from kg.views.map import significance as module
from kg.views.map.drawing import Drawing
from kg.views.map.page import map_page
from kg.views.map.significance import Table, level_of, significance
from tests.views.map.clique import clique
from tests.views.map.page_world import world


def held(graph: nx.Graph[Any], **given: Any) -> dict[str, Any]:
    """The data of a page."""
    html = map_page(graph, title="Towns", lang="en", **given)
    found = re.search(r'id="samkart-data">(.*?)</script>', html, re.DOTALL)
    assert found
    made: dict[str, Any] = json.loads(found[1])
    return made


def drawing(**given: Any) -> Drawing:
    """The clique, drawn."""
    return Drawing(clique(), "Towns", "Towns", "en", **given)


def test_a_network_is_drawn_at_the_widest_level_that_can_be_read_or_the_one_asked_for() -> None:
    """91 edges are more than 60; at 0.4 there are 81, since (1 - 1/13) ** 12 = 0.383; below only the projects' five."""
    found = significance(clique())
    assert found
    assert (found.level, found.levels) == (0.3, (0.0, 0.3, 0.4, 1.0))
    assert [found.found.count(level) for level in found.levels] == [12, 13, 81, 91]
    assert [level_of(clique(), asked) for asked in (None, 0.02, 1.0)] == [0.3, 0.02, 1.0]
    asked = significance(clique(), 0.002)
    assert asked
    assert (asked.level, asked.levels) == (0.002, (0.002, 0.02, 0.4, 1.0))


def test_what_does_not_know_how_it_stands_out_is_drawn_whole() -> None:
    for graph in (world(), nx.complete_graph(20), nx.empty_graph(3)):
        assert (significance(graph, 0.01), level_of(graph, 0.01)) == (None, 1.0)


def test_a_network_that_can_be_read_is_drawn_whole_and_can_be_thinned() -> None:
    part = clique().subgraph(["t00", "t01", "t02", "t03"]).copy()
    found = significance(part)
    assert found
    assert (found.level, found.levels) == (1.0, (0.0, 1.0))
    assert [found.found.count(level) for level in found.levels] == [2, 6]  # t00-t01 and t02-t03, as in the whole


def test_the_page_holds_rows_that_name_what_they_are_once() -> None:
    data = held(clique())
    assert data["edges"] == []
    slider = data["data"]["backbone"]
    assert (slider["first"], slider["of"]) == (1, 91)
    assert [(stop["level"], stop["edges"], len(stop["rows"])) for stop in slider["stops"]] == [
        *((0.0, 12, 12), (0.3, 13, 1)),
        *((0.4, 81, 68), (1.0, 91, 10)),
    ]
    ids = [record["id"] for record in data["data"]["records"]]
    a, b, weight, p, width, what = slider["stops"][1]["rows"][0]
    assert (ids[a], ids[b], weight, p) == ("t04", "t05", 0.577, 0.0168)
    assert width > 0
    named = slider["whats"][what]
    assert [slider["ties"][place]["label"] for place in named.pop("ties")] == ["Towns", "P4"]
    assert named == {
        "count": 2,
        "dashes": [],
        "first": 2020,
        "kind": "project",
        "kinds": ["network", "project"],
        "last": 2024,
        "open": True,
    }
    of_network = [slider["whats"][row[5]] for row in slider["stops"][2]["rows"]]
    assert all(each == of_network[0] for each in of_network)
    assert [slider["ties"][place]["label"] for place in of_network[0]["ties"]] == ["Towns"]
    assert data["data"]["sources"][0] == ["A list", "https://example.org/all"]


def test_each_stop_has_its_sentences_in_three_languages() -> None:
    stops = held(clique())["data"]["backbone"]["stops"]
    assert stops[1]["lines"]["en"] == [
        "14 nodes, 13 edges: two are joined where they share something.",
        "13 of 91 edges: those that stand out (α = 0.3, disparity filter, Serrano 2009) and the most significant one "
        "of each node; the other 78 are left out.",
        "8 nodes have several edges that are equally significant: the one to the partner with the strongest ties is "
        "kept, which says nothing against the others.",
    ]
    assert stops[0]["lines"]["nb"][1] == (
        "12 av 91 kanter: bare den mest signifikante til hver node (disparitetsfilter, Serrano 2009); "
        "de andre 79 er utelatt."
    )
    assert stops[3]["lines"]["nn"] == ["14 nodar, 91 kantar: to er bundne saman når dei har noko felles."]


@pytest.mark.parametrize(
    ("room", "levels", "with_ties"),
    [
        (0, [0.0, 0.3], 13),
        (5_750, [0.0, 0.3, 0.4], 13),
        (10_000, [0.0, 0.3, 0.4, 1.0], 13),
        (19_200, [0.0, 0.3, 0.4, 1.0], 81),
        (100_000, [0.0, 0.3, 0.4, 1.0], 91),
    ],
)
def test_a_page_holds_no_more_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch, room: int, levels: list[float], with_ties: int
) -> None:
    """First go the ties beyond what is drawn at first, then the edges."""
    monkeypatch.setattr(module, "MOST_BYTES", module._AROUND + 14 * module._OF_NODE + room)
    graph = clique()
    for u, v, data in graph.edges(data=True):
        data["records"][0]["label"] = f"{u}-{v}"  # so that each takes room of its own
    slider = held(graph)["data"]["backbone"]
    assert [stop["level"] for stop in slider["stops"]] == levels
    rows = [row for stop in slider["stops"] for row in stop["rows"]]
    assert sum(bool(slider["whats"][row[5]]["ties"]) for row in rows) == with_ties
    named = {tie for row in rows for tie in slider["whats"][row[5]]["ties"]}
    assert named == set(range(len(slider["ties"])))


def test_a_table_takes_back_what_did_not_fit() -> None:
    table = Table()
    assert [table.place(thing) for thing in ("a", {"b": 1, "a": 2}, "a", {"a": 2, "b": 1})] == [0, 1, 0, 1]
    table.shorten(1)
    assert (len(table), table.rows, table.place("c")) == (1, ["a"], 1)


def test_the_figure_the_page_and_the_graph_tell_the_same() -> None:
    made = drawing()
    sentence = "13 of 91 edges: those that stand out (α = 0.3, disparity filter, Serrano 2009)"
    assert [caveat.text("en") for caveat in made.drawn.graph["caption"]["caveats"]][-2].startswith(sentence)
    assert (made.graph.number_of_edges(), made.drawn.number_of_edges(), made.drawn.graph["caption"]["edges"]) == (
        *(91, 13, 13),
    )
    text = " ".join(re.sub("<[^>]*>", " ", made.svg()).split())
    assert sentence in text
    assert held(made.graph)["data"]["backbone"]["stops"][1]["lines"]["en"][1].startswith(sentence)


def test_files_for_other_programs_have_all_unless_a_level_is_asked_for(tmp_path: Path) -> None:
    whole, part = drawing(), drawing(backbone=0.02)
    edges = []
    for number, made in enumerate((whole, part)):
        made.save(tmp_path / f"{number}.gexf")
        made.save(tmp_path / f"{number}.csv")
        edges.append(
            (
                nx.read_gexf(tmp_path / f"{number}.gexf").number_of_edges(),
                len((tmp_path / f"{number}.edges.csv").read_text("utf-8").splitlines()) - 1,
            )
        )
    assert edges == [(91, 91), (13, 13)]
    notes = [[caveat.text("en") for caveat in made.notes("m.gexf")] for made in (whole, part)]
    assert notes[0][-1] == (
        "The file has all 91 edges; a picture draws the 13 that stand out, and --backbone writes a file of those at a "
        "level."
    )
    assert notes[1][-2].startswith("13 of 91 edges: those that stand out (α = 0.02, ")
    assert [made.notes("m.html") for made in (whole, part)] == [[], []]


def test_a_file_tells_how_each_edge_stands_out() -> None:
    text = export(clique(), "graphology")[".json"]
    edges = {(edge["source"], edge["target"]): edge["attributes"] for edge in json.loads(text)["edges"]}
    assert [edges["t02", "t03"][name] for name in ("p_value", "strongest")] == [9.34318e-05, True]
    assert [edges["t04", "t05"][name] for name in ("p_value", "strongest")] == [0.0168415, False]


def test_what_stands_out_is_drawn_alike_wherever_it_is_narrowed() -> None:
    graph = clique()
    for level in (0.0, *LADDER):
        once = sorted(thinned(graph, level).edges)
        assert sorted(thinned(thinned(graph, 0.5), level).edges) == [
            edge for edge in once if edge in thinned(graph, 0.5).edges
        ]


def test_what_is_folded_into_groups_holds_the_edges_that_stand_out_and_says_so() -> None:
    graph = clique()
    nx.set_node_attributes(graph, {node: number % 2 for number, node in enumerate(graph)}, "community")
    page = held(graph, most=5)["data"]
    assert (page["how"], page["backbone"], len(page["more"])) == ("communities", None, 13)
    assert page["caption"]["en"][0] == "14 nodes, 13 edges: two are joined where they share something."
    assert [line for line in page["caption"]["en"] if line.startswith("13 of 91 edges: those that stand out")] != []
