"""Which thing of one state is which of another: a new key, or a record that was linked, is no news of its ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.model.state import State, StateThing, StateTie

__all__ = ["TieKey", "matched_things", "matched_ties", "tie_key"]

TieKey = tuple[str, tuple[str, ...], str]
"""The class of a tie, its parties and its hub; of a priority its themes stand with the hub."""


def matched_things(old: State, new: State) -> dict[str, str]:
    """By IRI the thing of the new state that each of the old one is; what is there no more is left out.

    A thing is the one of the same IRI, or the only one that bears one of its numbers or stands for one of its records.
    """
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for iri, thing in new.things.items():
        for each in thing.known_as:
            bearers[each].add(iri)
    found = {}
    for iri, thing in old.things.items():
        if iri in new.things:
            found[iri] = iri
            continue
        others = _borne(thing, bearers)
        if len(others) == 1:
            found[iri] = others.pop()
    return found


def _borne(thing: StateThing, bearers: Mapping[str, set[str]]) -> set[str]:
    """Whom the first kind of mark leads to that leads to anybody: records before numbers, as they sort last."""
    by_kind: defaultdict[str, set[str]] = defaultdict(set)
    for each in thing.known_as:
        by_kind[each.partition(" ")[0]] |= bearers.get(each, set())
    for kind in ("record", "org", "pic", "vat", "same", "project"):
        if by_kind.get(kind):
            return set(by_kind[kind])
    return set()


def tie_key(tie: StateTie, same: Mapping[str, str]) -> TieKey:
    """What a tie is in the new state, whatever it is called there; `same` leads from the old things to the new."""
    parties = tuple(sorted({same.get(each, each) for each in tie.parties}))
    hub = same.get(tie.hub, tie.hub)
    return tie.cls, parties, " ".join((hub, *tie.themes)) if tie.cls == "Priority" else hub


def matched_ties(
    old: State, new: State, same: Mapping[str, str]
) -> tuple[list[tuple[StateTie, StateTie]], list[StateTie], list[StateTie]]:
    """The ties that both states have, those that only the old one has, and those that only the new one has.

    Ties between the same are paired by IRI first, then in the order in which they began.
    """
    before: defaultdict[TieKey, list[StateTie]] = defaultdict(list)
    after: defaultdict[TieKey, list[StateTie]] = defaultdict(list)
    for tie in old.ties.values():
        before[tie_key(tie, same)].append(tie)
    for tie in new.ties.values():
        after[tie_key(tie, {})].append(tie)
    pairs, gone, come = [], [], []
    for key in sorted({*before, *after}):
        earlier = sorted(before.get(key, ()), key=lambda tie: (tie.start, tie.iri))
        later = sorted(after.get(key, ()), key=lambda tie: (tie.start, tie.iri))
        by_iri = {tie.iri: tie for tie in later}
        named = [(tie, by_iri[tie.iri]) for tie in earlier if tie.iri in by_iri]
        taken = {tie.iri for _, tie in named}
        earlier = [tie for tie in earlier if tie.iri not in taken]
        later = [tie for tie in later if tie.iri not in taken]
        pairs += [*named, *zip(earlier, later, strict=False)]
        gone += earlier[len(later) :]
        come += later[len(earlier) :]
    return pairs, gone, come


def moved_ties(
    gone: Sequence[StateTie], come: Sequence[StateTie], same: Mapping[str, str], parted: Mapping[str, str]
) -> tuple[list[tuple[StateTie, StateTie]], list[StateTie], list[StateTie]]:
    """The ties that went with an actor which was separated from another, and the rest of those gone and come.

    `parted` leads from the separated actor to the one that it was a part of.
    """
    if not parted:
        return [], list(gone), list(come)
    waiting: defaultdict[TieKey, list[StateTie]] = defaultdict(list)
    for tie in gone:
        waiting[tie_key(tie, same)].append(tie)
    moved, left = [], []
    for tie in come:
        before = waiting.get(tie_key(tie, parted))
        if before and not parted.keys().isdisjoint(tie.parties):
            moved.append((before.pop(0), tie))
        else:
            left.append(tie)
    taken = {tie.iri for tie, _ in moved}
    return moved, [tie for tie in gone if tie.iri not in taken], left
