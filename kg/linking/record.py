"""A body as a source, a user's file or the graph describes it: what a score compares, wherever it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Record", "host_of", "national_numbers", "said_of"]

_NATIONAL = ("organisationNumber", "vatNumber")


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
    """The digits of its national and VAT numbers, without country and ending: what two spellings have in common.

    A Swedish VAT number is the organisation number and 01, a Norwegian one ends in MVA, a Danish or Finnish one is the
    number itself. A text with fewer than six digits is no number.

    >>> sorted(national_numbers(Record("a", identifiers={"vatNumber": frozenset({"SE232100019801", "n/a"})})))
    ['2321000198']
    >>> sorted(national_numbers(Record("a", identifiers={"organisationNumber": frozenset({"935 478 715"})})))
    ['935478715']
    """
    found = set()
    for scheme in _NATIONAL:
        for value in record.identifiers.get(scheme, ()):
            number = re.sub(r"[^0-9A-Z]", "", value.upper())
            swedish = number.startswith("SE") or record.country == "SE"
            digits = re.sub(r"^[A-Z]{2}|MVA$", "", number)
            if swedish and len(digits) == 12 and digits.endswith("01"):
                digits = digits[:10]
            if sum(each.isdigit() for each in digits) >= 6:
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
