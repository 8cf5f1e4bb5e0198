"""The embedded graph in the terms of other vocabularies, and what it says of itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.api import Samkart

DOCS = Path(__file__).parents[3] / "docs" / "queries.md"
QUERIES = re.findall(r"```sparql\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
WHOLE = "<https://w3id.org/samkart/dataset>"


def rows(samkart: Samkart, query: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in samkart.select(query).rows]


@pytest.mark.parametrize("query", QUERIES)
def test_the_queries_of_the_documentation_answer(embedded: Samkart, query: str) -> None:
    assert rows(embedded, query)


def test_every_bound_is_a_day(embedded: Samkart) -> None:
    found = rows(embedded, QUERIES[0])
    bounds = "{ ?tie sk:heldFrom ?from } UNION { ?tie sk:heldUntil ?from } UNION { ?tie sk:surelyFrom ?from }"
    assert {surely for _, surely in found} == {"true", "false"}
    assert rows(embedded, f"SELECT DISTINCT ?type {{ {bounds} BIND(DATATYPE(?from) AS ?type) }}") == [["xsd:date"]]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("sk:Actor", "org:Organization"),
        ("sk:Actor", "schema:Organization"),
        ("sk:Membership", "org:Membership"),
        ("sk:ChangeEvent", "org:ChangeEvent"),
        ("sk:Project", "foaf:Project"),
        ("sk:Place", "geo:Feature"),
    ],
)
def test_whatever_is_of_a_class_is_of_that_of_others(embedded: Samkart, own: str, other: str) -> None:
    count = "SELECT (COUNT(?s) AS ?n) {{ ?s a {} {} }}".format
    more = "" if own != "sk:Place" else "FILTER NOT EXISTS { ?s a sk:Country }"
    assert rows(embedded, count(own, more)) == rows(embedded, count(other, more)) != [["0"]]
    assert rows(embedded, f"SELECT ?s {{ ?s a {own} MINUS {{ ?s a {other} }} }}") == []


def test_a_label_is_said_in_each_language(embedded: Samkart) -> None:
    query = """SELECT ?l { <https://w3id.org/samkart/id/actor/baerum> rdfs:label ?label
      BIND(CONCAT(?label, LANG(?label)) AS ?l) }"""
    assert sorted(rows(embedded, query)) == [["Bærum Municipalityen"], ["Bærum kommunenb"], ["Bærum kommunenn"]]


def test_projects_answer_in_the_terms_of_eurio(embedded: Samkart) -> None:
    query = """SELECT ?title ?number ?from ?role ?label {
      ?project a eurio:Project ; eurio:identifier "101189847" ; eurio:title ?title ; eurio:startDate ?from ;
        eurio:hasInvolvedParty ?party .
      ?party a eurio:OrganisationRole ; eurio:isInvolvedIn ?project ; eurio:roleLabel ?role ; eurio:isRoleOf ?baerum .
      ?baerum a eurio:Organisation ; eurio:legalName ?label ; eurio:vatNumber ?number .
      FILTER(?label = "Bærum kommune"@nb)
    }"""
    ((title, number, begin, role, label),) = rows(embedded, query)
    assert (number, begin, role, label) == ("NO935478715MVA", "2025-01-01", "participant", "Bærum kommune@nb")
    assert title


def test_places_lie_in_regions(embedded: Samkart) -> None:
    query = "SELECT (COUNT(?p) AS ?n) { ?p geo:sfWithin nuts:NO082 }"
    same = 'SELECT (COUNT(?p) AS ?n) { ?p sk:nutsCode "NO082" }'
    assert rows(embedded, query) == rows(embedded, same) != [["0"]]


def test_what_the_graph_says_of_itself_is_what_sparql_counts(embedded: Samkart) -> None:
    said = (
        "SELECT ?t ?s ?c ?p {{ {0} void:triples ?t ; void:distinctSubjects ?s ; void:classes ?c ; void:properties ?p }}"
    )
    counted = """SELECT (COUNT(*) AS ?t) (COUNT(DISTINCT ?s) AS ?u) (COUNT(DISTINCT ?c) AS ?d)
        (COUNT(DISTINCT ?p) AS ?q) {
      ?s ?p ?o BIND(IF(?p = rdf:type, ?o, ?none) AS ?c) }"""
    assert rows(embedded, said.format(WHOLE)) == rows(embedded, counted)
    for part, name, count, pattern in (
        ("classPartition", "class", "entities", "?thing a ?name"),
        ("propertyPartition", "property", "triples", "?thing ?name ?value"),
    ):
        of = f"SELECT ?name ?n {{ {WHOLE} void:{part} [ void:{name} ?name ; void:{count} ?n ] }} ORDER BY ?name"
        assert rows(embedded, of) == rows(
            embedded, f"SELECT ?name (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?name ORDER BY ?name"
        )
    graphs = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    parts = f"SELECT ?g ?n {{ {WHOLE} void:subset [ dcat:distribution ?g ; void:triples ?n ] }} ORDER BY ?g"
    assert rows(embedded, parts) == rows(embedded, graphs)


def test_the_whole_and_its_sources_have_their_licences(embedded: Samkart) -> None:
    query = "SELECT ?d ?licence { ?d a dcat:Dataset ; dcterms:license ?licence } ORDER BY ?d"
    assert rows(embedded, query) == [
        ["https://w3id.org/samkart/dataset", "https://creativecommons.org/licenses/by/4.0/"],
        ["https://w3id.org/samkart/dataset/cldr", "https://spdx.org/licenses/Unicode-3.0"],
        ["https://w3id.org/samkart/dataset/cordis-horizon", "https://creativecommons.org/licenses/by/4.0/"],
        ["https://w3id.org/samkart/dataset/curated", "https://creativecommons.org/licenses/by/4.0/"],
    ]
