"""Every choice of every form has words, others than its key, and no two of a field the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.settings import LANGUAGES
from kg.web.operations.choices import choice_word
from kg.web.operations.drawn import brief, drawing
from kg.web.operations.machines import operations
from kg.web.operations.operation import Field
from kg.web.operations.questions import question, questions
from kg.web.operations.verbs import field, verbs

SAME = {"Leiden", "Louvain", "PageRank"}  # names


def fields() -> Iterator[Field]:
    asked = [question(each.name) for each in questions()]
    for operation in (*verbs(), *(each for each in asked if each), *operations(), brief(), drawing()):
        yield from (each for each in operation.fields if each.choices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_words_of_its_own(language: str) -> None:
    for each in fields():
        words = [choice_word(each, choice, language) for choice in each.choices]
        assert len(set(words)) == len(words), (each.name, words)
        keys = [choice for choice, word in zip(each.choices, words, strict=True) if word == choice]
        assert language == "en" or not set(keys) - {word.lower() for word in SAME}, (each.name, keys)


def test_the_words_are_those_of_the_ontology_where_it_has_some() -> None:
    via = field("via")
    assert [choice_word(via, choice, "nb") for choice in via.choices] == [
        "prosjekt",
        "nettverk",
        "vennskap",
        "avtale",
    ]
    assert choice_word(field("level"), "regional", "nn") == "regionalt"
    assert choice_word(field("evidence"), "own", "en") == "what the party itself says"
