"""Values as published tables hold them, cleaned: amounts, dates, countries, points, addresses, mis-encoded letters.

Each function answers None for what it cannot read; it never guesses. Digits are those of ASCII.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from kg.ids import country_code, is_date

__all__ = [
    "LARGEST",
    "clean_amount",
    "clean_country",
    "clean_date",
    "clean_point",
    "clean_text",
    "clean_url",
    "countries",
    "country_names",
    "has_litter",
    "is_pic",
    "is_project_number",
    "is_small_number",
    "is_too_large",
    "page_term",
    "shown",
]

LARGEST = 100_000_000_000
"""In euro: more than any framework programme has had (Horizon Europe: 95.5 billion)."""

_LONGEST = 40  # letters of a wrong value that are shown
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(,|\.|['’\s])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?")
_DAY_OR_MONTH_FIRST = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{4})")
_PIC = re.compile(r"[1-9][0-9]{8}")
_PROJECT = re.compile(r"(?:rcn-)?[1-9][0-9]{0,11}")
_SMALL = re.compile(r"[0-9]{1,4}")
# Controls, and marks that are not seen: zero-width spaces, directions, byte order marks.
_MARKS = r"\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
_UNSEEN = re.compile(rf"[\x00-\x1f\x7f-\x9f{_MARKS}]")
_UNSEEN_ASCII = re.compile(rf"[\x00-\x1f\x7f{_MARKS}]")
_TAG = re.compile(r"</?(?:[a-zA-Z][a-zA-Z0-9]{0,10})(?:\s[^<>]*=[^<>]*)?\s*/?>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_MISREAD = re.compile(r"[ÂÃÄÅÆâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def shown(text: str) -> str:
    """A wrong value as a message shows it: quoted, on one line, cut.

    >>> shown("9" * 400), shown("two\\nlines")
    ("'9999999999999999999999999999999999999999…'", "'two\\\\nlines'")
    """
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def is_pic(text: str) -> bool:
    """Is this an identification code of an organisation: nine digits, the first no 0?

    >>> is_pic("952920920"), is_pic("0"), is_pic("９５２９２０９２０")
    (True, False, False)
    """
    return _PIC.fullmatch(text) is not None


def is_project_number(text: str) -> bool:
    """Is this the number of a grant: digits, at most twelve, the first no 0; or `rcn-` and that of a record?"""
    return _PROJECT.fullmatch(text) is not None


def is_small_number(text: str) -> bool:
    """Is this a place in a list: one to four digits?"""
    return _SMALL.fullmatch(text) is not None


def clean_amount(text: str) -> str | None:
    """An amount of euro with a decimal point and nothing else; none that is more than `LARGEST`.

    `208062,5`, `892,228.58`, `1.234.567,8` and `1 234` are understood. `892,228` is not: it may be either.

    >>> clean_amount("208062,5"), clean_amount("892,228.58"), clean_amount("892,228")
    ('208062.5', '892228.58', None)
    >>> clean_amount("-500"), clean_amount("9" * 400), clean_amount("1e300")
    (None, None, None)
    """
    value = _plain_amount(text.strip())
    if value is None:
        return None
    whole = value.partition(".")[0].lstrip("0")
    return value if len(whole) < 12 or (len(whole) == 12 and int(whole) <= LARGEST) else None


def is_too_large(text: str) -> bool:
    """Is this an amount, but more than `LARGEST`?"""
    return clean_amount(text) is None and _plain_amount(text.strip()) is not None


def _plain_amount(value: str) -> str | None:
    if _PLAIN.fullmatch(value):
        return value
    value = re.sub(r"^(?:EUR|€)\s*|\s*(?:EUR|€)$", "", value, flags=re.IGNORECASE)
    if _PLAIN.fullmatch(value):
        return value
    if re.fullmatch(r"[0-9]+,[0-9]+", value):
        whole, part = value.split(",")
        return None if len(part) == 3 and len(whole) <= 3 else f"{whole}.{part}"
    if _GROUPED.fullmatch(value):
        mark = next(c for c in value if not c.isdigit())
        groups = value.split(mark)
        last, point, part = groups[-1].replace(",", ".").partition(".")
        if len(last) == 3:
            return "".join(groups[:-1]) + last + (f".{part}" if point else "")
        return None
    if re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,12})?[eE]\+?[0-9]{1,3}", value):
        from decimal import Decimal

        return f"{Decimal(value):f}"
    return None


@lru_cache(maxsize=65536)
def clean_date(text: str, month_first: bool = False) -> str | None:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD; a time of day is dropped and day/month/year turned round.

    `month_first` is said of dates with slashes; `kg.sources.cleaning.dates` knows how a table writes them.

    >>> clean_date("2022-09-01 00:00:00"), clean_date("01/09/2022"), clean_date("2021-02-30")
    ('2022-09-01', '2022-09-01', None)
    >>> clean_date("08/31/2025", month_first=True), clean_date("08/31/2025"), clean_date("31.08.2025", month_first=True)
    ('2025-08-31', None, '2025-08-31')
    """
    value = re.split(r"[T ]", text.strip(), maxsplit=1)[0]
    match = _DAY_OR_MONTH_FIRST.fullmatch(value)
    if match:
        turned = month_first and match[2] == "/"
        day, month = (match[3], match[1]) if turned else (match[1], match[3])
        value = f"{match[4]}-{month:0>2}-{day:0>2}"
    return value if value.isascii() and is_date(value) else None


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes that the graph has countries for (and XK, Kosovo)."""
    from kg.model.terms import curie
    from kg.sources.cldr.reading import read_countries

    notation = curie("skos:notation")
    return frozenset(s.object.strip('"') for s in read_countries() if s.predicate == notation)


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """The codes of the countries by their folded names (`kg.ids.fold`) in all languages that the graph has."""
    from kg.ids import fold
    from kg.model.terms import curie
    from kg.sources.cldr.reading import read_countries

    label = curie("skos:prefLabel")
    named = {
        fold(s.object.rpartition('"')[0]): s.subject.rpartition("/")[2][:-1]
        for s in read_countries()
        if s.predicate == label
    }
    return {name: code for name, code in named.items() if name}


@lru_cache(maxsize=1024)
def clean_country(text: str) -> str | None:
    """An ISO 3166-1 alpha-2 code; the EU's EL and UK are GR and GB.

    >>> clean_country("EL"), clean_country("no"), clean_country("XX")
    ('GR', 'NO', None)
    """
    code = country_code(text.strip())
    return code if code in countries() else None


def clean_point(text: str) -> tuple[str, str] | None:
    """Latitude and longitude in degrees, from `59.89,10.52`; a pair of brackets is allowed. `0,0` is no place.

    >>> clean_point("(59.89, 10.52)"), clean_point("159,10"), clean_point("0,0")
    (('59.89', '10.52'), None, None)
    """
    parts = [part.strip() for part in text.strip().strip("()").split(",")]
    if len(parts) != 2 or not all(re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{1,30})?", part) for part in parts):
        return None
    latitude, longitude = parts
    north, east = abs(float(latitude)), abs(float(longitude))
    return (latitude, longitude) if north <= 90 and east <= 180 and north + east > 0 else None


def clean_url(text: str) -> str | None:
    """An http(s) address; a missing scheme is taken to be http.

    >>> clean_url("www.baerum.kommune.no"), clean_url("not an address")
    ('http://www.baerum.kommune.no', None)
    """
    value = text.strip()
    if not re.match(r"https?://", value, flags=re.IGNORECASE):
        if "://" in value or not re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)", value):
            return None
        value = f"http://{value}"
    host = re.match(r"https?://([^/?#\s]+)", value, flags=re.IGNORECASE)
    if host is None or "." not in host[1] or re.search(r"\s", value):
        return None
    return value


def page_term(text: str) -> str | None:
    """The term for a home page, as `clean_url` reads its address; None if it is none.

    >>> page_term("www.baerum.kommune.no"), page_term("not an address")
    ('<http://www.baerum.kommune.no>', None)
    """
    from kg.model.terms import iri

    address = clean_url(text)
    try:
        return iri(address) if address is not None else None
    except ValueError:
        return None


def clean_text(text: str) -> str:
    """One line without stray spaces, control characters, markup or entities, its mis-encoded letters mended.

    UTF-8 that was once read as Windows-1252 (`Ã˜kern`) is turned back, but only if that is a round trip.
    What is lost (U+FFFD) stays as it is.

    >>> clean_text("Ã˜kern\\n portal"), clean_text("ASSOCIAÇÃO"), clean_text("CO<sub>2</sub> &amp; quiet\\x07")
    ('Økern portal', 'ASSOCIAÇÃO', 'CO2 & quiet')
    """
    value = " ".join(text.split())
    if "&" in value and _ENTITY.search(value):
        value = _ENTITY.sub(_letter, value)
    if "<" in value:
        value = " ".join(_TAG.sub("", value).split())
    if value.isascii():
        return value if value.isprintable() else _seen(value)
    if not _MISREAD.search(value):
        return _seen(value)
    for encoding in ("cp1252", "latin-1"):
        try:
            mended = value.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if mended.encode("utf-8").decode(encoding, errors="replace") == value:
            return _seen(mended)
    return _seen(value)


def _seen(value: str) -> str:
    """One line without what is not seen; where letters were misread, the upper controls are letters."""
    unseen = _UNSEEN_ASCII if _MISREAD.search(value) else _UNSEEN
    return " ".join(unseen.sub("", value).split())


def has_litter(text: str) -> bool:
    """Are there control characters, markup or entities in a text?"""
    value = " ".join(text.split())
    return any(found.search(value) for found in (_UNSEEN_ASCII, _TAG, _ENTITY))


def _letter(match: re.Match[str]) -> str:
    found = html.unescape(match[0])
    return " " if found.isspace() else found
