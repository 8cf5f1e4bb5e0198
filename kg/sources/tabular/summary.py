"""What reading a download did: rows read, used, skipped and why, and the problems met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kg.errors import Problem
from kg.sources.cleaning.values import shown

__all__ = ["Summary", "TableCount"]

_KEPT = 200  # problems are listed up to this many per reason; all are counted

_COLUMNS = 5  # that are not read are named up to this many
_NAMED = 20  # files that are not used are named up to this many


@dataclass(slots=True)
class TableCount:
    """Rows of one file: read, used, and skipped by reason. `read == used + sum(skipped.values())`."""

    kind: str
    file: str
    read: int = 0
    used: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Summary:
    """Filled while the Statements are taken; whole when they have all been taken.

    `notices` tell of files that are read in spite of how they are written. `counts` has projects, participations,
    organisations, programmes and calls. `dropped` counts values, by column and reason, that were not carried although
    their row was. `notes` counts what was mended or met without harm.
    """

    tables: dict[tuple[str, str], TableCount] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    notices: tuple[str, ...] = ()
    unused_files: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    _listed: Counter[str] = field(default_factory=Counter)

    def table(self, kind: str, file: str) -> TableCount:
        """The counts of one table, made when first asked for."""
        return self.tables.setdefault((kind, file), TableCount(kind, file))

    def skip(self, kind: str, file: str, row: int, column: str, reason: str, message: str = "") -> None:
        """A row that is not used because something is wrong with it; counted by `reason` and reported."""
        count = self.table(kind, file)
        count.skipped[reason] += 1
        self._problem(f"{kind}: {reason}", Problem(file, row, column, message or reason))

    def reporter(self, kind: str) -> Callable[[str, int, str, str], None]:
        """What is told of rows of a table with too few or too many cells (`SourceTable.records`)."""

        def report(file: str, row: int, column: str, message: str) -> None:
            self.table(kind, file).read += 1
            self.skip(kind, file, row=row, column=column, reason="too few or too many cells", message=message)

        return report

    def not_asked_for(self, files: Iterable[str]) -> None:
        """Rows that were used, by the files they stand in, and turn out not to be asked for."""
        by_file = {count.file: count for count in self.tables.values()}
        for file, number in Counter(files).items():
            by_file[file].used -= number
            by_file[file].skipped["not asked for"] += number

    def person(self, kind: str, file: str) -> None:
        """A row with nothing but a natural person, which is left out: counted, not shown."""
        self.table(kind, file).skipped["natural person"] += 1

    def tell_persons(self, cells: Mapping[str, int]) -> None:
        """Cells that are not read since they hold natural persons or how to reach them, by their column."""
        told = ", ".join(shown(heading) for heading in sorted(cells)[:_COLUMNS])
        more = f" and {len(cells) - _COLUMNS} more" if len(cells) > _COLUMNS else ""
        if number := sum(cells.values()):
            self.notes[f"cells on natural persons, not read (columns {told}{more})"] += number

    def drop(self, kind: str, file: str, row: int, column: str, message: str) -> None:
        """A value that is not carried because it cannot be read; the rest of its row is."""
        self.dropped[f"{kind}.{column}"] += 1
        self._problem(f"{kind}.{column}", Problem(file, row, column, message))

    def _problem(self, group: str, problem: Problem) -> None:
        self.problem_count += 1
        self._listed[group] += 1
        if self._listed[group] <= _KEPT:
            self.problems.append(problem)

    def lines(self) -> list[str]:
        """The summary as lines for people, without the problems."""
        found = []
        for _, count in sorted(self.tables.items()):
            skipped = "; ".join(f"{number} {reason}" for reason, number in sorted(count.skipped.items()))
            tail = f" ({skipped})" if skipped else ""
            total = sum(count.skipped.values())
            found.append(f"{count.kind} ({count.file}): read {count.read}, used {count.used}, skipped {total}{tail}")
        found.append(", ".join(f"{number} {name}" for name, number in self.counts.items()))
        found.extend(f"not carried: {number} × {column}" for column, number in sorted(self.dropped.items()))
        found.extend(f"{note}: {number}" for note, number in sorted(self.notes.items()))
        found.extend(self.notices)
        if self.unused_files:
            more = len(self.unused_files) - _NAMED
            tail = f" and {more} more" if more > 0 else ""
            found.append(f"files not used: {', '.join(self.unused_files[:_NAMED])}{tail}")
        return found
