"""The made-up world asked as the front asks it, and one with names that no page should trip over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from kg.api import Samkart
from kg.store.view import LocalView
from kg.web.asked import Asked, Rendered
from kg.web.pages import respond
from tests.conftest import WORLD, build_home

DAY, DIGEST, ROOT = "2026-06-01", "0123456789ab", "https://samkart.example"
MARKUP = "<script>alert(\"Fjord\")</script> & 'sønner'"
TURNED = "Ber\u202egnav\u2066 kommune"
SIGNS = "Smil 😀🇳🇴 kommune"
_HOSTILE = """
@prefix sk: <https://w3id.org/samkart/ontology/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix actor: <https://w3id.org/samkart/id/actor/> .
@prefix country: <https://w3id.org/samkart/id/country/> .
@prefix source: <https://w3id.org/samkart/id/source/> .
source:skummel a sk:Source ; dcterms:title "]]> <b>fet</b> & \\"sitert\\"" ;
    foaf:page <https://example.org/?a=1&b='2'> ; sk:retrieved "2024-03-01"^^xsd:date .
actor:markup a sk:Actor , sk:Municipality ; skos:prefLabel "<script>alert(\\"Fjord\\")</script> & 'sønner'"@nb ;
    sk:country country:NO ; dcterms:source source:skummel .
actor:turned a sk:Actor , sk:Municipality ; skos:prefLabel "Ber\\u202Egnav\\u2066 kommune"@nb ;
    sk:country country:NO ; dcterms:source source:skummel .
actor:signs a sk:Actor , sk:Municipality ; skos:prefLabel "Smil \\U0001F600\\U0001F1F3\\U0001F1F4 kommune"@nb ;
    sk:country country:NO ; dcterms:source source:skummel .
<https://w3id.org/samkart/id/tie/twinning/hostile> a sk:Twinning ; sk:party actor:markup , actor:turned , actor:signs ;
    sk:start "2020"^^xsd:gYear ; dcterms:source source:skummel .
"""


def asked(address: str, form: str = "html", **more: Any) -> Asked:
    """A request for an address without prefixes, read as the front reads it."""
    path, _, query = address.partition("?")
    known: dict[str, Any] = {"language": "en", "day": DAY, "digest": DIGEST, "root": ROOT, **more}
    return Asked(path=tuple(path.strip("/").split("/")), given=tuple(parse_qsl(query)), form=form, **known)


def answered(samkart: Samkart, address: str, form: str = "html", **more: Any) -> Rendered:
    """What is answered to it."""
    return respond(samkart, asked(address, form, **more))


@contextmanager
def in_english(home: Path) -> Iterator[Samkart]:
    """The world of a store, open in English."""
    with Samkart(LocalView(home), "en") as samkart:
        yield samkart


def hostile_home(folder: Path) -> Path:
    """A store with the made-up world and names full of markup, quotes, marks that turn letters round, and emoji."""
    more = folder / "hostile.ttl"
    more.write_text(_HOSTILE, "utf-8")
    return build_home(folder / "store", WORLD, more)
