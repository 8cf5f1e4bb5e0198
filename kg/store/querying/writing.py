"""Results written as they come, with no more rows than are allowed: what one of another kind would hold is never whole.

Rows are counted in what is written, for the engine writes faster than it can be asked row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from kg.store.querying.dataset import declared
from kg.store.querying.frames import write_frame
from kg.vocab import RDF, WRITTEN

if TYPE_CHECKING:
    from kg.store.querying.ordering import Ordered

__all__ = ["GRAPHS", "TABLES", "Frames", "TooManyRows", "Unwritable", "sorted_rows", "write_graph", "write_table"]

TABLES = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
"""The forms of a table, also of an answer that is yes or no."""
GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
"""The forms of a graph."""
_PREFIXED = ("turtle", "trig", "rdfxml")
_LOOKED_AT = 2000  # triples whose namespaces decide which prefixes are declared
_KEPT_ROWS = 100_000  # rows that are gathered before all but the first are let go, where there is a LIMIT
_PART = 1 << 16  # bytes of a frame
# What stands between two rows of JSON and, since a quote in a string is escaped, nowhere else; before a row without
# values it might stand in a string too. A `<` in a value of XML is escaped, and so is the end of a line in TSV.
_MARKS = {"json": re.compile(rb'(?<=\}),\{"[^,}]|,\{\}'), "xml": re.compile(rb"<result>"), "tsv": re.compile(rb"\n")}
_FIRST = {"json": 1}  # where nothing stands before the first row
_HEADED = ("csv", "tsv")
_XML = {
    "xml": re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]"),
    "rdfxml": re.compile(rb"[\x00-\x08\x0b-\x1f]|\xef\xbf[\xbe\xbf]"),  # which is read with other ends of lines
}
"""What no document of XML may hold; the engine writes it all the same."""
_XML_NAME = re.compile(r"[^\W\d][\w.-]*$")
_TAIL = 7  # bytes of a part that may be the beginning of a mark


class TooManyRows(Exception):
    """There are more rows than were allowed."""


class Unwritable(Exception):
    """A form cannot hold a value; says which."""


class Frames:
    """A stream whose content goes out in frames; with `most` rows at the most, where that is not 0.

    It is no file of Python's, which would let go of what is left in it whenever it is collected.
    """

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream, self._left, self._counting = stream, most, most > 0
        self._part = bytearray()
        self._tail = b""
        self._mark: re.Pattern[bytes] | None = None
        self._quoted: bool | None = None
        self._never: re.Pattern[bytes] | None = None

    def heed(self, form: str) -> None:
        """Let nothing pass that a form cannot hold."""
        self._never = _XML.get(form)

    def count(self, form: str) -> None:
        """Count the rows of a table in a form."""
        self._mark = _MARKS.get(form)
        self._quoted = None if self._mark else False
        self._left += (form in _HEADED) - _FIRST.get(form, 0)

    def count_lines(self) -> None:
        """Count lines."""
        self._mark = _MARKS["tsv"]

    def write(self, content: Any) -> int:
        """Add a part. Raises TooManyRows and Unwritable."""
        if self._never and (found := self._never.search(content)):
            character = found[0].decode("utf-8")
            raise Unwritable(f"a value with the character U+{ord(character):04X} cannot be written in XML")
        if self._counting:
            self._count(content)
        self._part += content
        if len(self._part) >= _PART:
            self.flush()
        return len(content)

    def flush(self) -> None:
        """Let go what has been written."""
        if self._part:
            write_frame(self._stream, bytes(self._part))
            self._part = bytearray()

    def _count(self, content: Any) -> None:
        if self._mark:
            part = self._tail + bytes(content)
            self._left -= sum(match.end() > len(self._tail) for match in self._mark.finditer(part))
            self._tail = part[-_TAIL:]
        elif self._quoted is not None:  # a value in quotes may have lines
            for number, piece in enumerate(bytes(content).split(b'"')):
                self._quoted ^= number > 0
                self._left -= 0 if self._quoted else piece.count(b"\n")
        if self._left < 0:
            raise TooManyRows


def write_table(plan: Ordered | None, result: Any, form: str, body: Frames, most: int) -> None:
    """Write rows, or what is yes or no, in one of TABLES; in the order of the plan, if there is one.

    Raises TooManyRows, and Unwritable for a value that the form cannot hold.
    """
    if isinstance(result, ox.QueryBoolean):
        body.write(result.serialize(format=TABLES[form]))
        return
    if plan is not None:
        lines: Any = _Lines(sorted_rows(plan, result, most))
        result = ox.parse_query_results(lines, format=ox.QueryResultsFormat.TSV)
    body.heed(form)
    body.count(form)
    result.serialize(body, format=TABLES[form])


def write_graph(result: ox.QueryTriples, form: str, body: Frames, most: int, *, text: str = "") -> None:
    """Write triples in one of GRAPHS, with those prefixes of the query's text and of the house that they use.

    Raises TooManyRows, and Unwritable for a value that the form cannot hold.
    """
    triples = _counted(result, most, heeded=form == "rdfxml")
    body.heed(form)
    first = list(islice(triples, _LOOKED_AT if form in _PREFIXED else 0))
    stream: Any = body
    ox.serialize(chain(first, triples), stream, GRAPHS[form], prefixes=_prefixes(first, text))


def _counted(result: ox.QueryTriples, most: int, *, heeded: bool) -> Iterator[ox.Triple]:
    for number, triple in enumerate(result):
        if number >= most > 0:
            raise TooManyRows
        if heeded and not _XML_NAME.search(triple.predicate.value):
            raise Unwritable(f"the property {triple.predicate.value} has no name that can be written in RDF/XML")
        yield triple


def _prefixes(triples: Sequence[ox.Triple], text: str) -> dict[str, str]:
    if not triples:
        return {}
    iris = {term.value for triple in triples for term in triple if isinstance(term, ox.NamedNode)}
    iris |= {triple.object.datatype.value for triple in triples if isinstance(triple.object, ox.Literal)}
    iris.discard(f"{RDF}type")
    known = {prefix: space for space, prefix in WRITTEN.items()} | declared(text)
    used = {prefix: space for prefix, space in known.items() if space and any(iri.startswith(space) for iri in iris)}
    return dict(sorted(used.items()))


class _Lines:
    """What is written in parts, to be read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._left = parts, b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, as of a file."""
        if not self._left:
            self._left = next(self._parts, b"")
        part, self._left = (self._left[:size], self._left[size:]) if size >= 0 else (self._left, b"")
        return part


def sorted_rows(plan: Ordered, result: Any, allowed: int) -> Iterator[bytes]:
    """Solutions in order, as SPARQL's TSV. Raises TooManyRows for more than are allowed, where that is not 0."""
    from kg.store.querying.ordering import sort_key

    names = [variable.value for variable in result.variables]
    shown = [i for i, name in enumerate(names) if name not in plan.extra]
    keys = [(names.index(name), descending) for name, descending in plan.keys if name in names]
    yield "\t".join(f"?{names[i]}" for i in shown).encode() + b"\n"
    most = None if plan.limit is None else plan.offset + plan.limit
    rows: list[tuple[list[Any], str]] = []
    for solution in result:
        rows.append(([sort_key(solution[i]) for i, _ in keys], "\t".join(_cell(solution[i]) for i in shown)))
        if most is not None and len(rows) >= most + _KEPT_ROWS:
            _sort(rows, keys)
            del rows[most:]
        elif most is None and len(rows) - plan.offset > allowed > 0:
            raise TooManyRows
    if len(rows[plan.offset : most]) > allowed > 0:
        raise TooManyRows
    _sort(rows, keys)
    for first in range(plan.offset, len(rows) if most is None else min(most, len(rows)), 1000):
        last = first + 1000 if most is None else min(first + 1000, most)
        yield "".join(f"{line}\n" for _, line in rows[first:last]).encode()


def _sort(rows: list[tuple[list[Any], str]], keys: Iterable[tuple[int, bool]]) -> None:
    for i, (_, descending) in reversed(list(enumerate(keys))):
        rows.sort(key=lambda row: row[0][i], reverse=descending)


def _cell(term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Triple):
        return f"<<( {_cell(term.subject)} {_cell(term.predicate)} {_cell(term.object)} )>>"
    return str(term)
