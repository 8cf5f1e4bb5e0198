"""What a spreadsheet makes of dates and numbers: read back where it is certain, told where it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ids import is_date
from kg.model.spreadsheet import (
    DateOrder,
    amount_meant,
    date_meant,
    digits_meant,
    number_meant,
    organisation_meant,
)

READ = {
    "16.06.2014": "2014-06-16",
    "16.6.2014": "2014-06-16",
    "16. 6. 2014": "2014-06-16",
    "16.06.2014 00:00:00": "2014-06-16",
    "16.06.2014 13.45": "2014-06-16",
    "2014-06-16 00:00:00": "2014-06-16",
    "2014-06-16T00:00:00.000Z": "2014-06-16",
    "2014/06/16": "2014-06-16",
    "2014.6.16": "2014-06-16",
    "2014-6": "2014-06",
    "06.2014": "2014-06",
    "6/2014": "2014-06",
    "16/06/2014": "2014-06-16",
    "06/16/2014": "2014-06-16",
    "16-06-2014": "2014-06-16",
    "06/06/2014": "2014-06-06",
    "2014,0": "2014",
    "2014.00": "2014",
    "\u00a02014-06-16\u00a0": "2014-06-16",
}
LOST = {
    "16.6.14": "the century is missing",
    "16/06/14": "the century is missing",
    "14-06-16": "the century is missing",
    "41806": "a spreadsheet's number of a day, perhaps 2014-06-16",
    "jun.14": "a month with a year or a day that a spreadsheet shortened",
    "16-jun-14": "a month with a year or a day that a spreadsheet shortened",
    "16. jun": "a month with a year or a day that a spreadsheet shortened",
    "05/06/2014": "day or month may stand first, and no other date in the table tells",
    "########": "the column was too narrow to show the date",
}
LEFT = ("31.02.2014", "2014-13-01", "soon", "", "16.06.2014 f.Kr.", "\uff12\uff10\uff11\uff14", "1.2", "99999")


@pytest.mark.parametrize("text", READ)
def test_dates_that_are_certain(text: str) -> None:
    found = date_meant(text)
    assert (found.value, found.lost) == (READ[text], "")
    assert found.how or text.strip("\u00a0") == found.value


@pytest.mark.parametrize("text", LOST)
def test_dates_that_lost_something(text: str) -> None:
    found = date_meant(text)
    assert (found.value, found.how) == (text, "")
    assert found.lost.startswith(LOST[text])


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_date_of_a_spreadsheet_is_left_to_others(text: str) -> None:
    assert date_meant(text) == (text, "", "")


def test_the_other_dates_of_a_table_tell_what_stands_first() -> None:
    order = DateOrder()
    order.see("05/06/2014")
    assert order.first == ""
    order.see("16/06/2014 00:00")
    assert (order.first, date_meant("05/06/2014", order.first).value) == ("day", "2014-06-05")
    order.see("06/16/2014")
    assert order.first == ""
    american = DateOrder()
    american.see("06-16-2014")
    assert (american.first, date_meant("05/06/2014", american.first).value) == ("month", "2014-05-06")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234", "1234"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1\u202f234", "1234"),
        ("95,0", "95"),
        ("95.00", "95"),
        ("7,2345E+04", "72345"),
        ("1E+00", "1"),
    ],
)
def test_whole_numbers(text: str, value: str) -> None:
    assert number_meant(text)[::2] == (value, "")


@pytest.mark.parametrize("text", ["7,2E+05", "9.64338E+08", "1E+9", "12.mai", "mai.12", "###"])
def test_whole_numbers_that_lost_something(text: str) -> None:
    found = number_meant(text)
    assert found.value == text
    assert found.lost


@pytest.mark.parametrize("text", ["1,234", "1.5", "-5", "03 01", "\u00b2", "\u0662", "1e", "ti"])
def test_what_is_no_whole_number_is_left_to_others(text: str) -> None:
    assert number_meant(text) == (text, "", "")


def test_organisation_numbers() -> None:
    for text in ("964338531", "964 338 531", "964\u00a0338\u00a0531", "964338531,0", "9.64338531E+08"):
        assert organisation_meant(text)[::2] == ("964338531", "")
    assert organisation_meant("964 338 532").value == "964 338 532"  # the check digit is wrong
    assert organisation_meant("9.64338E+08").lost.startswith("a spreadsheet shortened the number")


def test_zeros_in_front() -> None:
    assert digits_meant("0301", (4,)) == ("0301", "", "")
    assert digits_meant("1103,0", (4,)).value == "1103"
    for text, lengths, whole in (
        ("301", (4,), "0301"),
        ("3", (2,), "03"),
        ("301.0", (2, 4), "0301"),
        ("5", (2, 4), "05"),
    ):
        assert digits_meant(text, lengths).lost.startswith(f"a leading zero is lost, perhaps {whole}")
    assert digits_meant("12", (2, 4)) == ("12", "", "")
    assert digits_meant("12", (4,)) == ("12", "", "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("66262,50", "66262.50"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1234,567", "1234.567"),
        ("0,125", "0.125"),
        ("-5,5", "-5.5"),
    ],
)
def test_amounts(text: str, value: str) -> None:
    assert amount_meant(text)[::2] == (value, "")


def test_a_comma_that_may_be_either() -> None:
    assert amount_meant("12,345").lost == "may be 12345 or 12.345: write it with a decimal point"
    assert amount_meant("59,911", grouped=False).value == "59.911"
    assert amount_meant("1,0,75") == ("1,0,75", "", "")


@given(st.text(max_size=24))
def test_any_text_comes_back_or_is_told(text: str) -> None:
    dated = date_meant(text)
    assert not dated.how or is_date(dated.value)
    for found in (dated, number_meant(text), organisation_meant(text), digits_meant(text, (4,)), amount_meant(text)):
        assert not (found.how and found.lost)
        assert found.value.isascii() or found.value.strip() == text.strip()
