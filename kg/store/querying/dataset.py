"""Which graphs a query is asked of: what its protocol or its own FROM says, where the default graph has a name too.

The canonical layer is the default graph of the store. `kg.vocab.CANONICAL` names it, as it does in engines that have no
default graph of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox

from kg.errors import BadData
from kg.store.querying.tokens import Token, tokens_of
from kg.vocab import CANONICAL, PREFIXES

__all__ = ["declared", "over"]


def over(text: str, default: Sequence[str], named: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """A query and the options of `pyoxigraph.Store.query` that let it be asked of graphs, named by their IRIs.

    Where neither is given, the query's own FROM and FROM NAMED hold; else these are nothing. Raises BadData for a name
    that is no IRI.
    """
    if not default and not named:
        if CANONICAL not in text:
            return text, {}
        text, default, named = _own(text)
        if not default and not named:
            return text, {}
    merged = [_graph(each) for each in dict.fromkeys(default)]  # the engine counts what is in two graphs twice
    return text, {"default_graph": merged, "named_graphs": list(map(_named, dict.fromkeys(named)))}


def _graph(iri: str) -> ox.NamedNode | ox.DefaultGraph:
    return ox.DefaultGraph() if iri == CANONICAL else _named(iri)


def _named(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise BadData(f"a graph is named by a whole IRI, as in {CANONICAL}; this is none: {iri[:200]}") from error


def _own(text: str) -> tuple[str, list[str], list[str]]:
    """The text without its dataset, blanks in its place, and the IRIs after FROM and FROM NAMED."""
    tokens = [token for token in tokens_of(text) if token.kind != "skip"]
    prefixes = PREFIXES | _declared(tokens)
    without = text
    default: list[str] = []
    named: list[str] = []
    for i, token in enumerate(tokens):
        if token.word != "FROM" or token.level:
            continue
        is_named = i + 1 < len(tokens) and tokens[i + 1].word == "NAMED"
        at = i + 1 + is_named
        iri = _iri(tokens[at], prefixes) if at < len(tokens) else None
        if iri is None:  # no SPARQL, or an IRI that leans on a BASE: the engine tells
            return text, [], []
        (named if is_named else default).append(iri)
        first, last = token.start, tokens[at].end
        without = without[:first] + " " * (last - first) + without[last:]
    return without, default, named


def declared(text: str) -> dict[str, str]:
    """The namespaces that a query declares, by their prefixes."""
    return _declared([token for token in tokens_of(text) if token.kind != "skip"])


def _declared(tokens: Sequence[Token]) -> dict[str, str]:
    return {
        tokens[i + 1].text.removesuffix(":"): tokens[i + 2].text[1:-1]
        for i, token in enumerate(tokens[:-2])
        if token.word == "PREFIX" and tokens[i + 2].kind == "iri"
    }


def _iri(token: Token, prefixes: dict[str, str]) -> str | None:
    if token.kind == "iri":
        return token.text[1:-1] if ":" in token.text else None
    prefix, colon, local = token.text.partition(":")
    return prefixes[prefix] + local.replace("\\", "") if colon and prefix in prefixes else None
