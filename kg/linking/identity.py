"""What a record of a source says of who it is: its identifiers, names, country, class and place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.linking.numbers import national_number

__all__ = ["ITEM", "Identity", "number_countries", "number_token", "other_token"]

ITEM = "http://www.wikidata.org/entity/"
_ROR = "https://ror.org/"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an organisation is, as a source says it.

    `pics` are participant identification codes; `numbers` national organisation numbers and `vats` VAT numbers, as
    written; `same` addresses of the same thing elsewhere (Wikidata, ROR); `country` an ISO code; `classes` short IRIs
    (`sk:Municipality`); `point` latitude and longitude of the seat in degrees.
    """

    names: tuple[str, ...] = ()
    country: str = ""
    classes: frozenset[str] = frozenset()
    pics: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    vats: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    point: tuple[float, float] | None = None

    def tokens(self) -> list[tuple[str, str]]:
        """(rule, identifier) of everything that identifies it, in the order in which it counts."""
        country = self.country
        found = [("organisation-number", number_token(each, country)) for each in self.numbers]
        found += [("vat-number", number_token(each, country)) for each in self.vats]
        found += [("pic", f"pic/{each}") for each in self.pics]
        found += [(kind, token) for kind, token in map(other_token, self.same) if token]
        return [each for each in found if each[1]]


def number_token(number: str, country: str = "") -> str:
    """`number/NO935478715` for a national or VAT number; empty if it is none.

    >>> number_token("NO935478715MVA"), number_token("935478715", "SE")
    ('number/NO935478715', '')
    """
    found = national_number(number, country)
    return f"number/{found}" if found else ""


def other_token(address: str) -> tuple[str, str]:
    """(rule, identifier) of an item of Wikidata or ROR; nothing for other addresses.

    >>> other_token("http://www.wikidata.org/entity/Q57082"), other_token("https://ror.org/01xtthb56")
    (('wikidata', 'wikidata/Q57082'), ('ror', 'ror/01xtthb56'))
    """
    for rule, base in (("wikidata", ITEM), ("ror", _ROR)):
        if address.startswith(base):
            return rule, f"{rule}/{address.removeprefix(base)}"
    return "", ""


def number_countries(tokens: Iterable[str]) -> set[str]:
    """The countries of which there is a national number among some identifiers."""
    return {token[7:9] for token in tokens if token.startswith("number/")}
