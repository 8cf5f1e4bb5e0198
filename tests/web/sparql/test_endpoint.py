"""What an endpoint sends: every form of every kind of answer, and what HTTP says around it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.query import Result

from kg.api import Samkart
from kg.store import layout
from kg.vocab import CANONICAL
from tests.conftest import build_home
from tests.web.sparql.conftest import Server, serving

NETWORKS = "SELECT ?n ?name { ?n a sk:Network ; skos:prefLabel ?name } ORDER BY ?name ?n"
TABLES = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.mark.parametrize("query", [NETWORKS, NETWORKS.partition(" ORDER")[0], NETWORKS + " LIMIT 2 OFFSET 1"])
@pytest.mark.parametrize("media_type", TABLES)
def test_a_table_in_every_form(endpoint: Server, world: Samkart, query: str, media_type: str) -> None:
    got = endpoint.get(query, Accept=media_type)
    assert got.headers["content-type"].partition(";")[0] == media_type
    expected = [(row["n"].value, row["name"].value, row["name"].language) for row in world.query(query)]
    assert len(expected) in (2, 4, 5)
    if media_type == "text/csv":
        found: Any = [tuple(row) for row in csv.reader(io.StringIO(got.text))]
        assert found == [("n", "name"), *((n, name) for n, name, _ in expected)]
        return
    rows = Result.parse(io.BytesIO(got.body), content_type=media_type)
    assert [(str(row[0]), str(row[1]), row[1].language) for row in rows] == expected  # type: ignore[index, union-attr]


def test_a_link_names_the_form_that_it_leads_to(endpoint: Server) -> None:
    asked = {"query": "ASK {}", "form": "csv"}
    by_link = endpoint.ask("GET", "/sparql?" + urlencode(asked), Accept="text/html, */*;q=0.8")
    assert (by_link.status, by_link.headers["content-type"].partition(";")[0], by_link.text) == (
        200,
        "text/csv",
        "true",
    )
    sent = endpoint.ask(
        "POST", "/sparql", urlencode(asked).encode(), Content_Type="application/x-www-form-urlencoded", Accept="*/*"
    )
    assert (sent.status, sent.text) == (200, "true")
    unknown = endpoint.ask("GET", "/sparql?" + urlencode({**asked, "form": "docx"}))
    assert (unknown.status, unknown.text) == (406, "no form of answers is called 'docx'\n")


@pytest.mark.parametrize("media_type", GRAPHS)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_a_graph_in_every_form(endpoint: Server, world: Samkart, media_type: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a sk:Network ; ?p ?o }"
    got = endpoint.get(query, Accept=media_type)
    assert got.headers["content-type"].partition(";")[0] == media_type
    dataset = rdflib.Dataset()
    dataset.parse(data=got.text, format=GRAPHS[media_type])
    expected = rdflib.Graph().parse(data="".join(f"{triple} .\n" for triple in world.query(query)), format="nt")
    found = rdflib.Graph()
    for quad in dataset.quads():
        found.add(quad[:3])
    assert len(expected) > 20
    assert isomorphic(found, expected)


def test_a_graph_is_written_with_the_prefixes_it_uses(endpoint: Server) -> None:
    query = "PREFIX my: <http://a/> PREFIX un: <http://b/> CONSTRUCT { my:a a sk:Network ; my:b 1.5 } {}"
    head = {line for line in endpoint.get(query).text.splitlines() if line.startswith("@prefix")}
    assert head == {
        "@prefix my: <http://a/> .",
        "@prefix sk: <https://w3id.org/samkart/ontology/> .",
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
    }


@pytest.mark.parametrize(
    ("accept", "body"),
    [
        ("application/sparql-results+json", b'{"head":{},"boolean":true}'),
        ("text/csv", b"true"),
        ("text/tab-separated-values", b"true"),
    ],
)
def test_yes_or_no(endpoint: Server, accept: str, body: bytes) -> None:
    assert endpoint.get("ASK { ?n a sk:Network }", Accept=accept).body == body
    assert endpoint.get("ASK { ?n a sk:Nothing }", Accept=accept).body == body.replace(b"true", b"false")


def test_what_is_wanted_in_a_form_that_it_has_not(endpoint: Server) -> None:
    table = endpoint.get(NETWORKS, Accept="text/turtle")
    told = "the answer is a table, which has none of the forms asked for; ask for another form\n"
    assert (table.status, table.text) == (406, told)
    graph = endpoint.get("DESCRIBE <a:b>", Accept="text/csv")
    assert (graph.status, graph.text) == (406, told.replace("table", "graph"))
    for query in (NETWORKS, "this is not SPARQL"):
        nothing = endpoint.get(query, Accept="image/png, text/html")
        assert (nothing.status, nothing.text) == (406, "none of the forms asked for is known here\n")


@pytest.mark.parametrize(
    ("query", "accept", "told"),
    [
        ('SELECT ("\\u0007" AS ?x) {}', "application/sparql-results+xml", "a value with the character U+0007"),
        ('SELECT ("\\uFFFE" AS ?x) {} ORDER BY ?x', "text/xml", "a value with the character U+FFFE"),
        ('CONSTRUCT { <a:b> <a:c> "\\r" } {}', "application/rdf+xml", "a value with the character U+000D"),
        ("CONSTRUCT { <a:b> <http://a/1> 1 } {}", "application/rdf+xml", "the property http://a/1 has no name"),
    ],
)
def test_what_xml_cannot_hold_is_told_and_other_forms_hold(
    endpoint: Server, query: str, accept: str, told: str
) -> None:
    got = endpoint.get(query, Accept=accept)
    assert got.status == 406
    assert got.text.startswith(told)
    assert endpoint.get(query, Accept=f"{accept};q=0.5, application/json").status == 200


def test_what_stands_in_strings_comes_through(endpoint: Server) -> None:
    texts = ["a\nb", 'c"\n"', "},{", ",{}", "<result>", "\t\\", "é\U0001f600\u202e", "<b>&amp;</b>"]
    quoted = " ".join(json.dumps(text, ensure_ascii=False) for text in texts)
    query = f"SELECT ?x {{ VALUES ?x {{ {quoted} UNDEF UNDEF }} }}"
    assert endpoint.get(query).rows == [*({"x": text} for text in texts), {}, {}]
    found = list(csv.reader(io.StringIO(endpoint.get(query, Accept="text/csv").body.decode(), newline="")))
    assert [row[0] if row else "" for row in found] == ["x", *texts, "", ""]
    tree = ElementTree.fromstring(endpoint.get(query, Accept="application/xml").body)  # noqa: S314
    assert [each.text for each in tree.iter("{http://www.w3.org/2005/sparql-results#}literal")] == texts


def test_prefixes_need_no_declaration_and_what_is_declared_holds(endpoint: Server) -> None:
    assert endpoint.get("ASK { skd:actor\\/eurobyene a sk:Network }").body == b'{"head":{},"boolean":true}'
    own = "PREFIX sk: <http://example.org/> SELECT (sk:x AS ?x) {}"
    assert endpoint.get(own).rows == [{"x": "http://example.org/x"}]


def test_a_mistake_is_explained(endpoint: Server) -> None:
    got = endpoint.get("SELECT ?n\nWHERE { ?n a sk:Network ")
    told = "this is not SPARQL: { is never closed; expected }\n  line 2, column 7:\n"
    assert (got.status, got.text) == (400, f"{told}  WHERE {{ ?n a sk:Network \n        ^\n")
    assert got.headers["cache-control"] == "no-store"


def test_the_default_graph_has_a_name(endpoint: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s a sk:Network }"
    plain = endpoint.get(count).rows
    assert plain == [{"n": "3"}]
    assert endpoint.get(count, ("default-graph-uri", CANONICAL)).rows == plain
    assert endpoint.get(count.replace(" {", f" FROM <{CANONICAL}> {{")).rows == plain
    own = f"PREFIX g: <https://w3id.org/samkart/graph/> {count.replace(' {', ' FROM g:canonical FROM <a:b> {')}"
    assert own.count(CANONICAL) == 0
    assert endpoint.get(own.replace("<a:b>", f"<{CANONICAL}>")).rows == plain
    nothing = [{"n": "0"}]
    assert endpoint.get(count, ("named-graph-uri", CANONICAL)).rows == nothing
    assert endpoint.get(count, ("default-graph-uri", "http://nowhere/")).rows == nothing
    assert endpoint.get(count.replace(" {", " FROM <file:///etc/passwd> {")).rows == nothing


def test_what_holds_as_long_as_the_graph_does_is_asked_once(endpoint: Server) -> None:
    got = endpoint.get(NETWORKS)
    assert got.headers["cache-control"] == "public, no-cache"
    assert got.headers["vary"] == "Accept"
    tag = got.headers["etag"]
    for given in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        again = endpoint.get(NETWORKS, If_None_Match=given)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    for other in (
        endpoint.get(NETWORKS, Accept="text/csv", If_None_Match=tag),
        endpoint.get(NETWORKS + " ", If_None_Match=tag),
        endpoint.get(NETWORKS, ("default-graph-uri", CANONICAL), If_None_Match=tag),
    ):
        assert other.status == 200
        assert other.headers["etag"] != tag
    assert endpoint.get(NETWORKS, If_None_Match="*").status == 200


@pytest.mark.parametrize(
    "query", ["SELECT (NOW() AS ?x) {}", "SELECT (rand() AS ?x) {}", "SELECT (STRUUID() AS ?x) {}"]
)
def test_what_is_new_each_time_is_not_kept(endpoint: Server, query: str) -> None:
    got = endpoint.get(query)
    assert (got.headers["cache-control"], "etag" in got.headers) == ("no-store", False)


def test_head_is_get_without_a_body(endpoint: Server) -> None:
    same = ("content-length", "content-type", "etag", "cache-control", "access-control-allow-origin")
    for query in (NETWORKS, "SELECT", "DESCRIBE <a:b>"):
        got, head = endpoint.get(query), endpoint.get(query, method="HEAD")
        assert (head.status, head.body) == (got.status, b"")
        assert [head.headers.get(name) for name in same] == [got.headers.get(name) for name in same]
    assert endpoint.ask("HEAD").headers["content-type"] == "text/turtle; charset=utf-8"


def test_pages_of_others_may_ask(endpoint: Server) -> None:
    asked = endpoint.ask("OPTIONS", Origin="https://example.org", Access_Control_Request_Method="POST")
    assert (asked.status, asked.body) == (204, b"")
    assert asked.headers["access-control-allow-methods"] == asked.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert "Content-Type" in asked.headers["access-control-allow-headers"].split(", ")
    for got in (asked, endpoint.get("ASK {}"), endpoint.get("ASK"), endpoint.ask("PUT")):
        assert got.headers["access-control-allow-origin"] == "*"
        assert "Retry-After" in got.headers["access-control-expose-headers"].split(", ")


def test_limits_are_told(endpoint: Server) -> None:
    told = "seconds=60, rows=1000000, memory=1073741824, answer=268435456, body=1048576"
    for got in (endpoint.get("ASK {}"), endpoint.get("ASK"), endpoint.ask("OPTIONS")):
        assert got.headers["samkart-limits"] == told


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize("media_type", list(GRAPHS)[:4])
def test_the_service_describes_itself(endpoint: Server, media_type: str) -> None:
    """Also the three tests of the W3C's: returns-rdf, has-endpoint-triple and conforms-to-schema."""
    got = endpoint.ask("GET", "/sparql", Accept=media_type)
    assert (got.status, got.headers["content-type"].partition(";")[0]) == (200, media_type)
    graph = rdflib.Graph().parse(data=got.text, format=GRAPHS[media_type])
    service = rdflib.URIRef(endpoint.address)
    assert graph.value(service, SD.endpoint) == service
    assert graph.value(service, rdflib.RDF.type) == SD.Service
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL10Query, SD.SPARQL11Query}
    assert list(graph.objects(service, SD.feature)) == []
    formats = {str(each).removeprefix("http://www.w3.org/ns/formats/") for each in graph[service : SD.resultFormat]}
    tables = {f"SPARQL_Results_{form}" for form in ("JSON", "XML", "CSV", "TSV")}
    assert formats == tables | {"Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"}
    dataset = graph.value(service, SD.defaultDataset)
    assert dataset == graph.value(service, SD.availableGraphs)
    assert graph.value(graph.value(dataset, SD.defaultGraph), rdflib.RDF.type) == SD.Graph
    for comment in graph.objects(service, rdflib.RDFS.comment):
        assert " 60 se" in str(comment)
    for about, found in ((service, rdflib.DCTERMS.title), (service, rdflib.RDFS.comment)):
        assert {each.language for each in graph.objects(about, found)} == {"nb", "nn", "en"}  # type: ignore[attr-defined]
    assert graph.value(service, rdflib.RDFS.seeAlso) == rdflib.URIRef(f"{endpoint.address}/examples")
    others = {rdflib.DCTERMS.title, rdflib.RDFS.comment, rdflib.RDFS.seeAlso}
    known = set(map(str, graph.predicates())) - set(map(str, others))
    assert {each for each in known if not each.startswith((str(SD), str(rdflib.RDF)))} == set()


