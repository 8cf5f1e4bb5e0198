"""Who collaborates with an actor, ranked: a pure function on Encounters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model.encounter import KINDS, Encounter
from kg.model.period import holds, touches, year_of

__all__ = ["Collaborator", "collaborators", "held_on"]


@dataclass(slots=True)
class Collaborator:
    """A partner with what the two share. `counts` is the number of hubs by kind; `strength` is Newman's weight.

    `latest` is the latest year known of any of the ties. `certain` is False when, on the day asked for, none of the
    ties is known to have held but some may have. `encounters` holds the ties themselves.
    """

    partner: int | str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    strength: float = 0.0
    latest: str = ""
    certain: bool = False
    encounters: list[Encounter] = field(default_factory=list)

    @property
    def ties(self) -> int:
        """How many hubs the two share, over all kinds."""
        return sum(self.counts.values())


def collaborators(
    encounters: Iterable[Encounter], *, via: Iterable[str] = KINDS, since: str = "", until: str = "", at: str = ""
) -> list[Collaborator]:
    """The partners in some encounters, strongest first; equally strong ones by number of ties and latest year.

    A hub that k actors share adds 1/(k - 1) to the strength, so that a consortium of 199 does not drown a twin town
    (M. E. J. Newman, Scientific collaboration networks II, Phys. Rev. E 64, 016132, 2001). `since` and `until` keep
    what can have held in that period, `at` what can have held on that day. The order among equals is not settled
    here: the caller sorts by label.
    """
    kinds = frozenset(via)
    found: dict[int | str, Collaborator] = {}
    counted: set[tuple[int | str, int | str]] = set()
    for encounter in encounters:
        if encounter.kind not in kinds or not touches(encounter.start, _end(encounter), since, until):
            continue
        held = held_on(encounter, at) if at else "yes"
        if held == "no":
            continue
        partner = found.get(encounter.partner)
        if partner is None:
            partner = found[encounter.partner] = Collaborator(encounter.partner)
        pair = (encounter.partner, encounter.hub)
        if pair not in counted:  # two ties at one hub are one thing in common
            counted.add(pair)
            partner.counts[encounter.kind] += 1
            partner.strength += 1 / max(encounter.size - 1, 1)
        partner.latest = max(partner.latest, year_of(encounter.start, encounter.end, encounter.as_of))
        partner.certain = partner.certain or held == "yes"
        partner.encounters.append(encounter)
    return sorted(found.values(), key=lambda c: (-round(c.strength, 9), -c.ties, -int(c.latest or 0)))


def held_on(encounter: Encounter, day: str) -> str:
    """`yes`, `possible` or `no`: were the two in it together on a day? See `kg.model.period.holds`."""
    return holds(encounter.start, _end(encounter), day)


def _end(encounter: Encounter) -> str:
    return encounter.end or (encounter.as_of if encounter.status == "ended" else "")
