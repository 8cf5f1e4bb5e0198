"""What is told of queries that are wrong: a sentence that names the mistake, and its place."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.questions.question import load_all
from kg.resources import queries_dir
from kg.store.querying.mistakes import asks_others, explained, mistake, update
from kg.store.querying.tokens import tokens_of
from kg.store.querying.triples import incomplete
from kg.vocab import PREFIXES

MISTAKES = json.loads(Path(__file__).with_name("mistakes.json").read_text("utf-8"))
"""(query, sentence, line, column)"""


@pytest.mark.parametrize(("query", "sentence", "line", "column"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_told_in_a_sentence_with_its_place(query: str, sentence: str, line: int, column: int) -> None:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(query, prefixes=PREFIXES)
    told, place, shown, mark = explained(query, str(caught.value)).split("\n")
    assert told.removeprefix("this is not SPARQL: ") == sentence
    assert place == f"  line {line}, column {column}:"
    assert shown.strip() in query.split("\n")[line - 1]
    assert mark.endswith("^")
    if len(query) <= 100:
        assert mark == " " * (column + 1) + "^"


@pytest.mark.parametrize("query", [row[0] for row in MISTAKES])
def test_the_grammar_of_the_engine_is_not_shown(query: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(query, prefixes=PREFIXES)
    told = explained(query, str(caught.value))
    assert "error at" not in told
    assert "expected one of" not in told


def test_no_mistake_is_seen_in_what_is_right() -> None:
    for question in load_all(queries_dir()):
        assert update(question.sparql) == asks_others(question.sparql) == ""
        assert mistake(question.sparql) is None, question.name


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s sk:a/^sk:b|!sk:c ?o ; (sk:a|sk:b)* ?y ; sk:c+/sk:d? ?z , 5 , -1.5 , true , '1'^^xsd:date }",
        "SELECT ?s { ?s sk:a 'a'@en ; sk:b 'c'^^<a:b>, \"d\" . }",
        "SELECT ?s { [] sk:a ?s . [ sk:a ?b ; sk:c (1 2 ?s) ] . ?s sk:a [ sk:b ?x ] ; . }",
        "SELECT ?s { VALUES (?s ?t) { (sk:a sk:b) } VALUES ?u { 1 2 3 4 } GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?s { { SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s ORDER BY DESC(?n) LIMIT 5 } ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { ?s a sk:Actor } FILTER(?p IN (sk:a, sk:b)) BIND(1 + 2 AS ?n) }",
    ],
)
def test_whole_statements_are_whole(query: str) -> None:
    ox.Store().query(query, prefixes=PREFIXES)
    assert incomplete([token for token in tokens_of(query) if token.kind != "skip"]) is None
    assert mistake(query) is None


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a.b/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . service silent ?x { ?s ?p ?o } }",
        "ASK { { SELECT ?s { SERVICE <http://127.0.0.1/> {} } } }",
    ],
)
def test_a_service_is_refused(query: str) -> None:
    assert asks_others(query).startswith("SERVICE is not answered: this graph asks nobody else")


@pytest.mark.parametrize(
    "query", ["SELECT * { ?s rdfs:label 'SERVICE' }", "SELECT * { ?SERVICE ?p <a:SERVICE> } #SERVICE"]
)
def test_what_is_only_called_so_is_no_service(query: str) -> None:
    assert asks_others(query) == ""


def test_a_long_line_is_shown_around_the_place() -> None:
    query = f"SELECT * {{ ?s rdfs:label '{'x' * 300}' ; foo:bar ?o . ?s rdfs:label '{'y' * 300}' }}"
    _, place, shown, mark = explained(query).split("\n")
    assert place == "  line 1, column 331:"
    assert len(shown) <= 102
    assert shown[mark.index("^") :].startswith("foo:bar")


def test_what_would_steer_a_terminal_is_shown_as_an_escape() -> None:
    assert "\x1b" not in explained("SELECT * { \x1b[2J ?s foo:bar ?o }")
