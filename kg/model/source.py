"""A source as it is described before it is read, and the kinds of record it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.ids import slug

__all__ = ["RecordKind", "SourceInfo", "from_plain", "numbered_keys", "reading_order", "to_plain"]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record of a source: `organisation` in `src:NAME/organisation/KEY`.

    `thing` is what it stands for (actor, project, place, tie, programme, call) and `key` the pattern of that thing's
    key, of `{key}`, `{slug}`, `{family}` and `{kind}`. `counted` is what such records are called when counted; the
    empty text is not counted. Where several readings of a source overlap a record is described once, by the first;
    `goes_with` names what a record follows instead: the kind of record with the same key, or, with a colon, the
    property that names the record (`sk:project`).
    """

    name: str
    thing: str
    key: str
    counted: str = ""
    goes_with: str = ""

    def key_for(self, key: str, family: str) -> str:
        """The key of the thing that a record stands for.

        >>> RecordKind("organisation", "actor", "{family}-{key}").key_for("9", "made-up")
        'made-up-9'
        """
        lowered = slug(key) if "{slug}" in self.key else ""
        return self.key.format(key=key, slug=lowered, family=family, kind=self.name)

    def prefix(self, family: str) -> str:
        """What all keys of these things begin with; empty where they have nothing in common."""
        return self.key.partition("{key}" if "{key}" in self.key else "{slug}")[0].format(family=family, kind=self.name)


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known of a source before it is read.

    `expected` holds, per kind of record, the least and the most that a whole snapshot has: a count below the
    least stops publication. `files` holds the official addresses by the name used in `kg fetch`.

    `reader` is the package that reads it (see `kg.sources.reader`); `input` the files in the data folder that are all
    of it (patterns as in `curated/*.csv`; there may be none to read), None for what is imported or has an extract.
    Sources of one `family` describe the same records: they are read the newest first (by `since`, a year) and imported
    by the name of the family. `record_page` is the address of the page of a project, with `{identifier}`. `tables` is
    the package that makes curated tables of its files, `prepares` the one that tells what files would change before
    they are kept, `fetches` the one that asks a public interface for them. `programmes` names Samkart's programme for a
    code of the source.
    What a source that `settles` things says is not said again by others. What one that `corrects` says of a tie goes
    before what all others say. A `supporting` one (names, codes) is no evidence. `strength` is how it knows what it
    says (a key of `skc:evidence-strength`); empty where its records name sources that say so themselves.
    """

    name: str
    title: str
    publisher: str
    licence: str
    url: str
    description: str = ""
    retrieved: str = ""
    version: str = ""
    reader: str = ""
    family: str = ""
    record_page: str = ""
    tables: str = ""
    prepares: str = ""
    fetches: str = ""
    since: int = 0
    settles: bool = False
    corrects: bool = False
    supporting: bool = False
    strength: str = ""
    input: tuple[str, ...] | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    expected: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, RecordKind] = field(default_factory=dict)

    @property
    def is_imported(self) -> bool:
        """Are its files brought in by `kg import`?"""
        return bool(self.reader) and self.input is None

    def key_prefixes(self, *things: str) -> tuple[str, ...]:
        """What the keys of such things (`actor`, `tie` …) of this source begin with."""
        found = (kind.prefix(self.family) for kind in self.kinds.values() if kind.thing in things)
        return tuple(prefix for prefix in found if prefix)

    def page_of(self, identifiers: Iterable[str]) -> str:
        """The page of a record by the identifiers of its project (the smallest counts); empty if there is none."""
        number = min(identifiers, default="")
        return self.record_page.format(identifier=number) if self.record_page and number else ""


def reading_order(sources: Iterable[SourceInfo]) -> list[SourceInfo]:
    """The order in which sources are read: what settles, what supports, then family by family, the newest first."""
    return sorted(sources, key=lambda s: (not s.settles, not s.supporting, s.family, -s.since, s.name))


def numbered_keys(sources: Iterable[SourceInfo]) -> tuple[str, ...]:
    """What the keys of actors and projects begin with that sources make of their own numbers."""
    return tuple(sorted({prefix for info in sources for prefix in info.key_prefixes("actor", "project")}))


def to_plain(sources: Iterable[SourceInfo]) -> dict[str, dict[str, object]]:
    """Sources as plain values by name, to be written beside a store."""
    return {info.name: asdict(info) for info in sources}


def from_plain(sources: Mapping[str, Mapping[str, Any]]) -> dict[str, SourceInfo]:
    """The sources that `to_plain` gave, also after a round trip through JSON."""
    found = {}
    for name, told in sources.items():
        kinds = {each: RecordKind(**values) for each, values in told["kinds"].items()}
        expected = {each: (low, high) for each, (low, high) in told["expected"].items()}
        given = None if told["input"] is None else tuple(told["input"])
        found[name] = SourceInfo(**{**told, "kinds": kinds, "expected": expected, "input": given})
    return found
