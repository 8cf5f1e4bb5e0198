"""Clients that nobody here wrote, and another Samkart, are answered as the store on disk is."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from _engines import valued
from rdflib.plugins.stores.sparqlstore import SPARQLStore

import kg
from kg.api import Samkart
from kg.errors import BadData
from kg.questions.question import Question
from kg.store.remote import RemoteView
from kg.vocab import CANONICAL, SKD
from kg.web.sparql.limits import EndpointLimits
from tests.queries import world as expected
from tests.web.sparql.conftest import Server, serving

TESTS = Path(__file__).parents[2]
NETWORKS = "SELECT ?n ?name WHERE { ?n a sk:Network ; skos:prefLabel ?name } ORDER BY ?n ?name"
GRAPH = "CONSTRUCT { ?n skos:prefLabel ?name } WHERE { ?n a sk:Network ; skos:prefLabel ?name }"


@pytest.fixture
def rows(world: Samkart) -> list[tuple[str, str, str]]:
    """The names of the networks, with their languages, by IRI and name."""
    return [(row["n"].value, row["name"].value, row["name"].language) for row in world.query(NETWORKS)]


def as_rows(graph: rdflib.Graph) -> list[tuple[str, str, str]]:
    return sorted((str(s), str(o), o.language) for s, _, o in graph)  # type: ignore[attr-defined]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper(endpoint: Server, rows: list[tuple[str, str, str]], method: str) -> None:
    import SPARQLWrapper as Wrapper

    client = Wrapper.SPARQLWrapper(endpoint.address)
    client.setMethod(method)
    client.setQuery(NETWORKS)
    client.setReturnFormat(Wrapper.JSON)
    found: Any = client.query().convert()
    assert terms(found) == rows
    for form in (Wrapper.XML, Wrapper.CSV, Wrapper.TSV):
        client.setReturnFormat(form)
        converted: Any = client.query().convert()
        text = converted.toxml() if form == Wrapper.XML else converted.decode()
        assert all(iri in text and name in text for iri, name, _ in rows)
    client.setQuery(GRAPH)
    for form in (Wrapper.TURTLE, Wrapper.N3, Wrapper.RDFXML, Wrapper.JSONLD):
        client.setReturnFormat(form)
        graph: Any = client.query().convert()
        graph = graph if isinstance(graph, rdflib.Graph) else rdflib.Graph().parse(data=graph, format="turtle")
        assert as_rows(graph) == sorted(rows)
    client.setQuery("ASK { ?n a sk:Network }")
    client.setReturnFormat(Wrapper.JSON)
    asked: Any = client.query().convert()
    assert asked["boolean"] is True
    client.addDefaultGraph("http://nowhere/")
    nowhere: Any = client.query().convert()
    assert nowhere["boolean"] is False
    client.setQuery("SELECT nonsense")
    with pytest.raises(Wrapper.SPARQLExceptions.QueryBadFormed, match="this is not SPARQL"):
        client.query()


def terms(found: Any) -> list[tuple[str, str, str]]:
    """The rows of an answer in JSON."""
    rows = found["results"]["bindings"]
    return [(row["n"]["value"], row["name"]["value"], row["name"]["xml:lang"]) for row in rows]


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv"])
def test_rdflib_s_store(endpoint: Server, rows: list[tuple[str, str, str]], method: str, form: str) -> None:
    store = SPARQLStore(endpoint.address, method=method, returnFormat=form)
    graph = rdflib.Graph(store)
    found = [(str(row[0]), str(row[1])) for row in graph.query(NETWORKS)]  # type: ignore[index]
    assert found == [row[:2] for row in rows]
    network = rdflib.URIRef(rows[0][0])
    kinds = set(graph.objects(network, rdflib.RDF.type))
    assert rdflib.URIRef("https://w3id.org/samkart/ontology/Network") in kinds
    if form != "csv":
        assert graph.query("ASK { ?n a sk:Network }").askAnswer is True


def test_curl(endpoint: Server, rows: list[tuple[str, str, str]], tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl on PATH")
    file = tmp_path / "query.rq"
    file.write_text(NETWORKS, "utf-8")
    for options in (
        ["-G", "--data-urlencode", f"query@{file}"],
        ["--data-urlencode", f"query@{file}"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", f"@{file}"],
    ):
        command = ["curl", "-sf", "-H", "Accept: text/tab-separated-values", *options, endpoint.address]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[1:] == [f'<{iri}>\t"{name}"@{lang}' for iri, name, lang in rows]


def test_comunica(endpoint: Server, rows: list[tuple[str, str, str]]) -> None:
    """What it prints as JSON has no languages, so they are asked for."""
    program = TESTS / "store" / "foreign" / "node_modules" / ".bin" / "comunica-sparql-file"
    if shutil.which("node") is None or not program.exists():
        pytest.skip("Comunica is not installed; run `npm ci` in tests/store/foreign")
    prefixes = "PREFIX sk: <https://w3id.org/samkart/ontology/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    asked = prefixes + NETWORKS.replace("WHERE", "(LANG(?name) AS ?language) WHERE")
    command = [str(program), f"sparql@{endpoint.address}", asked, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)["results"]["bindings"]
    assert [tuple(row[name]["value"] for name in ("n", "name", "language")) for row in told] == rows


def test_another_samkart_answers_every_question_alike(world: Samkart, endpoint: Server) -> None:
    with kg.open(endpoint=endpoint.address) as remote:
        number = 0
        for question in world.questions():
            for case in expected.cases(TESTS / "queries" / f"{question.name}.json"):
                if case.get("extra"):
                    continue
                number += 1
                assert found(remote, question, case["params"]) == found(world, question, case["params"]), question.name
        assert number > 100


def found(samkart: Samkart, question: Question, params: dict[str, str]) -> Counter[tuple[object, ...]]:
    values = {name: expected.term(question.parameters[name].type, value) for name, value in params.items()}
    return Counter(tuple(map(valued, row)) for row in samkart.query(question.sparql, values))


def test_another_samkart_sees_the_same_graph(world: Samkart, endpoint: Server) -> None:
    view = RemoteView(endpoint.address)
    assert view.graph_names() == world.view.graph_names()
    remote = Samkart(view)
    assert remote.who("fjordby").table.rows == world.who("fjordby").table.rows
    assert sorted(map(str, view.statements(""))) == sorted(map(str, world.view.statements("")))
    with pytest.raises(BadData, match=r"^this is not SPARQL: <x> is not a whole address"):
        view.query_apart("SELECT * FROM <x> { ?s ?p ?o } LIMIT nonsense")
    named = RemoteView(f"{endpoint.address}?default-graph-uri={CANONICAL}")
    assert len(list(named.query_apart("SELECT ?n { ?n a sk:Network }"))) == 3


def test_the_command_line_of_another_samkart(world_home: Path, endpoint: Server, tmp_path: Path) -> None:
    def printed(*where: str) -> str:
        command = [sys.executable, "-m", "kg", "who", "fjordby", *where]
        environment = {**os.environ, "SAMKART_STORE": str(tmp_path)}
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    assert printed("--endpoint", endpoint.address) == printed("--store", str(world_home)) != ""


@pytest.fixture(scope="module")
def whole(embedded_home: Path) -> Iterator[Server]:
    """An endpoint over the embedded graph."""
    with serving(embedded_home) as server:
        yield server


@pytest.mark.slow
def test_another_samkart_answers_the_main_commands_alike(embedded: Samkart, whole: Server) -> None:
    with kg.open(endpoint=whole.address) as remote:
        assert remote.who("bærum").table.rows == embedded.who("bærum").table.rows
        assert remote.resolve("Asker", "actor") == embedded.resolve("Asker", "actor") == f"{SKD}actor/asker"
        assert remote.source_names() == embedded.source_names()


DOCUMENT = TESTS.parent / "docs" / "endpoint.md"


def blocks(language: str) -> list[str]:
    """The examples of the document in a language."""
    return [part.partition("```")[0] for part in DOCUMENT.read_text("utf-8").split(f"```{language}\n")[1:]]


def test_the_examples_of_the_document_give_the_table_they_ask_for(endpoint: Server, world: Samkart) -> None:
    told = [
        ("https://w3id.org/samkart/id/actor/klimapakten", "Climate Pact"),
        ("https://w3id.org/samkart/id/actor/eurobyene", "Eurobyene"),
        ("https://w3id.org/samkart/id/actor/eurobyene", "Eurotowns"),
        ("https://w3id.org/samkart/id/actor/gamlenettet", "Gamlenettet"),
        ("https://w3id.org/samkart/id/actor/klimapakten", "Klimapakten"),
    ]
    if shutil.which("curl") is None:
        pytest.skip("no curl on PATH")
    (shell,) = blocks("sh")
    (python,) = blocks("python")
    here = "http://127.0.0.1:8000/sparql"
    assert here in shell and here in python
    done = subprocess.run(
        ["/bin/sh", "-c", shell.replace(here, endpoint.address)], capture_output=True, text=True, check=True
    )
    assert list(csv.reader(done.stdout.splitlines()))[1:] == [list(row) for row in told]
    pytest.importorskip("pandas")
    names: dict[str, Any] = {}
    exec(python.replace(here, endpoint.address), names)  # noqa: S102
    assert list(names["table"].itertuples(index=False, name=None)) == told


def test_the_document_names_the_usual_limits() -> None:
    usual = EndpointLimits()
    text = DOCUMENT.read_text("utf-8")
    for row in (
        f"| seconds of a query | {usual.seconds:g} |",
        f"| rows or triples of an answer | {usual.rows:,} |",
        f"| bytes of an answer | {usual.answer >> 20} MiB |",
        f"| memory of a query | {usual.memory >> 30} GiB |",
        f"| bytes of a request | {usual.body >> 20} MiB ",
        f"| queries at once | {usual.at_once}, and {usual.waiting} that wait up to {usual.patience:g} seconds |",
        f"| queries of one client, running and waiting | {usual.per_client} |",
    ):
        assert row in text
