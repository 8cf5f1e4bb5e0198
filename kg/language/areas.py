"""What maps of areas say, in nb, nn and en."""

from __future__ import annotations

from kg.language import speech
from kg.language.captions import LANGUAGES
from kg.language.figure_words import amount

__all__ = ["LANGUAGES", "amount", "country_name", "say"]


def say(language: str, name: str, /, **values: object) -> str:
    """A word or sentence in a language, with values put in; numbers as `kg.language.figure_words.amount` has them."""
    shown = {key: amount(each, language) if isinstance(each, float) else each for key, each in values.items()}
    return speech.say(language, "areas", name, **shown)


def country_name(code: str, language: str) -> str:
    """The name of a country by its code, as CLDR has it; the code where it has none."""
    from babel import Locale

    return str(Locale.parse(language).territories.get(code, code))
