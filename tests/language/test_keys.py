"""Every word that the code asks for is in the catalogues, and every word of the catalogues is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.language.check import path, read
from tests.language.keys import KG, asked, mentioned, sources, templates

ENTRIES = read(path("nb").read_text("utf-8"))
BY_SURFACE: dict[str, list[str]] = {}
for surface, key in ENTRIES:
    BY_SURFACE.setdefault(surface, []).append(key)


@pytest.mark.parametrize("module", sources(), ids=lambda module: str(module.relative_to(KG)))
def test_every_key_that_a_module_names_exists(module: Path) -> None:
    lacking = [
        (line, surface, pattern)
        for surface, pattern, line in asked(module)
        if not any(re.fullmatch(pattern, key) for key in BY_SURFACE.get(surface, ()))
    ]
    assert lacking == []


def test_every_key_that_a_template_names_exists() -> None:
    found = list(templates())
    known = BY_SURFACE["web"]
    assert [each for each in found if not any(re.fullmatch(each[1], key) for key in known)] == []
    assert ("thing.html.j2", r"door\.(.+)") in found


def test_the_collector_sees_the_ways_in_which_words_are_asked_for() -> None:
    found = {(surface, pattern) for module in sources() for surface, pattern, _ in asked(module)}
    assert {
        ("table", "more"),
        ("brief", r"council\.title"),
        ("brief", r"actor\.parties"),
        ("brief", r"twin\-towns\.flag_(.+)"),
        ("compare", "peers_given"),
        ("figure", "outline"),
        ("caveat", r"what\.(.+)"),
        ("speech", "sources"),
    } <= found


# What no code names: data do (the code of a class, a fact, a caveat …), by the surfaces they are words for.
BY_DATA = ("fact",)


def test_no_sentence_of_a_figure_is_left_that_nobody_says() -> None:
    said = {pattern for module in sources() for surface, pattern, _ in asked(module) if surface == "figure"}
    assert [
        key for key in BY_SURFACE["figure"] if key not in said | {"bars", "heat", "ties"}
    ] == []  # three that are named elsewhere


@pytest.mark.slow
def test_no_word_is_left_that_nobody_asks_for() -> None:
    constants, composed = mentioned()
    unused = [
        (surface, key)
        for surface, key in ENTRIES
        if surface not in BY_DATA
        and key not in constants
        and key.removesuffix(".more") not in constants
        and not any(re.fullmatch(pattern, key) for pattern in composed)
    ]
    assert unused == []
