"""An answer for programs: the rows of the shell's JSON, with what was asked, of which state, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.coverage.gather import coverage_line
from kg.errors import KgError, NotFound
from kg.ids import country_code
from kg.language.speech import say
from kg.model.result import Report, Result, Section, Tabular
from kg.model.table import Table
from kg.questions.naming import ENTITY_TYPES, SCHEMES
from kg.vocab import SKC, SRC, concept, entity, key_of, kind_of
from kg.web.machines.schema import OWN_LIMITS, Page
from kg.web.operations.machines import FIND
from kg.web.operations.operation import Field, Operation, Values, no_section
from kg.web.operations.sentences import ASK

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["Envelope", "answered", "parameter_at_fault", "understood"]

Envelope = dict[str, Any]
"""What is answered: see `answered`."""
_SOURCES = 3  # of a row that rests on several ties
_NAMED = (*ENTITY_TYPES, "thing")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is asked of which graph: all that the parts of an answer need."""

    samkart: Samkart
    operation: Operation
    values: Values
    page: Page

    def say(self, key: str, **values: object) -> str:
        """A sentence of the surface `web`."""
        return say(self.samkart.language, "web", key, **values)


def answered(samkart: Samkart, operation: Operation, values: Values, page: Page, notices: Sequence[str]) -> Envelope:
    """What an operation answers, of a report section by section; `notices` is filled by the session while it is asked.

    `parameters` are the values as they were understood: what a name means with its IRI, label and key. `rows` are
    records as the shell writes them; where a row rests on ties, `sources` are those of the ties, at most three, and
    `sources_total` how many there are. `total` is null where only so many were looked for as there are. `cut` says
    that there are more rows and how to have them, `not_known` what the graph does not say. Raises Usage and NotFound
    as the operation does.
    """
    asked = _Asked(samkart=samkart, operation=operation, values=values, page=page)
    found = operation.run(samkart, values)
    parameters = {each.name: _meant(asked, each) for each in operation.fields if each.name in values}
    if isinstance(found, Report) and (told := found.facts.get("iri")) and operation.subject in parameters:
        named = {"iri": told, "label": found.facts.get("label"), "key": key_of(str(told))}
        parameters[operation.subject] = {"value": values[operation.subject], **named}
    made: Envelope = {
        "operation": operation.name,
        "asks": operation.texts[samkart.language],
        "language": samkart.language,
        "parameters": parameters,
        "notices": list(notices),
        "coverage": _coverage(asked, _about(parameters, operation)),
    }
    if isinstance(found, Report):
        return made | _report(asked, found)
    return made | _rows(asked, found.table, found) | {"not_known": _nothing(asked, found.table)}


def understood(samkart: Samkart, field: Field, value: str, at: str = "") -> dict[str, Any]:
    """A value, and the thing it means with its IRI, label and key, where it means one.

    Raises NotFound for a thing that is not there, and for a concept that its scheme, where the graph has it, has not.
    """
    kind = "" if field.type == "thing" else field.type
    if field.type not in _NAMED:
        return {"value": value}
    if field.type == "thing" and value.startswith(SRC):  # a record of a source, which has no name
        return {"value": value, "iri": value}
    if field.type == "country":
        iri = value if kind_of(value) == "country" else entity("country", country_code(value.strip().upper()))
    elif kind in SCHEMES or kind == "concept":
        iri = value if value.startswith(SKC) else concept(kind, value) if kind != "concept" else SKC + value
    else:
        iri = samkart.resolve(value, kind, at)
    known = samkart.entity(iri)
    if not known.kind and (kind in SCHEMES or kind == "concept"):
        scheme = kind_of(iri)
        near = sorted(key_of(row[0]) for row in samkart.view.labels([scheme]) if key_of(row[0]))
        if near:  # else the graph does not say what the scheme has
            raise NotFound(f"{field.name}: {value!r} is not in the scheme {scheme}", tuple(near))
    return {"value": value, "iri": iri, "label": known.label, "key": key_of(iri)}


def _meant(asked: _Asked, field: Field) -> Any:
    value = asked.values[field.name]
    at = str(asked.values.get("at", ""))
    if isinstance(value, tuple):
        return [understood(asked.samkart, field, each, at) for each in value]
    return understood(asked.samkart, field, value, at) if isinstance(value, str) else {"value": value}


