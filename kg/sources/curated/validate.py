"""Checking the curated tables before any RDF is made: file, row, column and what was expected, causes first.

`python -m kg.sources.curated [DIR]` prints every problem and ends with exit code 1 if there is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import Cause, Problem
from kg.ids import slug
from kg.sources.csvfile import CsvRow, CsvTable
from kg.sources.curated.across import check_across
from kg.sources.curated.cells import check_cell, split_cell, unknown_values
from kg.sources.curated.concepts import concept_keys
from kg.sources.curated.meant import load_table
from kg.sources.curated.naming import Names
from kg.sources.curated.order import check_order
from kg.sources.curated.schema import ColumnSchema, TableSchema
from kg.sources.curated.spelling import strange_name
from kg.sources.curated.tables import TABLES, claimed, tie_key
from kg.sources.curated.timing import check_dates
from kg.sources.workbook import WORKBOOKS

__all__ = ["ENDINGS", "load_tables", "missing_tables", "validate"]

Rows = dict[str, list[CsvRow]]
ENDINGS = (".csv", *WORKBOOKS)
"""The endings of files that are tables; a folder has one file for a table."""
_ALIKE = 10
"""So many problems of one kind in one column are told one by one; of more, the first, with their number."""
_NAME = re.compile(r"name|name_\w+|alt_names")


def load_tables(curated: Path, notices: list[Problem] | None = None) -> tuple[Rows, list[Problem]]:
    """The rows of every table in a folder, and what is wrong with the files' form. A missing file is an empty table.

    What was read in spite of how it is written is put among the `notices`, one for a file.
    """
    tables, problems, found = _load(curated)
    if notices is not None:
        notices.extend(found)
    return {name: table.rows for name, table in tables.items()}, problems


def _load(curated: Path) -> tuple[dict[str, CsvTable], list[Problem], list[Problem]]:
    tables: dict[str, CsvTable] = {}
    problems: list[Problem] = []
    notices: list[Problem] = []
    for table in TABLES.values():
        paths = _files_of(curated, table.name)
        if len(paths) > 1:
            message = f"a second file of this table, beside {paths[0].name}; keep one"
            problems.extend(Problem(each.name, 0, "", message, Cause.FORM) for each in paths[1:])
        found = tables[table.name] = load_table(paths[0], table) if len(paths) == 1 else CsvTable(readable=not paths)
        problems.extend(found.problems)
        notices.extend(Problem(paths[0].name, 0, "", notice, Cause.FORM) for notice in found.notices)
    for path in sorted(curated.glob("*.csv")):
        if path.stem not in TABLES:
            message = f"no such table; expected one of {', '.join(TABLES)}"
            problems.append(Problem(path.name, 0, "", message, Cause.FORM))
    return tables, problems, notices


def _files_of(curated: Path, name: str) -> list[Path]:
    """The files that are a table: as text, or a workbook."""
    paths = (curated / f"{name}{ending}" for ending in ENDINGS)
    return [path for path in paths if path.exists()]


def missing_tables(curated: Path) -> tuple[set[str], list[Problem]]:
    """The tables that a folder lacks, with one problem that says so; a file whose name is nearly right is named."""
    there = {path.name for path in curated.iterdir()}
    missing = {name for name, table in TABLES.items() if not table.optional and not _files_of(curated, name)}
    if missing == _REQUIRED and not any(name.casefold() in there for name in _FILES):
        alike = sorted(name for name in there if _table_of(name) is not None)
        if not alike:
            message = f"no table is in this folder; expected {', '.join(_FILES)}"
            return missing, [Problem(str(curated), 0, "", message, Cause.FORM)]
    problems = []
    told = set()
    for name in sorted(there):
        table = _table_of(name)
        if table in missing and table not in told:
            told.add(table)
            problems.append(Problem(name, 0, "", f"not a name of a table; expected {table}.csv", Cause.FORM))
    if left := [f"{name}.csv" for name in TABLES if name in missing - told]:
        message = f"missing in this folder: {', '.join(left)}; a table without rows has a header"
        problems.append(Problem(str(curated), 0, "", message, Cause.FORM))
    return missing, problems


_FILES = tuple(f"{name}.csv" for name in TABLES)
_REQUIRED = {name for name, table in TABLES.items() if not table.optional}


def _table_of(name: str) -> str | None:
    """The table that a file with a slightly wrong name is: `memberships.CSV`, `memberships (1).csv`, `….csv.txt`."""
    match = re.match(r"([a-z_ -]+?)( ?\(\d+\)| - copy| - kopi)?\.(csv|txt|tsv|xlsx?|ods|csv\.txt)$", name.casefold())
    table = re.sub(r"[ -]", "_", match[1]) if match else ""
    return table if table in TABLES else None


def validate(curated: Path, schemes: Path, *, whole: bool = False) -> list[Problem]:
    """Everything wrong with the curated tables in a folder, sorted by cause, file and row; empty when all is well.

    A missing table has no rows; if the folder is to be `whole`, it is a problem. What would stand in a table that
    cannot be read, or in a row that is refused, is not missed elsewhere.
    """
    missing, problems = missing_tables(curated) if whole else (set[str](), [])
    if missing == _REQUIRED:
        return problems
    tables, found, _ = _load(curated)
    told = {problem.file for problem in problems}
    problems.extend(each for each in found if each.file not in told)
    for name in missing:
        tables[name].readable = False
    checking = _Checking(tables, schemes)
    problems.extend(checking.problems())
    files = {f"{name}.csv": path.name for name in TABLES for path in _files_of(curated, name)[:1]}
    named = {replace(each, file=files.get(each.file, each.file)) for each in problems}
    return _summed_up(sorted(named))


def _summed_up(problems: Iterable[Problem]) -> list[Problem]:
    """Problems with one told in place of many that are alike: of one cause, in one column, in the same words."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for each in problems:
        words = re.sub(r"'[^']*'|\"[^\"]*\"|\d+|\(U\+\w+\)", "", each.message.partition("; perhaps")[0])
        kind = (each.cause, each.file, each.column, words)
        groups.setdefault(kind if each.row else (each,), []).append(each)
    return sorted(one for group in groups.values() for one in _one_for_many(group))


