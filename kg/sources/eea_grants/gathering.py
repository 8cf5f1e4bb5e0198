"""Rows of the EEA and Norway Grants' tables: who is what in which project.

Columns after the programs of the grants' own site (EEA-Norway-Grants/dataviz), which read a workbook for 2009–2014 and
tables of the database for 2014–2021.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.sources.cleaning.persons import name_shape
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.reading import TableSource
from kg.sources.tabular.records import Organisation, Participation, Programme, Project, Records, name_key
from kg.sources.tabular.tables import SourceTable

__all__ = ["SOURCE"]

_PERIODS = {"beneficiarystate": "EEA and Norway Grants 2009-2014", "": "EEA and Norway Grants 2014-2021"}
_LAYOUTS = Layouts(
    {
        "projects": {
            "code": ("projectcode",),
            "title": ("project",),
            "programme": ("programmecode", "programmeshortname"),
            "grant": ("grantamount", "projectgrant"),
            "status": ("projectstatus", "projectcontractstatus"),
            "url": ("projecturl",),
            "state": ("beneficiarystate", "country"),
        },
        "programmes": {
            "code": ("programmecode", "programmeshortname"),
            "title": ("programme",),
            "status": ("programmestatus",),
        },
        "organisations": {
            "id": ("idorganisation",),
            "name": ("organisation",),
            "type": ("organisationtype",),
            "category": ("organisationtypecategory",),
            "country": ("country",),
            "city": ("city",),
            "nuts": ("nutscode",),
        },
        "roles": {
            "role": ("organisationrolecode",),
            "project": ("projectcode",),
            "id": ("idorganisation",),
            "name": ("organisation",),
            "country": ("countryorganisation",),
            "nuts": ("nutscode",),
        },
    },
    {
        "projects": ("code", "title", "programme", "status"),
        "programmes": ("code", "title", "status"),
        "organisations": ("id", "name", "category"),
        "roles": ("role", "project"),
    },
)
_ROLES = {"PJPT": "coordinator", "PJDPP": "participant", "PJPP": "participant"}
_STATUSES = {"in progress": "signed", "completed": "closed", "terminated": "terminated", "non completed": "terminated"}


def _gather(tables: Sequence[SourceTable], records: Records) -> None:
    order = ("programmes", "projects", "organisations", "roles")
    known: dict[str, Organisation] = {}
    for table in sorted(tables, key=lambda table: order.index(table.kind)):
        if table.kind == "programmes":
            _programmes(table, records)
        elif table.kind == "projects":
            _projects(table, records)
        elif table.kind == "organisations":
            known.update(_organisations(table, records))
        else:
            _parts(table, records, known)


def _period(table: SourceTable) -> str:
    return _PERIODS["beneficiarystate" if "beneficiarystate" in table.header else ""]


def _programmes(table: SourceTable, records: Records) -> None:
    for place, row in records.rows(table):
        records.summary.table(table.kind, table.file).used += 1
        records.add(Programme(row["code"], row["title"], place, part_of=_period(table)))


def _projects(table: SourceTable, records: Records) -> None:
    period = _period(table)
    for place, row in records.rows(table):
        if not row["code"]:
            records.summary.skip(table.kind, *place, column="ProjectCode", reason="no project code")
            continue
        records.summary.table(table.kind, table.file).used += 1
        records.add(Programme(period, period, place))
        programme = row["programme"] or period
        if programme not in records.programmes:
            records.add(Programme(programme, programme, place, part_of=period))
        records.add(
            Project(
                row["code"],
                row["title"],
                place,
                programme=programme,
                contribution=row["grant"],
                currency="EUR",
                status=_STATUSES.get(row["status"].lower(), ""),
                homepage=row["url"],
            )
        )


def _organisations(table: SourceTable, records: Records) -> Iterator[tuple[str, Organisation]]:
    for place, row in records.rows(table):
        if not row["id"]:
            records.summary.skip(table.kind, *place, column="IdOrganisation", reason="no organisation number")
            continue
        records.summary.table(table.kind, table.file).used += 1
        yield (
            row["id"],
            Organisation(
                row["id"],
                row["name"],
                place,
                country=row["country"],
                public=row["category"].lower() == "public sector",
                city=row["city"],
                nuts=row["nuts"],
            ),
        )


def _parts(table: SourceTable, records: Records, known: Mapping[str, Organisation]) -> None:
    summary = records.summary
    for place, row in records.rows(table):
        role = _ROLES.get(row["role"].upper())
        if role is None or not row["project"]:
            summary.table(table.kind, table.file).skipped["a role in a programme, not in a project"] += 1
            continue
        if row["project"] not in records.projects:
            message = f"project {row['project']!r} is not in the table of projects"
            summary.skip(table.kind, *place, column="ProjectCode", reason="unknown project", message=message)
            continue
        found = known.get(row["id"])
        if found is None and row["name"]:
            key = name_key(row["name"], row["country"])
            found = Organisation(key, row["name"], place, country=row["country"], nuts=row["nuts"])
        if found is None or not found.key:
            message = f"organisation {row['id']!r} is not in the table of organisations"
            summary.skip(table.kind, *place, column="IdOrganisation", reason="unknown organisation", message=message)
            continue
        summary.table(table.kind, table.file).used += 1
        if not found.public and name_shape(found.name):
            records.persons.add(found.key)
            continue
        records.add(found)
        records.tie(Participation(row["project"], found.key, place, role=role))


SOURCE = TableSource("eea-grants", _LAYOUTS, _gather)
