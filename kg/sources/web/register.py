"""A register being read from its snapshot: what all such sources do alike, so that a source's module only gathers.

def gather(answers: Answers, records: Records, more: More) -> None: ...

SOURCE = Register("ror", gather)
read = SOURCE.read
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import BadData, NotFound, Problem, Usage
from kg.model.progress import Progress, quiet
from kg.model.statement import Statement
from kg.resources import data_dir
from kg.sources.cleaning.persons import is_told_apart
from kg.sources.mappings import Mappings, read_mappings
from kg.sources.reader import ImportOption, too_many
from kg.sources.tabular.files import checksum
from kg.sources.tabular.records import Organisation, Records
from kg.sources.tabular.statements import RecordStatements, country_of
from kg.sources.tabular.summary import Summary
from kg.sources.web.snapshot import Snapshot, is_snapshot, open_snapshot

__all__ = ["COUNTRY", "Answers", "More", "Register", "RegisterFilters", "RegisterReading"]

COUNTRY = ImportOption("countries", "--country", "CODE", "Only organisations from there, with their ties.")
"""What `kg import` offers of it."""


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """Only organisations of some countries. Raises Usage for what is no country."""

    countries: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for text in self.countries:
            if not country_of(text):
                raise Usage(f"{text!r} is no country", parameter="country")

    @classmethod
    def from_dict(cls, values: dict[str, list[str]]) -> RegisterFilters:
        """The filters in a manifest."""
        return cls(tuple(values.get("countries", ())))

    def as_dict(self) -> dict[str, list[str]]:
        """For a manifest."""
        return {"countries": sorted(self.countries)}

    def __bool__(self) -> bool:
        return bool(self.countries)


@dataclass(slots=True)
class More:
    """What a register says beyond `Organisation`: facts of organisations by their keys, and ties between them."""

    facts: dict[str, list[Statement]] = field(default_factory=dict)
    ties: dict[str, tuple[tuple[str, ...], list[Statement]]] = field(default_factory=dict)
    """By the tie's key the keys of its parties and what is said of it."""
    counted: str = "ties"

    def say(self, key: str, statement: Statement) -> None:
        """Add a fact of an organisation."""
        self.facts.setdefault(key, []).append(statement)


@dataclass(frozen=True, slots=True)
class Answers:
    """What is read: snapshots, or files of the source's own that hold the same."""

    source: str
    snapshots: tuple[Snapshot, ...]
    files: tuple[Path, ...] = ()

    def of(self, prefix: str = "") -> Iterator[tuple[str, Any]]:
        """(name, answer) of the pages of all snapshots whose names begin so."""
        for snapshot in self.snapshots:
            yield from snapshot.answers(prefix)


Gather = Callable[[Answers, Records, More], None]


@dataclass(frozen=True)
class Register:
    """How a register is read: what gathers its records. `endings` are those of files that it takes beside snapshots."""

    name: str
    gather: Gather
    endings: tuple[str, ...] = ()

    def read(
        self,
        paths: Sequence[Path],
        *,
        source: str | None = None,
        filters: RegisterFilters | None = None,
        progress: Progress | None = None,
        links: Path | None = None,
        **_: Any,
    ) -> RegisterReading:
        """A reading of some snapshots. Raises NotFound for a missing one, KgError for an unfinished one or one of
        another source, BadData for a damaged one.
        """
        name = source or self.name
        snapshots, files = [], []
        for path in paths:
            if not path.exists():
                raise NotFound(f"{path} is not there")
            if path.is_dir():
                found = [path] if is_snapshot(path) else sorted(each for each in path.iterdir() if is_snapshot(each))
                own = sorted(each for each in path.iterdir() if each.suffix.lower() in self.endings)
                if not found and not own:
                    raise NotFound(f"{path} holds no snapshot; kg fetch {name} -o FOLDER makes one")
                snapshots += [open_snapshot(each, name) for each in found]
                files += own if not is_snapshot(path) else []
            elif path.suffix.lower() in self.endings:
                files.append(path)
            else:
                expected = " or ".join(("the folder of a snapshot", *(f"a file {each}" for each in self.endings)))
                raise BadData(f"{path.name} is not of {name}; expected {expected}")
        answers = Answers(name, tuple(snapshots), tuple(files))
        return RegisterReading(
            name,
            self,
            answers,
            filters=filters or RegisterFilters(),
            progress=progress or quiet,
            links=links,
        )


@dataclass(slots=True)
class RegisterReading:
    """A register being read. Iterate for the Statements; `summary` is whole after the last one."""

    source: str
    kind: Register
    answers: Answers
    filters: RegisterFilters
    progress: Progress
    links: Path | None = None
    most: Mapping[str, int] = field(default_factory=dict)
    summary: Summary = field(default_factory=Summary)

    @property
    def checksum(self) -> str:
        """That of the one snapshot or file; of several, of the list of theirs."""
        found = [each.checksum for each in self.answers.snapshots]
        found += [checksum((each,)) for each in self.answers.files]
        if len(found) == 1:
            return found[0]
        listing = "\n".join(sorted(found))
        return f"sha256:{hashlib.sha256(listing.encode()).hexdigest()}"

    def __iter__(self) -> Iterator[Statement]:
        self.summary = Summary()
        records, more = Records(self.summary), More()
        try:
            self.kind.gather(self.answers, records, more)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
            raise BadData(f"{self.source} has answers in another shape than is known: {error!r}") from error
        self._leave_out_persons(records)
        kept = self._kept(records, more)
        self.summary.counts = {"organisations": len(kept)}
        if more.ties:
            ties = [key for key, (parties, _) in more.ties.items() if set(parties) <= kept]
            self.summary.counts[more.counted] = len(ties)
        for kind, number in self.summary.counts.items():
            if number > self.most.get(kind, number):
                raise too_many(self.source, kind, self.most[kind], self.source, 0)
        records.organisations = {key: each for key, each in records.organisations.items() if key in kept}
        if not kept:
            problem = Problem(self.source, 0, "", "no organisation in these answers is asked for, or of a known shape")
            self.summary.problems.append(problem)
        mappings = read_mappings(self.links or data_dir() / "links")
        yield from _Statements(self.source, records, mappings, more)
        for _, (parties, facts) in sorted(more.ties.items()):
            if set(parties) <= kept:
                yield from facts

    def _leave_out_persons(self, records: Records) -> None:
        persons = records.persons | {
            key for key, each in records.organisations.items() if not each.number and is_told_apart(each.name)
        }
        if persons:
            self.summary.notes["natural person, left out"] += len(persons)
        for key in persons:
            records.organisations.pop(key, None)

    def _kept(self, records: Records, more: More) -> set[str]:
        """Those asked for, and those that they have ties with."""
        wanted = {country_of(text) for text in self.filters.countries}
        every = records.organisations
        if not wanted:
            return set(every)
        own = {key for key, each in every.items() if country_of(each.country) in wanted}
        met = {party for parties, _ in more.ties.values() if own.intersection(parties) for party in parties}
        kept = own | (met & every.keys())
        dropped = Counter(each.place for key, each in every.items() if key not in kept)
        self.summary.not_asked_for(place[0] for place in dropped.elements())
        return kept


class _Statements(RecordStatements):
    """As `RecordStatements`, with what else is said of each organisation before what all registers say."""

    def __init__(self, source: str, records: Records, mappings: Mappings, more: More) -> None:
        super().__init__(source, records, mappings)
        self._more = more

    def organisation(self, record: Organisation) -> Iterator[Statement]:
        yield from self._more.facts.get(record.key, ())
        yield from super().organisation(record)
