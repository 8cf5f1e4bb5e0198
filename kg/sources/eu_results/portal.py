"""The answers of the Funding & Tenders portal's search for projects (data source SEDIA_NONH2020_PROD), as two tables.

Each result has `metadata`, whose values are lists; `participants` is one text of JSON, a list with `role`, `pic`,
`legalName`, `eucontribution` and `postalAddress`. So dataesr's harvester reads it (2026). Files hold pages as they were
answered (`results`), results one after another, or a list of them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from kg.sources.tabular.files import Found, open_binary
from kg.sources.tabular.formats.json_items import json_items
from kg.sources.tabular.formats.objects import flat_tables

__all__ = ["COLUMNS", "NEEDED", "portal_tables"]

_PROJECT = {
    "project": "projectId",
    "acronym": "acronym",
    "title": "title",
    "programme": "programAbbreviation",
    "programmeId": "programId",
    "status": "status",
    "start": "startDate",
    "end": "endDate",
    "budget": "overallBudget",
    "grant": "euContributionAmount",
    "url": "url",
}
_PARTICIPANT = ("project", "role", "pic", "name", "grant", "city", "country")
COLUMNS = {
    "portalProject": {name: (name.casefold(),) for name in _PROJECT},
    "portalParticipant": {name: (name,) for name in _PARTICIPANT},
}
NEEDED = {
    "portalProject": ("project", "acronym", "title", "programmeId"),
    "portalParticipant": ("project", "role", "pic", "name"),
}


def portal_tables(inputs: Sequence[Found], folder: Path, *, first: bool = False) -> tuple[list[Found], dict[str, str]]:
    """The tables made of answers of the portal, and of other JSON files; the files that hold none, with the reason."""
    answers: list[Found] = []
    others: list[Found] = []
    for each in inputs:
        head = next(json_items(each), None) if each.suffix == ".json" else None
        (answers if head and ("results" in head or "metadata" in head) else others).append(each)
    tables, without = flat_tables(others, folder, first=first)
    for each in answers:
        place = folder / f"portal-{len(list(folder.iterdir()))}"
        place.mkdir()
        with (
            (place / "projects.csv").open("w", encoding="utf-8", newline="") as projects,
            (place / "participants.csv").open("w", encoding="utf-8", newline="") as participants,
        ):
            rows = csv.writer(projects, delimiter=";")
            members = csv.writer(participants, delimiter=";")
            rows.writerow(_PROJECT)
            members.writerow(_PARTICIPANT)
            for metadata in _results(each):
                row = [_first(metadata, name) for name in _PROJECT.values()]
                rows.writerow(row)
                members.writerows([row[0], *cells] for cells in _participants(metadata))
        tables += [
            Found(f"{each.name}/{name}", partial(open_binary, place / f"{name}.csv"))
            for name in ("projects", "participants")
        ]
    return tables, without


def _results(found: Found) -> Iterator[dict[str, Any]]:
    """The metadata of every result, one for each project: search pages may overlap."""
    seen: set[str] = set()
    for item in json_items(found):
        held = item.get("results", [item])
        for result in held if isinstance(held, list) else ():
            metadata = result.get("metadata") if isinstance(result, dict) else None
            if isinstance(metadata, dict) and (number := _first(metadata, "projectId")) not in seen:
                seen.add(number)
                yield metadata


def _first(metadata: dict[str, Any], name: str) -> str:
    value = metadata.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return str(value) if isinstance(value, str | int | float) else ""


def _participants(metadata: dict[str, Any]) -> Iterator[list[str]]:
    text = _first(metadata, "participants")
    try:
        found = json.loads(text) if text else []
    except ValueError:
        found = []  # told as a project without participants
    for each in found if isinstance(found, list) else ():
        if not isinstance(each, dict):
            continue
        address = _dict(each.get("postalAddress"))
        country = _dict(address.get("countryCode"))
        cells = [each.get(name) for name in ("role", "pic", "legalName", "eucontribution")]
        cells += [address.get("city"), country.get("abbreviation")]
        yield ["" if cell is None else str(cell) for cell in cells]


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
