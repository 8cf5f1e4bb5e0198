"""What changed as Markdown and as an Atom feed (RFC 4287): the same bytes for the same two states."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from kg.compare.states.changes import Change
from kg.compare.states.result import StateDiff, grouped
from kg.language.catalogue import text
from kg.language.speech import say
from kg.model.period import earliest
from kg.model.text import clean
from kg.vocab import key_of

__all__ = ["AUTHORITY", "atom", "markdown"]

AUTHORITY = "w3id.org,2026:samkart"
"""Whose names the entries bear (RFC 4151)."""
_NEVER = "1970-01-01"
_ESCAPED = str.maketrans({each: f"\\{each}" for each in "\\`*_{}[]<>#|~"})


def markdown(diff: StateDiff) -> str:
    """A document: a heading for each actor, network, theme or region, under it what happened and what is known now."""
    language = diff.words.language
    parts = [f"# {_text(diff.heading)}", _text(diff.note.removeprefix(f"{diff.heading}. "))]
    for heading, changes in grouped(diff):
        parts.append(f"## {_text(heading)}")
        for key, some in (("happened", [c for c in changes if not c.late]), ("known", [c for c in changes if c.late])):
            if some:
                parts.append(f"**{_text(text(language, 'news', key))}**")
                parts.append("\n".join(f"- {_line(diff, change)}" for change in some))
    return "\n\n".join(parts) + "\n"


def _line(diff: StateDiff, change: Change) -> str:
    links = []
    for source in diff.words.sources(change)[:3]:
        title = _text(source.title or source.page)
        links.append(f"[{title}](<{_address(source.page)}>)" if _outside(source.page) else title)
    return " ".join((_text(diff.words.sentence(change)), *([f"({'; '.join(links)})"] if links else [])))


def _text(value: str) -> str:
    return clean(value).translate(_ESCAPED)


def _address(address: str) -> str:
    return clean(address).replace("<", "%3C").replace(">", "%3E").replace("\n", "")


def atom(diff: StateDiff, page: str = "") -> str:
    """A feed of the changes; its entries are known by the two states and what changed, its days are those of the data.

    `page` is the address of the feed itself, where it has one.
    """
    language = diff.words.language
    updated = _moment(diff.new.day or _NEVER)
    own = f"tag:{AUTHORITY}/diff/{_tag(diff.old.name, diff.old.asked)}/{_tag(diff.new.name, diff.new.asked)}"
    scope = hashlib.blake2b("\n".join(diff.only).encode(), digest_size=6).hexdigest() if diff.only else "all"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        _element("id", f"{own}/{scope}/{language}"),
        _element("title", f"{text(language, 'news', 'feed')}: {diff.heading}"),
        _element("updated", updated),
        "<author>" + _element("name", "Samkart") + "</author>",
        *([f'<link rel="self" type="application/atom+xml" href={_quoted(page)}/>'] if page else []),
    ]
    for change in diff:
        lines += _entry(diff, change, own, updated)
    lines.append("</feed>")
    return "\n".join(lines) + "\n"


def _entry(diff: StateDiff, change: Change, own: str, updated: str) -> Iterator[str]:
    words, sources = diff.words, diff.words.sources(change)
    told = f"{change.what} {change.about} {change.field} {change.before} {change.after}"
    digest = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    yield "<entry>"
    yield _element("id", f"{own}/{change.what}/{digest}")
    yield _element("title", words.sentence(change))
    yield _element("updated", updated)
    if change.day and not change.late and earliest(change.day) <= diff.new.day:
        yield _element("published", _moment(earliest(change.day)))
    yield f"<category term={_quoted(change.what)} label={_quoted(words.what(change))}/>"
    for iri in (*change.actors, *change.themes):
        yield f"<category term={_quoted(key_of(iri))} scheme={_quoted(_scheme(iri))} label={_quoted(words.name(iri))}/>"
    for page in dict.fromkeys(each.page for each in sources if _outside(each.page)):
        yield f'<link rel="via" href={_quoted(page)}/>'
    titles = "; ".join(dict.fromkeys(each.title or each.page for each in sources if each.title or each.page))
    key = "known" if change.late else "happened"
    summary = text(words.language, "news", key)
    summary += f". {say(words.language, 'news', 'source', titles=titles)}" if titles else ""
    yield _element("summary", summary)
    yield f'<link rel="alternate" href={_quoted(change.about)}/>'
    yield "</entry>"


def _scheme(iri: str) -> str:
    return iri[: len(iri) - len(key_of(iri))] or iri


def _tag(name: str, asked: str) -> str:
    return f"{name}@{asked}" if asked else name


def _outside(address: str) -> bool:
    return address.startswith(("https://", "http://")) and not any(each.isspace() for each in address)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _element(name: str, told: str) -> str:
    return f"<{name}>{escape(clean(told))}</{name}>"


def _quoted(told: str) -> str:
    return quoteattr(clean(told))
