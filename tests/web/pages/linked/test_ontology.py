"""The ontology at its path, and the concept schemes."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.resources import ontology_dir
from tests.web.pages.asking import answered

FORMATS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}


def named(body: bytes, form: str) -> set[str]:
    """The statements without blank nodes, whose labels differ between formats."""
    found = (str(quad.triple) for quad in ox.parse(body, FORMATS[form]))
    return {each for each in found if "_:" not in each}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_ontology_is_given_whole(english: Samkart, form: str) -> None:
    own = ontology_dir() / "core.ttl"
    found = answered(english, "/ontology", form)
    assert named(found.body, form) == named(own.read_bytes(), "turtle")
    assert found.headers["Link"] == '<https://w3id.org/samkart/ontology/>; rel="about"'


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_term_has_its_place_on_the_page(english: Samkart, language: str) -> None:
    page = answered(english, "/ontology", language=language)
    text = page.body.decode()
    terms = {
        quad.subject.value.rpartition("/")[2]
        for quad in ox.parse((ontology_dir() / "core.ttl").read_bytes(), ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value.startswith("https://w3id.org/samkart/ontology/")
        and quad.predicate.value == "http://www.w3.org/2000/01/rdf-schema#isDefinedBy"
    }
    assert terms
    assert terms - set(re.findall(r'<article id="([^"]+)"', text)) == set()
    inner = set(re.findall(r'href="#([^"]+)"', text))
    assert inner - {"content"} <= set(re.findall(r' id="([^"]+)"', text))
    assert len(page.body) < 100_000


def test_a_format_that_it_is_not_given_in_is_refused(english: Samkart) -> None:
    assert answered(english, "/ontology", "csv").status == 400


def test_a_scheme_is_a_table_of_its_concepts_the_narrower_below(english: Samkart) -> None:
    found = json.loads(answered(english, "/concept/theme", "json").body)
    rows = found["sections"]["concepts"]
    assert [(row["depth"], row["key"], row["label"]) for row in rows] == [
        (0, "climate-and-environment", "Climate and environment"),
        (1, "circular-economy", "Circular economy"),
        (1, "climate-mitigation", "Climate change mitigation"),
        (0, "culture-and-sport", "Culture and sport"),
        (1, "arts-and-culture", "Arts and culture"),
        (0, "digitalisation", "Digitalisation"),
        (1, "data-and-artificial-intelligence", "Data and artificial intelligence"),
    ]
    page = answered(english, "/concept/theme").body.decode()
    assert '<th scope="row">– <a href="/theme/circular-economy">Circular economy</a></th>' in page


def test_a_scheme_is_given_as_rdf(embedded: Samkart) -> None:
    body = answered(embedded, "/concept/level", "ntriples").body.decode()
    level = "https://w3id.org/samkart/concept/level"
    subjects = {line.split(" ")[0] for line in body.splitlines()}
    assert subjects == {
        f"<{each}>"
        for each in (level, *(f"{level}/{key}" for key in ("local", "regional", "national", "international")))
    }
