"""What schema.org has of a thing, for those who read pages by machine, with the way to it (https://schema.org)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.model.encounter import Entity
from kg.vocab import DCTERMS, FOAF, OWL, SCHEMA, SK, SKC, SKOS, key_of, kind_of
from kg.web.address import page_of
from kg.web.pages.html import Here
from kg.web.pages.linked.answering import looked_up

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["CONTEXT", "TYPES", "described"]

CONTEXT = "https://schema.org"
TYPES: Mapping[str, str] = {
    "Actor": "Organization",
    "CivilSociety": "NGO",
    "Company": "Corporation",
    "Country": "Country",
    "County": "GovernmentOrganization",
    "EuropeanOffice": "Organization",
    "GovernmentBody": "GovernmentOrganization",
    "IntermunicipalCouncil": "GovernmentOrganization",
    "Municipality": "GovernmentOrganization",
    "Network": "Consortium",
    "Place": "Place",
    "Programme": "FundingScheme",
    "Project": "Project",
    "PublicBody": "GovernmentOrganization",
    "ResearchInstitute": "ResearchOrganization",
    "Source": "CreativeWork",
    "Strategy": "CreativeWork",
    "Theme": "DefinedTerm",
    "University": "CollegeOrUniversity",
}
"""The type of schema.org for our classes (without namespace); `ontology/align/schema.ttl` agrees where it has one."""
_NUMBERS = ("organisationNumber", "pic", "nutsCode")
_ABOVE = (SK + "county", SK + "programme", SK + "partOf", SKOS + "broader", SK + "country")
"""What a thing lies under, the nearest first: the way to its page leads over it."""
_DEEPEST = 8
_MOST_MEMBERS = 100


def described(samkart: Samkart, here: Here, iri: str, thing: Entity) -> dict[str, Any] | None:
    """A thing and the way to its page as JSON-LD; None for a kind of thing that schema.org has no type for."""
    kind = TYPES.get(thing.kind)
    if kind is None:
        return None
    facts = _Facts(samkart, here, iri)
    own: dict[str, Any] = {
        "@type": kind,
        "@id": iri,
        "name": facts.spoken(DCTERMS + "title") or thing.label,
        "alternateName": facts.names(thing.label),
        "description": facts.spoken(SK + "purpose", SKOS + "definition", DCTERMS + "description"),
        "mainEntityOfPage": here.absolute(),
        "url": facts.first(FOAF + "homepage", FOAF + "page") or here.absolute(),
        "sameAs": facts.all(OWL + "sameAs", SKOS + "exactMatch"),
        "identifier": facts.identifiers(),
        **_more(facts, thing),
    }
    return {"@context": CONTEXT, "@graph": [_told(own), _way(facts, thing)]}


def _told(value: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known; a list of one as that one."""
    shown = {name: each[0] if isinstance(each, list) and len(each) == 1 else each for name, each in value.items()}
    return {name: each for name, each in shown.items() if each not in (None, "", [], {})}


class _Facts:
    """What is said of a thing itself: texts and IRIs by property, each sorted."""

    def __init__(self, samkart: Samkart, here: Here, iri: str) -> None:
        self.samkart, self.here, self.iri = samkart, here, iri
        self._said: dict[str, list[tuple[str, str]]] = {}
        for each in looked_up(samkart, "said", thing=iri):
            value, language = getattr(each.object, "value", ""), getattr(each.object, "language", None) or ""
            self._said.setdefault(each.predicate.value, []).append((str(value), language))

    def all(self, *properties: str) -> list[str]:
        """Every value of some properties, sorted."""
        return sorted({value for name in properties for value, _ in self._said.get(name, ())})

    def first(self, *properties: str) -> str:
        """The first value of the first property that has one."""
        return next((value for name in properties for value in self.all(name)[:1]), "")

    def spoken(self, *properties: str) -> str:
        """The text of the first property that has one, in the language of the page if there is one in it."""
        for name in properties:
            by_language = {language: value for value, language in sorted(self._said.get(name, ()), reverse=True)}
            for language in (self.here.language, "nb", "nn", "en", *by_language):
                if language in by_language:
                    return by_language[language]
        return ""

    def names(self, label: str) -> list[str]:
        """What it is called beside its label."""
        names = (SKOS + "prefLabel", SKOS + "altLabel", SK + "abbreviation")
        return [each for each in self.all(*names) if each != label]

    def identifiers(self) -> list[dict[str, str]]:
        """The numbers that others know it by; `propertyID` is the property of the ontology that holds such a number."""
        found = [(SK + name, value) for name in _NUMBERS for value in self.all(SK + name)]
        found += [(DCTERMS + "identifier", value) for value in self.all(DCTERMS + "identifier")]
        return [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in found]

    @cached_property
    def country(self) -> str:
        """The code of its country."""
        return key_of(self.first(SK + "country"))

    def label(self, iri: str) -> str:
        """What another thing is called; empty for none."""
        return self.samkart.entity(iri).label if iri else ""

    def linked(self, iris: Iterable[str], kind: str) -> list[dict[str, str]]:
        """Other things by IRI and name."""
        return [{"@type": kind, "@id": iri, "name": self.label(iri)} for iri in iris]


