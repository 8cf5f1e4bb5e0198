"""Titles that have the words of a text: BM25 reckoned by hand for three titles."""

from __future__ import annotations

from math import log

import pytest

from kg.questions.sentence.words import words_in
from kg.resources import queries_dir
from kg.suggest.titles import TRANSLATED, TitleIndex, TitleMatch

ANALYSERS = words_in(queries_dir()).analysers
TITLES = {
    "p1": ("Solar harbours for small towns", "SOLHAVN"),
    "p2": ("Harbours and their towns",),
    "p3": ("Elderly care at home", "Eldreomsorg hjemme"),
    "p4": ("Waste",),
}
INDEX = TitleIndex(TITLES, ANALYSERS)


def test_two_words_in_common_are_needed_and_the_best_title_fits_wholly() -> None:
    found = INDEX.matches("A solar harbour, where towns lie. Waste is another matter.")
    lengths = {"p1": _terms("Solar harbours small towns SOLHAVN"), "p2": _terms("Harbours towns")}
    mean = (lengths["p1"] + lengths["p2"] + _terms("Elderly care home Eldreomsorg hjemme") + _terms("Waste")) / 4
    rare, common = log(1 + 3.5 / 1.5), log(1 + 2.5 / 2.5)

    def weight(project: str) -> float:
        return 2.2 / (1 + 1.2 * (0.25 + 0.75 * lengths[project] / mean))

    first = weight("p1") * (_terms("solar") * rare + _terms("harbours towns") * common)
    second = weight("p2") * _terms("harbours towns") * common
    assert [(each.project, each.title, each.words) for each in found] == [
        ("p1", "Solar harbours for small towns", ("Solar", "harbours", "towns")),
        ("p2", "Harbours and their towns", ("Harbours", "towns")),
    ]
    assert [each.fit for each in found] == pytest.approx([1.0, second / first])


def _terms(text: str) -> int:
    return sum(len(INDEX.terms(word)) for word in text.split())


def test_a_name_in_another_language_counts_less_and_finds_what_the_text_does_not() -> None:
    assert INDEX.matches("Hjelp til gamle") == []
    assert INDEX.matches("Hjelp til gamle", ["Elderly care"]) == [
        TitleMatch("p3", "Elderly care at home", 1.0, ("Elderly", "care"))
    ]
    assert 0 < TRANSLATED < 1


def test_projects_can_be_left_out_and_words_that_say_nothing_do_not_match() -> None:
    assert INDEX.matches("harbours of towns", without=["p1", "p2"]) == []
    assert INDEX.matches("for and their at") == []
    assert INDEX.matches("") == []
    assert TitleIndex({}, ANALYSERS).matches("harbours of towns") == []
