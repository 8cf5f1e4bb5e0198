"""Which part of a CORDIS download is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.errors import Usage
from kg.ids import organisation_number_of_vat
from kg.sources.cordis.columns import Organization
from kg.sources.cordis.mappings import KIND_CLASSES, Mappings
from kg.sources.cordis.programmes import matches
from kg.sources.cordis.values import clean_country, clean_text

__all__ = ["ActorOf", "Filters"]

ActorOf = Callable[[str, str], "str | None"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What to take of a download. Whole consortia are kept: a project whole, or not at all.

    A project is taken if its identifier is among `projects`, its programme lies in one of `programmes` (codes), and one
    of its participants answers to `countries` (ISO or CORDIS codes), `activities` (PUB, HES …), `kinds` (municipality,
    county, university …) and `actors` (PIC, Norwegian organisation number or key of an actor) together. What is empty
    does not count.
    """

    countries: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, values: dict[str, list[str]]) -> Filters:
        """The filters in a manifest; unknown names raise TypeError."""
        return cls(**{name: tuple(each) for name, each in values.items()})

    def as_dict(self) -> dict[str, list[str]]:
        """For a manifest: every filter, sorted."""
        return {name: sorted(getattr(self, name)) for name in self.__slots__}

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)

    def wants_programme(self, codes: Iterable[str]) -> bool:
        """Does one of a project's codes (`HORIZON.2.5`) lie in a programme that is asked for?"""
        prefixes = frozenset(code.strip().rstrip(".").lower() for code in self.programmes)
        return not prefixes or any(matches(code, prefixes) for code in codes)

    def wants_participants(self) -> bool:
        """Is there a filter that only participants can answer to?"""
        return bool(self.countries or self.activities or self.kinds or self.actors)

    def participant_test(self, mappings: Mappings, actor_of: ActorOf | None) -> Callable[[Organization], bool]:
        """Whether a participant answers to the filters on participants. `actor_of(pic, vat)` gives an actor's key.

        Raises Usage for an unknown kind.
        """
        unknown = sorted(set(self.kinds) - set(KIND_CLASSES))
        if unknown:
            raise Usage(f"unknown kind {unknown[0]!r}; expected {', '.join(sorted(KIND_CLASSES))}")
        classes = {KIND_CLASSES[kind] for kind in self.kinds}
        countries = {clean_country(code) or code.upper() for code in self.countries}
        activities = {code.upper() for code in self.activities}
        actors = {actor.removeprefix("actor/") for actor in self.actors}

        def holds(row: Organization) -> bool:
            if activities and row.activity.strip().upper() not in activities:
                return False
            if countries and clean_country(row.country) not in countries:
                return False
            if classes:
                name, country = clean_text(row.name), clean_country(row.country) or ""
                if mappings.kind(row.activity, name, country).cls not in classes:
                    return False
            if not actors or row.pic in actors or f"pic-{row.pic}" in actors:
                return True
            if row.vat and organisation_number_of_vat(row.vat) in actors:
                return True
            return actor_of is not None and actor_of(row.pic, row.vat) in actors

        return holds
