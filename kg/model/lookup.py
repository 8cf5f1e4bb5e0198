"""What tables and texts look up while they are written: labels of concepts, and the sources of ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.model.encounter import Entity

__all__ = ["Evidence", "Lookup"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source of a fact: its title and the address where it can be read."""

    title: str
    address: str


class Lookup(Protocol):
    """Answers in one language; an open session is one."""

    language: str

    def concept(self, scheme: str, key: str) -> str:
        """The label of a concept in lower case, as in `status` `on-hold`; its key where there is no label for it.

        An empty key is nothing: an empty text.
        """

    def entity(self, iri: str) -> Entity:
        """What is shown of a thing; its key stands for a label that is not there."""

    def evidence(self, *ties: str) -> Sequence[Evidence]:
        """The sources that some ties (IRIs) rest on, each once."""
