"""Rows of the CORDIS tables, gathered: projects, organisations, and what the other tables say of a project."""

from __future__ import annotations

from collections.abc import Sequence

from kg.sources.cordis.columns import Project
from kg.sources.cordis.filters import ActorOf, Filters
from kg.sources.cordis.mappings import Mappings
from kg.sources.cordis.participants import participants
from kg.sources.cordis.programmes import normal_code
from kg.sources.cordis.snapshot import SnapshotRecords
from kg.sources.cordis.summary import Summary
from kg.sources.cordis.tables import Report, SourceTable

__all__ = ["gather"]


def gather(
    tables: Sequence[SourceTable],
    root: str,
    filters: Filters,
    mappings: Mappings,
    actor_of: ActorOf | None,
    summary: Summary,
) -> SnapshotRecords:
    """Read every table once (that of the participations twice if filters need it) and keep what they ask for."""
    found = SnapshotRecords(root)
    for table in tables:
        if table.kind == "project":
            _read_projects(table, found, summary)
    found.known = set(found.projects)
    for table in tables:
        if table.kind in _READERS:
            _read_side(table, found, summary)
    if filters.projects or filters.programmes:
        ids = set(filters.projects)
        found.projects = {
            key: each
            for key, each in found.projects.items()
            if (not ids or key in ids) and filters.wants_programme(found.codes(key))
        }
    if filters.wants_participants():
        test = filters.participant_test(mappings, actor_of)
        wanted = {row.project for row, _ in participants(tables, found, None) if test(row)}
        found.projects = {key: each for key, each in found.projects.items() if key in wanted}
    if filters:
        _discount(found, summary)
    for row, place in participants(tables, found, None):
        stamp = (row.updated, row.project, int(row.order) if row.order.isdecimal() else 0)
        best = found.organisations.get(row.pic)
        if best is None or stamp > best[0]:
            found.organisations[row.pic] = (stamp, row, place)
    return found


def _discount(found: SnapshotRecords, summary: Summary) -> None:
    """Rows of projects that are not asked for count as skipped."""
    wanted = {("project", file): 0 for kind, file in summary.tables if kind == "project"}
    for _, (file, _) in found.projects.values():
        wanted["project", file] += 1
    for table, rows in found.side_rows.items():
        wanted[table] = sum(number for project, number in rows.items() if project in found.projects)
    for table, number in wanted.items():
        tally = summary.tables[table]
        if tally.used > number:
            tally.skipped["not asked for"] += tally.used - number
            tally.used = number


def _reporter(kind: str, summary: Summary) -> Report:
    def report(file: str, row: int, column: str, message: str) -> None:
        summary.table(kind, file).read += 1
        summary.skip(kind, file, row=row, column=column, reason="too few or too many cells", message=message)

    return report


def _read_projects(table: SourceTable, found: SnapshotRecords, summary: Summary) -> None:
    tally = summary.table("project", table.file)
    for number, cells in table.records(_reporter("project", summary)):
        tally.read += 1
        project = Project(*cells)
        key = project.id.strip()
        if not key.isdecimal():
            summary.skip(
                "project",
                table.file,
                row=number,
                column="id",
                reason="no project number",
                message=f"{key!r} is no project number",
            )
        elif key in found.projects:
            summary.skip(
                "project",
                table.file,
                row=number,
                column="id",
                reason="repeated project",
                message=f"project {key} stands twice",
            )
        else:
            tally.used += 1
            found.projects[key] = (project._replace(id=key), (table.file, number))
            if project.rcn:
                found.by_rcn[project.rcn.strip()] = key


def _read_side(table: SourceTable, found: SnapshotRecords, summary: Summary) -> None:
    reader = _READERS[table.kind]
    tally = summary.table(table.kind, table.file)
    for number, cells in table.records(_reporter(table.kind, summary)):
        tally.read += 1
        project = cells[0].strip()
        if project not in found.known:
            message = f"project {project!r} is not in the project table"
            summary.skip(
                table.kind, table.file, row=number, column="projectID", reason="unknown project", message=message
            )
            continue
        reason = reader(found, project, cells)
        if reason:
            tally.skipped[reason] += 1
        else:
            tally.used += 1
            found.side_rows[table.kind, table.file][project] += 1


def _legal_basis(found: SnapshotRecords, project: str, cells: tuple[str, ...]) -> str:
    code = normal_code(cells[1], found.root)
    if not code:
        return "no code"
    if code not in found.parts[project]:
        found.parts[project].append(code)
    if cells[2].strip():
        found.titles[code][project] = cells[2].strip()
    if cells[3].strip().lower() == "true":
        found.own_parts[project].append(code)
    return ""


def _topic(found: SnapshotRecords, project: str, cells: tuple[str, ...]) -> str:
    code = cells[1].strip()
    if not code:
        return "no code"
    if code not in found.calls[project]:
        found.calls[project].append(code)
    if cells[2].strip():
        found.call_titles[code][project] = cells[2].strip()
    return ""


def _theme(found: SnapshotRecords, project: str, cells: tuple[str, ...]) -> str:
    path = cells[2].strip() or cells[1].strip()
    if not path:
        return "no code"
    found.topics[project].append(path)
    return ""


def _link(found: SnapshotRecords, project: str, cells: tuple[str, ...]) -> str:
    url, status, kind, represents = (cell.strip() for cell in cells[1:])
    if status.lower() == "legacy":
        return "no longer in use"
    if represents not in ("", "project") or kind not in ("", "relatedWebsite"):
        return "not the project's own site"
    if url and url > found.links.get(project, ""):
        found.links[project] = url
    return ""


_READERS = {"legalBasis": _legal_basis, "topics": _topic, "euroSciVoc": _theme, "webLink": _link}
