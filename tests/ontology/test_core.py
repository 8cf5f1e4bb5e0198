"""The vocabulary itself: which terms there are, what they rest on, and that the borrowed ones exist."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from rdflib import DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import GEO
from rdflib.term import Node

from kg.ontology.check import check_ontology, load, vocabulary_files
from kg.resources import ontology_dir
from kg.vocab import SK

CORE = ontology_dir() / "core.ttl"
ALIGN = sorted((ontology_dir() / "align").glob("*.ttl"))
EURIO = Namespace("http://data.europa.eu/s66#")
CPOV = Namespace("http://data.europa.eu/m8g/")
PUBLISHED = Path(os.environ.get("SAMKART_REAL_DATA", ontology_dir().parent.parent / "shared" / "data")) / "ontologies"

CLASSES = {
    "Actor": {"org:Organization"},
    "PublicBody": {"Actor", "org:FormalOrganization"},
    "Municipality": {"PublicBody"},
    "County": {"PublicBody"},
    "IntermunicipalCouncil": {"PublicBody"},
    "GovernmentBody": {"PublicBody"},
    "Network": {"Actor"},
    "EuropeanOffice": {"Actor"},
    "University": {"Actor", "org:FormalOrganization"},
    "ResearchInstitute": {"Actor", "org:FormalOrganization"},
    "Company": {"Actor", "org:FormalOrganization"},
    "CivilSociety": {"Actor"},
    "Tie": set(),
    "Membership": {"Tie", "org:Membership"},
    "Participation": {"Tie"},
    "Twinning": {"Tie"},
    "Agreement": {"Tie"},
    "ProgrammeAssociation": {"Tie"},
    "Priority": {"Tie"},
    "Programme": set(),
    "Call": set(),
    "Project": {"foaf:Project"},
    "Strategy": {"foaf:Document"},
    "FeeRule": set(),
    "Place": set(),
    "Country": {"Place"},
    "ChangeEvent": {"org:ChangeEvent"},
    "DatedIdentifier": {"adms:Identifier"},
    "ThemeDerivation": {"prov:Entity"},
    "Source": {"prov:Entity"},
    "Snapshot": {"Source", "dcat:Distribution"},
    "CompleteList": set(),
    "Count": set(),
    "Claim": set(),
    "FormerName": set(),
    "Theme": {"skos:Concept"},
    "Level": {"skos:Concept"},
}
OBJECT_PROPERTIES = {
    "country",
    "seat",
    "county",
    "level",
    "networkKind",
    "feeRule",
    "party",
    "status",
    "role",
    "project",
    "participationStatus",
    "basis",
    "strategy",
    "theme",
    "partOf",
    "programme",
    "call",
    "projectStatus",
    "managingBody",
    "contactPoint",
    "eligibleArea",
    "eligibleApplicant",
    "heldFromReason",
    "heldUntilReason",
    "carriesOn",
    "possiblySameAs",
    "changeKind",
    "strength",
    "linkedBy",
    "notLinkedTo",
    "derivedTheme",
    "derivedFor",
    "speaksFor",
    "offList",
    "about",
    "listKind",
    "counted",
    "precision",
    "claimOn",
    "activity",
    "formerNameOf",
    "feeScope",
    "partlyEligibleArea",
    "everInCounty",
}
DATATYPE_PROPERTIES = {
    "abbreviation",
    "foldedName",
    "nameStart",
    "organisationNumber",
    "pic",
    "vatNumber",
    "nutsCode",
    "population",
    "start",
    "end",
    "asOf",
    "lastActivity",
    "openEnded",
    "disputed",
    "heldFrom",
    "heldUntil",
    "surelyFrom",
    "surelyUntil",
    "unit",
    "strand",
    "wording",
    "budget",
    "fundingRate",
    "totalCost",
    "contribution",
    "netContribution",
    "currency",
    "ratePerInhabitant",
    "minimumFee",
    "maximumFee",
    "fixedFee",
    "year",
    "retrieved",
    "checksum",
    "linkBasis",
    "linkReviewer",
    "linkDate",
    "linkNote",
    "derivationMethod",
    "confidence",
    "because",
    "recordCount",
    "number",
    "outOf",
    "held",
    "unitOfCount",
    "countedBy",
    "activityAsOf",
    "lookedUp",
    "purpose",
    "deadline",
}
ANNOTATIONS = {"shortLabel"}


@pytest.fixture(scope="module")
def core() -> Graph:
    return load([CORE])


def own(graph: Graph, kind: URIRef) -> set[str]:
    return {str(s).removeprefix(SK) for s in graph.subjects(RDF.type, kind) if str(s).startswith(SK)}


def test_the_terms_are_those_that_were_agreed(core: Graph) -> None:
    assert own(core, OWL.Class) == set(CLASSES)
    assert own(core, OWL.ObjectProperty) == OBJECT_PROPERTIES
    assert own(core, OWL.DatatypeProperty) == DATATYPE_PROPERTIES
    assert own(core, OWL.AnnotationProperty) == ANNOTATIONS


def test_the_class_tree(core: Graph) -> None:
    def short(node: URIRef) -> str:
        return str(node).removeprefix(SK) if str(node).startswith(SK) else core.namespace_manager.curie(node)

    tree = {
        name: {short(o) for o in core.objects(URIRef(SK + name), RDFS.subClassOf) if isinstance(o, URIRef)}
        for name in CLASSES
    }
    assert tree == CLASSES


def texts(graph: Graph, term: Node, predicate: URIRef) -> list[str]:
    """The languages of what a term says with a predicate."""
    return sorted(str(o.language) for o in graph.objects(term, predicate) if isinstance(o, Literal))


def test_every_term_is_labelled_and_defined_once_in_each_language(core: Graph) -> None:
    terms = set(core.subjects(RDFS.isDefinedBy, URIRef(SK)))
    assert len(terms) == len(CLASSES) + len(OBJECT_PROPERTIES) + len(DATATYPE_PROPERTIES) + len(ANNOTATIONS)
    each = ["en", "nb", "nn"]
    assert {t for t in terms if texts(core, t, SKOS.prefLabel) != each} == set()
    assert {t for t in terms if texts(core, t, SKOS.definition) != each} == set()
    for optional in (URIRef(SK + "shortLabel"), SKOS.example, SKOS.scopeNote):
        assert {t for t in core.subjects(optional) if texts(core, t, optional) != each} == set()
        assert terms & set(core.subjects(optional)) != set()


def test_labels_begin_with_a_capital_but_not_those_of_properties() -> None:
    graph = load(vocabulary_files())
    properties = set(graph.subjects(RDF.type, OWL.ObjectProperty)) | set(graph.subjects(RDF.type, OWL.DatatypeProperty))
    wrong = set()
    for thing, label in graph.subject_objects(SKOS.prefLabel):
        word = str(label).partition(" ")[0].partition("-")[0]
        small = thing in properties or thing == URIRef(SK + "shortLabel")
        if word[0].isupper() == small and not (small and word.isupper()):
            wrong.add(str(label))
    assert wrong == set()


def test_classes_that_are_hard_to_tell_apart_have_an_example(core: Graph) -> None:
    shown = {str(t).removeprefix(SK) for t in core.subjects(SKOS.example)}
    neighbours = (
        {"Network", "IntermunicipalCouncil", "EuropeanOffice"},
        {"Membership", "Participation", "Agreement", "Twinning", "ProgrammeAssociation"},
        {"Programme", "Call", "Project"},
        {"Priority", "Strategy", "Theme"},
        {"PublicBody", "GovernmentBody"},
        {"Actor", "Place"},
        {"ChangeEvent", "DatedIdentifier"},
    )
    for group in neighbours:
        assert group - shown == set()


def test_no_more_names_differ_only_in_case(core: Graph) -> None:
    """The style rule: those of the first version stay, each with the class of its name as its values; no new ones."""
    classes = {name.casefold(): name for name in own(core, OWL.Class)}
    properties = own(core, OWL.ObjectProperty) | own(core, OWL.DatatypeProperty) | own(core, OWL.AnnotationProperty)
    pairs = {name for name in properties if name.casefold() in classes}
    assert pairs == {
        "call",
        "country",
        "county",
        "feeRule",
        "level",
        "programme",
        "project",
        "strategy",
        "theme",
    }
    for name in pairs:
        assert core.value(URIRef(SK + name), RDFS.range) == URIRef(SK + classes[name.casefold()])
    assert len({name.casefold() for name in properties}) == len(properties)


@pytest.mark.slow
def test_the_shapes_over_the_ontology_find_nothing() -> None:
    assert check_ontology() == []


def test_no_axiom_rests_on_a_datatype_that_owl_does_not_have(core: Graph) -> None:
    ranges = {o for o in core.objects(None, RDFS.range) if str(o).startswith(str(XSD))}
    assert ranges == {XSD.string, XSD.integer, XSD.decimal, XSD.boolean}


def test_what_the_schemes_and_the_examples_say_is_declared(core: Graph) -> None:
    files = [*vocabulary_files()[1:], *sorted((ontology_dir() / "examples" / "valid").glob("*.ttl"))]
    said = load(files)
    lists = {RDF.first, RDF.rest}
    properties = {
        s for t in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty") for s in core.subjects(RDF.type, OWL[t])
    }
    assert set(said.predicates()) - lists - {RDF.type} - properties == set()
    assert set(said.objects(None, RDF.type)) - set(core.subjects(RDF.type, OWL.Class)) == set()


def test_the_version_is_in_the_header_and_the_changes_but_in_no_term(core: Graph) -> None:
    ontology = URIRef(SK)
    version = str(core.value(ontology, OWL.versionInfo))
    assert core.value(ontology, OWL.versionIRI) == URIRef(f"{SK}{version}")
    changes = (ontology_dir() / "CHANGES.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", changes, re.M)[0] == version
    assert [
        s for s in core.subjects(RDFS.isDefinedBy, ontology) if re.search(r"\d", str(s).removeprefix("https://w3id"))
    ] == []


@pytest.mark.parametrize("file", ALIGN, ids=lambda f: f.stem)
def test_an_alignment_imports_the_core_and_names_only_terms_of_it(file: Path, core: Graph) -> None:
    graph = load([file])
    header = URIRef(f"{SK}align/{file.stem}")
    assert set(graph.objects(header, OWL.imports)) == {URIRef(SK)}
    terms = {t for triple in graph for t in triple if str(t).startswith(SK)} - {header, URIRef(SK)}
    assert terms - set(core.subjects(RDFS.isDefinedBy, URIRef(SK))) == set()
    assert terms != set()


def test_there_is_an_alignment_for_each_vocabulary() -> None:
    assert [f.stem for f in ALIGN] == ["cpov", "eurio", "geosparql", "org", "prov", "schema"]


@pytest.fixture(scope="module")
def borrowed() -> set[URIRef]:
    graph = load([CORE, *ALIGN])
    return {t for triple in graph for t in triple if isinstance(t, URIRef)}


def test_the_borrowed_terms_exist(borrowed: set[URIRef]) -> None:
    """rdflib carries the lists of terms of these vocabularies."""
    for vocabulary in (ORG, PROV, SKOS, DCAT, DCTERMS, FOAF, SDO, GEO, OWL, RDFS):
        terms = {t for t in borrowed if t.startswith(str(vocabulary)) and t.removeprefix(str(vocabulary))}
        assert terms != set(), vocabulary
        assert {t for t in terms if t not in vocabulary} == set()
    assert "Organisation" not in SDO  # the lists are closed: a misspelt term is found


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason=f"the published ontologies are not at {PUBLISHED}")
@pytest.mark.parametrize("namespace", [EURIO, CPOV, ORG], ids=["eurio", "cpov", "org"])
def test_the_borrowed_terms_are_declared_by_their_publisher(namespace: Namespace, borrowed: set[URIRef]) -> None:
    published = load(sorted(PUBLISHED.glob("*.ttl")))
    terms = {t for t in borrowed if t.startswith(str(namespace)) and t != URIRef(str(namespace))}
    assert terms != set()
    assert {t for t in terms if (t, RDF.type, None) not in published} == set()
