"""SPARQL in its smallest parts: what looks at a text and is no parser needs to know strings from words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Token", "depth", "tokens_of"]

_TOKEN = re.compile(
    r"""
      (?P<skip> \s+ | \#[^\n\r]* )
    | (?P<iri> <[^<>"{}|^`\\\s]*> )
    | (?P<string> \"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<word> @?[\w-]+(?:\.[\w-]+)*:? (?: (?<=:) (?:[\w:%-]|\\.|\.(?=[\w:%-]))* )? | :(?:[\w:%-]|\\.|\.(?=[\w:%-]))* )
    | (?P<open> [(\[{] )
    | (?P<close> [)\]}] )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A part of a text: its kind (a name in `_TOKEN`), and where it begins and ends."""

    kind: str
    text: str
    start: int
    end: int
    level: int  # how many brackets are open around it; a bracket has the level of what stands around it

    @property
    def word(self) -> str:
        """A word in capitals, empty for what is none."""
        return self.text.upper() if self.kind == "word" else ""


def depth(text: str) -> int:
    """How many brackets are open at once, at the most; those in strings, IRIs and comments do not count."""
    return max((token.level + 1 for token in tokens_of(text) if token.kind == "open"), default=0)


def tokens_of(text: str) -> Iterator[Token]:
    """All parts of a text, in order, also what separates them; a closing bracket has the level of its opening one."""
    level = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        level -= kind == "close"
        yield Token(kind, match[0], match.start(), match.end(), level)
        level += kind == "open"
