"""Every Question is an example that runs as it is, answers as the Question does, and is described as SHACL has it."""

from __future__ import annotations

import json

import pytest
import rdflib
from starlette.testclient import TestClient

from kg.api import Samkart
from kg.errors import NotFound, Usage
from kg.questions.answer import solutions
from kg.questions.question import load_all
from kg.resources import queries_dir
from kg.store.text.serialise import serialise
from kg.web.editor.examples import Examples, triples

QUESTIONS = {each.name: each for each in load_all(queries_dir())}
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = rdflib.Namespace("https://schema.org/")


def test_every_question_has_an_example(world: Samkart) -> None:
    assert [each.name for each in Examples(world, "nb").all(QUESTIONS.values())] == sorted(QUESTIONS)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_an_example_answers_as_its_question_does(world: Samkart, name: str) -> None:
    example = Examples(world, "en").one(QUESTIONS[name])
    expected = [[cell.value for cell in row] for row in world.ask(name, **example.given).rows]
    assert [[cell.value for cell in row] for row in solutions(world.query(example.query)).rows] == expected
    if "actor" in example.given and name in ("actor/card", "actor/collaborators", "actor/ties", "source/of-tie"):
        assert expected


def test_all_examples_run_on_the_endpoint(world_site: TestClient) -> None:
    found = world_site.get("/sparql/examples?format=json").json()
    assert [each["name"] for each in found] == sorted(QUESTIONS)
    for each in found:
        answer = world_site.post("/sparql", data={"query": each["query"]})
        assert answer.status_code == 200, each["name"] + answer.text
        names = [column.name for column in QUESTIONS[each["name"]].columns]
        assert answer.json()["head"]["vars"] == names


def test_the_comment_says_what_is_asked_given_and_left_out(world: Samkart) -> None:
    examples = {language: Examples(world, language) for language in ("nb", "nn", "en")}
    heads = {
        language: each.one(QUESTIONS["actor/projects"], {"actor": "altburg", "at": "2024"}).query.split("\n\n")[0]
        for language, each in examples.items()
    }
    assert heads["en"].splitlines()[0] == f"# {QUESTIONS['actor/projects'].texts['en']}"
    assert heads["nb"].splitlines()[1] == f"# {QUESTIONS['actor/projects'].parameters['actor'].labels['nb']}: Altburg"
    assert "2024" in heads["nn"].splitlines()[2]
    left = [each for each in QUESTIONS["actor/projects"].parameters if each not in ("actor", "at")]
    for name in left:
        assert f"${name} (" in heads["en"].splitlines()[3]


@pytest.mark.parametrize(
    ("name", "given", "error"),
    [
        ("actor/card", {"actor": "nobody-at-all"}, NotFound),
        ("actor/card", {"actr": "fjordby"}, Usage),
        ("actor/ties", {"at": "June"}, Usage),
    ],
)
def test_a_value_that_does_not_fit_is_told(
    world: Samkart, name: str, given: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        Examples(world, "en").one(QUESTIONS[name], given)


def test_a_value_cannot_become_part_of_the_text(world: Samkart) -> None:
    evil = 'x" } # \\'
    example = Examples(world, "en").one(QUESTIONS["actor/by-number"], {"number": evil})
    assert list(world.query(example.query)) == []
    assert '"x\\" } # \\\\"' in example.query


def test_examples_as_shacl_executables(world: Samkart) -> None:
    examples = Examples(world, "nn").all(QUESTIONS.values())
    found = triples(examples, "https://example.org/sparql/examples", "https://example.org/sparql")
    graph = rdflib.Graph().parse(data=serialise(found, "turtle"), format="turtle")
    assert set(graph.subjects(rdflib.RDF.type, SH.SPARQLSelectExecutable)) == {
        rdflib.URIRef(f"https://example.org/sparql/examples#{name}") for name in QUESTIONS
    }
    for example in examples:
        this = rdflib.URIRef(f"https://example.org/sparql/examples#{example.name}")
        assert (this, rdflib.RDF.type, SH.SPARQLExecutable) in graph
        assert str(graph.value(this, SH.select)) == example.query
        comments = {each.language: str(each) for each in graph.objects(this, rdflib.RDFS.comment)}  # type: ignore[attr-defined]
        assert comments == example.texts
        assert graph.value(this, SCHEMA.target) == rdflib.URIRef("https://example.org/sparql")
        assert str(graph.value(this, SCHEMA.keywords)) == example.name.partition("/")[0]
        declared = set(graph.objects(graph.value(this, SH.prefixes), SH.declare))
        pairs = {str(graph.value(each, SH.prefix)): str(graph.value(each, SH.namespace)) for each in declared}
        assert pairs["sk"] == "https://w3id.org/samkart/ontology/"
        for line in example.query.splitlines():
            if line.startswith("PREFIX "):
                prefix, namespace = line.removeprefix("PREFIX ").split(" ")
                assert pairs[prefix[:-1]] == namespace[1:-1]


def test_a_graph_with_nothing_has_the_examples_that_need_nothing(empty: Samkart) -> None:
    names = [each.name for each in Examples(empty, "en").all(QUESTIONS.values())]
    assert "stats/classes" in names and "programme/open-to-country" in names
    assert "actor/card" not in names and "source/of-tie" not in names


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize("form", ["turtle", "jsonld", "ntriples"])
def test_the_address_gives_every_form(world_site: TestClient, form: str) -> None:
    kinds = {"turtle": "text/turtle", "jsonld": "application/ld+json", "ntriples": "application/n-triples"}
    answer = world_site.get("/sparql/examples", headers={"Accept": kinds[form]})
    assert answer.headers["content-type"].partition(";")[0] == kinds[form]
    names = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt"}
    graph = rdflib.Graph().parse(data=answer.text, format=names[form])
    this = rdflib.URIRef("http://localhost/sparql/examples#network/list")
    assert graph.value(this, SCHEMA.target) == rdflib.URIRef("http://localhost/sparql")
    described = rdflib.Graph().parse(
        data=world_site.get("/sparql", headers={"Accept": "text/turtle"}).text, format="turtle"
    )
    examples = described.value(rdflib.URIRef("http://localhost/sparql"), rdflib.RDFS.seeAlso)
    assert str(examples) == "http://localhost/sparql/examples"


def test_an_example_is_a_record_too(world_site: TestClient) -> None:
    found = json.loads(world_site.get("/en/sparql/examples/network/members?network=eurobyene&format=json").text)
    assert {name: value for name, value in found.items() if name != "query"} == {
        "name": "network/members",
        "area": "network",
        "comment": QUESTIONS["network/members"].texts,
        "parameters": {"network": "https://w3id.org/samkart/id/actor/eurobyene"},
    }
    assert found["query"].startswith(f"# {QUESTIONS['network/members'].texts['en']}\n")
