"""JSON-LD is compact, one object a subject, and says what its statements say."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.errors import Usage
from kg.store.text.serialise import serialise

PREFIXES = """PREFIX sk: <https://w3id.org/samkart/ontology/> PREFIX skd: <https://w3id.org/samkart/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
"""


def written(trig: str) -> dict[str, Any]:
    """The document of some statements."""
    quads = ox.parse((PREFIXES + trig).encode(), ox.RdfFormat.TRIG)
    document: dict[str, Any] = json.loads(serialise(quads, "jsonld"))
    return document


def test_one_object_a_subject_with_short_names_types_and_a_map_of_languages() -> None:
    assert written(
        """skd:actor\\/nett a sk:Network, sk:Actor ; skos:prefLabel "Nettet"@nb , "The net"@en , "NET" ;
          sk:country skd:country\\/NO ; sk:heldFrom "2020-01-01"^^xsd:date ; foaf:homepage <https://nett.no/> .
        skd:actor\\/by a sk:Actor ; skos:prefLabel "Byen"@nb ; skos:altLabel "By", "Bya" ."""
    ) == {
        "@context": {
            "sk": "https://w3id.org/samkart/ontology/",
            "skd": "https://w3id.org/samkart/id/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "altLabel": {"@id": "skos:altLabel"},
            "label": {"@id": "skos:prefLabel", "@container": "@language"},
            "foaf:homepage": {"@id": "foaf:homepage", "@type": "@id"},
            "country": {"@id": "sk:country", "@type": "@id"},
            "heldFrom": {"@id": "sk:heldFrom", "@type": "xsd:date"},
        },
        "@graph": [
            {"@id": "skd:actor/by", "@type": "sk:Actor", "altLabel": ["By", "Bya"], "label": {"nb": "Byen"}},
            {
                "@id": "skd:actor/nett",
                "@type": ["sk:Actor", "sk:Network"],
                "label": {"@none": "NET", "en": "The net", "nb": "Nettet"},
                "foaf:homepage": "https://nett.no/",
                "country": "skd:country/NO",
                "heldFrom": "2020-01-01",
            },
        ],
    }


def test_values_of_several_types_say_theirs() -> None:
    document = written(
        'skd:a sk:start "2020"^^xsd:gYear , "2021-01-01"^^xsd:date , "soon" ; sk:note skd:b , "somebody", "noen"@nb .'
    )
    assert document["@context"]["start"] == {"@id": "sk:start", "@type": "xsd:date"}
    assert "@type" not in document["@context"]["note"]
    assert document["@graph"] == [
        {
            "@id": "skd:a",
            "note": [
                {"@value": "noen", "@language": "nb"},
                "somebody",
                {"@id": "skd:b"},
            ],
            "start": [{"@value": "2020", "@type": "xsd:gYear"}, "2021-01-01", {"@value": "soon"}],
        }
    ]


def test_graphs_with_names_are_objects_of_their_own() -> None:
    document = written("skd:b sk:party skd:c . GRAPH skd:g { skd:a a sk:Actor . skd:b a sk:Actor }")
    assert document["@graph"] == [
        {"@id": "skd:b", "party": "skd:c"},
        {
            "@id": "skd:g",
            "@graph": [{"@id": "skd:a", "@type": "sk:Actor"}, {"@id": "skd:b", "@type": "sk:Actor"}],
        },
    ]


def test_a_prefix_that_is_a_scheme_of_some_name_is_not_used() -> None:
    document = written("skd:a sk:seat <geo:59.9,10.4> ; <http://www.opengis.net/ont/geosparql#sfWithin> skd:b .")
    assert "geo" not in document["@context"]
    assert document["@graph"] == [
        {"@id": "skd:a", "http://www.opengis.net/ont/geosparql#sfWithin": "skd:b", "seat": "geo:59.9,10.4"}
    ]


def test_triples_within_triples_are_refused() -> None:
    triple = ox.Triple(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.NamedNode("a:c"))
    with pytest.raises(Usage, match="JSON-LD cannot hold triples within triples; take turtle, trig or nquads"):
        serialise([ox.Triple(ox.BlankNode("x"), ox.NamedNode("a:p"), triple)], "jsonld")


def test_every_subject_stands_once(embedded: Samkart) -> None:
    document = json.loads(embedded.rdf("jsonld", canonical=True))
    subjects = [node["@id"] for node in document["@graph"]]
    assert len(subjects) == len(set(subjects)) == len({triple.subject for triple in embedded.statements("")})
    assert not any("rdf:type" in node for node in document["@graph"])
    (baerum,) = [node for node in document["@graph"] if node["@id"] == "skd:actor/baerum"]
    assert baerum["label"] == {"nb": "Bærum kommune", "nn": "Bærum kommune", "en": "Bærum Municipality"}
    assert {"sk:Actor", "sk:Municipality"} <= set(baerum["@type"])
