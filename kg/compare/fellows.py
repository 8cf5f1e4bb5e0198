"""Fellow members as project partners: met more often than chance would have it, and met since both were members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from kg.compare.chance import Chance, Stratum, chance, judged
from kg.model.period import Bounds, earliest, latest, overlaps
from kg.model.tie import Node

__all__ = ["Came", "Fellows", "ProjectWorld", "fellows", "weighed"]

Kind = tuple[str, str, int]
"""What makes actors comparable as partners: class, country, and how many projects, by powers of two (0: one, 1: two or
three, 2: four to seven …). One of which class or country is unknown has none."""


@dataclass(frozen=True, slots=True)
class ProjectWorld:
    """Who takes part in which project (`takers`), when projects began (empty: unknown), and who is comparable.

    `kinds` has the kind of every actor in a project that has one, `active` the actors of each.
    """

    takers: Mapping[str, Set[str]]
    starts: Mapping[str, str]
    kinds: Mapping[str, Kind]
    active: Mapping[Kind, Set[str]]

    @classmethod
    def of(
        cls, taking_part: Iterable[tuple[str, str]], starts: Mapping[str, str], nodes: Mapping[str, Node]
    ) -> ProjectWorld:
        """From pairs of a project and an actor; linear in their number."""
        takers: dict[str, set[str]] = {}
        projects: dict[str, set[str]] = {}
        for project, actor in taking_part:
            takers.setdefault(project, set()).add(actor)
            projects.setdefault(actor, set()).add(project)
        kinds: dict[str, Kind] = {}
        active: dict[Kind, set[str]] = {}
        for actor, found in projects.items():
            node = nodes.get(actor)
            if node is not None and node.kind and node.country:
                kinds[actor] = (node.kind, node.country, len(found).bit_length() - 1)
                active.setdefault(kinds[actor], set()).add(actor)
        return cls(takers, starts, kinds, active)


@dataclass(frozen=True, slots=True)
class Came:
    """A project that began when an actor and these partners in it were members of the same network for sure."""

    project: str
    start: str
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fellows:
    """An actor's project partners that are in a network with it.

    `partners` are those that the test counts and `chance` what it says (see `fellows`). `came` are projects that began
    when both were members for sure, `before` those that had begun before one of them can have been, `undated` those of
    which the dates do not tell. `with_network` are projects in which the network itself takes part.
    """

    partners: tuple[str, ...]
    chance: Chance
    came: tuple[Came, ...] = ()
    before: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    with_network: tuple[str, ...] = ()

    @property
    def projects(self) -> tuple[str, ...]:
        """All the actor's projects with a fellow member or the network itself, whatever their dates."""
        found = [each.project for each in self.came]
        return tuple(dict.fromkeys([*found, *self.undated, *self.before, *self.with_network]))


def fellows(
    network: str,
    own: Bounds,
    members: Mapping[str, Bounds],
    projects: Sequence[str],
    world: ProjectWorld,
    us: Set[str],
    day: str,
) -> Fellows:
    """How an actor's partners in `projects`, its own, are its fellow members in a network.

    `own` are the bounds of its membership, `members` those of everybody's, `us` who is never a partner: the actor, its
    region, its predecessors. Drawn are the partners in projects that had not begun before the actor can have been a
    member; marked are the actors that can have been members at some time from then to `day`. At random each would be
    another of the same class and country with about as many projects (`Kind`, `kg.compare.chance`), so that large towns
    which are in everything are held against large towns; kinds of which the network has no member are left out. A
    verdict is not given yet: see `weighed`.
    """
    since = own.first
    marked = {each for each, bounds in members.items() if each not in us and overlaps(bounds, since, day)} - {network}
    drawn: set[str] = set()
    came: dict[str, set[str]] = {}
    before: dict[str, None] = {}
    undated: dict[str, None] = {}
    for project in projects:
        start = world.starts.get(project, "")
        others = world.takers.get(project, set()) - us - {network}
        if not (start and since and latest(start) < since):
            drawn |= others
        for partner in sorted(others & members.keys()):
            word = _order(start, own, members[partner])
            if word == "came":
                came.setdefault(project, set()).add(partner)
            elif word:
                (before if word == "before" else undated)[project] = None
    kinds = {world.kinds[each] for each in marked if each in world.kinds}
    strata = []
    for kind in sorted(kinds):
        there = world.active[kind] - us - {network}
        strata.append(Stratum(len(there), len(there & marked), len(there & drawn)))
    met = tuple(sorted(each for each in drawn & marked if each in world.kinds))
    return Fellows(
        partners=met,
        chance=chance(strata, len(met)),
        came=tuple(Came(each, world.starts.get(each, ""), tuple(sorted(found))) for each, found in came.items()),
        before=tuple(each for each in before if each not in came),
        undated=tuple(each for each in undated if each not in came and each not in before),
        with_network=tuple(each for each in projects if network in world.takers.get(each, set())),
    )


def weighed(found: Sequence[Fellows]) -> list[Fellows]:
    """The same with verdicts, all of them tests of one question: see `kg.compare.chance.judged`."""
    return [replace(each, chance=told) for each, told in zip(found, judged([e.chance for e in found]), strict=True)]


def _order(start: str, own: Bounds, other: Bounds) -> str:
    """Did a project begin when both were members (came), before one can have been (before), or is that not known?

    Empty where the other cannot have been a member when it began or later.
    """
    if not start:
        return "undated"
    if other.last and other.last < earliest(start):
        return ""
    if latest(start) < max(own.first, other.first):
        return "before"
    sure = own.sure_first and other.sure_first
    return "came" if sure and max(own.sure_first, other.sure_first) <= earliest(start) else "undated"
