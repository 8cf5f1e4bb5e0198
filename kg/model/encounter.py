"""The Encounter: two actors in one tie or at one hub (a project, a network). Collaboration is derived from these."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

from kg.model.evidence import strongest, weakest
from kg.model.period import OWN_REASONS, UNDATED, Bounds, latest, least

__all__ = ["KINDS", "LEVELS", "TIE_KINDS", "Encounter", "Entity", "Stay", "continued", "together"]

KINDS = ("project", "network", "twinning", "agreement")
"""The usual kinds of tie, those in which two actors meet."""

TIE_KINDS = ("project", "network", "twinning", "agreement", "programme", "theme")
"""The kinds of tie: what two actors can have in common."""

LEVELS = ("local", "regional", "national", "international")
"""The levels of government, from the nearest to the widest."""


class Encounter(NamedTuple):
    """One actor meets another. Entities are named by IRI, or by the number that an index gives them.

    `hub` is the project or the network; for a twinning or an agreement it is the tie itself. `size` counts the actors
    at the hub. `own` and `other` are the IRIs of the two ties (the same one for twinning and agreement).
    `start` and `end` are the dates that sources give for the time both were there, `as_of` the latest date on which
    one says so; all three are empty when unknown. `bounds` are what every question about time is answered from, `why`
    is the reason for the last day where it is neither tie's own (a key of `skc:bound-reason`). `carries` is the tie
    that one of the two carries on since a reform (an IRI, or empty). `evidence` is the strength of what it rests on
    (`kg.model.evidence`): of two ties the weaker one's.
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
    evidence: str = ""


class Stay(NamedTuple):
    """What is known of when one actor was at a hub: what sources say, the bounds, why they end, and how it is known."""

    start: str
    end: str
    as_of: str
    status: str
    bounds: Bounds
    why: str
    evidence: str = ""


def together(own: Stay, other: Stay, carries: tuple[str, str]) -> tuple[str, str, str, str, Bounds, str, str, str]:
    """Two stays as one: the fields of an Encounter from `start` on. `carries` are those of the own and the other tie.

    Where the last day is neither stay's own it stands as the end. One that had ended by the day on which a source
    calls it that has no end later than that day; when it ended is unknown.
    """
    both = own.bounds.meet(other.bounds)
    reason, end = "", least(own.end, other.end)
    for stay in (own, other):
        if stay.why not in OWN_REASONS and stay.bounds.last == both.last:
            reason = stay.why
            break
    if reason and (not end or both.last < latest(end)):
        end = both.last if reason != "called-ended" else ""
    start, as_of = max(own.start, other.start), max(own.as_of, other.as_of)
    known = weakest(own.evidence, other.evidence)
    return start, end, as_of, own.status, both, reason, carries[0] or carries[1], known


def continued(met: Iterable[Encounter]) -> list[Encounter]:
    """What a successor carries on is one with what it carries on, where both are among some encounters.

    The two stand as the first one, held while either was, with what is said of the later one's end.
    """
    known = {(each.own, each.partner, each.other): each for each in met}
    chains: dict[tuple[str, int | str, str], list[Encounter]] = {}
    for key, each in known.items():
        first = each
        while True:
            other = first.carries if first.own == first.other else first.other
            before = known.get((first.carries, first.partner, other)) if first.carries else None
            if before is None:
                break
            key, first = (before.own, before.partner, before.other), before
        chains.setdefault(key, []).append(each)
    found = []
    for key, chain in chains.items():
        chain.sort(key=lambda each: each.bounds.first)
        last, bounds = chain[-1], reduce(Bounds.join, (each.bounds for each in chain))
        if len(chain) == 1:
            found.append(known[key])
            continue
        as_of, evidence = max(each.as_of for each in chain), strongest(*(each.evidence for each in chain))
        joined = known[key]._replace(end=last.end, as_of=as_of, bounds=bounds, why=last.why, carries=last.carries)
        found.append(joined._replace(evidence=evidence))
    return found


class Entity(NamedTuple):
    """What is shown of a thing in a table: `kind` is its class (`Municipality`), `country` a code, `level` a key."""

    iri: str
    kind: str
    label: str
    country: str
    level: str
