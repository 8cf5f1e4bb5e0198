"""What is known for certain of who is who: what a source that settles things tells the linker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.linking.projects import NamedProject

__all__ = ["Authority", "OfficialName"]


class OfficialName(NamedTuple):
    """A name that a municipality or county bears or has borne: the key of the actor, its class (`sk:County`), country.

    `point` is its seat, latitude and longitude in degrees, where that is known.
    """

    actor: str
    cls: str
    country: str
    name: str
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """Things that others are linked to.

    `actors` are keys; `identifiers` gives an actor's key by an identifier that no other has, as `kg.linking.identity`
    writes them (`number/NO935478715`, `wikidata/Q57082`), `projects` a project's key by the programme at its root (a
    key) and its identifier there, `participations` a tie by the terms of its project or network and its actor.
    `named_projects` are those that records without a number in common are told by.
    """

    actors: frozenset[str] = frozenset()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    names: tuple[OfficialName, ...] = ()
    projects: Mapping[tuple[str, str], str] = field(default_factory=dict)
    participations: Mapping[tuple[str, str], str] = field(default_factory=dict)
    named_projects: tuple[NamedProject, ...] = ()

    def __or__(self, other: Authority) -> Authority:
        """Both; what the first says counts."""
        return Authority(
            self.actors | other.actors,
            {**other.identifiers, **self.identifiers},
            self.names + other.names,
            {**other.projects, **self.projects},
            {**other.participations, **self.participations},
            named_projects=self.named_projects + other.named_projects,
        )
