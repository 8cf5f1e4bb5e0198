"""Binding parameters: the same for the embedded store and for an endpoint, whose protocol has no place for them.

Only variable tokens are replaced, by terms that pyoxigraph has serialised; comments, strings and IRIs are passed over.
So a value can be nothing but a term. (`pyoxigraph`'s own substitutions bind projected variables only and leave
sub-queries alone: docs/decisions/0002-parameters.md.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    Values: TypeAlias = Mapping[str, Term | Sequence[Term]]

__all__ = ["Term", "Values", "lookup_text", "substitute"]

_TOKEN = re.compile(
    r"""
      (?P<skip> \#[^\n\r]* | <[^<>"{}|^`\\\s]*> | \"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<bound> \bBOUND \s* \( \s* [?$](?P<tested>\w+) \s* \) )
    | [?$](?P<name>\w+)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def lookup_text(name: str) -> str:
    """The SPARQL of one of the look-ups that are no Questions (`kg/store/sparql`)."""
    return (Path(__file__).parent / "sparql" / f"{name}.rq").read_text("utf-8")


def substitute(query: str, values: Values) -> str:
    """The query with each variable that has a value replaced by it (a list by its terms), its `BOUND` by `true`."""

    def replace(match: re.Match[str]) -> str:
        if match["bound"] and match["tested"] in values:
            return "true"
        if match["name"] in values:
            value = values[match["name"]]
            return " ".join(map(str, value)) if isinstance(value, list) else str(value)
        return match[0]

    return _TOKEN.sub(replace, query)
