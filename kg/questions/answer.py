"""Asking a Question: typed rows with labels, ready to be printed, exported or drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.model.table import Cell
from kg.questions.bind import bind
from kg.questions.question import ENTITY_TYPES, Question
from kg.store.view import View
from kg.vocab import PREFIXES, XSD, key_of

__all__ = ["Answer", "ask", "cell"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a Question: rows of cells in the order of its columns."""

    question: Question
    rows: tuple[tuple[Cell, ...], ...]

    def __iter__(self) -> Iterator[dict[str, object]]:
        """The rows as dictionaries of plain values, by column name."""
        names = [column.name for column in self.question.columns]
        return (dict(zip(names, (cell.value for cell in row), strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def ask(view: View, question: Question, given: Mapping[str, object], language: str = "nb") -> Answer:
    """Bind the parameters, run the query and look up the labels.

    Raises Usage and NotFound as `kg.questions.bind.bind` does, KgError when the columns of header and query differ.
    """
    solutions = view.query(question.sparql, bind(view, question, given, language))
    names = [variable.value for variable in solutions.variables]
    expected = [column.name for column in question.columns]
    if names != expected:
        raise KgError(f"{question.name} selects {', '.join(names)}; its header says {', '.join(expected)}")
    raw = [list(solution) for solution in solutions]
    entity_columns = [i for i, column in enumerate(question.columns) if column.type in (*ENTITY_TYPES, "entity")]
    iris = {row[i].value for row in raw for i in entity_columns if isinstance(row[i], ox.NamedNode)}
    labels = {iri: entity.label for iri, entity in view.entities(sorted(iris), language).items()}
    return Answer(question, tuple(tuple(cell(term, labels) for term in row) for row in raw))


def cell(term: Any, labels: Mapping[int | str, str]) -> Cell:
    """A pyoxigraph term (or None) as a cell; IRIs are shown by their label where one is given."""
    if term is None:
        return Cell(None, "")
    if isinstance(term, ox.NamedNode):
        return Cell(term.value, labels.get(term.value) or shorten(term.value))
    if isinstance(term, ox.Literal):
        return Cell(plain(term), term.value)
    return Cell(str(term), str(term))


def plain(literal: ox.Literal) -> object:
    """The Python value of a literal: int, Decimal, float, bool; everything else stays a string."""
    kind = literal.datatype.value.removeprefix(XSD)
    try:
        if kind in ("integer", "int", "long", "nonNegativeInteger"):
            return int(literal.value)
        if kind == "decimal":
            return Decimal(literal.value)
        if kind in ("double", "float"):
            return float(literal.value)
    except ArithmeticError:
        return literal.value
    if kind == "boolean":
        return literal.value in ("true", "1")
    return literal.value


def shorten(iri: str) -> str:
    """How an IRI without a label is shown: its key if it is ours, a CURIE if its prefix is known, else itself."""
    key = key_of(iri)
    if key != iri:
        return key
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
