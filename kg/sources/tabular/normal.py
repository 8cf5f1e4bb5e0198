"""The layout that all table sources share: what an extract is written in, and read from again.

One csv file for each kind of record, its columns the fields of `kg.sources.tabular.records`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import Any

from kg.resources import write_whole
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.records import Membership, Organisation, Participation, Programme, Project, Records
from kg.sources.tabular.tables import SourceTable

__all__ = ["NORMAL", "gather_normal", "is_normal", "write_normal"]

_TABLES = {
    "organisations": Organisation,
    "programmes": Programme,
    "projects": Project,
    "participations": Participation,
    "memberships": Membership,
}
_NEEDED = {
    "organisations": ("key", "name", "other_names"),
    "programmes": ("code", "title", "part_of"),
    "projects": ("key", "title", "identifier", "themes"),
    "participations": ("project", "organisation", "role", "total_cost"),
    "memberships": ("network", "organisation", "as_of"),
}
_MANY = ("other_names", "themes")


def _fields(kind: str) -> list[str]:
    return [each.name for each in fields(_TABLES[kind]) if each.name not in ("place", "cites")]


NORMAL = Layouts(
    {kind: {name: (name,) for name in _fields(kind)} for kind in _TABLES},
    _NEEDED,
    by_name=lambda name: next((kind for kind in _TABLES if re.fullmatch(kind, PurePosixPath(name).stem)), None),
    delimiters=",",
)
"""How the files of an extract are known."""


def is_normal(names: Iterable[str]) -> bool:
    """Are these the names of the files of an extract?"""
    stems = {PurePosixPath(name).name for name in names}
    return "organisations.csv" in stems and stems <= {f"{kind}.csv" for kind in _TABLES}


def gather_normal(tables: Sequence[SourceTable], records: Records) -> None:
    """The records in the files of an extract."""
    for table in tables:
        count = records.summary.table(table.kind, table.file)
        names = _fields(table.kind)
        for number, cells in table.records(records.summary.reporter(table.kind)):
            count.read += 1
            count.used += 1
            told: dict[str, Any] = dict(zip(names, cells, strict=True))
            told |= {name: tuple(filter(None, told[name].split("|"))) for name in _MANY if name in told}
            if "public" in told:
                told["public"] = told["public"] == "yes"
            record = _TABLES[table.kind](place=(table.file, number), **told)
            if isinstance(record, Participation | Membership):
                records.tie(record)
            else:
                records.add(record)


def write_normal(records: Records, target: Path) -> None:
    """Write the files of an extract into a folder, rows sorted; a kind without a record has no file."""
    target.mkdir(parents=True, exist_ok=True)
    held: dict[str, Iterable[Any]] = {
        "organisations": records.organisations.values(),
        "programmes": records.programmes.values(),
        "projects": records.projects.values(),
        "participations": records.participations,
        "memberships": records.memberships,
    }
    for kind, rows in held.items():
        names = _fields(kind)
        cells = sorted([_cell(getattr(row, name)) for name in names] for row in rows)
        path = target / f"{kind}.csv"
        if not cells:
            path.unlink(missing_ok=True)
            continue
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(cells)
        write_whole(path, text.getvalue())


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "|".join(value) if isinstance(value, tuple) else str(value)
