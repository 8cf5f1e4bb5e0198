"""The ledger of memberships: what each costs by rule, who else is in, what came of it, and what there is to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kg.compare.fellows import Fellows
from kg.compare.likeness import overlap
from kg.compare.profiles import Nodes, Parents, above, label
from kg.compare.region import PAYING, Seat
from kg.model.evidence import REPORTED
from kg.model.period import EVIDENCE_YEARS, HELD, before, earliest

__all__ = [
    "ALIKE",
    "ASKS",
    "BODIES",
    "FEES",
    "SIGNS",
    "Charge",
    "Counted",
    "LedgerRow",
    "LedgerSeat",
    "Overlap",
    "PaidThrough",
    "Sign",
    "asks_of",
    "fee_word",
    "fit",
    "is_quiet",
    "latest_charges",
    "overlapping",
    "paid_through",
    "sign_of_life",
    "totals",
]

FEES = ("known", "no-rule", "no-population", "other-status")
"""What is known of a fee: what the rule makes it; no rule is known; the rule needs an unknown population; the rule is
for members that pay, which one with this status need not be."""

SIGNS = ("activity", "project", "joined", "member", "own", "source")
"""What a sign of life is: the network was found active; a project with fellow members began; somebody joined; a source
says that somebody, or the actor itself, is a member; a source on it was published. Of equal days the first is told."""

ASKS = ("on-hold", "held", "quiet", "nothing", "double", "alike", "continue")
"""The questions that a row may give rise to, the one to ask first before the others."""

BODIES = frozenset({"IntermunicipalCouncil", "EuropeanOffice"})
"""Bodies that may pay on behalf of their members."""

ALIKE, _FEW = 0.8, 3
"""From which overlap on, with at least three others in common, two networks have much the same members."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What a network's rule makes an actor pay in a year, and the terms of the rule; None is unknown or not in it."""

    network: str
    actor: str
    year: str
    currency: str
    amount: Decimal | None
    rate: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    fixed: Decimal | None = None
    population: int | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life: a date (as precise as it is known) and what happened then, one of `SIGNS`."""

    date: str
    kind: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many members others counted, when, and how many of these are held here."""

    number: Decimal
    held: Decimal
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class LedgerSeat:
    """An actor's membership: the seat, what is known of it, its fee (a word of `FEES`), its fellow members in projects.

    `as_of` and `last_activity` are dates that sources give, `disputed` says that sources or a complete list speak
    against it.
    """

    seat: Seat
    as_of: str
    known_by: str
    charge: Charge | None
    fee: str
    fellows: Fellows
    last_activity: str = ""
    unit: str = ""
    disputed: bool = False

    @property
    def amount(self) -> Decimal | None:
        """What it costs by rule; None where that is not known."""
        return self.charge.amount if self.charge is not None and self.fee == "known" else None

    @property
    def doubtful(self) -> bool:
        """Is it less than sure that it holds on the day?"""
        return self.seat.certainty != HELD or self.known_by == REPORTED or self.disputed


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A network that one or more of the actors are in.

    `members` are known on the day, the actors among them; `like_us` the comparable ones of these. `themes` are its own;
    `fits` and `touches` are themes of the actors' strategies (see `fit`). `asks` are the questions that it gives
    rise to (`ASKS`), the first one first.
    """

    network: str
    seats: tuple[LedgerSeat, ...]
    members: int
    counted: Counted | None
    like_us: tuple[str, ...]
    themes: tuple[str, ...]
    fits: tuple[str, ...]
    touches: tuple[str, ...]
    sign: Sign | None
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two networks that the actors pay or may pay for: their known members besides the actors, and those in both.

    `coefficient` is |A ∩ B| / min(|A|, |B|); `themes` are those that both are on, one perhaps on a narrower one.
    """

    one: str
    other: str
    size: int
    other_size: int
    shared: tuple[str, ...]
    coefficient: float
    themes: tuple[str, ...] = ()

    @property
    def alike(self) -> bool:
        """Have they much the same members, and a theme in common?"""
        return self.coefficient >= ALIKE and len(self.shared) >= _FEW and bool(self.themes)


@dataclass(frozen=True, slots=True)
class PaidThrough:
    """A network that actors are members of, and a body of theirs too: both may pay."""

    network: str
    body: str
    actors: tuple[str, ...]


def latest_charges(rules: Iterable[Charge]) -> dict[str, Charge]:
    """The charge of the latest year for each network; of one year the rule for the actor's own kind of members."""
    found: dict[str, Charge] = {}
    for each in rules:
        known = found.get(each.network)
        if known is None or (each.year, bool(each.scope)) > (known.year, bool(known.scope)):
            found[each.network] = each
    return found


