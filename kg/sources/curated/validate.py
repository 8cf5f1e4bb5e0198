"""Checking the curated tables before any RDF is made: file, row, column and what was expected.

`python -m kg.sources.curated [DIR]` prints every problem and ends with exit code 1 if there is one.
"""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import Problem
from kg.sources.csvfile import CsvRow, read_rows
from kg.sources.curated.cells import check_cell
from kg.sources.curated.concepts import concept_keys
from kg.sources.curated.tables import TABLES, TableSchema

__all__ = ["load_tables", "validate"]

Rows = dict[str, list[CsvRow]]


def load_tables(curated: Path) -> tuple[Rows, list[Problem]]:
    """The rows of every table in a folder, and what is wrong with the files' form. A missing file is an empty table."""
    rows: Rows = {}
    problems: list[Problem] = []
    for table in TABLES.values():
        path = curated / f"{table.name}.csv"
        rows[table.name] = []
        if path.exists():
            rows[table.name], found = read_rows(path, tuple(table.column_map))
            problems.extend(found)
    for path in sorted(curated.glob("*.csv")):
        if path.stem not in TABLES:
            problems.append(Problem(path.name, 0, "", f"no such table; expected one of {', '.join(TABLES)}"))
    return rows, problems


def validate(curated: Path, schemes: Path) -> list[Problem]:
    """Everything wrong with the curated tables in a folder, sorted by file and row; an empty list when all is well."""
    rows, problems = load_tables(curated)
    known = _known(rows, schemes)
    for table in TABLES.values():
        problems.extend(_check_table(table, rows[table.name], known))
    problems.extend(_check_across(rows))
    return sorted(set(problems))


def _known(rows: Rows, schemes: Path) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    for table in TABLES.values():
        if len(table.key) == 1:
            keys = known.setdefault(f"ref:{table.kind}", set())
            keys.update(row.cells.get(table.key[0], "") for row in rows[table.name])
    for scheme, names in concept_keys(schemes).items():
        known[f"concept:{scheme}"] = names
    return known


def _check_table(table: TableSchema, rows: list[CsvRow], known: dict[str, set[str]]) -> list[Problem]:
    file = f"{table.name}.csv"
    problems: list[Problem] = []
    seen: dict[tuple[str, ...], int] = {}
    previous: tuple[str, ...] = ()
    for row in rows:
        for column in table.columns:
            for message in check_cell(column, row.cells.get(column.name, ""), known):
                problems.append(Problem(file, row.number, column.name, message))
        key = tuple(row.cells.get(name, "") for name in table.key)
        if key in seen:
            where = "+".join(table.key)
            problems.append(Problem(file, row.number, where, f"{' / '.join(key)} stands already in row {seen[key]}"))
        elif key < previous:
            where = "+".join(table.key)
            problems.append(Problem(file, row.number, where, f"rows are sorted by {where}; {key[0]} stands too low"))
        seen.setdefault(key, row.number)
        previous = max(previous, key)
        problems.extend(_check_row(file, row))
    return problems


def _check_row(file: str, row: CsvRow) -> list[Problem]:
    cells = row.cells
    problems: list[Problem] = []
    start, end = cells.get("start", ""), cells.get("end", "")
    shared = min(len(start), len(end))
    if start and end and start[:shared] > end[:shared]:
        problems.append(Problem(file, row.number, "end", f"{end} lies before the start {start}"))
    if bool(cells.get("latitude")) != bool(cells.get("longitude")):
        problems.append(Problem(file, row.number, "latitude", "latitude and longitude go together"))
    for amount in ("budget", "contribution", "total_cost"):
        if cells.get(amount) and not cells.get("currency"):
            problems.append(Problem(file, row.number, "currency", f"empty, but {amount} is an amount of money"))
    return problems


def _check_across(rows: Rows) -> list[Problem]:
    """Keys that must be one thing over all tables, pairs that must not be given twice, ends that must differ."""
    problems: list[Problem] = []
    owner: dict[str, str] = {}
    for table in TABLES.values():
        if table.kind != "actor":
            continue
        for row in rows[table.name]:
            key = row.cells.get("actor", "")
            first = owner.setdefault(key, table.name)
            if first != table.name:
                message = f"{key!r} is an actor in {first}.csv already"
                problems.append(Problem(f"{table.name}.csv", row.number, "actor", message))
    problems.extend(_check_pairs(rows))
    problems.extend(_check_numbers(rows))
    return problems


def _check_pairs(rows: Rows) -> list[Problem]:
    problems: list[Problem] = []
    pairs: dict[tuple[str, ...], int] = {}
    for row in rows["twinnings"]:
        a, b = row.cells.get("actor_a", ""), row.cells.get("actor_b", "")
        if a == b:
            problems.append(Problem("twinnings.csv", row.number, "actor_b", f"{a} cannot be its own twin town"))
        key = (*sorted((a, b)), row.cells.get("start", ""))
        if key in pairs and pairs[key] != row.number:
            message = f"{a} and {b} stand already in row {pairs[key]}, the other way round"
            problems.append(Problem("twinnings.csv", row.number, "actor_a+actor_b", message))
        pairs.setdefault(key, row.number)
    for row in rows["memberships"]:
        if row.cells.get("actor") and row.cells.get("actor") == row.cells.get("network"):
            message = f"{row.cells['actor']} cannot be a member of itself"
            problems.append(Problem("memberships.csv", row.number, "network", message))
    return problems


def _check_numbers(rows: Rows) -> list[Problem]:
    problems: list[Problem] = []
    holders: dict[str, tuple[str, int]] = {}
    for name in ("municipalities", "counties", "networks", "towns", "bodies"):
        digits = 2 if name == "counties" else 4
        for row in rows[name]:
            number = row.cells.get("number", "")
            if re.fullmatch(r"\d+", number) and len(number) != digits:
                message = f"{number!r} has {len(number)} digits, expected {digits}"
                problems.append(Problem(f"{name}.csv", row.number, "number", message))
            organisation = row.cells.get("organisation_number", "")
            if organisation and organisation in holders:
                file, other = holders[organisation]
                message = f"{organisation} is the number of row {other} in {file} already"
                problems.append(Problem(f"{name}.csv", row.number, "organisation_number", message))
            elif organisation:
                holders[organisation] = (f"{name}.csv", row.number)
    return problems


def main(arguments: list[str]) -> int:
    """Print the problems of a folder (the embedded one by default); 1 if there are any."""
    from kg.resources import data_dir, ontology_dir

    folder = Path(arguments[0]) if arguments else data_dir() / "curated"
    problems = validate(folder, ontology_dir() / "schemes")
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else "no problems")
    return 1 if problems else 0
