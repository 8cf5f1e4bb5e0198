"""What a briefing on a theme, a programme, a network or counties is written from; `kg.brief.facts` has the rest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.brief.facts import MembershipFee, Picture, Scope, Sources

__all__ = [
    "Association",
    "CountyRow",
    "Member",
    "NetworkFacts",
    "ProgrammeFacts",
    "ProjectRow",
    "ThemeActor",
    "ThemeFacts",
]


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as others see it: who of the country takes part, and in which programme it is."""

    title: str
    short: str
    programme: str
    start: str
    end: str
    amount: Decimal | None
    currency: str
    participants: tuple[str, ...]
    sources: Sources


@dataclass(frozen=True, slots=True)
class Association:
    """What is said of a country's part in a programme: how, on what basis, when."""

    programme: str
    strand: str
    standing: str
    basis: str
    as_of: str
    sources: Sources


@dataclass(frozen=True, slots=True)
class ThemeActor:
    """An actor of the country, in numbers on a theme."""

    name: str
    kind: str
    projects: int
    networks: int
    agreements: int
    priorities: int


@dataclass(frozen=True, slots=True)
class CountyRow:
    """The municipalities of a county in programmes: `actors` with a project, `present` of them there still.

    `municipalities` is how many there are now; `amounts` are sums by currency, of `known` participations, `net` of
    which are net of what is passed on to others.
    """

    county: str
    actors: int
    present: int
    municipalities: int
    projects: int
    participations: int
    amounts: tuple[tuple[str, Decimal], ...]
    known: int
    net: int = 0


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    """What a briefing on a theme may say."""

    lang: str
    title: str
    scope: Scope
    definition: str
    narrower: tuple[str, ...]
    actors: tuple[ThemeActor, ...]
    projects: tuple[ProjectRow, ...]
    networks: tuple[tuple[str, int, Sources], ...]
    programmes: tuple[Association, ...]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """What a briefing on a programme may say; `card` holds (fact, value) pairs in words."""

    lang: str
    title: str
    scope: Scope
    card: tuple[tuple[str, str], ...]
    sources: Sources
    parts: tuple[str, ...]
    associations: tuple[Association, ...]
    projects: tuple[ProjectRow, ...]
    counties: tuple[CountyRow, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a network; it is `reported` where scraped lists alone say so."""

    name: str
    country: str
    status: str
    start: str
    end: str
    as_of: str
    sources: Sources
    reported: bool = False


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What a fact sheet on a network may say. `joint` are projects in which two members or more take part."""

    lang: str
    title: str
    scope: Scope
    kind: str
    level: str
    themes: tuple[str, ...]
    open_to: tuple[str, ...]
    seat: str
    start: str
    homepage: str
    members: tuple[Member, ...]
    fees: tuple[MembershipFee, ...]
    joint: tuple[ProjectRow, ...]
    sources: Sources
