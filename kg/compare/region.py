"""Actors as one region: who carries which theme, who could represent it, who pays twice, where nobody is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from kg.compare.comparison import Money, Period, money
from kg.compare.holdings import holdings
from kg.compare.profiles import Nodes, Parents, Profile, above, held, label
from kg.model.period import DID_NOT_HOLD
from kg.model.tie import TieRow

__all__ = [
    "PAYING",
    "AbsentNetwork",
    "DoubleMembership",
    "Fee",
    "NetworkPresence",
    "Seat",
    "ThemeActivity",
    "UncarriedTheme",
    "absent_networks",
    "carriers",
    "current",
    "double_memberships",
    "presence",
    "programme_use",
    "uncarried_themes",
]

PAYING = frozenset({"", "member", "associate", "partner"})
"""Statuses of members that may pay a fee (empty: none is stated); signatories, observers and dormant ones are not."""

_ROLES = {"chair": 0, "board-member": 1}
_STATUSES = {"associate": 1, "observer": 2, "letter-of-intent": 3, "on-hold": 4}


@dataclass(frozen=True, slots=True)
class ThemeActivity:
    """What one actor does on one theme: in how many projects, networks and agreements; how many strategies name it."""

    theme: str
    actor: str
    projects: int
    networks: int
    agreements: int
    strategies: int

    @property
    def ties(self) -> int:
        """How many ties carry the theme; strategies are words, not ties."""
        return self.projects + self.networks + self.agreements


@dataclass(frozen=True, slots=True)
class Seat:
    """An actor's membership of a network; `certainty` says how sure it is that it holds on the day asked for."""

    actor: str
    tie: str
    status: str
    role: str
    start: str
    certainty: str


@dataclass(frozen=True, slots=True)
class NetworkPresence:
    """A network and who of the group is in it, those first who could represent the group."""

    network: str
    seats: tuple[Seat, ...]

    @property
    def representatives(self) -> tuple[Seat, ...]:
        """The first seat, and those with an equal claim: the same role, standing and first year."""
        return tuple(seat for seat in self.seats if _fitness(seat) == _fitness(self.seats[0]))


@dataclass(frozen=True, slots=True)
class Fee:
    """What a network's fee rule makes an actor pay in a year; `amount` is None when its population is unknown."""

    network: str
    actor: str
    year: str
    amount: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class DoubleMembership:
    """A membership that two or more of the group hold. `fees` are by actor, None where no rule tells.

    `total` adds up the known fees of the same year, the latest for which there is a rule; None when none is known.
    """

    network: str
    seats: tuple[Seat, ...]
    fees: tuple[Fee | None, ...]
    year: str
    total: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class AbsentNetwork:
    """A network that nobody of the group is in, and the comparable actors that are."""

    network: str
    peers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UncarriedTheme:
    """A theme that nobody of the group has a tie on: who names it in a strategy, which comparable actors work on it."""

    theme: str
    named_by: tuple[str, ...]
    peers: tuple[str, ...]


def current(row: TieRow, at: str = "") -> str:
    """How sure it is that a tie holds on a day, one of the four words. Without a day: has nothing ended it?

    What is only reported may hold.
    """
    if at:
        return held(row, at, at)
    if row.bounds.last or row.status == "ended":
        return DID_NOT_HOLD
    return held(row)


def carriers(profiles: Sequence[Profile], nodes: Nodes, whole: Period) -> list[ThemeActivity]:
    """Who carries which theme: themes that most carry first, and of each the actors with most ties first."""
    found: dict[str, list[ThemeActivity]] = {}
    for profile in profiles:
        hubs: dict[str, dict[str, set[str]]] = {}
        for row in profile.ties:
            if held(row, whole.since, whole.until) != DID_NOT_HOLD:
                for theme in nodes[row.hub].themes if row.hub in nodes else ():
                    hubs.setdefault(theme, {}).setdefault(row.kind, set()).add(row.hub)
        named = {(each.theme, each.strategy) for each in profile.priorities}
        for theme in {*hubs, *(theme for theme, _ in named)}:
            projects, networks, agreements = (
                len(hubs.get(theme, {}).get(kind, ())) for kind in ("project", "network", "agreement")
            )
            strategies = sum(theme == each for each, _ in named)
            found.setdefault(theme, []).append(
                ThemeActivity(
                    theme=theme,
                    actor=profile.actor.id,
                    projects=projects,
                    networks=networks,
                    agreements=agreements,
                    strategies=strategies,
                )
            )
    ordered = sorted(found.items(), key=lambda e: (-sum(c.ties > 0 for c in e[1]), label(e[0], nodes), e[0]))
    return [
        carrier
        for _, rows in ordered
        for carrier in sorted(rows, key=lambda c: (-c.ties, -c.strategies, label(c.actor, nodes), c.actor))
    ]


