"""What classes and kinds of tie are called: the words of the ontology, read from the generated file."""

from __future__ import annotations

import pytest

from kg.language.kinds import kind_word, kind_words, names


@pytest.mark.parametrize(
    ("kind", "nb", "nn", "en"),
    [
        ("Municipality", "kommune", "kommune", "municipality"),
        ("Call", "utlysning", "utlysing", "call"),
        ("GovernmentBody", "stat", "stat", "government"),
        ("EuropeanOffice", "Europakontor", "Europakontor", "European office"),
        ("Participation", "prosjektdeltakelse", "prosjektdeltaking", "participation"),
        ("Twinning", "vennskap", "venskap", "twinning"),
        ("Concept", "begrep", "omgrep", "concept"),
        ("Nothing", "Nothing", "Nothing", "Nothing"),
    ],
)
def test_a_class_is_called_by_its_everyday_word(kind: str, nb: str, nn: str, en: str) -> None:
    assert (kind_word(kind, "nb"), kind_word(kind, "nn"), kind_word(kind, "en")) == (nb, nn, en)


def test_a_kind_of_tie_is_called_what_the_class_of_its_name_is_called() -> None:
    found = kind_words()
    assert found["kind"] == names("classes")
    assert {kind: words["nb"] for kind, words in found["tie"].items()} == {
        "project": "prosjekt",
        "network": "nettverk",
        "twinning": "vennskap",
        "agreement": "avtale",
        "programme": "program",
        "theme": "tema",
    }


def test_properties_and_concepts_have_names_too() -> None:
    assert names("properties")["eligibleArea"] == {"nb": "område", "nn": "område", "en": "area"}
    assert names("concepts")["level/local"] == {"nb": "Lokalt", "nn": "Lokalt", "en": "Local"}
