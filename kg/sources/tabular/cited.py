"""A source that records name beside the file they stand in, as Statements; a complete list says so."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import terms
from kg.model.statement import Statement
from kg.sources.cleaning.values import page_term
from kg.sources.tabular.records import CitedSource

__all__ = ["cited_source"]

_C = terms.curie


def cited_source(cited: CitedSource) -> Iterator[Statement]:
    """What it is called, who publishes it, where and when it was read, how it knows; and the list that it is, if it is
    a complete one.
    """
    subject = terms.entity_term("source", cited.key)
    yield Statement(subject, terms.TYPE, _C("sk:Source"))
    yield Statement(subject, _C("dcterms:title"), terms.text(cited.title))
    if cited.publisher:
        yield Statement(subject, _C("dcterms:publisher"), terms.text(cited.publisher))
    if page := page_term(cited.page):
        yield Statement(subject, _C("foaf:page"), page)
    if cited.as_of:  # what speaks of a day is of that day
        yield Statement(subject, _C("dcterms:issued"), terms.date(cited.as_of))
    if cited.retrieved:
        yield Statement(subject, _C("sk:retrieved"), terms.date(cited.retrieved))
    yield Statement(subject, _C("sk:strength"), terms.concept_term("evidence-strength", cited.strength))
    if not cited.about:
        return
    listed = terms.entity_term("list", cited.key)
    yield Statement(listed, terms.TYPE, _C("sk:CompleteList"))
    yield Statement(listed, _C("sk:about"), terms.entity_term("actor", cited.about))
    yield Statement(listed, _C("sk:listKind"), terms.concept_term("list-kind", "members"))
    yield Statement(listed, _C("sk:asOf"), terms.date(cited.as_of))
    yield Statement(listed, _C("sk:number"), terms.integer(str(cited.number)))
    yield Statement(listed, _C("dcterms:source"), subject)
