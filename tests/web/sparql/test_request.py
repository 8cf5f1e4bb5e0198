"""The W3C's tests of the SPARQL 1.1 Protocol (github.com/w3c/rdf-tests, sparql/sparql11/protocol), by their names.

All tests of queries are here, with the graphs that they name in the store, and so are those tests of updates that say
what is to be refused. Left out are the seven that change a graph, which this endpoint never does:
update_dataset_default_graph, update_dataset_default_graphs, update_dataset_named_graphs, update_dataset_full,
update_post_form, update_post_direct and update_base_uri; that each of them is refused is tested instead.
"""

from __future__ import annotations

import json
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from tests.web.sparql.conftest import DATA, Server

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
NOWHERE = urlencode({"default-graph-uri": f"{DATA}data0.rdf"})
DEFAULT = [("default-graph-uri", f"{DATA}data{number}.rdf") for number in (1, 2)]
NAMED = [("named-graph-uri", f"{DATA}data{number}.rdf") for number in (1, 2)]
BOTH = f"ASK {{ <{DATA}data1.rdf> a ?type . <{DATA}data2.rdf> a ?type . }}"
GRAPHS = f"GRAPH ?g1 {{ <{DATA}data1.rdf> a ?type }} GRAPH ?g2 {{ <{DATA}data2.rdf> a ?type }}"
TABULAR = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
BOOLEAN = {"application/sparql-results+json", "application/sparql-results+xml"}
RDF = {"text/turtle", "application/rdf+xml", "application/n-triples", "text/html", "application/xhtml+xml"}


class W3C(NamedTuple):
    """A request, and what is expected: True (of an ASK), a set of media types, or None for a status from 400 to 499."""

    name: str
    expected: bool | set[str] | None
    method: str = "POST"
    query: str = ""
    content_type: str = ""
    body: bytes | None = None


