"""The file of words is whole, and words are compared by what they mean."""

from __future__ import annotations

import pytest

from kg.model.conditions import KIND_NAMES
from kg.model.encounter import KINDS, LEVELS
from kg.questions.sentence.candidates import candidates_in
from kg.questions.sentence.dates import dates_in
from kg.questions.sentence.ranking import index_of
from kg.questions.sentence.words import words_in
from kg.resources import queries_dir

WORDS = words_in(queries_dir())


def test_every_text_and_weight_is_of_a_question_or_verb_that_there_is() -> None:
    names = {each.name for each in candidates_in(queries_dir())}
    aspects = {name.partition("/")[0] for name in names}
    content = WORDS._content
    assert content["texts"].keys() - names == set()
    assert content["weights"].keys() - names - aspects == set()
    assert all(each.keys() == {"nb", "nn", "en"} for each in content["texts"].values())
    assert all(each.keys() == {"nb", "nn", "en"} for each in content["alike"].values())


def test_every_value_is_one_that_the_parameter_takes() -> None:
    values = {name: set(each) for name, each in WORDS._content["values"].items()}
    assert values["kind"] <= KIND_NAMES.keys()
    assert values["via"] == set(KINDS)
    assert values["level"] == set(LEVELS)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nb", "nettverksavtalene vennskapsbyavtalene", ["=network", "=agreement", "=twin"]),
        ("nn", "venskapsbyane", ["=twin"]),
        ("nb", "er slått sammen", ["=change"]),
        ("en", "twin towns in common", ["=twin", "=common"]),
        ("en", "the of and", []),
        ("nb", "kommunenes programmer", ["=municipality", "=programme"]),
    ],
)
def test_words_are_concepts_stems_or_nothing(language: str, text: str, expected: list[str]) -> None:
    assert WORDS.analysers[language].terms(text.split(), index_of(queries_dir()).known[language]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fra og med 2014 til og med 2020", [{"since": "2014", "until": "2020"}]),
        ("frå 2014 til 2020", [{"since": "2014", "until": "2020"}]),
        ("2014–2020", [{"since": "2014", "until": "2020"}]),
        ("after 2020", [{"since": "2021"}]),
        ("before 1 June 2020", [{"until": "2020-06-01"}]),
        ("on 12 June 2020", [{"at": "2020-06-12"}]),
        ("per 2020-02-30", []),
        ("i 2023", [{"at": "2023"}]),
        ("12020 and 20201", []),
        ("31.12.2019", [{"at": "2019-12-31"}]),
    ],
)
def test_dates_are_read_in_the_ways_they_are_written(text: str, expected: list[dict[str, str]]) -> None:
    assert [dict(each.says) for each in dates_in(text, WORDS.dates)] == expected


@pytest.mark.parametrize("text", ["programmes for 2021", "no projects", "for Oslo"])
def test_small_words_of_one_language_are_not_those_of_another_without_its_letters(text: str) -> None:
    assert [dict(each.says) for each in dates_in(text, WORDS.dates)] == ([{"at": "2021"}] if "2021" in text else [])
