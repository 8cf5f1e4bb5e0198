"""What pages say of their things in schema.org's terms."""

from __future__ import annotations

import json
import re
from typing import Any

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.resources import ontology_dir
from kg.vocab import RDFS, SCHEMA, SK
from kg.web.pages.linked.schema_org import TYPES
from tests.web.pages.asking import MARKUP, answered

# The terms that are used, as https://schema.org has them (version 30.0, looked up in its vocabulary file).
PROPERTIES = {
    "addressCountry addressLocality addressRegion address alternateName amount creator currency datePublished",
    "description dissolutionDate foundingDate funder funding geo identifier inDefinedTermSet item itemListElement",
    "knowsAbout latitude location longitude mainEntityOfPage member name parentOrganization position propertyID",
    "publisher sameAs termCode url value vatID",
}
KNOWN = {name for line in PROPERTIES for name in line.split()}


def told(samkart: Samkart, address: str) -> Any:
    page = answered(samkart, address).body.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found is not None
    return json.loads(found[1])


def test_a_municipality_is_told_whole(english: Samkart) -> None:
    number = {"@type": "PropertyValue"}
    assert told(english, "/actor/fjordby") == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "GovernmentOrganization",
                "@id": "https://w3id.org/samkart/id/actor/fjordby",
                "name": "Fjordby Municipality",
                "alternateName": ["FBK", "Fjordby", "Fjordby kommune", "Vuonabáiki"],
                "description": "A town by the fjord.",
                "mainEntityOfPage": "https://samkart.example/actor/fjordby",
                "url": "https://fjordby.example/",
                "identifier": [
                    {**number, "propertyID": SK + "organisationNumber", "value": "922222222"},
                    {**number, "propertyID": SK + "pic", "value": "900000001"},
                    {**number, "propertyID": SK + "nutsCode", "value": "NO0X1"},
                    {**number, "propertyID": "http://purl.org/dc/terms/identifier", "value": "5101"},
                ],
                "foundingDate": "1838",
                "vatID": "NO922222222MVA",
                "address": {
                    "@type": "PostalAddress",
                    "addressCountry": "NO",
                    "addressRegion": "Nordfjell fylkeskommune",
                    "addressLocality": "Fjordby",
                },
                "location": {
                    "@type": "Place",
                    "@id": "https://w3id.org/samkart/id/place/fjordby",
                    "name": "Fjordby",
                    "geo": {"@type": "GeoCoordinates", "latitude": 60.1, "longitude": 10.5},
                },
            },
            way(
                ("Norway", "country/NO"),
                ("Nordfjell fylkeskommune", "actor/nordfjell-fylke"),
                ("Fjordby Municipality", "actor/fjordby"),
            ),
        ],
    }


def way(*steps: tuple[str, str]) -> dict[str, Any]:
    listed = [("Samkart", ""), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": name, "item": f"https://samkart.example/{path}"}
            for n, (name, path) in enumerate(listed, start=1)
        ],
    }


def test_a_project_is_told_with_its_money_and_members(english: Samkart) -> None:
    own, path = told(english, "/project/groennby")["@graph"]
    assert own["@type"] == "Project"
    assert own["funding"] == {
        "@type": "MonetaryGrant",
        "funder": {
            "@type": "FundingScheme",
            "@id": "https://w3id.org/samkart/id/programme/horisont-klima",
            "name": "Horisont klima",
        },
        "amount": {"@type": "MonetaryAmount", "currency": "EUR", "value": 820000.5},
    }
    assert [each["name"] for each in own["member"]] == [
        "Altburg",
        "Fjordby Municipality",
        "Høgskolen",
        "ODD UNITS LTD",
    ]
    assert path == way(
        ("Horisont", "programme/horisont"),
        ("Horisont klima", "programme/horisont-klima"),
        ("Greener towns", "project/groennby"),
    )


@pytest.mark.parametrize(
    "address",
    [
        "/actor/eurobyene",
        "/actor/hoegskolen",
        "/project/naturbro",
        "/programme/grensebro-natur",
        "/theme/arts-and-culture",
        "/place/altburg",
        "/country/DE",
        "/strategy/nordfjell",
        "/source/register",
    ],
)
def test_only_terms_that_schema_org_has_are_used(english: Samkart, address: str) -> None:
    own, path = told(english, address)["@graph"]
    assert own["@type"] in TYPES.values()
    assert own["mainEntityOfPage"] == f"https://samkart.example{address}"
    assert path["itemListElement"][-1]["item"] == f"https://samkart.example{address}"

    def names(value: Any) -> set[str]:
        if isinstance(value, list):
            return {name for each in value for name in names(each)}
        if isinstance(value, dict):
            return {*value, *(name for each in value.values() for name in names(each))}
        return set()

    assert {name for name in names([own, path]) if not name.startswith("@")} <= KNOWN


def test_types_are_those_that_the_ontology_is_aligned_to() -> None:
    aligned = {
        quad.subject.value.removeprefix(SK): quad.object.value.removeprefix(SCHEMA)
        for quad in ox.parse((ontology_dir() / "align" / "schema.ttl").read_bytes(), ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
        and quad.predicate.value == RDFS + "subClassOf"
        and quad.subject.value.startswith(SK)
    }
    assert {name: TYPES[name] for name in aligned if name in TYPES} == {
        "Actor": "Organization",
        **{name: kind for name, kind in aligned.items() if name in TYPES},
    }
    assert set(aligned) - set(TYPES) == {"Membership", "Participation"}


def test_a_name_full_of_markup_ends_no_script(hostile: Samkart) -> None:
    page = answered(hostile, "/actor/markup").body.decode()
    assert "<script>alert" not in page
    assert told(hostile, "/actor/markup")["@graph"][0]["name"] == MARKUP
