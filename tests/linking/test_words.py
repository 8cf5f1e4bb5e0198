"""The evidence of a score in words, in every language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.language.speech import LANGUAGES
from kg.linking.record import Record
from kg.linking.score import Score, Scorer
from kg.linking.words import score_words
from tests.linking.test_score import NORDVIK


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_has_its_words(language: str) -> None:
    every = [
        *Scorer().score(replace(NORDVIK, names=("Nordvik havn",)), NORDVIK).parts,
        *Scorer().score(Record("a:b/1", ("Nordvik skole",), country="SE"), NORDVIK).parts,
    ]
    said = score_words(Score(tuple(every)), language)
    assert all(text.endswith(")") and ("(+" in text or "(−" in text) for text in said)
    assert len(said) == len(every) > 8


def test_the_words_in_norwegian() -> None:
    record = Record("a:b/1", ("Nordvik kommune",), country="NO")
    assert score_words(Scorer().score(record, NORDVIK), "nb") == [
        "samme navn: «Nordvik kommune» (+0,74)",
        "samme sted: Nordvik (+0,1)",
        "samme slag: kommune (+0,08)",
        "samme land: NO (+0,05)",
    ]
