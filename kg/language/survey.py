"""The words of a survey's sheet, and how they are known again, in whatever language and however they are typed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kg.language.catalogue import entries
from kg.language.speech import say
from kg.model.survey import KINDS
from kg.settings import LANGUAGES

__all__ = [
    "ANSWERS",
    "COLUMNS",
    "FACTS",
    "QUESTIONS",
    "answer_of",
    "column_of",
    "fact_of",
    "is_notice",
    "kind_of",
    "survey_word",
]

COLUMNS = ("with", "kind", "status", "start", "end", "unit", "last", "known", "source")
"""The columns with what is known, in their order."""

QUESTIONS = ("valid", "new_start", "new_end", "new_unit", "new_last", "missing")
"""The columns to be filled in, which come after them; the last column of all is the `key` of the tie."""

FACTS = ("actor", "key", "asked", "by", "version", "answered")
"""The lines above the columns."""

ANSWERS = ("yes", "no", "unsure")
"""What may be answered on whether a tie still holds."""

_ALSO = {
    "yes": ("true", "sann", "j", "y", "x", "1", "jau", "oui"),
    "no": ("false", "usann", "n", "0", "ikke", "ikkje"),
    "unsure": ("?", "vet ikke", "veit ikkje", "don't know", "kanskje", "maybe", "uviss"),
    "twinning": ("vennskapskommune", "venskapskommune", "vennskap", "venskap", "twinning", "vennskapsforbindelse"),
    "membership": ("medlemskap", "nettverk", "membership", "network", "medlem", "member"),
    "agreement": ("samarbeidsavtale", "intensjonsavtale"),
    "participation": ("prosjekt", "project", "participation", "deltakelse", "deltaking"),
}


def survey_word(language: str, key: str, /, **values: object) -> str:
    """A word or sentence of the sheet in a language."""
    return say(language, "survey", key, **values)


def column_of(text: str) -> str:
    """The column that a heading names in one of the languages; empty for another text.

    >>> column_of("SVAR:  siden når"), column_of("Answer: since when?"), column_of("Kontaktperson")
    ('new_start', 'new_start', '')
    """
    return _known("column").get(_folded(text), "")


def fact_of(text: str) -> str:
    """The line above the columns that a text names; empty for another text."""
    return _known("fact").get(_folded(text), "")


def answer_of(text: str) -> str:
    """`yes`, `no` or `unsure`; empty for another text."""
    return _known("answer").get(_folded(text), "")


def kind_of(text: str) -> str:
    """The kind of tie that a text names; empty for another text."""
    return _known("kind").get(_folded(text), "")


def is_notice(text: str) -> bool:
    """Is it the line above the rows for ties that are missing?"""
    return _folded(text) in {_folded(survey_word(language, "free")) for language in LANGUAGES}


@cache
def _known(part: str) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        for key, said in entries(language, "survey").items():
            group, _, name = key.partition(".")
            if group == part:
                found[_folded(said)] = name
    names = {"answer": ANSWERS, "kind": KINDS}.get(part, ())
    return found | {_folded(each): name for name in names for each in (*_ALSO[name], name)}


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    return plain if plain == "?" else re.sub(r"[\s?*.:]+", " ", plain).strip()
