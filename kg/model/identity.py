"""What things are known by beside their labels: IRI, key, and the numbers that registers give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from kg.vocab import SK, SKC, SKD, key_of

__all__ = ["NUMBERS", "Numbers", "keyed", "marks"]

NUMBERS = ("organisation_number", "municipality_number", "county_number", "pic")
"""The numbers of an actor, in the order in which they are written; those of former years are not among them."""

Numbers: TypeAlias = Mapping[str, Mapping[str, str]]
"""IRI → the numbers of the thing by name."""

_THINGS = frozenset({"actor", "network", "programme", "project", "strategy", "call", "place", "entity"})


def marks(iri: str, numbers: Numbers) -> dict[str, str]:
    """What a thing is known by: its IRI, its key, and the numbers it has; of a concept or a class the key alone.

    >>> marks("https://w3id.org/samkart/concept/level/local", {})
    {'key': 'local'}
    """
    key = key_of(iri)
    if iri.startswith((SKC, SK)):
        return {"key": key.removeprefix(SK)}
    known = numbers.get(iri, {})
    found = {"iri": iri, "key": key} if iri.startswith(SKD) else {"iri": iri}
    return found | {name: known[name] for name in NUMBERS if known.get(name)}


def keyed(kind: str, found: Iterable[Mapping[str, str]]) -> Sequence[str]:
    """The columns that follow one of a kind (`actor`, `text` …), given what its things are known by.

    IRI and key always follow a column of things, also of an empty answer; a number only where something has one.

    >>> keyed("actor", [])
    ['iri', 'key']
    """
    names = {name for each in found for name in each} | ({"iri", "key"} if kind in _THINGS else set())
    return [name for name in ("iri", "key", *NUMBERS) if name in names]
