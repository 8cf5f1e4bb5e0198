"""What a map of areas shows: for each period the areas with what was counted, one scale for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.views.areas.boundaries import Division
from kg.views.areas.classes import Scale
from kg.views.areas.counting import Flow, Tally

__all__ = ["LEVELS", "PER", "Area", "Asked", "Panel", "Shown"]

LEVELS = ("county", "municipality", "nuts2", "nuts3", "country")
"""What areas there are."""
PER: Mapping[str, int] = {"participations": 10_000, "memberships": 10_000, "twinnings": 10_000, "money": 1}
"""Per so many inhabitants a count is given."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a map of areas is asked to show: the level of its areas, what is counted, how, and whether with flows."""

    by: str
    count: str
    per_inhabitant: bool
    scale: str
    flows: bool


@dataclass(frozen=True, slots=True)
class Area:
    """An area in a period. `id` is its number or code, `value` what it is coloured by (None: not known).

    `missing` says why the value is not known: `actors` (the graph knows of none there), `amounts` or `people`.
    `people` is the number of inhabitants and its year. `at` is its middle, in kilometres (None: not known), `drawn`
    whether there are boundaries of it: its own, or those of its `parts`, the numbers of the counties that a region is.
    """

    id: str
    name: str
    value: float | None
    tally: Tally
    missing: str = ""
    people: tuple[int, int] | None = None
    at: Point | None = None
    drawn: bool = True
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A period: its areas, and the flows between them, the strongest first.

    `name` is empty for all time. `division` has the boundaries (None: those of countries are the same at all times).
    `unplaced` are the actors that lie in no area for sure with how many ties each, by name; `nowhere` counts actors
    of which not even the country is known; `ties` all that were counted, `uncertain` those of them that may not have
    held.
    """

    name: str
    areas: tuple[Area, ...]
    flows: tuple[Flow, ...] = ()
    division: Division | None = None
    unplaced: Mapping[str, int] = field(default_factory=dict)
    nowhere: int = 0
    ties: int = 0
    uncertain: int = 0

    def area(self, number: str) -> Area | None:
        """The area of a number or code."""
        return next((each for each in self.areas if each.id == number), None)


@dataclass(frozen=True, slots=True)
class Shown:
    """All of a map of areas. `about` names what it is of; `sources` are titles, `attributions` tell whose boundaries
    they are, `kinds` are the classes of actor that were asked for; `around`: only what `about` is in was counted.
    """

    asked: Asked
    panels: tuple[Panel, ...]
    scale: Scale
    title: str
    about: str
    language: str
    sources: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    around: bool = False
