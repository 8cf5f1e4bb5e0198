"""The tables of a download, as csv, workbook, JSON or XML.

A table is told by its header, not by its file's name, so that every edition of the download is understood; but a file
that is called like a table must be one. What is no csv is first written as csv into a working folder: then memory stays
bounded and there is one way to read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path

from kg.errors import BadData, KgError, Problem
from kg.sources.cleaning.persons import is_of_persons
from kg.sources.csvform import Form, cells_of, inner_cells, plain_or_joined
from kg.sources.tabular.files import READ
from kg.sources.tabular.formats.found import Found
from kg.sources.tabular.formats.objects import flat_tables
from kg.sources.tabular.formats.text import LONGEST_LINE, Rows, first_lines, is_conflict, open_text
from kg.sources.tabular.formats.workbook import WORKBOOKS, sheets_as_csv
from kg.sources.tabular.layout import Layouts, heading

__all__ = ["Nested", "Record", "Report", "SourceTable", "open_tables", "why_none"]

Record = tuple[int, tuple[str, ...]]
Report = Callable[[str, int, str, str], None]
Nested = Callable[..., tuple[list[Found], dict[str, str]]]
"""Makes tables of JSON and XML files: `nested(files, folder, first=…)` gives them, and why others hold none."""

_SAMPLE = 2000  # lines that tell whether rows stand in one cell
_TRIED = 1000  # rows of another width than the header before a table is given up, if they are most of its rows
_NOBODY = frozenset({"", "-", "n/a", "n.a.", "none", "null"})
_NAMED = 20  # files that are told of, where none of them holds a table
_SHOWN = 120  # characters of a first row that are told


@dataclass(frozen=True, slots=True)
class _Header:
    """The column names in lower case, the row they stand in, how the table is written, and the first line as it is."""

    names: tuple[str, ...]
    row: int
    form: Form
    line: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One table: its kind (`project`, `organization`, …), the file it is in and its header.

    `titles` are its headings as they stand there. `persons` counts the cells of columns that are not read since they
    hold natural persons or how to reach them, by heading; whole once `records` was.
    """

    kind: str
    file: str
    header: tuple[str, ...]
    form: Form
    header_row: int
    layouts: Layouts
    _found: Found
    titles: tuple[str, ...] = ()
    persons: Counter[str] = field(default_factory=Counter, compare=False)

    def unusual(self) -> list[str]:
        """How the table is written otherwise than most downloads are, in words."""
        return [each for each in self.form.unusual() if each != "cells are separated by ;"]

    def records(self, report: Report | None = None) -> Iterator[Record]:
        """(row number, cells in the order of `layouts.columns[kind]`); a column that the file lacks is an empty cell.

        The first line is row 1. Rows with fewer cells than the header go to `report` and are passed over. Raises
        BadData for a file that is not whole and one whose rows mostly have another width than its header; KgError for a
        damaged one.
        """
        places = {name: place for place, name in enumerate(self.header)}
        width = len(self.header)
        columns = self.layouts.columns[self.kind]
        take = itemgetter(
            *(next((places[name] for name in names if name in places), width) for names in columns.values())
        )
        read = {name for names in columns.values() for name in names}
        persons = [(name, places[name]) for name in self.header if name not in read and is_of_persons(name)]
        self.persons.clear()
        good = bad = 0
        number = self.header_row
        with self._found.opened() as raw, open_text(raw) as text:
            rows = Rows(text, self.file, self.form.delimiter)
            try:
                for _ in range(number):
                    next(rows.reader, None)
                for number, cells in enumerate(rows.reader, start=self.header_row + 1):
                    if rows.ended:
                        raise rows.cut(number)
                    if self.form.inner:
                        cells = inner_cells(cells, self.form)
                    if len(cells) == width:
                        if not any(cells):  # a spreadsheet adds such rows
                            continue
                        good += 1
                        for name, place in persons:
                            self.persons[name] += cells[place].strip().casefold() not in _NOBODY
                        cells.append("")
                        yield number, take(cells) if len(columns) > 1 else (take(cells),)
                        continue
                    rows.check(number, cells, width)
                    if not cells:
                        continue
                    bad += 1
                    if bad > _TRIED and bad > good:
                        raise self._not_a_table(number, bad, len(cells))
                    if report is not None:
                        report(self.file, number, "", f"{len(cells)} cells, expected {width}")
            except Rows.ERRORS as error:
                raise rows.broken(number + 1, error) from error
        if bad > good:
            raise self._not_a_table(self.header_row + 1, bad, 0)

    def _not_a_table(self, row: int, bad: int, cells: int) -> BadData:
        seen = f"{cells} cells here, and " if cells else ""
        message = f"{seen}{bad} rows have another number of cells than the header, which has {len(self.header)}"
        return _unreadable(self.file, row, self.layouts.expected(self.kind), message)


