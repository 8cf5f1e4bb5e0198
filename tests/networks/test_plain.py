"""What `samkart.network()` gives goes through every writer of networkx, and what is read back is the same graph."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pytest
from networkx.readwrite import json_graph

from kg.api import Samkart
from kg.language.captions import caption_lines, caption_of
from kg.networks.communities import communities
from kg.networks.gather import NetworkWords, network, selection
from kg.networks.measures.catalogue import measure
from kg.networks.plain import LISTS, as_text, plain_graph, values
from kg.networks.sparse import as_sparse
from kg.views.exports.export import FORMATS, export
from kg.views.exports.tables import csv_text, sheets, workbook_of
from kg.views.map.page import map_page
from kg.views.visual import resolve

MODES = ("actor", "hub", "country", "nuts3", "theme", "two-mode")
Attributes = dict[str, Any]
Content = tuple[dict[Hashable, Attributes], dict[frozenset[Hashable], Attributes]]


def content(graph: nx.Graph[Any], *, nodes: Callable[[Attributes], Attributes] = dict) -> Content:
    return (
        {node: nodes(data) for node, data in graph.nodes(data=True)},
        {frozenset((u, v)): dict(data) for u, v, data in graph.edges(data=True)},
    )


def without(content: Content, *, nodes: tuple[str, ...] = (), edges: tuple[str, ...] = ()) -> Content:
    return (
        {node: {k: v for k, v in data.items() if k not in nodes} for node, data in content[0].items()},
        {ends: {k: v for k, v in data.items() if k not in edges} for ends, data in content[1].items()},
    )


@pytest.fixture(params=MODES)
def graph(request: pytest.FixtureRequest, world: Samkart) -> nx.Graph[Any]:
    found = world.network(mode=request.param)
    assert found.number_of_edges() > 1
    return found


def test_every_attribute_is_a_single_value_of_one_type(graph: nx.Graph[Any]) -> None:
    owners: tuple[list[Mapping[str, Any]], ...] = (
        [graph.graph],
        [data for _, data in graph.nodes(data=True)],
        [data for _, _, data in graph.edges(data=True)],
    )
    for rows in owners:
        types: dict[str, set[type]] = {}
        for row in rows:
            for name, value in row.items():
                assert re.fullmatch("[A-Za-z][0-9A-Za-z_]*", name), name  # what GML takes as a key
                assert value != ""
                types.setdefault(name, set()).add(type(value))
        assert all(len(found) == 1 and found <= {str, int, float, bool} for found in types.values()), types


def test_nothing_known_is_lost(world: Samkart, graph: nx.Graph[Any]) -> None:
    rich = network(world, selection(world), mode=str(graph.graph["mode"]))
    assert list(graph.nodes) == list(rich.nodes)
    assert list(graph.edges) == list(rich.edges)
    for given, made in [
        *((data, graph.nodes[node]) for node, data in rich.nodes(data=True)),
        *((data, graph.edges[u, v]) for u, v, data in rich.edges(data=True)),
    ]:
        known = {k: v for k, v in given.items() if v not in (None, "", ())}
        assert {k: values(made, k) if k in LISTS else v for k, v in made.items() if k != "name"} == known


def test_the_caption_is_words_and_figures(world: Samkart) -> None:
    conditions: NetworkWords = {"actors": ["soerhavn"], "kinds": ["project", "network"], "since": "2000"}
    rich = network(world, selection(world, **conditions)).graph["caption"]
    found = world.network(**conditions)
    assert found.graph.pop("caption") == " ".join(caption_of(rich, len(found), found.size(), world.language))
    assert found.graph == {
        **{name: rich[name] for name in ("mode", "weight", "ties", "hubs", "as_of", "undated")},
        **dict(zip(("first", "last"), rich["years"], strict=True)),
        "kinds": "network|project",
        "conditions": f"kinds=network|project; since=2000; ego={world.resolve('soerhavn')}; radius=1; between=True",
    }


def test_gexf(graph: nx.Graph[Any], tmp_path: Path) -> None:
    nx.write_gexf(graph, tmp_path / "made.gexf")
    read = nx.read_gexf(tmp_path / "made.gexf")
    assert without(content(read), edges=("id",)) == content(graph)


def test_graphml(graph: nx.Graph[Any], tmp_path: Path) -> None:
    for write in (nx.write_graphml_xml, nx.write_graphml_lxml, nx.write_graphml):
        write(graph, tmp_path / "made.graphml")
        read = nx.read_graphml(tmp_path / "made.graphml")
        assert content(read) == content(graph)
        assert {k: v for k, v in read.graph.items() if not k.endswith("_default")} == graph.graph


def test_gml_keeps_the_label_as_name(graph: nx.Graph[Any], tmp_path: Path) -> None:
    nx.write_gml(graph, tmp_path / "made.gml")
    read = nx.read_gml(tmp_path / "made.gml")
    assert content(read) == without(content(graph), nodes=("label",))
    assert read.graph == graph.graph
    assert all(data["name"] == data["label"] for _, data in graph.nodes(data=True))


def test_pajek_takes_everything_as_text_and_warns_of_nothing(
    world: Samkart, graph: nx.Graph[Any], tmp_path: Path
) -> None:
    nx.write_pajek(world.network(mode=str(graph.graph["mode"]), text=True), tmp_path / "made.net")
    read: nx.Graph[Any] = nx.Graph(nx.read_pajek(tmp_path / "made.net"))

    def texts(data: Attributes) -> Attributes:
        shown = {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in data.items()}
        return shown | {k: v for k, v in data.items() if k == "weight"}

    nodes, edges = content(graph, nodes=texts)
    got = without(content(read), nodes=("id", "x", "y", "shape"))
    assert got == (nodes, {ends: texts(data) for ends, data in edges.items()})


def test_lists_of_neighbours_and_edges(graph: nx.Graph[Any], tmp_path: Path) -> None:
    path = tmp_path / "made.txt"
    joined = graph.subgraph(node for node in graph if graph.degree[node])  # a list of edges names no others
    nx.write_adjlist(graph, path)
    assert set(map(frozenset, nx.read_adjlist(path).edges)) == set(map(frozenset, graph.edges))
    nx.write_multiline_adjlist(graph, path)
    read = nx.read_multiline_adjlist(path)
    assert (set(read), content(read)[1]) == (set(graph), content(graph)[1])
    nx.write_edgelist(graph, path)
    read = nx.read_edgelist(path)
    assert (set(read), content(read)[1]) == (set(joined), content(graph)[1])
    nx.write_weighted_edgelist(graph, path)
    weights = {ends: {"weight": data["weight"]} for ends, data in content(graph)[1].items()}
    assert content(nx.read_weighted_edgelist(path))[1] == weights


def test_bipartite_edges_of_actors_and_what_they_are_in(world: Samkart, tmp_path: Path) -> None:
    graph = world.network(mode="two-mode", kinds=["project", "network"])
    nx.set_node_attributes(
        graph, {node: int(data["side"] != "actor") for node, data in graph.nodes(data=True)}, "bipartite"
    )
    nx.bipartite.write_edgelist(graph, tmp_path / "made.txt")
    read = nx.bipartite.read_edgelist(tmp_path / "made.txt")
    assert content(read)[1] == content(graph)[1]
    assert nx.get_node_attributes(read, "bipartite") == nx.get_node_attributes(graph, "bipartite")


@pytest.mark.parametrize("form", ["graph6", "sparse6"])
def test_forms_without_names_keep_who_is_tied_to_whom(graph: nx.Graph[Any], form: str, tmp_path: Path) -> None:
    numbered = nx.convert_node_labels_to_integers(graph)
    getattr(nx, f"write_{form}")(numbered, tmp_path / "made")
    read = getattr(nx, f"read_{form}")(tmp_path / "made")
    assert set(map(frozenset, read.edges)) == set(map(frozenset, numbered.edges))


def test_json(graph: nx.Graph[Any]) -> None:
    def again(data: Any) -> Any:
        return json.loads(json.dumps(data, allow_nan=False))

    read = json_graph.node_link_graph(again(json_graph.node_link_data(graph)))
    assert (content(read), read.graph) == (content(graph), graph.graph)
    read = json_graph.adjacency_graph(again(json_graph.adjacency_data(graph)))
    assert (content(read), read.graph) == (content(graph), graph.graph)
    read = json_graph.cytoscape_graph(again(json_graph.cytoscape_data(graph)))
    assert without(content(read), nodes=("id", "value"), edges=("source", "target")) == content(graph)
    assert read.graph == graph.graph


def test_text_and_other_libraries(graph: nx.Graph[Any]) -> None:
    drawn = "\n".join(nx.generate_network_text(graph))
    assert all(data["label"] in drawn for _, data in graph.nodes(data=True))
    other = igraph.Graph.from_networkx(graph)
    assert (other.vcount(), other.ecount()) == (len(graph), graph.size())
    assert other.vs["label"] == [label for _, label in graph.nodes("label")]


def test_what_samkart_does_with_graphs_it_does_with_these(world: Samkart, graph: nx.Graph[Any]) -> None:
    rich = network(world, selection(world), mode=str(graph.graph["mode"]))
    one, other = as_sparse(graph), as_sparse(rich)
    assert one.nodes == other.nodes
    assert measure(graph, "betweenness").values == measure(rich, "betweenness").values
    assert communities(graph).groups == communities(rich).groups
    assert resolve(graph) == resolve(rich)
    assert caption_lines(graph, "nb") == [" ".join(caption_lines(rich, "nb"))]
    assert ">T</h1>" in map_page(graph, title="T", lang="nb")
    nx.set_node_attributes(rich, dict(graph.nodes("name")), "name")
    for form in ("gexf", "graphml", "pajek", "csv"):
        assert export(graph, form) == export(rich, form)


def test_odd_values_are_left_out_or_made_whole() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", label="A\x00b", share=0.5, far=float("nan"), records=[{"kind": "project"}], themes=())
    graph.add_node("b", label="", share=2, open=False, none=None, themes=["x", "y", "x", ""])
    made = plain_graph(graph)
    assert dict(made.nodes(data=True)) == {
        "a": {"name": "A b", "label": "A b", "share": 0.5},
        "b": {"name": "b", "share": 2.0, "open": False, "themes": "x|y"},
    }
    assert [type(data["share"]) for _, data in made.nodes(data=True)] == [float, float]
    assert graph.nodes["b"]["share"] == 2
    assert made.graph == {}


def odd() -> nx.Graph[Any]:
    """What graphs from elsewhere hold: values of many types, of two types under one name, and none at all."""
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_node(1, label="=one", code=301, when=date(2020, 1, 31), share=Decimal("2.50"), tags={"b", "a"}, none=None)
    graph.add_node(
        "two", label=None, code="0301", when=datetime(2020, 1, 31, 12), share=np.float64(3), tags=("x", None)
    )
    graph.add_node(("t", 3), code=np.int64(7), far=float("inf"), flag=True, part=Fraction(1, 2), array=np.array([1, 2]))
    graph.add_edge(1, "two", weight=Decimal("1.5"), flag="yes", seen=None)
    graph.add_edge("two", ("t", 3), weight=2, flag=False, dates=(date(2020, 1, 1), None))
    return graph


def test_odd_values_are_made_single_values_of_one_type() -> None:
    made = plain_graph(odd())
    assert dict(made.nodes(data=True)) == {
        1: {"name": "=one", "label": "=one", "code": "301", "when": "2020-01-31", "share": 2.5, "tags": "a|b"},
        "two": {"name": "two", "code": "0301", "when": "2020-01-31 12:00:00", "share": 3.0, "tags": "x"},
        ("t", 3): {"name": "('t', 3)", "code": "7", "flag": True, "part": 0.5, "array": "1|2"},
    }
    assert [data for _, _, data in made.edges(data=True)] == [
        {"weight": 1.5, "flag": "yes"},
        {"weight": 2.0, "flag": "false", "dates": "2020-01-01"},
    ]
    again = plain_graph(made)
    assert content(again) == content(made)


def test_odd_values_break_no_writer(tmp_path: Path) -> None:
    made, path = plain_graph(odd()), tmp_path / "made"
    for write in (nx.write_gexf, nx.write_graphml, nx.write_gml, nx.write_multiline_adjlist, nx.write_edgelist):
        write(made, path)
    nx.write_pajek(as_text(odd()), path)
    json.dumps(nx.node_link_data(made, edges="edges"), allow_nan=False)
    assert pickle.loads(pickle.dumps(made)).nodes == made.nodes  # noqa: S301
    assert igraph.Graph.from_networkx(made).ecount() == 2
    for form in FORMATS:
        assert all(export(odd(), form).values()), form
    for program in ("", "gephi", "kumu"):
        tables = sheets(odd(), program=program)
        assert all(map(csv_text, tables))
        assert workbook_of(tables)
