"""Numbers that cannot be: of two at once, with gaps between, not as the other tables have them, beyond all bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from kg.errors import Cause, Problem
from kg.linking.numbers import COUNTRIES, is_national_number
from kg.sources.csvfile import CsvRow

__all__ = ["check_numbers"]

Rows = Mapping[str, list[CsvRow]]
Actors = Mapping[str, Mapping[str, str]]
_FEWEST, _MOST = 100, 1_500_000
"""Inhabitants of a Norwegian municipality: Utsira has some 200, Oslo 720,000."""
_ROUND_FROM = 100_000


def check_numbers(rows: Rows, actors: Actors) -> Iterator[Problem]:
    """Everything that is wrong with numbers of municipalities, counties and organisations, and with inhabitants."""
    yield from _organisation_numbers(rows)
    yield from _territory_numbers(rows, actors)
    yield from _dated_numbers(rows, actors)
    yield from _populations(rows)


def _organisation_numbers(rows: Rows) -> Iterator[Problem]:
    holders: dict[str, tuple[str, int]] = {}
    for name in ("municipalities", "counties", "networks", "towns", "bodies"):
        for row in rows[name]:
            organisation = row.cells.get("organisation_number", "")
            if not organisation:
                continue
            if organisation in holders:
                file, other = holders[organisation]
                message = f"{organisation} is the number of row {other} in {file} already"
                yield _problem(name, row, "organisation_number", message)
            elif wrong := _wrong_number(organisation, row.cells.get("country", "NO")):
                yield _problem(name, row, "organisation_number", wrong)
            holders.setdefault(organisation, (f"{name}.csv", row.number))
    for row in rows["former_numbers"]:
        organisation = row.cells.get("organisation_number", "")
        if organisation in holders:
            file, other = holders[organisation]
            message = f"{organisation} is the number of row {other} in {file} already"
            yield _problem("former_numbers", row, "organisation_number", message)
        holders.setdefault(organisation, ("former_numbers.csv", row.number))


def _wrong_number(number: str, country: str) -> str:
    """Why it cannot be an organisation number of a country; empty if it can."""
    about = COUNTRIES.get(country)
    if not country:
        return f"{number} is a number of some country, and the country is empty"
    if about is None:
        return f"no check is known for numbers of {country}; leave the cell empty"
    right = is_national_number(number, country)
    return "" if right else f"{number!r} is not a number of {country}: {about.example} with a right check digit"


def _territory_numbers(rows: Rows, actors: Actors) -> Iterator[Problem]:
    """Of the right length; of today's one each; a municipality's begins with its county's."""
    for name, digits in (("municipalities", 4), ("counties", 2)):
        holders: dict[str, CsvRow] = {}
        for row in rows[name]:
            number, county = row.cells.get("number", ""), actors.get(row.cells.get("county", ""), {})
            if not number:
                continue
            first = row if row.cells.get("end") else holders.setdefault(number, row)
            begins = county.get("number", "")
            if len(number) != digits:
                yield _problem(name, row, "number", f"{number!r} has {len(number)} digits, expected {digits}")
            elif first is not row:
                message = f"{number} is the number of {first.cells.get('actor')} in row {first.number} already"
                yield _problem(name, row, "number", message)
            elif begins and re.fullmatch(r"\d\d", begins) and not number.startswith(begins):
                message = f"{number} does not begin with the number of {row.cells['county']}, {begins}"
                yield _problem(name, row, "number", message)


def _dated_numbers(rows: Rows, actors: Actors) -> Iterator[Problem]:
    """The numbers that an actor had, one after the other, the last one as its own row has it; one actor at a time."""
    by_actor: dict[str, list[CsvRow]] = {}
    by_number: dict[str, list[CsvRow]] = {}
    wrong: set[int] = set()
    unknown = {row.cells.get("actor") for row in rows["actor_numbers"] if not row.cells.get("number")}
    for row in rows["actor_numbers"]:
        if row.cells.get("actor", "") not in unknown and row.cells.get("actor") and row.cells.get("number"):
            by_actor.setdefault(row.cells["actor"], []).append(row)
            by_number.setdefault(row.cells["number"], []).append(row)
    for actor, held in by_actor.items():
        held.sort(key=_start)
        for earlier, later in pairwise(held):
            end, start = earlier.cells.get("end", ""), later.cells.get("start", "")
            if len(end) == len(start) == 10 and _day_after(end) != start:
                wrong.add(later.number)
                message = f"{start} is not the day after {end}, until which {actor} had {earlier.cells['number']}"
                yield _problem("actor_numbers", later, "start", message)
        last, own = held[-1], actors.get(actor, {}).get("number", "")
        number = last.cells["number"]
        if own and number != own and len(own) in (2, 4) and last.number not in wrong:
            wrong.add(last.number)
            message = f"{number} is not the number that {actor} has in its own table, {own}"
            yield _problem("actor_numbers", last, "number", message)
    for number, held in by_number.items():
        held.sort(key=_start)
        for earlier, later in pairwise(held):
            if earlier.cells["actor"] == later.cells["actor"] or {earlier.number, later.number} & wrong:
                continue
            if not earlier.cells.get("end") or _start(later) <= earlier.cells["end"]:
                message = f"{number} is the number of {earlier.cells['actor']} in row {earlier.number} at the same time"
                yield _problem("actor_numbers", later, "number", message)
    for actor, held in by_actor.items():
        if actor not in actors:
            continue
        start, end = (actors[actor].get(name, "") for name in ("start", "end"))
        if end != held[-1].cells.get("end", "") and len(end) in (0, 10) and held[-1].number not in wrong:
            message = f"expected {end}, on which {actor} ended" if end else f"{actor} has not ended"
            yield _problem("actor_numbers", held[-1], "end", message)
        if start and len(start) == 10 and _start(held[0]) not in ("", start) and held[0].number not in wrong:
            yield _problem("actor_numbers", held[0], "start", f"expected {start}, on which {actor} began")


def _start(row: CsvRow) -> str:
    return row.cells.get("start", "")


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(1)).isoformat()


def _populations(rows: Rows) -> Iterator[Problem]:
    for row in rows["municipalities"]:
        text = row.cells.get("population", "")
        if not text:
            continue
        if not _FEWEST <= int(text) <= _MOST:
            message = f"{text} inhabitants; expected {_FEWEST} to {_MOST}"
            yield _problem("municipalities", row, "population", message)
        elif int(text) >= _ROUND_FROM and text.endswith("000"):
            message = f"{text} inhabitants: a count is not round; was it multiplied by 1000?"
            yield _problem("municipalities", row, "population", message)


def _problem(table: str, row: CsvRow, column: str, message: str) -> Problem:
    return Problem(f"{table}.csv", row.number, column, message, Cause.PLAUSIBILITY)
