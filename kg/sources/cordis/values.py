"""Values as CORDIS files hold them, cleaned: amounts, dates, countries, points, addresses, mis-encoded letters.

Each function answers None for what it cannot read; it never guesses.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.ids import country_code, is_date

__all__ = ["clean_amount", "clean_country", "clean_date", "clean_point", "clean_text", "clean_url", "countries"]

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:(,|\.|['’\s])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_MISREAD = re.compile(r"[ÂÃÄÅÆâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def clean_amount(text: str) -> str | None:
    """An amount with a decimal point and nothing else.

    `208062,5`, `892,228.58`, `1.234.567,8` and `1 234` are understood. `892,228` is not: it may be either.

    >>> clean_amount("208062,5"), clean_amount("892,228.58"), clean_amount("892,228")
    ('208062.5', '892228.58', None)
    """
    value = text.strip()
    if _PLAIN.fullmatch(value):
        return value
    value = re.sub(r"^(?:EUR|€)\s*|\s*(?:EUR|€)$", "", value, flags=re.IGNORECASE)
    if _PLAIN.fullmatch(value):
        return value
    if re.fullmatch(r"\d+,\d+", value):
        whole, part = value.split(",")
        return None if len(part) == 3 and len(whole) <= 3 else f"{whole}.{part}"
    if _GROUPED.fullmatch(value):
        mark = next(c for c in value if not c.isdigit())
        groups = value.split(mark)
        last, point, part = groups[-1].replace(",", ".").partition(".")
        if len(last) == 3:
            return "".join(groups[:-1]) + last + (f".{part}" if point else "")
        return None
    if re.fullmatch(r"\d+(?:\.\d+)?[eE]\+?\d{1,2}", value):
        from decimal import Decimal

        return f"{Decimal(value):f}"
    return None


@lru_cache(maxsize=65536)
def clean_date(text: str) -> str | None:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD; a time of day is dropped and day/month/year turned round.

    >>> clean_date("2022-09-01 00:00:00"), clean_date("01/09/2022"), clean_date("2021-02-30")
    ('2022-09-01', '2022-09-01', None)
    """
    value = re.split(r"[T ]", text.strip(), maxsplit=1)[0]
    match = _DAY_FIRST.fullmatch(value)
    if match:
        value = f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
    return value if is_date(value) else None


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes that the graph has countries for (and XK, Kosovo)."""
    from kg.model.terms import curie
    from kg.sources.cldr.reading import read_countries

    notation = curie("skos:notation")
    return frozenset(s.object.strip('"') for s in read_countries() if s.predicate == notation)


@lru_cache(maxsize=1024)
def clean_country(text: str) -> str | None:
    """An ISO 3166-1 alpha-2 code; the EU's EL and UK are GR and GB.

    >>> clean_country("EL"), clean_country("no"), clean_country("XX")
    ('GR', 'NO', None)
    """
    code = country_code(text.strip())
    return code if code in countries() else None


def clean_point(text: str) -> tuple[str, str] | None:
    """Latitude and longitude in degrees, from `59.89,10.52`; a pair of brackets is allowed.

    >>> clean_point("(59.89, 10.52)"), clean_point("159,10")
    (('59.89', '10.52'), None)
    """
    parts = [part.strip() for part in text.strip().strip("()").split(",")]
    if len(parts) != 2 or not all(re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", part) for part in parts):
        return None
    latitude, longitude = parts
    return (latitude, longitude) if abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180 else None


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


def clean_text(text: str) -> str:
    """One line without stray spaces, its mis-encoded letters mended.

    UTF-8 that was once read as Windows-1252 (`Ã˜kern`) is turned back, but only if that is a round trip.

    >>> clean_text("Ã˜kern\\n portal"), clean_text("ASSOCIAÇÃO")
    ('Økern portal', 'ASSOCIAÇÃO')
    """
    value = " ".join(text.split())
    if value.isascii() or not _MISREAD.search(value):
        return value
    for encoding in ("cp1252", "latin-1"):
        try:
            mended = value.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if mended.encode("utf-8").decode(encoding, errors="replace") == value:
            return " ".join(mended.split())
    return value