def open_tables(
    inputs: Sequence[Found], folder: Path, layouts: Layouts, *, nested: Nested = flat_tables, first: bool = False
) -> tuple[list[SourceTable], list[str]]:
    """The tables among the files that have one of some layouts, and the names of the files that hold none of these.

    Workbooks, JSON and XML are written into `folder` as csv; it must last as long as the tables are used. `first` stops
    at the first project where there is a file for each. Raises BadData for files that are called like a table and are
    none, all of them; KgError for a file that cannot be read at all.
    """
    tables: list[SourceTable] = []
    unused: list[str] = []
    problems: list[Problem] = []
    objects = [each for each in inputs if each.suffix in (".json", ".xml")]
    plain = [each for each in inputs if each.suffix not in (".json", ".xml")]
    if objects:
        found, without = nested(objects, folder, first=first)
        plain += found
        for name, why in without.items():
            kind = layouts.by_name(name)
            if kind is not None and name.lower().endswith(".json"):
                problems.append(Problem(name, 1, "", f"{why}; {_expectation(layouts.expected(kind))}"))
            else:
                unused.append(f"{name} ({why})")
    for each in plain:
        own, problem = _tables(each, folder, layouts)
        tables += own
        if problem is not None:
            problems.append(problem)
        elif not own:
            unused.append(each.name)
    if problems:
        raise _bad(problems)
    return tables, sorted(unused)


def _tables(found: Found, folder: Path, layouts: Layouts) -> tuple[list[SourceTable], Problem | None]:
    """The tables in a file, or what is wrong with one that is called like a table; neither for another file."""
    named = layouts.by_name(found.name)
    if found.suffix in WORKBOOKS:
        try:
            sheets = sheets_as_csv(found, folder)
        except KgError:
            if named is None and layouts.title_rows == 0:
                return [], None
            raise
        tried = [_table(sheet, found.suffix, layouts, named=named) for sheet in sheets]
        tables = [table for table, _ in tried if table is not None]
        problems = [problem for _, problem in tried if problem is not None]
        empty = Problem(found.name, 1, "", f"nothing; {_expectation(layouts.expected(named))}") if named else None
        return tables, None if tables else next(iter(problems), empty)
    if found.suffix and found.suffix not in READ:
        what = f"not read; expected {', '.join(READ)}, or a zip of these"
        return [], Problem(found.name, 0, "", what) if named else None
    table, problem = _table(found, found.suffix, layouts, named=named)
    return [table] if table else [], problem


def _table(
    source: Found, suffix: str, layouts: Layouts, *, named: str | None
) -> tuple[SourceTable | None, Problem | None]:
    header = _header(source, layouts)
    kind = layouts.of(header.names)
    if kind is None:
        return None, Problem(source.name, header.row, "", _fault(header, layouts.expected(named))) if named else None
    missing = layouts.missing(kind, header.names, sparse=suffix == ".json")
    if named is not None and kind != named and kind not in layouts.freely_named:
        expected = _expectation(layouts.expected(named))
        what = f"it has the columns of {kind}, not those of {named}; {expected}"
        return None, Problem(source.name, header.row, "", what)
    if missing:
        what = f"no column {', '.join(missing)}; found {_cut(', '.join(header.names))}"
        return None, Problem(source.name, header.row, "", what)
    return SourceTable(
        kind,
        source.name,
        header=header.names,
        form=header.form,
        header_row=header.row,
        layouts=layouts,
        _found=source,
        titles=header.titles,
    ), None


