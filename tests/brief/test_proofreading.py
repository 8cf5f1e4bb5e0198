"""Norwegian papers are proofread by rule, on the embedded data: every variant, several subjects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.brief.document import Document, Paragraph, TableBlock, row
from kg.brief.gather.compose import brief
from kg.store import layout
from tests.brief.proofreading import faults

NAMING = (
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/terms/publisher",
    "http://purl.org/dc/terms/identifier",
    "https://w3id.org/samkart/ontology/abbreviation",
    "https://w3id.org/samkart/ontology/strand",
    "https://w3id.org/samkart/ontology/unit",
    "https://w3id.org/samkart/ontology/wording",
    "https://w3id.org/samkart/ontology/countedBy",
)
CASES: dict[str, dict[str, Any]] = {
    "asker-baerum": {"region": "asker,baerum"},
    "akershus": {"region": "akershus-fylke"},
    "baerum": {"actor": "baerum"},
    "bergen": {"actor": "bergen"},
    "tampere": {"actor": "tampere"},
    "little-known": {"actor": "leka"},
    "year": {"actor": "baerum", "variant": "year", "year": "2023"},
    "twin-towns": {"actor": "asker", "variant": "twin-towns"},
    "networks": {"actor": "asker", "variant": "network"},
    "network": {"network": "eurocities"},
    "goals": {"region": "asker,baerum", "variant": "goals"},
    "profile": {"actor": "asker", "variant": "profile"},
    "county": {"variant": "county"},
    "theme": {"theme": "circular-economy"},
    "programme": {"programme": "horizon-europe"},
}


@pytest.fixture(scope="module")
def names(embedded_home: Path) -> frozenset[str]:
    """What things are called in the embedded graph, in any language: no words of ours."""
    folder = layout.current(embedded_home)
    assert folder is not None
    store = ox.Store.read_only(str(folder / "rdf"))
    concept = "https://w3id.org/samkart/concept/"
    return frozenset(
        quad.object.value
        for predicate in NAMING
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph())
        if isinstance(quad.object, ox.Literal) and not str(quad.subject).startswith(f"<{concept}")
    )


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["nb", "nn"])
@pytest.mark.parametrize("name", sorted(CASES))
def test_a_norwegian_paper_has_no_fault(embedded: Samkart, names: frozenset[str], name: str, lang: str) -> None:
    made = brief(Samkart(embedded.view, lang), **CASES[name], figures=False)
    assert faults(made, names) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Det er  to.", "doubled blanks"),
        ("Det er to .", "a blank before punctuation"),
        ('Avtalen "Vann" varer.', "a straight or English quotation mark"),
        ("Avtalen “Vann” varer.", "a straight or English quotation mark"),
        ("Asker () er med.", "an empty parenthesis"),
        ("Perioden 2014-2020.", "a hyphen for a dash in a span"),
        ("Asker - en kommune.", "a hyphen for a dash in a span"),
        ("Asker, Bærum,.", "a broken list"),
        ("Asker og og Bærum.", "a broken list"),
        ("Asker, og, Bærum.", "a broken list"),
        ("Nærmest er: .", "a broken list"),
        ("Det er 0.5 av dem.", "a decimal point"),
        ("Det er 98,815 innbyggere.", "thousands apart by another sign than a hard blank"),
        ("Det er 98 815 innbyggere.", "thousands apart by another sign than a hard blank"),
        ("Lest 2026-11-28.", "a date in another form"),
        ("Lest 28/11/2026.", "a date in another form"),
        ("De har har to.", "a doubled word"),
        ("De er to..", "a full stop too many"),
        ("De er to. tre er med.", "a sentence that begins in lower case"),
        ("Asker and Bærum er med.", "a word of another language, 'and'"),
        ("Asker har two partners.", "a word of another language, 'partners'"),
    ],
)
def test_each_rule_finds_its_fault(text: str, fault: str) -> None:
    assert [each.partition(":")[0] for each in faults(paper("nb", text), ())][:1] == [fault]


def test_bokmaal_in_nynorsk_is_found_and_nynorsk_in_bokmaal_is_no_matter_of_this_list() -> None:
    assert faults(paper("nn", "Det er ikke kjent."), ()) == ["a word of another language, 'ikke': Det er ikke kjent."]
    assert faults(paper("nn", "Det er ikkje kjent."), ()) == []


def test_names_quotations_and_codes_are_left_alone() -> None:
    told = "Med i Network of Cities, «Green and blue» og HORIZON-CL5-2027-06-D6-08 (The Hague); gir kg who."
    assert faults(paper("nb", told), ("Network of Cities",)) == []
    assert faults(paper("nb", "Med i Network of Cities."), ()) == [
        "a word of another language, 'network': Med i Network of Cities.",
        "a word of another language, 'of': Med i Network of Cities.",
    ]


def test_cells_of_tables_are_held_to_the_rules_of_signs() -> None:
    table = TableBlock("Byer", ("By",), (row("Asker ()"),))
    made = Document("Notat", "", "nb", (), (table,))
    assert faults(made, ()) == ["an empty parenthesis: …Asker ()…"]


def paper(lang: str, text: str) -> Document:
    return Document("Notat", "", lang, (), (Paragraph(text),))