def _about(parameters: Mapping[str, Any], operation: Operation) -> list[str]:
    """The IRIs of the actors and programmes that are asked about."""
    own = operation.subject or next((each.name for each in operation.fields if each.required), "")
    told = parameters.get(own, ())
    found = [each.get("iri", "") for each in (told if isinstance(told, list) else [told] if told else [])]
    return [iri for iri in found if kind_of(iri) in ("actor", "programme")]


def _coverage(asked: _Asked, about: Sequence[str]) -> str | None:
    return (coverage_line(asked.samkart, *about) or None) if about else None


def _report(asked: _Asked, found: Report[Any]) -> Envelope:
    only = asked.page.section
    sections = [each for each in found.sections if not only or each.name == only]
    if not sections:
        raise no_section(only, found.sections)
    return {
        "heading": found.heading,
        "facts": dict(found.facts),
        "sections": [_section(asked, each) for each in sections],
        "not_known": [sentence for each in sections for sentence in _nothing(asked, each.table, each)],
    }


def _section(asked: _Asked, section: Section) -> Envelope:
    return {"name": section.name, "title": section.title, **_rows(asked, section.table, None)}


def _rows(asked: _Asked, table: Table, found: Tabular | None) -> Envelope:
    first, last = asked.page.offset, asked.page.offset + asked.page.limit
    shown = table.rows[first:last]
    records = replace(table, rows=shown).records()
    if isinstance(found, Result) and table.ties is not None and len(found) == len(table.rows):
        for n, record in enumerate(records, first):
            record.update(_sources(asked.samkart, found[n : n + 1].table))
    left = len(table.rows) - first - len(shown)
    columns = zip(table.names, table.headings, table.types, strict=True)
    return {
        "columns": [{"name": name, "label": label, "type": kind} for name, label, kind in columns],
        "rows": records,
        "total": _total(asked, table),
        "limit": asked.page.limit,
        "offset": first,
        "cut": asked.say("api.cut", n=left, offset=first + len(shown)) if left > 0 else None,
        "note": table.note or None,
    }


def _sources(samkart: Samkart, table: Table) -> dict[str, object]:
    """The sources that a row rests on, each once: the first few, and how many there are."""
    found = samkart.evidence(*(table.ties() if table.ties is not None else ()))
    told = [{"title": each.title, "address": each.address} for each in found[:_SOURCES]]
    return {"sources": told, "sources_total": len(found)}


def _total(asked: _Asked, table: Table) -> int | None:
    """How many rows there are; None where so many were looked for as were found."""
    for name in OWN_LIMITS:
        field = asked.operation.field(name)
        most = asked.values.get(name, int(field.default or 0)) if field else 0
        if 0 < most <= len(table.rows):
            return None
    return len(table.rows)


def _nothing(asked: _Asked, table: Table, section: Section | None = None) -> list[str]:
    """What is to be said of an answer without rows: that nothing is known, which is not that there is nothing."""
    if table.rows:
        return []
    if section is not None and section.title:
        return [asked.say("api.nothing.of", what=section.title)]
    if asked.operation.name == ASK:
        return table.note.splitlines()
    if asked.operation.name == FIND:
        near = asked.samkart.nothing_called(str(asked.values["q"]), str(asked.values.get("kind", ""))).nearest
        return [asked.say("api.nothing.called"), *([asked.say("api.perhaps", names="; ".join(near))] if near else [])]
    return [asked.say("api.nothing")]


def parameter_at_fault(samkart: Samkart, operation: Operation, values: Values, error: KgError) -> str:
    """The parameter that an error is about, as far as it can be told; empty otherwise."""
    told = getattr(error, "parameter", "")
    if told:
        return str(told)
    for field in operation.fields:
        if str(error).startswith((f"{field.name}:", f"{field.name} ")):
            return field.name
        value = values.get(field.name, ())
        for each in value if isinstance(value, tuple) else (value,):
            try:
                if isinstance(each, str) and field.type in _NAMED:
                    understood(samkart, field, each, str(values.get("at", "")))
            except KgError as same:
                if str(same) == str(error):
                    return field.name
    return ""
