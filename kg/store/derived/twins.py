"""Actors that are in the graph twice, perhaps: the likeliest of what `kg.linking.candidates` finds, as triples that a
build adds.

They are written into the default graph, so that Questions, the index, an endpoint and what `kg import` tells answer
from the same list. A judgement takes them away: `same` makes the two one, `different` says that they are not. What is
less likely is not written: `kg link candidates` tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from kg.linking.candidates import candidates
from kg.linking.record import Record
from kg.linking.score import Score
from kg.linking.sides import side_of
from kg.linking.verdicts import node_of
from kg.model.source import SourceInfo
from kg.store.records import actor_records
from kg.store.triples import TripleSource
from kg.vocab import OWL, SK, SKD, entity, key_of

__all__ = ["LEAST", "NEEDED", "POSSIBLY_SAME", "possibly_same"]

Triple = tuple[str, str, str]
POSSIBLY_SAME = SK + "possiblySameAs"
NEEDED = (OWL + "sameAs",)
"""What this is worked out from, beside what the index reads."""
LEAST = 0.7
"""The score from which on an actor is told to be possibly another one."""


def possibly_same(
    reader: TripleSource,
    known: Iterable[str],
    different: Set[tuple[str, str]] = frozenset(),
    catalogue: Mapping[str, SourceInfo] | None = None,
) -> Iterator[Triple]:
    """Triples to add to a default graph, by subject: an actor that a source brings may be one that is known.

    `known` are the keys of the actors that are settled. `different` are judged pairs: what a source calls an actor
    (`kg.linking.verdicts.node_of`), and the key of a known one. `catalogue` holds the sources by name.
    """
    settled = {entity("actor", key)[len(SKD) :] for key in known}
    records = actor_records(reader, own=False)
    others = [record for record in records if record.key not in settled]
    if not others:
        return

    def apart(other: Record, actor: Record) -> bool:
        nodes = {node_of(side_of(other, catalogue or {}))}
        nodes |= {f"pic/{number}" for number in other.identifiers.get("pic", ())}
        return any((node, key_of(SKD + actor.key)) in different for node in nodes)

    known_ones = [record for record in records if record.key in settled]
    found = candidates(others, known_ones, least=0.0, apart=apart if different else _never)
    for first, second in sorted((each.left.key, each.right.key) for each in found if _is_told(each.score)):
        yield SKD + first, POSSIBLY_SAME, f"<{SKD}{second}>"


def _never(other: Record, actor: Record) -> bool:
    return False


def _is_told(score: Score) -> bool:
    """Is it likely enough, or the very same name, and neither country nor an identifier against it?"""
    keys = {part.key for part in score.parts}
    return not keys & {"country.other", "identifier.other"} and (score.value >= LEAST or "name.same" in keys)
