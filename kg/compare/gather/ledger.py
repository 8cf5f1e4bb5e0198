"""The ledger of memberships from Python: rows are asked of an open `Session`, answers are pure functions of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.compare.fellows import Fellows, ProjectWorld, fellows, weighed
from kg.compare.gaps import Peer
from kg.compare.gather.profiles import ProfileGatherer
from kg.compare.gather.reports import comparable, fees_by_rule, one_or_region
from kg.compare.ledger import (
    BODIES,
    Charge,
    Counted,
    LedgerRow,
    LedgerSeat,
    Overlap,
    PaidThrough,
    Sign,
    asks_of,
    fee_word,
    fit,
    latest_charges,
    overlapping,
    paid_through,
    sign_of_life,
)
from kg.compare.profiles import Nodes, Profile, held, label
from kg.compare.region import PAYING, DoubleMembership, NetworkPresence, Seat, double_memberships, presence
from kg.coverage.gather import counts
from kg.model.evidence import admits
from kg.model.period import DID_NOT_HOLD, Bounds, before
from kg.model.tie import Node, TieRow
from kg.session import Session
from kg.vocab import key_of

__all__ = ["LedgerReport", "ledger", "ledger_of"]

_ACTIVE = "active"
_JOINT = "IntermunicipalCouncil"  # what its members make up: each pays its own part


@dataclass(frozen=True, slots=True, repr=False)
class LedgerReport:
    """The memberships of an actor or a group on a day (`at`); for `peers` and `unsized` see `RegionReport`.

    `strategies` counts the strategies that name themes. `overlaps` and `paid_through` are of the networks that the
    actors pay or may pay for, `doubles` of those that several of them do.
    """

    actors: tuple[str, ...]
    at: str
    peers: tuple[Peer, ...]
    unsized: tuple[str, ...]
    strategies: int
    rows: tuple[LedgerRow, ...]
    overlaps: tuple[Overlap, ...]
    doubles: tuple[DoubleMembership, ...]
    paid_through: tuple[PaidThrough, ...]
    nodes: Nodes

    @property
    def seats(self) -> tuple[tuple[LedgerRow, LedgerSeat], ...]:
        """Every membership, with the row that it stands in."""
        return tuple((row, seat) for row in self.rows for seat in row.seats)

    def __repr__(self) -> str:
        return f"<ledger of {len(self.actors)} actors on {self.at}: {len(self.rows)} networks>"


def ledger(
    session: Session,
    names: Sequence[str],
    *,
    at: str,
    peers: int = 10,
    compared_with: Sequence[str] = (),
    with_predecessors: bool = False,
    evidence: str = "",
) -> LedgerReport:
    """The memberships of an actor, a region (see `kg.compare.gather.reports.members`) or a list of actors on a day.

    They are those that held or may have held on the day `at` (`YYYY-MM-DD`). Comparable actors are chosen as for gaps.
    Raises Usage and NotFound as `members` does.
    """
    return ledger_of(
        session,
        one_or_region(session, names, at),
        at=at,
        peers=peers,
        compared_with=compared_with,
        with_predecessors=with_predecessors,
        evidence=evidence,
    )


def ledger_of(
    session: Session,
    actors: Sequence[str],
    *,
    at: str,
    peers: int = 10,
    compared_with: Sequence[str] = (),
    with_predecessors: bool = False,
    evidence: str = "",
) -> LedgerReport:
    """As `ledger`, of actors that are known (IRIs). What several pay to a council of theirs is not paid twice."""
    material = ProfileGatherer(session, with_predecessors, evidence)
    own = [material.profile(actor) for actor in actors]
    each = peers if len(actors) == 1 else max(peers // len(actors), 3)
    chosen, unsized = comparable(material, actors, each, compared_with)
    graph = _Graph(session, at, evidence)
    here = presence(own, graph.nodes, at)
    doubles = double_memberships(here, fees_by_rule(session, actors, {row.network for row in here}))
    doubles = [row for row in doubles if graph.nodes[row.network].kind != _JOINT and row.network not in actors]
    us = {*actors, *(old for actor in actors for old in session.view.predecessors(actor))}
    seats = _seats(material, graph, own, here, us)
    paying = {row.network: [s.actor for s in row.seats if s.status in PAYING] for row in here}
    paying = {network: found for network, found in paying.items() if found}
    twice = paid_through(paying, *graph.bodies(paying), nodes=graph.nodes)
    about = {network: node.themes for network, node in material.nodes(seats).items()}
    members = {network: graph.members[network].keys() for network in paying}
    overlaps = overlapping(members, us, about, material.parents, nodes=graph.nodes)
    asked_twice = {each.network for each in doubles} | {each.network for each in twice}
    told = len({each.strategy for profile in own for each in profile.priorities})
    rows = [
        replace(row, asks=asks_of(row, at, bool(told), asked_twice, overlaps=overlaps))
        for row in _rows(material, graph, own, seats, chosen)
    ]
    rows.sort(key=lambda row: (-len(row.seats), label(row.network, graph.nodes), row.network))
    report = LedgerReport(
        actors=tuple(actors),
        at=at,
        peers=tuple(chosen),
        unsized=unsized,
        strategies=told,
        rows=tuple(rows),
        overlaps=tuple(overlaps),
        doubles=tuple(doubles),
        paid_through=tuple(twice),
        nodes={},
    )
    projects = {project for _, seat in report.seats for project in seat.fellows.projects}
    return replace(report, nodes={**material.nodes(_named(report)), **{each: graph.nodes[each] for each in projects}})


def _named(report: LedgerReport) -> set[str]:
    """All that a report names, but projects."""
    named = {*report.actors, *(peer.actor for peer in report.peers), *(each.body for each in report.paid_through)}
    for row in report.rows:
        named |= {row.network, *row.themes, *row.fits, *row.touches}
    for each in report.overlaps:
        named |= {*each.shared, *each.themes}
    for _, seat in report.seats:
        named |= {*seat.fellows.partners, *(partner for came in seat.fellows.came for partner in came.partners)}
    return named


class _Graph:
    """All memberships and participations, read once: who is where on the day, and who works with whom in projects."""

    def __init__(self, session: Session, at: str, evidence: str) -> None:
        from kg.networks.gather import network_rows

        rows = network_rows(session)
        ties = [row for row in rows.ties if admits(evidence, row.evidence)]
        self.session, self.at = session, at
        self.nodes: Mapping[str, Node] = rows.nodes
        self.members: dict[str, dict[str, list[TieRow]]] = {}
        """Those whose membership holds or may hold on the day, by network and actor."""
        self.ever: dict[str, dict[str, Bounds]] = {}
        """When anybody has been a member, by network and actor."""
        for row in ties:
            if row.kind != "network":
                continue
            bounds = self.ever.setdefault(row.hub, {})
            bounds[row.actor] = bounds[row.actor].join(row.bounds) if row.actor in bounds else row.bounds
            if held(row, at, at) != DID_NOT_HOLD:
                self.members.setdefault(row.hub, {}).setdefault(row.actor, []).append(row)
        takers = [row for row in ties if row.kind == "project" and not row.bounds.never]
        starts = {row.hub: self.nodes[row.hub].start or "" for row in takers if row.hub in self.nodes}
        begun = [(row.hub, row.actor) for row in takers if not before(at, starts.get(row.hub, ""))]
        self.projects = ProjectWorld.of(begun, starts, self.nodes)
        """Projects that had begun by the day, or of which that is not known."""

    def bodies(self, networks: Iterable[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """The members of every council and office on the day, and the networks that each pays or may pay for."""
        inside: dict[str, set[str]] = {}
        paid: dict[str, set[str]] = {}
        for network in networks:
            for actor, rows in self.members.get(network, {}).items():
                node = self.nodes.get(actor)
                if node is not None and node.kind in BODIES and any(row.status in PAYING for row in rows):
                    paid.setdefault(actor, set()).add(network)
                    inside[actor] = set(self.members.get(actor, {}))
        return inside, paid


def _seats(
    material: ProfileGatherer, graph: _Graph, own: Sequence[Profile], here: Sequence[NetworkPresence], us: Set[str]
) -> dict[str, list[LedgerSeat]]:
    """The memberships of each network with fees and fellow members, all the tests of fellow members as one family."""
    session = material.session
    profiles = {profile.actor.id: profile for profile in own}
    charges = {actor: _charges(session, actor) for actor in profiles}
    spoken = {actor: _spoken(session, actor, graph.at) for actor in profiles}
    places: list[tuple[str, Seat]] = [(row.network, seat) for row in here for seat in row.seats]
    met = weighed([_fellows(graph, profiles[seat.actor], network, seat, us) for network, seat in places])
    found: dict[str, list[LedgerSeat]] = {}
    for (network, seat), fellow in zip(places, met, strict=True):
        tie = next(row for row in profiles[seat.actor].ties if row.tie == seat.tie)
        charge = charges[seat.actor].get(network)
        said = spoken[seat.actor].get(seat.tie, _Spoken())
        made = LedgerSeat(
            seat=seat,
            as_of=tie.as_of or "",
            known_by=tie.evidence,
            charge=charge,
            fee=fee_word(charge, seat.status),
            fellows=fellow,
            last_activity=said.last_activity,
            unit=said.unit,
            disputed=said.disputed,
        )
        found.setdefault(network, []).append(made)
    return found


def _fellows(graph: _Graph, profile: Profile, network: str, seat: Seat, us: Set[str]) -> Fellows:
    bounds = next(row.bounds for row in profile.ties if row.tie == seat.tie)
    own = [row.hub for row in profile.ties if row.kind == "project" and row.hub in graph.projects.takers]
    return fellows(
        network,
        bounds,
        graph.ever.get(network, {}),
        projects=list(dict.fromkeys(own)),
        world=graph.projects,
        us=us,
        day=graph.at,
    )


def _rows(
    material: ProfileGatherer,
    graph: _Graph,
    own: Sequence[Profile],
    seats: Mapping[str, Sequence[LedgerSeat]],
    peers: Sequence[Peer],
) -> list[LedgerRow]:
    session = material.session
    themes = material.nodes(seats)
    wanted = [priority.theme for profile in own for priority in profile.priorities]
    counted = _counted(session)
    issued = {
        (str(row["title"] or ""), str(row["page"] or "")): str(row["issued"] or "")
        for row in session.ask("source/list")
    }
    rows = []
    for network, found in seats.items():
        about = themes[network].themes if network in themes else ()
        fits, touches = fit(about, wanted, material.parents)
        signs = [*_signs(graph, network, found), *_activity(session, network)]
        told = session.evidence(network, *(each.seat.tie for each in found))
        signs += [Sign(issued.get((each.title, each.address), ""), "source") for each in told]
        rows.append(
            LedgerRow(
                network=network,
                seats=tuple(found),
                members=len(graph.members.get(network, {})),
                counted=counted.get(network),
                like_us=tuple(p.actor for p in peers if p.actor in graph.members.get(network, {})),
                themes=about,
                fits=fits,
                touches=touches,
                sign=sign_of_life(signs, graph.at),
            )
        )
    return rows


def _signs(graph: _Graph, network: str, seats: Sequence[LedgerSeat]) -> list[Sign]:
    found = [Sign(date, "own") for seat in seats for date in (seat.as_of, seat.last_activity)]
    own = {seat.seat.actor for seat in seats}
    for actor, rows in graph.members.get(network, {}).items():
        joined, named = ("own", "own") if actor in own else ("joined", "member")
        found += [Sign(row.start or "", joined) for row in rows if not row.carries]  # what is carried on began before
        found += [Sign(row.as_of or "", named) for row in rows]
    projects = {p for seat in seats for p in seat.fellows.projects}
    return found + [Sign(graph.projects.starts.get(each, ""), "project") for each in projects]


def _activity(session: Session, network: str) -> list[Sign]:
    """When the network was found active."""
    rows = session.ask("network/card", network=network)
    return [
        Sign(str(r["activity_as_of"] or ""), "activity") for r in rows if key_of(str(r["activity"] or "")) == _ACTIVE
    ]


def _charges(session: Session, actor: str) -> dict[str, Charge]:
    """What the latest rule of every network makes an actor pay, were it a member."""

    def sum_of(value: object) -> Decimal | None:
        return Decimal(value) if isinstance(value, Decimal | int) else None

    return latest_charges(
        Charge(
            network=str(row["body"]),
            actor=actor,
            year=str(row["year"] or ""),
            currency=str(row["currency"] or ""),
            amount=sum_of(row["fee"]),
            rate=sum_of(row["rate"]),
            minimum=sum_of(row["minimum"]),
            maximum=sum_of(row["maximum"]),
            fixed=sum_of(row["fixed"]),
            population=row["population"] if isinstance(row["population"], int) else None,
            scope=key_of(str(row["scope"] or "")),
        )
        for row in session.ask("network/fee", actor=actor)
    )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What else is said of a membership."""

    last_activity: str = ""
    unit: str = ""
    disputed: bool = False


def _spoken(session: Session, actor: str, at: str) -> dict[str, _Spoken]:
    """What else is said of each membership of an actor and of its predecessors, by tie."""
    found: dict[str, _Spoken] = {}
    for each in (actor, *session.view.predecessors(actor)):
        for row in session.ask("actor/survey", actor=each):
            if row["last_activity"] or row["unit"]:
                found[str(row["tie"])] = _Spoken(str(row["last_activity"] or ""), str(row["unit"] or ""))
        for row in session.ask("actor/ties", actor=each, at=at):
            if row["disputed"] or row["off_list"]:
                tie = str(row["tie"])
                found[tie] = replace(found.get(tie, _Spoken()), disputed=True)
    return found


def _counted(session: Session) -> dict[str, Counted]:
    """How many members others counted of each network, all of them before those of one country, the newest first."""
    rows = [row for row in counts(session) if row.counted == "members" and row.about and row.held is not None]
    rows.sort(key=lambda row: (row.country == "", row.end or row.as_of, row.iri))
    return {row.about: Counted(row.number, row.held or Decimal(0), row.as_of or row.end) for row in rows}
