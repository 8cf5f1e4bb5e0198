"""The reader of a source that does not exist: partners, projects and grants in one table."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import Problem
from kg.model import terms
from kg.model.statement import Statement
from kg.sources.reader import CountSummary, ImportOption, ImportText

__all__ = ["IMPORT", "Filters", "read"]

IMPORT = ImportText("Import lists of the Made-up Fund.", (ImportOption("lands", "--land", "CODE", "Only from there."),))


@dataclass(frozen=True, slots=True)
class Filters:
    """Only projects with a partner from some countries."""

    lands: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, values: dict[str, list[str]]) -> Filters:
        return cls(tuple(values["lands"]))

    def as_dict(self) -> dict[str, list[str]]:
        return {"lands": list(self.lands)}

    def __bool__(self) -> bool:
        return bool(self.lands)


@dataclass(slots=True)
class MadeUpReading:
    """A list being read: partners and their seats, projects, then grants."""

    paths: Sequence[Path]
    lands: tuple[str, ...]
    source: str = "made-up"
    summary: CountSummary = field(default_factory=CountSummary)

    @property
    def checksum(self) -> str:
        return "sha256:" + hashlib.sha256(b"".join(path.read_bytes() for path in self._files())).hexdigest()

    def _files(self) -> list[Path]:
        return sorted(file for path in self.paths for file in (path.glob("*.csv") if path.is_dir() else [path]))

    def __iter__(self) -> Iterator[Statement]:
        rows = []
        for file in self._files():
            with file.open(encoding="utf-8", newline="") as stream:
                rows += list(csv.DictReader(stream))
        wanted = {row["project"] for row in rows if not self.lands or row["land"] in self.lands}
        rows = [row for row in rows if row["project"] in wanted]
        partners, projects = {row["partner"]: row for row in rows}, {row["project"]: row for row in rows}
        for row in partners.values():
            yield from self._partner(row)
        for row in projects.values():
            yield from self._project(row)
        for row in rows:
            yield from self._grant(row)
        self.summary.counts = {"partners": len(partners), "projects": len(projects), "grants": len(rows)}
        if not rows:
            self.summary.problems.append(Problem("list.csv", 0, "", "no rows"))

    def _partner(self, row: dict[str, str]) -> Iterator[Statement]:
        subject, seat = (
            terms.raw(self.source, "partner", row["partner"]),
            terms.raw(self.source, "seat", row["partner"]),
        )
        country = terms.entity_term("country", row["land"])
        yield Statement(subject, terms.TYPE, terms.curie("sk:Actor"))
        yield Statement(subject, terms.TYPE, terms.curie("sk:Municipality"))
        yield Statement(subject, terms.curie("skos:prefLabel"), terms.text(row["name"]))
        yield Statement(subject, terms.curie("sk:country"), country)
        if row["vat"]:
            yield Statement(subject, terms.curie("sk:vatNumber"), terms.text(row["vat"]))
        yield Statement(subject, terms.curie("sk:seat"), seat)
        yield Statement(seat, terms.TYPE, terms.curie("sk:Place"))
        yield Statement(seat, terms.curie("skos:prefLabel"), terms.text(row["name"]))
        yield Statement(seat, terms.curie("sk:country"), country)
        yield Statement(seat, terms.curie("schema:latitude"), terms.amount(row["latitude"]))
        yield Statement(seat, terms.curie("schema:longitude"), terms.amount(row["longitude"]))

    def _project(self, row: dict[str, str]) -> Iterator[Statement]:
        subject = terms.raw(self.source, "project", row["project"])
        yield Statement(subject, terms.TYPE, terms.curie("sk:Project"))
        yield Statement(subject, terms.curie("dcterms:identifier"), terms.text(row["project"]))
        yield Statement(subject, terms.curie("skos:prefLabel"), terms.text(row["title"]))
        yield Statement(subject, terms.curie("sk:start"), terms.date(row["start"]))
        yield Statement(subject, terms.curie("sk:end"), terms.date(row["end"]))

    def _grant(self, row: dict[str, str]) -> Iterator[Statement]:
        subject = terms.raw(self.source, "grant", f"{row['project']}.{row['partner']}")
        yield Statement(subject, terms.TYPE, terms.curie("sk:Participation"))
        yield Statement(subject, terms.curie("sk:party"), terms.raw(self.source, "partner", row["partner"]))
        yield Statement(subject, terms.curie("sk:project"), terms.raw(self.source, "project", row["project"]))
        yield Statement(subject, terms.curie("sk:role"), terms.concept_term("role", row["role"]))


def read(paths: Sequence[Path], *, filters: Filters | None = None, **_: Any) -> MadeUpReading:
    """A reading of some lists: csv files, or folders of them."""
    return MadeUpReading(paths, filters.lands if filters else ())
