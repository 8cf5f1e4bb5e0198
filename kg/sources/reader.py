"""What a source's reader offers: the one way in for every source, found by the name that its yml gives.

A reader is a package with `read`; one whose files are imported has `Filters` and `IMPORT` too. It may lie anywhere on
the path. What it yields names things by the source's own identifiers (`kg.model.terms.raw`) or by Samkart's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from kg.errors import BadData, KgError, NotFound, Problem
from kg.linking.authority import Authority
from kg.model.source import SourceInfo
from kg.model.statement import Statement

if TYPE_CHECKING:
    from kg.sources.web.collector import Collector

__all__ = [
    "ActorOf",
    "BesideFilters",
    "CorrectingReading",
    "CountSummary",
    "Fetcher",
    "ImportOption",
    "ImportText",
    "ImportingReader",
    "LimitedReading",
    "OnText",
    "Prepared",
    "Preparer",
    "ReadingSummary",
    "SettlingReading",
    "SourceFilters",
    "SourceReader",
    "SourceReading",
    "TableMaker",
    "TextReading",
    "check_expected",
    "family_of",
    "importing_reader",
    "load_fetcher",
    "load_preparer",
    "load_reader",
    "load_table_maker",
    "too_many",
]

ActorOf = Callable[[str, str], "str | None"]
"""The key of the actor with a PIC and a VAT number, if one is known."""


OnText = Callable[[str, str], None]
"""Given a record (a term of the source) and a text of it."""


class ReadingSummary(Protocol):
    """What reading did; whole when the last Statement has been taken."""

    counts: dict[str, int]
    problems: list[Problem]
    problem_count: int

    def lines(self) -> list[str]:
        """The summary as lines for people, without the problems."""


@dataclass(slots=True)
class CountSummary:
    """The summary of a reader that has nothing to tell but how many records there are of each kind."""

    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0

    def lines(self) -> list[str]:
        """See `ReadingSummary.lines`."""
        return [", ".join(f"{number} {name}" for name, number in self.counts.items())]


class SourceReading(Protocol):
    """A source being read: iterate for the Statements, those of one subject together, actors before their ties."""

    @property
    def source(self) -> str:
        """The name of the source."""

    @property
    def checksum(self) -> str:
        """`sha256:…` of what was read; empty where no file stands for the whole."""

    @property
    def summary(self) -> ReadingSummary:
        """What reading did."""

    def __iter__(self) -> Iterator[Statement]: ...


class TextReading(SourceReading, Protocol):
    """A reading that tells, while it is iterated, what can be searched of a record and is published nowhere."""

    on_text: OnText | None
    """Given a record (a term of the source) and its text; None: nobody asks."""


class SettlingReading(SourceReading, Protocol):
    """A reading of a source that settles things: it tells the linker what there is before anything is taken."""

    @property
    def authority(self) -> Authority:
        """What others are linked to."""


class CorrectingReading(SourceReading, Protocol):
    """A reading of a source that knows better of some ties than all others."""

    @property
    def corrected(self) -> Mapping[str, Mapping[str, str]]:
        """By tie (a term) the properties that it settles, with their values (terms; empty: it has none)."""


class LimitedReading(SourceReading, Protocol):
    """A reading that can be told how much a whole snapshot holds at most, so that more is refused before it is taken.

    Iterating raises BadData (see `too_many`) as soon as more is found of a kind, before the first Statement.
    """

    most: Mapping[str, int]
    """The most there may be of each kind of record; what is not named may be any number."""


class SourceFilters(Protocol):
    """Which part of a source is asked for; false if all of it is."""

    def as_dict(self) -> dict[str, list[str]]:
        """For a manifest."""

    def __bool__(self) -> bool: ...


class BesideFilters(SourceFilters, Protocol):
    """What is told of files that are kept beside those of before."""

    def kept_as(self, file: str) -> str:
        """What a file is kept as: those of before stay, unless one is kept as the same."""

    def beside(self, files: Sequence[str], before: Mapping[str, Sequence[str]]) -> BesideFilters:
        """What is told of files, by what they are kept as, with what was told `before` of others."""

    def keeps(self, file: str) -> bool:
        """Does a file that was imported before still count?"""


class SourceReader(Protocol):
    """The package that reads a source."""

    def read(
        self,
        paths: Sequence[Path],
        *,
        source: str | None = None,
        filters: Any = None,
        progress: Callable[[str, int, int | None], None] | None = None,
        actor_of: ActorOf | None = None,
        ontology: Path | None = None,
    ) -> SourceReading:
        """A reading of some files or folders. Raises NotFound, KgError or BadData for what cannot be read.

        `source` is told from the files if it is not given; `filters` are the reader's own; `ontology` is the folder of
        the ontology, for readers that check against it.
        """


class ImportingReader(SourceReader, Protocol):
    """A reader of downloads: what `kg import` offers of it."""

    Filters: Any
    """Made from keyword arguments, one tuple of texts for each option, or by `from_dict` from a manifest."""
    IMPORT: ImportText


class Prepared(Protocol):
    """Files that were read and held against the graph, before any is kept."""

    def lines(self) -> Iterable[str]:
        """What would change, as lines for people."""

    def lay_out(self, folder: Path) -> list[Path]:
        """Write what is to be kept into a folder; returns the files or folders to import."""


class Preparer(Protocol):
    """The package that tells what files would change before a source's reader has what is kept of them."""

    def prepare(self, paths: Sequence[Path], known: Any, language: str) -> Prepared:
        """Read some files and hold them against what is `known`. Raises BadData with everything that is wrong."""


