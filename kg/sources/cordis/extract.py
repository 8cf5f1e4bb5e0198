"""A part of a CORDIS download written as a small download of its own: facts only, no objectives, keywords or streets.

    python -m kg.sources.cordis extract FILE… --target data/extracts/cordis-horizon --country NO --kind municipality

Reading the extract gives the same Statements as reading the download with the same filters.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from kg.errors import KgError
from kg.resources import data_dir, write_whole
from kg.sources.cordis.columns import COLUMNS, GRAPH_KINDS
from kg.sources.cordis.filters import ActorOf, Filters
from kg.sources.cordis.participants import participants
from kg.sources.cordis.reading import read
from kg.sources.cordis.snapshot import SnapshotRecords
from kg.sources.cordis.texts import derived_rows
from kg.sources.cordis.themes import read_theme_terms
from kg.sources.tabular.summary import Summary

__all__ = ["extract", "main"]

# Columns of older editions only, which are of no use beside a table of participations.
_LEFT_OUT = {
    "rcn",
    "projectRcn",
    "coordinator",
    "coordinatorCountry",
    "participants",
    "participantCountries",
    "objective",
    "keywords",
}
_Row = tuple[str, ...]


def extract(
    paths: Sequence[Path],
    filters: Filters,
    target: Path,
    *,
    source: str | None = None,
    actor_of: ActorOf | None = None,
    links: Path | None = None,
    leave_out: Collection[str] = (),
) -> Summary:
    """Write what the filters ask for into the folder `target`, as csv in the layout of CORDIS, sorted by project.

    Natural persons are left out as when reading (`cleaning.persons`): what is published of them in CORDIS need not be
    published again. The themes that are derived from texts are written down, with the words that led there.
    `leave_out` holds identification codes (PIC) of more of them.

    The summary says what was read and skipped; its counts are those of the extract. Raises KgError for the older
    editions that have no table of participations, and what `read` raises.
    """
    reading = read(paths, source=source, filters=filters, actor_of=actor_of, links=links)
    summary = reading.summary
    folder = links or data_dir() / "links"
    with reading.snapshot() as (tables, found, mappings):
        if not any(table.kind == "organization" for table in tables):
            raise KgError("no table of participations (organization.csv) in this download: nothing to extract from")
        rows: dict[str, list[_Row]] = {kind: [] for kind in COLUMNS if kind not in GRAPH_KINDS}
        rows["project"] = [tuple(project) for project, _ in found.projects.values()]
        for row, place in participants(tables, found, summary):
            if row.pic in leave_out:
                summary.table("organization", place[0]).skipped["left out"] += 1
                continue
            rows["organization"].append(tuple(row))
            summary.table("organization", place[0]).used += 1
        for table in tables:
            if table.kind not in ("project", "organization", "derivedTheme"):
                rows[table.kind].extend(cells for _, cells in table.records() if cells[0].strip() in found.projects)
        rows["derivedTheme"].extend(derived_rows(tables, found, mappings, read_theme_terms(folder)))
    target.mkdir(parents=True, exist_ok=True)
    for kind, each in rows.items():
        _write(target / f"{kind}.csv", kind, each)
    summary.counts = _counts(found, rows)
    return summary


def _counts(found: SnapshotRecords, rows: dict[str, list[_Row]]) -> dict[str, int]:
    pic = list(COLUMNS["organization"]).index("organisationID")
    return {
        "projects": len(found.projects),
        "participations": len(rows["organization"]),
        "organisations": len({row[pic] for row in rows["organization"]}),
    }


def _order(kind: str) -> Callable[[_Row], tuple[int, int, _Row]]:
    place = list(COLUMNS["organization"]).index("order")

    def key(row: _Row) -> tuple[int, int, _Row]:
        order = row[place] if kind == "organization" else ""
        return int(row[0].removeprefix("rcn-")), int(order or 0), row

    return key


def _write(path: Path, kind: str, rows: Iterable[_Row]) -> None:
    columns = [place for place, name in enumerate(COLUMNS[kind]) if name not in _LEFT_OUT]
    names = list(COLUMNS[kind])
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([names[place] for place in columns])
    for row in sorted(rows, key=_order(kind)):
        writer.writerow([row[place] for place in columns])
    write_whole(path, text.getvalue())


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line: `extract FILE… --target DIR` with filters. The summary goes to stderr; 1 if it fails."""
    import argparse
    import sys

    parser = argparse.ArgumentParser(prog="python -m kg.sources.cordis")
    command = parser.add_subparsers(required=True).add_parser("extract", description=extract.__doc__)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="zip, folder or files as downloaded")
    command.add_argument("--target", type=Path, required=True, metavar="DIR", help="folder for the extract")
    for name, what in _OPTIONS.items():
        command.add_argument(f"--{name}", action="append", default=[], metavar=name.upper(), help=what)
    command.add_argument(
        "--leave-out", action="append", default=[], metavar="PIC", help="a natural person to leave out"
    )
    options = parser.parse_args(arguments)
    try:
        filters = Filters(
            countries=tuple(options.country),
            activities=tuple(options.activity),
            kinds=tuple(options.kind),
            programmes=tuple(options.programme),
            actors=tuple(options.actor),
            projects=tuple(options.project),
        )
        summary = extract(options.files, filters, options.target, leave_out=options.leave_out)
    except KgError as error:
        print(error, *getattr(error, "problems", ()), sep="\n", file=sys.stderr)
        return error.exit_code
    print(*summary.lines(), *summary.problems, sep="\n", file=sys.stderr)
    return 0


_OPTIONS = {
    "country": "a participant's country (NO)",
    "activity": "a participant's activity type (PUB)",
    "kind": "a participant's kind (municipality)",
    "programme": "a programme code (HORIZON.2.5)",
    "actor": "a participant's PIC or organisation number",
    "project": "a project's number",
}