TESTS = [
    W3C("query_post_form", True, "POST", NOWHERE, FORM, b"query=ASK%20%7B%7D"),
    W3C("query_dataset_default_graphs_get", True, "GET", urlencode([("query", BOTH), *DEFAULT])),
    W3C("query_dataset_default_graphs_post", True, "POST", urlencode(DEFAULT), DIRECT, BOTH.encode()),
    W3C("query_dataset_named_graphs_post", True, "POST", urlencode(NAMED), DIRECT, f"ASK {{ {GRAPHS} }}".encode()),
    W3C("query_dataset_named_graphs_get", True, "GET", urlencode([("query", f"ASK {{ {GRAPHS} }}"), *NAMED])),
    W3C(
        "query_dataset_full",
        True,
        "POST",
        urlencode([("default-graph-uri", f"{DATA}data3.rdf"), *NAMED]),
        DIRECT,
        f"ASK {{\n  <{DATA}data3.rdf> a ?type\n  {GRAPHS}\n}}".encode(),
    ),
    W3C(
        "query_multiple_dataset",
        True,
        "POST",
        urlencode(NAMED),
        DIRECT,
        f"ASK FROM <{DATA}data3.rdf> {{ {GRAPHS} }}".encode(),
    ),
    W3C("query_get", True, "GET", f"query=ASK%20%7B%7D&{NOWHERE}"),
    W3C("query_content_type_select", TABULAR, "POST", NOWHERE, DIRECT, b"SELECT (1 AS ?value) {}"),
    W3C("query_content_type_ask", BOOLEAN, "POST", NOWHERE, DIRECT, b"ASK {}"),
    W3C("query_content_type_describe", RDF, "POST", NOWHERE, DIRECT, b"DESCRIBE <http://example.org/>"),
    W3C("query_content_type_construct", RDF, "POST", NOWHERE, DIRECT, b"CONSTRUCT { <s> <p> 1 } WHERE {}"),
    W3C("query_post_direct", True, "POST", "", DIRECT, b"ASK {}"),
    W3C("bad_query_method", None, "PUT", f"query=ASK%20%7B%7D&{NOWHERE}", FORM),
    W3C("bad_multiple_queries", None, "GET", "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"),
    W3C("bad_query_wrong_media_type", None, "POST", "", "text/plain", b"ASK {}"),
    W3C("bad_query_missing_form_type", None, "POST", "", "", b"query=ASK%20%7B%7D"),
    W3C("bad_query_missing_direct_type", None, "POST", "", "", b"ASK {}"),
    W3C("bad_query_non_utf8", None, "POST", "", f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16")),
    W3C("bad_query_syntax", None, "GET", "query=ASK%20%7B"),
    W3C("bad_update_get", None, "GET", "update=CLEAR%20ALL"),
    W3C("bad_multiple_updates", None, "POST", "", FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    W3C("bad_update_wrong_media_type", None, "POST", "", "text/plain", b"CLEAR NAMED"),
    W3C("bad_update_missing_form_type", None, "POST", "", "", b"update=CLEAR%20NAMED"),
    W3C("bad_update_non_utf8", None, "POST", "", f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16")),
    W3C("bad_update_syntax", None, "POST", "", FORM, b"update=CLEAR%20XYZ"),
    W3C(
        "bad_update_dataset_conflict",
        None,
        "POST",
        "using-named-graph-uri=http%3A%2F%2Fexample%2Fpeople",
        UPDATE,
        b"WITH <http://example/addresses> DELETE { ?p ?q 'Bill' } INSERT { ?p ?q 'William' } WHERE { ?p ?q 'Bill' }",
    ),
]


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_the_protocol(protocol_endpoint: Server, test: W3C) -> None:
    headers = {"Content_Type": test.content_type} if test.content_type else {}
    got = protocol_endpoint.ask(test.method, f"/sparql?{test.query}", test.body, **headers)
    if test.expected is None:
        assert 400 <= got.status < 500
        return
    assert got.status == 200
    media_type = got.headers["content-type"].partition(";")[0]
    if test.expected is True:
        assert media_type in BOOLEAN
        assert json.loads(got.body) == {"head": {}, "boolean": True}
    else:
        assert isinstance(test.expected, set)
        assert media_type in test.expected


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (UPDATE, b"INSERT DATA { <a:b> <a:c> 1 }"),
        (UPDATE, b"CLEAR ALL"),
        (FORM, urlencode({"update": "DROP ALL"}).encode()),
        (FORM, urlencode({"update": "", "query": "ASK {}"}).encode()),
    ],
)
def test_an_update_is_refused(protocol_endpoint: Server, content_type: str, body: bytes) -> None:
    got = protocol_endpoint.ask("POST", "/sparql", body, Content_Type=content_type)
    told = "this graph is read-only: SPARQL Update is not answered, only SELECT, ASK, CONSTRUCT and DESCRIBE\n"
    assert (got.status, got.text) == (403, told)
    everything = protocol_endpoint.get("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert everything.rows == [{"n": "3"}]


@pytest.mark.parametrize(
    ("method", "query", "content_type", "body", "status", "told"),
    [
        ("GET", "query=", "", None, 400, "this is not SPARQL: the query is empty"),
        ("GET", "query=ASK+%FF", "", None, 400, "the address is not UTF-8"),
        ("GET", "query=ASK%7B%7D&default-graph-uri=nonsense", "", None, 400, "a graph is named by a whole IRI"),
        ("GET", "query=ASK%7B%7D&" + "&".join(["a=b"] * 1000), "", None, 400, "more than 1,000 parameters"),
        ("POST", "", DIRECT, b"ASK {} # \xff", 400, "the query is not UTF-8: byte 10 cannot be read"),
        ("POST", "", FORM, "query=ASK{} # å".encode(), 400, "the body is not UTF-8 with what is special"),
        ("POST", "", FORM, b"", 400, "there is no query; the form has it in the field query"),
        ("POST", "query=ASK%7B%7D", DIRECT, b"ASK {}", 400, "there are 2 queries; a request has one"),
        ("POST", "", f"{DIRECT}; charset=latin-1", b"ASK {}", 415, "sent as UTF-8, not as latin-1"),
        ("POST", "", f"{DIRECT}; charset=klingon", b"ASK {}", 415, "sent as UTF-8, not as klingon"),
        (
            "POST",
            "",
            DIRECT,
            b"INSERT DATA { <a:b> <a:c> 1 }",
            400,
            "INSERT changes a graph, and this one is read-only",
        ),
        ("DELETE", "query=ASK%7B%7D", "", None, 405, "a query is asked by GET or POST, not by DELETE"),
        ("PATCH", "", DIRECT, b"ASK {}", 405, "a query is asked by GET or POST, not by PATCH"),
    ],
)
def test_what_is_no_request_is_told(
    protocol_endpoint: Server, method: str, query: str, content_type: str, body: bytes | None, status: int, told: str
) -> None:
    headers = {"Content_Type": content_type} if content_type else {}
    got = protocol_endpoint.ask(method, f"/sparql?{query}", body, **headers)
    assert got.status == status
    assert told in got.text
    assert got.headers["content-type"] == "text/plain; charset=utf-8"
    if status == 405:
        assert got.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_a_body_is_taken_as_it_is_and_not_too_long(protocol_endpoint: Server) -> None:
    packed = protocol_endpoint.ask("POST", "/sparql", b"\x1f\x8b", Content_Type=DIRECT, Content_Encoding="gzip")
    assert (packed.status, packed.text) == (415, "a body is sent as it is, without Content-Encoding\n")
    fitting = b"ASK {} #".ljust(1 << 20, b"x")
    assert protocol_endpoint.ask("POST", "/sparql", fitting, Content_Type=DIRECT).status == 200
    longer = protocol_endpoint.ask("POST", "/sparql", fitting + b"x", Content_Type=DIRECT)
    assert (longer.status, longer.text) == (413, "a request has 1,048,576 bytes at the most\n")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (DIRECT.upper(), b"ASK {}"),
        (f'{DIRECT};charset="UTF-8"', b"\xef\xbb\xbfASK {}"),
        (f"{FORM}; charset=utf-8", b"a=b&query=ASK+%7B%7D&format=json"),
    ],
)
def test_what_is_written_otherwise_is_understood(protocol_endpoint: Server, content_type: str, body: bytes) -> None:
    got = protocol_endpoint.ask("POST", "/sparql", body, Content_Type=content_type)
    assert json.loads(got.body) == {"head": {}, "boolean": True}
