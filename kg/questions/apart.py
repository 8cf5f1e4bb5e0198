"""What a text is about that names nothing as a whole: the themes and actors that its telling words name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from shlex import quote

from kg.errors import NotFound
from kg.ids import fold
from kg.questions.bearers import handle
from kg.questions.naming import identify
from kg.store.names import Match
from kg.store.view import View
from kg.vocab import key_of, kind_of

__all__ = ["Apart", "apart", "pieces"]

_LONGEST = 4  # words in a name that is looked for within a text
# Words that carry no meaning of their own in a question about who works with whom on what: nb, nn, en.
_EMPTY_WORDS = """
about alle and any arbeid arbeidar arbeider at av begge by can collaborate collaborates collaboration cooperate
cooperates cooperation de deler deltar deltek den det did do does driv driver e eg ei eit en er et finnes finst for
fra from frå gjer gjør har has have held holder how hva hvem hvilke hvilken hvilket hvor hvordan i in innanfor innen
involved is it ja jeg jobb jobbar jobber kan kommunar kommune kommuner korleis kva kvar kven med mellom municipalities
municipality nettverk network networks noen nokon og om on onto or partnarar partner partnere partners project
projects prosjekt prosjekta prosjekter på saman samarbeid samarbeidar samarbeider samarbeidet sammen seg som some tema
temaet that the their theme themes there they til to together topic topics ved vi we what where which who whom with
within work worked working works
"""
_EMPTY = frozenset(fold(_EMPTY_WORDS).split())


@dataclass(frozen=True, slots=True)
class Apart:
    """The things that some words of a text name, themes first; the words; and the command that asks what was meant."""

    matches: tuple[Match, ...]
    words: tuple[str, ...]
    command: str


def pieces(text: str) -> list[str]:
    """The words of a text that carry meaning.

    >>> pieces("hvem jobber med klima?"), pieces("Who works on climate in Oslo")
    (['klima'], ['climate', 'Oslo'])
    """
    return [word for word in re.findall(r"[^\W_]+(?:[-'’.][^\W_]+)*", text) if fold(word) not in _EMPTY]


def apart(view: View, text: str, language: str, country: str, limit: int = 10) -> Apart:
    """The themes and the actors that are named in a text: names of several words first, then word by word.

    Nothing named is nothing found. The command asks for the partners of the first actor on the first theme, for those
    who work on the theme in the reader's country (or the one that is named), or for the actor's partners.
    """
    themes: dict[str, Match] = {}
    actors: dict[str, Match] = {}
    used: list[str] = []
    meant, where = "", country
    for piece, found in _named(view, pieces(text), language):
        places = [match for match in found if kind_of(match.iri) == "country"]
        where = key_of(places[0].iri) if places else where
        for match in found:
            kind = kind_of(match.iri)
            if kind != "country":
                (themes if kind == "theme" else actors).setdefault(match.iri, match)
        own = [match for match in found if kind_of(match.iri) == "actor" and match.quality <= 1]
        if own and not meant:
            meant = _meant(view, piece, language, country)
            actors = {meant: actors[meant], **actors} if meant in actors else actors
        if found:
            used.append(piece)
    half = max(limit - len(actors), (limit + 1) // 2)
    chosen = [*list(themes.values())[:half]]
    chosen += list(actors.values())[: limit - len(chosen)]
    return Apart(tuple(chosen), tuple(used), _command(next(iter(themes), ""), meant, where))


def _named(view: View, words: list[str], language: str) -> Iterator[tuple[str, list[Match]]]:
    """Each name within some words, the longest first, with what bears it; a word alone may also begin a name."""
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            piece = " ".join(words[at : at + length])
            found = view.search(piece, ("theme", "actor", "country"), 10, language, whole=True)
            if length == 1:
                whole = {match.iri for match in found}
                kinds = ("theme",) if any(kind_of(iri) in ("actor", "country") for iri in whole) else ("theme", "actor")
                for kind in kinds:
                    found += [m for m in view.search(piece, (kind,), 5, language) if m.iri not in whole]
            if found:
                yield piece, found
                break
        at += length


def _meant(view: View, name: str, language: str, country: str) -> str:
    try:
        return identify(view, name, "actor", language, country=country).iri
    except NotFound:  # several, of which the reader has to choose
        return ""


def _command(theme: str, actor: str, country: str) -> str:
    on = f" --theme {quote(key_of(theme))}" if theme else ""
    if actor:
        return f"kg who {quote(handle(actor))}{on}"
    if theme:
        return f"kg query theme/actors-in-country -p theme={quote(key_of(theme))} -p country={quote(country)}"
    return ""
