"""What countries are called in the languages that lists come in, beside those that the graph has."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from kg.ids import fold
from kg.sources.cleaning.values import countries
from kg.sources.tabular.statements import country_of

__all__ = ["country_in"]

_LANGUAGES = ("sv", "da", "fi", "de", "fr", "is", "nl", "et", "lv", "lt", "pl", "es", "it", "pt")
_STATE = r"(?:federal |democratic |people's )*(?:republic|kingdom|state|principality|grand duchy) of(?: the)?"
_AROUND = re.compile(rf"^the\s+|^(?:the\s+)?{_STATE}\s+|\s*,\s*{_STATE}$|\s*,\s*the$|\s*\([^()]*\)$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[/|,]\s*")


def country_in(text: str) -> str:
    """The code of a country by its code of two or three letters or its name in a European language (CLDR, and
    `countries.toml` for usual other names); empty if it is none. A country told twice is one.

    >>> country_in("Norge"), country_in("Deutschland"), country_in("Suomi"), country_in("Bergen")
    ('NO', 'DE', 'FI', '')
    >>> country_in("Turkey"), country_in("The Netherlands"), country_in("NOR"), country_in("Moldova, Republic of")
    ('TR', 'NL', 'NO', 'MD')
    >>> country_in("Georgia (country)"), country_in("Norway (NO)"), country_in("Bergen (NO)")
    ('GE', 'NO', '')
    >>> country_in("Scotland, United Kingdom"), country_in("Norge/Norway"), country_in("Norway/Sweden")
    ('GB', 'NO', '')
    """
    if code := _one(text):
        return code
    parts = _BETWEEN.split(text.strip())
    codes = {_one(part) for part in parts}
    return codes.pop() if len(parts) > 1 and len(codes) == 1 else ""


def _one(text: str) -> str:
    plain = text.strip()
    if not plain:
        return ""
    if code := country_of(plain) or _names().get(fold(plain), ""):
        return code
    if len(plain) == 3 and plain.isascii() and plain.isupper() and (code := _of_three(plain)):
        return code
    bare = _AROUND.sub("", plain)
    return _one(bare) if bare != plain else ""


def _of_three(code: str) -> str:
    """The code of two letters for one of three; empty if it is none."""
    from babel.core import get_global

    found = get_global("territory_aliases").get(code, ())
    return found[0] if len(found) == 1 and found[0] in countries() else ""


@cache
def _names() -> dict[str, str]:
    """Codes by folded name; a name of two countries is none."""
    from babel import Locale

    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in countries() and found.setdefault(fold(name), code) != code:
                found[fold(name)] = ""
    told = tomllib.loads((Path(__file__).parent / "countries.toml").read_text("utf-8"))
    return found | {fold(name): code for code, names in told.items() for name in names}
