"""What figures and charts say besides names: short sentences in nb, nn and en, numbers as the language writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from kg.language import speech
from kg.language.catalogue import text

__all__ = ["amount", "field_name", "say"]


def say(key: str, lang: str, **values: object) -> str:
    """A sentence in a language, its blanks filled; numbers are written as `amount` writes them."""
    return speech.say(
        lang, "figure", key, **{name: amount(v, lang) if isinstance(v, float) else v for name, v in values.items()}
    )


def amount(value: float, lang: str, digits: int = 2) -> str:
    """A number for people, with at most so many significant digits after what is whole.

    >>> amount(12345, "nb"), amount(1234.5, "en"), amount(0.04321, "nn")
    ('12\\xa0345', '1,234.5', '0,043')
    """
    if value == int(value) and abs(value) < 1e15:
        return speech.number(int(value), lang)
    if abs(value) >= 0.1:
        return speech.number(value, lang, digits)
    exact = Decimal(str(value))
    places = digits - 1 - exact.adjusted()
    return speech.number(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN), lang, places)


def field_name(field: str, lang: str) -> str:
    """What an attribute or measure is called at the head of a legend, with a capital."""
    if field == "ties":
        return speech.first_upper(say("ties", lang))
    named = text(lang, "map", f"facet_{field}", "") or text(lang, "map", field, "")
    return speech.first_upper(named or field.replace("_", " "))
