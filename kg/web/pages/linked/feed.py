"""What is new about a thing as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kg import __version__
from kg.language.speech import Speech, first_upper
from kg.language.tables import kind_word
from kg.model.encounter import Entity
from kg.model.period import earliest
from kg.model.text import clean
from kg.vocab import key_of
from kg.web.address import page_of
from kg.web.asked import Asked, Rendered
from kg.web.pages.data import saved
from kg.web.pages.html import Here
from kg.web.pages.linked.news import News, news
from kg.web.pages.shown import outside

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["FED", "feed"]

FED = ("actor", "programme", "theme")
"""The kinds of thing that have a feed."""
_NEVER = "1970-01-01"  # when a feed without any news was updated


def feed(samkart: Samkart, asked: Asked, iri: str, thing: Entity) -> Rendered:
    """The feed of an actor (a network is one), a programme or a theme; its days come from the data, not from a clock.

    Entries are known by the IRI of the tie, the project or the source that they tell of.
    """
    here = Here(asked)
    found = news(samkart, iri, asked.day)
    shown = sorted({end for each in found for end in (each.iri, *each.ends)})
    labels = {str(key): each.label for key, each in samkart.view.entities(shown, asked.language).items()}
    page, own = asked.root + here.here(), asked.root + here.here(format="atom")
    updated = max((earliest(each.day) for each in found), default=_NEVER)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{asked.language}">',
        _element("id", f"{iri}#new-{asked.language}"),
        _element("title", here.say("feed.title", name=thing.label)),
        _element("subtitle", here.say("feed.told")),
        _element("updated", _moment(updated)),
        "<author>" + _element("name", "Samkart") + "</author>",
        _element("generator", "Samkart", version=__version__),
        _link("alternate", page, "text/html"),
        _link("self", own, "application/atom+xml"),
        *(_entry(here, each, labels) for each in found),
        "</feed>",
    ]
    return saved(asked, thing.label, ("\n".join(lines) + "\n").encode("utf-8", "replace"))


def _entry(here: Here, new: News, labels: Mapping[str, str]) -> str:
    day = _moment(earliest(new.day))
    pages = dict.fromkeys(page for _, page in new.sources if outside(page))
    path = page_of(new.iri)
    lines = [
        _element("id", new.iri),
        _element("title", _title(here, new, labels)),
        *([_element("published", day)] if new.basis == "start" else []),
        _element("updated", day),
        f"<category term={_quoted(new.kind)} label={_quoted(kind_word(new.kind, here.language))}/>",
        _link("alternate", here.asked.root + here.url(*path), "text/html"),
        *(_link("via", page) for page in pages),
        _element("summary", _summary(here, new)),
    ]
    return "<entry>\n" + "\n".join(lines) + "\n</entry>"


def _title(here: Here, new: News, labels: Mapping[str, str]) -> str:
    """Its kind, and its name or those of its ends."""
    if new.kind == "Source":
        return here.say("feed.source", title=new.sources[0][0] if new.sources and new.sources[0][0] else new.iri)
    named = [labels.get(end) or key_of(end) for end in new.ends]
    own = labels.get(new.iri, "") if new.kind in ("Project", "Agreement") or not named else ""
    kind = first_upper(kind_word(new.kind, here.language))
    return f"{kind}: {own} ({', '.join(named)})" if own and named else f"{kind}: {own or ', '.join(named)}"


def _summary(here: Here, new: News) -> str:
    """What happened on which day, how the source puts it, and which sources say so."""
    date = Speech(here.language).short(new.day)
    told = [here.say(f"feed.{new.basis}", date=date)]
    told += [f"«{new.wording}»"] if new.wording else []
    titles: Sequence[str] = [title or page for title, page in new.sources]
    told += [here.say("feed.sources", titles="; ".join(titles))] if titles and new.kind != "Source" else []
    return " ".join(told)


def _moment(day: str) -> str:
    """The beginning of a day as RFC 3339 has it."""
    return f"{day}T00:00:00Z"


def _element(name: str, text: str, **attributes: str) -> str:
    told = "".join(f" {key}={_quoted(value)}" for key, value in attributes.items())
    return f"<{name}{told}>{escape(clean(text))}</{name}>"


def _link(relation: str, address: str, media_type: str = "") -> str:
    kind = f' type="{media_type}"' if media_type else ""
    return f'<link rel="{relation}"{kind} href={_quoted(address)}/>'


def _quoted(text: str) -> str:
    return quoteattr(clean(text))
