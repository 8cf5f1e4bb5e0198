"""What can be asked for and told in reconciliation: types of things, and their properties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kg.language.catalogue import text
from kg.language.kinds import kind_word
from kg.language.speech import first_upper
from kg.vocab import SKD, kind_of

__all__ = [
    "IDENTIFYING",
    "KINDS",
    "PROPERTIES",
    "TYPES",
    "Property",
    "id_of",
    "iri_of",
    "kinds_of",
    "property_data",
    "type_data",
]

KINDS = ("actor", "programme", "project")
"""The kinds of thing that are offered."""
TYPES: Mapping[str, str] = {
    "Actor": "",
    "PublicBody": "Actor",
    "Municipality": "PublicBody",
    "County": "PublicBody",
    "IntermunicipalCouncil": "PublicBody",
    "GovernmentBody": "PublicBody",
    "Network": "Actor",
    "EuropeanOffice": "Actor",
    "University": "Actor",
    "ResearchInstitute": "Actor",
    "Company": "Actor",
    "CivilSociety": "Actor",
    "Programme": "",
    "Project": "",
}
"""The types (classes of the ontology, without namespace), each with the broader one."""


class Property(NamedTuple):
    """A property by which candidates can be told apart, or that a table can be extended with.

    `value` is what it holds: a thing of ours (entity), a text, a whole number or a decimal one. Of two different
    values of an `excluding` one only one can be right.
    """

    id: str
    value: str
    excluding: bool = False
    only: tuple[str, ...] = ("actor",)


PROPERTIES: Mapping[str, Property] = {
    each.id: each
    for each in (
        Property("country", "entity", True),
        Property("county", "entity"),
        Property("organisation_number", "text", True),
        Property("municipality_number", "text", True),
        Property("county_number", "text", True),
        Property("pic", "text", True),
        Property("nuts", "text"),
        Property("wikidata", "text", True),
        Property("population", "integer"),
        Property("latitude", "decimal"),
        Property("longitude", "decimal"),
        Property("homepage", "text", False, KINDS),
        Property("start", "text", False, KINDS),
        Property("end", "text", False, KINDS),
        Property("kind", "text", False, KINDS),
    )
}
"""By id, in the order in which they are offered."""
IDENTIFYING = ("organisation_number", "municipality_number", "county_number", "pic", "wikidata")
"""Those that only one thing has."""


def kinds_of(asked: list[str]) -> tuple[str, ...]:
    """What a search is restricted to for some types; empty where none of them is known.

    >>> kinds_of(["PublicBody"]), kinds_of(["Actor", "Network"]), kinds_of([]), kinds_of(["Q515"])
    (('PublicBody', 'Municipality', 'County', 'IntermunicipalCouncil', 'GovernmentBody'), ('actor', 'Network'), \
('actor', 'programme', 'project'), ())
    """
    if not asked:
        return KINDS
    found: dict[str, None] = {}
    for name in asked:
        if name == "Actor":
            found["actor"] = None
        elif name in TYPES:
            found.update(dict.fromkeys((name, *(each for each, broader in TYPES.items() if broader == name))))
    return tuple(found)


def type_data(name: str, language: str) -> dict[str, Any]:
    """A type as the API tells of it, with its broader ones."""
    broader = TYPES.get(name, "")
    told = {"id": name, "name": first_upper(kind_word(name, language))}
    return told | ({"broader": [type_data(broader, language)]} if broader else {})


def property_data(name: str, language: str) -> dict[str, str]:
    """A property as the API tells of it."""
    return {"id": name, "name": text(language, "web", f"reconcile.{name}")}


def id_of(iri: str) -> str:
    """The identifier of a thing in the API: its IRI without what all begin with (`actor/fjordby`)."""
    return iri.removeprefix(SKD)


def iri_of(text: str) -> str:
    """The IRI of an identifier, or of an IRI; empty for what can be neither.

    >>> iri_of("actor/fjordby"), iri_of("https://w3id.org/samkart/id/actor/fjordby"), iri_of("fjordby"), iri_of("a/<b>")
    ('https://w3id.org/samkart/id/actor/fjordby', 'https://w3id.org/samkart/id/actor/fjordby', '', '')
    """
    iri = text if text.startswith(SKD) else SKD + text
    fits = kind_of(iri) in KINDS and not set(iri) & set(' <>"{}|\\^`\n\r\t\0') and iri.isprintable()
    return iri if fits and iri.removeprefix(SKD).partition("/")[2] else ""
