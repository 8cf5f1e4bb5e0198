"""Search: the things called so, as a page and, while somebody types, as a few names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import Usage
from kg.language.tables import kind_word
from kg.questions.bearers import key_shown
from kg.session import Session
from kg.store.names import Match
from kg.web.address import page_of
from kg.web.asked import Asked, Rendered
from kg.web.operations.sentences import asks
from kg.web.pages.data import content, data, saved
from kg.web.pages.html import Here, render

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.questions.sentence import Choice

__all__ = ["page"]

_MOST, _NAMES = 50, 12
_SENTENCE = 3  # words from which a text may be a sentence
_LONGEST = 200  # letters of a name that is looked for
_KINDS = ("actor", "programme", "project", "theme", "call", "strategy")


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """`/search?q=…` lists what is found; `/names?q=…` gives the best of it as JSON, for suggestions in a field."""
    text, kind = asked.value("q")[:_LONGEST], asked.value("kind")
    if kind and kind not in _KINDS and not kind[:1].isupper():
        raise Usage(f"{kind!r} is not known; expected one of {', '.join(_KINDS)}", (), "kind")
    if asked.path[0] == "names":
        return _names(samkart, asked, text, kind)
    found = samkart.find(text, kind, _MOST) if text else None
    if asked.form != "html":
        if found is None:
            raise Usage("q must be given: the text that is looked for", (), "q")
        return data(samkart, asked, content(f"search {text}", found, command=("kg", "find", text)))
    here = Here(asked)
    understood = samkart.sentence(text, others=3) if len(text.split()) >= _SENTENCE else None
    if understood is not None and understood.chosen is None:
        understood = None
    near = [] if found or not text else list(samkart.view.nearest(text, (kind,) if kind else (), 5, asked.language))
    return render(
        asked,
        "search.html.j2",
        title=here.say("search.title", text=text) if text else here.say("search"),
        text=text,
        kind=kind,
        kinds=[(each, kind_word(each.capitalize(), asked.language)) for each in _KINDS],
        found=[_row(here, each) for each in found or ()],
        near=[_row(here, each) for each in near],
        note=found.table.note if found else "",
        most=_MOST,
        unused=", ".join((*understood.chosen.unused, *understood.understood.strange))
        if understood is not None and understood.chosen is not None
        else "",
        understood=[_choice(here, each) for each in (understood.chosen, *understood.runners_up) if each is not None]
        if understood is not None
        else [],
    )


def _choice(here: Here, choice: Choice) -> dict[str, object]:
    """What a sentence can mean: the question, what was understood of its parameters, and the address that asks it."""
    path, given = asks(choice)
    return {
        "text": choice.text,
        "given": [each.label for several in choice.given.values() for each in several],
        "missing": list(choice.missing),
        "url": here.url(*path, **given),
    }


def _row(here: Here, match: Match) -> dict[str, object]:
    return {
        "label": match.label,
        "name": match.name if match.name.casefold() != match.label.casefold() else "",
        "kind": kind_word(match.kind, here.language),
        "country": match.country,
        "key": key_shown(match),
        "ties": match.ties,
        "url": here.url(*page_of(match.iri)),
        "end": match.end,
    }


def _names(samkart: Samkart, asked: Asked, text: str, kind: str) -> Rendered:
    here = Here(asked)
    found = Session.find(samkart, text, kind, _NAMES) if text else ()
    rows = [_row(here, each) for each in found]
    return saved(asked, "names", json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace"))
