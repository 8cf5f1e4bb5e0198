"""What part of a table source is asked for: whole consortia, and memberships of those who answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from kg.errors import NotFound, Usage
from kg.ids import fold, slug
from kg.sources.mappings import KIND_CLASSES, Mappings
from kg.sources.reader import ActorOf, ImportOption
from kg.sources.tabular.records import Organisation, Records
from kg.sources.tabular.statements import country_of, kind_of

__all__ = ["OPTIONS", "RecordFilters"]

OPTIONS = (
    ImportOption("countries", "--country", "CODE", "Only projects and members with somebody from there."),
    ImportOption("kinds", "--kind", "KIND", f"Only those with such a body: {', '.join(sorted(KIND_CLASSES))}."),
    ImportOption("programmes", "--programme", "CODE", "Only projects of a programme, by the source's code for it."),
    ImportOption("actors", "--actor", "ACTOR", "Only those of an actor: PIC, organisation number or key."),
)
"""What `kg import` offers of it."""


@dataclass(frozen=True, slots=True)
class RecordFilters:
    """Only projects of one of `programmes` and with a participant who answers to `countries`, `kinds` and `actors`
    together, with all who take part; and the memberships of those who answer. What is empty does not count.

    Raises Usage for an empty value, a country or kind that is none.
    """

    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for option in OPTIONS:
            if any(not value.strip() for value in getattr(self, option.name)):
                name = option.option.removeprefix("--")
                raise Usage(f"an empty {name}; leave the option out to take all", parameter=name)
        for text in self.countries:
            if not country_of(text):
                raise Usage(f"{text!r} is no country", parameter="country")
        for kind in self.kinds:
            if kind.strip().lower() not in KIND_CLASSES:
                expected = ", ".join(sorted(KIND_CLASSES))
                raise Usage(f"unknown kind {kind!r}; expected {expected}", parameter="kind")

    @classmethod
    def from_dict(cls, values: dict[str, list[str]]) -> RecordFilters:
        """The filters in a manifest; unknown names raise TypeError."""
        return cls(**{name: tuple(each) for name, each in values.items()})

    def as_dict(self) -> dict[str, list[str]]:
        """For a manifest: every filter, sorted."""
        return {each.name: sorted(getattr(self, each.name)) for each in fields(self)}

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    def apply(self, records: Records, mappings: Mappings, actor_of: ActorOf | None) -> None:
        """Let go of what is not asked for. Raises Usage for a programme, NotFound for an actor, that is not there."""
        if not self:
            return
        wanted = {slug(code): code for code in self.programmes}
        told = {slug(each.programme): each.programme for each in records.projects.values()}
        if missing := sorted(wanted.keys() - told.keys()):
            there = tuple(sorted(filter(None, told.values())))[:5]
            raise Usage(f"no project in these files is of {wanted[missing[0]]!r}", there, parameter="programme")
        test = self._test(mappings, actor_of)
        answering = {key for key, each in records.organisations.items() if test(each)}
        if self.actors and not answering:
            raise NotFound(f"{self.actors[0]!r} is in none of these files", _near(self.actors[0], records))
        asked = self.countries or self.kinds or self.actors
        own = {tie.project for tie in records.participations if tie.organisation in answering}
        projects = {
            key
            for key, each in records.projects.items()
            if (not wanted or slug(each.programme) in wanted) and (not asked or key in own)
        }
        memberships = [] if wanted else [tie for tie in records.memberships if tie.organisation in answering]
        records.keep_only(projects, memberships)

    def _test(self, mappings: Mappings, actor_of: ActorOf | None) -> Callable[[Organisation], bool]:
        countries = {country_of(text) for text in self.countries}
        classes = {KIND_CLASSES[kind.strip().lower()] for kind in self.kinds}
        actors = {each.strip().lower().removeprefix("actor/") for each in self.actors}

        def answers(record: Organisation) -> bool:
            country = country_of(record.country)
            if countries and country not in countries:
                return False
            if classes and kind_of(record, country, mappings).cls not in classes:
                return False
            if not actors:
                return True
            names = {record.key.lower(), record.pic, record.number, record.vat.lower()}
            known = actor_of(record.pic, record.vat or record.number) if actor_of else None
            return bool(actors & (names | {known or ""}))

        return answers


def _near(text: str, records: Records) -> tuple[str, ...]:
    wanted = fold(text.replace("-", " "))
    found = sorted({each.name for each in records.organisations.values() if wanted and wanted in fold(each.name)})
    return tuple(found[:5])
