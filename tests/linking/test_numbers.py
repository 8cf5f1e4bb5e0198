from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.numbers import COUNTRIES, is_national_number, national_number

# A number of a public body of each country, from CORDIS (Horizon Europe) and the registers named in data/curated.
REAL = {
    "BE": "0207373429",
    "BG": "000093442",
    "DE": "134858950",
    "DK": "30113721",
    "ES": "P4801700H",
    "FI": "02012566",
    "GR": "090025537",
    "HR": "61817894937",
    "HU": "15735636",
    "IT": "00210240321",
    "LV": "90000056357",
    "NL": "001587924",
    "NO": "935478715",
    "PT": "500051070",
    "SE": "2321000255",
    "SI": "29263930",
}


@pytest.mark.parametrize("country", sorted(REAL))
def test_a_real_number_is_right_and_with_another_digit_it_is_wrong(country: str) -> None:
    number = REAL[country]
    assert is_national_number(number, country)
    others = [f"{number[:4]}{digit}{number[5:]}" for digit in set("0123456789") - {number[4]}]
    assert sum(is_national_number(other, country) for other in others) <= 1  # two remainders may share a check digit


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("NO 935 478 715 MVA", "NO", "NO935478715"),
        ("935478715", "NO", "NO935478715"),
        ("935478715", "", ""),
        ("NO935478715MVA", "SE", ""),
        ("SE232100025501", "SE", "SE2321000255"),
        ("SE232100025502", "SE", ""),
        ("232100-0255", "SE", "SE2321000255"),
        ("SE811111111101", "SE", ""),
        ("DK 30 11 37 21", "", "DK30113721"),
        ("0201256-6", "FI", "FI02012566"),
        ("EL090025537", "EL", "GR090025537"),
        ("NL001587924B02", "NL", "NL001587924"),
        ("PL6340010147", "PL", ""),
        ("\u0669\u0663\u0665\u0664\u0667\u0668\u0667\u0661\u0665", "NO", ""),
        ("", "NO", ""),
    ],
)
def test_what_a_number_says(text: str, country: str, found: str) -> None:
    assert national_number(text, country) == found


@given(st.text(max_size=20), st.sampled_from([*COUNTRIES, "", "PL", "xx"]))
def test_any_text_is_a_number_or_none(text: str, country: str) -> None:
    found = national_number(text, country)
    assert found == "" or found[:2] in COUNTRIES
