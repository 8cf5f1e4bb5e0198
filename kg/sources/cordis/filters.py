"""Which part of a CORDIS download is asked for; a code that is none is refused before anything is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import NotFound, Usage
from kg.ids import fold, organisation_number_of_vat
from kg.sources.cleaning.values import clean_country, clean_text, countries, country_names, is_pic, shown
from kg.sources.cordis.columns import Organization
from kg.sources.cordis.programmes import matches, normal_code
from kg.sources.mappings import KIND_CLASSES, Mappings

__all__ = ["ActorOf", "Filters", "ParticipantTest"]

ActorOf = Callable[[str, str], "str | None"]
_ACTIVITIES = ("HES", "OTH", "PRC", "PUB", "REC")
_NAMES = {
    "countries": "country",
    "activities": "activity",
    "kinds": "kind",
    "programmes": "programme",
    "actors": "actor",
    "projects": "project",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What to take of a download. Whole consortia are kept: a project whole, or not at all.

    A project is taken if its identifier is among `projects`, its programme lies in one of `programmes` (codes), and one
    of its participants answers to `countries` (ISO or CORDIS codes), `activities` (PUB, HES …), `kinds` (municipality,
    county, university …) and `actors` (PIC, Norwegian organisation number or key of an actor) together. What is empty
    does not count.

    Raises Usage for an empty value and for a country, an activity type or a kind that is none. Whether there is such a
    programme or actor only the files can tell.
    """

    countries: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, option in _NAMES.items():
            if any(not value.strip() for value in getattr(self, name)):
                raise Usage(f"an empty {option}; leave the option out to take all", parameter=option)
        for code in self.countries:
            if clean_country(code) is None:
                raise Usage(f"{shown(code)} is no country code", _near_country(code), parameter="country")
        for option, values, known in (
            ("activity", self.activities, {code: code for code in _ACTIVITIES}),
            ("kind", self.kinds, {kind.upper(): kind for kind in KIND_CLASSES}),
        ):
            for value in values:
                if value.strip().upper() not in known:
                    near = _near(value, known)
                    raise Usage(
                        f"unknown {option} {shown(value)}; expected {', '.join(sorted(known.values()))}",
                        near,
                        parameter=option,
                    )

    @classmethod
    def from_dict(cls, values: dict[str, list[str]]) -> Filters:
        """The filters in a manifest; unknown names raise TypeError."""
        return cls(**{name: tuple(each) for name, each in values.items()})

    def as_dict(self) -> dict[str, list[str]]:
        """For a manifest: every filter, sorted."""
        return {name: sorted(getattr(self, name)) for name in self.__slots__}

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)

    def wants_programme(self, codes: Iterable[str], root: str) -> bool:
        """Does one of a project's codes (`HORIZON.2.5`) lie in a programme that is asked for?"""
        prefixes = frozenset(_programme(code, root) for code in self.programmes)
        return not prefixes or any(matches(code, prefixes) for code in codes)

    def check_programmes(self, codes: Iterable[str], root: str) -> None:
        """Raises Usage for a programme that none of the files' codes lies in, with those that are near."""
        there = sorted(set(codes))
        for given in self.programmes:
            if not any(matches(code, frozenset((_programme(given, root),))) for code in there):
                known = {code.upper(): code for code in there}
                near = _near(given, known) or tuple(there[:5])
                raise Usage(f"no project in these files is of {shown(given)}", near, parameter="programme")

    def wants_participants(self) -> bool:
        """Is there a filter that only participants can answer to?"""
        return bool(self.countries or self.activities or self.kinds or self.actors)

    def participant_test(self, mappings: Mappings, actor_of: ActorOf | None) -> ParticipantTest:
        """Which participants answer to the filters on participants. `actor_of(pic, vat)` gives an actor's key."""
        return ParticipantTest(self, mappings, actor_of)


class ParticipantTest:
    """Whether a participant answers to some filters; `missing` are the actors of the filters that nobody was."""

    def __init__(self, filters: Filters, mappings: Mappings, actor_of: ActorOf | None) -> None:
        self._mappings = mappings
        self._actor_of = actor_of
        self._classes = {KIND_CLASSES[kind.strip().lower()] for kind in filters.kinds}
        self._countries = {clean_country(code) for code in filters.countries}
        self._activities = {code.strip().upper() for code in filters.activities}
        self._actors = {_actor_key(actor): actor for actor in filters.actors}
        self._met: set[str] = set()

    @property
    def missing(self) -> list[str]:
        """As they were given."""
        return [given for key, given in self._actors.items() if key not in self._met]

    def holds(self, row: Organization) -> bool:
        """Does this participant answer to all of the filters?"""
        if self._actors:
            met = self._names(row) & self._actors.keys()
            if not met:
                return False
            self._met |= met
        if self._activities and row.activity.strip().upper() not in self._activities:
            return False
        if self._countries and clean_country(row.country) not in self._countries:
            return False
        if self._classes:
            name, country = clean_text(row.name), clean_country(row.country) or ""
            return self._mappings.kind(row.activity, name, country).cls in self._classes
        return True

    def _names(self, row: Organization) -> set[str]:
        """What an organisation can be asked for by."""
        found = {row.pic, f"pic-{row.pic}"}
        number = organisation_number_of_vat(row.vat) if row.vat else None
        if number:
            found.add(number)
        key = self._actor_of(row.pic, row.vat) if self._actor_of else None
        return found | {key} if key else found

    def refuse(self, rows: Iterable[Organization], where: str) -> None:
        """Raises NotFound for the first actor that nobody was, with participants that are called something like it."""
        given = self.missing[0]
        wanted = fold(_actor_key(given).replace("-", " "))
        near: Mapping[str, str] = {
            row.pic: f"{row.pic} ({clean_text(row.name)})" for row in rows if wanted and wanted in fold(row.name)
        }
        told = sorted(near.values(), key=lambda each: (len(each), each))[:5]
        raise NotFound(f"{shown(given)} takes part in none of the projects {where}", tuple(told))


def _programme(code: str, root: str) -> str:
    return normal_code(code, root).lower()


def _actor_key(text: str) -> str:
    """What an actor is asked for by: a number without spaces, or a key in small letters."""
    plain = text.strip().lower().removeprefix("actor/")
    number = "".join(plain.split())
    return number if is_pic(number) or organisation_number_of_vat(number) else plain


def _near(value: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The known values that a wrong one is near to, by their upper-case keys."""
    plain = unicodedata.normalize("NFKC", value).strip().upper()
    return tuple(known[each] for each in get_close_matches(plain, known, n=3, cutoff=0.5))


def _near_country(value: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", value).strip()
    named = country_names().get(fold(plain))
    if named or plain.upper() in countries():
        return (named or plain.upper(),)
    return _near(plain[:3], {code: code for code in countries()})
