"""What a reasoner makes of the ontology: HermiT, which comes with owlready2, run by Java."""

from __future__ import annotations

import shutil
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import OWL, RDF, SKOS, XSD, Graph, Literal
from rdflib.collection import Collection

from kg.ontology.check import load, vocabulary_files
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, which is not on this machine"),
]

PREFIXES = """
@prefix sk: <https://w3id.org/samkart/ontology/> .
@prefix ex: <https://example.org/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix eurio: <http://data.europa.eu/s66#> .
"""
# xsd:date, xsd:gYear and xsd:gYearMonth are no OWL 2 datatypes; the shapes check them.
NOT_OWL = {XSD.date, XSD.gYear, XSD.gYearMonth}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """core.ttl, align/ and schemes/ as one graph that OWL 2 DL can hold: without imports and RDF lists of concepts."""
    graph = load([*vocabulary_files(), *sorted((ontology_dir() / "align").glob("*.ttl"))])
    graph.remove((None, OWL.imports, None))
    for collection, members in list(graph.subject_objects(SKOS.memberList)):
        graph.remove((collection, SKOS.memberList, members))
        listed: Any = Collection(graph, members)
        listed.clear()
        graph.remove((members, None, None))
    return graph


def reason(graph: Graph, folder: Path) -> set[str] | None:
    """The IRIs of the unsatisfiable classes that HermiT finds; None when it says that the whole is inconsistent."""
    import owlready2

    file = folder / "input.nt"
    file.write_text(graph.serialize(format="nt"), encoding="utf-8")
    world = owlready2.World()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # owlready2's own
            world.get_ontology(file.as_uri()).load()
            owlready2.sync_reasoner_hermit(world, debug=0)
        return {str(c.iri) for c in world.inconsistent_classes() if c is not owlready2.Nothing}
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    finally:
        world.close()


def with_facts(ontology: Graph, turtle: str) -> Graph:
    return ontology + Graph().parse(data=PREFIXES + turtle, format="turtle")


def test_the_ontology_is_consistent_and_every_class_can_have_members(ontology: Graph, tmp_path: Path) -> None:
    assert reason(ontology, tmp_path) == set()


def test_the_valid_examples_are_consistent(ontology: Graph, tmp_path: Path) -> None:
    facts = load(sorted((ontology_dir() / "examples" / "valid").glob("*.ttl")))
    for subject, predicate, value in list(facts):
        if isinstance(value, Literal) and value.datatype in NOT_OWL:
            facts.remove((subject, predicate, value))
    assert len(facts) > 200
    assert reason(ontology + facts, tmp_path) == set()


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param("ex:x a sk:Membership , sk:Twinning .", id="two kinds of tie"),
        pytest.param("ex:x a sk:Municipality , sk:Network .", id="municipality and network"),
        pytest.param("ex:x a sk:Municipality ; sk:country ex:y . ex:y a sk:Municipality .", id="a town as country"),
        pytest.param("ex:x a sk:Twinning ; sk:party ex:y . ex:y a sk:Place .", id="a place as party"),
        pytest.param("ex:x a sk:Membership ; org:member ex:y . ex:y a sk:Project .", id="a project as member"),
        pytest.param("ex:x a sk:Programme ; sk:partOf ex:x .", id="a programme as part of itself"),
        pytest.param("ex:x a sk:Agreement ; sk:openEnded true , false .", id="open-ended and not"),
        pytest.param("ex:x a sk:Project , prov:Entity .", id="an activity as entity"),
        pytest.param("ex:x a eurio:Project ; sk:partOf ex:p . ex:x a sk:Programme .", id="EURIO project as programme"),
        pytest.param(
            "ex:x a sk:Membership ; org:organization ex:a , ex:b . ex:a owl:differentFrom ex:b .",
            id="one membership in two networks",
        ),
    ],
)
def test_a_contradiction_is_found(facts: str, ontology: Graph, tmp_path: Path) -> None:
    assert reason(with_facts(ontology, facts), tmp_path) is None


def test_a_class_that_can_have_no_members_is_found(ontology: Graph, tmp_path: Path) -> None:
    graph = with_facts(
        ontology,
        "ex:CityProject a owl:Class ; <http://www.w3.org/2000/01/rdf-schema#subClassOf> sk:Actor , sk:Project .",
    )
    assert reason(graph, tmp_path) == {"https://example.org/CityProject"}


def test_what_follows_without_contradiction_stays_consistent(ontology: Graph, tmp_path: Path) -> None:
    facts = "ex:oslo a sk:Municipality , sk:County ; sk:county ex:oslo . ex:t a sk:Twinning ; sk:party ex:oslo ."
    graph = with_facts(ontology, facts)
    assert (None, RDF.type, OWL.AllDisjointClasses) in graph
    assert reason(graph, tmp_path) == set()
