"""What suggestions are learnt from, chosen on and tested on: the split, written down before anything was tuned on it.

What had been looked at before. The weights of the earlier score were fitted on the partnerships of 2024 in Horizon
Europe and of 2019 in Horizon 2020; its forms were looked at, as means over samples of organisations, on what began from
2025 in the one and from 2020 in the other. Among those samples were all public bodies and municipalities of Horizon
Europe. Nobody had looked at the years before 2019 of Horizon 2020, nor at which pairs were found in any year.

What follows from that:

- *learn*: Horizon Europe 2023 from what began earlier, and Horizon 2020 in 2016. *choose*: Horizon Europe 2024 and
  Horizon 2020 in 2017. Features, kinds of model and settings are chosen there and nowhere else.
- *test*: Horizon Europe from 2025, once, with the method that was chosen. What was seen of it before can only have
  helped the earlier score, so it makes a comparison with it harder, not easier.
- *untouched*: Horizon 2020 in 2018, which nobody had ever looked at.
- A third of all organisations (`kept`), drawn by the digest of its number, is never learnt from or chosen on, in no
  year: the test is told for all organisations and for that third alone.
- Memberships and themes (`other_half`): weights are chosen on the one half of the actors and tested on the other.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from _suggest_data import Data, World, world

from kg.model.tie import COORDINATING, Node

__all__ = ["SPLITS", "Consortium", "Split", "consortia", "kept", "other_half", "world_of"]


@dataclass(frozen=True)
class Split:
    """Known is what began before `day`; to be found is what began from then and before `until`."""

    programme: str
    day: str
    until: str


SPLITS = {
    "learn": Split("Horizon Europe", "2023-01-01", "2024-01-01"),
    "learn, Horizon 2020": Split("Horizon 2020", "2016-01-01", "2017-01-01"),
    "choose": Split("Horizon Europe", "2024-01-01", "2025-01-01"),
    "choose, Horizon 2020": Split("Horizon 2020", "2017-01-01", "2018-01-01"),
    "test": Split("Horizon Europe", "2025-01-01", "9999"),
    "untouched, Horizon 2020": Split("Horizon 2020", "2018-01-01", "2019-01-01"),
}


def world_of(data: Data, name: str, newcomers: int = 10) -> World:
    """The participations of a programme on the two sides of the day of a split. Raises ValueError for another one's."""
    split = SPLITS[name]
    if split.programme != data.name:
        raise ValueError(f"{name} is a split of {split.programme}, not of {data.name}")
    return world(data, split.day, split.until, newcomers)


def kept(organisation: str) -> bool:
    """Whether an organisation is of the third that is only ever tested on.

    >>> [kept(number) for number in ("999984059", "952920920", "899291754")]
    [True, False, False]
    """
    return _draw(organisation) % 3 == 0


def other_half(actor: str) -> bool:
    """Whether an actor is of the half whose memberships and themes are only tested on.

    >>> [other_half(key) for key in ("asker", "baerum")]
    [True, True]
    """
    return _draw(actor) % 2 == 0


def _draw(name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"samkart holdout {name}".encode()).digest()[:8], "big")


@dataclass(frozen=True)
class Consortium:
    """A project that began in the time to be found: who leads it and who of those known before is in it.

    `known` has organisations with a project before the day, the coordinator among them if it had one; `newcomers` the
    others; `node` the project with its themes and programme parts.
    """

    project: str
    start: str
    coordinator: str
    known: tuple[str, ...]
    newcomers: tuple[str, ...]
    node: Node


def consortia(data: Data, name: str, least: int = 3) -> Iterator[Consortium]:
    """The consortia of a split with at least `least` members known before, by start and number.

    Those without a coordinator in the data are left out. Egos of the kept third are for the test alone, as for pairs.
    """
    split = SPLITS[name]
    members: defaultdict[str, set[str]] = defaultdict(set)
    coordinators: dict[str, str] = {}
    starts: dict[str, str] = {}
    before = {tie.actor for tie in data.ties if (tie.start or "") < split.day}
    for tie in sorted(data.ties, key=lambda each: each.tie):
        if split.day <= (tie.start or "") < split.until:
            members[tie.hub].add(tie.actor)
            starts[tie.hub] = tie.start or ""
            if tie.role in COORDINATING:
                coordinators.setdefault(tie.hub, tie.actor)
    for project in sorted(members, key=lambda hub: (starts[hub], hub)):
        known = tuple(sorted(members[project] & before))
        if project in coordinators and len(known) >= least:
            yield Consortium(
                project,
                starts[project],
                coordinators[project],
                known,
                tuple(sorted(members[project] - before)),
                data.nodes.get(project, Node(project, project, "project")),
            )
