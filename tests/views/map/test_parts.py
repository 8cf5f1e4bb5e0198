"""What a map is made of, without a browser: positions, the drawn part, records, the file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import KgError, Usage
from kg.language.captions import caption_lines, in_language, texts
from kg.views.map.data import Sources, edge_record, node_record
from kg.views.map.large import drawn_part
from kg.views.map.page import map_page, write_map
from kg.views.positions import SIDE, laea, network_positions, outlines, place_positions
from tests.views.map.page_world import EVIL, world


def test_the_projection_is_that_of_epsg_3035() -> None:
    """The worked example of IOGP Guidance Note 7-2: 50°N 5°E is E 3962799.45, N 2999718.85 m."""
    x, y = laea(50, 5)
    assert (round(x + 4321, 5), round(3210 - y, 5)) == (3962.79945, 2999.71885)


def test_the_outlines_lie_where_the_places_are() -> None:
    """Oslo, Reykjavík and Tartu are on land, a point in the North Sea is not (even–odd rule over all rings)."""

    def on_land(latitude: float, longitude: float) -> bool:
        x, y = laea(latitude, longitude)
        crossings = 0
        for ring in outlines():
            for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
                if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                    crossings += 1
        return crossings % 2 == 1

    places = [(60.0, 10.9), (64.5, -18.5), (58.38, 26.72), (56.5, 3.0), (38.0, 6.0)]
    assert [on_land(*place) for place in places] == [True, True, True, False, False]


def test_positions_are_scaled_and_the_same_each_time() -> None:
    graph = world()
    given = {node: (10.0 * i, 5.0 * (i % 2)) for i, node in enumerate(graph)}
    at = network_positions(graph, given)
    assert max(x for x, _ in at.values()) - min(x for x, _ in at.values()) == SIDE
    assert at["baerum"] == (-500.0, -41.7)
    assert network_positions(graph) == network_positions(world())
    nx.set_node_attributes(graph, {n: {"x": x, "y": y} for n, (x, y) in given.items()})
    assert network_positions(graph) == at


def test_a_straggler_does_not_shrink_the_rest() -> None:
    graph = nx.path_graph(20)
    at = network_positions(graph, {n: (float(n % 5), float(n // 5)) for n in range(19)} | {19: (1000.0, 0.0)})
    others = [x for n, (x, _) in at.items() if n != 19]
    assert max(others) - min(others) > 0.2 * SIDE


def test_nodes_of_one_place_are_laid_around_it() -> None:
    graph: nx.Graph[str] = nx.Graph()
    for name, ties in (("a", 1), ("b", 5), ("c", 3)):
        graph.add_node(name, latitude=59.9, longitude=10.7, ties=ties)
    graph.add_node("nowhere", latitude=None, longitude=None)
    at = place_positions(graph)
    x, y = laea(59.9, 10.7)
    assert at["b"] == (round(x, 1), round(y, 1))  # the one with the most ties in the middle
    assert sorted(map(str, at)) == ["a", "b", "c"] and len(set(at.values())) == 3


def test_the_drawn_part() -> None:
    graph = nx.star_graph(9)
    nx.set_node_attributes(graph, {n: {"ties": 10 - n} for n in graph})
    assert drawn_part(graph, 10).graph is graph
    part = drawn_part(graph, 4)
    assert part.how == "strongest" and sorted(part.graph) == [0, 1, 2, 3]
    nx.set_node_attributes(graph, {n: {"community": n % 2, "country": "NO"} for n in graph})
    for u, v in graph.edges:
        graph[u][v].update(weight=2.0, kinds=("project",))
    part = drawn_part(graph, 4)
    assert part.how == "communities"
    assert {n: d["ties"] for n, d in part.graph.nodes(data=True)} == {"community:0": 5, "community:1": 5}
    assert list(part.graph.edges(data=True)) == [
        ("community:0", "community:1", {"weight": 10.0, "kinds": ("project",)})
    ]
    assert part.members[3] == "community:1"


def test_records_hold_what_is_known_and_nothing_else() -> None:
    graph = world()
    assert node_record("nobody", graph.nodes["nobody"]) == {
        "id": "nobody",
        "label": "Nobody knows",
        "type": "actor",
        "ties": 0.0,
        "measures": {"strength": 0.0},
    }
    sources = Sources()
    page = {"title": "Page", "url": "https://example.org"}
    ties = [{"kind": "project", "label": "SUN", "start": "2021", "end": None, "sources": [page]}]
    data = {"ties": 3, "records": ties, "weight": 0.5, "kinds": ("project",), "first": 2021, "last": None, "open": True}
    assert edge_record(data, sources) == {
        "weight": 0.5,
        "kinds": ["project"],
        "first": 2021.0,
        "open": True,
        "count": 3,
        "ties": [{"kind": "project", "label": "SUN", "start": "2021", "held_from": "2021-01-01", "sources": [0]}],
    }
    assert edge_record({"ties": [{"source_title": "x", "source_url": "javascript:alert(1)"}]}, sources)["ties"] == [
        {"sources": [1]}
    ]
    assert sources.rows == [["Page", "https://example.org"], ["x", ""]]


def test_two_nodes_written_alike_are_refused() -> None:
    graph: nx.Graph[object] = nx.Graph()
    graph.add_nodes_from([1, "1"])
    with pytest.raises(KgError, match="two nodes of the graph are both written '1'"):
        map_page(graph, title="T")


def test_what_cannot_be_mapped_is_said() -> None:
    with pytest.raises(KgError, match="has no nodes"):
        map_page(nx.Graph(), title="T")
    with pytest.raises(KgError, match="latitude"):
        map_page(nx.path_graph(2), title="T", layout="geographic")
    with pytest.raises(Usage, match="unknown language 'se'; expected one of nb, nn, en"):
        map_page(world(), title="T", lang="se")
    with pytest.raises(Usage, match="unknown layout"):
        map_page(world(), title="T", layout="moon")  # type: ignore[arg-type]


def test_the_page_is_the_same_each_time_and_its_data_can_be_read_back() -> None:
    html = map_page(world(), title=EVIL)
    assert html == map_page(world(), title=EVIL)
    assert html.count("</script>") == len(re.findall("^<script[ >]", html, re.M)) and "<img src=x" not in html
    data = json.loads(re.search(r'id="samkart-data">(.*?)</script>', html, re.S)[1])  # type: ignore[index]
    assert data["data"]["title"]["nb"] == EVIL
    assert [record["label"] for record in data["data"]["records"]] == [world().nodes[n]["label"] for n in world()]
    assert len(data["edges"]) == 6


def test_the_file_is_written_whole_in_utf_8(tmp_path: Path) -> None:
    target = tmp_path / "kart æøå.html"
    write_map(target, "Bærum\n")
    write_map(target, "Ás, Kárášjohka\n")
    assert target.read_bytes() == "Ás, Kárášjohka\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["kart æøå.html"]
    with pytest.raises(UnicodeEncodeError):
        write_map(target, "\ud800")
    assert target.read_bytes() == "Ás, Kárášjohka\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["kart æøå.html"]


def test_every_text_that_the_page_asks_for_exists() -> None:
    folder = Path(map_page.__code__.co_filename).parent
    asked = set(re.findall(r'data-t(?:-\w+)?="(\w+)"', (folder / "map.html.j2").read_text(encoding="utf-8")))
    script = (folder / "page.js").read_text(encoding="utf-8")
    asked |= (of_script := set(re.findall(r'\bt\(\s*"(\w+)"', script)))
    assert len(of_script) > 40
    assert asked - set(texts()["en"]) == set()


def test_the_caption_says_what_was_counted() -> None:
    assert caption_lines(world(), "en") == [
        "Actors and what they take part in: 7 nodes, 6 edges.",
        "6 ties are counted: network 2, project 2, agreement 1, twinning 1.",
        "Period: 1992–2024.",
        "1 have no date.",
        "Data as of 2026-11-24.",
        "Sources: A made-up world.",
    ]
    assert in_language({"nb": "Klima", "en": "Climate"}, "nn") == "Klima"
