"""From what a user types to the terms that a query is bound with; values never become part of a query's text."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import NotFound, Usage
from kg.ids import fold
from kg.model.conditions import KIND_NAMES, checked_period, country_of, date_of, level_of, one_kind_of, year_of
from kg.questions.question import ENTITY_TYPES, Parameter, Question
from kg.store.names import Match
from kg.store.view import View
from kg.vocab import SK, SKC, SKD, XSD, concept, entity, key_of, kind_of

__all__ = ["bind", "country_codes", "resolve"]

# The classes that a name given for a parameter of a narrower type may belong to.
_CLASSES = {"network": ("Network", "EuropeanOffice", "IntermunicipalCouncil")}
_SCHEMES = ("level", "status", "role", "area", "aim", "motivation")


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
        raise Usage(f"{question.name} needs {' and '.join(missing)}")
    terms = {name: _named(view, question.parameters[name], value, language) for name, value in values.items()}
    checked_period(*(values.get(name, "") for name in ("since", "until", "at")))
    return terms


def _named(view: View, parameter: Parameter, value: str, language: str) -> ox.NamedNode | ox.Literal:
    """The term of a value; what is wrong with it is told with the parameter's name, which is no option of the shell."""
    try:
        return _term(view, parameter, value, language)
    except Usage as error:
        raise Usage(f"{parameter.name}: {error.message}", error.nearest) from None


def _term(view: View, parameter: Parameter, value: str, language: str) -> ox.NamedNode | ox.Literal:
    kind = parameter.type
    if kind == "country":
        return ox.NamedNode(_country(view, value))
    if kind == "kind":
        return _class(view, value)
    if kind == "tie-kind":
        return ox.Literal(one_kind_of(value, ""))
    if kind == "level" and not value.startswith(SKC):
        return ox.NamedNode(concept(kind, level_of(value, "")))
    if kind in _SCHEMES:
        return ox.NamedNode(value if value.startswith(SKC) else concept(kind, value))
    if kind == "concept":
        if "/" not in value:
            raise Usage(f"{value!r} is not SCHEME/KEY, as in network-kind/city-network")
        return ox.NamedNode(value if value.startswith(SKC) else SKC + value)
    if kind in ENTITY_TYPES:
        return ox.NamedNode(resolve(view, value, kind, language))
    if kind in ("date", "year"):
        return ox.Literal(year_of(value, "") if kind == "year" else date_of(value, ""))
    if kind in ("integer", "decimal"):
        if not re.fullmatch(r"-?\d+" if kind == "integer" else r"-?\d+(\.\d+)?", value):
            raise Usage(f"{value!r} is not a number")
        return ox.Literal(value, datatype=ox.NamedNode(XSD + kind))
    if kind == "iri":
        if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", value, re.IGNORECASE):
            raise Usage(f"{value!r} is not an IRI")
        return ox.NamedNode(value)
    return ox.Literal(value)


def _country(view: View, value: str) -> str:
    return (
        value if value.startswith(SKD) else entity("country", country_of(value, "", lambda t: country_codes(view, t)))
    )


def country_codes(view: View, text: str) -> tuple[str, ...]:
    """The codes of the countries that are called something like `text`: `Norge`, `sverge` → `NO`, `SE`."""
    found = view.search(text, ("country",), 3) or view.nearest(text, ("country",), 3)
    return tuple(dict.fromkeys(key_of(match.iri) for match in found))


def _class(view: View, value: str) -> ox.NamedNode:
    name = KIND_NAMES.get(value.lower()) or _class_name(value)
    kind = ox.NamedNode(value if value.startswith("http") else SK + name)
    if not view.query("ASK { { [] a $kind } UNION { $kind rdfs:subClassOf [] } }", {"kind": kind}):
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


def resolve(view: View, text: str, kind: str = "", language: str = "nb") -> str:
    """The IRI of the thing that a user names: an IRI, a key, a number, or a name however it is typed.

    `kind` is an entity type, or empty for anything. Raises NotFound with the nearest names when there is none, or
    with the candidates when the name fits several equally well.
    """
    path = ENTITY_TYPES.get(kind, kind)
    if text.startswith((SKD, SKC)):
        if (path and kind_of(text) != path) or not view.entities([text], language):
            raise NotFound(f"there is no {kind or 'thing'} {text}")
        return text
    if kind == "tie":
        return entity("tie", text.removeprefix("tie/"))
    kinds = _CLASSES.get(kind, (path,) if path else ())
    if "/" in text and kind_of(SKD + text) == path and path:
        text = text.partition("/")[2]
    if path and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text):
        key = concept(path, text) if path in ("theme", *_SCHEMES) else entity(path, text)
        known = view.entities([key], language).get(key)
        if known is not None and (kind not in _CLASSES or known.kind in kinds):
            return key
    found = view.search(text, kinds, 25, language)
    if not found:
        near = view.nearest(text, kinds, 5, language)
        raise NotFound(f"nothing is called {text!r}", tuple(_describe(match) for match in near))
    best = [match for match in found if match.quality == found[0].quality]
    if len(best) > 1:
        best = _closest(text, best)
    if len(best) > 1 or found[0].quality > 2:
        candidates = best if len(best) > 1 else found
        if len(candidates) > 1:
            names = tuple(_describe(match) for match in candidates[:8])
            raise NotFound(f"{text!r} can be one of several; say which", names)
    return best[0].iri


def _closest(text: str, matches: list[Match]) -> list[Match]:
    """Among equally good matches, those whose key or label is the text itself; then the one with a name of its own."""
    exact = [m for m in matches if m.iri.rpartition("/")[2] == text or fold(m.label) == fold(text)]
    if len(exact) == 1:
        return exact
    preferred = [m for m in matches if fold(m.name) == fold(m.label)]
    if len(preferred) == 1:
        return preferred
    most = sorted(matches, key=lambda m: -m.ties)
    if most[0].quality <= 1 and most[0].ties >= 5 * max(most[1].ties, 1):
        return most[:1]
    return matches


def _describe(match: Match) -> str:
    key = match.iri.removeprefix(SKD).removeprefix(SKC)
    return f"{match.label} ({match.country + ', ' if match.country else ''}{key})"
