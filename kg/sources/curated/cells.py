"""What a cell of a curated table may hold: one check per column type, each saying what it expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from urllib.parse import urlsplit

from kg.ids import is_date, slug
from kg.linking.numbers import COUNTRIES, is_national_number
from kg.sources.curated.countries import country_boxes
from kg.sources.curated.schema import ColumnSchema
from kg.sources.curated.spelling import invisible, strange_text

__all__ = ["check_cell", "split_cell", "unknown_values"]


def split_cell(column: ColumnSchema, text: str) -> list[str]:
    """The values in a cell: several with `|` between them where the column may hold many."""
    if not text:
        return []
    return [part.strip() for part in text.split("|")] if column.many else [text]


def _decimal(text: str, low: float, high: float) -> bool:
    return bool(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text)) and low <= float(text) <= high


def _url(text: str) -> bool:
    """Is this one address of a page: with a host, for everybody, and no other address behind it?"""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or port == 0 or re.search(r'[\s<>"{}|\\^`]|[;,]https?://', text):
        return False
    host = (parts.hostname or "").removesuffix(".")
    return "@" not in parts.netloc and bool(re.fullmatch(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]+", host))


@cache
def _countries() -> frozenset[str]:
    from kg.sources.cldr.reading import country_codes

    return frozenset(country_codes())


@cache
def _currencies() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


@cache
def _languages() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale.parse("en").languages) - {"mul", "und", "zxx"}


def _country(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{2}", text)) and (text in country_boxes() or text in _countries())


_COMMON_CURRENCIES = frozenset({"DKK", "EUR", "GBP", "ISK", "NOK", "SEK", "USD"})  # told without loading CLDR
_COMMON_LANGUAGES = frozenset({"da", "de", "en", "fi", "fr", "nb", "nn", "se", "sv"})
_Check = tuple[Callable[[str], bool], str]
_CHECKS: dict[str, _Check] = {
    "key": (lambda t: t == slug(t) != "", "a key: lower-case ASCII letters, digits and hyphens"),
    "date": (is_date, "a date: YYYY, YYYY-MM or YYYY-MM-DD"),
    "year": (lambda t: bool(re.fullmatch(r"[12][0-9]{3}", t)), "a year: YYYY"),
    "bool": (lambda t: t in {"yes", "no"}, "yes or no"),
    "integer": (lambda t: bool(re.fullmatch(r"[0-9]+", t)), "a whole number without spaces"),
    "decimal": (lambda t: _decimal(t, 0, 1e15), "an amount ≥ 0 with a decimal point and no spaces: 66262.50"),
    "rate": (lambda t: _decimal(t, 0, 1), "a rate between 0 and 1: 0.5"),
    "latitude": (lambda t: _decimal(t, -90, 90), "a latitude between -90 and 90, in degrees"),
    "longitude": (lambda t: _decimal(t, -180, 180), "a longitude between -180 and 180, in degrees"),
    "url": (_url, "a web address: https://…"),
    "country": (_country, "a country: ISO 3166-1 alpha-2, as in NO"),
    "currency": (lambda t: t in _COMMON_CURRENCIES or t in _currencies(), "a currency: ISO 4217, as in EUR"),
    "language": (lambda t: t in _COMMON_LANGUAGES or t in _languages(), "a language: BCP 47, as in nb"),
    "organisation_number": (
        lambda t: any(is_national_number(t, country) for country in COUNTRIES),
        "an organisation number: without signs and with a right check digit (nine digits in Norway)",
    ),
    "number": (lambda t: bool(re.fullmatch(r"[0-9]{2}|[0-9]{4}", t)), "a county (2 digits) or municipality (4) number"),
}


def check_cell(column: ColumnSchema, text: str, known: Mapping[str, set[str]] | None = None) -> list[str]:
    """What is wrong with a cell, one sentence each. With `known` (keys by type), what it names must be there too."""
    if not text:
        return ["empty, but this column must be filled"] if column.required else []
    values = split_cell(column, text)
    found = [message for value in values if (message := _check_value(column.type, value)) is not None]
    if not found and len(set(values)) < len(values):
        twice = next(value for value in values if values.count(value) > 1)
        found.append(f"{twice!r} stands twice in this cell")
    if known is not None and not found:
        found = [f"unknown {column.type.partition(':')[2]} {value!r}" for value in unknown_values(column, text, known)]
    return found


def unknown_values(column: ColumnSchema, text: str, known: Mapping[str, set[str]]) -> list[str]:
    """The values in a cell that name something which is not there; none in a column that names nothing."""
    if not column.type.startswith(("ref:", "concept:")):
        return []
    keys = known.get("ref:actor" if column.type == "ref:area" else column.type, ())
    values = (value for value in split_cell(column, text) if value not in keys)
    return [value for value in values if column.type != "ref:area" or not _country(value)]


@lru_cache(maxsize=1 << 16)
def _check_value(kind: str, value: str) -> str | None:
    if not value:
        return "an empty value between two |"
    head, _, rest = kind.partition(":")
    if head in {"text", "lang"}:
        return strange_text(value)
    if (wrong := invisible(value)) is not None:
        return wrong
    if head == "enum":
        return None if value in rest.split("|") else f"{value!r} is not one of {', '.join(rest.split('|'))}"
    if head in {"concept", "ref"}:
        return None
    holds, expectation = _CHECKS[head]
    return None if holds(value) else f"{value!r} is not {expectation}"
