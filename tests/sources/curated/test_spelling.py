"""Texts and names that cannot be, and such as only look odd."""

from __future__ import annotations

import pytest

from kg.sources.curated.spelling import strange_name, strange_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BÃ¦rum", "perhaps 'Bærum'"),
        ("Ã…l", "perhaps 'Ål'"),
        ("KÃ¸benhavn â€“ MalmÃ¶", "perhaps 'København – Malmö'"),
        ("B├ªrum", "mis-encoded"),
        ("B√¶rum", "mis-encoded"),
        ("B\ufffdrum", "replacement character"),
        ("B?rum", "a letter was lost"),
        ("Baerum\u200b", "invisible character (U+200B)"),
        ("\u202eOslo", "invisible character (U+202E)"),
        ("A\u030alesund", "accents apart"),
        ("Oslo\x07", "control character"),
        ("<b>Oslo</b>", "markup"),
        ("Asker &amp; Bærum", "markup"),
        ("[Oslo](https://example.org)", "markup"),
        ("#NAME?", "spreadsheet"),
        ("=A1", "spreadsheet"),
        ("N/A", "leave the cell empty"),
        ("Nore  og Uvdal", "two spaces"),
    ],
)
def test_strange_texts(text: str, expected: str) -> None:
    assert expected in (strange_text(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Bærum",
        "Kárášjohka",
        "Łódź",
        "Þingeyjarsveit",
        "RÅ–SØR",
        "MALMÖ–LUND",
        "sub>urban",
        "R&D",
        "Hva nå? Ja",
        "’s-Hertogenbosch",
    ],
)
def test_texts_that_only_look_odd(text: str) -> None:
    assert strange_text(text) is None


@pytest.mark.parametrize("name", ["Oslo <by>", "post@oslo.no", "3024", "OSLO KOMMUNE", "oslo"])
def test_strange_names_of_places(name: str) -> None:
    assert strange_name(name, "oslo", place=True)


@pytest.mark.parametrize(
    ("name", "key"), [("ICLEI", "iclei"), ("KS", "ks"), ("CIVITAS", "civitas"), ("acr+", "acr-plus")]
)
def test_names_of_networks_may_be_short_and_in_capitals(name: str, key: str) -> None:
    assert strange_name(name, key, place=False) is None
