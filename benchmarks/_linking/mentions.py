"""A body as one source writes it, and what is known of who it is: what pairs are made of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.ids import country_code, fold

__all__ = ["NORDIC", "PUBLIC", "Mention", "group_of", "national_number", "of_test"]

NORDIC = ("DK", "FI", "NO", "SE")
PUBLIC = frozenset({"Municipality", "County", "GovernmentBody", "PublicBody", "IntermunicipalCouncil"})
_LENGTHS = {"NO": 9, "SE": 12, "DK": 8, "FI": 8}


@dataclass(frozen=True, slots=True)
class Mention:
    """A body in one source.

    `key` names the record (`horizon/pic/952920920`), `names` are as spelt, the chief one first; `cls` is a class of the
    ontology or empty; `identifiers` gives values by scheme, `point` latitude and longitude. `entity` says who it is
    (`number/NO/935478715`, `pic/…`, `actor/asker`), by what is not a name; it is empty where that is not known.
    """

    key: str
    names: tuple[str, ...]
    country: str
    entity: str = ""
    cls: str = ""
    abbreviations: tuple[str, ...] = ()
    place: str = ""
    nuts: str = ""
    homepage: str = ""
    identifiers: Mapping[str, str] = field(default_factory=dict)
    point: tuple[float, float] | None = None

    @property
    def name(self) -> str:
        """Its chief name."""
        return self.names[0]

    @property
    def source(self) -> str:
        """The source that writes it so."""
        return self.key.partition("/")[0]


def national_number(vat: str, country: str) -> str:
    """The national number that a cell for a VAT number holds: letters and digits, without country and ending.

    In the Nordic countries only what has the right length counts; elsewhere what has six digits at least.

    >>> national_number("NO 935 478 715 MVA", "NO"), national_number("SE212000080301", "SE")
    ('935478715', '2120000803')
    >>> national_number("FI02012566", "FI"), national_number("MISSING", "FR"), national_number("0201256-6", "FI")
    ('02012566', '', '02012566')
    """
    text = re.sub(r"[^0-9A-Z]", "", vat.upper())
    prefixes = {country, {"GR": "EL"}.get(country, country)}
    for prefix in sorted(prefixes):
        text = text.removeprefix(prefix)
    text = text.removesuffix("MVA") if country == "NO" else text
    if country in _LENGTHS:
        if country == "SE" and len(text) == 10:
            text += "01"
        if len(text) != _LENGTHS[country] or not text.isdigit():
            return ""
        return text[:10] if country == "SE" else text
    return text if sum(letter.isdigit() for letter in text) >= 6 and len(set(text)) > 2 else ""


def of_test(entity: str) -> bool:
    """Whether an entity belongs to the half that is looked at once, in the end.

    >>> [of_test(key) for key in ("actor/asker", "actor/baerum", "actor/oslo", "actor/bergen")]
    [False, True, False, False]
    """
    return hashlib.sha256(f"samkart linking {entity}".encode()).digest()[0] % 2 == 1


def group_of(country: str, cls: str) -> str:
    """The group that figures are told for.

    >>> group_of("SE", "County"), group_of("FR", "Municipality"), group_of("NO", "PublicBody"), group_of("DK", "")
    ('Nordic municipality or county', 'municipality', 'public body', 'other')
    """
    if cls in ("Municipality", "County") and country in NORDIC:
        return "Nordic municipality or county"
    if cls == "Municipality":
        return "municipality"
    return "public body" if cls in PUBLIC else "other"


def iso(country: str) -> str:
    """A country of a source as ISO 3166-1 writes it."""
    return country_code(country.strip())


def alike(one: str, other: str) -> bool:
    """Whether two names have a word's beginning (four letters) in common: too little to link, enough for a doubt."""
    return bool(_beginnings(one) & _beginnings(other))


def _beginnings(name: str) -> set[str]:
    return {word[:4] for word in fold(name).split() if len(word) > 2}
