"""Binding parameters for a remote endpoint: the SPARQL protocol has no place for them, so they go in as terms.

Only variable tokens are replaced; comments, strings and IRIs are passed over, and the terms are serialised by
pyoxigraph. It does what pyoxigraph's own `substitutions` do for the embedded store (SPARQL-DEV SEP-0007).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["substitute"]

_TOKEN = re.compile(
    r"""
      (?P<skip> \#[^\n\r]* | <[^<>"{}|^`\\\s]*> | \"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<bound> \bBOUND \s* \( \s* [?$](?P<tested>\w+) \s* \) )
    | [?$](?P<name>\w+)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def substitute(query: str, values: Mapping[str, Any]) -> str:
    """The query with each variable that has a value replaced by it (a list by its terms), its `BOUND` by `true`."""

    def replace(match: re.Match[str]) -> str:
        if match["bound"] and match["tested"] in values:
            return "true"
        if match["name"] in values:
            value = values[match["name"]]
            return " ".join(map(str, value)) if isinstance(value, list) else str(value)
        return match[0]

    return _TOKEN.sub(replace, query)
