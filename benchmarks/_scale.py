"""Horizon Europe many times over: a CORDIS download with N copies of all its projects and organisations.

    python benchmarks/_scale.py N OUT.zip

The first copy is the file as it is. In every other one projects and organisations are others: project number, record
number and PIC are shifted (they keep their digits), names and acronyms end in the number of the copy, VAT numbers in
`-COPY`, so that no copy is taken for a body that the graph knows. Programmes, calls, themes and places stay the same,
so what is asked of one of them grows with N and what is asked of one actor or project does not. The same N gives the
same bytes; memory stays small.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from _common import HORIZON, REAL

MOST = 80  # copies whose numbers never meet

Change = Callable[[str, int], str]
"""(cell, number of the copy) -> cell; never asked about the first copy, which has number 0."""


class Pics:
    """PICs of copies: 101000000 and on for the second, 102000000 and on for the third, in order of appearance."""

    def __init__(self) -> None:
        self.ranks: dict[str, int] = {}

    def __call__(self, cell: str, copy: int) -> str:
        return str(100_000_000 + copy * 1_000_000 + self.ranks.setdefault(cell, len(self.ranks)))


def project_number(cell: str, copy: int) -> str:
    """Nine digits still: those of the file lie within two millions that are 89 apart, so 80 copies never meet."""
    return str(int(cell) + copy * 1_000_000)


def record_number(cell: str, copy: int) -> str:
    return str(int(cell) + copy * 10_000_000)


def named(cell: str, copy: int) -> str:
    return f"{cell} {copy + 1}"


def marked(cell: str, copy: int) -> str:
    return f"{cell}-{copy + 1}"


def changes() -> dict[str, dict[str, Change]]:
    """By table and column what is changed in a copy; an empty cell stays empty."""
    doi: Change = lambda cell, copy: f"10.3030/{project_number(cell.rpartition('/')[2], copy)}"  # noqa: E731
    projects: dict[str, Change] = {"projectID": project_number}
    return {
        "project.csv": {
            "id": project_number,
            "acronym": named,
            "title": named,
            "rcn": record_number,
            "grantDoi": doi,
        },
        "organization.csv": {
            **projects,
            "projectAcronym": named,
            "organisationID": Pics(),
            "vatNumber": marked,
            "name": named,
            "shortName": named,
            "rcn": record_number,
        },
        "euroSciVoc.csv": projects,
        "topics.csv": projects,
        "legalBasis.csv": projects,
        "policyPriorities.csv": projects,
        "webLink.csv": projects,
    }


def scale(source: Path, copies: int, target: Path) -> None:
    """Write the zip: the same tables in the same order, every one with all its copies."""
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, by_column in changes().items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with made.open(entry, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as text:
                written = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
                for copy in range(copies):
                    rows = table(given, name)
                    headings = next(rows)
                    if not copy:
                        written.writerow(headings)
                    written.writerows(changed(rows, headings, by_column, copy))


def table(given: zipfile.ZipFile, name: str) -> Iterator[list[str]]:
    csv.field_size_limit(2**31 - 1)
    with given.open(name) as raw:
        yield from csv.reader(io.TextIOWrapper(raw, "utf-8-sig", newline=""), delimiter=";")


def changed(
    rows: Iterator[list[str]], headings: list[str], by_column: dict[str, Change], copy: int
) -> Iterator[list[str]]:
    """The rows of one copy of a table."""
    places = [(headings.index(column), change) for column, change in by_column.items() if column in headings]
    for row in rows:
        for place, change in places if copy else ():
            if row[place]:
                row[place] = change(row[place], copy)
        yield row


def main() -> None:
    if len(sys.argv) != 3 or not sys.argv[1].isdecimal() or not 1 <= int(sys.argv[1]) <= MOST:
        sys.exit(__doc__)
    if not HORIZON.exists():
        sys.exit(f"no real data in {REAL} (set SAMKART_REAL_DATA)")
    scale(HORIZON, int(sys.argv[1]), Path(sys.argv[2]))


if __name__ == "__main__":
    main()
