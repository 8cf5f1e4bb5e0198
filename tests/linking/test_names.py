"""Names taken apart: legal forms, kinds, brackets and alphabets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.names import latin, read_name, variants


@pytest.mark.parametrize(
    ("text", "core", "kinds", "form"),
    [
        ("Ås kommune", ("as",), {"Municipality"}, ""),
        ("Municipality of Ås", ("as",), {"Municipality"}, ""),
        ("SINTEF AS", ("sintef",), set(), "as"),
        ("Foo S.p.A.", ("foo",), set(), "spa"),
        ("Foo Sp. z o.o.", ("foo",), set(), "sp zoo"),
        ("AB Volvo", ("volvo",), set(), "ab"),
        ("Bar GmbH & Co. KG", ("bar",), set(), "gmbh co kg"),
        ("Vestland fylkeskommune", ("vestland",), {"County"}, ""),
        ("Uudenmaan liitto", ("uudenman",), {"County"}, ""),
        ("Ayuntamiento de Vitoria", ("vitoria",), {"Municipality"}, ""),
        ("Ville de Nantes", ("nantes",), {"Municipality"}, ""),
        ("Universitetet i Bergen", ("bergen",), {"University"}, ""),
        ("City of", ("city",), {"Municipality"}, ""),
        ("Ltd", ("ltd",), set(), ""),
        ("", (), set(), ""),
    ],
)
def test_a_name_taken_apart(text: str, core: tuple[str, ...], kinds: set[str], form: str) -> None:
    name = read_name(text)
    assert (name.core, name.kinds, name.form) == (core, frozenset(kinds), form)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Stadt Frankfurt (ODER)", ["stadt frankfurt oder"]),
        ("NIVA (Norwegian Institute for Water Research)", None),
        ("Hochschule Emden/Leer", ["hochschule emden leer"]),
        ("Museum of Fine Arts, Houston", ["museum of fine arts houston"]),
    ],
)
def test_names_beside_each_other(text: str, bare: list[str] | None) -> None:
    whole = "niva norwegian institute for water research"
    expected = bare or [whole, "niva", "norwegian institute for water research"]
    assert [name.bare for name in variants(text)] == expected


def test_other_alphabets() -> None:
    assert latin("Łódź, Kárášjohka") == "Łódź, Kárášjohka"
    assert latin("Δήμος Θεσσαλονίκης") == "dimos thessalonikis"
    assert latin("Град Београд") == "grad beograd"


@given(st.text())
def test_any_text_is_a_name(text: str) -> None:
    for name in variants(text):
        assert (name.core == ()) == (name.folded == "")
