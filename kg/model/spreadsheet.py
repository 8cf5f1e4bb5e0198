"""What a spreadsheet makes of dates and numbers, read back where the meaning is certain, told where it is lost.

Each function answers a `Meant`: the value as Samkart writes it, with `how` it was written if that is otherwise; or what
is `lost`, in the words of a problem, which stand for every cell of its kind in a column. A value that is neither comes
back as it is: what is wrong with it is told by those who know what they expect.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.ids import is_date, is_organisation_number

__all__ = [
    "DateOrder",
    "Meant",
    "amount_meant",
    "date_meant",
    "digits_meant",
    "number_meant",
    "organisation_meant",
    "serial_day",
]

DIGITS_LOST = "a spreadsheet shortened the number and its last digits are lost: format the column as text, fill in anew"
_BLANK = " \u00a0\u2009\u202f"
_GROUPED = re.compile(rf"[0-9]{{1,3}}(?:[{_BLANK}][0-9]{{3}})+")
_WHOLE = re.compile(r"([0-9]+)[.,]0+")
_SCIENTIFIC = re.compile(r"([0-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,3})")
_TIME = re.compile(r"[T ]\s*[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?Z?$")
_DOTTED = re.compile(r"(?P<d>[0-9]{1,2})\. ?(?P<m>[0-9]{1,2})\. ?(?P<y>[0-9]{4})\.?")
_SLASHED = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"(?P<y>[0-9]{4})([./-])(?P<m>[0-9]{1,2})(?:\2(?P<d>[0-9]{1,2}))?")
_MONTH = re.compile(r"(?P<m>[0-9]{1,2})[./-](?P<y>[0-9]{4})")
_NO_CENTURY = re.compile(r"[0-9]{1,2}([./-]) ?[0-9]{1,2}\1 ?[0-9]{2}")
_NAMED = re.compile(
    r"(?:[0-9]{1,2}[.\s-]+)?[a-zæøå]{3,4}[.\s-]+[0-9]{2}|[0-9]{1,2}[.\s-]+[a-zæøå]{3,4}\.?", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "des", "dec")
_HASHES = re.compile(r"#{2,}")
_DAY_ZERO = datetime.date(1899, 12, 30)  # as spreadsheets count, from March 1900 on
_SERIALS = range(20_000, 80_000)  # 1954 to 2119


class Meant(NamedTuple):
    """A value, how it was written if otherwise than Samkart writes it, and what is lost."""

    value: str
    how: str = ""
    lost: str = ""


@dataclass(slots=True)
class DateOrder:
    """The evidence in one table for what stands first in `03/04/2020`: dates that can only be one of the two."""

    day_first: bool = False
    month_first: bool = False

    def see(self, text: str) -> None:
        """Look at a date of the table."""
        if match := _SLASHED.fullmatch(_TIME.sub("", text.strip())):
            one, two = int(match[1]), int(match[3])
            self.day_first |= one > 12 >= two
            self.month_first |= two > 12 >= one

    @property
    def first(self) -> str:
        """`day`, `month`, or nothing where the table does not tell."""
        return "" if self.day_first == self.month_first else "day" if self.day_first else "month"


def serial_day(text: str) -> str:
    """The day that a spreadsheet's number stands for, of those from 1954 to 2119; empty if it is no such number.

    >>> serial_day("43586"), serial_day("1999")
    ('2019-05-01', '')
    """
    if re.fullmatch(r"[0-9]{5}", text) and int(text) in _SERIALS:
        return (_DAY_ZERO + datetime.timedelta(days=int(text))).isoformat()
    return ""


@lru_cache(maxsize=1 << 14)
def date_meant(text: str, first: str = "") -> Meant:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD; `first` is what `DateOrder.first` says of the table.

    >>> date_meant("16.06.2014").value, date_meant("2014-06-16 00:00:00").value, date_meant("6.2014").value
    ('2014-06-16', '2014-06-16', '2014-06')
    >>> date_meant("06/16/2014").value, date_meant("05/06/2014").value, date_meant("05/06/2014", "day").value
    ('2014-06-16', '05/06/2014', '2014-06-05')
    >>> date_meant("41806").lost
    "a spreadsheet's number of a day, perhaps 2014-06-16: format the column as a date, or as text"
    """
    text = text.strip(_BLANK)
    if is_date(text):
        return Meant(text)
    if _HASHES.fullmatch(text):
        return Meant(text, lost="the column was too narrow to show the date: make it wider and save the table again")
    plain = _TIME.sub("", text)
    if day := serial_day(plain):
        return Meant(
            text, lost=f"a spreadsheet's number of a day, perhaps {day}: format the column as a date, or as text"
        )
    if _NO_CENTURY.fullmatch(plain):
        return Meant(text, lost="the century is missing: format the column as YYYY-MM-DD, or as text")
    if _NAMED.fullmatch(plain) and any(month in plain.casefold() for month in _MONTHS):
        return Meant(text, lost="a month with a year or a day that a spreadsheet shortened: format the column as text")
    if slashed := _SLASHED.fullmatch(plain):
        return _slashed(text, plain, int(slashed[1]), int(slashed[3]), year=slashed[4], first=first)
    if (year := _WHOLE.fullmatch(plain)) and is_date(year[1]):
        return Meant(year[1], "years are written with decimals")
    for pattern, how in ((_DOTTED, "16.06.2014"), (_YEAR_FIRST, "2014/6/16"), (_MONTH, "06.2014")):
        if found := pattern.fullmatch(plain):
            parts = found.groupdict()
            return _valid(text, plain, [parts["y"], parts["m"], parts.get("d") or ""], how)
    return Meant(plain, "a time of day stands behind dates") if is_date(plain) else Meant(text)