def _one_for_many(group: list[Problem]) -> list[Problem]:
    first = group[0]
    if len(group) <= _ALIKE or first.cause == Cause.REFERENCE:
        return group
    message = f"{first.message}; so in {len(group) - 1} more rows, to row {group[-1].row}"
    return [Problem(first.file, first.row, first.column, message, first.cause)]


@dataclass(slots=True)
class _Checking:
    """The tables as they were read, and what is found in them, from cells to what lies between rows."""

    tables: dict[str, CsvTable]
    schemes: Path
    known: dict[str, set[str]] = field(init=False)
    excused: dict[str, set[str]] = field(init=False)
    open_kinds: set[str] = field(default_factory=set)
    refused: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    unknown: dict[tuple[str, str], list[tuple[str, int, str]]] = field(default_factory=dict)

    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong, beside the form of the files."""
        self._know()
        for table in TABLES.values():
            for row in self.tables[table.name].rows:
                yield from self._row(table, row)
        for table in TABLES.values():
            yield from self._repeated(table)
        yield from self._unknown_references()
        sound = self._sound()
        for table in TABLES.values():
            yield from check_order(table, self._in_place(table))
            for row in sound[table.name]:
                for problem in check_dates(table, row):
                    self.refused[table.name, row.number].add(problem.column)
                    yield problem
        for row in sound["claims"]:
            yield from self._claim(row)
        yield from check_across(self._sound())

    def _claim(self, row: CsvRow) -> Iterator[Problem]:
        """What is wrong with a value that is not preferred, by the column of the tie that it stands for."""
        told = (row.number, "value") in self.tables["claims"].told
        if told or not all(row.cells.get(name) for name in TABLES["claims"].key):
            return
        column, value = claimed(row.cells), row.cells["value"]
        for message in check_cell(column, value, self.known):
            yield Problem("claims.csv", row.number, "value", message, Cause.CELL)

    def _know(self) -> None:
        """The keys that references may name, and those of what would be there if it were right."""
        self.known = {f"concept:{scheme}": keys for scheme, keys in concept_keys(self.schemes).items()}
        self.excused = {}
        for table in TABLES.values():
            if len(table.key) != 1:
                continue
            where, read = f"ref:{table.kind}", self.tables[table.name]
            self.known.setdefault(where, set()).update(row.cells.get(table.key[0], "") for row in read.rows)
            self.excused.setdefault(where, set()).update(read.refused)
            if not read.readable or table.key[0] in read.missing:
                self.open_kinds.add(where)
        ties = [(table, self.tables[table.name]) for table in TABLES.values() if table.kind == "tie"]
        self.known["ref:tie"] = {tie_key(table, row.cells) for table, read in ties for row in read.rows}
        if any(read.problems or not read.readable or set(table.key) & read.missing for table, read in ties):
            self.open_kinds.add("ref:tie")
        self.excused["ref:area"] = self.excused["ref:actor"]
        if "ref:actor" in self.open_kinds:
            self.open_kinds.add("ref:area")

    def _row(self, table: TableSchema, row: CsvRow) -> Iterator[Problem]:
        file, missing, told = f"{table.name}.csv", self.tables[table.name].missing, self.tables[table.name].told
        wrong = self.refused.setdefault((table.name, row.number), set())
        for column in table.columns:
            if column.name in missing:
                continue
            value = row.cells.get(column.name, "")
            if (row.number, column.name) in told:
                wrong.add(column.name)
                continue
            messages = check_cell(column, value) or list(_as_name(table, column, row))
            for message in messages:
                yield Problem(file, row.number, column.name, message, Cause.CELL)
            if messages:
                wrong.add(column.name)
                if table.key == (column.name,):
                    self.excused[f"ref:{table.kind}"].add(_squeezed(value))
            else:
                self._look_up(table, column, row, wrong)
        for message_column, message in _together(row.cells):
            if message_column not in missing:
                yield Problem(file, row.number, message_column, message, Cause.CELL)

    def _look_up(self, table: TableSchema, column: ColumnSchema, row: CsvRow, wrong: set[str]) -> None:
        for value in unknown_values(column, row.cells.get(column.name, ""), self.known):
            wrong.add(column.name)
            if column.type not in self.open_kinds:
                place = f"{table.name}.csv", row.number, column.name
                self.unknown.setdefault((column.type, value), []).append(place)

    def _unknown_references(self) -> Iterator[Problem]:
        """One problem for each key that is not there, at the first place that names it."""
        names = Names({name: [row.cells for row in read.rows] for name, read in self.tables.items()}, self.schemes)
        in_cell: Counter[tuple[str, int, str]] = Counter(place for all_of in self.unknown.values() for place in all_of)
        told: set[tuple[str, int, str]] = set()
        for (where, value), places in self.unknown.items():
            excused = self.excused.get(where, ())
            if value in excused or _squeezed(value) in excused:
                continue
            name = where.partition(":")[2]
            hint = names.hint("ref:actor" if name == "area" else where, value)
            if name == "area":
                hint = hint or names.hint("country", value)
            message = f"unknown {'actor or country' if name == 'area' else name} {value!r}{hint}"
            if re.search(r"[,;/] ?\w", value) and not hint:
                message += "; several values have | between them"
            if len(places) > 1:
                shown = ", ".join(f"{file} row {row}" for file, row, _ in places[1:4])
                left = len(places) - 4
                message += f"; also in {shown}" + (f" and {left} more places" if left > 0 else "")
            place, more = places[0], in_cell[places[0]] - 1
            if place not in told:
                others = f"; and {more} more in this cell" if more > 2 else ""
                yield Problem(*place, message + others, Cause.REFERENCE)
            if more > 2:
                told.add(place)

    def _repeated(self, table: TableSchema) -> Iterator[Problem]:
        """Rows with the key of an earlier one."""
        seen: dict[tuple[str, ...], int] = {}
        where = "+".join(table.key)
        for row in self.tables[table.name].rows:
            key = tuple(row.cells.get(name, "") for name in table.key)
            if key in seen and not set(table.key) & self.refused[table.name, row.number] and any(key):
                message = f"{' / '.join(key)} stands already in row {seen[key]}"
                yield Problem(f"{table.name}.csv", row.number, where, message, Cause.CELL)
                self.refused[table.name, row.number].update(table.key)
            seen.setdefault(key, row.number)

    def _in_place(self, table: TableSchema) -> list[CsvRow]:
        """The rows whose key is right: where the others stand is told when it is."""
        read = self.tables[table.name]
        if set(table.key) & read.missing:
            return []
        return [row for row in read.rows if not set(table.key) & self.refused[table.name, row.number]]

    def _sound(self) -> Rows:
        """The rows with cells that have a problem of their own left empty: nothing follows from those."""
        return {
            name: [
                CsvRow(row.number, {c: "" if c in wrong else v for c, v in row.cells.items()}) if wrong else row
                for row in read.rows
                for wrong in (self.refused[name, row.number],)
            ]
            for name, read in self.tables.items()
        }


def _squeezed(key: str) -> str:
    return slug(key).replace("-", "")


def _as_name(table: TableSchema, column: ColumnSchema, row: CsvRow) -> Iterator[str]:
    """What is wrong with the name of an actor, beside what no text may have."""
    if table.kind != "actor" or not _NAME.fullmatch(column.name):
        return
    place = table.name in ("municipalities", "counties", "towns") and column.name != "alt_names"
    for name in split_cell(column, row.cells.get(column.name, "")):
        wrong = strange_name(name, row.cells.get("actor", ""), place=place)
        if wrong is not None:
            yield wrong


def _together(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(column, what is wrong) with cells that go together."""
    if bool(cells.get("latitude")) != bool(cells.get("longitude")):
        yield "latitude", "latitude and longitude go together"
    if cells.get("kind") and "originals" in cells and (cells["kind"] == "dissolution") == bool(cells.get("results")):
        over = cells["kind"] == "dissolution"
        yield "results", "a dissolution has no results" if over else "empty, but this column must be filled"
    for amount in ("budget", "contribution", "total_cost"):
        if cells.get(amount) and not cells.get("currency"):
            yield "currency", f"empty, but {amount} is an amount of money"


def main(arguments: list[str]) -> int:
    """Print the problems of a folder (the embedded one by default); 1 if there are any."""
    from kg.resources import data_dir, ontology_dir

    folder = Path(arguments[0]) if arguments else data_dir() / "curated"
    problems = validate(folder, ontology_dir() / "schemes")
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else "no problems")
    return 1 if problems else 0
