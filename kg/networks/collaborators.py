"""Who collaborates with an actor, ranked: a pure function on Encounters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model.encounter import KINDS, Encounter, Entity
from kg.model.evidence import REPORTED, admits, strongest
from kg.model.period import DID_NOT_HOLD, certainty, surest, year_of

__all__ = ["Collaborator", "Partner", "collaborators", "rank"]


@dataclass(slots=True)
class Collaborator:
    """A partner with what the two share. `counts` is the number of hubs by kind; `strength` is Newman's weight.

    `latest` is the latest year known of any of the ties. `certainties` says of each encounter how sure it is that it
    held at the time asked for, in their order. `encounters` holds the ties themselves.
    """

    partner: int | str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    strength: float = 0.0
    latest: str = ""
    encounters: list[Encounter] = field(default_factory=list)
    certainties: list[str] = field(default_factory=list)

    @property
    def ties(self) -> int:
        """How many hubs the two share, over all kinds."""
        return sum(self.counts.values())

    @property
    def known_by(self) -> str:
        """The strongest evidence of any of the ties: a key of `skc:evidence-strength`, empty when unknown."""
        return strongest(*(each.evidence for each in self.encounters))

    @property
    def certainty(self) -> str:
        """How sure it is that any of the ties held: the surest of the four words."""
        return surest(set(self.certainties))


@dataclass(frozen=True, slots=True, repr=False)
class Partner:
    """A collaborator and what is shown of it."""

    entity: Entity
    shared: Collaborator

    def __repr__(self) -> str:
        counts = ", ".join(f"{kind} {n}" for kind, n in self.shared.counts.items() if n)
        return f"<partner {self.entity.label}: {counts}>"


def collaborators(
    encounters: Iterable[Encounter],
    *,
    via: Iterable[str] = KINDS,
    since: str = "",
    until: str = "",
    at: str = "",
    evidence: str = "",
) -> list[Collaborator]:
    """The partners in some encounters, strongest first; equally strong ones by number of ties and latest year.

    A hub that k actors share adds 1/(k - 1) to the strength, so that a consortium of 199 does not drown a twin town
    (M. E. J. Newman, Scientific collaboration networks II, Phys. Rev. E 64, 016132, 2001). `since` and `until` keep
    what can have held in that period, `at` what can have held on that day (`kg.model.period.certainty`).
    `evidence` limits how it must be known (`kg.model.evidence.LIMITS`). The order among equals is not settled here:
    the caller sorts by label.
    """
    kinds = frozenset(via)
    since, until = (at, at) if at else (since, until)
    found: dict[int | str, Collaborator] = {}
    counted: set[tuple[int | str, int | str]] = set()
    for encounter in encounters:
        if encounter.kind not in kinds or not admits(evidence, encounter.evidence):
            continue
        word = certainty(encounter.bounds, since, until, reported=encounter.evidence == REPORTED)
        if word == DID_NOT_HOLD:
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
        partner.encounters.append(encounter)
        partner.certainties.append(word)
    return sorted(found.values(), key=rank)


def rank(shared: Collaborator) -> tuple[float, int, int]:
    """What collaborators are ordered by, the strongest first: strength, number of ties, latest year."""
    return (-round(shared.strength, 9), -shared.ties, -int(shared.latest or 0))
