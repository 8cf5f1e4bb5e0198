"""The generated names of classes, properties and concepts: from the ontology, whole, and up to date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg.ontology import labels
from kg.ontology.check import load, vocabulary_files
from kg.vocab import SK, SKC

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = f"""
@prefix sk: <{SK}> . @prefix role: <{SKC}role/> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> .
@prefix skos: <{SKOS}> .
"""


def made(turtle: str) -> labels.Labels:
    return labels.labels(Graph().parse(data=PREFIXES + turtle, format="turtle"))


@pytest.fixture(scope="module")
def text() -> str:
    return labels.text()


def test_the_file_in_the_repository_is_up_to_date(text: str) -> None:
    assert labels.labels_file().read_text(encoding="utf-8") == text


def test_the_file_names_every_class_property_and_concept_in_order(text: str) -> None:
    graph = load(vocabulary_files())
    properties = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    own = {
        kind: {s for s in graph.subjects(RDF.type, kind) if str(s).startswith(SK)} for kind in (OWL.Class, *properties)
    }
    found = json.loads(text)
    assert set(found) == {"classes", "properties", "concepts"}
    assert set(found["classes"]) == {str(s).removeprefix(SK) for s in own[OWL.Class]} | {"Concept"}
    assert set(found["properties"]) == {str(s).removeprefix(SK) for kind in properties for s in own[kind]}
    assert set(found["concepts"]) == {str(s).removeprefix(SKC) for s in graph.subjects(RDF.type, SKOS.Concept)}
    for part in found.values():
        assert list(part) == sorted(part)
        assert {tuple(words) for words in part.values()} == {("nb", "nn", "en")}


def test_the_everyday_word_goes_before_the_formal_label() -> None:
    found = made(
        'sk:Thing a owl:Class ; skos:prefLabel "Stor ting"@nb , "Stor ting"@nn , "EU thing"@en ; '
        'sk:shortLabel "Ting"@nb , "Ting"@nn , "EU"@en .'
        'sk:thing a owl:ObjectProperty ; skos:prefLabel "mva-ting"@nb , "mva-ting"@nn , "VAT thing"@en .'
        'role:thing a skos:Concept ; skos:prefLabel "Gjaldt"@nb , "Galdt"@nn , "Held"@en ; '
        'sk:shortLabel "gjaldt"@nb , "galdt"@nn , "held"@en .'
        'role:it a skos:Concept ; skos:prefLabel "Det"@nb , "Det"@nn , "It"@en .'
    )
    assert found == {
        "classes": {"Thing": {"nb": "Ting", "nn": "Ting", "en": "EU"}},
        "properties": {"thing": {"nb": "mva-ting", "nn": "mva-ting", "en": "VAT thing"}},
        "concepts": {
            "role/thing": {"nb": "gjaldt", "nn": "galdt", "en": "held"},
            "role/it": {"nb": "Det", "nn": "Det", "en": "It"},
        },
    }


def test_the_formal_label_of_a_class_is_written_as_inside_a_sentence() -> None:
    found = made('sk:Thing a owl:Class ; skos:prefLabel "Ting i EU"@nb , "Ting"@nn , "Thing"@en .')
    assert found["classes"] == {"Thing": {"nb": "ting i EU", "nn": "ting", "en": "thing"}}


def test_a_class_of_another_vocabulary_is_named_where_it_has_an_everyday_word() -> None:
    found = made(
        'skos:Concept a owl:Class ; sk:shortLabel "begrep"@nb , "omgrep"@nn , "concept"@en . rdfs:Class a owl:Class .'
    )
    assert found["classes"] == {"Concept": {"nb": "begrep", "nn": "omgrep", "en": "concept"}}


def test_a_term_without_a_name_in_a_language_is_named() -> None:
    with pytest.raises(ValueError, match=rf"^{SK}Thing has no name in nn, en$"):
        made('sk:Thing a owl:Class ; skos:prefLabel "Ting"@nb .')


def test_check_says_when_the_file_is_stale(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "labels.json"
    monkeypatch.setattr(labels, "labels_file", lambda: file)
    stale = f"{file} does not name things as the ontology does now: run python -m kg.ontology.labels\n"
    assert labels.main(["--check"]) == 1
    assert capsys.readouterr() == ("", stale)
    assert labels.main([]) == 0
    assert labels.main(["--check"]) == 0
    assert capsys.readouterr() == ("", "")
    file.write_text(file.read_text(encoding="utf-8").replace('"kommune"', '"kommunen"'), encoding="utf-8")
    assert labels.main(["--check"]) == 1
    assert capsys.readouterr() == ("", stale)
    assert labels.main(["--chekc"]) == 2


def test_concept_is_the_one_borrowed_class_with_an_everyday_word() -> None:
    graph = load(vocabulary_files())
    borrowed = {s for s in graph.subjects(URIRef(SK + "shortLabel")) if not str(s).startswith((SK, SKC))}
    assert borrowed == {SKOS.Concept}
