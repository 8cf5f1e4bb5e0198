"""What a cell of a curated table may hold: one check per column type, each saying what it expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from kg.ids import is_date, is_organisation_number, slug
from kg.sources.curated.tables import ColumnSchema

__all__ = ["check_cell", "split_cell"]


def split_cell(column: ColumnSchema, text: str) -> list[str]:
    """The values in a cell: several with `|` between them where the column may hold many."""
    if not text:
        return []
    return [part.strip() for part in text.split("|")] if column.many else [text]


def _decimal(text: str, low: float, high: float) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", text)) and low <= float(text) <= high


def _url(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not re.search(r'[\s<>"{}|\\^`]', text)


_Check = tuple[Callable[[str], bool], str]
_CHECKS: dict[str, _Check] = {
    "key": (lambda t: t == slug(t) != "", "a key: lower-case ASCII letters, digits and hyphens"),
    "date": (is_date, "a date: YYYY, YYYY-MM or YYYY-MM-DD"),
    "year": (lambda t: bool(re.fullmatch(r"[12]\d{3}", t)), "a year: YYYY"),
    "bool": (lambda t: t in {"yes", "no"}, "yes or no"),
    "integer": (lambda t: bool(re.fullmatch(r"\d+", t)), "a whole number without spaces"),
    "decimal": (lambda t: _decimal(t, 0, 1e15), "an amount ≥ 0 with a decimal point and no spaces: 66262.50"),
    "rate": (lambda t: _decimal(t, 0, 1), "a rate between 0 and 1: 0.5"),
    "latitude": (lambda t: _decimal(t, -90, 90), "a latitude between -90 and 90, in degrees"),
    "longitude": (lambda t: _decimal(t, -180, 180), "a longitude between -180 and 180, in degrees"),
    "url": (_url, "a web address: https://…"),
    "country": (lambda t: bool(re.fullmatch(r"[A-Z]{2}", t)), "a country: ISO 3166-1 alpha-2, as in NO"),
    "currency": (lambda t: bool(re.fullmatch(r"[A-Z]{3}", t)), "a currency: ISO 4217, as in EUR"),
    "language": (lambda t: bool(re.fullmatch(r"[a-z]{2,3}", t)), "a language: BCP 47, as in nb"),
    "organisation_number": (is_organisation_number, "an organisation number: nine digits with a right check digit"),
    "number": (lambda t: bool(re.fullmatch(r"\d{2}|\d{4}", t)), "a county (2 digits) or municipality (4) number"),
}


def check_cell(column: ColumnSchema, text: str, known: dict[str, set[str]]) -> list[str]:
    """What is wrong with a cell, one sentence each. `known` holds the keys that a reference or concept may name."""
    if not text:
        return ["empty, but this column must be filled"] if column.required else []
    return [
        message
        for value in split_cell(column, text)
        if (message := _check_value(column.type, value, known)) is not None
    ]


def _check_value(kind: str, value: str, known: dict[str, set[str]]) -> str | None:
    if not value:
        return "an empty value between two |"
    if re.search(r"[\x00-\x1f\x7f]", value):
        return f"a control character or line break in {value!r}"
    head, _, rest = kind.partition(":")
    if head == "enum":
        return None if value in rest.split("|") else f"{value!r} is not one of {', '.join(rest.split('|'))}"
    if head in {"concept", "ref"}:
        return _check_reference(head, rest, value, known)
    if head in {"text", "lang"}:
        return None
    holds, expectation = _CHECKS[head]
    return None if holds(value) else f"{value!r} is not {expectation}"


def _check_reference(head: str, name: str, value: str, known: dict[str, set[str]]) -> str | None:
    where = f"{head}:{name}"
    if name == "area":
        if value in known["ref:actor"] or re.fullmatch(r"[A-Z]{2}", value):
            return None
        where, name = "ref:actor", "actor or country"
    keys = known.get(where, set())
    if value in keys:
        return None
    from difflib import get_close_matches

    near = get_close_matches(value, sorted(keys), n=3, cutoff=0.75)
    hint = f"; perhaps {' or '.join(near)}" if near else ""
    return f"unknown {name} {value!r}{hint}"
