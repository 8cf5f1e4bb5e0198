"""Networks made by Spark are those that are made in memory: edges, weights, components, PageRank."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from click.testing import CliRunner

from kg.api import Samkart, open_samkart
from kg.errors import KgError
from kg.model.encounter import KINDS
from kg.networks.beyond import spark
from kg.networks.gather import selection, sparse_network
from kg.networks.measures.spectral import pagerank
from kg.networks.sparse import SparseGraph, column_sums, row_sums

Runs = tuple[Path, Mapping[str, str]]

PEOPLE = """\
hub,actor,kind,held_from,held_until,known_by,tie
club,ada,network,2001-01-01,,own-word,1
club,bo,network,,2000-12-31,list,2
club,cy,network,,,list,3
club,bo,network,,1999-12-31,list,4
hall,ada,project,2010-01-01,2012-12-31,list,5
hall,bo,project,2010-01-01,2012-12-31,list,6
pact,dee,agreement,,,list,7
pact,eve,agreement,,,list,8
den,fay,network,,,list,9
"""
# Ada entered the club after Bo had left it for good; Fay is alone in her den.
EDGES = {
    ("ada", "bo"): (1.0, 1),
    ("ada", "cy"): (0.5, 1),
    ("bo", "cy"): (0.5, 1),
    ("dee", "eve"): (1.0, 1),
}
SMALL = "--conf spark.sql.shuffle.partitions=2 --conf spark.driver.bindAddress=127.0.0.1 pyspark-shell"
"""How Spark is started: a shuffle into 200 parts, as for clusters, takes its time for a graph of this size."""
PROGRAM = """
import json, sys
from kg.errors import KgError
from kg.networks.beyond.spark import projected
for name, files, folder, more in json.load(sys.stdin):
    try:
        made = projected(files, folder, **more)
        print(json.dumps([name, f"{made.actors} {made.pairs} {made.components}"]))
    except KgError as error:
        print(json.dumps([name, f"{type(error).__name__}: {error}"]))
