"""Rows of the CORDIS tables, gathered: projects, organisations, and what the other tables say of a project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import Usage
from kg.sources.cleaning.values import is_project_number, shown
from kg.sources.cordis.columns import Project
from kg.sources.cordis.filters import ActorOf, Filters
from kg.sources.cordis.participants import participants
from kg.sources.cordis.programmes import SOURCES, normal_code, root_of
from kg.sources.cordis.snapshot import Place, SnapshotRecords
from kg.sources.cordis.themes import Derived
from kg.sources.mappings import Mappings
from kg.sources.reader import too_many
from kg.sources.tabular.summary import Summary
from kg.sources.tabular.tables import SourceTable

__all__ = ["Limits", "gather"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a whole download of a source has of each kind of record; what is not named may be any number."""

    source: str
    most: Mapping[str, int] = field(default_factory=dict)

    def check(self, kind: str, number: int, place: Place) -> None:
        """Raise BadData if `number` is more than there may be of a kind; `place` is where the last one stands."""
        if kind in self.most and number > self.most[kind]:
            raise too_many(self.source, kind, self.most[kind], *place)


def gather(
    tables: Sequence[SourceTable],
    root: str,
    filters: Filters,
    mappings: Mappings,
    actor_of: ActorOf | None,
    summary: Summary,
    limits: Limits,
) -> SnapshotRecords:
    """Read every table once (that of the participations twice if filters need it) and keep what they ask for.

    Raises Usage where all projects are of another framework programme, and for a programme of the filters that no
    project lies in; NotFound for an actor of the filters that takes part in none. BadData as soon as there is more than
    the limits allow.
    """
    found = SnapshotRecords(root)
    for table in tables:
        if table.kind == "project":
            _read_projects(table, found, summary, limits)
    found.known = set(found.projects)
    if found.foreign and not found.projects:
        other = Counter(found.foreign.values()).most_common(1)[0][0]
        raise Usage(f"the files tell {other}, not {root}", tuple(SOURCES[each] for each in (other,) if each in SOURCES))
    if any(table.kind == "derivedTheme" for table in tables):
        found.derived = {}
    for table in tables:
        if table.kind in _READERS:
            _read_side(table, found, summary)
    if filters.projects or filters.programmes:
        filters.check_programmes((code for key in found.projects for code in found.codes(key)), root)
        ids = set(filters.projects)
        found.projects = {
            key: each
            for key, each in found.projects.items()
            if (not ids or key in ids) and filters.wants_programme(found.codes(key), root)
        }
    if filters.wants_participants():
        test = filters.participant_test(mappings, actor_of)
        wanted = {row.project for row, _ in participants(tables, found, None) if test.holds(row)}
        if test.missing and (not wanted or len(found.projects) == len(found.known)):
            where = "in these files" if len(found.projects) == len(found.known) else "asked for"
            test.refuse((row for row, _ in participants(tables, found, None)), where)
        found.projects = {key: each for key, each in found.projects.items() if key in wanted}
    if filters:
        _discount(found, summary)
    for number, (row, place) in enumerate(participants(tables, found, None), start=1):
        limits.check("participations", number, place)
        stamp = (row.updated, row.project, int(row.order or 0))
        best = found.organisations.get(row.pic)
        if best is None or stamp > best[0]:
            found.organisations[row.pic] = (stamp, row, place)
            if best is None:
                limits.check("organisations", len(found.organisations), place)
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


def _read_projects(table: SourceTable, found: SnapshotRecords, summary: Summary, limits: Limits) -> None:
    tally = summary.table("project", table.file)
    order = found.date_orders[table.file]
    silent = 0
    for number, cells in table.records(summary.reporter("project")):
        tally.read += 1
        project = Project(*cells)._replace(objective="", keywords="")  # read again where they are wanted
        key = project.id.strip()
        framework = root_of(project.framework, found.root)
        if not is_project_number(key):
            summary.skip(
                "project",
                table.file,
                row=number,
                column="id",
                reason="no project number",
                message=f"{shown(key)} is no project number",
            )
        elif framework != found.root:
            found.foreign.setdefault(key, framework)
            message = f"project {key} is of {shown(project.framework.strip())}, not of {found.root}"
            summary.skip(
                "project",
                table.file,
                row=number,
                column="frameworkProgramme",
                reason="another programme",
                message=message,
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
            silent += not project.framework.strip()
            order.see(project.start)
            order.see(project.end)
            if project.rcn:
                found.by_rcn[project.rcn.strip()] = key
            limits.check("projects", len(found.projects), (table.file, number))
    if silent:
        summary.notes[f"project without frameworkProgramme, taken to be of {found.root}"] += silent


def _read_side(table: SourceTable, found: SnapshotRecords, summary: Summary) -> None:
    reader = _READERS[table.kind]
    tally = summary.table(table.kind, table.file)
    for number, cells in table.records(summary.reporter(table.kind)):
        tally.read += 1
        project = cells[0].strip()
        if project in found.foreign and project not in found.known:
            tally.skipped["another programme"] += 1
            continue
        if project not in found.known:
            message = f"project {shown(project)} is not in the project table"
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


def _derived(found: SnapshotRecords, project: str, cells: tuple[str, ...]) -> str:
    theme, method, confidence, because = (cell.strip() for cell in cells[1:])
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", theme):
        return "no theme"
    if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", confidence):
        return "no confidence from 0 to 1"
    words = tuple(word for word in because.split("|") if word)
    if found.derived is not None:
        found.derived.setdefault(project, []).append(Derived(theme, method, float(confidence), words))
    return ""


_READERS = {
    "legalBasis": _legal_basis,
    "topics": _topic,
    "euroSciVoc": _theme,
    "webLink": _link,
    "derivedTheme": _derived,
}
