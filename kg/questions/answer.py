"""Asking a Question: typed rows with labels, ready to be printed, exported or drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.language.kinds import term_word
from kg.language.tables import kind_word, words
from kg.model.result import Tabular
from kg.model.table import Cell, NumbersLater, Table
from kg.questions.bind import bind
from kg.questions.naming import ENTITY_TYPES
from kg.questions.numbers import numbers_of
from kg.questions.question import Question
from kg.store.view import View
from kg.vocab import PREFIXES, XSD, key_of

if TYPE_CHECKING:
    from kg.store.substitute import Term

__all__ = ["Answer", "ask", "cell", "solutions"]


_OWN_FORM = {"string", "integer", "decimal", "double", "boolean", "date", "dateTime"}  # told by how they are written


@dataclass(frozen=True, slots=True, repr=False)
class Answer(Tabular):
    """The answer to a Question: rows of cells in the order of its columns; `language` is that of its headings.

    `about` makes the table compact for people to read, as `kg.model.table.Table.about` does; `note` is a line under it.
    """

    question: Question
    rows: tuple[tuple[Cell, ...], ...]
    language: str = "nb"
    about: str | None = None
    note: str = ""
    numbers: NumbersLater | None = field(default=None, compare=False)

    @property
    def table(self) -> Table:
        """The rows with headings; classes and truth values in words."""
        columns, language = self.question.columns, self.language
        rows = [
            [_shown(cell, column.type, language) for cell, column in zip(row, columns, strict=True)]
            for row in self.rows
        ]
        names, types = [c.name for c in columns], [c.type for c in columns]
        headings = [c.labels[language] for c in columns]
        return Table(names, headings, types, rows, note=self.note, about=self.about, numbers=self.numbers)

    def reading(self, about: str = "") -> Answer:
        """The same answer, whose table people read without empty columns and without the thing it is about (an IRI)."""
        return replace(self, about=about)

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {self.question.name}>"

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
    if not hasattr(solutions, "variables"):
        raise KgError(f"{question.name} is answered with something else than rows")
    names = [variable.value for variable in solutions.variables]
    expected = [column.name for column in question.columns]
    if names != expected:
        raise KgError(f"{question.name} selects {', '.join(names)}; its header says {', '.join(expected)}")
    raw = [list(solution) for solution in solutions]
    entity_columns = [i for i, column in enumerate(question.columns) if column.type in (*ENTITY_TYPES, "entity")]
    iris = {row[i].value for row in raw for i in entity_columns if isinstance(row[i], ox.NamedNode)}
    labels = {iri: entity.label for iri, entity in view.entities(sorted(iris), language).items()}
    rows = tuple(tuple(cell(term, labels) for term in row) for row in raw)
    return Answer(question, rows, language, numbers=numbers_of(view, sorted(iris)))


def solutions(result: Any) -> Table:
    """What a SELECT or an ASK of one's own gives, as a table. Raises KgError when a SERVICE cannot be reached.

    The values are those of the terms; what is shown tells them apart: `skd:actor/asker`, `Asker@nb`, `2014^^xsd:gYear`.
    """
    if isinstance(result, bool | ox.QueryBoolean):
        value = bool(result)
        return Table(["answer"], ["answer"], ["text"], [[Cell(value, str(value).lower())]])
    names = [variable.value for variable in result.variables]
    try:
        rows = [[_term(term) for term in solution] for solution in result]
    except (OSError, RuntimeError) as error:  # a SERVICE that is not there
        raise KgError(f"the query cannot be answered: {error}") from error
    return Table(names, names, ["text"] * len(names), rows)


def _term(term: Term | None) -> Cell:
    if isinstance(term, ox.NamedNode):
        return Cell(term.value, shorten(term.value, whole=True))
    if isinstance(term, ox.Literal):
        tag, kind = term.language, term.datatype.value
        own = kind.removeprefix(XSD) in _OWN_FORM
        shown = f"{term.value}@{tag}" if tag else term.value if own else f"{term.value}^^{shorten(kind, whole=True)}"
        return Cell(plain(term), shown)
    return cell(term, {})


def _shown(cell: Cell, kind: str, language: str) -> Cell:
    """Classes, properties, concepts without a label and truth values in words; the rest as it is."""
    if kind == "kind" and isinstance(cell.value, str):
        return Cell(cell.value, kind_word(cell.value.rpartition("/")[2], language))
    if kind == "iri" and isinstance(cell.value, str):
        return Cell(cell.value, term_word(cell.value, language) or cell.text)
    if isinstance(cell.value, bool):
        return Cell(cell.value, words(language, "yes" if cell.value else "no")[0])
    return cell


def cell(term: Term | None, labels: Mapping[int | str, str]) -> Cell:
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
    if not literal.value.isascii():  # Python would take the digits of other scripts
        return literal.value
    try:
        if kind in ("integer", "int", "long", "nonNegativeInteger"):
            return int(literal.value)
        if kind == "decimal":
            return Decimal(literal.value)
        if kind in ("double", "float"):
            return float(literal.value)
    except (ArithmeticError, ValueError):
        return literal.value
    if kind == "boolean":
        return literal.value in ("true", "1")
    return literal.value


def shorten(iri: str, whole: bool = False) -> str:
    """How an IRI without a label is shown: its key if it is ours, a CURIE if its prefix is known, else itself.

    With `whole` ours are CURIEs too, so that an actor and a place of one key are told apart.
    """
    key = key_of(iri)
    if key != iri and not whole:
        return key
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
