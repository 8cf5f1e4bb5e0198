"""What a source's tables say, in one form for all sources: organisations, projects, and the ties between them.

Cells stand as the source writes them; `kg.sources.tabular.statements` cleans them. A source's own module reads rows
into these and does nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, TypeVar

from kg.ids import slug
from kg.sources.cleaning.dates import DateOrder
from kg.sources.tabular.summary import Summary

if TYPE_CHECKING:
    from kg.sources.tabular.tables import SourceTable

__all__ = [
    "CitedSource",
    "Membership",
    "Organisation",
    "PairTie",
    "Participation",
    "Place",
    "Programme",
    "Project",
    "Records",
    "name_key",
]

Place = tuple[str, int]
"""File and row."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: `key` is the source's own for it (see `name_key` where it has none).

    `country` is a code or a name. `kind` is a key of `kg.sources.mappings.KIND_CLASSES`, where the source says it;
    `public` is true where it says no more than that it is a public body. `number` is the national organisation number,
    `vat` the VAT number as it is written, `wikidata` Q and digits, `ror` nine letters and digits.
    """

    key: str
    name: str
    place: Place
    country: str = ""
    kind: str = ""
    public: bool = False
    abbreviation: str = ""
    other_names: tuple[str, ...] = ()
    pic: str = ""
    vat: str = ""
    number: str = ""
    wikidata: str = ""
    ror: str = ""
    city: str = ""
    nuts: str = ""
    latitude: str = ""
    longitude: str = ""
    homepage: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme or a part of one, by the source's code for it; `part_of` is the code of what it is a part of."""

    code: str
    title: str
    place: Place
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project: `key` is what the source knows it by, `identifier` what its page names it by (the key, if empty).

    `programme` is the source's code for its programme, `themes` are keys of Samkart's themes.
    """

    key: str
    title: str
    place: Place
    identifier: str = ""
    language: str = ""
    acronym: str = ""
    programme: str = ""
    start: str = ""
    end: str = ""
    total_cost: str = ""
    contribution: str = ""
    currency: str = ""
    homepage: str = ""
    status: str = ""
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participation:
    """An organisation in a project; `role` is a key of `skc:role`."""

    project: str
    organisation: str
    place: Place
    role: str = ""
    contribution: str = ""
    total_cost: str = ""
    currency: str = ""
    start: str = ""
    end: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """An organisation in a network, an actor of Samkart's by its key; `status` is a key of `skc:status`.

    `as_of` is the day for which the source says it, `cites` are the keys of the sources that it rests on, where these
    are told apart (`CitedSource`).
    """

    network: str
    organisation: str
    place: Place
    role: str = ""
    status: str = ""
    start: str = ""
    end: str = ""
    as_of: str = ""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairTie:
    """Two organisations in a tie of their own: `kind` is `Twinning` or `Agreement`, `title` what it is called.

    `themes` are keys of Samkart's themes, `cites` the keys of the sources that it rests on, as a Membership's.
    """

    kind: str
    organisation: str
    other: str
    place: Place
    status: str = ""
    start: str = ""
    end: str = ""
    as_of: str = ""
    title: str = ""
    themes: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source that records name beside the file they stand in: a list that was imported, a page.

    `key` is that of `id/source/KEY`. With `about`, an actor's key, the list is a complete one of its members on the day
    `as_of`, which has `number` of them.
    """

    key: str
    title: str
    page: str
    publisher: str = ""
    retrieved: str = ""
    strength: str = "list"
    about: str = ""
    as_of: str = ""
    number: int = 0


Tie = Participation | Membership | PairTie
_Record = TypeVar("_Record", Organisation, Programme, Project)


