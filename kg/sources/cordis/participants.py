"""Who takes part in a project: from the table of participations, or from the joined lists of the older editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ids import slug
from kg.sources.cordis.columns import Organization
from kg.sources.cordis.snapshot import Place, SnapshotRecords
from kg.sources.cordis.summary import Summary
from kg.sources.cordis.tables import Report, SourceTable
from kg.sources.cordis.values import clean_country

__all__ = ["participants"]

_KIND = "organization"


def participants(
    tables: Sequence[SourceTable], found: SnapshotRecords, summary: Summary | None
) -> Iterator[tuple[Organization, Place]]:
    """Every participation in the projects of `found`, with file and row; what is refused goes to `summary`, if given.

    Where there is no table of participations, they come from the project table. Such participants have a name and
    perhaps a country but no identification code: their key is `name-COUNTRY-SLUG`.
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
    read = 0
    for number, cells in table.records(_reporter(summary) if summary else None):
        read += 1
        row = Organization._make(cells)
        project, pic = row.project.strip(), row.pic.strip()
        if not project and row.project_rcn:
            project = found.by_rcn.get(row.project_rcn.strip(), "")
        if project in projects and pic.isdecimal():
            yield (
                row if project == row.project and pic == row.pic else row._replace(project=project, pic=pic),
                (table.file, number),
            )
        elif summary:
            _refuse(row, project, pic=pic, place=(table.file, number), found=found, summary=summary)
    if summary:
        summary.table(_KIND, table.file).read += read


def _reporter(summary: Summary) -> Report:
    def report(file: str, row: int, column: str, message: str) -> None:
        summary.table(_KIND, file).read += 1
        summary.skip(_KIND, file, row=row, column=column, reason="too few or too many cells", message=message)

    return report


def _refuse(row: Organization, project: str, pic: str, place: Place, found: SnapshotRecords, summary: Summary) -> None:
    file, number = place
    if project not in found.known:
        message = f"project {project or row.project_rcn!r} is not in the project table"
        summary.skip(_KIND, file, row=number, column="projectID", reason="unknown project", message=message)
    elif project not in found.projects:
        summary.table(_KIND, file).skipped["not asked for"] += 1
    else:
        message = f"{pic!r} is no identification code ({row.name.strip()}, project {project})"
        summary.skip(_KIND, file, row=number, column="organisationID", reason="no identification code", message=message)


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
        code = clean_country(country) or ""
        key = "-".join(part for part in ("name", code.lower(), slug(name)) if part)
        yield Organization(
            project=project,
            project_rcn="",
            pic=key,
            vat="",
            name=name,
            short_name="",
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
            total_cost="",
            ended="",
        )
