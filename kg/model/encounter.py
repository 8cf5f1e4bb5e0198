"""The Encounter: two actors in one tie or at one hub (a project, a network). Collaboration is derived from these."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["KINDS", "Encounter", "Entity"]

KINDS = ("project", "network", "twinning", "agreement")


class Encounter(NamedTuple):
    """One actor meets another. Entities are named by IRI, or by the number that an index gives them.

    `hub` is the project or the network; for a twinning or an agreement it is the tie itself. `size` counts the actors
    at the hub. `own` and `other` are the IRIs of the two ties (the same one for twinning and agreement).
    `start` and `end` bound the time both were there, `as_of` is the latest date on which a source says so;
    all three are empty when unknown.
    """

    kind: str
    hub: int | str
    size: int
    partner: int | str
    own: str
    other: str
    start: str
    end: str
    as_of: str
    status: str


class Entity(NamedTuple):
    """What is shown of a thing in a table: `kind` is its class (`Municipality`), `country` a code, `level` a key."""

    iri: str
    kind: str
    label: str
    country: str
    level: str