def presence(
    profiles: Sequence[Profile], nodes: Nodes, at: str = "", leave_out: Set[str] = frozenset()
) -> list[NetworkPresence]:
    """Who is in which network, on a day or now; the networks with most of the group first.

    Seats come in the order in which their holders could represent the group: who chairs, who sits on the board,
    then full members before associates, observers and dormant ones, then the longest known membership.
    """
    seats: dict[str, dict[str, Seat]] = {}
    for profile in profiles:
        for row in profile.ties:
            verdict = current(row, at)
            if row.kind != "network" or row.hub in leave_out or verdict == DID_NOT_HOLD:
                continue
            seat = Seat(
                actor=profile.actor.id,
                tie=row.tie,
                status=row.status,
                role=row.role,
                start=row.start or "",
                certainty=verdict,
            )
            held_by = seats.setdefault(row.hub, {})
            if profile.actor.id not in held_by or _fitness(seat) < _fitness(held_by[profile.actor.id]):
                held_by[profile.actor.id] = seat
    rows = [
        NetworkPresence(
            network, tuple(sorted(by.values(), key=lambda s: (*_fitness(s), label(s.actor, nodes), s.actor)))
        )
        for network, by in seats.items()
    ]
    return sorted(rows, key=lambda row: (-len(row.seats), label(row.network, nodes), row.network))


def _fitness(seat: Seat) -> tuple[int, int, bool, str]:
    return (_ROLES.get(seat.role, 2), _STATUSES.get(seat.status, 0), not seat.start, seat.start)


def double_memberships(rows: Iterable[NetworkPresence], fees: Iterable[Fee]) -> list[DoubleMembership]:
    """The networks in which two or more of the group are members that may pay, with what a fee rule says it costs."""
    by_year: dict[str, dict[str, dict[str, Fee]]] = {}
    for fee in fees:
        by_year.setdefault(fee.network, {}).setdefault(fee.year, {})[fee.actor] = fee
    found = []
    for row in rows:
        seats = tuple(seat for seat in row.seats if seat.status in PAYING)
        if len(seats) < 2:
            continue
        year = max(by_year.get(row.network, {}), default="")
        rule = by_year.get(row.network, {}).get(year, {})
        paid = tuple(rule.get(seat.actor) for seat in seats)
        known = [fee for fee in paid if fee is not None and fee.amount is not None]
        total = sum((fee.amount for fee in known if fee.amount is not None), Decimal(0)) if known else None
        currency = known[0].currency if known else ""
        found.append(
            DoubleMembership(network=row.network, seats=seats, fees=paid, year=year, total=total, currency=currency)
        )
    return found


def absent_networks(
    profiles: Sequence[Profile],
    peers: Sequence[Profile],
    nodes: Nodes,
    at: str = "",
    joinable: Set[str] | None = None,
    at_least: int = 2,
) -> list[AbsentNetwork]:
    """The networks in which at least so many comparable actors are, and nobody of the group; the most used first.

    `joinable` limits them, for example to networks that are not bound to a place.
    """
    memberships = [row for profile in profiles for row in profile.ties if row.kind == "network"]
    own = {row.hub for row in memberships if current(row, at) != DID_NOT_HOLD}
    own |= {profile.actor.id for profile in profiles}
    members: dict[str, set[str]] = {}
    for peer in peers:
        for row in peer.ties:
            fits = joinable is None or row.hub in joinable
            if row.kind == "network" and row.hub not in own and fits and current(row, at) != DID_NOT_HOLD:
                members.setdefault(row.hub, set()).add(peer.actor.id)
    rows = [AbsentNetwork(network, _named(ids, nodes)) for network, ids in members.items() if len(ids) >= at_least]
    return sorted(rows, key=lambda row: (-len(row.peers), label(row.network, nodes), row.network))


def uncarried_themes(
    themes: Iterable[str],
    profiles: Sequence[Profile],
    peers: Sequence[Profile],
    nodes: Nodes,
    parents: Parents,
    whole: Period,
) -> list[UncarriedTheme]:
    """The themes on which nobody of the group has a tie, not on a narrower theme either.

    Those that a strategy of the group names come first, then those that most comparable actors work on.
    """
    covered = {theme for profile in profiles for theme in _worked_on(profile, nodes, parents, whole)}
    active = {peer.actor.id: _worked_on(peer, nodes, parents, whole) for peer in peers}
    rows = []
    for theme in themes:
        if theme not in covered:
            named = {p.actor.id for p in profiles if any(each.theme == theme for each in p.priorities)}
            rows.append(
                UncarriedTheme(
                    theme, _named(named, nodes), _named({peer for peer, on in active.items() if theme in on}, nodes)
                )
            )
    return sorted(rows, key=lambda r: (-len(r.named_by), -len(r.peers), label(r.theme, nodes), r.theme))


def programme_use(profiles: Sequence[Profile], nodes: Nodes, whole: Period) -> list[Money]:
    """Which programme is used by whom: the programmes with most participations first, and of each the largest users."""
    rows = [row for profile in profiles for row in money(profile, nodes, whole) if row.programme]
    uses: dict[str, int] = {}
    for row in rows:
        uses[row.programme] = uses.get(row.programme, 0) + row.known + row.unknown
    return sorted(
        rows,
        key=lambda r: (
            -uses[r.programme],
            label(r.programme, nodes),
            r.programme,
            -(r.known + r.unknown),
            label(r.actor, nodes),
            r.actor,
            r.currency,
        ),
    )


def _worked_on(profile: Profile, nodes: Nodes, parents: Parents, whole: Period) -> set[str]:
    return set(above(holdings(profile, nodes, whole.since, whole.until)["theme"], parents))


def _named(ids: Iterable[str], nodes: Nodes) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda each: (label(each, nodes), each)))
