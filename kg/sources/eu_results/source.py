"""A programme's projects from either form; projects of other programmes are counted and left aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from kg.sources.cleaning.persons import name_shape
from kg.sources.eu_results import platform, portal
from kg.sources.eu_results.platform import Partner, partners_of
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.reading import TableSource
from kg.sources.tabular.records import Organisation, Participation, Place, Programme, Project, Records, name_key
from kg.sources.tabular.tables import SourceTable

__all__ = ["Codes", "by_year", "programme_source"]

Codes = Callable[[str, str], str]
"""The code of a programme by what a row calls it (`Erasmus+`, or the portal's number) and a year; empty for another."""

_LAYOUTS = Layouts(
    {"platform": platform.COLUMNS, **portal.COLUMNS},
    {"platform": platform.NEEDED, **portal.NEEDED},
    title_rows=3,
)
_ROLES = {
    "coordinator": "coordinator",
    "participant": "participant",
    "beneficiary": "participant",
    "partner": "participant",
    "associatedpartner": "associated-partner",
    "affiliatedentity": "third-party",
    "thirdparty": "third-party",
}
_KINDS = {"higher education": "university", "research institute": "research-institute"}
_PUBLIC = re.compile(r"local public|regional public|national public|local authorit|regional authorit|public body")
_UNTOLD = {"", "other", "natural person", "individual"}
_WITHDRAWN = ("not awarded", "rejected", "withdrawn")


def programme_source(name: str, codes: Codes) -> TableSource:
    """The source of that name, for the programmes that `codes` knows."""

    def gather(tables: Sequence[SourceTable], records: Records) -> None:
        participants = [table for table in tables if table.kind == "portalParticipant"]
        for table in tables:
            if table.kind == "platform":
                _platform(table, records, codes)
            elif table.kind == "portalProject":
                _portal_projects(table, records, codes)
        for table in participants:
            _portal_participants(table, records)

    return TableSource(name, _LAYOUTS, gather, nested=portal.portal_tables)


def _platform(table: SourceTable, records: Records, codes: Codes) -> None:
    summary = records.summary
    for place, row in records.rows(table, str):
        key = row["identifier"].strip()
        year = row["year"].strip() or row["start"].strip()[-4:]
        code = codes(row["programme"].strip(), year)
        if not code:
            summary.table(table.kind, table.file).skipped["another programme"] += 1
        elif not key:
            summary.skip(table.kind, *place, column="identifier", reason="no project identifier")
        elif row["status"].strip().lower() in _WITHDRAWN:
            summary.table(table.kind, table.file).skipped["no grant given"] += 1
        else:
            summary.table(table.kind, table.file).used += 1
            records.add(Programme(code, code, place))
            records.add(
                Project(
                    key,
                    row["title"],
                    place,
                    programme=code,
                    start=row["start"],
                    end=row["end"],
                    contribution=row["grant"],
                    currency="EUR",
                    homepage=row["website"] or row["card"],
                )
            )
            for partner in partners_of(row):
                _partner(partner, key, place=place, records=records)


def _partner(partner: Partner, project: str, place: Place, records: Records) -> None:
    key = name_key(partner.name, partner.country)
    kind = partner.kind.lower()
    if not key:
        return
    if kind in _UNTOLD and name_shape(partner.name):
        records.persons.add(key)
        return
    public = bool(_PUBLIC.search(kind))
    told = next((value for word, value in _KINDS.items() if kind.startswith(word)), "")
    records.add(
        Organisation(
            key,
            partner.name,
            place,
            country=partner.country,
            kind=told,
            public=public,
            city=_town(partner.address),
            homepage=partner.website,
        )
    )
    records.tie(Participation(project, key, place, role=partner.role))


def _town(address: str) -> str:
    """The town of `street, postcode, town`; the street is not carried."""
    parts = [part.strip() for part in address.replace("\n", ",").split(",")]
    return parts[-1] if len(parts) > 2 and not any(c.isascii() and c.isdigit() for c in parts[-1]) else ""


def _portal_projects(table: SourceTable, records: Records, codes: Codes) -> None:
    summary = records.summary
    for place, row in records.rows(table, str):
        key = row["project"].strip()
        code = codes(row["programmeId"].strip(), row["start"].strip()[:4]) or codes(
            row["programme"].strip(), row["start"].strip()[:4]
        )
        if not code:
            summary.table(table.kind, table.file).skipped["another programme"] += 1
        elif not key:
            summary.skip(table.kind, *place, column="projectId", reason="no project identifier")
        else:
            summary.table(table.kind, table.file).used += 1
            records.add(Programme(code, code, place))
            records.add(
                Project(
                    key,
                    row["title"],
                    place,
                    acronym=row["acronym"],
                    programme=code,
                    start=row["start"],
                    end=row["end"],
                    total_cost=row["budget"],
                    contribution=row["grant"],
                    currency="EUR",
                    homepage=row["url"],
                )
            )


def _portal_participants(table: SourceTable, records: Records) -> None:
    summary = records.summary
    for place, row in records.rows(table, str):
        key = row["pic"].strip() or name_key(row["name"], row["country"])
        if row["project"].strip() not in records.projects:
            summary.table(table.kind, table.file).skipped["another programme"] += 1
        elif not key:
            summary.skip(table.kind, *place, column="pic", reason="neither PIC nor name")
        else:
            summary.table(table.kind, table.file).used += 1
            organisation = Organisation(
                key, row["name"], place, country=row["country"], pic=row["pic"].strip(), city=row["city"]
            )
            role = _ROLES.get("".join(c for c in row["role"].lower() if c.isalpha()), "")
            if row["role"].strip() and not role:
                summary.drop(table.kind, *place, "role", f"{row['role']!r} is no known role")
            records.add(organisation)
            records.tie(
                Participation(row["project"].strip(), key, place, role=role, contribution=row["grant"], currency="EUR")
            )


def by_year(names: Mapping[str, Sequence[tuple[int, str]]]) -> Codes:
    """Codes by a name (folded, its beginning counts) and the first year of each period.

    >>> codes = by_year({"erasmus+": ((2014, "Erasmus+ 2014-2020"), (2021, "Erasmus+ 2021-2027"))})
    >>> codes("Erasmus+", "2019"), codes("Erasmus+", "2022"), codes("LIFE", "2022")
    ('Erasmus+ 2014-2020', 'Erasmus+ 2021-2027', '')
    """

    def codes(name: str, year: str) -> str:
        told = name.lower().replace("\\", "/")
        periods = next((each for known, each in names.items() if told == known or told.startswith(f"{known}/")), ())
        if not periods:
            return ""
        number = int(year) if year.isdecimal() and year.isascii() else 0
        fitting = [code for first, code in periods if first <= number]
        return fitting[-1] if fitting else periods[0][1] if len(periods) == 1 else ""

    return codes
