"""Reasons in words, in three languages, with plurals."""

from __future__ import annotations

import pytest

from kg.errors import Usage
from kg.language.catalogue import entries
from kg.suggest.rows import Reason, Value
from kg.suggest.scores import PARTS
from kg.suggest.wording import reason_text, reported_text

LABELS = {
    "circular-economy": "Sirkulær økonomi",
    "housing": "Bolig",
    "horizon-2-5": "CL5",
    "NO": "Norge",
    "Municipality": "kommune",
}
NAMES = ("Asker", "Oslo", "Tartu")

CASES: list[tuple[str, dict[str, Value], tuple[str, str, str]]] = [
    (
        "partners",
        {"count": 1, "names": NAMES[:1]},
        ("felles partner: Asker", "felles partnar: Asker", "partner in common: Asker"),
    ),
    (
        "partners",
        {"count": 3, "names": NAMES},
        (
            "3 felles partnere: Asker, Oslo og Tartu",
            "3 felles partnarar: Asker, Oslo og Tartu",
            "3 partners in common: Asker, Oslo and Tartu",
        ),
    ),
    (
        "partners",
        {"count": 1200, "names": NAMES},
        (
            "1\u00a0200 felles partnere, blant dem Asker, Oslo og Tartu",
            "1\u00a0200 felles partnarar, mellom dei Asker, Oslo og Tartu",
            "1,200 partners in common, among them Asker, Oslo and Tartu",
        ),
    ),
    (
        "networks",
        {"count": 2, "names": NAMES[:2]},
        ("begge er med i Asker og Oslo", "begge er med i Asker og Oslo", "both are in Asker and Oslo"),
    ),
    (
        "themes",
        {"keys": ("circular-economy", "housing"), "asked": False},
        (
            "begge arbeider med sirkulær økonomi og bolig",
            "begge arbeider med sirkulær økonomi og bolig",
            "both work on sirkulær økonomi and bolig",
        ),
    ),
    (
        "themes",
        {"keys": ("unknown-key",), "asked": True},
        ("arbeider med unknown-key", "arbeider med unknown-key", "works on unknown-key"),
    ),
    (
        "programmes",
        {"keys": ("horizon-2-5",), "asked": False},
        ("begge har deltatt i CL5", "begge har delteke i CL5", "both have taken part in CL5"),
    ),
    ("country", {"country": "NO"}, ("samme land (Norge)", "same land (Norge)", "same country (Norge)")),
    (
        "kind",
        {"kind": "Municipality"},
        ("samme slags aktør (kommune)", "same slags aktør (kommune)", "same kind of actor (kommune)"),
    ),
    ("near", {"km": 36}, ("36 km unna", "36 km unna", "36 km away")),
    (
        "activity",
        {"count": 1, "year": "2024"},
        ("er med i ett samarbeid, fra 2024", "er med i eitt samarbeid, frå 2024", "has one collaboration, from 2024"),
    ),
    (
        "coordinator",
        {"count": 2},
        ("har koordinert 2 prosjekter", "har koordinert 2 prosjekt", "has coordinated 2 projects"),
    ),
    (
        "network-partners",
        {"count": 1, "of": 16, "names": NAMES[:1]},
        (
            "1 av 16 partnere er med: Asker",
            "1 av 16 partnarar er med: Asker",
            "1 of 16 partners is a member: Asker",
        ),
    ),
    (
        "basis",
        {"name": "Asker", "partners": 1, "networks": 2, "parts": ("partners", "themes")},
        (
            "Forslagene bygger på felles partnere og temaer (1 partner og 2 nettverk).",
            "Forslaga byggjer på felles partnarar og tema (1 partnar og 2 nettverk).",
            "The suggestions rest on partners in common and themes (1 partner and 2 networks).",
        ),
    ),
    (
        "newcomer",
        {"name": "Utsira", "partners": 0, "networks": 0, "parts": ()},
        (
            "Utsira har ingen partnere eller nettverk i grafen, og ingenting annet er kjent å bygge forslag på.",
            "Utsira har ingen partnarar eller nettverk i grafen, og ingenting anna er kjent å byggje forslag på.",
            "Utsira has no partners or networks in the graph, and nothing else is known to base suggestions on.",
        ),
    ),
]


@pytest.mark.parametrize(("code", "values", "texts"), CASES)
def test_sentences(code: str, values: dict[str, Value], texts: tuple[str, str, str]) -> None:
    assert tuple(reason_text(Reason(code, values), lang, LABELS) for lang in ("nb", "nn", "en")) == texts


def test_every_text_can_be_filled() -> None:
    full: dict[str, Value] = {
        "names": NAMES,
        "keys": ("housing",),
        "of": 9,
        "km": 1,
        "population": 1,
        "own": 2,
        "country": "NO",
        "kind": "County",
        "year": "2020",
        "name": "Oslo",
        "parts": PARTS,
        "limit": 3,
        "partners": 1,
        "networks": 1,
    }
    for key in entries("en", "suggest"):
        if key.startswith(("part.", "reported-")):
            continue
        code = key.removesuffix(".more")
        plain, asked = code.removesuffix("-asked"), code.endswith("-asked")
        values: dict[str, Value] = {"name": "Oslo", "parts": ()}
        if code != "newcomer-nothing":
            values = {**full, "asked": asked}
        for count in (1, 3, 4):
            for lang in ("nb", "nn", "en"):
                text = reason_text(Reason(plain.removesuffix("-nothing"), {**values, "count": count}), lang)
                assert text and "{" not in text


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(Usage, match="unknown language 'se'; expected one of nb, nn, en"):
        reason_text(Reason("near", {"km": 1}), "se")


def test_what_is_only_reported_is_said() -> None:
    told = [reported_text("to felles partnere", lang, whole=whole) for lang in ("nb", "en") for whole in (True, False)]
    assert told == [
        "to felles partnere (rapportert)",
        "to felles partnere (delvis rapportert)",
        "to felles partnere (reported)",
        "to felles partnere (partly reported)",
    ]
