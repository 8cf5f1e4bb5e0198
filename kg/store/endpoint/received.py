"""Rows from an endpoint: every value is of the form that is due, or what came instead is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.ids import is_date
from kg.store.endpoint.asked import Asked
from kg.store.endpoint.jsonresults import Tidied, Untidy, tidied
from kg.store.endpoint.transport import JSON, Received, line
from kg.store.limits import Limits
from kg.store.spool import Spool

__all__ = ["Capped", "Row", "Rows", "Solutions", "WrongAnswer", "parsed"]

_GRAPHS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_XML = "application/sparql-results+xml"
_ASKED = "__ASK_RETVAL"
"""What Virtuoso calls the one value in the table that it gives for a truth value."""
_CAPS = frozenset({1_000, 10_000, 50_000, 100_000, 500_000, 1_000_000})
"""Rows after which engines are known to stop."""


class WrongAnswer(KgError):
    """An endpoint has answered, but with something else than was asked for."""


class Capped(WrongAnswer):
    """An endpoint gives fewer rows than there are."""


def _wrong(endpoint: str, what: object) -> WrongAnswer:
    return WrongAnswer(f"the answer of {endpoint} is not what was asked for: {what}")


def parsed(received: Received, wanted: Asked, count: Callable[[], int | None]) -> Any:
    """An answer as `View.query` gives it. Raises KgError for one that is broken, of another kind or not whole.

    `count` asks how many rows there are where an answer has as many as engines stop after; None: it is not known.
    """
    endpoint, kind = received.endpoint, received.kind
    if kind in _GRAPHS and (wanted.is_graph or not wanted.form):
        triples = _graph(received)
        _check_whole(received, wanted, len(triples), lambda: None)
        return triples
    if kind not in (JSON, _XML, "application/json"):
        expected = "a table or a truth value" if kind in _GRAPHS else "SPARQL results"
        said = f" ({received.beginning()})" if kind.startswith("text/plain") else ""
        raise WrongAnswer(f"{endpoint} answers with {kind}{said}, where {expected} are due; is it a SPARQL endpoint?")
    try:
        found = tidied(_as_json(received) if kind == _XML else received.content)
    except Untidy as error:
        raise _wrong(endpoint, error) from error
    if wanted.form == "ASK" and found.variables == [_ASKED] and found.rows == 1:
        answer: Any = ox.parse_query_results(found.whole(), format=ox.QueryResultsFormat.JSON)
        value = Row(endpoint, next(answer))
        found = Tidied(boolean=value.count(_ASKED) != 0)
    if found.error:
        raise WrongAnswer(f"{endpoint} tells of an error in its answer: {line(found.error)}")
    if wanted.is_graph:
        raise _wrong(endpoint, "a table, where a graph is due")
    if (found.boolean is not None) != (wanted.form == "ASK") and wanted.form:
        due = ("a table", "a truth value") if wanted.form == "ASK" else ("a truth value", "rows")
        raise _wrong(endpoint, f"{due[0]}, where {due[1]} {'are' if due[1] == 'rows' else 'is'} due")
    if found.boolean is not None:
        return ox.parse_query_results(_truth(found.boolean), format=ox.QueryResultsFormat.JSON)
    if found.capped:
        raise Capped(f"{endpoint} gives only a part of the answer, as it says itself ({line(found.capped)})")
    _check_whole(received, wanted, found.rows, count)
    try:
        solutions: Any = ox.parse_query_results(found.whole(), format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError, OSError) as error:
        raise _wrong(endpoint, error) from error
    return Solutions(endpoint, solutions, found.rows)


def _truth(value: bool) -> bytes:
    return b'{"head":{},"boolean":%s}' % (b"true" if value else b"false")


def _graph(received: Received) -> list[ox.Triple]:
    content: Any = received.content
    try:
        return [quad.triple for quad in ox.parse(content, format=_GRAPHS[received.kind])]
    except (SyntaxError, ValueError, OSError) as error:
        raise _wrong(received.endpoint, error) from error


def _as_json(received: Received) -> Spool:
    """SPARQL results in XML, as JSON."""
    content: Any = received.content
    made = Spool()
    try:
        found = ox.parse_query_results(content, format=ox.QueryResultsFormat.XML)
        if isinstance(found, ox.QueryBoolean):
            made.write(_truth(bool(found)))
        else:
            made.write(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    except (SyntaxError, ValueError, OSError) as error:
        raise _wrong(received.endpoint, error) from error
    made.rewind()
    return made


def _check_whole(received: Received, wanted: Asked, rows: int, count: Callable[[], int | None]) -> None:
    """Is this all there is? Raises Capped where the endpoint says or shows that it is not."""
    endpoint, headers = received.endpoint, received.headers
    asked_for = 0 <= wanted.limit <= rows
    most = headers.get("X-SPARQL-MaxRows", "").strip()
    if most.isascii() and most.isdigit() and rows >= int(most) and not (asked_for and wanted.limit <= int(most)):
        hint = "have its limit raised (ResultSetMaxRows in Virtuoso), or ask for less"
        raise Capped(f"{endpoint} gives no more than {int(most):,} rows of an answer, and this one has more; {hint}")
    state = headers.get("X-SQL-State", "")
    if state:
        said = line(headers.get("X-SQL-Message", "") or state)
        raise Capped(f"{endpoint} gives only a part of the answer, as it says itself ({said})")
    if rows not in _CAPS or asked_for:
        return
    known = count()
    if known is not None and known != rows:
        raise Capped(f"{endpoint} gives {rows:,} rows of {known:,}: it stops there; have its limit raised")
    if known is None and "virtuoso" in headers.get("Server", "").lower():
        raise Capped(f"{endpoint} gives exactly {rows:,} rows, where Virtuoso stops; have its limit raised")


def limited(found: Any, limits: Limits) -> Any:
    """What was found, if it is not more than the limits allow."""
    rows = found.rows if isinstance(found, Solutions) else len(found) if isinstance(found, list) else 0
    if rows > limits.rows > 0:
        raise limits.too_many()
    return found


class Solutions:
    """As `pyoxigraph.QuerySolutions`, of so many rows; what is broken in a row is told when it is read."""

    def __init__(self, endpoint: str, found: ox.QuerySolutions, rows: int = 0) -> None:
        self._endpoint, self._variables, self.rows = endpoint, found.variables, rows
        self._found: Any = found

    @property
    def variables(self) -> list[ox.Variable]:
        """The variables, in their order."""
        return self._variables

    def __iter__(self) -> Iterator[ox.QuerySolution]:
        return self

    def __next__(self) -> ox.QuerySolution:
        try:
            row: ox.QuerySolution = next(self._found)
        except (SyntaxError, ValueError, OSError) as error:
            self._found = iter(())  # let go in this thread: another one, which tidies up, may not
            raise _wrong(self._endpoint, error) from error
        return row

    def serialize(self, *args: Any, **options: Any) -> bytes | None:
        """See `pyoxigraph.QuerySolutions.serialize`."""
        try:
            content: bytes | None = self._found.serialize(*args, **options)
        except SyntaxError as error:
            raise _wrong(self._endpoint, error) from error
        return content


class Rows:
    """The rows of an answer to a query of ours. Raises KgError when it is no table."""

    def __init__(self, endpoint: str, found: Any) -> None:
        if not isinstance(found, Solutions):
            raise _wrong(endpoint, "a truth value or a graph, where rows are due")
        self._endpoint, self._found = endpoint, found

    def __iter__(self) -> Iterator[Row]:
        return (Row(self._endpoint, row) for row in self._found)


class Row:
    """A row, by the names of its columns; every value that is not of its form raises KgError."""

    __slots__ = ("_endpoint", "_row")

    def __init__(self, endpoint: str, row: ox.QuerySolution) -> None:
        self._endpoint, self._row = endpoint, row

    def term(self, name: str) -> Any:
        """The term, or None."""
        try:
            return self._row[name]
        except KeyError:
            return None

    def text(self, name: str) -> str:
        """The text of an IRI or a literal, empty where there is none."""
        term = self.term(name)
        if term is not None and not isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode):
            raise _wrong(self._endpoint, f"?{name} is {term}")
        return "" if term is None else str(term.value)

    def due(self, name: str) -> str:
        """The text of what must be there."""
        if self.term(name) is None:
            raise _wrong(self._endpoint, f"there is no ?{name}")
        return self.text(name)

    def iri(self, name: str) -> str:
        """The IRI that must be there."""
        term = self.term(name)
        if not isinstance(term, ox.NamedNode):
            raise _wrong(self._endpoint, f"?{name} is {'not there' if term is None else term}, where an IRI is due")
        return str(term.value)

    def day(self, name: str) -> str:
        """A date, empty where there is none."""
        text = self.text(name)
        if text and not is_date(text):
            raise _wrong(self._endpoint, f"?{name} is {text!r}, where a date is due")
        return text

    def number(self, name: str) -> float | None:
        """A number, None where there is none."""
        text = self.text(name)
        try:
            number = float(text) if text else None
        except ValueError as error:
            raise _wrong(self._endpoint, f"?{name} is {text!r}, where a number is due") from error
        if number is not None and not -1e15 < number < 1e15:
            raise _wrong(self._endpoint, f"?{name} is {text!r}, where a number is due")
        return number

    def count(self, name: str) -> int:
        """A whole number that must be there."""
        text = self.due(name)
        if not (text.isascii() and text.isdigit() and len(text) < 16):
            raise _wrong(self._endpoint, f"?{name} is {text!r}, where a whole number is due")
        return int(text)
