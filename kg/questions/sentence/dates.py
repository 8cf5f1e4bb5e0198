"""The days, years and periods that a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.ids import is_date
from kg.model.period import today

__all__ = ["Dated", "dates_in"]

_MONTHS = {
    month: number
    for number, months in enumerate(
        (
            "januar january jan",
            "februar february feb",
            "mars march mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "desember december des dec",
        ),
        1,
    )
    for month in months.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)[0-9]{2}"
_SPAN = re.compile(rf"\b({_YEAR})\s*(?:-|–|—|\.\.)\s*({_YEAR})\b")
_DAY = re.compile(
    rf"\b(?:(?P<iso>{_YEAR}-[0-9]{{2}}(?:-[0-9]{{2}})?)"
    rf"|(?P<day>[0-9]{{1,2}})[./](?P<month>[0-9]{{1,2}})[./](?P<of>{_YEAR})"
    rf"|(?:(?P<nth>[0-9]{{1,2}})(?:\.|st|nd|rd|th)?\s+)?(?P<named>{_MONTH})\.?(?:\s+(?P<us>[0-9]{{1,2}}),)?\s+(?P<in>{_YEAR})"
    rf"|(?P<year>{_YEAR}))\b(?!['’]?[\w])",
    re.IGNORECASE,
)
_JOINT = r"(?:og|til|and|to|tom|-|–)"


@dataclass(frozen=True, slots=True)
class Dated:
    """A part of a sentence that names time, from `start` to `end`, and what it says: since, until, at → a date.

    `at` may be a year: the whole of it.
    """

    start: int
    end: int
    says: Mapping[str, str]


def dates_in(text: str, words: Mapping[str, str]) -> list[Dated]:
    """The dates of a sentence in their order; `words` tell what a word before one says of it (`siden` → `since`).

    A date without such a word is the time that is asked about. Of several words the one next to the date counts; a
    number of four digits is a year where it can be one.

    >>> words = {"siden": "since", "mellom": "between", "i": "on", "før": "before", "fra": "since", "idag": "today"}
    >>> [dict(each.says) for each in dates_in("mellom 2014 og 2020", words)]
    [{'since': '2014', 'until': '2020'}]
    >>> [dict(each.says) for each in dates_in("siden mai 2021", words)], dates_in("kl. 20", words)
    ([{'since': '2021-05'}], [])
    >>> [dict(each.says) for each in dates_in("per 1.6.2024 og før 2020", words)]
    [{'at': '2024-06-01'}, {'until': '2019'}]
    """
    found = [_span(each) for each in _SPAN.finditer(text)]
    taken = [(each.start, each.end) for each in found]
    days = [
        (match.start(), match.end(), date)
        for match in _DAY.finditer(text)
        if (date := _date(match)) and not any(start <= match.start() < end for start, end in taken)
    ]
    at = 0
    while at < len(days):
        start, end, date = days[at]
        said, begins = _said(text, start, words)
        if at + 1 < len(days) and said in ("since", "between"):
            following, after, last = days[at + 1]
            if re.fullmatch(rf"\s*{_JOINT}(?:\s+(?:og\s+)?med)?\s*", text[end:following], re.IGNORECASE):
                found.append(Dated(begins, after, {"since": date, "until": last}))
                at += 2
                continue
        found.append(Dated(begins, end, _says(said, date)))
        at += 1
    found += list(_now(text, words))
    return sorted(found, key=lambda each: each.start)


def _span(match: re.Match[str]) -> Dated:
    return Dated(match.start(), match.end(), {"since": match[1], "until": match[2]})


def _date(match: re.Match[str]) -> str:
    part = match.groupdict()
    if part["iso"] or part["year"]:
        date = part["iso"] or part["year"]
    elif part["of"]:
        date = f"{part['of']}-{int(part['month']):02d}-{int(part['day']):02d}"
    else:
        day = part["nth"] or part["us"]
        date = f"{part['in']}-{_MONTHS[part['named'].casefold()]:02d}" + (f"-{int(day):02d}" if day else "")
    return date if is_date(date) else ""


def _said(text: str, start: int, words: Mapping[str, str]) -> tuple[str, int]:
    """What the word before a date says of it, and where that word begins; nothing is told as on the day."""
    before = re.search(r"([^\W_]+)\s+$", text[:start])
    said = words.get(before[1].casefold(), "") if before else ""
    if before and before[1].casefold() == "med" and (whole := re.search(r"(\w+)\s+og\s+med\s+$", text[:start])):
        return words.get(whole[1].casefold(), "on"), whole.start()  # fra og med, til og med
    return (said, before.start()) if before and said else ("on", start)


def _says(said: str, date: str) -> dict[str, str]:
    if said in ("since", "until"):
        return {said: date}
    if said == "before" and len(date) == 4:
        return {"until": f"{int(date) - 1:04d}"}
    if said == "after" and len(date) == 4:
        return {"since": f"{int(date) + 1:04d}"}
    if said in ("before", "after"):
        return {"until" if said == "before" else "since": date}
    return {"at": date}


def _now(text: str, words: Mapping[str, str]) -> Iterator[Dated]:
    for match in re.finditer(r"[^\W\d_]+(?:\s+dag\b)?", text):
        if words.get(match[0].casefold().replace(" ", "")) == "today":
            yield Dated(match.start(), match.end(), {"at": today()})
