"""From what a user types to the terms that a query is bound with; values never become part of a query's text."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import Message, NotFound, Usage
from kg.ids import is_date
from kg.model.conditions import KIND_NAMES, checked_period, country_of, date_of, level_of, one_kind_of, year_of
from kg.model.evidence import evidence_of
from kg.questions.naming import ENTITY_TYPES, SCHEMES, country_codes, resolve
from kg.questions.question import Parameter, Question
from kg.store.view import View
from kg.vocab import SK, SKC, SKD, XSD, concept, entity

__all__ = ["bind"]


def bind(
    view: View, question: Question, given: Mapping[str, object], language: str = "nb"
) -> dict[str, ox.NamedNode | ox.Literal]:
    """The terms for a Question's parameters. Empty values count as not given.

    Raises Usage for an unknown or missing parameter or a value of the wrong form, NotFound for an unknown name.
    """
    values = {name: str(value) for name, value in given.items() if value not in (None, "")}
    for name in values:
        if name not in question.parameters:
            expected = ", ".join(question.parameters) or "none"
            raise Usage(f"{question.name} has no parameter {name!r}; expected: {expected}")
    missing = [p.name for p in question.parameters.values() if p.required and p.name not in values]
    if missing:
        sentence = "{question} needs {names}"
        raise Usage(Message(sentence, "question-needs", question=question.name, names=" and ".join(missing)))
    day = values.get("at", "")
    at = day if is_date(day) else ""
    terms = {name: _named(view, question.parameters[name], value, language, at) for name, value in values.items()}
    checked_period(*(values.get(name, "") for name in ("since", "until", "at")))
    return terms


def _named(view: View, parameter: Parameter, value: str, language: str, at: str) -> ox.NamedNode | ox.Literal:
    """The term of a value; what is wrong with it is told with the parameter's name, which is no option of the shell."""
    try:
        return _term(view, parameter, value, language, at)
    except Usage as error:
        told = Message("{name}: {told}", "of-parameter", name=parameter.name, told=error.message)
        raise Usage(told, error.nearest) from None


def _term(view: View, parameter: Parameter, value: str, language: str, at: str) -> ox.NamedNode | ox.Literal:
    kind = parameter.type
    if kind == "country":
        return _node(_country(view, value), value)
    if kind == "kind":
        return _class(view, value)
    if kind == "tie-kind":
        return ox.Literal(one_kind_of(value, ""))
    if kind == "evidence":
        return ox.Literal(evidence_of(value, ""))
    if kind == "level" and not value.startswith(SKC):
        return _node(concept(kind, level_of(value, "")), value)
    if kind in SCHEMES:
        return _node(value if value.startswith(SKC) else concept(kind, value), value)
    if kind == "concept":
        if "/" not in value:
            raise Usage(f"{value!r} is not SCHEME/KEY, as in network-kind/city-network")
        return _node(value if value.startswith(SKC) else SKC + value, value)
    if kind in ENTITY_TYPES:
        return ox.NamedNode(resolve(view, value, kind, language, at=at))
    if kind in ("date", "year"):
        return ox.Literal(year_of(value, "") if kind == "year" else date_of(value, ""))
    if kind in ("integer", "decimal"):
        if not re.fullmatch(r"-?[0-9]+" if kind == "integer" else r"-?[0-9]+(\.[0-9]+)?", value):
            raise Usage(Message("{text!r} is not a number; expected one as in 1.5", "number", text=value))
        return ox.Literal(value, datatype=ox.NamedNode(XSD + kind))
    if kind == "iri" and ":" not in value:  # a key, a number or a name
        return ox.NamedNode(resolve(view, value, "", language, at=at))
    if kind == "iri":
        if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", value, re.IGNORECASE):
            raise Usage(f"{value!r} is not an IRI")
        return _node(value, value)
    return ox.Literal(value)


def _node(iri: str, value: str) -> ox.NamedNode:
    """The term of an IRI. Raises Usage, with the `value` that it was made from, for letters that no IRI has."""
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise Usage(f"{value!r} is not an IRI") from None


def _country(view: View, value: str) -> str:
    return (
        value if value.startswith(SKD) else entity("country", country_of(value, "", lambda t: country_codes(view, t)))
    )


def _class(view: View, value: str) -> ox.NamedNode:
    name = KIND_NAMES.get(value.lower()) or _class_name(value)
    iri = value if value.startswith("http") else SK + name
    known = re.fullmatch(r"[\w:/.#?&=%~+-]+", iri, re.ASCII) is not None
    kind = ox.NamedNode(iri if known else SK)
    if not known or not view.query("ASK { { [] a $kind } UNION { $kind rdfs:subClassOf [] } }", {"kind": kind}):
        from difflib import get_close_matches

        near = get_close_matches(value.lower(), KIND_NAMES, n=3, cutoff=0.5)
        raise NotFound(
            f"there is nothing of the kind {value!r}; expected a class, as in municipality or EuropeanOffice",
            tuple(near),
        )
    return kind


def _class_name(value: str) -> str:
    """`european-office`, `EuropeanOffice` → `EuropeanOffice`."""
    words = re.split(r"[-_ ]+", value)
    return "".join(word[:1].upper() + word[1:] for word in words)
