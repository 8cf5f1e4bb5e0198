"""The SPARQL 1.1 results format in JSON, read with patience for what is added to it and none for what is missing.

An engine may add members anywhere (Virtuoso `distinct`, Comunica `metadata`, QLever `meta`); they are left out, unless
they say that the answer is an error or not whole. The answer is read to its end before its first row is given: what
was cut, or has a text of an error after it, is never taken for an answer.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.store.spool import Spool

__all__ = ["Read", "Tidied", "Untidy", "tidied"]

MOST_LEVELS = 200
"""Triples in triples."""
_LONGEST = 1 << 26  # letters of one value
_KEPT = ("type", "value", "xml:lang", "datatype", "its:dir")
_LABEL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_ERRORS = {"error", "errors", "exception", "errormessage"}
_NOT_WHOLE = {
    *("truncated", "istruncated", "incomplete", "isincomplete", "partial", "ispartial", "partialresult", "capped"),
    *("partialresults", "limitreached", "limitexceeded", "maxrowsreached", "maxrowsexceeded", "timedout"),
}
_TOTALS = {"resultsizetotal", "resultsize", "totalresults", "totalrows", "resultcount", "total"}


class Untidy(ValueError):
    """What is wrong with an answer."""


@dataclass(slots=True)
class Tidied:
    """An answer: a truth value, or variables and so many rows, as `content` (a file of JSON without additions).

    `error` is what the answer says went wrong, `capped` how it says that there is more; both are mostly empty.
    """

    boolean: bool | None = None
    variables: list[str] | None = None
    rows: int = 0
    error: str = ""
    capped: str = ""
    content: Read | None = None
    added: list[tuple[str, Any]] = field(default_factory=list)

    def whole(self) -> Any:
        """The content, for those who want a file."""
        return self.content


class Read:
    """Some parts, read as one file."""

    def __init__(self, *parts: Any) -> None:
        self._parts = list(parts)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none at the end."""
        while self._parts:
            part = self._parts[0].read(size)
            if part:
                return bytes(part)
            del self._parts[0]
        return b""


