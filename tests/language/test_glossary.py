"""One term, one word, in the catalogues (see test_check.py) and in what Questions are called."""

from __future__ import annotations

import re

import pytest

from kg.language.catalogue import entries
from kg.language.check import given_up, glossary
from kg.questions.question import Question, load_all
from kg.resources import queries_dir
from kg.settings import LANGUAGES

GLOSSARY = glossary()


@pytest.mark.parametrize("question", load_all(queries_dir()), ids=lambda question: question.name)
def test_a_question_uses_the_words_of_the_glossary(question: Question) -> None:
    labels = [question.texts, *(p.labels for p in question.parameters.values()), *(c.labels for c in question.columns)]
    told = [fault for each in labels for lang, said in each.items() for fault in given_up(lang, said, GLOSSARY)]
    assert told == []


@pytest.mark.parametrize("term", GLOSSARY)
def test_a_term_has_a_word_in_every_language_which_its_own_rules_leave_alone(term: str) -> None:
    assert set(GLOSSARY[term]) == set(LANGUAGES)
    for language in LANGUAGES:
        assert list(given_up(language, GLOSSARY[term][language]["word"], GLOSSARY)) == []
        for pattern in GLOSSARY[term][language]["not"]:
            re.compile(pattern)


def test_nynorsk_calls_a_tie_samband_on_every_surface() -> None:
    told = {surface: " ".join(entries("nn", surface).values()) for surface in ("map", "figure", "caption", "caveat")}
    assert [surface for surface, said in told.items() if "samband" not in said.lower()] == []
    assert [surface for surface, said in told.items() if re.search(r"\bband", said)] == []
