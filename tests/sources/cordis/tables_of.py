"""Small CORDIS downloads for tests, in today's layout: a row is what differs from a plain one."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

__all__ = ["PROJECT", "ROW", "write_download"]

PROJECT = {
    "id": "190000001",
    "acronym": "ONE",
    "status": "SIGNED",
    "title": "Made-up project",
    "startDate": "2023-01-01",
    "endDate": "2026-12-31",
    "totalCost": "1000000",
    "ecMaxContribution": "900000",
    "legalBasis": "HORIZON.2.5",
    "topics": "HORIZON-X-01",
    "frameworkProgramme": "HORIZON",
}
ROW = {
    "projectID": "190000001",
    "organisationID": "990000001",
    "vatNumber": "",
    "name": "MADE-UP UNIVERSITY",
    "shortName": "",
    "SME": "false",
    "activityType": "HES",
    "city": "Trondheim",
    "country": "NO",
    "nutsCode": "",
    "geolocation": "",
    "order": "",
    "role": "participant",
    "ecContribution": "1000",
    "netEcContribution": "",
    "totalCost": "",
    "endOfParticipation": "false",
}
Rows = Sequence[dict[str, str]]


def write_download(folder: Path, rows: Rows = ({},), projects: Rows = ({},), leave_out: Sequence[str] = ()) -> Path:
    """A folder with `project.csv` and `organization.csv`; `leave_out` are columns that the files do not have."""
    folder.mkdir(exist_ok=True)
    for name, plain, each in (("project", PROJECT, projects), ("organization", ROW, rows)):
        columns = [column for column in plain if column not in leave_out]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, delimiter=";", quoting=csv.QUOTE_ALL, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(plain | row for row in each)
    return folder