def test_the_description_names_the_graphs_of_the_store(protocol_endpoint: Server) -> None:
    graph = rdflib.Graph().parse(data=protocol_endpoint.ask("GET").text, format="turtle")
    dataset = graph.value(rdflib.URIRef(protocol_endpoint.address), SD.defaultDataset)
    names = [graph.value(each, SD.name) for each in graph.objects(dataset, SD.namedGraph)]
    expected = [f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in (1, 2, 3)]
    assert sorted(map(str, names)) == expected


@pytest.fixture
def two_homes(tmp_path: Path) -> Iterator[Path]:
    """A home with a generation that has one network."""
    yield build_home(tmp_path / "home", _written(tmp_path, 1))


def _written(folder: Path, number: int) -> Path:
    file = folder / f"{number}.ttl"
    things = "".join(f"<a:{i}> a <https://w3id.org/samkart/ontology/Network> .\n" for i in range(number))
    file.write_text(things, "utf-8")
    return file


def test_a_new_generation_is_answered_from_at_once_and_the_old_one_goes(two_homes: Path, tmp_path: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s a sk:Network }"
    with serving(two_homes, idle=1.0) as server:
        old = layout.current(two_homes)
        assert old is not None
        first = server.get(count)
        assert first.rows == [{"n": "1"}]
        build_home(two_homes, _written(tmp_path, 2))
        second = server.get(count, If_None_Match=first.headers["etag"])
        assert (second.status, second.rows) == (200, [{"n": "2"}])
        server.until(lambda counts: counts["processes"] == 0)
        layout.remove_unused(two_homes)
        assert not old.exists()
        assert server.get(count).rows == [{"n": "2"}]


def test_the_front_loads_no_engine() -> None:
    code = "import sys, kg.web.sparql.endpoint; print(sorted({'pyoxigraph', 'rdflib', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
