from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ids import file_name, fold, is_date, is_organisation_number, organisation_number_of_vat, slug


@given(st.text())
def test_a_slug_is_its_own_slug_and_plain_ascii(text: str) -> None:
    key = slug(text)
    assert slug(key) == key
    assert key.isascii()
    assert not set(key) - set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text())
def test_case_and_repeated_folding_do_not_count(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("spelling", ["baerum", "BÆRUM", "Bærum", "bärum", "BAERUM"])
def test_spellings_of_one_name_fold_alike(spelling: str) -> None:
    assert fold(spelling) == "barum"


@given(st.integers(80_000_000, 99_999_999))
def test_an_organisation_number_has_one_right_check_digit_at_most(stem: int) -> None:
    assert sum(is_organisation_number(f"{stem}{digit}") for digit in range(10)) <= 1


@pytest.mark.parametrize(
    ("vat", "number"),
    [
        ("NO935478715MVA", "935478715"),
        ("NO 935 478 715 MVA", "935478715"),
        ("920125298", "920125298"),
        ("NO935478716MVA", None),
        ("SE202100494201", None),
        ("", None),
    ],
)
def test_organisation_number_of_vat(vat: str, number: str | None) -> None:
    assert organisation_number_of_vat(vat) == number


def test_dates() -> None:
    good = ["2020", "2020-02", "2020-02-29"]
    bad = ["", "20", "2020-13", "2021-02-29", "2020-2-1", "2020/02/01", "0000", "²020"]
    assert [is_date(text) for text in good + bad] == [True] * 3 + [False] * 8


@pytest.mark.parametrize("device", ["CON", "prn", "Aux", "nul", "COM1", "lpt9", "CON.", "aux ", "Com³"])
def test_a_device_of_windows_is_no_file_name(device: str) -> None:
    assert file_name(device).rstrip("-") != file_name(device)
    assert re.fullmatch(r"[a-z0-9-]+", file_name(device))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Con amore", "con-amore"),
        ("a/b\\c:d?e*f", "a-b-c-d-e-f"),
        ("..", "samkart"),
        ("x" * 500, "x" * 100),
        ("Å.", "aa"),
    ],
)
def test_any_text_makes_a_file_name(text: str, name: str) -> None:
    assert file_name(text) == name
