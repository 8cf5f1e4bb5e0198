"""The engine that fills sentences, held against the rules of CLDR as Babel has them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from kg.language.speech import Speech, filled, first_lower, first_upper, number, say
from kg.settings import LANGUAGES

LOCALES = {"nb": "nb", "nn": "nn", "en": "en_GB"}
VALUES = (0, 1, 12, 999, 1000, 1234567, -4, -1234.5, 0.5, 0.125, 0.135, 2.675, 1234.5678, 1e9, Decimal("0.1"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_those_of_cldr(language: str) -> None:
    for value in VALUES:
        for digits, pattern in ((0, "#,##0"), (1, "#,##0.#"), (2, "#,##0.##")):
            expected = format_decimal(value, format=pattern, locale=LOCALES[language])
            if expected == "-0":
                continue  # which is nothing, and here without a sign
            assert number(value, language, digits) == expected, (value, digits)


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_and_lists_are_those_of_cldr(language: str) -> None:
    speech = Speech(language)
    pattern = "#,##0%" if language == "en" else "#,##0\u00a0%"
    for share in (0, 0.005, 0.155, 0.5, 1, 12.3456):
        assert speech.percent(share) == format_percent(share, format=pattern, locale=LOCALES[language])
    for count in range(5):
        names = ["Asker", "Bærum", "Oslo", "Tartu", "Lund"][:count]
        assert speech.listed(names) == (format_list(names, locale=LOCALES[language]) if names else "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plural_form_is_that_of_cldr(language: str) -> None:
    plural = Locale.parse(LOCALES[language]).plural_form
    for value in (*range(130), 1000, 1001, 1_000_000):
        assert filled("{n|one|other}", language, {"n": value}) == plural(value)


def test_a_third_form_is_for_none_and_small_numbers_can_be_in_letters() -> None:
    told = "Det er {n|ingen|én|# til}."
    assert [filled(told, "nb", {"n": n}, letters=True) for n in (0, 1, 2, 12, 13)] == [
        "Det er ingen.",
        "Det er én.",
        "Det er to til.",
        "Det er tolv til.",
        "Det er 13 til.",
    ]
    assert filled(told, "nb", {"n": 2}) == "Det er 2 til."


def test_a_plural_that_opens_a_sentence_has_a_capital() -> None:
    assert filled("{n|én|#} kom. {n|én|#} gikk", "nb", {"n": 1}) == "én kom. én gikk"  # no sentence: no full stop
    assert filled("{n|én|#} kom. {n|én|#} gikk.", "nb", {"n": 1}) == "Én kom. Én gikk."


def test_what_cannot_be_filled_is_an_error() -> None:
    with pytest.raises(KeyError):
        filled("{who}", "nb", {})
    with pytest.raises(TypeError, match="n chooses a plural and must be a whole number, not 'two'"):
        filled("{n|one|#}", "en", {"n": "two"})
    with pytest.raises(KeyError):
        say("nb", "table", "no such key")


def test_first_letters() -> None:
    assert [first_upper(each) for each in ("éin", "CL5", "")] == ["Éin", "CL5", ""]
    assert [first_lower(each) for each in ("Bolig", "CL5", "EU", "Åpne data", "")] == [
        "bolig",
        "CL5",
        "EU",
        "åpne data",
        "",
    ]
