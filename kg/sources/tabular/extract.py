"""A part of a table source written as an extract: facts only, in the layout of `kg.sources.tabular.normal`.

    python -m kg.sources.tabular extract SOURCE FILE… --target data/extracts/SOURCE --country NO --kind municipality

With `--known` only projects that the tables have already, which then get the partners that this source tells.
Reading the extract gives the same Statements as reading the files with the same filters.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kg.errors import KgError
from kg.model.catalogue import find_source
from kg.resources import data_dir
from kg.sources.reader import load_reader
from kg.sources.tabular.filters import OPTIONS, RecordFilters
from kg.sources.tabular.known import known_projects, settled_projects
from kg.sources.tabular.normal import write_normal
from kg.sources.tabular.reading import TableReading
from kg.sources.tabular.summary import Summary

__all__ = ["extract", "main"]


def extract(
    source: str, paths: Sequence[Path], filters: RecordFilters, target: Path, *, known: bool = False
) -> Summary:
    """Write what the filters ask for into the folder `target`; the summary says what was read and skipped.

    With `known` only projects that the tables have.

    Raises NotFound for an unknown source, KgError for one that is read otherwise, and what its reading raises.
    """
    info = find_source(data_dir() / "sources", source)
    reading = load_reader(info).read(paths, source=source, filters=filters)
    if not isinstance(reading, TableReading):
        raise KgError(f"{source} has an extract of its own: python -m {info.reader} extract")
    records = reading.records()
    if known:
        records.keep_only(set(known_projects(records, info, settled_projects())), [])
        records.summary.counts = {"projects": len(records.projects), "participations": len(records.participations)}
    write_normal(records, target)
    return reading.summary


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line. The summary goes to stderr; 1 if it fails."""
    parser = argparse.ArgumentParser(prog="python -m kg.sources.tabular")
    command = parser.add_subparsers(required=True).add_parser("extract", description=extract.__doc__)
    command.add_argument("source", help="name of the source, as in data/sources")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="zip, folder or files as downloaded")
    command.add_argument("--target", type=Path, required=True, metavar="DIR", help="folder for the extract")
    command.add_argument("--known", action="store_true", help="only projects that the tables have")
    for each in OPTIONS:
        command.add_argument(
            each.option, dest=each.name, action="append", default=[], metavar=each.metavar, help=each.help
        )
    options = parser.parse_args(arguments)
    try:
        filters = RecordFilters.from_dict({each.name: getattr(options, each.name) for each in OPTIONS})
        summary = extract(options.source, options.files, filters, options.target, known=options.known)
    except KgError as error:
        print(error, *getattr(error, "problems", ()), sep="\n", file=sys.stderr)
        return error.exit_code
    print(*summary.lines(), *summary.problems, sep="\n", file=sys.stderr)
    return 0
