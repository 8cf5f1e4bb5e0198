"""Results of SPARQL of one's own, term by term: in the W3C's formats, as JSON lines, and for spreadsheets."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.errors import KgError
from kg.model.table import Cell, Table
from kg.questions.answer import plain
from kg.vocab import XSD

_STRING = XSD + "string"

__all__ = ["W3C", "spread", "write_lines", "write_results"]

W3C = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
"""The formats of the SPARQL 1.1 recommendations: Query Results JSON, XML, CSV and TSV."""


def write_results(result: Any, form: str, stream: BinaryIO) -> None:
    """Write the rows, or the truth value, in one of the W3C's formats. Raises KgError for what cannot be answered.

    A truth value has none in CSV and TSV: it is a column `answer` there.
    """
    if isinstance(result, bool | ox.QueryBoolean):
        if form in ("csv", "tsv"):
            stream.write(f"answer\n{str(bool(result)).lower()}\n".encode())
            return
        told = json.dumps({"head": {}, "boolean": bool(result)}).encode()
        result = ox.parse_query_results(told, format=ox.QueryResultsFormat.JSON)
    try:
        result.serialize(stream, format=W3C[form])
        stream.write(b"\n" if form in ("json", "xml") else b"")
    except (OSError, RuntimeError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise KgError(f"the query cannot be answered: {error}") from error


def write_lines(result: Any, stream: BinaryIO) -> None:
    """Write a JSON object a row, its terms as in SPARQL Query Results JSON; a truth value as `{"boolean": true}`."""
    if isinstance(result, bool | ox.QueryBoolean):
        stream.write(json.dumps({"boolean": bool(result)}).encode() + b"\n")
        return
    names = [variable.value for variable in result.variables]
    for solution in result:
        row = {name: _term(term) for name, term in zip(names, solution, strict=True) if term is not None}
        stream.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _term(term: Any) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    found = {"type": "literal", "value": term.value}
    if term.language:
        return found | {"xml:lang": term.language}
    kind = term.datatype.value
    return found if kind == _STRING else found | {"datatype": kind}


def spread(result: Any) -> Table:
    """Rows for a spreadsheet: a column for each variable and, where it has such terms, for languages and datatypes.

    Those columns are called `x (language)` and `x (datatype)`, as no variable can be.
    """
    if isinstance(result, bool | ox.QueryBoolean):
        return Table(["answer"], ["answer"], ["text"], [[Cell(bool(result), str(bool(result)).lower())]])
    names = [variable.value for variable in result.variables]
    rows = [list(solution) for solution in result]
    columns: list[tuple[str, str, list[Cell]]] = []
    for i, name in enumerate(names):
        terms = [row[i] for row in rows]
        dated = {each.datatype.value.rpartition("#")[2] for each in terms if isinstance(each, ox.Literal)} == {"date"}
        columns.append((name, "date" if dated else "text", [_cell(term) for term in terms]))
        for more, cells in (("language", _tags(terms)), ("datatype", _kinds(terms))):
            if any(cells):
                columns.append((f"{name} ({more})", "key", [Cell.of(each) for each in cells]))
    listed = [[cells[i] for _, _, cells in columns] for i in range(len(rows))]
    heads = [name for name, _, _ in columns]
    return Table(heads, heads, [kind for _, kind, _ in columns], listed)


def _cell(term: Any) -> Cell:
    if isinstance(term, ox.Literal):
        return Cell(plain(term), term.value)
    text = term.value if isinstance(term, ox.NamedNode) else "" if term is None else str(term)
    return Cell(text or None, text)


def _tags(terms: list[Any]) -> list[str]:
    return [(each.language or "") if isinstance(each, ox.Literal) else "" for each in terms]


def _kinds(terms: list[Any]) -> list[str]:
    kinds = [each.datatype.value if isinstance(each, ox.Literal) and not each.language else "" for each in terms]
    return ["" if each == _STRING else each for each in kinds]
