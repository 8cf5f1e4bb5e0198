"""Rows from an endpoint: every value is of the form that is due, or what came instead is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.ids import is_date
from kg.store.endpoint.transport import JSON
from kg.store.limits import Limits

if TYPE_CHECKING:
    from kg.store.spool import Spool

__all__ = ["Row", "Rows", "Solutions", "limited", "parsed"]

_FORMATS = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}


def _wrong(endpoint: str, what: object) -> KgError:
    return KgError(f"the answer of {endpoint} is not what was asked for: {what}")


def parsed(endpoint: str, kind: str, spool: Spool) -> Any:
    """An answer as `View.query` gives it. Raises KgError for one that cannot be read."""
    content: Any = spool
    try:
        if kind in (JSON, "application/json"):
            found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
            return found if isinstance(found, ox.QueryBoolean) else Solutions(endpoint, found)
        if kind in _FORMATS:
            return [quad.triple for quad in ox.parse(content, format=_FORMATS[kind])]
    except (SyntaxError, ValueError, OSError) as error:
        raise _wrong(endpoint, error) from error
    raise KgError(f"{endpoint} answers with {kind}; is it a SPARQL endpoint?")


def limited(found: Any, limits: Limits) -> Any:
    """What was found, if it is not more than the limits allow; rows are counted as they are read."""
    if isinstance(found, Solutions):
        found.limits = limits
    elif limits.rows and isinstance(found, list) and len(found) > limits.rows:
        raise limits.too_many()
    return found


class Solutions:
    """As `pyoxigraph.QuerySolutions`; what is broken in a row is told when it is read."""

    def __init__(self, endpoint: str, found: ox.QuerySolutions) -> None:
        self._endpoint, self._variables = endpoint, found.variables
        self._found: Any = found
        self.limits = Limits()
        self._read = 0

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
        self._read += 1
        if self._read > self.limits.rows > 0:
            raise self.limits.too_many()
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
