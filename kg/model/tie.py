"""What a network is made of: ties as plain rows, and what is known of the things they tie together.

Dates are text of differing precision (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`); None is unknown. Ids are opaque here: an IRI,
a key or a number as text, as the caller likes.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from functools import reduce

from kg.model.evidence import strongest
from kg.model.period import UNDATED, Bounds, latest, today
from kg.model.regions import region_code
from kg.vocab import concept, entity, key_of

__all__ = ["COORDINATING", "KIND_OF_CLASS", "PAIR_KINDS", "Node", "TieRow", "continued"]

PAIR_KINDS = frozenset({"twinning", "agreement"})
"""Kinds whose hub is the tie itself, so that nothing but the parties is to be drawn."""

KIND_OF_CLASS = {"Participation": "project", "Membership": "network", "Twinning": "twinning", "Agreement": "agreement"}
"""The kind of tie by the ontology's class: what one row of an actor's ties is."""

COORDINATING = frozenset({"coordinator", "lead-partner"})
"""Roles that count as having led a project."""


@dataclass(frozen=True, slots=True)
class TieRow:
    """One actor at one hub: a project, network, programme or theme; the tie itself for a twinning or an agreement.

    `start` and `end` of a participation are already filled from its project where the tie says nothing. `as_of` is
    the date on which a source says that the tie holds. `bounds` are what questions about time are answered from; a row
    that is made without has those of its own dates. An `end` after the last day that they allow gives way to that day;
    where a source only calls the tie ended it is unknown. `carries` is the tie that it carries on since a reform,
    `evidence` the strength of what it rests on (`kg.model.evidence`), `why` the reason for the last day (a key of
    `skc:bound-reason`), `contribution` what the actor gets there from the programme, in EUR, net where that is known.
    """

    tie: str
    kind: str
    hub: str
    actor: str
    start: str | None = None
    end: str | None = None
    as_of: str | None = None
    status: str = ""
    role: str = ""
    bounds: Bounds = UNDATED
    carries: str = ""
    evidence: str = ""
    why: str = ""
    contribution: float | None = None

    def __post_init__(self) -> None:
        """Work out the bounds where none are given, and keep the end within them."""
        if self.bounds is UNDATED and (self.start or self.end or self.as_of):
            own = Bounds.of(self.start or "", self.end or "", self.as_of or "", ended=self.status == "ended")
            object.__setattr__(self, "bounds", own)
        if self.end and self.bounds.last and self.bounds.last < latest(self.end):
            object.__setattr__(self, "end", self.bounds.last if self.status != "ended" else None)


def continued(rows: Iterable[TieRow], heirs: Set[str]) -> list[TieRow]:
    """What a successor carries on is one with what it carries on: rows of `heirs`, ties that carry others on, are
    joined to the rows of the same actor at the first tie, where it has any.

    Time is linear in the number of rows.
    """
    rows = list(rows)
    carries = {row.tie: row.carries for row in rows if row.tie in heirs}
    known = {(row.tie, row.actor) for row in rows}
    later: dict[tuple[str, str], list[TieRow]] = {}
    kept = []
    for row in rows:
        first, seen = row.tie, set[str]()
        while (carries.get(first, ""), row.actor) in known and first not in seen:
            seen.add(first)
            first = carries[first]
        first = row.tie if first in seen else first  # ties that carry each other on stay as they are
        if first == row.tie:
            kept.append(row)
        else:
            later.setdefault((first, row.actor), []).append(row)
    return [_joined(row, later[row.tie, row.actor]) if (row.tie, row.actor) in later else row for row in kept]


def _joined(row: TieRow, later: list[TieRow]) -> TieRow:
    later = sorted(later, key=lambda each: each.bounds.first)
    bounds = reduce(Bounds.join, (each.bounds for each in later), row.bounds)
    as_of = max(filter(None, (row.as_of, *(each.as_of for each in later))), default=None)
    evidence = strongest(row.evidence, *(each.evidence for each in later))
    last = later[-1]
    return replace(row, end=last.end, as_of=as_of, bounds=bounds, carries=last.carries, evidence=evidence, why=last.why)


@dataclass(frozen=True, slots=True)
class Node:
    """What is known of an actor or a hub; an empty text, an empty tuple and None are unknown.

    `type` is actor, project, network, theme, country, region or programme (twinning and agreement for hubs that are
    ties); `kind` is the class (`Municipality`), `country` a code, `level`, `themes` and `programmes` keys or ids.
    Numbers and `nuts` are text, several joined with a blank; `county` is the key of the county that it is or lies in.
    `contribution` is what a programme gives a project, in EUR; `actors` how many a country or region stands for.
    """

    id: str
    label: str = ""
    type: str = "actor"
    kind: str = ""
    country: str = ""
    level: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    themes: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    organisation_number: str = ""
    municipality_number: str = ""
    county_number: str = ""
    pic: str = ""
    nuts: str = ""
    county: str = ""
    contribution: float | None = None
    actors: int | None = None

    @property
    def iri(self) -> str:
        """The IRI: the id where it is one, else what the key of a theme, country or programme stands for; or empty."""
        if self.id.startswith(("http://", "https://")):
            return self.id
        if self.type == "theme":
            return concept("theme", self.id)
        return entity(self.type, self.id) if self.type in ("country", "programme") else ""

    @property
    def key(self) -> str:
        """The key that it is typed and printed by."""
        return key_of(self.id)

    @property
    def nuts2(self) -> str:
        """The code of its region of level 2; empty where that is not known, or not one."""
        return region_code(self.nuts, "nuts2")

    @property
    def nuts3(self) -> str:
        """The code of its region of level 3; empty where that is not known, or not one."""
        return region_code(self.nuts, "nuts3")

    @property
    def ended(self) -> bool:
        """Whether it has come to an end for sure by today."""
        return bool(self.end) and latest(self.end or "") < today()

    @property
    def name(self) -> str:
        """The label, or the id where there is none."""
        return self.label or self.id
