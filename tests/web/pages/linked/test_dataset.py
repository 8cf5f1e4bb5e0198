"""The dataset described: what DCAT-AP-NO 2 demands is there, and nothing that is not known."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.vocab import DCAT, DCTERMS, FOAF, PREFIXES, RDF, SKOS, VOID
from tests.web.pages.asking import answered

DATASET = "https://w3id.org/samkart/dataset"
HOME = "https://samkart.example/dataset"
EU = "http://publications.europa.eu/resource/authority"
# What the profile's text says must be there, by class (https://data.norge.no/specification/dcat-ap-no).
MANDATORY = {
    "Catalog": ("dcterms:description", "dcterms:identifier", "dcterms:publisher", "dcterms:title"),
    "Dataset": ("dcterms:description", "dcterms:identifier", "dcat:theme", "dcterms:title", "dcterms:publisher"),
    "DataService": ("dcat:endpointURL", "dcterms:identifier", "dcterms:title"),
    "Distribution": ("dcat:accessURL",),
}
Said = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


def said(body: bytes, form: ox.RdfFormat) -> Said:
    """What a description says, by subject and property."""
    found: Said = {}
    for each in ox.parse(body, form):
        assert isinstance(each.subject, ox.NamedNode)
        assert isinstance(each.object, ox.NamedNode | ox.Literal)
        found.setdefault(each.subject.value, {}).setdefault(each.predicate.value, []).append(each.object)
    return found


def values(told: Said, subject: str, predicate: str) -> list[str]:
    return sorted(each.value for each in told[subject].get(predicate, []))


@pytest.mark.parametrize("contact", ["", "post@samkart.example"])
def test_what_the_profile_demands_is_there(embedded: Samkart, contact: str) -> None:
    told = said(answered(embedded, "/dataset", "turtle", contact=contact).body, ox.RdfFormat.TURTLE)
    by_class = {
        name: [subject for subject in told if DCAT + name in values(told, subject, RDF + "type")] for name in MANDATORY
    }
    assert by_class == {
        "Catalog": [f"{HOME}#catalogue"],
        "Dataset": [DATASET],
        "DataService": [f"{HOME}#reconciliation-service", f"{HOME}#sparql-service"],
        "Distribution": [f"{HOME}#sparql", f"{HOME}#things"],
    }
    for name, subjects in by_class.items():
        for subject in subjects:
            for wanted in MANDATORY[name]:
                prefix, _, local = wanted.partition(":")
                assert told[subject].get(PREFIXES[prefix] + local), (subject, wanted)
    assert values(told, DATASET, DCTERMS + "publisher") == [f"{DATASET}#publisher"]
    assert values(told, f"{DATASET}#publisher", FOAF + "name") == ["The Samkart maintainers"]
    assert {each.language for each in told[DATASET][DCTERMS + "title"] if isinstance(each, ox.Literal)} == {
        "nb",
        "nn",
        "en",
    }
    contacts = values(told, DATASET, DCAT + "contactPoint")
    assert contacts == ([f"{HOME}#contact"] if contact else [])
    if contact:
        assert values(told, f"{HOME}#contact", PREFIXES["vcard"] + "hasEmail") == ["mailto:post@samkart.example"]


def test_licences_counts_and_the_state_are_those_of_the_graph(embedded: Samkart) -> None:
    told = said(answered(embedded, "/dataset", "ntriples").body, ox.RdfFormat.N_TRIPLES)
    assert values(told, DATASET, DCTERMS + "license") == [f"{EU}/licence/CC_BY_4_0"]
    assert values(told, f"{EU}/licence/CC_BY_4_0", SKOS + "exactMatch") == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
    assert values(told, f"{DATASET}/cldr", DCTERMS + "license") == ["https://spdx.org/licenses/Unicode-3.0"]
    assert values(told, DATASET, VOID + "subset") == [
        f"{DATASET}/{name}" for name in ("cldr", "cordis-horizon", "covenant", "curated", "interreg-sweden")
    ]
    assert values(told, DATASET, PREFIXES["owl"] + "versionInfo") == ["2026-06-01.0123456789ab"]
    asked = "SELECT (MAX(STR(?day)) AS ?last) { ?source a sk:Source ; sk:retrieved ?day }"
    assert values(told, DATASET, DCTERMS + "modified") == [str(embedded.select(asked).rows[0][0].value)]


def test_what_is_not_known_is_not_told(english: Samkart) -> None:
    told = said(answered(english, "/dataset", "turtle", digest="").body, ox.RdfFormat.TURTLE)
    for unknown in (DCTERMS + "license", PREFIXES["owl"] + "versionInfo", VOID + "triples", VOID + "subset"):
        assert unknown not in told[DATASET]
    page = answered(english, "/dataset", digest="").body.decode()
    assert "Samkart: who collaborates with whom across borders" in page
    assert 'rel="license' not in page


def test_the_same_is_told_in_every_format(english: Samkart) -> None:
    bodies = {form: answered(english, "/dataset", form).body for form in ("turtle", "ntriples", "jsonld")}
    formats = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
    graphs = [{quad.triple for quad in ox.parse(body, formats[form])} for form, body in bodies.items()]
    assert graphs[0] == graphs[1] == graphs[2]


def test_a_part_leads_to_the_whole(embedded: Samkart) -> None:
    assert answered(embedded, "/dataset/cldr").headers == {"Location": "/dataset#sources"}
    part = "/dataset/class/https://w3id.org/samkart/ontology/Actor"
    assert answered(embedded, part, "turtle").headers == {"Location": "/dataset?format=turtle"}