def _more(facts: _Facts, thing: Entity) -> dict[str, Any]:
    """What belongs to its kind."""
    kind = kind_of(facts.iri)
    if kind == "actor":
        return _actor(facts)
    if kind == "project":
        return _project(facts)
    if kind == "programme":
        return {
            **_life(facts),
            "parentOrganization": facts.linked(facts.all(SK + "partOf"), "FundingScheme"),
            "knowsAbout": facts.linked(facts.all(SK + "theme"), "DefinedTerm"),
        }
    if kind == "theme":
        return {"inDefinedTermSet": SKC + "theme", "termCode": key_of(facts.iri)}
    if kind == "place":
        return {"geo": _point(facts), "address": _address(facts, "")}
    if kind == "strategy":
        return {"creator": facts.linked(facts.all(DCTERMS + "creator"), "Organization")}
    if kind == "source":
        return {"publisher": facts.first(DCTERMS + "publisher"), "datePublished": facts.first(DCTERMS + "issued")}
    return {}


def _life(facts: _Facts) -> dict[str, str]:
    return {"foundingDate": facts.first(SK + "start"), "dissolutionDate": facts.first(SK + "end")}


def _actor(facts: _Facts) -> dict[str, Any]:
    seat = facts.first(SK + "seat")
    place = _Facts(facts.samkart, facts.here, seat) if seat else None
    located = {
        "@type": "Place",
        "@id": seat,
        "name": facts.label(seat),
        "geo": _point(place) if place else None,
    }
    return {
        **_life(facts),
        "vatID": facts.all(SK + "vatNumber"),
        "address": _address(facts, facts.label(seat)),
        "location": _told(located) if seat else None,
        "knowsAbout": facts.linked(facts.all(SK + "theme"), "DefinedTerm"),
    }


def _address(facts: _Facts, locality: str) -> dict[str, Any]:
    region = facts.first(SK + "county")
    told = {"addressCountry": facts.country, "addressRegion": facts.label(region), "addressLocality": locality}
    known = _told(told)
    return {"@type": "PostalAddress", **known} if known else {}


def _point(facts: _Facts) -> dict[str, Any]:
    latitude, longitude = facts.first(SCHEMA + "latitude"), facts.first(SCHEMA + "longitude")
    if not latitude or not longitude:
        return {}
    return {"@type": "GeoCoordinates", "latitude": float(latitude), "longitude": float(longitude)}


def _project(facts: _Facts) -> dict[str, Any]:
    """Its life, what it is about, who takes part, and the money that it was given."""
    amount, currency = facts.first(SK + "contribution"), facts.first(SK + "currency")
    funders = facts.linked(facts.all(SK + "programme"), "FundingScheme")
    grant: dict[str, Any] = {"@type": "MonetaryGrant", "funder": funders}
    if amount and currency:
        grant["amount"] = {"@type": "MonetaryAmount", "currency": currency, "value": float(amount)}
    rows = facts.samkart.ask("project/participants", project=facts.iri)
    members = sorted({str(row["actor"]) for row in rows if row["actor"]})
    return {
        **_life(facts),
        "funding": _told(grant) if funders else None,
        "knowsAbout": facts.linked(facts.all(SK + "theme"), "DefinedTerm"),
        "member": facts.linked(members[:_MOST_MEMBERS], "Organization"),
    }


def _way(facts: _Facts, thing: Entity) -> dict[str, Any]:
    """From the first page over what a thing lies under to its own page."""
    samkart, here, iri = facts.samkart, facts.here, facts.iri
    above: list[str] = []
    while len(above) < _DEEPEST:
        at = next((each for name in _ABOVE for each in facts.all(name) if each not in (iri, *above)), "")
        if not at:
            break
        above.insert(0, at)
        facts = _Facts(samkart, here, at)
    steps: Sequence[tuple[str, str]] = [
        ("Samkart", here.absolute(path=())),
        *((samkart.entity(each).label, here.absolute(path=page_of(each))) for each in above),
        (thing.label, here.absolute(path=page_of(iri))),
    ]
    listed = [
        {"@type": "ListItem", "position": n, "name": name, "item": address}
        for n, (name, address) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": listed}
