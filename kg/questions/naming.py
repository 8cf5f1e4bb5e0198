"""Which thing a user means by a name: kept apart from Questions, which many verbs ask none of."""

from __future__ import annotations

import re

from kg.errors import NotFound
from kg.ids import fold
from kg.store.names import Match
from kg.store.view import View
from kg.vocab import SKC, SKD, concept, entity, key_of, kind_of

__all__ = ["ENTITY_TYPES", "SCHEMES", "country_codes", "resolve"]

ENTITY_TYPES = {
    "actor": "actor",
    "network": "actor",
    "programme": "programme",
    "project": "project",
    "strategy": "strategy",
    "country": "country",
    "tie": "tie",
    "call": "call",
    "event": "event",
    "source": "source",
    "place": "place",
    "theme": "theme",
    "level": "level",
    "status": "status",
    "role": "role",
    "area": "area",
    "aim": "aim",
    "motivation": "motivation",
    "concept": "",
}
"""Types whose values are things with an IRI: the kind of that IRI and, for concepts, their scheme."""

SCHEMES = ("level", "status", "role", "area", "aim", "motivation")
"""The types whose values are keys of a concept scheme of that name."""

# The classes that a name given for a parameter of a narrower type may belong to.
_CLASSES = {"network": ("Network", "EuropeanOffice", "IntermunicipalCouncil")}


def country_codes(view: View, text: str) -> tuple[str, ...]:
    """The codes of the countries that are called something like `text`: `Norge`, `sverge` → `NO`, `SE`."""
    found = view.search(text, ("country",), 3) or view.nearest(text, ("country",), 3)
    return tuple(dict.fromkeys(key_of(match.iri) for match in found))


def resolve(view: View, text: str, kind: str = "", language: str = "nb") -> str:
    """The IRI of the thing that a user names: an IRI, a key, a number, or a name however it is typed.

    `kind` is an entity type, or empty for anything. Raises NotFound with the nearest names when there is none, or
    with the candidates when the name fits several equally well. A known actor has its own names before one that a
    source brought and that may be it (`kg.store.twins`).
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
        key = concept(path, text) if path in ("theme", *SCHEMES) else entity(path, text)
        known = view.entities([key], language).get(key)
        if known is not None and (kind not in _CLASSES or known.kind in kinds):
            return key
    found = [match for match in view.search(text, kinds, 25, language) if not match.possibly]
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
