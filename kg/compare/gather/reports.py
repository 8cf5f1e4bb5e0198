"""Compare, region and gaps from Python: rows are asked of an open `Session`, the answers are pure functions of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.compare.comparison import PERIODS, ComparedThing, Comparison, Money, Period, items
from kg.compare.comparison import compare as compare_profiles
from kg.compare.gaps import (
    MissingTheme,
    Peer,
    UnbackedTheme,
    UnusedProgramme,
    missing_themes,
    nearest,
    unbacked_themes,
    unused_programmes,
)
from kg.compare.gather.profiles import ProfileGatherer
from kg.compare.holdings import holdings
from kg.compare.profiles import Nodes, Profile
from kg.compare.region import (
    AbsentNetwork,
    DoubleMembership,
    Fee,
    NetworkPresence,
    ThemeActivity,
    UncarriedTheme,
    absent_networks,
    carriers,
    double_memberships,
    presence,
    programme_use,
    uncarried_themes,
)
from kg.errors import Message, Usage
from kg.session import Session

__all__ = [
    "ComparisonReport",
    "GapReport",
    "RegionReport",
    "comparable",
    "compare",
    "fees_by_rule",
    "gaps",
    "members",
    "one_or_region",
    "region",
]

_REGIONS = frozenset({"County", "IntermunicipalCouncil", "EuropeanOffice", "Network"})
_TOGETHER = frozenset({"project", "agreement", "partner", "twin-town"})
_BOUND = frozenset({"twin-town-ring", "border-committee", "euroregion", "intermunicipal-council", "european-office"})


@dataclass(frozen=True, slots=True, repr=False)
class ComparisonReport:
    """A comparison, and what is known of all that it names."""

    comparison: Comparison
    nodes: Nodes

    def __repr__(self) -> str:
        return f"<comparison of {len(self.comparison.actors)} actors>"


@dataclass(frozen=True, slots=True, repr=False)
class RegionReport:
    """A group of actors as one. `body` is the county, council or office itself (empty for a list of actors).

    `peers` are the comparable actors outside it, `unsized` the members that none could be chosen for, because their
    population is unknown. `shared` are the projects, agreements, partners and twin towns that two or more have.
    """

    body: str
    actors: tuple[str, ...]
    peers: tuple[Peer, ...]
    unsized: tuple[str, ...]
    carriers: tuple[ThemeActivity, ...]
    shared: tuple[ComparedThing, ...]
    presence: tuple[NetworkPresence, ...]
    doubles: tuple[DoubleMembership, ...]
    absent: tuple[AbsentNetwork, ...]
    uncarried: tuple[UncarriedTheme, ...]
    programmes: tuple[Money, ...]
    nodes: Nodes

    def __repr__(self) -> str:
        return f"<region of {len(self.actors)} actors>"


@dataclass(frozen=True, slots=True, repr=False)
class GapReport:
    """What an actor or a group lacks; `at` is the day on which programmes are open. For the rest see `RegionReport`."""

    actors: tuple[str, ...]
    peers: tuple[Peer, ...]
    unsized: tuple[str, ...]
    strategies: int
    unbacked: tuple[UnbackedTheme, ...]
    missing: tuple[MissingTheme, ...]
    programmes: tuple[UnusedProgramme, ...]
    at: str
    nodes: Nodes

    def __repr__(self) -> str:
        return f"<gaps of {len(self.actors)} actors on {self.at}>"


def compare(
    session: Session,
    actors: Sequence[str],
    *,
    since: str = "",
    until: str = "",
    at: str = "",
    periods: Sequence[Period] = PERIODS,
    with_predecessors: bool = False,
    evidence: str = "",
) -> ComparisonReport:
    """Compare two or more actors (names or IRIs) at any time, in a period or on a day.

    Raises Usage for fewer than two different actors, NotFound for a name that is not there.
    """
    chosen = list(dict.fromkeys(session.resolve(actor, "actor", at) for actor in actors))
    if len(chosen) < 2:
        raise Usage(Message("compare needs two different actors or more", "two-actors"))
    material = ProfileGatherer(session, with_predecessors, evidence)
    profiles = [material.profile(actor) for actor in chosen]
    towns = {str(m.partner) for profile in profiles for m in profile.meetings if m.kind == "twinning"}
    meetings = {town: material.meetings([town]) for town in sorted(towns - set(chosen))}
    nodes = material.nodes()
    whole = Period(at, at) if at else Period(since, until)
    return ComparisonReport(compare_profiles(_named(profiles, nodes), nodes, meetings, whole, periods), nodes)


def members(session: Session, names: Sequence[str], at: str = "") -> tuple[str, list[str]]:
    """The body (empty for a list) and the actors of a region: a county, a council, an office, a network, or a list.

    One name stands for a region's members, several (or one with commas) for the actors themselves. A county's and a
    council's members are its own; the body is one of the actors. Raises Usage when one name is no region.
    """
    parts = [part.strip() for name in names for part in name.split(",") if part.strip()]
    found = list(dict.fromkeys(session.resolve(part, "actor", at) for part in parts))
    if len(found) != 1:
        if not found:
            raise Usage(Message("a region needs a name, or the names of actors", "region-name"))
        return "", found
    (body,) = found
    rows = [row for row in session.ask("region/members", region=body, at=at) if at or not row["end"]]
    actors = list(dict.fromkeys(str(row["actor"]) for row in rows))
    entity = session.entity(body)
    if not actors or entity.kind not in _REGIONS:
        sentence = "{name} is not a region; expected a county, a council, an office, or several actors"
        raise Usage(Message(sentence, "no-region", name=entity.label))
    return body, [body, *(actor for actor in actors if actor != body)]


def region(
    session: Session,
    names: Sequence[str],
    *,
    since: str = "",
    until: str = "",
    at: str = "",
    per_member: int = 3,
    compared_with: Sequence[str] = (),
    with_predecessors: bool = False,
    evidence: str = "",
) -> RegionReport:
    """A county, a council, an office or a list of actors as one.

    Themes and programmes are those of the period (or the day), memberships those of the day (or what nobody has said
    to have ended). Comparable actors are given, or the nearest in population of each member (`per_member`).
    """
    body, actors = members(session, names, at)
    material = ProfileGatherer(session, with_predecessors, evidence)
    own = [material.profile(actor) for actor in actors]
    peers, unsized = comparable(material, actors, per_member, compared_with)
    others = [material.profile(peer.actor) for peer in peers]
    joinable = {
        str(row["network"])
        for row in session.ask("network/list")
        if str(row["kind"]).endswith("/Network")
        and str(row["type"] or "").rpartition("/")[2] not in _BOUND
        and not str(row["level"] or "").endswith("/regional")
    }
    nodes, parents = material.nodes(), material.parents
    own, others = _named(own, nodes), _named(others, nodes)
    whole = Period(at, at) if at else Period(since, until)
    present = presence(own, nodes, at, frozenset({body}))
    doubles = double_memberships(present, fees_by_rule(session, actors, {row.network for row in present}))
    return RegionReport(
        body=body,
        actors=tuple(actors),
        peers=tuple(peers),
        unsized=unsized,
        carriers=tuple(carriers(own, nodes, whole)),
        shared=tuple(_shared(own, nodes, whole)),
        presence=tuple(present),
        doubles=tuple(doubles),
        absent=tuple(absent_networks(own, others, nodes, at, joinable)),
        uncarried=tuple(uncarried_themes(material.themes, own, others, nodes, parents, whole=whole)),
        programmes=tuple(programme_use(own, nodes, whole)),
        nodes=nodes,
    )


def gaps(
    session: Session,
    names: Sequence[str],
    *,
    at: str,
    since: str = "",
    until: str = "",
    peers: int = 10,
    compared_with: Sequence[str] = (),
    examples: int = 3,
    with_predecessors: bool = False,
    evidence: str = "",
) -> GapReport:
    """What an actor, a region (see `members`) or a list of actors lacks; programmes are those open on the day `at`.

    Ties count when they can have held in the period (no dates: at any time). Comparable actors are those given, or
    the `peers` nearest in population of the same kind and country; for a group, the nearest of each member.
    """
    actors = one_or_region(session, names, at)
    material = ProfileGatherer(session, with_predecessors, evidence)
    own = [material.profile(actor) for actor in actors]
    chosen, unsized = comparable(
        material, actors, peers if len(actors) == 1 else max(peers // len(actors), 3), compared_with
    )
    others = [material.profile(peer.actor) for peer in chosen]
    material.add_programmes()
    countries = sorted({session.entity(actor).country for actor in actors} - {""})
    statements = [each for country in countries for each in material.statements(country)]
    nodes, parents, whole = material.nodes(), material.parents, Period(since, until)
    own, others = _named(own, nodes), _named(others, nodes)
    unbacked = unbacked_themes(own, others, nodes, parents, whole, limit=examples)
    missing = missing_themes(own, others, nodes, parents, whole, limit=examples, at_least=min(2, max(len(others), 1)))
    wanted = [row.theme for row in unbacked] + [row.theme for row in missing]
    areas, partly = material.areas()
    programmes = unused_programmes(
        own,
        others,
        nodes,
        parents,
        whole,
        statements=statements,
        wanted=wanted,
        at=at,
        areas=areas,
        partly=partly,
        places=material.places(actors),
        limit=examples,
    )
    strategies = len({each.strategy for profile in own for each in profile.priorities})
    return GapReport(
        actors=tuple(actors),
        peers=tuple(chosen),
        unsized=unsized,
        strategies=strategies,
        unbacked=tuple(unbacked),
        missing=tuple(missing),
        programmes=tuple(programmes),
        at=at,
        nodes=nodes,
    )


def _named(profiles: Sequence[Profile], nodes: Nodes) -> list[Profile]:
    return [replace(profile, actor=nodes.get(profile.actor.id, profile.actor)) for profile in profiles]


def one_or_region(session: Session, names: Sequence[str], at: str) -> list[str]:
    """The actors (IRIs) that are meant: one that is no region, or those of `members`."""
    if len(names) == 1 and "," not in names[0]:
        actor = session.resolve(names[0], "actor", at)
        if session.entity(actor).kind not in _REGIONS:
            return [actor]
    return members(session, names, at)[1]


def _shared(profiles: Sequence[Profile], nodes: Nodes, whole: Period) -> list[ComparedThing]:
    found = items([holdings(profile, nodes, whole.since, whole.until) for profile in profiles], nodes)
    return [item for item in found if item.aspect in _TOGETHER and item.holders > 1]


def comparable(
    material: ProfileGatherer, actors: Sequence[str], each: int, given: Sequence[str]
) -> tuple[list[Peer], tuple[str, ...]]:
    """The comparable actors, none of them in the group, and the actors whose population is unknown."""
    if given:
        named = [material.session.resolve(name, "actor") for name in given]
        return [Peer(actor, material.populations(actor).get(actor)) for actor in named if actor not in actors], ()
    found: dict[str, Peer] = {}
    unsized = []
    for actor in actors:
        outside = {
            other: size for other, size in material.populations(actor).items() if other == actor or other not in actors
        }
        if not outside.get(actor):
            unsized.append(actor)
        for peer in nearest(outside, actor, each):
            found.setdefault(peer.actor, peer)
    return list(found.values()), tuple(unsized)


def fees_by_rule(session: Session, actors: Iterable[str], networks: set[str]) -> list[Fee]:
    """What the rules of some networks make some actors (IRIs) pay, each year for which there is a rule."""
    fees = []
    for actor in actors:
        for row in session.ask("network/fee", actor=actor):
            if row["body"] in networks:
                amount = row["fee"] if isinstance(row["fee"], Decimal) else None
                year, currency = str(row["year"] or ""), str(row["currency"] or "")
                fees.append(Fee(str(row["body"]), actor, year, amount, currency))
    return fees
