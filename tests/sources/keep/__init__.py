"""Made-up exports of keep.eu: today's two sheets with all their columns, those of 2019, and JSON of its site."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

__all__ = ["PARTNERS", "PARTNERS_2019", "PROJECTS", "PROJECTS_2019", "book", "table"]

_P = "2021 - 2027 Interreg VI-A Sweden-Norway"
_OLD = "2014 - 2020 INTERREG V-A Sweden - Norway"


def _numbered(name: str, last: int) -> list[str]:
    return [f"{name} {number}" for number in range(1, last + 1)]


_PROJECT_COLUMNS = [
    "Period",
    "Programme",
    "Project ID (2021-2027 only)",
    "Project acronym",
    "Project name in English",
    *(f"Project name in language {number}" for number in range(2, 6)),
    "Description in English",
    "Project start",
    "Project end",
    "Project's total budget / expenditure",
    "Project's EU funding",
    "Union co-financing rate",
    *_numbered("Investment/infrastructure: area", 21),
    "Theme 1",
    "Number of partners",
    "ERDF: contribution amount",
    *_numbered("Investment/infrastructure: number", 21),
    "Website",
]
_PARTNER_COLUMNS = [
    "Programme",
    "Project ID (2021-2027 only)",
    "Project acronym",
    "Organisation in English",
    *(f"Organisation in language {number}" for number in range(2, 5)),
    "Lead partner",
    "Type of Organisation",
    "Participant Identification Code",
    "Partner’s ID if not PIC",
    "Street",
    "Postal code",
    "Town",
    "Country",
    "Country code",
    *(f"NUTS{number} {what}(or equivalent)" for number in (1, 2, 3) for what in ("code ", "")),
    "Latitude",
    "Longitude",
    "Department",
    "Department country",
    "Town (department)",
    "Website",
    "Legal status",
    "Partner's programme co-financing (percent) (2021-2027 only)",
    "Partner's programme co-financing (EUR) (2021-2027 only)",
    "Partner contribution to project budget (EUR) (2021-2027 only)",
    "Partner's total eligible budget / expenditure",
    "ERDF contribution (2014-2020 only)",
    "ENPI/ENI contribution (2014-2020 only)",
    "IPA II contribution (2014-2020 only)",
    *_numbered("Contractor's name (2021-2027 only)", 49),
    *_numbered("Contractor's VAT registration or tax identification number (2021-2027 only)", 49),
]
_ID, _ACRONYM, _NAME, _OTHER = (
    "Project ID (2021-2027 only)",
    "Project acronym",
    "Organisation in English",
    "Partner’s ID if not PIC",
)
PROJECTS: list[dict[str, str]] = [
    {
        "Period": "2021-2027",
        "Programme": _P,
        _ID: "20300001",
        _ACRONYM: "QUIET",
        "Project name in English": "Quiet harbours",
        "Project start": "2023-01-31",
        "Project end": "31/12/2025",
        "Project's total budget / expenditure": "892,228.58",
        "Project's EU funding": "446114.29",
        "Union co-financing rate": "50%",
        "Website": "https://quiet.example.org",
    },
    {
        "Period": "2014-2020",
        "Programme": _OLD,
        _ACRONYM: "Fog",
        "Project name in English": "N.a.",
        "Project name in language 2": "Tåke",
        "Project start": "2016-02-01",
        "Project end": "2019-01-31",
        "Project's total budget / expenditure": "None",
    },
    {
        "Period": "2014-2020",
        "Programme": _OLD,
        _ACRONYM: "Bro",
        "Project name in English": "Bridges",
        "Project start": "2015-01-01",
    },
    {
        "Period": "2014-2020",
        "Programme": _OLD,
        _ACRONYM: "Bro",
        "Project name in English": "More bridges",
        "Project start": "2018-01-01",
    },
    {"Period": "Other", "Project name in English": "Nothing"},
]
PARTNERS: list[dict[str, str]] = [
    {
        "Programme": _P,
        _ID: "20300001",
        _ACRONYM: "QUIET",
        _NAME: "Municipality of Tenktvik",
        "Organisation in language 2": "Tenktvik kommune",
        "Lead partner": "Yes",
        "Type of Organisation": "Local public authority",
        "Participant Identification Code": "n/a",
        _OTHER: "NO 810 305 282 MVA",
        "Street": "Doe's street 1",
        "Town": "Tenktvik",
        "Country": "Norway",
        "Country code": "NO",
        "NUTS3 code (or equivalent)": "NO082",
        "NUTS3 (or equivalent)": "Viken",
        "Latitude": "59.9",
        "Longitude": "10.7",
        "Department": "Jane Doe",
        "Legal status": "public",
        "Partner's programme co-financing (EUR) (2021-2027 only)": "100000.5",
        "Partner's total eligible budget / expenditure": "200,001.00",
        "Contractor's name (2021-2027 only) 1": "Doe AS",
    },
    {
        "Programme": _P,
        _ID: "20300001",
        _NAME: "Nowhereby University",
        "Lead partner": "No",
        "Participant Identification Code": "999999901",
        "Country": "Sweden",
        "Country code": "SE",
        "Partner's total eligible budget / expenditure": "0",
    },
    {
        "Programme": _OLD,
        _ACRONYM: "Fog",
        _NAME: "Nusquam Oy",
        "Lead partner": "No",
        "Country": "FINLAND",
        "Legal status": "private",
    },
    {"Programme": _OLD, _ACRONYM: "Bro", _NAME: "Nusquam Oy", "Lead partner": "No", "Country": "FINLAND"},
    {"Programme": _OLD, _ACRONYM: "Mist", _NAME: "Nusquam Oy", "Lead partner": "Yes", "Country": "FINLAND"},
    {"Programme": _OLD, _ACRONYM: "Fog", _NAME: "n/a", "Lead partner": "No"},
]
_LEAD = {"Programme": _OLD, "Acronym": "Fog", "Project Name language 2": "Tåke", "Period": "2014-2020"}
_LEAD |= {"Budget": "892,228.58", "EU Funding": "446114.29", "Project start": "2016/02/01", "Project end": "2019/01/31"}
PROJECTS_2019: list[dict[str, str]] = [
    {**_LEAD, "Lead Partner": "Nowhereby kommun"},
    {**_LEAD, "Lead Partner": "Tenktvik kommune"},
]
PARTNERS_2019: list[dict[str, str]] = [
    {
        "Programme": _OLD,
        "Acronym": "Fog",
        "Project Partner": name,
        "Lead Partner": lead,
        "Street": "",
        "Postal code": "99099",
        "Town": town,
        "Country": country,
        "Website": "http://www.example.org",
        "Department": "",
        "Legal Status": "n/a",
        "Country code": code,
        "NUTS1 (or equivalent)": "",
        "NUTS2 (or equivalent)": "",
        "NUTS3 (or equivalent)": nuts,
    }
    for name, lead, town, country, code, nuts in (
        ("Tenktvik kommune", "Yes", "TENKTVIK", "Norway", "NO Norway / NORGE", "NO031  / Østfold"),
        ("Nowhereby kommun", "Yes", "Nowhereby", "Sweden", "SE Sweden / SVERIGE", "SE311  / Värmlands län"),
        ("NAV Rogaland", "No", "", "Norway", "", ""),
    )
]


def _header(rows: Sequence[Mapping[str, object]]) -> list[str]:
    """All columns of today's sheet, where the rows are of one; else those that the rows have."""
    for whole, columns in ((PROJECTS, _PROJECT_COLUMNS), (PARTNERS, _PARTNER_COLUMNS)):
        if rows and rows[0] is whole[0]:
            return columns
    return list(dict.fromkeys(name for row in rows for name in row))


def table(rows: Sequence[Mapping[str, object]], delimiter: str = ";") -> str:
    """A sheet as csv."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _header(rows), restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def book(path: Path, projects: Sequence[Mapping[str, object]], partners: Sequence[Mapping[str, object]]) -> Path:
    """A workbook with cover, projects and partners."""
    made = openpyxl.Workbook()
    made.create_sheet("Cover", 0).append(["Search results of keep.eu", "Doe"])
    for name, rows in (("Search results, projects", projects), ("Search results, partners", partners)):
        sheet = made.create_sheet(name)
        sheet.append(header := _header(rows))
        for row in rows:
            sheet.append([row.get(each, "") for each in header])
    made.save(path)
    return path
