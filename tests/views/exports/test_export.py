"""Exports: the whole text of a small graph, and the same graph read back by networkx."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import Any

import networkx as nx
import pytest

from kg.errors import Usage
from kg.views.exports.export import FORMATS, export
from kg.views.exports.gexf import GEXF, VIZ
from kg.views.exports.plain import spans, whole_date
from kg.views.visual import resolve
from tests.views.figures.figure_sample import HOSTILE, POSITIONS, small, twin_towns


def written(form: str, graph: nx.Graph[Any] | None = None) -> dict[str, str]:
    graph = small() if graph is None else graph
    return export(graph, form, positions=POSITIONS, visual=resolve(graph), title="To byer")


def one(form: str) -> str:
    (text,) = written(form).values()
    return text


def test_gexf_nodes_have_colour_size_shape_position_and_time() -> None:
    root = ET.fromstring(one("gexf"))  # noqa: S314
    ns = {"g": GEXF, "v": VIZ}
    graph = root.find("g:graph", ns)
    assert graph is not None
    assert graph.attrib == {
        "defaultedgetype": "undirected",
        "idtype": "string",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    assert (root.get("version"), root.find("g:meta", ns).attrib) == ("1.3", {})  # type: ignore[union-attr]
    nodes = graph.findall("g:nodes/g:node", ns)
    assert [node.attrib for node in nodes] == [
        {"id": "a", "label": "Åmot", "start": "1838-01-01"},
        {"id": "b", "label": "Bodø", "end": "2020-02-29"},
        {"id": "n", "label": HOSTILE},
    ]
    look = resolve(small()).nodes["a"]
    red, green, blue = (str(int(look.colour[i : i + 2], 16)) for i in (1, 3, 5))
    viz = {child.tag.removeprefix(f"{{{VIZ}}}"): child.attrib for child in nodes[0] if VIZ in child.tag}
    assert viz == {
        "color": {"r": red, "g": green, "b": blue},
        "size": {"value": f"{look.size:g}"},
        "shape": {"value": "disc"},
        "position": {"x": "0", "y": "0", "z": "0"},
    }
    assert nodes[2].find("v:position", ns).attrib == {"x": "50", "y": "-80", "z": "0"}  # type: ignore[union-attr]
    values = {value.get("for"): value.get("value") for value in nodes[0].findall("g:attvalues/g:attvalue", ns)}
    assert values == {
        "country": "NO",
        "kind": "Municipality",
        "latitude": "59.9",
        "level": "local",
        "longitude": "10.5",
        "measure_pagerank": "0.5",
        "start": "1838",
        "themes": "energy|mobility",
        "ties": "2",
        "type": "actor",
    }


def test_gexf_edges_have_weight_and_the_periods_that_are_known() -> None:
    ns = {"g": GEXF, "v": VIZ}
    edges = ET.fromstring(one("gexf")).findall("g:graph/g:edges/g:edge", ns)  # noqa: S314
    assert [edge.attrib for edge in edges] == [
        {"id": "0", "source": "a", "target": "b", "weight": "2.0"},
        {"id": "1", "source": "a", "target": "n", "weight": "1.0", "start": "2010-01-01"},
    ]
    assert [spell.attrib for spell in edges[0].findall("g:spells/g:spell", ns)] == [
        {"start": "1950-01-01", "end": "1960-06-30"},
        {"start": "2001-05-01"},
    ]
    sources = [
        value.get("value") for edge in edges for value in edge.findall("g:attvalues/g:attvalue[@for='sources']", ns)
    ]
    assert sources == ["https://example.org/1|https://example.org/2", "https://example.org/2"]


def test_gexf_without_dates_is_static() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("x", "y", weight=1)
    (text,) = export(graph, "gexf").values()
    assert 'mode="static"' in text
    assert "timeformat" not in text


def test_networkx_reads_what_gephi_reads() -> None:
    graph = nx.read_gexf(io.BytesIO(one("gexf").encode()))
    assert sorted(graph.nodes) == ["a", "b", "n"]
    assert graph.nodes["a"]["label"] == "Åmot"
    assert sorted(map(sorted, graph.edges)) == [["a", "b"], ["a", "n"]]


def test_graphml_read_back_has_every_attribute() -> None:
    graph = nx.parse_graphml(one("graphml"))
    look = resolve(small())
    assert graph.nodes["n"] == {
        "label": HOSTILE,
        "type": "network",
        "kind": "Network",
        "level": "international",
        "ties": 1,
        "x": 50.0,
        "y": 80.0,
        "size": look.nodes["n"].size,
        "color": look.nodes["n"].colour,
    }
    assert graph.edges["a", "b"] == {
        "weight": 2.0,
        "kinds": "twinning",
        "first": 1950,
        "ties": 2,
        "sources": "https://example.org/1|https://example.org/2",
        "width": look.edges["a", "b"].width,
    }


def test_pajek_whole() -> None:
    assert one("pajek") == (
        "*vertices 3\n"
        "1 Åmot 0.0500 0.0500 ellipse\n"
        "2 Bodø 0.9500 0.0500 ellipse\n"
        "3 \"<script>alert('æ')</script> & 'co'\" 0.5000 0.7700 ellipse\n"
        "*edges\n"
        "1 2 2.0\n"
        "1 3 1.0\n"
    )


def test_pajek_tells_namesakes_apart() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("x", label="Våler")
    graph.add_node("y", label="Våler")
    assert export(graph, "pajek")[".net"].splitlines()[1:3] == [
        '1 "Våler (x)" 0.5000 0.5000 ellipse',
        '2 "Våler (y)" 0.5000 0.5000 ellipse',
    ]


def test_cytoscape_json_whole_node_and_edge() -> None:
    made = json.loads(one("cyjs"))
    look = resolve(small())
    assert made["data"] == {"name": "To byer"}
    assert made["elements"]["nodes"][0] == {
        "data": {
            "label": "Åmot",
            "type": "actor",
            "kind": "Municipality",
            "country": "NO",
            "level": "local",
            "latitude": 59.9,
            "longitude": 10.5,
            "ties": 2,
            "themes": ["energy", "mobility"],
            "start": "1838",
            "measures": {"pagerank": 0.5},
            "size": look.nodes["a"].size,
            "color": look.nodes["a"].colour,
            "id": "a",
            "name": "Åmot",
        },
        "position": {"x": 0.0, "y": 0.0},
    }
    edge = made["elements"]["edges"][1]["data"]
    assert edge == {
        "id": "e1",
        "source": "a",
        "target": "n",
        "weight": 1.0,
        "kinds": ["network"],
        "width": look.edges["a", "n"].width,
        "ties": [
            {
                "kind": "network",
                "label": "Åmot – Bodø",
                "start": "2010",
                "status": "partner",
                "source_title": "A page",
                "source_url": "https://example.org/2",
            }
        ],
    }


def test_graphology_json_has_what_a_drawing_needs() -> None:
    made = json.loads(one("graphology"))
    assert made["options"] == {"type": "undirected", "multi": False, "allowSelfLoops": True}
    assert [node["key"] for node in made["nodes"]] == ["a", "b", "n"]
    assert {"label", "x", "y", "size", "color"} <= made["nodes"][2]["attributes"].keys()
    assert [(edge["source"], edge["target"]) for edge in made["edges"]] == [("a", "b"), ("a", "n")]


def test_d3_json_is_node_link_data() -> None:
    graph = nx.node_link_graph(json.loads(one("d3")), edges="links")
    assert graph.nodes["a"]["themes"] == ["energy", "mobility"]
    assert graph.edges["a", "b"]["weight"] == 2.0


def test_tables_are_nodes_edges_and_ties() -> None:
    made = written("csv")
    rows = {name: list(csv.DictReader(io.StringIO(text))) for name, text in made.items()}
    assert list(rows) == [".nodes.csv", ".edges.csv", ".ties.csv"]
    assert rows[".nodes.csv"][2] == {
        "id": "n",
        "label": HOSTILE,
        "country": "",
        "end": "",
        "kind": "Network",
        "latitude": "",
        "level": "international",
        "longitude": "",
        "measure_pagerank": "",
        "start": "",
        "themes": "",
        "ties": "1",
        "type": "network",
        "x": "50.0",
        "y": "80.0",
    }
    assert rows[".edges.csv"][0] == {
        "source": "a",
        "target": "b",
        "source_label": "Åmot",
        "target_label": "Bodø",
        "weight": "2",
        "first": "1950",
        "kinds": "twinning",
        "sources": "https://example.org/1|https://example.org/2",
        "ties": "2",
    }
    assert [(row["source"], row["target"], row["start"], row["end"]) for row in rows[".ties.csv"]] == [
        ("a", "b", "1950", "1960-06"),
        ("a", "b", "2001-05", ""),
        ("a", "n", "2010", ""),
    ]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_order_of_nodes_and_edges_does_not_matter(form: str) -> None:
    graph = small()
    turned: nx.Graph[str] = nx.Graph()
    turned.graph.update(graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from((v, u, data) for u, v, data in reversed(list(graph.edges(data=True))))
    assert written(form, graph) == written(form, turned)


@pytest.mark.slow
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_real_graphs_and_bare_graphs_are_written(form: str) -> None:
    assert all(export(twin_towns(), form).values())
    bare: nx.Graph[int] = nx.path_graph(3)
    assert all(export(bare, form).values())


def test_ties_may_be_a_number_where_the_graph_does_not_list_them() -> None:
    assert spans({"ties": 3, "first": 1999, "last": 2004, "open": False}) == [("1999-01-01", "2004-12-31")]
    assert spans({"ties": 3, "first": 1999, "last": 2004, "open": True}) == [("1999-01-01", "")]
    assert spans({"ties": 3}) == []


def test_periods_are_merged_where_they_overlap() -> None:
    ties = [{"start": "2000", "end": "2005"}, {"start": "2004", "end": "2010-03"}, {"start": "2020"}, {"start": ""}]
    assert spans({"ties": ties}) == [("2000-01-01", "2010-03-31"), ("2020-01-01", "")]


@pytest.mark.parametrize(
    ("date", "first", "last"), [("1900-02", "1900-02-01", "1900-02-28"), ("2024", "2024-01-01", "2024-12-31")]
)
def test_dates_are_made_whole(date: str, first: str, last: str) -> None:
    assert (whole_date(date), whole_date(date, end=True)) == (first, last)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(
        Usage, match="unknown format 'dot'; expected one of gexf, graphml, pajek, cyjs, graphology, d3, csv"
    ):
        export(small(), "dot")


def test_ties_listed_as_records_with_several_sources() -> None:
    graph: nx.Graph[str] = nx.Graph()
    sources = [{"title": "One", "url": "https://example.org/1"}, {"title": "Two", "url": "https://example.org/2"}]
    record = {"kind": "twinning", "label": "", "start": "1990", "end": None, "as_of": "2022", "sources": sources}
    graph.add_edge("x", "y", weight=1.0, ties=1, records=[record])
    made = export(graph, "csv")
    assert made[".edges.csv"] == (
        "source,target,source_label,target_label,weight,sources,ties\n"
        "x,y,x,y,1.0,https://example.org/1|https://example.org/2,1\n"
    )
    assert made[".ties.csv"] == (
        "source,target,kind,label,start,end,as_of,status,role,hub,hub_key,ties,programmes,role_source,role_target,"
        "contribution_source,contribution_target,project_contribution,held_from,held_until,certainty,known_by,"
        "end_reason,source_title,source_url\n"
        "x,y,twinning,,1990,,2022,,,,,,,,,,,,,,,,,One|Two,https://example.org/1|https://example.org/2\n"
    )
    assert spans(graph.edges["x", "y"]) == [("1990-01-01", "")]
