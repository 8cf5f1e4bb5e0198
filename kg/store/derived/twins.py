"""Actors that are in the graph twice, perhaps: what `kg.linking.candidates` finds, as triples that a build adds.

They are written into the default graph, so that Questions, the index, an endpoint and what `kg import` tells answer
from the same list. A judgement takes them away: `same` makes the two one, `different` says that they are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from kg.linking.candidates import ActorName, candidates
from kg.store.triples import TripleSource
from kg.vocab import SK, SKD, SKOS, entity, key_of

__all__ = ["POSSIBLY_SAME", "possibly_same"]

Triple = tuple[str, str, str]
POSSIBLY_SAME = SK + "possiblySameAs"
_NAMES = ((SKOS + "prefLabel", False), (SKOS + "altLabel", False), (SK + "abbreviation", True))
_ACTOR = f"{SKD}actor/"


def possibly_same(
    reader: TripleSource,
    known: Iterable[str],
    different: Set[tuple[str, str]] = frozenset(),
    prefixes: tuple[str, ...] = (),
) -> Iterator[Triple]:
    """Triples to add to a default graph, by subject: an actor that a source brings may be one that is known.

    `known` are the keys of the actors that are settled. `different` are judged pairs: a source's number of an actor,
    and the key of a known one. Keys of actors that begin with one of `prefixes` go on with such a number.
    """
    actors = {entity("actor", key) for key in known}
    countries = {s: value for s, value, _ in reader.pairs(SK + "country") if s.startswith(_ACTOR)}
    numbers: dict[str, set[str]] = {}
    for subject, value, _ in reader.pairs(SK + "pic") if different else ():
        numbers.setdefault(subject, set()).add(value)

    def apart(other: str, actor: str) -> bool:
        own = {key_of(other).removeprefix(each) for each in prefixes} | numbers.get(other, set())
        return any((number, key_of(actor)) in different for number in own)

    for other, actor in candidates(_names(reader), countries, actors, apart):
        yield other, POSSIBLY_SAME, f"<{actor}>"


def _names(reader: TripleSource) -> Iterator[ActorName]:
    for predicate, short in _NAMES:
        for subject, value, _ in reader.pairs(predicate):
            if subject.startswith(_ACTOR):
                yield ActorName(subject, value, short)