def tidied(content: Spool) -> Tidied:
    """An answer without what was added to it. Raises Untidy for one that is broken, cut or not of this format."""
    found, rows = Tidied(), Spool()
    text = _Text(content)
    try:
        _read(text, found, rows)
        if text.next():
            raise Untidy(f"something follows its end: {text.rest()}")
    except json.JSONDecodeError as error:
        cut = error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated")
        raise Untidy("it is cut off" if cut else f"it is not JSON: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise Untidy("it is not UTF-8") from error
    except RecursionError as error:
        raise Untidy("it is nested too deeply") from error
    _notice(found)
    if found.error or found.boolean is not None:
        return found
    if found.variables is None:
        raise Untidy("it has neither variables and rows nor a truth value")
    rows.rewind()
    head = json.dumps({"vars": found.variables})
    found.content = Read(_spooled(f'{{"head":{head},"results":{{"bindings":['), rows, _spooled("]}}"))
    return found


def _spooled(text: str) -> Spool:
    spool = Spool()
    spool.write(text.encode())
    spool.rewind()
    return spool


def _read(text: _Text, found: Tidied, rows: Spool) -> None:
    """Read the members of the whole; what is a row goes to `rows`."""
    used: set[str] | None = None
    for name in text.members():
        if name == "results" and text.next() == "{":
            for inner in text.members():
                if inner == "bindings":
                    if used is not None:
                        raise Untidy("it has rows twice")
                    used = set()
                    _read_rows(text, found, rows, used)
                else:
                    found.added.append((inner, text.value()))
        elif name == "head":
            head = text.value()
            if not isinstance(head, dict):
                raise Untidy("its head is no object")
            if "vars" in head:
                found.variables = _variables(head["vars"])
            found.added += [(key, value) for key, value in head.items() if key != "vars"]
        elif name == "boolean":
            found.boolean = text.value()
            if not isinstance(found.boolean, bool):
                raise Untidy("its truth value is neither true nor false")
        else:
            found.added.append((name, text.value()))
    if used is None and found.variables is not None:
        if found.boolean is None:
            found.variables = None
    elif used is not None:
        if found.boolean is not None:
            raise Untidy("it has both rows and a truth value")
        unknown = used - set(found.variables or ())
        if unknown:
            raise Untidy(f"its rows have {min(unknown)}, which its head does not name")


def _variables(names: Any) -> list[str]:
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise Untidy("its variables are no list of names")
    return [name.removeprefix("?") for name in names]


def _read_rows(text: _Text, found: Tidied, rows: Spool, used: set[str]) -> None:
    part: list[str] = []
    for row in text.elements():
        if not isinstance(row, dict):
            raise Untidy(f"row {found.rows + 1} is no object")
        tidy = {name.removeprefix("?"): _term(term) for name, term in row.items()}
        used.update(tidy)
        part.append(("," if found.rows else "") + json.dumps(tidy))
        found.rows += 1
        if len(part) >= 1000:
            rows.write("".join(part).encode())
            part.clear()
    rows.write("".join(part).encode())


def _term(term: Any, level: int = 0) -> dict[str, Any]:
    if level > MOST_LEVELS:
        raise Untidy(f"it is nested too deeply; at most {MOST_LEVELS} levels")
    if not isinstance(term, dict):
        raise Untidy("a value is no object")
    kept = {name: term[name] for name in _KEPT if term.get(name) is not None}
    if not kept.get("xml:lang"):
        kept.pop("xml:lang", None)
    kind, value = kept.get("type"), kept.get("value")
    if kind == "triple" and isinstance(value, dict):
        names = ("subject", "predicate", "object")
        if not all(name in value for name in names):
            raise Untidy("a triple lacks a part")
        kept["value"] = {name: _term(value[name], level + 1) for name in names}
    elif not isinstance(value, str):
        raise Untidy("a value has no text")
    elif kind == "bnode" and not _LABEL.fullmatch(value):  # Virtuoso's are addresses: nodeID://b10012
        kept["value"] = "x" + value.encode("utf-8", "surrogatepass").hex()
    return kept


def _notice(found: Tidied) -> None:
    """What is said beside the answer: that it is an error, or not all there is."""
    for name, value in _all(found.added):
        known = re.sub(r"[^a-z]", "", name.lower())
        failed = known == "status" and str(value).lower() in ("error", "failed", "failure")
        if (known in _ERRORS and value) or (failed and not found.error):
            found.error = value if isinstance(value, str) else json.dumps(value)
        if known in _NOT_WHOLE and (value is True or str(value).lower() == "true"):
            found.capped = name
        if known in _TOTALS and not isinstance(value, bool) and isinstance(value, int) and value > found.rows:
            found.capped = f"{name}: {value}"


def _all(members: Iterable[tuple[str, Any]], level: int = 0) -> Iterator[tuple[str, Any]]:
    for name, value in members:
        yield name, value
        if isinstance(value, Mapping) and level < 2:
            yield from _all(value.items(), level + 1)


class _Text:
    """JSON, read bit by bit."""

    def __init__(self, content: Spool) -> None:
        self._content = content
        self._decoded = codecs.getincrementaldecoder("utf-8-sig")()
        self._parse = json.JSONDecoder().raw_decode
        self._text, self._at, self._size = "", 0, 1 << 18
        self._begun = False

    def next(self) -> str:
        """The next sign; empty at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in " \t\r\n":
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def rest(self) -> str:
        """The beginning of what follows, in a line."""
        return " ".join(self._text[self._at : self._at + 200].split())

    def members(self) -> Iterator[str]:
        """The names of an object's members; whoever iterates reads the value of each before the next."""
        self._take("{")
        if self.next() == "}":
            self._take("}")
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise Untidy("it is not JSON: a member has no name")
            self._take(":")
            yield name
            if self._take(",}") == "}":
                return

    def elements(self) -> Iterator[Any]:
        """The elements of a list."""
        self._take("[")
        if self.next() == "]":
            self._take("]")
            return
        while True:
            yield self.value()
            if self._take(",]") == "]":
                return

    def value(self) -> Any:
        """The next value. Raises JSONDecodeError."""
        self.next()
        self._size = 1 << 18
        while True:
            try:
                value, end = self._parse(self._text, self._at)
            except json.JSONDecodeError:
                if len(self._text) > _LONGEST:
                    raise Untidy("a value in it has no end") from None
                if not self._more():
                    raise
                continue
            if isinstance(value, int | float) and end > len(self._text) - 40 and self._more():  # it may go on
                continue
            self._at = end
            return value

    def _take(self, signs: str) -> str:
        sign = self.next()
        if not sign or sign not in signs:
            if not sign:
                raise Untidy("it is cut off" if self._begun else "it is empty")
            raise Untidy(f"it is not of the form of SPARQL results in JSON: {self.rest()}")
        self._at += 1
        return sign

    def _more(self) -> bool:
        part = self._content.read(self._size)
        self._size *= 2
        more = self._decoded.decode(part, final=not part)
        if not part:
            return False
        self._text, self._at = self._text[self._at :] + more, 0
        self._begun = self._begun or bool(self._text.strip())
        return True
