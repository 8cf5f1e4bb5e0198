"""Who may be who: an actor that a source brings under the name of one that is known. Candidates are told, never merged.

Two names are the same if they are alike when folded (`kg.ids.fold`) and without words for a legal form (`kg.ids.core`):
`REGION SKANE` and `Region Skåne`, `Kent County Council` and `Kent`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from typing import NamedTuple

from kg.ids import core, fold

__all__ = ["ActorName", "candidates"]


class ActorName(NamedTuple):
    """A name of an actor (its IRI); `short` is true for an abbreviation, which is the same for many."""

    actor: str
    text: str
    short: bool = False


def candidates(
    names: Iterable[ActorName],
    countries: Mapping[str, str],
    known: Set[str],
    apart: Callable[[str, str], bool] = lambda other, actor: False,
) -> list[tuple[str, str]]:
    """(other actor, known actor) for all that share a name and a country and are not judged to be `apart`, sorted.

    An actor whose country is not known may be in any; an abbreviation is then too little to go by. Time is linear in
    the number of names.
    """
    named: dict[str, dict[str, bool]] = {}
    others: list[ActorName] = []
    for name in names:
        if name.actor in known:
            holders = named.setdefault(core(fold(name.text)), {})
            holders[name.actor] = holders.get(name.actor, True) and name.short
        else:
            others.append(name)
    named.pop("", None)
    found: set[tuple[str, str]] = set()
    for other, text, short in others:
        country = countries.get(other, "")
        for actor, only_short in named.get(core(fold(text)), {}).items():
            home = countries.get(actor, "")
            unknown = not (home and country)
            if (home == country or unknown) and not (unknown and (short or only_short)):
                found.add((other, actor))
    return sorted(pair for pair in found if not apart(*pair))
