"""The Encounter: two actors in one tie or at one hub (a project, a network). Collaboration is derived from these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.model.period import UNDATED, Bounds, latest

__all__ = ["KINDS", "Encounter", "Entity"]

KINDS = ("project", "network", "twinning", "agreement")


class Encounter(NamedTuple):
    """One actor meets another. Entities are named by IRI, or by the number that an index gives them.

    `hub` is the project or the network; for a twinning or an agreement it is the tie itself. `size` counts the actors
    at the hub. `own` and `other` are the IRIs of the two ties (the same one for twinning and agreement).
    `start` and `end` are the dates that sources give for the time both were there, `as_of` the latest date on which
    one says so; all three are empty when unknown. `bounds` are what every question about time is answered from, `why`
    is the reason for the last day where it is neither tie's own (a key of `skc:bound-reason`). `carries` is the tie
    that one of the two carries on since a reform (an IRI, or empty).
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
    bounds: Bounds = UNDATED
    why: str = ""
    carries: str = ""

    @classmethod
    def between(
        cls,
        named: tuple[str, int | str, int, int | str, str, str],
        *,
        start: str,
        ends: Sequence[str],
        as_of: str,
        status: str,
        bounds: tuple[Bounds, Bounds],
        why: Sequence[str],
        carries: Sequence[str],
    ) -> Encounter:
        """Two ties as one encounter; `named` holds the fields `kind` to `other`, pairs are of the own and the other.

        Where the last day is neither tie's own it stands as the end.
        """
        both = bounds[0].meet(bounds[1])
        reasons = [w for w, each in zip(why, bounds, strict=True) if each.last == both.last]
        reason = next((w for w in reasons if w not in ("", "own", "project")), "")
        end = min((end for end in ends if end), default="")
        if reason not in ("", "called-ended") and (not end or both.last < latest(end)):
            end = both.last
        heir = next(filter(None, carries), "")
        return cls._make((*named, start, end, as_of, status, both, reason, heir))


class Entity(NamedTuple):
    """What is shown of a thing in a table: `kind` is its class (`Municipality`), `country` a code, `level` a key."""

    iri: str
    kind: str
    label: str
    country: str
    level: str