class RefreshedTables(Protocol):
    """What making tables anew did: rows by table, and what was not used and why."""

    @property
    def written(self) -> Mapping[str, int]:
        """Rows written, by table."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What was not used and why."""


class TableMaker(Protocol):
    """The package that makes curated tables of a source's files: what `kg import` offers of it."""

    TABLES: str
    """What `kg import` says of it."""

    def make_tables(self, input_dir: Path, output_dir: Path) -> RefreshedTables:
        """Write tables, each swapped in whole. Raises BadData, and writes nothing, for files that cannot be right."""


class Fetcher(Protocol):
    """The package that asks a source's interface for all that is read of it."""

    def fetch(self, collector: Collector, addresses: Mapping[str, str], data: Path) -> Mapping[str, int]:
        """Ask for every answer through the collector; returns what there is, counted.

        `addresses` are the source's own by name, `data` the folder that says which actors are known. Asked again
        after a break it asks for the same in the same order: the collector has what came before. Raises KgError.
        """


@dataclass(frozen=True, slots=True)
class ImportOption:
    """An option of `kg import`: the filter it fills, as in `countries`, `--country`, `CODE` and its help.

    One that names a `thing` (`actor`) takes whatever that is called; the filter is given its key and, after a tab, its
    name in English. A `flag` has no value; the filter is given `yes`.
    """

    name: str
    option: str
    metavar: str
    help: str
    thing: str = ""
    flag: bool = False


@dataclass(frozen=True, slots=True)
class ImportText:
    """What `kg import` says of a reader's files, and the options it takes.

    Files of a source that `adds` are kept beside those that were imported before; one of the same name replaces it.
    """

    help: str
    options: tuple[ImportOption, ...] = ()
    adds: bool = False

    def example(self) -> str:
        """Two of the options, to hint at how a part is asked for."""
        names = [each.option for each in self.options]
        return f"{names[0]}, {names[-1]} …" if len(names) > 1 else "".join(names)


def load_reader(info: SourceInfo) -> SourceReader:
    """The reader that a source declares. Raises KgError when there is none of that name."""
    return cast(SourceReader, _load(info, "reader", info.reader, "read"))


def load_preparer(info: SourceInfo) -> Preparer:
    """As `load_reader`, for the package that holds a source's files against the graph first."""
    return cast(Preparer, _load(info, "package", info.prepares, "prepare"))


def load_fetcher(info: SourceInfo) -> Fetcher:
    """As `load_reader`, for the package that fetches a source's answers."""
    return cast(Fetcher, _load(info, "package", info.fetches, "fetch"))


def load_table_maker(info: SourceInfo) -> TableMaker:
    """As `load_reader`, for the package that makes tables of a source's files."""
    return cast(TableMaker, _load(info, "package", info.tables, "make_tables"))


def _load(info: SourceInfo, what: str, name: str, function: str) -> object:
    if not name:
        raise KgError(f"{info.name}.yml names no {what}")
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if not f"{name}.".startswith(f"{error.name}."):
            raise
        raise KgError(f"{info.name}.yml names the {what} {name}, which is not there") from error
    if not hasattr(module, function):
        raise KgError(f"{info.name}.yml names the {what} {name}, which has no {function}()")
    return module


def importing_reader(info: SourceInfo) -> ImportingReader:
    """As `load_reader`, for a source whose files are imported. Raises KgError when its reader does not say how."""
    reader = load_reader(info)
    if not (hasattr(reader, "Filters") and hasattr(reader, "IMPORT")):
        raise KgError(f"{info.name} cannot be imported: {info.reader} has no Filters and no IMPORT")
    return cast(ImportingReader, reader)


def family_of(catalogue: Mapping[str, SourceInfo], family: str) -> list[SourceInfo]:
    """The sources of a family that are imported, the newest first. Raises NotFound with the families there are."""
    found = [info for info in catalogue.values() if info.is_imported and info.family == family]
    if not found:
        families = sorted({info.family for info in catalogue.values() if info.is_imported})
        raise NotFound(f"nothing is imported as {family!r}", tuple(families))
    return sorted(found, key=lambda info: (-info.since, info.name))


def check_expected(summary: ReadingSummary, info: SourceInfo) -> list[Problem]:
    """One Problem for each count that lies outside what a whole snapshot of the source has."""
    found = []
    for kind, (low, high) in sorted(info.expected.items()):
        number = summary.counts.get(kind, 0)
        if not low <= number <= high:
            found.append(Problem(info.name, 0, kind, f"{number} {kind}, expected {low} to {high}"))
    return found


def too_many(source: str, kind: str, most: int, file: str, row: int) -> BadData:
    """The error for a file that holds more records of a kind than a whole snapshot has, by the row that is one more."""
    what = f"{source} is not loaded: it has more than a whole snapshot has"
    message = f"more than {most} {kind}, the most that {source}.yml expects"
    return BadData(f"{what}; if a part is meant, say which", (Problem(file, row, "", message),))
