"""Who takes part in a project: from the table of participations, or from the joined lists of the older editions.

Natural persons are left out and counted (`cleaning.persons`). Before Horizon Europe a participant may have no
identification code; then it is known by its Norwegian organisation number or by its name and country.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ids import organisation_number_of_vat, slug
from kg.sources.cleaning.values import clean_country, is_pic, is_small_number, shown
from kg.sources.cordis.columns import Organization
from kg.sources.cordis.persons import is_contact, is_person
from kg.sources.cordis.snapshot import Place, SnapshotRecords
from kg.sources.tabular.summary import Summary
from kg.sources.tabular.tables import SourceTable

__all__ = ["participants"]

_KIND = "organization"
_WITHOUT_CODES = ("FP7", "H2020")  # the framework programmes in which some participants have no identification code


def participants(
    tables: Sequence[SourceTable], found: SnapshotRecords, summary: Summary | None
) -> Iterator[tuple[Organization, Place]]:
    """Every participation in the projects of `found`, with file and row; what is refused goes to `summary`, if given.

    Where there is no table of participations, they come from the project table. Participants without identification
    code have the key `number-NUMBER` or `name-COUNTRY-SLUG`.
    """
    own = [table for table in tables if table.kind == _KIND]
    for table in own:
        yield from _rows(table, found, summary)
    if not own:
        for project, (row, place) in found.projects.items():
            if row.coordinator or row.participants:
                yield from ((each, place) for each in _joined(project, place, found, summary))


def _rows(table: SourceTable, found: SnapshotRecords, summary: Summary | None) -> Iterator[tuple[Organization, Place]]:
    projects = found.projects
    addressed = {"city", "vatnumber"} <= set(table.header)
    read = 0
    for number, cells in table.records(summary.reporter(_KIND) if summary else None):
        read += 1
        row = Organization._make(cells)
        project, pic = row.project.strip(), row.pic.strip()
        if not project and row.project_rcn:
            project = found.by_rcn.get(row.project_rcn.strip(), "")
        place = (table.file, number)
        if project not in projects or is_person(row, addressed):
            if summary:
                _pass_over(row, project, place=place, found=found, summary=summary)
            continue
        if not is_pic(pic):
            pic = _other_key(row) if found.root in _WITHOUT_CODES else ""
            if summary:
                _tell_code(row, project, key=pic, place=place, summary=summary)
            if not pic:
                continue
        if is_contact(row):
            row = row._replace(name=row.short_name, short_name="")
        order = row.order
        if order and not is_small_number(order):
            order = ""
            if summary:
                summary.drop(_KIND, *place, "order", f"{shown(row.order)} is no place in a list")
        if project != row.project or pic != row.pic or order != row.order:
            row = row._replace(project=project, pic=pic, order=order)
        yield row, place
    if summary:
        summary.table(_KIND, table.file).read += read


def _other_key(row: Organization) -> str:
    """The key of a participant without identification code; empty if it has no name either."""
    country = clean_country(row.country) or ""
    number = organisation_number_of_vat(row.vat) if country == "NO" else None
    return f"number-{number}" if number else _name_key(row.name, country)


def _name_key(name: str, country: str) -> str:
    named = slug(name)
    return "-".join(part for part in ("name", country.lower(), named) if part) if named else ""


def _tell_code(row: Organization, project: str, key: str, place: Place, summary: Summary) -> None:
    """What is said of a participant whose identification code is none."""
    file, number = place
    message = f"{shown(row.pic.strip())} is no identification code ({row.name.strip()}, project {project})"
    if not key:
        summary.skip(_KIND, file, row=number, column="organisationID", reason="no identification code", message=message)
        return
    summary.notes["participant without identification code, known by number or by name and country"] += 1
    if row.pic.strip():
        summary.drop(_KIND, file, number, "organisationID", message)


def _pass_over(row: Organization, project: str, place: Place, found: SnapshotRecords, summary: Summary) -> None:
    """Count a row that is not used: of a project that is not there, not asked for or not this programme's, a person."""
    file, number = place
    skipped = summary.table(_KIND, file).skipped
    if project in found.projects:
        skipped["natural person"] += 1
    elif project in found.foreign:
        skipped["another programme"] += 1
    elif project not in found.known:
        message = f"project {shown(project or row.project_rcn)} is not in the project table"
        summary.skip(_KIND, file, row=number, column="projectID", reason="unknown project", message=message)
    elif not is_pic(row.pic.strip()) and found.root not in _WITHOUT_CODES:
        _tell_code(row, project, key="", place=place, summary=summary)  # it might have answered to the filters
    else:
        skipped["not asked for"] += 1


def _joined(project: str, place: Place, found: SnapshotRecords, summary: Summary | None) -> Iterator[Organization]:
    row = found.projects[project][0]
    names = [name.strip() for name in row.participants.split(";") if name.strip()]
    countries = [code.strip() for code in row.participant_countries.split(";") if code.strip()]
    if len(countries) != len(names):
        if summary and names:
            message = f"{len(names)} participants and {len(countries)} countries: which is whose is not known"
            summary.drop("project", *place, "participantCountries", message)
        countries = [""] * len(names)
    people = [("coordinator", row.coordinator.strip(), row.coordinator_country.strip())] if row.coordinator else []
    people += [("participant", name, code) for name, code in zip(names, countries, strict=True)]
    if summary:
        summary.table(_KIND, place[0]).read += len(people)
    for order, (role, name, country) in enumerate(people, start=1):
        key = _name_key(name, clean_country(country) or "")
        if not key:
            if summary:
                message = f"{shown(name)} has no letter to know it by"
                summary.skip(
                    _KIND,
                    place[0],
                    row=place[1],
                    column="participants",
                    reason="no identification code",
                    message=message,
                )
            continue
        yield Organization(
            project=project,
            project_rcn="",
            pic=key,
            vat="",
            name=name,
            short_name="",
            sme="",
            activity="",
            city="",
            country=country,
            nuts="",
            geolocation="",
            url="",
            updated="",
            order=str(order),
            role=role,
            contribution="",
            net="",
            total_cost="",
            ended="",
        )