"""


@pytest.fixture(scope="module")
def runs(embedded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """What one process that starts Spark made and told of several networks, by name, and where it put them."""
    if find_spec("pyspark") is None:
        pytest.skip('no pyspark (pip install "samkart[spark]")')
    if shutil.which("java") is None:
        pytest.skip("no Java (apt-get install default-jre-headless)")
    folder = tmp_path_factory.mktemp("spark")
    with open_samkart(str(embedded_home)) as samkart:
        samkart.write_incidence(folder / "embedded.csv")
    (folder / "people.csv").write_text(PEOPLE, "utf-8")
    header, *lines = PEOPLE.splitlines(keepends=True)
    for name, part in (("one", lines[:4]), ("two", lines[4:]), ("none", [])):
        (folder / f"{name}.csv").write_text("".join([header, *part]), "utf-8")
    (folder / "other.csv").write_text("hub,actor\n1,2\n", "utf-8")
    cases: list[tuple[str, list[str], str, dict[str, Any]]] = [
        ("embedded", ["embedded.csv"], "embedded", {}),
        ("people", ["one.csv", "two.csv"], "people", {}),
        ("chosen", ["people.csv"], "chosen", {"kinds": ["project", "network"], "max_hub": 2, "form": "parquet"}),
        ("nobody", ["none.csv"], "nobody", {}),
        ("again", ["people.csv"], "people", {}),
        ("other columns", ["other.csv"], "never", {}),
        ("no file", ["missing.csv"], "never", {}),
    ]
    asked = [(name, [str(folder / f) for f in files], str(folder / to), more) for name, files, to, more in cases]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYSPARK_SUBMIT_ARGS": SMALL},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder, dict(map(json.loads, done.stdout.splitlines()))


def rows(folder: Path) -> list[dict[str, str]]:
    """The rows of all files of a table, in order."""
    parts = sorted(folder.glob("part-*.csv"))
    return [row for part in parts for row in csv.DictReader(part.read_text("utf-8").splitlines())]


def edges(folder: Path) -> dict[tuple[str, str], tuple[float, int]]:
    """By two actors the weights `newman` and `shared`."""
    found = rows(folder / "edges")
    made = {(row["source"], row["target"]): (float(row["newman"]), int(row["shared"])) for row in found}
    assert len(made) == len(found)
    return made


def in_memory(samkart: Samkart, weight: str) -> SparseGraph:
    return sparse_network(samkart, selection(samkart, kinds=KINDS), weight=weight)


@pytest.mark.slow
def test_edges_and_weights_are_those_of_the_projection_in_memory(runs: Runs, embedded: Samkart) -> None:
    folder, told = runs
    made = edges(folder / "embedded")
    for place, weight in enumerate(("newman", "shared")):
        graph = in_memory(embedded, weight).to_networkx()
        expected: dict[tuple[str, str], float] = {}
        for a, b, data in graph.edges(data=True):
            expected[str(min(a, b)), str(max(a, b))] = data["weight"]
        assert made.keys() == expected.keys()
        assert max(abs(made[pair][place] - w) for pair, w in expected.items()) < 1e-9
    assert list(made) == sorted(made)
    assert told["embedded"] == f"{len(graph)} {len(expected)} {nx.number_connected_components(graph)}"


@pytest.mark.slow
def test_components_are_those_of_networkx(runs: Runs, embedded: Samkart) -> None:
    graph = in_memory(embedded, "shared").to_networkx()
    expected = {actor: min(found) for found in nx.connected_components(graph) for actor in found}
    assert {row["actor"]: row["component"] for row in rows(runs[0] / "embedded" / "nodes")} == expected


@pytest.mark.slow
def test_pagerank_is_that_of_the_measure_and_of_networkx(runs: Runs, embedded: Samkart) -> None:
    graph = in_memory(embedded, "shared")
    found = {row["actor"]: float(row["pagerank"]) for row in rows(runs[0] / "embedded" / "nodes")}
    bound = 2 * spark.DAMPING**spark.STEPS
    peer = nx.pagerank(graph.to_networkx(), alpha=spark.DAMPING, max_iter=500, tol=1e-12)
    for expected in (graph.values(pagerank(graph)), peer):
        assert found.keys() == expected.keys()
        assert sum(abs(found[actor] - rank) for actor, rank in expected.items()) < bound


@pytest.mark.slow
def test_what_else_is_told_of_a_node(runs: Runs, embedded: Samkart) -> None:
    graph = in_memory(embedded, "newman")
    degrees, strengths = np.diff(graph.matrix.indptr), row_sums(graph.matrix)
    hubs = column_sums(graph.held(np.arange(len(graph.pivots)))[0])
    found = rows(runs[0] / "embedded" / "nodes")
    assert [row["actor"] for row in found] == list(graph.ids)
    assert [(int(row["hubs"]), int(row["partners"])) for row in found] == list(zip(hubs, degrees, strict=True))
    assert np.abs(np.array([float(row["strength"]) for row in found]) - strengths).max() < 1e-9


@pytest.mark.slow
def test_who_was_never_there_at_once_does_not_meet_and_who_is_alone_is_a_node(runs: Runs) -> None:
    folder, told = runs
    assert told["people"] == "6 4 3"
    assert edges(folder / "people") == EDGES
    nodes = {row["actor"]: row for row in rows(folder / "people" / "nodes")}
    assert {actor: row["component"] for actor, row in nodes.items()} == {
        **dict.fromkeys(("ada", "bo", "cy"), "ada"),
        **dict.fromkeys(("dee", "eve"), "dee"),
        "fay": "fay",
    }
    graph = nx.Graph([(a, b) for a, b in EDGES])
    graph.add_node("fay")
    expected = nx.pagerank(graph, tol=1e-12, max_iter=500)
    assert {actor: float(row["pagerank"]) for actor, row in nodes.items()} == pytest.approx(expected, abs=1e-6)
    assert {(row["hubs"], row["partners"], row["strength"]) for row in nodes.values() if row["actor"] == "fay"} == {
        ("1", "0", "0.0")
    }


@pytest.mark.slow
def test_conditions_leave_ties_and_hubs_out(runs: Runs) -> None:
    folder, told = runs
    assert told["chosen"] == "3 1 2"  # Ada and Bo met in the hall, Fay is in her den; the club is too large
    assert [len(list((folder / "chosen" / name).glob("*.parquet"))) > 0 for name in ("edges", "nodes")] == [True, True]
    assert (told["nobody"], edges(folder / "nobody"), rows(folder / "nobody" / "nodes")) == ("0 0 0", {}, [])


@pytest.mark.slow
def test_what_cannot_be_made_is_told_in_a_sentence_and_leaves_nothing(runs: Runs) -> None:
    folder, told = runs
    assert told["again"] == f"Usage: output: {folder}/people is there already; name a folder that is to be made"
    assert told["other columns"] == "Usage: no column 'kind'; expected what 'kg export --incidence' writes"
    assert told["no file"].startswith("KgError: Spark fails: [PATH_NOT_FOUND] ")
    assert not (folder / "never").exists()
    assert [path.name for path in folder.glob(".*")] == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kinds": ["project", "theme"]}, "via: unknown kind of tie 'theme'; expected project, network, twinning, .+"),
        ({"max_hub": 1}, "max_hub = 1; expected 2 or more actors"),
        ({"form": "orc"}, "format: unknown format 'orc'; expected csv, parquet"),
    ],
)
def test_conditions_that_cannot_be_met_are_refused_before_spark_starts(given: dict[str, Any], message: str) -> None:
    with pytest.raises(KgError, match=message):
        spark.projected([], "nowhere", **given)


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "/usr")
    for module in ("pyspark", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(KgError, match=r'need the package pyspark, .+ -m pip install "samkart\[spark\]"'):
        spark.projected([], "nowhere")
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(KgError, match=r"Spark needs Java 17 or later, which is not installed"):
        spark.projected([], "nowhere")


def test_as_a_command_it_tells_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    for words, code, message in (
        (
            ["a.csv", "-o", "b", "--via", "project,theme"],
            2,
            "error: via: unknown kind of tie 'theme'; expected project",
        ),
        (["a.csv", "-o", "b"], 1, "error: Spark needs Java 17 or later, which is not installed"),
    ):
        done = CliRunner().invoke(spark.command, words)
        assert done.exit_code == code
        assert done.output.startswith(message)


def test_as_a_script_for_spark_submit_it_hides_no_module_of_python() -> None:
    """The folder of a script comes before Python's own modules, and `kg/networks` has one called `types`."""
    script = Path(spark.__file__)
    path = {"PYTHONPATH": os.pathsep.join(str(each) for each in sys.path if each)}
    words = [sys.executable, str(script), "edges.csv", "-o", "made", "--via", "theme"]
    done = subprocess.run(words, capture_output=True, text=True, env=os.environ | path, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: via: unknown kind of tie 'theme'")