@dataclass(slots=True)
class Records:
    """What was found, in the order in which it stands in the files; `summary` counts rows read, used and skipped."""

    summary: Summary
    organisations: dict[str, Organisation] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    participations: list[Participation] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    pairs: list[PairTie] = field(default_factory=list)
    cited: dict[str, CitedSource] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    """Keys of what turned out to be natural persons: neither they nor their ties are carried."""
    bodies: set[str] = field(default_factory=set)
    """Keys of what the source says are organisations, whatever their names look like."""

    def add(self, record: Organisation | Programme | Project) -> None:
        """Keep a record; what an earlier row left empty of it is filled, what it said stays."""
        if isinstance(record, Organisation):
            _keep(self.organisations, record.key, record)
        elif isinstance(record, Project):
            _keep(self.projects, record.key, record)
        else:
            _keep(self.programmes, record.code, record)

    def tie(self, tie: Tie) -> None:
        """Keep a tie; one that stands in several rows is carried once (`RecordStatements`)."""
        if isinstance(tie, Participation):
            self.participations.append(tie)
        elif isinstance(tie, PairTie):
            self.pairs.append(tie)
        else:
            self.memberships.append(tie)

    def rows(
        self, table: SourceTable, read: Callable[[str], str] = str.strip
    ) -> Iterator[tuple[Place, dict[str, str]]]:
        """The rows of a table, where they stand and their cells by field, each as `read` gives it; counted as read."""
        names = list(table.layouts.columns[table.kind])
        count = self.summary.table(table.kind, table.file)
        for number, cells in table.records(self.summary.reporter(table.kind)):
            count.read += 1
            yield (table.file, number), dict(zip(names, map(read, cells), strict=True))

    def ties(self) -> Iterator[Tie]:
        """All ties, as they stand in the files."""
        yield from self.participations
        yield from self.memberships
        yield from self.pairs

    def date_orders(self) -> dict[str, DateOrder]:
        """By file, how its dates are written, told by all of them."""
        orders: dict[str, DateOrder] = {}
        for record in (*self.projects.values(), *self.ties()):
            order = orders.setdefault(record.place[0], DateOrder())
            order.see(record.start)
            order.see(record.end)
        return orders

    def keep_only(self, projects: set[str], memberships: list[Membership]) -> None:
        """Let go of all projects but some, with their ties, and of the organisations and programmes left without."""
        wanted_ties = set(memberships)
        kept: set[Place] = set()
        dropped: dict[Place, None] = {}
        for tie in self.ties():
            asked = tie.project in projects if isinstance(tie, Participation) else tie in wanted_ties
            if asked:
                kept.add(tie.place)
            else:
                dropped[tie.place] = None
        stated = {tie.place for tie in self.ties()}  # of projects that have rows of their own
        alone = (each.place for key, each in self.projects.items() if key not in projects)
        dropped.update(dict.fromkeys(place for place in alone if place not in stated))
        self.projects = {key: each for key, each in self.projects.items() if key in projects}
        self.participations = [each for each in self.participations if each.project in projects]
        self.memberships = memberships
        named = {tie.organisation for tie in self.ties()} | {tie.other for tie in self.pairs}
        self.organisations = {key: each for key, each in self.organisations.items() if key in named}
        wanted = {each.programme for each in self.projects.values()}
        while more := {self.programmes[code].part_of for code in wanted if code in self.programmes} - wanted - {""}:
            wanted |= more
        self.programmes = {code: each for code, each in self.programmes.items() if code in wanted}
        self.summary.not_asked_for(place[0] for place in dropped if place not in kept)


def _keep(held: dict[str, _Record], key: str, record: _Record) -> None:
    before = held.get(key)
    if before is None:
        held[key] = record
        return
    more = {each.name: getattr(record, each.name) for each in fields(record) if not getattr(before, each.name)}
    if any(more.values()):
        held[key] = replace(before, **more)


def name_key(name: str, country: str = "", place: str = "") -> str:
    """The key of an organisation that a source gives no number: its name and country, and its place if that tells.

    >>> name_key("Bærum kommune", "NO"), name_key("Våler kommune", "NO", "Østfold")
    ('no-baerum-kommune', 'no-vaaler-kommune-oestfold')
    """
    return "-".join(part for part in (slug(country), slug(name), slug(place)) if part)
