"""The words that the command line itself says, in nb, nn and en; everything else is labelled in the graph."""

from __future__ import annotations

from kg.language import speech
from kg.language.catalogue import text
from kg.language.kinds import kind_word

__all__ = ["FACTS", "fact_word", "kind_word", "say", "words"]

FACTS = (
    "definition",
    "also-called",
    "broader",
    "narrower",
    "match",
    "abbreviation",
    "identifier",
    "part-of",
    "start",
    "end",
    "budget",
    "funding-rate",
    "managing-body",
    "contact-point",
    "eligible-area",
    "partly-eligible-area",
    "eligible-applicant",
    "theme",
    "homepage",
    "source",
    "current-number",
    "dated-number",
    "organisation-number",
    "pic",
    "vat-number",
)
"""The facts on the cards of programmes and themes and in the table of numbers, in the order in which they are shown."""


def fact_word(fact: str, language: str) -> str:
    """How a fact is called; one without a word stands as it is."""
    return text(language, "fact", fact, fact)


def words(language: str, *names: str) -> list[str]:
    """Some words in a language, in order."""
    return [text(language, "table", name) for name in names]


def say(language: str, name: str, /, **values: object) -> str:
    """A sentence in a language, its blanks filled."""
    return speech.say(language, "table", name, **values)
