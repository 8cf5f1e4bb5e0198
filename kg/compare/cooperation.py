"""How closely two actors cooperate, on the scale skc:cooperation-degree, and the ties that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.compare.profiles import Nodes, Profile
from kg.model.evidence import REPORTED
from kg.model.period import DID_NOT_HOLD, HELD, MAY_HAVE_HELD, certainty
from kg.model.tie import TieRow

__all__ = ["DEGREES", "JOINT_BODIES", "Degree", "SharedTie", "degree_of_cooperation"]

DEGREES = ("no-contact", "same-network", "same-project", "standing-agreement", "joint-body")
"""The steps from loosest to closest: the keys of the scheme skc:cooperation-degree, in its order."""

JOINT_BODIES = frozenset({"IntermunicipalCouncil", "EuropeanOffice"})
"""The classes of bodies that their members own or run together; to share one is the closest step."""

_STEPS = {
    "network": "same-network",
    "project": "same-project",
    "twinning": "standing-agreement",
    "agreement": "standing-agreement",
}
_HALF = frozenset({"letter-of-intent", "on-hold"})


@dataclass(frozen=True, slots=True)
class SharedTie:
    """Something that two actors have together: the step it reaches, and the tie of each (the same for a pair).

    `start` and `end` bound the time both were there (empty: unknown), `as_of` is the latest date on which a source
    says so. `statuses` are those of the two ties. `certainty` is one of the four words: a
    status that is half a tie makes it no more than `may-have-held`.
    """

    degree: str
    kind: str
    hub: str
    ties: tuple[str, ...]
    start: str
    end: str
    as_of: str
    statuses: tuple[str, ...]
    certainty: str


@dataclass(frozen=True, slots=True)
class Degree:
    """The closest step that is sure, and a closer one that is only `possible` (empty: none)."""

    one: str
    other: str
    degree: str
    possible: str
    reasons: tuple[SharedTie, ...]


def degree_of_cooperation(one: Profile, other: Profile, nodes: Nodes, since: str = "", until: str = "") -> Degree:
    """The degree between two actors in a period, on a day (both dates the same), or at any time (no dates).

    The highest step reached by something they have together: a network both belong to, a project both take part in,
    a twinning or an agreement between them, or a council or an office both are members of (`JOINT_BODIES`). One of
    them being a member of the other counts as well. A tie that lies wholly before or after the other's does not. An
    unknown date, a membership on hold or a letter of intent makes a step possible, not sure. Reasons come closest
    first.
    """
    reasons = sorted(
        _reasons(one, other, nodes, since, until), key=lambda r: (-DEGREES.index(r.degree), r.kind, r.hub, r.ties)
    )
    sure = max((DEGREES.index(reason.degree) for reason in reasons if reason.certainty == HELD), default=0)
    most = max((DEGREES.index(reason.degree) for reason in reasons), default=0)
    return Degree(one.actor.id, other.actor.id, DEGREES[sure], DEGREES[most] if most > sure else "", tuple(reasons))


def _reasons(one: Profile, other: Profile, nodes: Nodes, since: str, until: str) -> Iterator[SharedTie]:
    theirs: dict[tuple[str, str], list[TieRow]] = {}
    for row in other.ties:
        theirs.setdefault((row.kind, row.hub), []).append(row)
    seen: set[tuple[str, ...]] = set()
    for row in one.ties:
        for match in theirs.get((row.kind, row.hub), ()):
            ties = tuple(dict.fromkeys((row.tie, match.tie)))
            reason = _together(row, match, nodes, since, until)
            if reason and ties not in seen:
                seen.add(ties)
                yield replace(reason, ties=ties)
    for member, body in ((one, other), (other, one)):
        for row in member.ties:
            if row.kind == "network" and row.hub == body.actor.id and (row.tie,) not in seen:
                reason = _together(row, row, nodes, since, until)
                if reason:
                    seen.add((row.tie,))
                    yield replace(reason, ties=(row.tie,))


def _together(a: TieRow, b: TieRow, nodes: Nodes, since: str, until: str) -> SharedTie | None:
    both = a.bounds.meet(b.bounds)
    word = certainty(both, since, until, reported=REPORTED in (a.evidence, b.evidence))
    if both.never or word == DID_NOT_HOLD:
        return None
    statuses = tuple(sorted({row.status for row in (a, b) if row.status}))
    step = _STEPS[a.kind]
    if a.kind == "network" and a.hub in nodes and nodes[a.hub].kind in JOINT_BODIES:
        step = "joint-body"
    sure = _at_once(a, b) and not _HALF & set(statuses)
    ends = [end for row in (a, b) if (end := row.end or (row.as_of if row.status == "ended" else None))]
    return SharedTie(
        step,
        a.kind,
        a.hub,
        (a.tie, b.tie),
        start=max((row.start for row in (a, b) if row.start), default=""),
        end=min(ends, default=""),
        as_of=max(a.as_of or "", b.as_of or ""),
        statuses=statuses,
        certainty=word if word != HELD or sure else MAY_HAVE_HELD,
    )


def _at_once(a: TieRow, b: TieRow) -> bool:
    """Were both there at once? Yes without a last day; with one, when both had surely begun by then."""
    both = a.bounds.meet(b.bounds)
    if not both.last or (a.kind != "network" and (a.start, a.end) == (b.start, b.end)):
        return True
    return bool(both.sure_first) and both.sure_first <= both.last
