"""A body as a source, a user's file or the graph describes it: what a score compares, wherever it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.linking.numbers import national_number

__all__ = ["Record", "host_of", "national_numbers", "said_of"]


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one body. Only `key` is needed; what is not known is empty.

    `key` is what a judgement names it by: `actor/asker`, `cordis:pic/952920920`, or a row of a file, `row/17`.
    `names` are as they are spelt, the chief one first. `country` is a code of ISO 3166-1 (alpha-2). `classes` are local
    names of the ontology's classes (`Municipality`). `identifiers` gives values by scheme: `organisationNumber`,
    `vatNumber`, `pic`, `wikidata`, `ror`. `hubs` are the keys of the projects and networks it is in. `page` is the
    address at which a person can read of it, `homepage` its own. `source` is the title of where the record comes from.
    """

    key: str
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    country: str = ""
    places: tuple[str, ...] = ()
    nuts: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    identifiers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hubs: frozenset[str] = frozenset()
    homepage: str = ""
    page: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        """What it is called: its first name, or else a short one, or else its key."""
        return next(iter((*self.names, *self.abbreviations)), self.key)


def national_numbers(record: Record) -> frozenset[str]:
    """Its national and VAT numbers as two spellings have them in common, with the country (`kg.linking.numbers`).

    Of a country whose numbers are not known there it is the digits; a text with fewer than six of them is none.

    >>> sorted(national_numbers(Record("a", identifiers={"vatNumber": frozenset({"SE232100019801", "n/a"})})))
    ['SE2321000198']
    >>> told = {"organisationNumber": frozenset({"935 478 715"})}
    >>> sorted(national_numbers(Record("a", country="NO", identifiers=told)))
    ['NO935478715']
    """
    found = set()
    for scheme in ("organisationNumber", "vatNumber"):
        for value in record.identifiers.get(scheme, ()):
            known = national_number(value, record.country) or national_number(value)
            digits = re.sub(r"[^0-9]", "", value)
            if known:
                found.add(known)
            elif len(digits) >= 6:
                found.add(digits)
    return frozenset(found)


def host_of(address: str) -> str:
    """The host of an address without `www.`; empty if there is none.

    >>> host_of("https://www.Asker.kommune.no/om"), host_of("asker.kommune.no"), host_of("")
    ('asker.kommune.no', 'asker.kommune.no', '')
    """
    host = re.sub(r"^[a-z]+://", "", address.strip().lower()).partition("/")[0].partition(":")[0]
    return host.removeprefix("www.") if "." in host else ""


def said_of(record: Record) -> dict[str, str]:
    """What is known of a record by field, each as one text; what is not known is left out."""
    numbers = {scheme: ", ".join(sorted(values)) for scheme, values in sorted(record.identifiers.items())}
    told = {
        "names": "; ".join(record.names),
        "abbreviations": "; ".join(record.abbreviations),
        "country": record.country,
        "places": "; ".join(record.places),
        "nuts": ", ".join(record.nuts),
        "classes": ", ".join(sorted(record.classes)),
        **numbers,
        "homepage": record.homepage,
        "page": record.page,
        "source": record.source,
    }
    return {name: text for name, text in told.items() if text}
