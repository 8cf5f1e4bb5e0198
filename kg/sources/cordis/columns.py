"""The tables of a CORDIS download and what their columns are called in its editions, all names in lower case.

Horizon Europe, H2020 and FP7 come today as one family of tables. The editions until about 2020 had one row per project
(`cordis-h2020projects.csv`), with the participants joined by semicolons, and one per participation.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from kg.sources.tabular.layout import Layouts

__all__ = ["COLUMNS", "GRAPH_KINDS", "LAYOUTS", "Organization", "Project", "table_by_name"]

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
        "objective": ("objective",),
        "keywords": ("keywords",),
    },
    "organization": {
        "projectID": ("projectid", "projectreference"),
        "projectRcn": ("projectrcn",),
        "organisationID": ("organisationid", "organizationid", "id"),
        "vatNumber": ("vatnumber",),
        "name": ("name",),
        "shortName": ("shortname",),
        "SME": ("sme",),
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
        "netEcContribution": ("neteccontribution",),
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
    "derivedTheme": {
        "projectID": ("projectid",),
        "derivedTheme": ("derivedtheme",),
        "method": ("method",),
        "confidence": ("confidence",),
        "because": ("because",),
    },
    "webLink": {
        "projectID": ("projectid",),
        "physUrl": ("physurl",),
        "status": ("status",),
        "type": ("type",),
        "represents": ("represents",),
    },
    # Graphs that others made (`kg.sources.cordis.graph_tables`); a field with the name of CORDIS's means the same.
    "graph": {
        "rcn": ("rcn",),
        "pic": ("pic",),
        "role": ("role",),
        "activityType": ("type",),
        "country": ("country",),
        "contribution": ("contribution",),
        "start_date": ("start_date",),
        "end_date": ("end_date",),
        "max_contribution": ("max_contribution",),
        "total_cost": ("total_cost",),
    },
    "names": {
        "pic": ("pic",),
        "name": ("name",),
        "shortName": ("short_name",),
        "country": ("country",),
        "city": ("city",),
        "vatNumber": ("vat_number",),
    },
    "graphProject": {
        "rcn": ("rcn",),
        "reference": ("reference",),
        "acronym": ("acronym",),
        "status": ("status",),
        "legalBasis": ("programme",),
        "topics": ("topics",),
        "startDate": ("startdate",),
        "endDate": ("enddate",),
        "totalCost": ("totalcost",),
        "ecMaxContribution": ("ecmaxcontribution",),
        "coordinator": ("coordinator",),
        "numOrg": ("numorg",),
    },
    "graphOrganization": {
        "pic": ("new_org_id",),
        "name": ("name",),
        "shortName": ("shortname",),
        "country": ("country",),
        "normal": ("name_normal",),
    },
    "graphEdge": {"rcn": ("projectrcn",), "pic": ("new_org_id",)},
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
    objective: str
    keywords: str


class Organization(NamedTuple):
    """The cells of a row of `organization`, in the order of `COLUMNS`."""

    project: str
    project_rcn: str
    pic: str
    vat: str
    name: str
    short_name: str
    sme: str
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
    net: str
    total_cost: str
    ended: str


# The columns that tell a table from the others; the first that are all there decide.
_MARKS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("organization", (("role",), ("name",), ("projectid", "projectreference", "projectrcn"))),
    ("project", (("acronym",), ("title",), ("startdate",), ("id", "reference"))),
    ("euroSciVoc", (("projectid",), ("euroscivoccode", "euroscivocpath"))),
    ("derivedTheme", (("projectid",), ("derivedtheme",))),
    ("webLink", (("projectid",), ("physurl",))),
    ("legalBasis", (("projectid",), ("legalbasis",))),
    ("topics", (("projectid",), ("topic",))),
    ("graph", (("rcn",), ("pic",), ("contribution",), ("start_date",))),
    ("names", (("pic",), ("name",), ("vat_number",))),
    ("graphProject", (("rcn",), ("reference",), ("acronym",), ("numorg",))),
    ("graphOrganization", (("new_org_id",), ("name",), ("name_normal",))),
    ("graphEdge", (("projectrcn",), ("new_org_id",))),
)


# The columns that every edition of a table has; without one of them its rows cannot be told or dated, or say nothing.
_NEEDED = {
    "project": (
        "id",
        "acronym",
        "status",
        "title",
        "startDate",
        "endDate",
        "totalCost",
        "ecMaxContribution",
        "legalBasis",
        "topics",
        "frameworkProgramme",
    ),
    "organization": ("projectID", "organisationID", "name", "activityType", "country", "role"),
    "legalBasis": ("projectID", "legalBasis"),
    "topics": ("projectID", "topic"),
    "euroSciVoc": ("projectID",),
    "derivedTheme": ("projectID", "derivedTheme", "method", "confidence", "because"),
    "webLink": ("projectID", "physUrl"),
    "graph": ("rcn", "pic", "role", "activityType", "country", "contribution", "start_date", "end_date"),
    "names": ("pic", "name", "country"),
    "graphProject": ("rcn", "reference", "acronym", "startDate", "endDate"),
    "graphOrganization": ("pic", "name", "country"),
    "graphEdge": ("rcn", "pic"),
}
# Columns of CORDIS that are not read, so that none of them is taken for a misspelt one.
_UNREAD = {"neteccontribution", "euroscivoctitle", "projectacronym", "ecsignaturedate", "statusdetails", "subjects"}

_NAMES = {
    re.compile("projects?"): "project",
    re.compile("organi[sz]ations?"): "organization",
    re.compile("legalbas[ei]s"): "legalBasis",
    re.compile("topics?"): "topics",
    re.compile("euroscivocs?"): "euroSciVoc",
    re.compile("weblinks?"): "webLink",
    re.compile("derivedthemes?"): "derivedTheme",
}
_PROGRAMME = re.compile(r"^(?:cordis|horizon(?:europe)?|h2020|fp\d|he)+(?=.)")
_BESIDE = {"cordis", "horizon", "europe", "horizoneurope", "csv", "xlsx", "json", "xml", "txt", "en", "eu", "he", "rcn"}


def table_by_name(name: str) -> str | None:
    """Which table a file says to be by its name, in any edition; None if it does not say.

    >>> table_by_name("x.zip/csv/organization.csv"), table_by_name("cordis-h2020projects.csv")
    ('organization', 'project')
    >>> table_by_name("Legal_Basis (1).xlsx"), table_by_name("organisations-2024.csv.gz"), table_by_name("notes.txt")
    ('legalBasis', 'organization', None)
    >>> table_by_name("projectPublications.csv"), table_by_name("cordisref-organizationActivityType.csv")
    (None, None)
    """
    path = PurePosixPath(name.replace("\\", "/"))
    words = [_PROGRAMME.sub("", word) for word in re.findall(r"[a-z]+\d*[a-z]*", path.name.lower().partition(".")[0])]
    words = [word for word in (re.sub(r"\d+$", "", word) for word in words) if word and word not in _BESIDE]
    if _OTHER_TABLES.intersection(words):
        return None
    prose = path.suffix.lower() == ".txt"
    asked = ["".join(words)] if prose else ["".join(words), *words[-1:], *words[:1]]
    return next((kind for word in asked for name, kind in _NAMES.items() if name.fullmatch(word)), None)


# What else CORDIS publishes, and what lies beside it: a file so called is none of the tables that are read.
_OTHER_TABLES = {
    "ref",
    "cordisref",
    "publications",
    "deliverables",
    "results",
    "reports",
    "summaries",
    "irps",
    "policypriorities",
    "information",
    "readme",
    "notes",
    "schema",
    "description",
}

GRAPH_KINDS = frozenset(("graph", "names", "graphProject", "graphOrganization", "graphEdge"))
"""The kinds of table that make up graphs that others made."""

LAYOUTS = Layouts(
    COLUMNS,
    _NEEDED,
    _MARKS,
    frozenset(_UNREAD),
    instead={"projectID": ("projectrcn",)},
    by_name=table_by_name,
    freely_named=GRAPH_KINDS,
)
"""How the tables of a download are known."""