def fee_word(charge: Charge | None, status: str) -> str:
    """What is known of the fee of a member with a status (empty: none is stated), one of `FEES`.

    A network that is free is so for everybody.
    """
    if charge is None:
        return "no-rule"
    if status not in PAYING and charge.amount != 0:
        return "other-status"
    return "no-population" if charge.amount is None else "known"


def totals(seats: Iterable[LedgerSeat]) -> dict[str, Decimal]:
    """The known fees added up by currency; different years are not made one."""
    found: dict[str, Decimal] = {}
    for each in seats:
        if each.amount is not None and each.charge is not None:
            found[each.charge.currency] = found.get(each.charge.currency, Decimal(0)) + each.amount
    return dict(sorted(found.items()))


def fit(themes: Sequence[str], wanted: Iterable[str], parents: Parents) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The wanted themes that something on `themes` fits, and those that it touches.

    It fits a theme that it is on, or on a narrower one; it touches one that a wider theme of its own has within, which
    is not yet work on it (as `kg.compare.gaps` has it).
    """
    up = set(above(themes, parents))
    asked = list(dict.fromkeys(wanted))
    fits = tuple(each for each in asked if each in up)
    wider = tuple(e for e in asked if e not in up and not set(above([e], parents)).isdisjoint(themes))
    return fits, wider


def sign_of_life(signs: Iterable[Sign], day: str) -> Sign | None:
    """The latest sign until a day; None where there is none with a date."""
    known = [each for each in signs if each.date and not before(day, each.date)]
    return max(known, key=lambda each: (earliest(each.date), len(each.date), -SIGNS.index(each.kind)), default=None)


def is_quiet(sign: Sign | None, day: str) -> bool:
    """Has nothing been found of the last `EVIDENCE_YEARS` years?"""
    return sign is None or sign.date[:4] < str(int(day[:4]) - EVIDENCE_YEARS)


def overlapping(
    members: Mapping[str, Set[str]], us: Set[str], themes: Mapping[str, Sequence[str]], parents: Parents, nodes: Nodes
) -> list[Overlap]:
    """Every two networks with known members in common besides the actors (`us`), most in common first."""
    others = {network: set(found) - us for network, found in members.items()}
    found = []
    for one, other in combinations(sorted(others, key=lambda each: (label(each, nodes), each)), 2):
        shared = others[one] & others[other]
        share = overlap(others[one], others[other])
        if shared and share is not None:
            names = tuple(sorted(shared, key=lambda each: (label(each, nodes), each)))
            sizes = len(others[one]), len(others[other])
            about = fit(themes.get(one, ()), themes.get(other, ()), parents)[0]
            about += tuple(e for e in fit(themes.get(other, ()), themes.get(one, ()), parents)[0] if e not in about)
            found.append(Overlap(one, other, *sizes, shared=names, coefficient=share, themes=about))
    return sorted(found, key=lambda each: (-len(each.shared), -each.coefficient))


def paid_through(
    paying: Mapping[str, Sequence[str]], bodies: Mapping[str, Set[str]], paid_by: Mapping[str, Set[str]], nodes: Nodes
) -> list[PaidThrough]:
    """The networks that actors and a body of theirs are both members of that may pay.

    `paying` has the actors by network, `bodies` the actors that are in each body, `paid_by` the networks of each body.
    """
    found = []
    for network in sorted(paying, key=lambda each: (label(each, nodes), each)):
        for body in sorted(bodies, key=lambda each: (label(each, nodes), each)):
            both = tuple(actor for actor in paying[network] if actor in bodies[body])
            if both and body != network and network in paid_by.get(body, frozenset()):
                found.append(PaidThrough(network, body, both))
    return found


def asks_of(
    row: LedgerRow, day: str, strategies: bool, doubles: Set[str], overlaps: Iterable[Overlap]
) -> tuple[str, ...]:
    """The questions that a row gives rise to (`ASKS`), each from what is known and none from what is not.

    That nothing came of a membership is asked only where its fee is known and not zero, no project with a fellow member
    or the network is known, and there are strategies, none of which it fits.
    """
    seats = row.seats
    found = {
        "on-hold": any(each.seat.status == "on-hold" for each in seats),
        "held": any(each.doubtful for each in seats),
        "quiet": is_quiet(row.sign, day),
        "nothing": any(each.amount for each in seats)
        and not any(each.fellows.projects for each in seats)
        and strategies
        and not (row.fits or row.touches)
        and bool(row.themes),
        "double": row.network in doubles,
        "alike": any(each.alike and row.network in (each.one, each.other) for each in overlaps),
    }
    return (*(each for each in ASKS if found.get(each)), "continue")