def why_none(inputs: Sequence[Found], layouts: Layouts) -> list[Problem]:
    """For files among which there is no table: what stands in the first row of each that is text, and what was
    expected of the table that it is most like.
    """
    found = []
    for each in inputs[:_NAMED]:
        header = _Header((), 1, Form(), "") if each.suffix in WORKBOOKS else _header(each, layouts)
        kind = layouts.nearest(header.names)
        missing = layouts.missing(kind, header.names)
        if each.suffix in (*WORKBOOKS, ".json", ".xml"):
            what = f"no table in it; {_expectation(layouts.expected(kind))}"
        elif len(missing) < len(layouts.needed[kind]):
            what = f"no column {', '.join(missing)}; found {_cut(', '.join(header.names))}"
        else:
            what = _fault(header, layouts.expected(kind))
        found.append(Problem(each.name, header.row, "", what))
    return found


def _header(found: Found, layouts: Layouts) -> _Header:
    """What stands in the first line that is the header of a table: the first, or the second if that is `sep=;`, which
    tells the delimiter, or one below titles. Else the delimiter is the one that the line has most of.
    """
    with found.opened() as raw:
        encoding, lines = first_lines(raw, _SAMPLE)
    line = lines[0] if lines else ""
    stated = line.strip().strip('"').lower() if len(line) < 20 else ""
    if stated.startswith("sep=") and len(lines) > 1:
        return _header_in(lines, 2, Form(encoding, line.strip("\r\n").strip('"')[4:5] or "\t", stated=True), layouts)
    tried = (
        _header_in(lines, row, Form(encoding, max(layouts.delimiters, key=lines[row - 1].count)), layouts)
        for row in range(1, min(1 + layouts.title_rows, len(lines)) + 1)
    )
    first: _Header | None = None
    best: tuple[int, _Header] | None = None
    for each in tried:
        if is_conflict(each.line.strip()):
            if best is not None:
                break
            return replace(each, names=())  # one of two versions stands below it
        kind = layouts.of(each.names)
        if kind is not None:  # of a header in two rows, the lower one says more
            known = sum(not set(names).isdisjoint(each.names) for names in layouts.columns[kind].values())
            if best is None or known > best[0]:
                best = known, each
        first = first or each
    return best[1] if best is not None else first or _Header((), 1, Form(encoding), "")


def _header_in(lines: Sequence[str], row: int, form: Form, layouts: Layouts) -> _Header:
    line, names = lines[row - 1], list[str]()
    if len(line) < LONGEST_LINE and "\0" not in line:
        names = cells_of(line.rstrip("\r\n"), form.delimiter)
        if layouts.of([heading(name) for name in names]) is None:
            form, names = _joined(line.rstrip("\r\n"), form, names, layouts)
        else:
            form = plain_or_joined("".join(lines[row - 1 :]), form)
    return _Header(tuple(heading(name) for name in names), row, form, line, tuple(name.strip() for name in names))


def _joined(line: str, form: Form, names: list[str], layouts: Layouts) -> tuple[Form, list[str]]:
    """The form and the names of a header that stands in one cell, if it does."""
    for delimiter, inner in ((",", ";"), (";", ","), ("\t", ";")):
        joined = replace(form, delimiter=delimiter, inner=inner)
        found = inner_cells(cells_of(line, delimiter), joined)
        if layouts.of([heading(name) for name in found]) is not None:
            return joined, found
    return form, names


def _fault(header: _Header, expected: str) -> str:
    """What is wrong with the first row of a file that is called like a table."""
    line = header.line.strip()
    if is_conflict(line):
        return f"a mark of an unsettled conflict in git ({_cut(line)}); settle it first"
    if not line:
        return f"nothing; {_expectation(expected)}"
    return f"found {_cut(line)}; {_expectation(expected)}"


def _expectation(columns: str) -> str:
    return f"expected the columns {columns}, separated by ; , or tab"


def _cut(text: str) -> str:
    text = "".join(c if c.isprintable() else "\ufffd" for c in text[: _SHOWN + 1])
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _unreadable(file: str, row: int, expected: str, message: str) -> BadData:
    return _bad([Problem(file, row, "", f"{message}; {_expectation(expected)}")])


def _bad(problems: Sequence[Problem]) -> BadData:
    names = sorted({problem.file for problem in problems})
    what = f"{names[0]} cannot be read as the table that its name says"
    if len(names) > 1:
        what = f"{', '.join(names)} cannot be read as the tables that their names say"
    return BadData(what, tuple(sorted(problems)))
