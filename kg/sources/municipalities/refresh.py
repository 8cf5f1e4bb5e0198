"""Norwegian municipalities and counties: from official files to the curated tables.

    python -m kg.sources.municipalities --input DIR --output data/curated

writes `municipalities.csv`, `counties.csv`, `actor_numbers.csv` and `changes.csv`. DIR holds the four files named in
`kg.sources.municipalities.files`; what they lack comes from the reviewed tables in `data/sources/municipalities/`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadData, Problem
from kg.model.catalogue import read_source
from kg.resources import data_dir, write_whole
from kg.sources.curated.meant import load_table
from kg.sources.curated.tables import TABLES
from kg.sources.municipalities.files import read_inputs
from kg.sources.municipalities.known import read_known
from kg.sources.municipalities.tables import build

__all__ = ["RefreshSummary", "refresh", "write_table"]


@dataclass(frozen=True, slots=True)
class RefreshSummary:
    """What an import did: rows read per file, rows written per table, and what was not used and why."""

    read: Mapping[str, int]
    written: Mapping[str, int]
    problems: tuple[Problem, ...]


def refresh(
    input_dir: Path,
    output_dir: Path,
    known_dir: Path | None = None,
    expected: Mapping[str, tuple[int, int]] | None = None,
) -> RefreshSummary:
    """Read the official files in `input_dir` and write the four tables to `output_dir`, each swapped in whole.

    Changes of others that stand there, networks and what lies abroad, are kept.

    `known_dir` holds the reviewed tables, `expected` the least and most rows per table (by default those of
    `data/sources/`). Raises BadData, and writes nothing, if a file is missing or a table has too few or many rows.
    """
    sources = data_dir() / "sources"
    inputs = read_inputs(input_dir)
    tables, problems = build(inputs, read_known(known_dir or sources / "municipalities"))
    if expected is None:
        expected = read_source(sources / "municipalities.yml").expected
    outside = tuple(
        Problem(f"{name}.csv", 0, "", f"{len(tables[name])} rows, expected {low} to {high}")
        for name, (low, high) in sorted(expected.items())
        if not low <= len(tables[name]) <= high
    )
    if outside:
        raise BadData("the municipality tables are not whole; nothing was written", (*outside, *problems))
    own = {row["actor"] for name in ("municipalities", "counties") for row in tables[name]}
    tables["changes"] = sorted((*tables["changes"], *_others(output_dir / "changes.csv", own)), key=_by_event)
    for name, rows in tables.items():
        write_table(output_dir / f"{name}.csv", list(TABLES[name].column_map), rows)
    return RefreshSummary(dict(inputs.read), {name: len(rows) for name, rows in tables.items()}, tuple(problems))


def _others(path: Path, own: Set[str]) -> list[dict[str, str]]:
    """The changes in a table that none of these actors is in: of networks, and abroad. They are kept."""
    if not path.is_file():
        return []
    table = load_table(path, TABLES["changes"])
    if table.problems:
        raise BadData(f"{path} cannot be read; nothing was written", tuple(table.problems))
    rows = (row.cells for row in table.rows)
    return [row for row in rows if own.isdisjoint(f"{row['originals']}|{row['results']}".split("|"))]


def _by_event(row: Mapping[str, str]) -> str:
    return row["event"]


def write_table(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """Write a table beside its place and swap it in, so that a reader never meets half of it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.getvalue())


def main(arguments: list[str] | None = None) -> int:
    """The command line: tables to files, everything that was not used to stderr. 1 if nothing could be written."""
    import argparse
    import sys

    parser = argparse.ArgumentParser(prog="python -m kg.sources.municipalities", description=refresh.__doc__)
    parser.add_argument("--input", type=Path, required=True, metavar="DIR", help="folder with the official files")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="folder of the curated tables")
    options = parser.parse_args(arguments)
    try:
        summary = refresh(options.input, options.output)
    except BadData as error:
        for line in (error, *error.problems):
            print(line, file=sys.stderr)
        return 1
    for problem in summary.problems:
        print(problem, file=sys.stderr)
    read = ", ".join(f"{count} from {name}" for name, count in sorted(summary.read.items()))
    written = ", ".join(f"{count} {name}" for name, count in sorted(summary.written.items()))
    print(f"read {read}\nwritten {written}\nnot used, or noted: {len(summary.problems)}", file=sys.stderr)
    return 0
