"""Which programmes are open to a country and an actor, by what is said of them and of what they are part of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from kg.compare.profiles import Nodes, Parents, above
from kg.model.period import earliest, latest

__all__ = ["AssociationStatement", "eligible", "runs", "standing_of", "strongest"]

_BASES = {"decided": 4, "none-found": 3, "proposed": 2, "indicated": 1}
"""A proposal that nobody was found to have decided on, when it was looked for, is not held to be open."""
_OUT = ("none", "not-known")


@dataclass(frozen=True, slots=True)
class AssociationStatement:
    """What a source says of a country's participation in a programme, or in one strand of it.

    `standing` is full, partial, none or not-known, `basis` decided, proposed, indicated or none-found.
    """

    programme: str
    strand: str
    standing: str
    basis: str
    as_of: str
    tie: str


def strongest(statements: Iterable[AssociationStatement]) -> dict[str, list[AssociationStatement]]:
    """The statement that counts for each strand of each programme: decided before none-found before proposed
    before indicated, then the latest.

    Who stays out of a whole programme, or was not found to be in it, is in no strand by a weaker statement.
    """
    best: dict[tuple[str, str], AssociationStatement] = {}
    for statement in sorted(statements, key=lambda s: (_BASES.get(s.basis, 0), s.as_of, s.tie)):
        best[statement.programme, statement.strand] = statement
    found: dict[str, list[AssociationStatement]] = {}
    for (programme, _), statement in sorted(best.items()):
        whole = best.get((programme, ""), statement)
        if whole.standing not in _OUT or _BASES.get(whole.basis, 0) <= _BASES.get(statement.basis, 0):
            found.setdefault(programme, []).append(statement)
    return found


def standing_of(
    programme: str, chosen: Mapping[str, list[AssociationStatement]], parents: Parents
) -> list[AssociationStatement]:
    """What holds for a programme: what is said of it, else of the nearest programme that it is part of.

    Strands that the country stays out of are left out; nothing when it stays out altogether or nothing is said.
    """
    for each in above([programme], parents):
        if each in chosen:
            return [statement for statement in chosen[each] if statement.standing not in _OUT]
    return []


def runs(programme: str, nodes: Nodes, parents: Parents, at: str) -> bool:
    """Can a programme be running on a day, by its own dates or else those of what it is part of? Unknown is yes."""
    chain = [nodes[each] for each in above([programme], parents) if each in nodes]
    start = next((node.start for node in chain if node.start), "")
    end = next((node.end for node in chain if node.end), "")
    return (not start or earliest(start) <= latest(at)) and (not end or latest(end) >= earliest(at))


def eligible(
    programme: str,
    areas: Mapping[str, Set[str]],
    places: Set[str],
    parents: Parents,
    partly: Mapping[str, Set[str]] | None = None,
) -> str:
    """`yes`, `part`, `no` or `unknown`: is one of some places (actor, county, country) in a programme's area?

    `partly` are areas of which only a part is in a programme's: who is in it only its page tells. A programme without a
    stated area has that of the nearest one that it is part of.
    """
    some = partly or {}
    for each in above([programme], parents):
        if each in areas or each in some:
            inside = areas.get(each, frozenset()) & places
            return "yes" if inside else "part" if some.get(each, frozenset()) & places else "no"
    return "unknown"
