"""Other programs read what is exported: igraph (C) and graphology (JavaScript)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kg.views.exports.export import export
from kg.views.visual import resolve
from tests.views.figures.figure_sample import HOSTILE, POSITIONS, small, twin_towns

PACKAGES = ("graphology@0.26.0", "graphology-gexf@0.13.2", "graphology-graphml@0.5.2")
READ = """
const fs = require('node:fs');
const Graph = require('graphology');
const gexf = require('graphology-gexf');
const graphml = require('graphology-graphml');
const [, , gexfFile, jsonFile, graphmlFile] = process.argv;
const told = graph => ({
  order: graph.order, size: graph.size, type: graph.type,
  node: graph.getNodeAttributes('a'),
  edge: graph.getEdgeAttributes(graph.edge('a', 'n')),
  hostile: graph.getNodeAttribute('n', 'label'),
});
const imported = new Graph({type: 'undirected'});
imported.import(JSON.parse(fs.readFileSync(jsonFile, 'utf8')));
const parsed = graphml.parse(Graph, fs.readFileSync(graphmlFile, 'utf8'));
console.log(JSON.stringify([told(gexf.parse(Graph, fs.readFileSync(gexfFile, 'utf8'))), told(imported), told(parsed)]));
"""


def write(tmp_path: Path, form: str) -> Path:
    graph = small()
    ((ending, text),) = export(graph, form, positions=POSITIONS, visual=resolve(graph)).items()
    path = tmp_path / f"{form}{ending}"
    path.write_text(text, encoding="utf-8")
    return path


def test_igraph_reads_graphml(tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    graph = igraph.Graph.Read_GraphML(str(write(tmp_path, "graphml")))
    assert graph.vs["id"] == ["a", "b", "n"]
    assert graph.vs["label"] == ["Åmot", "Bodø", HOSTILE]
    assert graph.vs["themes"] == ["energy|mobility", "", ""]
    assert graph.vs["ties"] == [2.0, 1.0, 1.0]
    assert sorted(edge.tuple for edge in graph.es) == [(0, 1), (0, 2)]
    assert graph.es["weight"] == [2.0, 1.0]
    assert not graph.is_directed()


def test_igraph_reads_pajek(tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    graph = igraph.Graph.Read_Pajek(str(write(tmp_path, "pajek")))
    assert graph.vs["name"] == ["Åmot", "Bodø", HOSTILE.replace('"', "'")]
    assert graph.vs["x"] == pytest.approx([0.05, 0.95, 0.5])
    assert graph.es["weight"] == [2.0, 1.0]


def test_igraph_reads_a_real_graph(tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    graph = twin_towns()
    for form, read in (("graphml", igraph.Graph.Read_GraphML), ("pajek", igraph.Graph.Read_Pajek)):
        path = tmp_path / form
        path.write_text(next(iter(export(graph, form).values())), encoding="utf-8")
        found = read(str(path))
        assert (found.vcount(), found.ecount()) == (graph.number_of_nodes(), graph.number_of_edges())


@pytest.fixture(scope="session")
def graphology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with graphology from npm, made once per run."""
    if shutil.which("node") is None or (npm := shutil.which("npm")) is None:
        pytest.skip("node and npm are not installed")
    folder = tmp_path_factory.mktemp("graphology")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    try:
        done = subprocess.run(
            [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not answer in time")
    if done.returncode:
        pytest.skip(f"npm could not install graphology: {done.stderr.strip().splitlines()[-1:]}")
    (folder / "read.cjs").write_text(READ, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_graphology_reads_gexf_and_its_own_json(graphology: Path, tmp_path: Path) -> None:
    files = [str(write(tmp_path, form)) for form in ("gexf", "graphology", "graphml")]
    done = subprocess.run(
        [shutil.which("node") or "node", "read.cjs", *files],
        cwd=graphology,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    from_gexf, from_json, from_graphml = (told for told in json.loads(done.stdout))
    visual = resolve(small())
    seen = visual.nodes["a"]
    red, green, blue = (int(seen.colour[i : i + 2], 16) for i in (1, 3, 5))
    common: dict[str, Any] = {"order": 3, "size": 2, "type": "undirected", "hostile": HOSTILE}
    assert from_gexf == common | {
        "node": {
            "label": "Åmot",
            "country": "NO",
            "kind": "Municipality",
            "latitude": 59.9,
            "level": "local",
            "longitude": 10.5,
            "measure_pagerank": 0.5,
            "start": "1838",
            "themes": "energy|mobility",
            "ties": 2,
            "type": "actor",
            "color": f"rgb({red},{green},{blue})",
            "size": seen.size,
            "shape": "disc",
            "x": 0,
            "y": 0,
            "z": 0,
        },
        "edge": {
            "weight": 1,
            "kinds": "network",
            "sources": "https://example.org/2",
            "ties": 1,
            "shape": "dashed",
            "thickness": visual.edges["a", "n"].width,
        },
    }
    assert {name: from_graphml[name] for name in common} == common
    assert from_graphml["node"]["themes"] == "energy|mobility"
    assert from_json["node"]["themes"] == ["energy", "mobility"]
    assert from_json["edge"]["ties"][0]["source_url"] == "https://example.org/2"
    assert {name: from_json[name] for name in common} == common
