"""The SHACL shapes, each of them seen to find what it is for and nothing else.

An example under examples/invalid is read together with all valid ones; its first line names the one shape that finds
something. Names that begin with `ontology-` are read as part of the ontology, all others as data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, SH, Dataset, Graph, Literal, URIRef

from kg.ontology.check import DATA_SHAPES, SHAPE, Finding, check_data, check_ontology, load, vocabulary_files
from kg.resources import ontology_dir
from kg.vocab import SK, SKD

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

EXAMPLES = ontology_dir() / "examples"
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def valid() -> Graph:
    return load(VALID)


def expected(file: Path) -> str:
    first, _, _ = file.read_text(encoding="utf-8").partition("\n")
    return first.removeprefix("# expect: ")


def findings(name: str, valid: Graph, lang: str = "en") -> list[Finding]:
    file = EXAMPLES / "invalid" / f"{name}.ttl"
    if name.startswith("ontology-"):
        return check_ontology(load([file]), lang=lang)
    return check_data(valid + load([file]), lang=lang)


def test_nothing_is_found_in_the_valid_examples(valid: Graph) -> None:
    assert check_data(valid) == []


def test_the_valid_examples_use_every_class_and_property(valid: Graph) -> None:
    core = load(vocabulary_files())
    annotations = {URIRef(SK), *core.subjects(RDF.type, OWL.AnnotationProperty)}
    terms = {s for s in core.subjects(RDF.type, None) if str(s).startswith(SK)} - annotations
    abstract = {URIRef(SK + "Tie"), URIRef(SK + "Theme"), URIRef(SK + "Level")}
    assert terms - set(valid.objects(None, RDF.type)) - set(valid.predicates()) == abstract


@pytest.mark.parametrize("file", INVALID, ids=lambda f: f.stem)
def test_an_invalid_example_is_found_by_its_shape_alone(file: Path, valid: Graph) -> None:
    assert {f.shape for f in findings(file.stem, valid)} == {expected(file)}


def test_every_shape_has_an_example() -> None:
    shapes = load(ontology_dir() / "shapes" / f"{name}.ttl" for name in (*DATA_SHAPES, "ontology"))
    named = {
        str(s).removeprefix(SHAPE)
        for kind in (SH.NodeShape, SH.PropertyShape)
        for s in shapes.subjects(RDF.type, kind)
        if (s, SH.message, None) in shapes
    }
    in_code = {"DeclaredTerm"}  # kg.ontology.check says why
    assert named | in_code == {expected(file) for file in INVALID}


def test_every_shape_speaks_english_and_norwegian() -> None:
    shapes = load(ontology_dir() / "shapes" / f"{name}.ttl" for name in (*DATA_SHAPES, "ontology"))
    spoken: dict[Node, list[str]] = {shape: [] for shape in shapes.subjects(SH.message)}
    for shape, message in shapes.subject_objects(SH.message):
        assert isinstance(message, Literal)
        spoken[shape].append(str(message.language))
    assert {shape: sorted(languages) for shape, languages in spoken.items()} == {key: ["en", "nb"] for key in spoken}


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        (
            "actor-label",
            Finding("violation", "ActorLabel", f"{SKD}actor/x", LABEL, "", "An actor has a name."),
        ),
        (
            "municipality-number",
            Finding(
                "violation",
                "MunicipalityNumber",
                f"{SKD}actor/nordby",
                "http://www.w3.org/ns/adms#identifier / http://www.w3.org/2004/02/skos/core#notation",
                "299",
                "A municipality number is four digits, a former organisation number nine.",
            ),
        ),
        (
            "theme-concept",
            Finding(
                "violation",
                "ThemeConcept",
                f"{SKD}project/warm",
                f"{SK}theme",
                "https://w3id.org/samkart/concept/theme/nowhere",
                "This must be a theme of the scheme skc:theme.",
            ),
        ),
        (
            "rate-value",
            Finding(
                "violation",
                "RateValue",
                f"{SKD}programme/north-1",
                f"{SK}fundingRate",
                "65.0",
                "A funding rate is a decimal from 0 to 1.",
            ),
        ),
        (
            "start-before-end",
            Finding("violation", "StartBeforeEnd", f"{SKD}actor/x", f"{SK}end", "", "The start is not after the end."),
        ),
        (
            "tie-start",
            Finding("warning", "TieStart", f"{SKD}tie/x", f"{SK}start", "", "A tie ought to say since when."),
        ),
        (
            "ontology-property-domain",
            Finding("violation", "PropertyDomain", f"{SK}thing", "", "", "A property says where it is used."),
        ),
        (
            "ontology-concept-place",
            Finding(
                "violation",
                "ConceptPlace",
                "https://w3id.org/samkart/concept/role/thing",
                "http://www.w3.org/2004/02/skos/core#broader | http://www.w3.org/2004/02/skos/core#topConceptOf",
                "",
                "A concept is at the top of its scheme or has one broader concept.",
            ),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_finding_says_where_and_what(name: str, finding: Finding, valid: Graph) -> None:
    assert findings(name, valid) == [finding]


def test_a_bad_value_is_reported_for_everything_that_uses_it(valid: Graph) -> None:
    data = valid + Graph().parse(
        data=f"@prefix sk: <{SK}> . <{SKD}actor/company> sk:seat <{SKD}place/x> . "
        f"<{SKD}actor/friends> sk:seat <{SKD}place/x> .",
        format="turtle",
    )
    message = "This must be a place that is in the data."
    assert check_data(data) == [
        Finding("violation", "PlaceReference", f"{SKD}actor/{key}", f"{SK}seat", f"{SKD}place/x", message)
        for key in ("company", "friends")
    ]


def test_the_messages_come_in_norwegian(valid: Graph) -> None:
    assert [f.message for f in findings("actor-label", valid, "nb")] == ["En aktør har et navn."]


def test_a_finding_reads_as_a_line(valid: Graph) -> None:
    (finding,) = findings("pic-value", valid)
    assert str(finding) == f"violation PicValue: {SKD}actor/x {SK}pic '95292092': A PIC is nine digits."


def test_of_a_dataset_the_default_graph_is_checked_and_left_as_it_was(valid: Graph) -> None:
    dataset = Dataset()
    for triple in valid:
        dataset.default_graph.add(triple)
    raw = dataset.graph(URIRef("https://w3id.org/samkart/source/example"))
    raw.add((URIRef("https://w3id.org/samkart/source/example/1"), RDF.type, URIRef(SK + "Actor")))
    before = set(dataset.quads())
    assert check_data(dataset) == []
    assert set(dataset.quads()) == before
    dataset.default_graph.add((URIRef(SKD + "actor/x"), RDF.type, URIRef(SK + "Actor")))
    assert [f.shape for f in check_data(dataset)] == ["ActorLabel", "ActorSource", "ActorCountry"]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ('"2020"^^xsd:gYear', '"2020-06-12"^^xsd:date', False),
        ('"2020-06-12"^^xsd:date', '"2020"^^xsd:gYear', False),
        ('"2020-07"^^xsd:gYearMonth', '"2020-07-01"^^xsd:date', False),
        ('"2020-08"^^xsd:gYearMonth', '"2020-07-31"^^xsd:date', True),
        ('"2021"^^xsd:gYear', '"2020-12"^^xsd:gYearMonth', True),
        ('"2020-01-02"^^xsd:date', '"2020-01-01"^^xsd:date', True),
    ],
)
def test_dates_are_compared_as_far_as_both_are_known(start: str, end: str, found: bool, valid: Graph) -> None:
    data = valid + Graph().parse(
        data=f"@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix sk: <{SK}> . "
        f"<{SKD}actor/company> sk:start {start} ; sk:end {end} .",
        format="turtle",
    )
    assert [f.shape for f in check_data(data)] == (["StartBeforeEnd"] if found else [])
