"""Statements of a query that are not whole: a dot is missing, or an object."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.store.querying.tokens import Token
from kg.store.querying.words import KEYWORDS

__all__ = ["Fault", "incomplete"]

_CLAUSES = {"FILTER", "OPTIONAL", "BIND", "VALUES", "GRAPH", "SERVICE", "MINUS", "UNION", "LATERAL", "EXISTS"}
_PATH = set("/|^*+?!")


class Fault(NamedTuple):
    """A sentence, and the token that it is about."""

    sentence: str
    at: Token


def incomplete(tokens: Sequence[Token]) -> Fault | None:
    """The first statement in the patterns of a query that has too many parts or too few, if one has.

    It is asked of a text that is not SPARQL, whose brackets close: what it passes over is judged by others.
    """
    i = 0
    if any(a.text == b.text == "<" for a, b in pairwise(tokens)):
        return None  # triples in triples
    while i < len(tokens):
        token = tokens[i]
        if token.text == "{" and _is_pattern(tokens, i):
            fault, i = _pattern(tokens, i + 1)
            if fault:
                return fault
        elif token.text == "{":
            i = _after(tokens, i)
        else:
            i += 1
    return None


def _is_pattern(tokens: Sequence[Token], at: int) -> bool:
    """Is it no block of VALUES that begins here?"""
    before = at - 1
    if before >= 0 and tokens[before].text == ")":
        level = tokens[before].level
        before = next(j for j in range(before - 1, -1, -1) if tokens[j].level == level and tokens[j].text == "(")
        return tokens[before - 1].word != "VALUES"
    return not (before > 0 and tokens[before].kind == "variable" and tokens[before - 1].word == "VALUES")


def _after(tokens: Sequence[Token], at: int) -> int:
    """The number of the token after the bracket that closes the one at a token."""
    level = tokens[at].level
    close = (j for j in range(at + 1, len(tokens)) if tokens[j].kind == "close" and tokens[j].level == level)
    return next(close, len(tokens) - 1) + 1


def _pattern(tokens: Sequence[Token], i: int) -> tuple[Fault | None, int]:
    """What is wrong between braces, and the number of the token after them."""
    count, asked, joined = 0, False, False  # parts of the statement, after a semicolon, in a path
    if i < len(tokens) and tokens[i].word == "SELECT":
        while i < len(tokens) and tokens[i].text not in "{}":
            i = _after(tokens, i) if tokens[i].text == "(" else i + 1
    while i < len(tokens):
        token = tokens[i]
        if token.text == "}" or token.text == "." or token.text == "{" or token.word in _CLAUSES:
            if (short := _short(tokens, i, count, asked)) is not None:
                return short, i
            if token.text == "}":
                return None, i + 1
            count, joined, asked = 0, False, False
            if token.text == "{":
                fault, i = _pattern(tokens, i + 1) if _is_pattern(tokens, i) else (None, _after(tokens, i))
                if fault:
                    return fault, i
                i = _modifiers(tokens, i)
            else:
                i = _clause(tokens, i)
            continue
        if token.text == ";":
            if count != 3 and not asked:
                return _short(tokens, i, count, asked), i
            count, asked = 1, True
        elif token.text == ",":
            count = 2
        elif token.text in _PATH:
            if count == 3 and token.text == "^":  # ^^ and the datatype of a literal
                i += 3
                continue
            joined = joined or (count == 2 and token.text in "/|")
        elif token.word in KEYWORDS and token.word not in ("A", "TRUE", "FALSE"):
            return None, len(tokens)  # out of place: others tell
        elif token.kind in ("variable", "iri", "string", "word", "open") and not token.text.startswith("@"):
            if not joined:
                count += 1
            joined = False
            if count > 3:
                return Fault(f'a dot is missing before {token.text}: statements are parted by "."', token), i
            i = _after(tokens, i) if token.kind == "open" else i + 1
            continue
        i += 1
    return None, i


def _short(tokens: Sequence[Token], i: int, count: int, asked: bool) -> Fault | None:
    """What a statement that ends before a token lacks; after a semicolon nothing need follow."""
    if count in (0, 3) or (count == 1 and (asked or tokens[i - 1].text == "]")):
        return None
    lacks = {1: "a property and an object", 2: "an object"}.get(count)
    at = tokens[i - 1]
    return Fault(f"the statement that ends with {at.text} lacks {lacks}", at) if lacks else None


def _clause(tokens: Sequence[Token], i: int) -> int:
    """The number of the token after the head of a clause: its brackets, its name; braces are left."""
    word = tokens[i].word
    i += 1
    if word == "FILTER":
        while i < len(tokens) and tokens[i].word in ("NOT", "EXISTS"):
            i += 1
        if i < len(tokens) and tokens[i].kind in ("word", "iri"):
            i += 1
        return _after(tokens, i) if i < len(tokens) and tokens[i].text == "(" else i
    if word == "BIND":
        return _after(tokens, i) if i < len(tokens) and tokens[i].text == "(" else i
    while word in ("GRAPH", "SERVICE", "VALUES") and i < len(tokens) and tokens[i].text not in "{}":
        i = _after(tokens, i) if tokens[i].text == "(" else i + 1
    return i


def _modifiers(tokens: Sequence[Token], i: int) -> int:
    """The number of the token after the GROUP BY, ORDER BY, LIMIT … of a SELECT within braces."""
    if i < len(tokens) and tokens[i].word in ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"):
        while i < len(tokens) and tokens[i].text not in "{}":
            i = _after(tokens, i) if tokens[i].text in "([" else i + 1
    return i
