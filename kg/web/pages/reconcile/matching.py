"""Which things a name in a table can mean: candidates with scores that are explained, and which of them is meant.

A score is that of the name, from 0 to 100, changed by what the properties say; every part of it is a feature of the
candidate. A candidate that contradicts a property that only one value of can be right is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from kg.ids import core, fold
from kg.questions.bearers import Asked, clear_winner, ended, heirs, in_order
from kg.questions.naming import country_codes
from kg.store.names import ABBREVIATION, FORMER, NUMBER, Match
from kg.vocab import SKD, entity, key_of, kind_of
from kg.web.pages.reconcile.facts import facts_of
from kg.web.pages.reconcile.schema import IDENTIFYING, PROPERTIES, TYPES, id_of, iri_of, kinds_of, type_data

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["LIMIT", "MOST", "Query", "candidates"]

LIMIT, MOST = 5, 50
"""Candidates where a query does not say how many, and at most."""
_LONGEST = 200  # letters of a name
_SPELT, _WHOLE, _CORE = 100, 98, 95  # for a whole name as it was typed, however spelt, and without words of form
_PARTLY = 85  # for a name that is like the one asked for, times how like (Ratcliff–Obershelp)
_RANKS = {ABBREVIATION: -8, FORMER: -15}
_ENDED, _AGREES, _DIFFERS, _SAME_NUMBER, _HEIR = -10, 5, -20, 90, 60
_MET = 40  # results of a search that are looked at for each query


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: a name, types (ids), and values by property id. `limit` is how many candidates are wanted."""

    text: str = ""
    types: list[str] = field(default_factory=list)
    limit: int = LIMIT
    properties: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Candidate:
    match: Match
    whole: bool
    features: dict[str, float | bool]
    score: float = 0.0
    confirmed: bool = False  # by a number that only one has


def candidates(samkart: Samkart, query: Query) -> list[dict[str, Any]]:
    """The candidates as the API tells of them, by decreasing score; `match` is true of one at most.

    It is true where the naming rules (`kg.questions.bearers`) leave one that bears the whole name, which lives and is
    not only formerly called so, without regard to where the reader is; or where a number that only one has agrees.
    """
    kinds = kinds_of(query.types)
    text = query.text.strip()[:_LONGEST]
    if not kinds:
        return []
    asked = Asked(view=samkart.view, text=text, kinds=kinds, language=samkart.language, at="", country="")
    found, lived_on = _found(samkart, asked, query)
    wanted = _wanted(samkart, query.properties)
    known = facts_of(samkart, found)
    made = (_rated(asked, match, known.get(iri, {}), wanted, heir=iri in lived_on) for iri, match in found.items())
    rated = [each for each in made if each is not None and each.score > 0]
    order = {iri: place for place, iri in enumerate(found)}
    rated.sort(key=lambda each: (-each.score, order[each.match.iri]))
    meant = _meant(asked, rated)
    shown = rated[: min(max(query.limit, 1), MOST)]
    return [_data(each, samkart, meant is each) for each in shown]


def _found(samkart: Samkart, asked: Asked, query: Query) -> tuple[dict[str, Match], set[str]]:
    """What may be meant, by IRI, and those of it that ended ones live on in (IRIs).

    That is what is called so, what such live on in, what has a number, and what is pointed at.
    """
    found: dict[str, Match] = {}
    lived_on: set[str] = set()
    if asked.text:
        searched = in_order(asked, samkart.view.search(asked.text, asked.kinds, _MET, asked.language))
        found.update({each.iri: each for each in searched})
        if not any(each.quality <= 1 for each in searched):
            for each in samkart.view.nearest(asked.text, asked.kinds, 5, asked.language):
                found.setdefault(each.iri, each)
        for each in [each for each in searched if each.quality <= 1 and kind_of(each.iri) == "actor"]:
            if ended(asked, each):
                lived_on.update(heirs(asked, each.iri))
        _add(samkart, asked, found, sorted(lived_on), quality=3)
    for name in IDENTIFYING:
        for value in query.properties.get(name, ()):
            for number in filter(None, _numbers(name, value)):
                by_number = samkart.view.search(number, asked.kinds, 5, asked.language, whole=True)
                _add(samkart, asked, found, [each.iri for each in by_number if each.rank == NUMBER], quality=3)
    pointed = iri_of(asked.text)
    if pointed:
        found.pop(pointed, None)
        _add(samkart, asked, found, [pointed], quality=0, exact=True)
    return found, lived_on


def _add(
    samkart: Samkart, asked: Asked, found: dict[str, Match], iris: Iterable[str], *, quality: int, exact: bool = False
) -> None:
    """Add things that were not found by their name, if they are there and of a kind that is asked for."""
    known = samkart.view.entities([iri for iri in iris if iri not in found], asked.language)
    for iri, each in known.items():
        if each.kind in asked.kinds or kind_of(str(iri)) in asked.kinds:
            found[str(iri)] = Match(
                iri=str(iri),
                kind=each.kind,
                label=each.label,
                name=asked.text if exact else each.label,
                country=each.country,
                quality=quality,
                ties=0,
                exact=exact,
            )


