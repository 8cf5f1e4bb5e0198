"""Projects as keep.eu's site gives them one by one (`keep.eu/api/project/ID/`, JSON), as the two tables of the export.

What stands in the fields is known from two public programs that read them; it has not been seen.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from kg.sources.tabular.formats.found import Found, open_binary
from kg.sources.tabular.formats.json_items import json_items
from kg.sources.tabular.formats.objects import flat_tables, object_cell

__all__ = ["detail_tables"]

_PROJECT: tuple[str, ...] = (
    "Programme",
    "Project ID",
    "Project acronym",
    "Project name in English",
    "Project name in language 2",
)
_PROJECT += ("Project start", "Project end", "Project's total budget / expenditure", "Project's EU funding", "Website")
_PARTNER: tuple[str, ...] = (
    "Programme",
    "Project ID",
    "Project acronym",
    "Organisation in English",
    "Organisation in language 2",
)
_PARTNER += ("Lead partner", "Type of Organisation", "Participant Identification Code", "Partner's ID if not PIC")
_PARTNER += ("Town", "Country", "Latitude", "Longitude", "Legal status")
_PARTNER += ("Partner's programme co-financing EUR", "Partner's total eligible budget / expenditure")


def detail_tables(inputs: Sequence[Found], folder: Path, *, first: bool = False) -> tuple[list[Found], dict[str, str]]:
    """The tables of JSON files of projects with their `partnerships`; other files are read as lists of rows."""
    tables: list[Found] = []
    without: dict[str, str] = {}
    for each in inputs:
        item = None if each.suffix == ".xml" else next(json_items(each), None)
        if item is None or "partnerships" not in item:
            found, why = flat_tables([each], folder, first=first)
            tables += found
            without |= why
            continue
        projects = [_project(told) for told in json_items(each)]
        partners = [row for told in json_items(each) for row in _partners(told)]
        for name, header, rows in (("projects", _PROJECT, projects), ("partners", _PARTNER, partners)):
            target = folder / f"{len(list(folder.iterdir()))}.csv"
            with target.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream, delimiter=";")
                writer.writerow(header)
                writer.writerows(rows)
            tables.append(Found(f"{name} of {each.name}", partial(open_binary, target)))
    return tables, without


def _inner(value: Any, *names: str) -> str:
    """A value inside objects that may not be there: `_inner(told, "programme", "title")`."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return "" if value is None or isinstance(value, dict) else object_cell(value)


def _name(told: dict[str, Any]) -> str:
    """What a project goes by: its acronym, else its number at keep.eu, so that none is lost."""
    return _inner(told, "acronym") or (_inner(told, "id") and f"keep {_inner(told, 'id')}")


def _project(told: dict[str, Any]) -> list[str]:
    return [
        _inner(told, "programme", "title"),
        _inner(told, "project_id"),
        _name(told),
        _inner(told, "translations", "en", "name"),
        _inner(told, "name"),
        _inner(told, "start_date"),
        _inner(told, "end_date"),
        _inner(told, "total_budget"),
        _inner(told, "eu_funding"),
        _inner(told, "website"),
    ]


def _partners(told: dict[str, Any]) -> Iterator[list[str]]:
    project = [_inner(told, "programme", "title"), _inner(told, "project_id"), _name(told)]
    ships = told.get("partnerships")
    for ship in ships if isinstance(ships, list) else ():
        country = _inner(ship, "country", "title") or _inner(ship, "country")
        yield [
            *project,
            _inner(ship, "partner", "translations", "en", "name_translated"),
            _inner(ship, "partner", "name"),
            "Yes" if _inner(ship, "type").lower().startswith("lead") else "No" if _inner(ship, "type") else "",
            _inner(ship, "organisation_type"),
            _inner(ship, "pic"),
            _inner(ship, "beneficiary_id"),
            _inner(ship, "town"),
            _inner(ship, "partner", "country", "title") or country,
            _inner(ship, "location_json", "lat"),
            _inner(ship, "location_json", "lng"),
            _inner(ship, "legal_status"),
            _inner(ship, "co_financing_eur"),
            _inner(ship, "total_budget"),
        ]
