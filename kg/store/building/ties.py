"""Ties on their way into a store: which tie a record is, and what it says of that which stands otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.ids import fold
from kg.linking.linker import Linker
from kg.linking.pairs import CLAIMED, PairTie
from kg.model.corrections import Corrections, claim_on
from kg.model.source import RecordKind
from kg.model.statement import Statement
from kg.model.terms import TYPE, curie
from kg.vocab import SKD, SRC

__all__ = ["OWN_TIE", "claims_of", "learn_tie", "pair_ties_last", "raw_kind"]

OWN_TIE = f"<{SKD}tie/"
"""What the terms of ties begin with that a source names as the graph does."""
_PARTY, _HUBS = curie("sk:party"), (curie("sk:project"), curie("org:organization"))
_START, _STATUS, _AS_OF = curie("sk:start"), curie("sk:status"), curie("sk:asOf")
_DAYS = {_AS_OF, curie("sk:lastActivity")}
_LABEL, _SOURCE = curie("skos:prefLabel"), curie("dcterms:source")


def pair_ties_last(
    subjects: Iterable[tuple[str, list[Statement]]], kinds: Mapping[str, RecordKind]
) -> Iterator[tuple[str, list[Statement]]]:
    """The same, the ties of two actors without a hub behind all else: the dated ones first, then by their records.

    So it does not depend on the order of rows or files which of them are one.
    """
    ties = {name for name, kind in kinds.items() if kind.thing == "tie" and not kind.goes_with}
    if not ties:
        yield from subjects
        return
    waiting: list[tuple[str, str, list[Statement]]] = []
    for subject, facts in subjects:
        hubless = raw_kind(subject) in ties and not any(fact.predicate in _HUBS for fact in facts)
        if hubless and sum(fact.predicate == _PARTY for fact in facts) > 1:
            waiting.append((next((fact.object for fact in facts if fact.predicate == _START), "~"), subject, facts))
        else:
            yield subject, facts
    yield from ((subject, facts) for _, subject, facts in sorted(waiting))


def learn_tie(
    linker: Linker, subject: str, facts: list[Statement], source: str, corrections: Corrections | None
) -> tuple[list[Statement], list[Statement]]:
    """Settle which tie a record is; returns what it says of that tie, and what it says that stands otherwise.

    The latter has its day and its sources with it, for a claim.
    """
    parties = [value for _, predicate, value, _ in facts if predicate == _PARTY]
    hub = next((value for _, predicate, value, _ in facts if predicate in _HUBS), "")
    if hub and parties and not subject.startswith(OWN_TIE):
        linker.learn_participation(subject, linker.canonical(hub), linker.canonical(parties[0]))
    if hub or len(set(parties)) < 2:
        return facts, []
    said = {predicate: value for _, predicate, value, _ in facts if predicate in CLAIMED or predicate == _AS_OF}
    record = PairTie(
        subject,
        frozenset(value for _, predicate, value, _ in facts if predicate == TYPE),
        frozenset(map(linker.canonical, parties)),
        {**said, **(corrections.settled(subject) if corrections else {})},
        frozenset(fold(value[1 : value.rindex('"')]) for _, predicate, value, _ in facts if predicate == _LABEL),
    )
    differing = linker.learn_pair(record, source)
    if not differing:
        return facts, []
    left_out = {*differing, *(_DAYS | {_SOURCE} if _STATUS in differing else ())}
    otherwise = [fact for fact in facts if fact.predicate in {*differing, _AS_OF, _SOURCE}]
    return [fact for fact in facts if fact.predicate not in left_out], otherwise


def claims_of(tie: str, otherwise: list[Statement], own: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What a source says otherwise of a tie, as claims. `own` is the source, where no other is named."""
    about = [(fact.predicate, fact.object) for fact in otherwise if fact.predicate in (_AS_OF, _SOURCE)]
    if not any(predicate == _SOURCE for predicate, _ in about):
        about.append((_SOURCE, own))
    for fact in otherwise:
        if fact.predicate in CLAIMED:
            yield claim_on(tie, fact.predicate, fact.object, about)


def raw_kind(subject: str) -> str:
    """`organisation`, `participation`, …: the second part of a source's own identifier; empty for other subjects."""
    if not subject.startswith(f"<{SRC}"):
        return ""
    parts = subject[len(SRC) + 1 : -1].split("/", 2)
    return parts[1] if len(parts) == 3 else ""
