"""Units of Enhetsregisteret as organisations: name, number, form, homepage, place, and the day they were deleted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.ids import is_date, is_organisation_number
from kg.model import terms
from kg.model.statement import Statement
from kg.sources.tabular.records import Organisation, Records
from kg.sources.tabular.summary import TableCount
from kg.sources.web.register import Answers, More

__all__ = ["gather"]

_KINDS = {"KOMM": "municipality", "FYLK": "county", "AS": "company", "ASA": "company", "SF": "company"}
_PUBLIC = {"ORGL", "STAT", "KF", "FKF", "IKS", "KTRF", "ADOS"}
_PERSONS = {"ENK", "PERS"}
"""Legal forms whose names are those of persons."""


def gather(answers: Answers, records: Records, more: More) -> None:
    """Read units into records; a unit that stands in several answers counts once."""
    for name, answer in answers.of():
        count = records.summary.table("units", name)
        for row, unit in enumerate(_units(answer), start=1):
            count.read += 1
            _gather(answers.source, unit, (name, row), records=records, more=more, count=count)


def _units(answer: Any) -> Iterator[dict[str, Any]]:
    listed = answer.get("_embedded", {}).get("enheter", []) if "page" in answer else [answer]
    yield from (each for each in listed if isinstance(each, dict))


def _gather(
    source: str, unit: dict[str, Any], place: tuple[str, int], *, records: Records, more: More, count: TableCount
) -> None:
    number, form = str(unit.get("organisasjonsnummer") or ""), str(_of(unit, "organisasjonsform").get("kode") or "")
    if not is_organisation_number(number):
        message = f"{number!r} is no organisation number (check digit)"
        reason, column = "no organisation number", "organisasjonsnummer"
        records.summary.skip("units", *place, column=column, reason=reason, message=message)
        return
    if form in _PERSONS:
        records.summary.person("units", place[0])
        return
    if number in records.organisations:
        count.skipped["stands twice"] += 1
        return
    count.used += 1
    seat = _of(unit, "forretningsadresse") or _of(unit, "postadresse")
    records.add(
        Organisation(
            key=number,
            name=str(unit.get("navn") or ""),
            place=place,
            country="NO",
            kind=_KINDS.get(form, ""),
            public=form in _PUBLIC,
            number=number,
            city=str(seat.get("poststed") or ""),
            homepage=str(unit.get("hjemmeside") or ""),
        )
    )
    for field in ("epostadresse", "telefon", "mobil"):
        if unit.get(field):
            records.summary.notes["e-mail or telephone, not read"] += 1
    subject = terms.raw(source, "organisation", number)
    ended = str(unit.get("slettedato") or "")
    if ended and is_date(ended):
        more.say(number, Statement(subject, terms.curie("sk:end"), terms.date(ended)))
    elif ended:
        records.summary.drop("organisation", *place, "slettedato", f"{ended!r} is not a date")


def _of(unit: dict[str, Any], name: str) -> dict[str, Any]:
    """A part of a unit; empty if it has none."""
    part = unit.get(name)
    return part if isinstance(part, dict) else {}
