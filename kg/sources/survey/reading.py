"""Kept answers as Statements: what an actor says of its ties, with itself as the source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from kg.model import terms
from kg.model.statement import Statement
from kg.sources.reader import CountSummary
from kg.sources.survey.answers import (
    PAGE,
    SOURCE,
    Said,
    SurveyAnswers,
    origin_key,
    read_answers,
    written_answers,
)
from kg.vocab import graph

__all__ = ["SurveyReading"]

_DATES = {"start": "sk:start", "end": "sk:end", "last_activity": "sk:lastActivity", "as_of": "sk:asOf"}
_PROPERTIES = {"status": "sk:status", "unit": "sk:unit", **_DATES}
_PARTY, _ORIGIN = terms.curie("sk:party"), terms.curie("dcterms:source")


class _Merged(NamedTuple):
    """A tie as its latest answers leave it; `origins` are the answers that it rests on, `lost` what others said."""

    said: Said
    origins: list[SurveyAnswers]
    lost: list[tuple[str, str, SurveyAnswers]]


@dataclass(slots=True)
class SurveyReading:
    """The answers that are kept, those of one actor on one day in each folder.

    Of two that answer on the same property of a tie the later one counts. What another actor said stays as a claim.
    """

    paths: Sequence[Path]
    source: str = SOURCE
    summary: CountSummary = field(default_factory=CountSummary)

    @property
    def checksum(self) -> str:
        """The digest of all answers."""
        texts = (written_answers(answers) for answers in self._kept())
        return "sha256:" + hashlib.sha256("".join(texts).encode()).hexdigest()

    @property
    def corrected(self) -> Mapping[str, Mapping[str, str]]:
        """What is settled of each tie (a term): the value of each property (terms), empty where it has none."""
        return {
            _tie(tie): {terms.curie(_PROPERTIES[name]): _value(name, value) for name, value in merged.said.says.items()}
            for tie, merged in _merged(self._kept()).items()
        }

    def __iter__(self) -> Iterator[Statement]:
        """The source that each actor is, and what it says of its ties."""
        sheets = self._kept()
        for answers in sheets:
            yield from _as_source(answers)
        for merged in _merged(sheets).values():
            yield from _said(merged)
            yield from _claims(merged)
        self.summary.counts = {"sheets": len(sheets)}

    def _kept(self) -> list[SurveyAnswers]:
        return sorted((read_answers(path) for path in self.paths), key=lambda each: (each.answered, each.actor))


def _merged(sheets: Sequence[SurveyAnswers]) -> dict[str, _Merged]:
    """What is said of each tie, by its key; the sheets come in the order of their days."""
    found: dict[str, _Merged] = {}
    for answers in sheets:
        for said in answers.ties:
            before = found.get(said.tie)
            if before is None:
                found[said.tie] = _Merged(said, [answers], [])
                continue
            others = [each for each in before.origins if each.actor != answers.actor]
            replaced = {name: value for name, value in before.said.says.items() if said.says.get(name, value) != value}
            lost = [(name, value, others[-1]) for name, value in replaced.items() if others and value]
            whole = replace(said, says={**before.said.says, **said.says})
            found[said.tie] = _Merged(whole, [*before.origins, answers], [*before.lost, *lost])
    return dict(sorted(found.items()))


def _tie(key: str) -> str:
    return terms.entity_term("tie", key)


def _actor(key: str) -> str:
    return terms.entity_term("actor", key)


def _origin(answers: SurveyAnswers) -> str:
    return terms.entity_term("source", origin_key(answers.actor, answers.answered))


def _as_source(answers: SurveyAnswers) -> Iterator[Statement]:
    subject = _origin(answers)
    for name, value in (
        ("rdf:type", terms.curie("sk:Source")),
        ("dcterms:title", terms.text(answers.title)),
        ("dcterms:publisher", terms.text(answers.name)),
        ("foaf:page", terms.iri(f"{graph(SOURCE)}#{answers.actor}")),
        ("dcterms:issued", terms.date(answers.answered)),
        ("sk:retrieved", terms.date(answers.answered)),
        ("sk:strength", terms.concept_term("evidence-strength", "own-word")),
        ("sk:speaksFor", _actor(answers.actor)),
    ):
        yield Statement(subject, terms.curie(name), value)
    for page in sorted({said.page for said in answers.ties if said.page}):
        yield Statement(_page(page), terms.TYPE, terms.curie("sk:Source"))
        yield Statement(_page(page), terms.curie("dcterms:title"), terms.text(page))
        yield Statement(_page(page), terms.curie("foaf:page"), terms.iri(page))


def _page(page: str) -> str:
    return terms.entity_term("source", f"{PAGE}{hashlib.sha256(page.encode()).hexdigest()[:10]}")


def _said(merged: _Merged) -> Iterator[Statement]:
    said, latest = merged.said, merged.origins[-1]
    subject, actor = _tie(said.tie), _actor(latest.actor)
    yield Statement(subject, terms.TYPE, terms.curie(f"sk:{said.kind.capitalize()}"))
    yield Statement(subject, _PARTY, actor)
    for party in said.parties:
        yield Statement(subject, _PARTY, _actor(party))
    if said.kind == "membership":
        yield Statement(subject, terms.curie("org:member"), actor)
        yield Statement(subject, terms.curie("org:organization"), _actor(said.hub))
    elif said.kind == "participation":
        yield Statement(subject, terms.curie("sk:project"), terms.entity_term("project", said.hub))
    if said.label:
        yield Statement(subject, terms.curie("skos:prefLabel"), terms.text(said.label))
    if said.role:
        yield Statement(subject, terms.curie("sk:role"), terms.concept_term("role", said.role))
    if said.carries:
        yield Statement(subject, terms.curie("sk:carriesOn"), _tie(said.carries))
    for name, value in said.says.items():
        if value:
            yield Statement(subject, terms.curie(_PROPERTIES[name]), _value(name, value))
    for answers in merged.origins:
        record = terms.raw(SOURCE, "answer", answers.actor, answers.answered, *said.tie.split("/"))
        yield Statement(subject, terms.curie("prov:wasDerivedFrom"), record)
        yield Statement(subject, _ORIGIN, _origin(answers))
    for source in said.sources:
        yield Statement(subject, _ORIGIN, terms.iri(source))
    if said.page:
        yield Statement(subject, _ORIGIN, _page(said.page))


def _claims(merged: _Merged) -> Iterator[Statement]:
    """What another actor said of a tie before."""
    tie = merged.said.tie
    for name, value, answers in merged.lost:
        if name == "as_of":
            continue
        subject = terms.entity_term("claim", f"{tie}/{_PROPERTIES[name].partition(':')[2]}/{value}")
        yield Statement(subject, terms.TYPE, terms.curie("sk:Claim"))
        yield Statement(subject, terms.curie("sk:claimOn"), _tie(tie))
        yield Statement(subject, terms.curie(_PROPERTIES[name]), _value(name, value))
        yield Statement(subject, terms.curie("sk:asOf"), terms.date(answers.answered))
        yield Statement(subject, _ORIGIN, _origin(answers))


def _value(name: str, value: str) -> str:
    if not value:
        return ""
    if name == "status":
        return terms.concept_term("status", value)
    return terms.date(value) if name in _DATES else terms.text(value)
