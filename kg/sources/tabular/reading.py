"""A table source being read: what all such sources do alike, so that a source's own module only gathers its rows.

def gather(tables: Sequence[SourceTable], records: Records) -> None: ...

SOURCE = TableSource("keep", LAYOUTS, gather)
read = SOURCE.read
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import BadData, KgError
from kg.model.progress import Progress, quiet
from kg.model.statement import Statement
from kg.resources import data_dir
from kg.sources.cleaning.persons import is_told_apart
from kg.sources.mappings import Mappings, read_mappings
from kg.sources.reader import ActorOf, too_many
from kg.sources.tabular.columns import check_columns
from kg.sources.tabular.files import Found, checksum, find_inputs, own_name
from kg.sources.tabular.filters import RecordFilters
from kg.sources.tabular.formats.objects import flat_tables
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.normal import NORMAL, gather_normal, is_normal
from kg.sources.tabular.records import Records
from kg.sources.tabular.statements import RecordStatements
from kg.sources.tabular.summary import Summary
from kg.sources.tabular.tables import Nested, SourceTable, open_tables, why_none
from kg.sources.tabular.twice import once

__all__ = ["Gather", "TableReading", "TableSource"]

Gather = Callable[[Sequence[SourceTable], Records], None]
"""Reads a source's tables into records; counts rows read, used and skipped in `records.summary`."""


@dataclass(frozen=True)
class TableSource:
    """How a source is read: its tables, and what gathers their rows. `nested` makes tables of JSON and XML files.

    `persons` tells a natural person by the name: those are left out. None for a source that lists bodies alone, whose
    acronyms in capitals (`NAV Rogaland`) look like the surnames of a list of persons.
    """

    name: str
    layouts: Layouts
    gather: Gather
    nested: Nested = flat_tables
    persons: Callable[[str], bool] | None = is_told_apart

    def read(
        self,
        paths: Sequence[Path],
        *,
        source: str | None = None,
        filters: RecordFilters | None = None,
        progress: Progress | None = None,
        actor_of: ActorOf | None = None,
        links: Path | None = None,
        **_: Any,
    ) -> TableReading:
        """A reading of some files or folders. Raises NotFound and KgError as `find_inputs`; while iterating, BadData
        where none of them holds a table of the source, and what the filters raise.
        """
        inputs, repeated = once(find_inputs(paths, self.layouts.by_name))
        return TableReading(
            source or self.name,
            self,
            paths=tuple(paths),
            inputs=tuple(inputs),
            repeated=tuple(repeated),
            filters=filters or RecordFilters(),
            progress=progress or quiet,
            actor_of=actor_of,
            links=links or data_dir() / "links",
        )


@dataclass(slots=True)
class TableReading:
    """A table source being read. Iterate for the Statements; `summary` is whole after the last one.

    With `most`, by kind of record, files that hold more are refused (BadData) before the first Statement.
    """

    source: str
    kind: TableSource
    paths: tuple[Path, ...]
    inputs: tuple[Found, ...]
    filters: RecordFilters | Any
    progress: Progress
    actor_of: ActorOf | None
    links: Path
    repeated: tuple[str, ...] = ()
    most: Mapping[str, int] = field(default_factory=dict)
    summary: Summary = field(default_factory=Summary)
    _checksum: str = ""

    @property
    def checksum(self) -> str:
        """`sha256:…` of the input file, or of the list of the input files and their digests."""
        if not self._checksum:
            self._checksum = checksum(self.paths, self.kind.layouts.by_name)
        return self._checksum

    def __iter__(self) -> Iterator[Statement]:
        mappings = read_mappings(self.links)
        records = self.records(mappings)
        self.progress("organisations", 0, len(records.organisations))
        yield from RecordStatements(self.source, records, mappings)

    def records(self, mappings: Mappings | None = None) -> Records:
        """What the files hold of what is asked for, natural persons left out."""
        self.summary = Summary()
        records = Records(self.summary)
        with tempfile.TemporaryDirectory(prefix="samkart-", ignore_cleanup_errors=True) as folder:
            tables = self.gathered(records, Path(folder))
            self.summary.tell_persons(sum((table.persons for table in tables), Counter[str]()))
        check_columns(self.source, records)
        _leave_out_persons(records, self.kind.persons)
        self.filters.apply(records, mappings or read_mappings(self.links), self.actor_of)
        self.summary.counts = {
            name: len(held)
            for name, held in (
                ("projects", records.projects),
                ("participations", records.participations),
                ("memberships", records.memberships),
                ("ties", records.pairs),
                ("organisations", records.organisations),
                ("programmes", records.programmes),
            )
            if held or name in ("projects", "organisations")
        }
        for kind, number in self.summary.counts.items():
            if number > self.most.get(kind, number):
                raise too_many(self.source, kind, self.most[kind], self.inputs[0].name, 0)
        return records

    def gathered(self, records: Records, folder: Path) -> Sequence[SourceTable]:
        """Open the tables, which are written into a folder where they are no csv, and read them into records."""
        layouts, gather, nested = self.kind.layouts, self.kind.gather, self.kind.nested
        if is_normal(each.name for each in self.inputs):
            layouts, gather, nested = NORMAL, gather_normal, flat_tables
        tables, unused = open_tables(self.inputs, folder, layouts, nested=nested)
        self.summary.unused_files = tuple(unused)
        if not tables:
            raise self._no_table(layouts)
        self.tell_unusual(tables)
        gather(tables, records)
        return tables

    def tell_unusual(self, tables: Sequence[SourceTable]) -> None:
        """Tell which tables are written otherwise than most are, and which were given twice."""
        self.summary.notices = tuple(
            f"{table.file} is read as it is meant, though {'; '.join(ways)}"
            for table in tables
            if (ways := table.unusual())
        )
        self.summary.notices += self.repeated

    def _no_table(self, layouts: Layouts) -> KgError:
        files = ", ".join(own_name(path) for path in self.paths)
        return BadData(f"no table of {self.source} in {files}", tuple(why_none(self.inputs, layouts)))


def _leave_out_persons(records: Records, is_person: Callable[[str], bool] | None) -> None:
    """Organisations whose name is a person's, unless the source has a number or a kind for them, and those that the
    source says are persons, go with their ties.
    """
    persons = set(records.persons)
    if is_person is not None:
        persons |= {
            key
            for key, each in records.organisations.items()
            if not (each.number or each.kind or each.public or key in records.bodies) and is_person(each.name)
        }
    if not persons:
        return
    records.summary.notes["natural person, left out"] += len(persons)
    for key in persons:
        records.organisations.pop(key, None)
    records.participations = [each for each in records.participations if each.organisation not in persons]
    records.memberships = [each for each in records.memberships if each.organisation not in persons]
    records.pairs = [each for each in records.pairs if persons.isdisjoint((each.organisation, each.other))]
