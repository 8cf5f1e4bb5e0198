"""Dates that cannot be: what was seen in a time to come, what was there too early, what ends before it starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from kg.errors import Cause, Problem
from kg.model.period import before, today
from kg.sources.csvfile import CsvRow
from kg.sources.curated.schema import TableSchema
from kg.sources.curated.tables import TABLES, TERRITORIES

__all__ = ["before", "check_changes", "check_dates", "check_lives"]

Rows = Mapping[str, list[CsvRow]]
_SEEN = ("published", "retrieved", "as_of", "last_activity", "activity_as_of", "looked_up")
_EARLIEST = {
    "retrieved": 1991,
    "published": 1800,
    "as_of": 1900,
    "last_activity": 1900,
    "activity_as_of": 1950,
    "looked_up": 1991,
}
"""The year from which on a date can be: nobody retrieved a page before there was a web."""
_EARLIEST_OF = {
    "municipalities": 1837,
    "counties": 1837,
    "actor_numbers": 1940,
    "changes": 1837,
    "programmes": 1950,
    "projects": 1950,
    "associations": 1950,
    "participations": 1950,
    "strategies": 1900,
    "fee_rules": 1900,
    "networks": 1800,
    "memberships": 1800,
    "twinnings": 1800,
    "agreements": 1800,
    "counts": 1950,
}
_EARLIEST_ACTOR = 800  # universities and towns are old
_PLANNED = ("associations", "municipalities", "counties", "actor_numbers")
_AHEAD = 15  # years: what is decided for later begins
_LAST = 50  # years: what is planned ends


def check_dates(table: TableSchema, row: CsvRow) -> Iterator[Problem]:
    """What is wrong with the dates of one row."""
    now, cells, file = today(), row.cells, f"{table.name}.csv"
    for column in table.columns:
        value = cells.get(column.name, "")
        if column.type not in ("date", "year") or not value:
            continue
        earliest = _EARLIEST.get(column.name, _EARLIEST_OF.get(table.name, _EARLIEST_ACTOR))
        if int(value[:4]) < earliest:
            message = f"{value} is too long ago; expected a year from {earliest}"
        elif not before(now, value):
            continue
        elif column.name in _SEEN or (
            column.name == "start" and table.kind in ("tie", "actor") and not _planned(table)
        ):
            message = f"{value} lies in the future; expected a day until today, {now}"
        elif int(value[:4]) > int(now[:4]) + (_LAST if column.name == "end" else _AHEAD):
            message = f"{value} lies too far in the future"
        else:
            continue
        yield Problem(file, row.number, column.name, message, Cause.PLAUSIBILITY)
        cells = {**cells, column.name: ""}  # nothing follows from it
    yield from _order_of_dates(table, CsvRow(row.number, cells))


def _planned(table: TableSchema) -> bool:
    """Are rows of the table made for what is only planned too?"""
    return table.kind in ("programme", "project", "strategy") or table.name in _PLANNED


def _order_of_dates(table: TableSchema, row: CsvRow) -> Iterator[Problem]:
    cells, file = row.cells, f"{table.name}.csv"
    start, end = cells.get("start", ""), cells.get("end", "")
    if start and end and before(end, start):
        message = f"{end} lies before the start {start}"
        yield Problem(file, row.number, "end", message, Cause.PLAUSIBILITY)
    if table.name != "associations":  # what is to begin is decided before
        for column in ("as_of", "last_activity"):
            value = cells.get(column, "")
            if start and value and before(value, start):
                message = f"{value} lies before the start {start}"
                yield Problem(file, row.number, column, message, Cause.PLAUSIBILITY)
    if cells.get("status") == "ended" and before(today(), end):
        message = f"{end} lies in the future, but the status is ended"
        yield Problem(file, row.number, "end", message, Cause.PLAUSIBILITY)
    if cells.get("published") and cells.get("retrieved") and before(cells["retrieved"], cells["published"]):
        message = f"{cells['retrieved']} lies before the day of publication, {cells['published']}"
        yield Problem(file, row.number, "retrieved", message, Cause.PLAUSIBILITY)


def check_lives(rows: Rows, actors: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """What begins before, or after the end of, what it is a part of: ties and their parties, projects, programmes."""
    programmes = {row.cells.get("programme", ""): row.cells for row in rows["programmes"]}
    projects = {row.cells.get("project", ""): row.cells for row in rows["projects"]}
    wholes: dict[str, tuple[tuple[str, Mapping[str, Mapping[str, str]]], ...]] = {
        "memberships": (("actor", actors), ("network", actors)),
        "twinnings": (("actor_a", actors), ("actor_b", actors)),
        "programmes": (("parent", programmes),),
        "projects": (("programme", programmes),),
        "associations": (("programme", programmes),),
        "participations": (("project", projects),),
    }
    for name, columns in wholes.items():
        for row in rows[name]:
            for column, things in columns:
                whole = things.get(row.cells.get(column, ""))
                if whole is not None and row.cells.get(column):  # a key that is no key was emptied
                    yield from _within(TABLES[name], row, column, whole)


def _within(table: TableSchema, row: CsvRow, column: str, whole: Mapping[str, str]) -> Iterator[Problem]:
    start, name = row.cells.get("start", ""), row.cells[column]
    first, last = whole.get("start", ""), whole.get("end", "")
    if not start or int(start[:4]) < _EARLIEST_OF.get(table.name, _EARLIEST_ACTOR):
        return
    if first and before(start, first) and not before(today(), first):
        message = f"{start} lies before the start of {name}, {first}"
        yield Problem(f"{table.name}.csv", row.number, "start", message, Cause.PLAUSIBILITY)
    elif (
        last
        and before(last, start)
        and column not in ("parent", "programme")
        and not before(last, first)
        and not before(today(), start)
    ):
        message = f"{start} lies after the end of {name}, {last}"
        yield Problem(f"{table.name}.csv", row.number, "start", message, Cause.PLAUSIBILITY)


def check_changes(rows: Rows, actors: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """Events on whose day what went into them has not ended, or what came out of them did not begin.

    What is in both goes on. What came out may be older: a split may give to what there was. An actor whose dates are
    not known is passed over. Several events on one day, or of one actor, are weighed together.
    """
    for row in rows["changes"]:
        day = row.cells.get("date", "")
        if len(day) != 10 or int(day[:4]) < _EARLIEST_OF["changes"]:
            continue
        eve = (date.fromisoformat(day) - timedelta(1)).isoformat()
        originals, results = (row.cells.get(name, "").split("|") for name in ("originals", "results"))
        for name in originals:
            end = actors.get(name, {}).get("end", "")
            if name not in results and end and end not in (day, eve) and len(end) == 10:
                yield _event(row, "originals", f"{name} ended on {end}, not when the event took place, {day}")
        for name in results:
            start = actors.get(name, {}).get("start", "")
            if name not in originals and before(day, start):
                yield _event(row, "results", f"{name} began on {start}, after the event, {day}")
        yield from _alike(row, originals, results, actors)
        if len({len(actors[name].get("number", "")) for name in {*originals, *results} if name in actors} - {0}) > 1:
            yield _event(row, "results", "an event of municipalities and counties together; expected one of the two")


def _alike(
    row: CsvRow, originals: list[str], results: list[str], actors: Mapping[str, Mapping[str, str]]
) -> Iterator[Problem]:
    """Other actors in an event of municipalities or counties: a network does not become one of them."""
    kinds = {name: actors.get(name, {}).get("kind", "") for name in (*originals, *results)}
    if not set(kinds.values()) & set(TERRITORIES):
        return
    for column, names in (("originals", originals), ("results", results)):
        for name in names:
            if kinds[name] and kinds[name] not in TERRITORIES:
                message = f"{name} is a {kinds[name].replace('-', ' ')}; expected municipality or county"
                yield _event(row, column, message)


def _event(row: CsvRow, column: str, message: str) -> Problem:
    return Problem("changes.csv", row.number, column, message, Cause.PLAUSIBILITY)
