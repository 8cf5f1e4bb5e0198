"""Lists being read: each file by what is told of it, its columns known by their headings or by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import BadData, Cause, Problem, Usage
from kg.linking.official import read_forms
from kg.model.progress import Progress, quiet
from kg.resources import data_dir
from kg.sources.cleaning.persons import is_told_apart
from kg.sources.cleaning.values import clean_date
from kg.sources.lists.bodies import tell_bare
from kg.sources.lists.spellings import join_spellings
from kg.sources.lists.told import ListTold
from kg.sources.reader import ActorOf
from kg.sources.tabular.files import find_inputs
from kg.sources.tabular.formats.found import Found
from kg.sources.tabular.formats.workbook import WORKBOOKS, sheets_as_csv
from kg.sources.tabular.headings import BARE_NAMES, OF_BODIES, list_layouts
from kg.sources.tabular.layout import Layouts, heading
from kg.sources.tabular.reading import TableReading, TableSource
from kg.sources.tabular.records import Place, Records
from kg.sources.tabular.statements import country_of
from kg.sources.tabular.tables import SourceTable, open_tables, why_none

__all__ = ["GatherList", "ListSource", "TypedList", "list_rows"]

_SHEET = ", sheet "
_MEND = "say which column is what: --column {}=HEADING"


@dataclass(frozen=True, slots=True)
class TypedList:
    """A table of a list, and what is told of it."""

    table: SourceTable
    told: ListTold

    def heading(self, field: str) -> str:
        """What the column of a field is called, as `kg.sources.tabular.layout.heading` gives it; empty without one."""
        names = self.table.layouts.columns["list"][field]
        return next((name for name in names if name in self.table.header), "")


GatherList = Callable[[Sequence[TypedList], Records], None]
"""Reads lists into records; counts rows read, used and skipped in `records.summary`."""


@dataclass(frozen=True)
class ListSource:
    """How lists of a kind are read: their fields, those that must be there, and what gathers their rows."""

    name: str
    fields: tuple[str, ...]
    needed: tuple[str, ...]
    gather: GatherList

    def read(
        self,
        paths: Sequence[Path],
        *,
        source: str | None = None,
        filters: Any = None,
        progress: Progress | None = None,
        actor_of: ActorOf | None = None,
        links: Path | None = None,
        **_: Any,
    ) -> ListReading:
        """A reading of some lists. Raises NotFound and KgError as `find_inputs`; while iterating, BadData and Usage for
        what cannot be read as a list, each with what mends it.
        """
        layouts = list_layouts({}, self.needed, self.fields)
        kind = TableSource(self.name, layouts, _gathered_elsewhere, persons=is_told_apart)
        return ListReading(
            source or self.name,
            kind,
            paths=tuple(paths),
            inputs=tuple(find_inputs(paths)),
            filters=filters,
            progress=progress or quiet,
            actor_of=actor_of,
            links=links or data_dir() / "links",
            lists=self,
        )


def _gathered_elsewhere(tables: Sequence[SourceTable], records: Records) -> None:
    raise AssertionError("a list is read with what is told of it")


@dataclass(slots=True)
class ListReading(TableReading):
    """See `TableReading`: each file is read by what `filters` tell of it."""

    lists: ListSource = None  # type: ignore[assignment]  # always given; the fields before it have defaults

    def gathered(self, records: Records, folder: Path) -> Sequence[SourceTable]:
        """See `TableReading.gathered`."""
        filters: Any = self.filters
        told: dict[str, ListTold] = {each.file: each for each in filters.all()}
        shown = [each.shown or each.file for each in told.values()]
        found: list[TypedList] = []
        for number, path in enumerate(sorted(self.paths, key=lambda each: each.name)):
            each = told.get(path.name)
            if each is None:
                raise Usage(f"of whom {path.name} is a list was not said; import it again")
            name = each.shown or each.file
            if shown.count(name) > 1:
                name = f"{each.about}/{name}"
            place = folder / str(number)
            place.mkdir()
            inputs = [replace(one, name=_renamed(one.name, path.name, name)) for one in find_inputs([path])]
            found += [TypedList(table, each) for table in self._tables(inputs, each, name, place)]
        tables = [each.table for each in found]
        self.tell_unusual(tables)
        self.lists.gather(found, records)
        join_spellings(records, read_forms(self.links))
        tell_bare([table.file for table in tables], records)
        for table in tables:
            self._check_used(table)
        return tables

    def _check_used(self, table: SourceTable) -> None:
        """A list of which no row is used takes the place of no other. Raises BadData."""
        if not self.summary.table(table.kind, table.file).used:
            own = tuple(each for each in self.summary.problems if each.file == table.file)
            problems = own or (Problem(table.file, table.header_row, "", "no rows below the headings"),)
            raise BadData(f"no row of {table.file} can be used", problems)

    def _tables(self, inputs: Sequence[Found], told: ListTold, name: str, folder: Path) -> list[SourceTable]:
        layouts = list_layouts(told.columns, self.lists.needed, self.lists.fields)
        try:
            tables, unused = open_tables(inputs, folder, layouts)
        except BadData as error:
            raise _mended(error, name, self.lists.needed) from error
        self.summary.unused_files += tuple(unused)
        sheets = [table.file.rpartition(_SHEET)[2] for table in tables if _SHEET in table.file]
        if told.sheets:
            missing = [each for each in told.sheets if each not in sheets]
            if missing and (len(tables) != 1 or sheets):
                raise Usage(f"{name} has no list on a sheet {missing[0]!r}", tuple(sheets), parameter="sheet")
            tables = [each for each in tables if not sheets or each.file.rpartition(_SHEET)[2] in told.sheets]
        if not tables:
            raise _no_list(inputs, layouts, name, folder)
        if len(sheets) > 1 and not told.sheets:
            what = f"several sheets of {name} hold a list; say which: --sheet NAME"
            raise Usage(what, tuple(sheets), parameter="sheet")
        problems = [problem for table in tables for problem in _unclear(table, told, layouts)]
        if problems:
            raise BadData(f"{name} is not clear", tuple(problems))
        return tables


def _renamed(shown: str, kept: str, name: str) -> str:
    """The name of a file, or of what is in it, with what it was called in the place of what it is kept as."""
    return name + shown[len(kept) :] if shown.startswith(kept) else shown


def _unclear(table: SourceTable, told: ListTold, layouts: Layouts) -> Iterator[Problem]:
    """Headings that are none, and two columns that may be the name: one of those is perhaps that of a person."""
    columns = layouts.columns[table.kind]
    for title in table.titles:
        if (len(title) > 4 and clean_date(title)) or (len(title) == 2 and title.isupper() and country_of(title)):
            mend = _MEND.format(layouts.needed["list"][0])
            what = (
                f"this row is taken for the headings, but holds {title!r}: is the row with the headings there? {mend}"
            )
            yield Problem(table.file, table.header_row, "", what, Cause.COLUMNS)
            return
    titles = dict(zip(table.header, table.titles, strict=False))
    if "name" in columns and "name" not in told.columns:
        there = [each for each in table.header if each in columns["name"]]
        bare = [each for each in there if each in BARE_NAMES]
        bodies = [each for each in there if each in OF_BODIES]
        if bare and bodies:
            both = " and ".join(repr(titles.get(each, each)) for each in (bare[0], bodies[0]))
            what = f"{both} may both be the name; say which: --column name={titles.get(bodies[0], bodies[0])}"
            yield Problem(table.file, table.header_row, titles.get(bare[0], bare[0]), what, Cause.COLUMNS)
    for name, aliases in columns.items():
        twice = next((each for each in aliases if table.header.count(each) > 1), "")
        if twice and name in layouts.needed["list"]:
            what = "two columns have this heading; name them apart"
            yield Problem(table.file, table.header_row, titles.get(twice, twice), what, Cause.COLUMNS)


def _mended(error: BadData, name: str, needed: Sequence[str]) -> BadData:
    """The error of a table whose columns are not all understood, with what mends it."""
    mend = _MEND.format(needed[0])
    problems = [replace(each, message=f"{each.message}; {mend}") for each in error.problems]
    return BadData(f"{name} cannot be read as a list", tuple(problems))


def _no_list(inputs: Sequence[Found], layouts: Layouts, name: str, folder: Path) -> BadData:
    """Why there is no list in a file: what stands where headings should be, and how it is said which is what."""
    problems = []
    expected = layouts.expected("list")
    mend = f"put headings above the columns, or {_MEND.format(layouts.needed['list'][0])}"
    for each in inputs:
        if each.suffix not in WORKBOOKS:
            problems += [replace(one, message=f"{one.message}; {mend}") for one in why_none([each], layouts)]
            continue
        place = folder / "why"
        place.mkdir(exist_ok=True)
        for sheet in sheets_as_csv(each, place):
            row, cells = _likely_header(sheet)
            found = ", ".join(cells) if cells else "nothing"
            what = f"found {found}; expected the columns {expected}; {mend}"
            problems.append(Problem(sheet.name, row, "", what, Cause.COLUMNS))
    return BadData(f"no list in {name}", tuple(problems))


def _likely_header(sheet: Found) -> tuple[int, list[str]]:
    """The row of the first twenty with the most cells of text, and these: so people see what was taken for headings."""
    import csv
    import io

    with sheet.opened() as raw:
        text = raw.read(1 << 16).decode("utf-8", "replace")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[:20]
    best = max(
        range(len(rows)),
        key=lambda at: (sum(bool(c) and not (c.isascii() and c.isdigit()) for c in rows[at]), -at),
        default=-1,
    )
    return (best + 1, [cell for cell in rows[best] if cell][:12]) if best >= 0 else (1, [])


def list_rows(given: TypedList, records: Records) -> Iterator[tuple[Place, Mapping[str, str]]]:
    """The rows of a list by field, less those that repeat its headings."""
    names = {field: {heading(each) for each in told} for field, told in given.table.layouts.columns["list"].items()}
    for place, cells in records.rows(given.table):
        filled = {field: value for field, value in cells.items() if value}
        if len(filled) > 1 and all(heading(value) in names[field] for field, value in filled.items()):
            records.summary.skip("list", *place, column="", reason="the headings again")
            continue
        yield place, cells
