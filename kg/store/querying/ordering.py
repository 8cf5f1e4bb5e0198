"""ORDER BY that is a total order: the engine's own compares strings with numbers by their text and numbers among
themselves by value, which is none, and ends the process when it notices (pyoxigraph is built to abort on a panic).

The ORDER BY of a whole SELECT is taken out of the text and done here, on the rows that the engine gives without it;
that is also quicker. One that this cannot be done for (in a sub-select, after DISTINCT with an expression, in a
CONSTRUCT) stays in the text with keys before it that part what the engine cannot compare.

The order: unbound, blank nodes, IRIs, literals, triples, as SPARQL 1.1 §15.1 has it. Among literals, where it leaves
the order open: numbers by value, truth values, days and years by when they begin, text by its characters whatever its
language, times, durations, and the rest by datatype.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.store.querying.tokens import Token, tokens_of
from kg.vocab import XSD

__all__ = ["Condition", "Ordered", "ordered", "sort_key"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


class Condition(NamedTuple):
    """What rows are ordered by: an expression as text, and whether the largest comes first."""

    expression: str
    descending: bool


@dataclass(frozen=True)
class Ordered:
    """A query whose ORDER BY is done here: `text` gives the rows, to be sorted by its columns `keys`, sliced, and
    shown without the columns `extra`."""

    text: str
    keys: list[tuple[str, bool]]
    extra: frozenset[str] = frozenset()
    offset: int = 0
    limit: int | None = None


@dataclass
class _Select:
    """Where the parts of a whole SELECT lie among its tokens."""

    tokens: list[Token]
    text: str
    first: int
    distinct: bool = False
    star: bool = False
    projected: set[str] = field(default_factory=set)
    where: tuple[int, int] = (0, 0)


def ordered(text: str) -> Ordered | str:
    """The query with an order that is total: in parts, or as a text that the engine can be given. Others as they are.

    >>> ordered("SELECT ?a { ?a ?b ?c } ORDER BY DESC(?c) LIMIT 5")
    Ordered(text='SELECT ?a ?c { ?a ?b ?c } ', keys=[('c', True)], extra=frozenset({'c'}), offset=0, limit=5)
    """
    if not re.search(r"\bORDER\b", text, re.IGNORECASE):
        return text
    tokens = [token for token in tokens_of(text) if token.kind != "skip"]
    outer = next((i for i, t in enumerate(tokens) if t.word == "ORDER" and t.level == 0), None)
    edits: list[tuple[int, int, str]] = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1].word if i + 1 < len(tokens) else ""
        if token.word == "ORDER" and following == "BY" and i != outer:
            edits += _parted(text, tokens, i)
    whole = _select(text, tokens) if outer is not None else None
    if whole is None or outer is None:
        return _edited(text, [*edits, *(_parted(text, tokens, outer) if outer is not None else [])])
    return _taken_out(whole, outer, edits)


def _conditions(text: str, tokens: list[Token], at: int) -> tuple[list[Condition], int]:
    """The conditions of the ORDER BY at a token, and the number of the token after them."""
    found = []
    i, level = at + 2, tokens[at].level
    while i < len(tokens) and tokens[i].level == level:
        token = tokens[i]
        if token.kind == "close" or token.word in ("LIMIT", "OFFSET", "VALUES", "HAVING", "GROUP"):
            break
        start = i
        if token.kind == "variable":
            i += 1
        else:
            i = next((j for j in range(i, len(tokens)) if tokens[j].kind == "open"), len(tokens) - 1)
            i = _closing(tokens, i) + 1
            if tokens[start].word in ("ASC", "DESC"):
                found.append(Condition(text[tokens[start + 1].start : tokens[i - 1].end], token.word == "DESC"))
                continue
        found.append(Condition(text[tokens[start].start : tokens[i - 1].end], False))
    return found, i


def _closing(tokens: list[Token], at: int) -> int:
    """The number of the bracket that closes the one at a token; the last token where none does."""
    level = tokens[at].level
    return next(
        (j for j in range(at + 1, len(tokens)) if tokens[j].kind == "close" and tokens[j].level <= level),
        len(tokens) - 1,
    )


def _parted(text: str, tokens: list[Token], at: int) -> list[tuple[int, int, str]]:
    """The change that puts, before each condition of an ORDER BY, keys that part what the engine cannot compare."""
    conditions, end = _conditions(text, tokens, at)
    if not conditions:
        return []
    keys = []
    for expression, descending in conditions:
        e = f"({expression})"
        numeric, kind = f"isNumeric({e})", f"DATATYPE({e})"
        words = ", ".join(f"<{_RDF}{name}>" for name in ("langString", "dirLangString"))
        days = ", ".join(f"<{XSD}{name}>" for name in ("date", "dateTime", "gYear", "gYearMonth", "duration"))
        for key in (
            f"IF(isLiteral({e}), IF({numeric}, IF({e} <= {e}, 2, 3), 4), IF(isIRI({e}), 1, IF(isBlank({e}), 0, 5)))",
            f"IF({numeric}, <{XSD}double>({e}), IF({kind} IN (<{XSD}string>, {words}), <{XSD}string>, {kind}))",
            f"IF({numeric}, {kind}, {e} <= {e})",
            f"IF({kind} IN ({days}), STR({e}), {e})",
            e,
        ):
            keys.append(f"{'DESC' if descending else 'ASC'}({key})")
    return [(tokens[at + 2].start, tokens[end - 1].end, " ".join(keys))]


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _select(text: str, tokens: list[Token]) -> _Select | None:
    """The whole SELECT that the tokens are, if they are one."""
    forms = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")
    at = next((i for i, t in enumerate(tokens) if t.level == 0 and t.word in forms), None)
    if at is None or tokens[at].word != "SELECT":
        return None
    found = _Select(tokens, text, at + 1)
    i = at + 1
    if i < len(tokens) and tokens[i].word in ("DISTINCT", "REDUCED"):
        found.distinct = True
        i += 1
    while i < len(tokens) and tokens[i].word not in ("FROM", "WHERE") and tokens[i].text != "{":
        token = tokens[i]
        if token.text == "*":
            found.star = True
        if token.kind == "variable":
            found.projected.add(token.text[1:])
        if token.text == "(":
            end = _closing(tokens, i)
            if end < 2 or tokens[end - 1].kind != "variable":
                return None
            found.projected.add(tokens[end - 1].text[1:])
            i = end
        i += 1
    found.first = i
    start = next((j for j in range(i, len(tokens)) if tokens[j].text == "{"), None)
    if start is None:
        return None
    found.where = start, _closing(tokens, start)
    return found


def _taken_out(whole: _Select, at: int, edits: list[tuple[int, int, str]]) -> Ordered | str:
    """A SELECT without its ORDER BY, LIMIT and OFFSET, which are told; or with them, where they cannot be taken out."""
    text, tokens = whole.text, whole.tokens
    conditions, end = _conditions(text, tokens, at)
    in_place = _edited(text, [*edits, *_parted(text, tokens, at)])
    numbers = {"LIMIT": None, "OFFSET": None}
    last = tokens[end - 1].end
    while end + 1 < len(tokens) and tokens[end].word in numbers and tokens[end + 1].text.isascii():
        if not (tokens[end + 1].text.isascii() and tokens[end + 1].text.isdigit()):
            return in_place
        numbers[tokens[end].word] = int(tokens[end + 1].text)  # type: ignore[assignment]
        last = tokens[end + 1].end
        end += 2
    if not conditions or tokens[at - 1].start < tokens[whole.where[1]].start:
        return in_place
    keys, added, bound = [], [], []
    for number, (expression, descending) in enumerate(conditions):
        bare = expression.strip("() \t\r\n")
        name = bare[1:] if re.fullmatch(r"[?$]\w+", bare) else ""
        if not name or (name not in whole.projected and not whole.star):
            if whole.distinct:
                return in_place
            if name:
                added.append((name, f"?{name}"))
            else:
                name = f"_order{number}"
                if name in text:
                    return in_place
                added.append((name, f"({expression} AS ?{name})"))
                bound.append(f"BIND({expression} AS ?{name})")
        keys.append((name, descending))
    edits.append((tokens[at].start, last, ""))
    if whole.star and bound:
        start, close = whole.where
        edits += [(tokens[start].end, tokens[start].end, " {"), (tokens[close].start, tokens[close].start, "} ")]
        edits.append((tokens[close].start, tokens[close].start, " ".join(bound)))
    elif added:
        place = tokens[whole.first].start
        listed = dict(added).values()
        edits.append((place, place, " ".join(listed) + " "))
    limit, offset = numbers["LIMIT"], numbers["OFFSET"] or 0
    return Ordered(_edited(text, edits), keys, frozenset(name for name, _ in added), offset, limit)


_NUMBERS = {
    XSD + name
    for name in [
        "integer",
        "decimal",
        "double",
        "float",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
        "unsignedByte",
    ]
}
_WORDS = {XSD + "string", _RDF + "langString", _RDF + "dirLangString"}
_DAYS = {XSD + name for name in ("date", "dateTime", "dateTimeStamp", "gYear", "gYearMonth")}
_ZONE = r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
_CLOCK = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2}(?:\.[0-9]+)?)"
_DAY = re.compile(
    rf"(?P<year>-?[0-9]{{4,18}})(?:-(?P<month>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}})(?:T{_CLOCK})?)?)?{_ZONE}"
)
_TIME = re.compile(_CLOCK + _ZONE)
_DURATION = re.compile(
    r"(-?)P(?:([0-9]{1,18})Y)?(?:([0-9]{1,18})M)?(?:([0-9]{1,18})D)?"
    r"(?:T(?:([0-9]{1,18})H)?(?:([0-9]{1,18})M)?(?:([0-9]+(?:\.[0-9]+)?)S)?)?"
)


def sort_key(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> tuple[Any, ...]:
    """What terms are sorted by: tuples that compare with each other whatever the terms are.

    >>> terms = [ox.Literal(9), ox.Literal("10"), ox.Literal(10), None, ox.NamedNode("http://a")]
    >>> [term and term.value for term in sorted(terms, key=sort_key)]
    [None, 'http://a', '9', '10', '10']
    """
    if term is None:
        return (0,)
    if isinstance(term, ox.BlankNode):
        return (1, term.value)
    if isinstance(term, ox.NamedNode):
        return (2, term.value)
    if isinstance(term, ox.Triple):
        return (4, sort_key(term.subject), term.predicate.value, sort_key(term.object))
    kind, value = term.datatype.value, term.value
    if kind in _WORDS:
        return (3, 4, value, kind, term.language or "")
    known = _known(kind, value)
    return (3, 8, kind, value) if known is None else (3, *known, value)


def _known(kind: str, value: str) -> tuple[Any, ...] | None:
    """The class of a literal and what it is compared by in it; None for one that has no value."""
    if kind in _NUMBERS:
        return _number(value)
    if kind == XSD + "boolean":
        return (2, value in ("true", "1")) if value in ("true", "1", "false", "0") else None
    if kind in _DAYS:
        return _moment(value)
    if kind == XSD + "time":
        match = _TIME.fullmatch(value)
        return (5, _seconds(match)) if match else None
    if kind in (XSD + "duration", XSD + "dayTimeDuration", XSD + "yearMonthDuration"):
        match = _DURATION.fullmatch(value)
        if match is None:
            return None
        years, months, days, hours, minutes = (int(part or 0) for part in match.groups()[1:6])
        sign = -1 if match[1] else 1
        seconds = (days * 24 + hours) * 3600 + minutes * 60 + Decimal(match[7] or 0)
        return (6, sign * (years * 12 + months), sign * seconds)
    return None


def _number(value: str) -> tuple[Any, ...] | None:
    if not value.isascii() or "_" in value:
        return None
    try:
        number = Decimal(value.strip().replace("INF", "Infinity"))
    except InvalidOperation:
        return None
    if number.is_nan():
        return (1, 0)
    return (0, math.copysign(math.inf, number) if number.is_infinite() else number)


def _moment(value: str) -> tuple[Any, ...] | None:
    """When a day, month, year or moment begins, in seconds, the longer one of two that begin together first."""
    match = _DAY.fullmatch(value)
    if match is None:
        return None
    year, month, day = int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    shifted = year - (month < 3)  # days since the first of March of the year 0, in the calendar of today
    days = 365 * shifted + shifted // 4 - shifted // 100 + shifted // 400 + (153 * ((month + 9) % 12) + 2) // 5 + day
    parts = sum(match[name] is not None for name in ("month", "day", "hour"))
    return (3, days * 86400 + _seconds(match), parts)


def _seconds(match: re.Match[str]) -> Decimal:
    seconds = Decimal(match["second"] or 0) + int(match["minute"] or 0) * 60 + int(match["hour"] or 0) * 3600
    zone = match["zone"] or "Z"
    if zone != "Z":
        offset = int(zone[1:3]) * 3600 + int(zone[4:]) * 60
        seconds -= offset if zone[0] == "+" else -offset
    return seconds
