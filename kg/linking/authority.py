"""What is known for certain of who is who: what a source that settles things tells the linker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.linking.projects import NamedProject

__all__ = ["Authority"]


@dataclass(frozen=True, slots=True)
class Authority:
    """Things that others are linked to.

    `actors` are keys; `organisation_numbers` gives an actor's key by its number, `projects` a project's key by the
    programme at its root (a key) and its identifier there, `participations` a tie by the terms of project and actor.
    `named_projects` are those that records without a number in common are told by.
    """

    actors: frozenset[str] = frozenset()
    organisation_numbers: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[tuple[str, str], str] = field(default_factory=dict)
    participations: Mapping[tuple[str, str], str] = field(default_factory=dict)
    named_projects: tuple[NamedProject, ...] = ()

    def __or__(self, other: Authority) -> Authority:
        """Both; what the first says counts."""
        return Authority(
            self.actors | other.actors,
            {**other.organisation_numbers, **self.organisation_numbers},
            {**other.projects, **self.projects},
            {**other.participations, **self.participations},
            self.named_projects + other.named_projects,
        )
