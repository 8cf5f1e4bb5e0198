"""What a cell of an answered sheet says, whoever saved it: dates as Norway writes them, numbers, truth values."""

from __future__ import annotations

import datetime
import re
import unicodedata
from pathlib import Path

from kg.errors import BadData, Cause, Problem
from kg.ids import is_date
from kg.model.spreadsheet import serial_day

__all__ = ["DATE_EXPECTED", "cell_text", "date_of", "no_survey"]

DATE_EXPECTED = "expected a date as 12.06.2020, 06.2020 or 2020"
_YEARS = range(1800, 2200)
_MONTHS = ("jan", "feb", "mar", "apr", "ma[iy]", "jun", "jul", "aug", "sep", "o[kc]t", "nov", "de[sc]")
_TIME = re.compile(r"[T ][0-9][0-9]?:[0-9][0-9](:[0-9][0-9])?(\.[0-9]+)?Z?$")


def no_survey(path: Path, message: str) -> BadData:
    """What to raise for a file in which there are no cells of an answered sheet to read."""
    return BadData(f"{path.name} is no answered survey", (Problem(path.name, 0, "", message, Cause.FORM),))


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without a point, dates as ISO has them, truth values as words; trimmed.

    >>> cell_text(2019.0), cell_text(True), cell_text(" ja\\xa0"), cell_text(None)
    ('2019', 'true', 'ja', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(value))).strip()


def date_of(text: str) -> str:
    """The date that a cell's text means, as precise as it is given. Raises ValueError for what is none.

    >>> date_of("12.6.2020"), date_of("06/2020"), date_of("2020"), date_of("12. juni 2020"), date_of("43994")
    ('2020-06-12', '2020-06', '2020', '2020-06-12', '2020-06-12')
    """
    plain = _TIME.sub("", text.strip())
    if day := serial_day(plain):
        return day
    for pattern in (
        r"(?P<y>[0-9]{4})",
        r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})(-(?P<d>[0-9]{1,2}))?",
        r"((?P<d>[0-9]{1,2})[./-]\s?)?(?P<m>[0-9]{1,2})[./-]\s?(?P<y>[0-9]{4})\.?",
        r"((?P<d>[0-9]{1,2})\.?\s)?(?P<name>[a-zæøå]{3,10})\.?,?\s(?P<y>[0-9]{4})",
    ):
        found = re.fullmatch(pattern, plain.casefold(), re.ASCII if "name" not in pattern else 0)
        if found:
            return _valid(found.groupdict())
    raise ValueError(DATE_EXPECTED)


def _valid(parts: dict[str, str | None]) -> str:
    month = parts.get("m") or ""
    if name := parts.get("name"):
        number = next((n for n, begin in enumerate(_MONTHS, 1) if re.match(begin, name)), 0)
        month = str(number)
    made = [f"{int(parts['y'] or 0):04d}", *(f"{int(each):02d}" for each in (month, parts.get("d")) if each)]
    date = "-".join(made)
    if int(made[0]) not in _YEARS or not is_date(date):
        raise ValueError(DATE_EXPECTED)
    return date