def _wanted(samkart: Samkart, properties: Mapping[str, list[str]]) -> dict[str, set[str]]:
    """The values that are asked for, as they are known here; properties that are not known are left out."""
    found: dict[str, set[str]] = {}
    for name, values in properties.items():
        told = [value.strip() for value in values if value.strip()]
        if name not in PROPERTIES or not told:
            continue
        if name == "country":
            found[name] = {iri for value in told for iri in _countries(samkart, value)}
        elif name == "county":
            matches = (match for value in told for match in samkart.view.search(value, ("County",), 1, whole=True))
            found[name] = {SKD + value for value in told} | {match.iri for match in matches}
        elif name in IDENTIFYING:
            found[name] = {number for value in told for number in _numbers(name, value)}
        else:
            found[name] = {fold(value) for value in told}
    return found


def _countries(samkart: Samkart, value: str) -> list[str]:
    """The countries that a value names: by IRI, identifier, code or name; one that is nobody's stands as it is."""
    key = value.removeprefix(SKD).removeprefix("country/")
    if len(key) == 2 and key.isalpha() and key.isascii():
        return [entity("country", key.upper())]
    return [entity("country", code) for code in country_codes(samkart.view, key)[:1]] or [entity("country", key)]


def _numbers(name: str, value: str) -> list[str]:
    """A number as tables have it: without blanks and what it is called, and with the zero that a table lost.

    >>> _numbers("organisation_number", "NO 920 125 298 MVA"), _numbers("municipality_number", "301")
    (['920125298'], ['301', '0301'])
    >>> _numbers("wikidata", "http://www.wikidata.org/entity/Q42"), _numbers("wikidata", "q42")
    (['Q42'], ['Q42'])
    """
    if name == "wikidata":
        return [value.rpartition("/")[2].upper()]
    digits = "".join(letter for letter in value if letter.isdigit() and letter.isascii())
    short = (name, len(digits)) in (("municipality_number", 3), ("county_number", 1))
    return [digits, f"0{digits}"] if short else [digits]


def _rated(
    asked: Asked, match: Match, known: Mapping[str, list[str]], wanted: Mapping[str, set[str]], *, heir: bool
) -> _Candidate | None:
    """A candidate with its score; None for one that a property excludes."""
    likeness = SequenceMatcher(None, core(fold(asked.text)), core(fold(match.name)), autojunk=False).ratio()
    points = {0: _SPELT if match.exact else _WHOLE, 1: _CORE}.get(match.quality, round(_PARTLY * likeness))
    made = _Candidate(match, match.quality <= 1, {"name": points if asked.text else 0})
    score = made.features["name"] + (_RANKS.get(match.rank, 0) if made.whole else 0)
    if match.rank in _RANKS and made.whole:
        made.features["former_name" if match.rank == FORMER else "short_name"] = True
    if heir:
        made.features["successor"], score = True, max(score, _HEIR)
    if kind_of(match.iri) == "actor" and ended(asked, match):
        made.features["ended"] = True
        score += _ENDED
    for name, values in wanted.items():
        own = known.get(name, [])
        if not own:
            continue
        agrees = bool(values & ({fold(each) for each in own} if _is_folded(name) else set(own)))
        if not agrees and PROPERTIES[name].excluding:
            return None
        made.features[name] = agrees
        if agrees and name in IDENTIFYING:
            made.confirmed, score = True, max(score, _SAME_NUMBER)
        score += _AGREES if agrees else _DIFFERS
    if not asked.text and not any(value is True for name, value in made.features.items() if name in wanted):
        return None
    if match.possibly:
        made.features["possibly_another"] = True
        score -= 1
    made.score = round(min(max(score, 0.0), 100.0), 1)
    return made


def _is_folded(name: str) -> bool:
    return name not in (*IDENTIFYING, "country", "county")


def _meant(asked: Asked, rated: Sequence[_Candidate]) -> _Candidate | None:
    """The one that is clearly meant; None where there is none."""
    confirmed = [each for each in rated if each.confirmed]
    if confirmed:
        near = not asked.text or confirmed[0].whole or confirmed[0].features["name"] >= _PARTLY / 2
        return confirmed[0] if len(confirmed) == 1 and near else None
    whole = [each for each in rated if each.whole and not each.match.possibly]
    if not whole:
        return None
    best = clear_winner(asked, [each.match for each in whole])
    if len(best) != 1:
        return None
    meant = next(each for each in whole if each.match.iri == best[0].iri)
    doubtful = "ended" in meant.features or "former_name" in meant.features
    return None if doubtful or meant is not rated[0] else meant


def _data(each: _Candidate, samkart: Samkart, meant: bool) -> dict[str, Any]:
    match = each.match
    country = samkart.entity(entity("country", match.country)).label if match.country else ""
    kind = type_data(match.kind, samkart.language) if match.kind in TYPES else {"id": match.kind, "name": match.kind}
    lived = f"–{match.end}" if match.end else ""
    told = ", ".join(filter(None, (kind["name"], country, lived)))
    kinds = {"actor": "Actor", "programme": "Programme", "project": "Project"}
    own = [{"id": kind["id"], "name": kind["name"]}]
    general = kinds.get(kind_of(match.iri), "")
    if general and general != kind["id"]:
        own.append({"id": general, "name": type_data(general, samkart.language)["name"]})
    return {
        "id": id_of(match.iri),
        "name": match.label or key_of(match.iri),
        "description": told,
        "type": own,
        "score": each.score,
        "features": [{"id": name, "value": value} for name, value in each.features.items()],
        "match": meant,
    }
