"""What countries are called in the languages that lists come in, beside those that the graph has."""

from __future__ import annotations

from functools import cache

from kg.ids import fold
from kg.sources.cleaning.values import countries
from kg.sources.tabular.statements import country_of

__all__ = ["country_in"]

_LANGUAGES = ("sv", "da", "fi", "de", "fr", "is", "nl", "et", "lv", "lt", "pl", "es", "it", "pt")


def country_in(text: str) -> str:
    """The code of a country by its code or its name in a European language (CLDR); empty if it is none.

    >>> country_in("Norge"), country_in("Deutschland"), country_in("Suomi"), country_in("Bergen")
    ('NO', 'DE', 'FI', '')
    """
    return country_of(text) or _names().get(fold(text), "")


@cache
def _names() -> dict[str, str]:
    """Codes by folded name; a name of two countries is none."""
    from babel import Locale

    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in countries() and found.setdefault(fold(name), code) != code:
                found[fold(name)] = ""
    return found
