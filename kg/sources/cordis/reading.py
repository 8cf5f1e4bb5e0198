"""CORDIS, the EU's register of research projects: Horizon Europe, Horizon 2020 and FP7 as Statements.

    reading = read([Path("cordis-HORIZONprojects-csv.zip")], filters=Filters(countries=("NO",)))
    for statement in reading: ...
    print(reading.source, reading.checksum, *reading.summary.lines(), sep="\\n")

The rows are read by `files` and `tables`, cleaned by `cleaning`, gathered by `records` and turned into
Statements by `organisations` and `projects`. Objectives and keywords are not carried: `themes` derives what they are
about.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kg.errors import BadData, KgError, Problem
from kg.model.progress import Progress, quiet
from kg.model.statement import Statement
from kg.resources import data_dir
from kg.sources.cordis.columns import COLUMNS, GRAPH_KINDS, LAYOUTS, Organization, table_by_name
from kg.sources.cordis.damage import check_damage, noted_forms
from kg.sources.cordis.filters import ActorOf, Filters
from kg.sources.cordis.graph_tables import of_graphs
from kg.sources.cordis.json_tables import json_tables
from kg.sources.cordis.organisations import OrganisationStatements
from kg.sources.cordis.participants import participants
from kg.sources.cordis.programmes import ROOTS, SOURCES, root_of
from kg.sources.cordis.projects import ProjectStatements
from kg.sources.cordis.records import Limits, gather
from kg.sources.cordis.snapshot import SnapshotRecords
from kg.sources.cordis.texts import project_texts
from kg.sources.cordis.themes import read_theme_terms
from kg.sources.mappings import Mappings, read_mappings
from kg.sources.reader import OnText
from kg.sources.tabular.files import Found, checksum, find_inputs, own_name
from kg.sources.tabular.summary import Summary
from kg.sources.tabular.tables import Record, SourceTable, open_tables
from kg.sources.tabular.twice import once

__all__ = ["Filters", "Reading", "Summary", "read"]

_NAMES = {"horizon": "cordis-horizon", "h2020": "cordis-h2020", "fp7": "cordis-fp7"}
_SAMPLE = 100  # projects that are looked at to tell the source


@dataclass(slots=True)
class Reading:
    """A download being read. Iterate for the Statements; `summary` is whole after the last one.

    `on_text` is told the texts of each project as it passes. Organisations come first, then programmes, calls,
    projects and participations; what is said of one subject stands together. Iterating again reads again. With
    `most` (by `projects`, `participations`, `organisations`) a download that has more is refused (BadData) before
    the first Statement.
    """

    source: str
    summary: Summary = field(default_factory=Summary)
    most: Mapping[str, int] = field(default_factory=dict)
    on_text: OnText | None = None
    _paths: Sequence[Path] = ()
    _inputs: Sequence[Found] = ()
    _repeated: Sequence[str] = ()
    _filters: Filters = field(default_factory=Filters)
    _actor_of: ActorOf | None = None
    _progress: Progress = quiet
    _links: Path | None = None
    _checksum: str = ""

    @property
    def checksum(self) -> str:
        """`sha256:…` of the input file, or of the list of the input files and their digests."""
        if not self._checksum:
            self._checksum = checksum(self._paths, table_by_name)
        return self._checksum

    def __iter__(self) -> Iterator[Statement]:
        self.summary = Summary()
        with self.snapshot() as (tables, found, mappings):
            yield from self._statements(tables, found, mappings)

    @contextmanager
    def snapshot(self) -> Iterator[tuple[Sequence[SourceTable], SnapshotRecords, Mappings]]:
        """The tables and what was gathered from them, as long as the context lasts."""
        mappings = read_mappings(self._links or data_dir() / "links")
        with tempfile.TemporaryDirectory(prefix="samkart-cordis-", ignore_cleanup_errors=True) as folder:
            tables, unused = open_tables(self._inputs, Path(folder), LAYOUTS, nested=json_tables)
            self.summary.unused_files = tuple(unused)
            tables = of_graphs(tables, Path(folder), self.summary)
            _require_tables(tables, unused, self._paths)
            check_damage(tables)
            self.summary.notices = (*noted_forms(tables), *self._repeated)
            root = ROOTS[self.source][0]
            found = gather(
                tables,
                root,
                filters=self._filters,
                mappings=mappings,
                actor_of=self._actor_of,
                summary=self.summary,
                limits=Limits(self.source, self.most),
            )
            _require_participations(tables, found)
            yield tables, found, mappings

    def _statements(
        self, tables: Sequence[SourceTable], found: SnapshotRecords, mappings: Mappings
    ) -> Iterator[Statement]:
        theme_terms = read_theme_terms(self._links or data_dir() / "links")
        writer = ProjectStatements(self.source, found, mappings=mappings, summary=self.summary, theme_terms=theme_terms)
        self._progress("organisations", 0, len(found.organisations))
        yield from OrganisationStatements(self.source, found, mappings, self.summary).organisations()
        yield from writer.programmes()
        yield from writer.calls()
        self._progress("projects", 0, len(found.projects))
        yield from writer.projects(project_texts(tables, found), self.on_text)
        seen: set[str] = set()
        unordered: set[Organization] = set()
        pairs: Counter[str] = Counter()
        done = 0
        for row, place in participants(tables, found, self.summary):
            pair = f"{row.project}-{row.pic}"
            order = row.order or str(pairs[pair] + 1)
            key = f"{pair}-{order}"
            if not row.order and row in unordered:
                message = f"{row.pic} stands twice in project {row.project}, in rows that are alike"
                self.summary.skip("organization", *place, "", "repeated participation", message)
                continue
            if not row.order:
                unordered.add(row)
            if key in seen:
                message = f"{row.pic} stands twice in project {row.project} with order {order}"
                self.summary.skip("organization", *place, "order", "repeated participation", message)
                continue
            seen.add(key)
            if pairs[pair]:
                self.summary.notes["organisation more than once in a project, kept apart by order"] += 1
            pairs[pair] += 1
            self.summary.table("organization", place[0]).used += 1
            yield from writer.participation(row, place, order)
            done += 1
            if done % 5000 == 0:
                self._progress("participations", done, None)
        self.summary.counts = {
            "projects": len(found.projects),
            "participations": done,
            "organisations": len(found.organisations),
            "programmes": writer.programme_count,
            "calls": writer.call_count,
        }


def read(
    paths: Sequence[Path],
    *,
    source: str | None = None,
    filters: Filters | None = None,
    progress: Progress | None = None,
    actor_of: ActorOf | None = None,
    links: Path | None = None,
    ontology: Path | None = None,
) -> Reading:
    """Read a CORDIS download: zip, folder or single files; csv, XLSX, JSON or XML; today's layout or the older ones.

    `source` (`cordis-horizon`, `cordis-h2020`, `cordis-fp7`) is told by the framework programme of the projects if it
    is not given. `actor_of(pic, vat)` names the actor of an organisation, for `filters.actors`. `links` is the folder
    of the mapping tables; `ontology`, which every reader is given, is not
    looked at. Raises NotFound for a missing path, KgError if the source cannot be told; while iterating,
    BadData if there is no table of projects, Usage if they are of another source or a filter names no programme that is
    there, NotFound if it names no actor that is there.
    """
    inputs, repeated = once(find_inputs(paths, table_by_name))
    if source is not None and source not in ROOTS:
        raise KgError(f"{source!r} is no CORDIS source; expected {', '.join(ROOTS)}")
    name = source or _detect(inputs, paths)
    return Reading(
        name,
        _paths=tuple(paths),
        _inputs=inputs,
        _repeated=repeated,
        _filters=filters or Filters(),
        _actor_of=actor_of,
        _progress=progress or quiet,
        _links=links,
    )


_JOINED = {"coordinator", "participants"}


def _require_tables(tables: Sequence[SourceTable], unused: Sequence[str], paths: Sequence[Path]) -> None:
    """Raise BadData where there are no projects, or none of them can have a participant."""
    names = ", ".join([*(table.file for table in tables), *unused])
    names = names or f"the files of {', '.join(own_name(path) for path in paths)}"
    if not any(table.kind == "project" for table in tables):
        expected = f"expected the columns {LAYOUTS.expected('project')}"
        raise BadData(f"no table of projects among {names}", (Problem("project.csv", 0, "", expected),))
    if not any(table.kind == "organization" or _JOINED.intersection(table.header) for table in tables):
        expected = f"expected the columns {LAYOUTS.expected('organization')}"
        raise BadData(f"no table of participations among {names}", (Problem("organization.csv", 0, "", expected),))


def _require_participations(tables: Sequence[SourceTable], found: SnapshotRecords) -> None:
    """Raise BadData where there are projects and the tables of participations end below their headers."""
    own = [table for table in tables if table.kind == "organization"]
    if found.known and own and not any(_first(table) for table in own):
        raise BadData(
            f"no participation in {', '.join(table.file for table in own)}",
            tuple(Problem(table.file, table.header_row + 1, "", "expected a row below the header") for table in own),
        )


def _detect(inputs: Sequence[Found], paths: Sequence[Path]) -> str:
    """The source by the framework programme of most of the first projects, else by the names of the files."""
    with tempfile.TemporaryDirectory(prefix="samkart-cordis-", ignore_cleanup_errors=True) as folder:
        tables, unused = open_tables(inputs, Path(folder), LAYOUTS, nested=json_tables, first=True)
        if any(table.kind in GRAPH_KINDS for table in tables):
            tables = of_graphs(tables, Path(folder), Summary())
        _require_tables(tables, unused, paths)
        roots = {_told_by(table) for table in tables if table.kind == "project"}
    found = {SOURCES[root] for root in roots if root in SOURCES}
    if not found:
        names = " ".join([*(each.name for each in inputs), *(path.name for path in paths)]).lower()
        found = {source for word, source in _NAMES.items() if word in names}
    if len(found) != 1:
        what = "several framework programmes" if found else "no framework programme"
        raise KgError(f"{what} in {', '.join(map(own_name, paths))}; read one at a time, or name the source")
    return found.pop()


def _told_by(table: SourceTable) -> str:
    """What most of a table's first projects say their framework programme is; among equals the first; empty if none."""
    place = list(COLUMNS["project"]).index("frameworkProgramme")
    cells = [cells[place] for _, cells in _first(table, _SAMPLE)]
    told = Counter(root for cell in cells if (root := root_of(cell, "")))
    return max(told, key=told.__getitem__) if told else ""


def _first(table: SourceTable, most: int = 1) -> list[Record]:
    rows = table.records()
    found = list(islice(rows, most))
    rows.close()  # type: ignore[attr-defined]
    return found
