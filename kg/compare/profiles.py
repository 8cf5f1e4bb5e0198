"""What a comparison rests on: the profile of an actor (ties, encounters, money, priorities) as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kg.model.encounter import Encounter
from kg.model.evidence import REPORTED
from kg.model.period import certainty
from kg.model.tie import Node, TieRow

__all__ = ["Nodes", "Parents", "Priority", "Profile", "above", "held", "label", "met"]

Nodes = Mapping[str, Node]
"""What is known of actors, hubs, themes, programmes and countries, by id."""

Parents = Mapping[str, tuple[str, ...]]
"""The themes or programmes right above each one; one without an entry is a top."""


@dataclass(frozen=True, slots=True)
class Priority:
    """A strategy that names a theme, in its own words; `start` and `end` are the strategy's."""

    theme: str
    strategy: str
    wording: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one actor.

    `ties` are its own, one row per tie and role; the hub of a twinning or an agreement is the tie itself. `meetings`
    are the encounters with others at those hubs, named by id. `money` is what a participation brought: amount and
    currency, by tie; a participation that is not there has an unknown amount.
    """

    actor: Node
    ties: tuple[TieRow, ...] = ()
    meetings: tuple[Encounter, ...] = ()
    money: Mapping[str, tuple[Decimal, str]] = field(default_factory=dict)
    priorities: tuple[Priority, ...] = ()


def held(row: TieRow, since: str = "", until: str = "") -> str:
    """How sure it is that a tie held at some time between two dates (empty: no bound): one of the four words."""
    return certainty(row.bounds, since, until, reported=row.evidence == REPORTED)


def met(meeting: Encounter, since: str = "", until: str = "") -> str:
    """As `held`, for the time that two actors were at a hub together."""
    return certainty(meeting.bounds, since, until, reported=meeting.evidence == REPORTED)


def above(things: Iterable[str], parents: Parents) -> tuple[str, ...]:
    """Some themes or programmes and all those above them, nearest first, each once."""
    found: dict[str, None] = {}
    waiting = list(things)
    while waiting:
        following: list[str] = []
        for thing in waiting:
            if thing not in found:
                found[thing] = None
                following.extend(parents.get(thing, ()))
        waiting = following
    return tuple(found)


def label(thing: str, nodes: Nodes) -> str:
    """What a thing is called; its id where nothing is known of it."""
    return nodes[thing].name if thing in nodes else thing