def _slashed(text: str, plain: str, one: int, two: int, *, year: str, first: str) -> Meant:
    month_first = two > 12
    if one <= 12 and two <= 12 and one != two:
        if not first:
            lost = "day or month may stand first, and no other date in the table tells: write YYYY-MM-DD"
            return Meant(text, lost=lost)
        month_first = first == "month"
    day, month = (two, one) if month_first else (one, two)
    return _valid(text, plain, [year, str(month), str(day)], "06/16/2014" if month_first else "16/06/2014")


def _valid(text: str, plain: str, parts: list[str], how: str) -> Meant:
    value = "-".join(f"{part:0>2}" for part in parts if part)
    if not is_date(value):
        return Meant(text)
    return Meant(value, "a time of day stands behind dates" if value == plain else f"dates are written as {how}")


@lru_cache(maxsize=1 << 14)
def number_meant(text: str) -> Meant:
    """A whole number: without blanks between thousands, and without decimals that are 0.

    >>> number_meant("1 234").value, number_meant("95,0").value, number_meant("7,2E+05").lost != ""
    ('1234', '95', True)
    """
    text = text.strip(_BLANK)
    if text.isascii() and text.isdigit():
        return Meant(text)
    if _HASHES.fullmatch(text):
        return Meant(text, lost="the column was too narrow to show the number: make it wider and save the table again")
    if _NAMED.fullmatch(text) and any(month in text.casefold() for month in _MONTHS):
        return Meant(text, lost="a spreadsheet took the number for a date: format the column as text, fill in anew")
    if _GROUPED.fullmatch(text):
        return Meant(re.sub(f"[{_BLANK}]", "", text), "blanks stand in numbers")
    if whole := _WHOLE.fullmatch(text):
        return Meant(whole[1], "whole numbers are written with decimals")
    if found := _SCIENTIFIC.fullmatch(text):
        exact = _exact(found)
        return Meant(exact, "whole numbers are written with an exponent") if exact else Meant(text, lost=DIGITS_LOST)
    return Meant(text)


def _exact(found: re.Match[str]) -> str:
    """The whole number that is written with an exponent, if all its digits are there."""
    decimals, exponent = found[2] or "", int(found[3])
    return found[1] + decimals if len(decimals) == exponent else ""


@lru_cache(maxsize=1 << 14)
def organisation_meant(text: str) -> Meant:
    """A Norwegian organisation number, without blanks; one with a wrong check digit comes back as it is.

    >>> organisation_meant("964 338 531").value, organisation_meant("9,64338531E+08").value
    ('964338531', '964338531')
    """
    found = number_meant(text)
    return found if found.lost or not found.how or is_organisation_number(found.value) else Meant(text)


@lru_cache(maxsize=1 << 14)
def digits_meant(text: str, lengths: tuple[int, ...]) -> Meant:
    """An identifier of so many digits; one digit less is a leading zero lost.

    >>> digits_meant("301", (4,)).lost
    'a leading zero is lost, perhaps 0301: format the column as text before the table is opened'
    """
    found = number_meant(text)
    if found.lost or found.value == "0" or not (found.value.isascii() and found.value.isdigit()):
        return found
    if len(found.value) not in lengths and len(found.value) + 1 in lengths:
        lost = f"a leading zero is lost, perhaps 0{found.value}: format the column as text before the table is opened"
        return Meant(text, lost=lost)
    return found


@lru_cache(maxsize=1 << 14)
def amount_meant(text: str, *, grouped: bool = True) -> Meant:
    """A number with a decimal point: `1 234,50`, `1.234,50` and `1,234.50` are certain, `1,234` is lost if `grouped`.

    `grouped` says that thousands may be set apart, as in money and unlike in degrees.

    >>> amount_meant("66262,50").value, amount_meant("1.234.567,5").value, amount_meant("59,911", grouped=False).value
    ('66262.50', '1234567.5', '59.911')
    """
    text = text.strip(_BLANK)
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return Meant(text)
    whole = number_meant(text)
    if whole.lost or (whole.how and not _WHOLE.fullmatch(text)):
        return whole
    if re.fullmatch(r"-?[0-9]+,[0-9]+", text):
        if grouped and re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", text):
            one, other = text.replace(",", ""), text.replace(",", ".")
            return Meant(text, lost=f"may be {one} or {other}: write it with a decimal point")
        return Meant(text.replace(",", "."), "numbers have a decimal comma")
    for mark, point in ((rf"[{_BLANK}]", "[.,]"), (r"\.", ","), (",", r"\.")):
        if re.fullmatch(rf"[0-9]{{1,3}}(?:{mark}[0-9]{{3}})+{point}[0-9]+", text) and grouped:
            number, _, decimals = re.sub(r"[.,](?=[0-9]+$)", "|", text).partition("|")
            how = "thousands are set apart" + (
                " and numbers have a decimal comma" if "," in text[-len(decimals) - 1 :] else ""
            )
            return Meant(f"{re.sub('[^0-9]', '', number)}.{decimals}", how)
    return Meant(text)
