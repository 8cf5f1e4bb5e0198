"""Which themes a text names: names of the real scheme's form, in three languages, as people write them."""

from __future__ import annotations

from math import log

import pytest

from kg.questions.sentence.words import words_in
from kg.resources import queries_dir
from kg.suggest.wish import ThemeName, ThemeScheme, passages, weighed, wish_of

ANALYSERS = words_in(queries_dir()).analysers
NAMES = tuple(
    ThemeName(theme, name, language, preferred)
    for theme, name, language, preferred in (
        ("climate", "Klima og miljø", "nb", True),
        ("climate", "Climate and environment", "en", True),
        ("climate", "klima", "nb", False),
        ("climate", "climate", "en", False),
        ("adaptation", "Klimatilpasning", "nb", True),
        ("adaptation", "Climate change adaptation", "en", True),
        ("circular", "Sirkulær økonomi", "nb", True),
        ("circular", "Circular economy", "en", True),
        ("elderly", "Eldreomsorg", "nb", True),
        ("elderly", "eldre", "nb", False),
        ("elderly", "Elderly care", "en", True),
        ("minorities", "samer", "nb", False),
        ("water", "Vann og avløp", "nb", True),
        ("water", "VA", "nb", False),
        ("mobility", "mobilitet", "nb", True),
        ("cars", "mobilitet", "nb", False),
    )
)
SCHEME = ThemeScheme(NAMES, {"adaptation": "climate", "circular": "climate", "water": "climate", "elderly": "health"})


def found(text: str) -> list[tuple[str, str]]:
    passed = passages(text, NAMES, ANALYSERS)
    assert all(text[each.start : each.end] == each.text for each in passed)
    return [(each.theme, each.text) for each in passed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi vil ha en sirkulær økonomi.", [("circular", "sirkulær økonomi")]),
        ("SIRKULÆRE ØKONOMIER", [("circular", "SIRKULÆRE ØKONOMIER")]),
        ("klimaet, og klima og miljøet", [("climate", "klimaet"), ("climate", "klima og miljøet")]),
        ("The longest name counts: climate change adaptation", [("adaptation", "climate change adaptation")]),
        ("Klimatilpasningen vår", [("adaptation", "Klimatilpasningen")]),
        (
            "et klimaprosjekt og bybussmobilitet",
            [("climate", "klimaprosjekt"), ("cars", "bybussmobilitet"), ("mobility", "bybussmobilitet")],
        ),
        ("klimatilpasningsplan", [("adaptation", "klimatilpasningsplan")]),
        ("care for the elderly", [("elderly", "care for the elderly")]),
        ("An economy that is circular", [("circular", "economy that is circular")]),
        ("Take care. Elderly people", []),
        ("sammen med andre", []),
        ("samene", [("minorities", "samene")]),
        ("VA-nettet og hva de va", [("water", "VA")]),
        ("mobilitet", [("cars", "mobilitet"), ("mobility", "mobilitet")]),
        ("", []),
        ("Ingenting av dette", []),
    ],
)
def test_the_words_that_name_themes(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_theme_that_is_named_more_often_weighs_more() -> None:
    once, twice = 1.0, 1 + log(2)
    assert weighed({"climate": 2, "elderly": 1, "water": 0}) == {
        "climate": twice / (once + twice),
        "elderly": once / (once + twice),
    }
    assert weighed({}) == {}


def test_what_a_text_and_the_projects_of_a_call_say_is_wanted() -> None:
    carried = {"climate", "circular"}
    wish = wish_of(
        "Eldre og sirkulær økonomi",
        SCHEME,
        ANALYSERS,
        projects={"p2": ("circular",), "p1": ("water", "circular")},
        is_carried=lambda keys: not carried.isdisjoint(keys),
    )
    three, one = 1 + log(3), 1.0
    whole = three + 3 * one
    assert wish.themes == {
        "circular": three / whole,
        "climate": one / whole,
        "elderly": one / whole,
        "water": one / whole,
    }
    assert wish.below == {
        "circular": ("circular",),
        "climate": ("adaptation", "circular", "climate", "water"),
        "elderly": ("elderly",),
        "water": ("water",),
    }
    assert wish.said == {"circular": ("sirkulær økonomi",), "elderly": ("Eldre",)}
    assert wish.projects == {"circular": ("p2", "p1"), "water": ("p1",)}
    assert wish.instead == {"climate": ("water",)}, "of elderly neither it nor what it belongs under is carried"
    assert wish.held == ("p1", "p2")


def test_themes_can_be_named_without_a_text() -> None:
    wish = wish_of("", SCHEME, ANALYSERS, named=["elderly", "climate"])
    assert wish.themes == {"climate": 0.5, "elderly": 0.5}
    assert wish.keys == ("adaptation", "circular", "climate", "elderly", "water")
