"""An answered document as sheets: its tables are one, its lines of text another (`kg.sources.questionnaire.sheet`).

Text that was typed while changes were tracked counts; what was struck out then does not.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.errors import BadData, Cause, Problem
from kg.extras import need
from kg.language.survey import column_of, fact_of
from kg.sources.questionnaire.cells import no_survey

__all__ = ["document_sheets"]

_MOST_BYTES = 200_000_000  # of the parts of the document, unpacked


def document_sheets(path: Path) -> list[tuple[str, list[Sequence[object]]]]:
    """The rows of all tables under the headings of all, in the order of the document; then the lines of its text.

    Rows are counted through all tables, those of headings with them. Raises BadData for what is no document, KgError
    where python-docx is not installed.
    """
    docx = need("docx", "surveys in DOCX files")
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
                raise no_survey(path, f"larger than {_MOST_BYTES // 1_000_000} MB when unpacked")
        body = docx.Document(str(path)).element.body
    except (OpcError, SyntaxError, zipfile.BadZipFile, OSError, KeyError, ValueError, AttributeError) as error:
        raise no_survey(path, f"cannot be opened as a document: {error}") from error
    return [("tables", _joined(path, list(_tables(body)))), ("text", list(_lines(body)))]


def _tables(body: Any) -> Iterator[list[list[str]]]:
    from docx.oxml.ns import qn

    for table in _outside_tables(body, "w:tbl"):
        yield [[_text(cell) for cell in line.iterchildren(qn("w:tc"))] for line in table.iterchildren(qn("w:tr"))]


def _lines(body: Any) -> Iterator[list[str]]:
    """The lines of text, `name: value` as two cells."""
    for paragraph in _outside_tables(body, "w:p"):
        text = _text(paragraph)
        name, _, value = text.partition(":")
        yield [name, value.strip()] if fact_of(name) else [text]


def _outside_tables(body: Any, tag: str) -> Iterator[Any]:
    from docx.oxml.ns import qn

    for element in body.iter(qn(tag)):
        if next(element.iterancestors(qn("w:tbl")), None) is None:
            yield element


def _text(element: Any) -> str:
    """The text of an element, its paragraphs and line breaks as blanks."""
    from docx.oxml.ns import qn

    said = []
    for part in element.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:p")):
        said.append((part.text or "") if part.tag == qn("w:t") else " ")
    return " ".join("".join(said).split())


def _joined(path: Path, tables: list[list[list[str]]]) -> list[Sequence[object]]:
    """The rows of some tables as rows of one, under all headings that any of them has; others' headings are empty.

    Raises BadData where a row has not as many cells as headings: whose they are is not known then.
    """
    headings: dict[str, str] = {}
    rows: list[dict[str, str]] = []
    problems: list[Problem] = []
    for table in tables:
        names = [column_of(text) for text in table[0]] if table else []
        headings |= {name: text for name, text in zip(names, table[0], strict=True) if name and name not in headings}
        for number, line in enumerate(table):
            if any(names) and len(line) != len(names):
                message = f"{len(line)} cells, expected {len(names)}: was one merged, split or taken out?"
                problems.append(Problem(f"{path.name}, tables", len(rows) + 1, "", message, Cause.FORM))
            cells = zip(names, line, strict=False) if number else ()
            rows.append({name: text for name, text in cells if name})
    if problems:
        raise BadData(f"{path.name} is not imported", tuple(problems))
    found: list[Sequence[object]] = [[row.get(name, "") for name in headings] for row in rows]
    return [list(headings.values()), *found[1:]] if found else []
