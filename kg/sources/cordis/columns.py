"""The tables of a CORDIS download and what their columns are called in its editions, all names in lower case.

Horizon Europe, H2020 and FP7 come today as one family of tables. The editions until about 2020 had one row per project
(`cordis-h2020projects.csv`), with the participants joined by semicolons, and one per participation.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

__all__ = ["COLUMNS", "Organization", "Project", "table_of"]

COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "project": {
        "id": ("id", "reference", "projectid"),
        "acronym": ("acronym",),
        "status": ("status",),
        "title": ("title",),
        "startDate": ("startdate",),
        "endDate": ("enddate",),
        "totalCost": ("totalcost",),
        "ecMaxContribution": ("ecmaxcontribution",),
        "legalBasis": ("legalbasis", "programme"),
        "topics": ("topics", "topic"),
        "frameworkProgramme": ("frameworkprogramme",),
        "rcn": ("rcn",),
        "projectUrl": ("projecturl",),
        "coordinator": ("coordinator",),
        "coordinatorCountry": ("coordinatorcountry",),
        "participants": ("participants",),
        "participantCountries": ("participantcountries",),
    },
    "organization": {
        "projectID": ("projectid", "projectreference"),
        "projectRcn": ("projectrcn",),
        "organisationID": ("organisationid", "organizationid", "id"),
        "vatNumber": ("vatnumber",),
        "name": ("name",),
        "shortName": ("shortname",),
        "activityType": ("activitytype",),
        "city": ("city",),
        "country": ("country",),
        "nutsCode": ("nutscode",),
        "geolocation": ("geolocation",),
        "organizationURL": ("organizationurl",),
        "contentUpdateDate": ("contentupdatedate",),
        "order": ("order",),
        "role": ("role",),
        "ecContribution": ("eccontribution",),
        "totalCost": ("totalcost",),
        "endOfParticipation": ("endofparticipation",),
    },
    "legalBasis": {
        "projectID": ("projectid",),
        "legalBasis": ("legalbasis",),
        "title": ("title",),
        "uniqueProgrammePart": ("uniqueprogrammepart",),
    },
    "topics": {"projectID": ("projectid",), "topic": ("topic",), "title": ("title",)},
    "euroSciVoc": {
        "projectID": ("projectid",),
        "euroSciVocCode": ("euroscivoccode",),
        "euroSciVocPath": ("euroscivocpath",),
    },
    "webLink": {
        "projectID": ("projectid",),
        "physUrl": ("physurl",),
        "status": ("status",),
        "type": ("type",),
        "represents": ("represents",),
    },
}


class Project(NamedTuple):
    """The cells of a row of `project`, in the order of `COLUMNS`."""

    id: str
    acronym: str
    status: str
    title: str
    start: str
    end: str
    total_cost: str
    contribution: str
    legal_basis: str
    topics: str
    framework: str
    rcn: str
    url: str
    coordinator: str
    coordinator_country: str
    participants: str
    participant_countries: str


class Organization(NamedTuple):
    """The cells of a row of `organization`, in the order of `COLUMNS`."""

    project: str
    project_rcn: str
    pic: str
    vat: str
    name: str
    short_name: str
    activity: str
    city: str
    country: str
    nuts: str
    geolocation: str
    url: str
    updated: str
    order: str
    role: str
    contribution: str
    total_cost: str
    ended: str


# The columns that tell a table from the others; the first that are all there decide.
_MARKS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("organization", (("role",), ("name",), ("projectid", "projectreference", "projectrcn"))),
    ("project", (("acronym",), ("title",), ("startdate",), ("id", "reference"))),
    ("euroSciVoc", (("projectid",), ("euroscivoccode", "euroscivocpath"))),
    ("webLink", (("projectid",), ("physurl",))),
    ("legalBasis", (("projectid",), ("legalbasis",))),
    ("topics", (("projectid",), ("topic",))),
)


def table_of(header: Collection[str]) -> str | None:
    """Which table has these columns (lower case); None if it is none that is read."""
    names = set(header)
    for kind, marks in _MARKS:
        if all(names & set(any_of) for any_of in marks):
            return kind
    return None
