"""Addresses, as `/as-of/2026-11-28.0123456789ab/nn/actor/asker`: a state, a language and what is asked for.

The state and the language may be left out: then it is today's state, and the language that the browser asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote, unquote, urlencode

from kg.ids import is_date
from kg.settings import LANGUAGES
from kg.vocab import SKC, SKD, SRC

__all__ = ["AS_OF", "DIGITS", "Prefixed", "State", "address", "page_of", "split"]

AS_OF = "as-of"
DIGITS = 12
"""Of the digest of a graph, in hexadecimal, as it stands in an address."""
_STATE = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\.([0-9a-f]{{{DIGITS}}})")
_KIND = re.compile("[a-z][a-z-]*")


class State(NamedTuple):
    """A day on which a graph is asked, and the digest of what that graph was made from."""

    day: str
    digest: str

    def __str__(self) -> str:
        return f"{self.day}.{self.digest}"

    @classmethod
    def read(cls, text: str) -> State | None:
        """The state that is written so; None where none is.

        >>> State.read("2026-11-28.0123456789ab")
        State(day='2026-11-28', digest='0123456789ab')
        >>> State.read("2026-13-01.0123456789ab"), State.read("today")
        (None, None)
        """
        found = _STATE.fullmatch(text)
        return cls(found[1], found[2]) if found and is_date(found[1]) else None


class Prefixed(NamedTuple):
    """An address in its parts: its state and language as they are written, empty if they are not, and its segments."""

    state: str
    language: str
    path: tuple[str, ...]


def split(path: str) -> Prefixed:
    """The parts of a path as it stands in an address, its segments decoded.

    >>> split("/as-of/2026-11-28.0123456789ab/nn/actor/asker")
    Prefixed(state='2026-11-28.0123456789ab', language='nn', path=('actor', 'asker'))
    >>> split("/programme/horizon%2F1"), split("/")
    (Prefixed(state='', language='', path=('programme', 'horizon/1')), Prefixed(state='', language='', path=()))
    """
    parts = [unquote(part, errors="replace") for part in path.split("/")[1:]]
    state = parts[1] if parts[0] == AS_OF and len(parts) > 1 else ""
    rest = parts[2:] if state else parts
    language = rest[0] if rest and rest[0] in LANGUAGES else ""
    rest = rest[1:] if language else rest
    while rest and not rest[-1]:
        rest.pop()
    return Prefixed(state, language, tuple(rest))


def address(
    path: Iterable[str], given: Iterable[tuple[str, str]] = (), *, state: str = "", language: str = "", root: str = ""
) -> str:
    """The address of a path (segments, not yet encoded) with parameters; empty ones are left out.

    >>> address(["actor", "asker"], [("format", "csv"), ("at", "")], language="nn")
    '/nn/actor/asker?format=csv'

    None leads to another site, whatever its path begins with.

    >>> address(["", "example.org", "a"])
    '/example.org/a'
    """
    segments = [*([AS_OF, state] if state else []), *([language] if language else []), *path]
    query = urlencode([(name, value) for name, value in given if value], errors="replace")
    # A comma parts names, a slash stands in some keys: both are read by people, and allowed in a path.
    way = "/".join(quote(each, safe=",/:@", errors="replace") for each in segments)
    return f"{root}/{way.lstrip('/')}{f'?{query}' if query else ''}"


def page_of(iri: str) -> tuple[str, ...]:
    """The path of the page of one of our things; empty for an IRI that is none of ours.

    >>> page_of("https://w3id.org/samkart/id/actor/asker"), page_of("https://w3id.org/samkart/concept/theme/energy")
    (('actor', 'asker'), ('theme', 'energy'))
    >>> page_of("https://w3id.org/samkart/concept/status/member"), page_of("https://example.org/")
    (('concept', 'status', 'member'), ())
    >>> page_of("https://w3id.org/samkart/id//example.org/asker")
    ()
    """
    for base in (SKD, SKC, SRC):
        if iri.startswith(base) and len(iri) > len(base):
            rest = unquote(iri.removeprefix(base))
            if base == SRC:
                return ("sources",)
            kind, _, key = rest.partition("/")
            if not _KIND.fullmatch(kind):
                return ()
            return ((kind, key) if base == SKD or kind == "theme" else ("concept", kind, key)) if key else ()
    return ()
