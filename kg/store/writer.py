"""Statements to N-Quads: each fact once in its source's graph and once, made canonical, in the default graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from kg.linking.linker import Linker
from kg.model.statement import Statement
from kg.model.terms import TYPE, curie
from kg.vocab import SRC, graph

__all__ = ["canonical_facts", "quads"]

_LABEL, _ALT = curie("skos:prefLabel"), curie("skos:altLabel")
_DERIVED, _SOURCE = curie("prov:wasDerivedFrom"), curie("dcterms:source")
_PIC, _VAT = curie("sk:pic"), curie("sk:vatNumber")
_PARTY, _PROJECT = curie("sk:party"), curie("sk:project")
_ORGANISATION, _PARTICIPATION = "organisation", "participation"
# What a source may add to a thing that a curator has described already; everything else is the curator's to say.
_ADDITIVE = {_PIC, _VAT, _ALT, _DERIVED, _SOURCE, curie("sk:theme"), curie("adms:identifier")}


def quads(
    statements: Iterable[Statement],
    source: str,
    linker: Linker,
    said: dict[str, set[str]],
) -> Iterator[str]:
    """Lines of N-Quads (without line end) for a source's statements.

    `said` holds, for every curated subject, the predicates that are settled: there a source only adds. Statements
    with the same subject stand together, and an organisation stands before what refers to it.
    """
    own_graph = f"<{graph(source)}>"
    unfinished = f"<{SRC}"
    for subject, group in groupby(statements, key=itemgetter(0)):
        facts = list(group)
        for _, predicate, value, original in facts:
            yield f"{subject} {predicate} {original or value} {own_graph} ."
        kind = _raw_kind(subject)
        if kind == _ORGANISATION:
            _learn_organisation(linker, subject, facts)
        elif kind == _PARTICIPATION:
            _learn_participation(linker, subject, facts)
        canonical = linker.canonical(subject)
        if canonical.startswith(unfinished):
            continue
        for predicate, value in canonical_facts(facts, canonical, linker, said.get(canonical)):
            yield f"{canonical} {predicate} {value} ."
        if kind:
            yield f"{canonical} {_DERIVED} {subject} ."
            yield f"{canonical} {_SOURCE} {own_graph} ."


def canonical_facts(
    facts: list[Statement], canonical: str, linker: Linker, settled: set[str] | None
) -> Iterator[tuple[str, str]]:
    """(predicate, object) of one subject in the default graph; another name of a settled thing becomes an altLabel."""
    for _, predicate, value, original in facts:
        if settled and predicate in settled and predicate not in _ADDITIVE:
            if predicate == _LABEL:
                yield _ALT, value
                if original:
                    yield _ALT, original
            continue
        if settled and predicate == TYPE:
            continue
        yield predicate, linker.canonical(value) if value[0] == "<" else value


def _raw_kind(subject: str) -> str:
    """`organisation`, `participation`, …: the second part of a source's own identifier; empty for other subjects."""
    if not subject.startswith(f"<{SRC}"):
        return ""
    parts = subject[len(SRC) + 1 : -1].split("/", 2)
    return parts[1] if len(parts) == 3 else ""


def _learn_organisation(linker: Linker, subject: str, facts: list[Statement]) -> None:
    values = {predicate: value for _, predicate, value, _ in facts if predicate in (_PIC, _VAT)}
    pic, vat = (values.get(name, '""')[1:].rpartition('"')[0] for name in (_PIC, _VAT))
    linker.learn_organisation(subject, pic, vat)


def _learn_participation(linker: Linker, subject: str, facts: list[Statement]) -> None:
    ends = {predicate: value for _, predicate, value, _ in facts if predicate in (_PARTY, _PROJECT)}
    if len(ends) == 2:
        linker.learn_participation(subject, linker.canonical(ends[_PROJECT]), linker.canonical(ends[_PARTY]))
