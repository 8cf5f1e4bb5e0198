"""Answers written: a table that fits the terminal, JSON, JSON lines, CSV, TSV or Markdown; whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import click

from kg.errors import KgError
from kg.language.tables import kind_word, words
from kg.questions.answer import Answer, Cell

__all__ = ["Sheet", "compact", "records", "render", "sheet_of", "write_bytes", "write_sheet", "write_text"]

_NUMERIC = {"integer", "decimal", "number"}
_WHOLE = {*_NUMERIC, "date", "year", "country"}  # columns that say nothing when they are cut


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows to be written. `names` are the columns' keys in data formats, `headings` what people read.

    `types` aligns numbers to the right. `note` is a line under the table, such as how many rows were left out.
    """

    names: Sequence[str]
    headings: Sequence[str]
    types: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    note: str = ""
    exit_code: int = 0
    about: str | None = None  # given (an IRI, or empty): a table is made compact, see `compact`


def sheet_of(answer: Answer, language: str, title: str = "") -> Sheet:
    """The answer to a Question as a sheet."""
    columns = answer.question.columns
    rows = [
        [_shown(cell, column.type, language) for cell, column in zip(row, columns, strict=True)] for row in answer.rows
    ]
    return Sheet(
        [c.name for c in columns], [c.labels[language] for c in columns], [c.type for c in columns], rows, title
    )


def compact(sheet: Sheet, subject: str = "") -> Sheet:
    """For reading: one row per fact with its sources joined, without empty columns, addresses and the subject itself.

    Rows that differ only in their source (`title`, `source`, `page`) become one; a column in which every cell is
    empty or the subject (an IRI) is left out. Data formats are given the whole sheet instead.
    """
    sources = [i for i, name in enumerate(sheet.names) if name in ("title", "source")]
    hidden = {i for i, name in enumerate(sheet.names) if name == "page"}
    merged: dict[tuple[str, ...], list[list[str]]] = {}
    first: dict[tuple[str, ...], Sequence[Cell]] = {}
    for row in sheet.rows:
        key = tuple(cell.text for i, cell in enumerate(row) if i not in hidden and i not in sources)
        first.setdefault(key, row)
        merged.setdefault(key, []).append([row[i].text for i in sources])
    rows = []
    for key, row in first.items():
        joined = ["; ".join(dict.fromkeys(titles)) for titles in zip(*merged[key], strict=True)]
        texts = dict(zip(sources, joined, strict=True))
        rows.append([Cell(cell.value, texts.get(i, cell.text)) for i, cell in enumerate(row)])
    kept = [
        i
        for i in range(len(sheet.names))
        if i not in hidden and (not rows or any(row[i].text and row[i].value != subject for row in rows))
    ]
    return replace(
        sheet,
        names=[sheet.names[i] for i in kept],
        headings=[sheet.headings[i] for i in kept],
        types=[sheet.types[i] for i in kept],
        rows=[[row[i] for i in kept] for row in rows],
    )


def _shown(cell: Cell, kind: str, language: str) -> Cell:
    """Classes and truth values in words; the rest as it is."""
    if kind == "kind" and isinstance(cell.value, str):
        return Cell(cell.value, kind_word(cell.value.rpartition("/")[2], language))
    if isinstance(cell.value, bool):
        return Cell(cell.value, words(language, "yes" if cell.value else "no")[0])
    return cell


def write_sheet(sheet: Sheet, form: str, output: str) -> None:
    """Write a sheet to a file or, with `-`, to standard output. A file appears whole or not at all."""
    write_text(render(sheet, form, output == "-"), output)


def render(sheet: Sheet, form: str, on_terminal: bool) -> str:
    """The text of a sheet in one of the formats; `on_terminal` lets a table fit the terminal, if there is one."""
    if sheet.about is not None and form in ("table", "markdown"):
        sheet = compact(sheet, sheet.about)
    return _WRITERS[form](sheet, on_terminal)


def write_text(text: str, output: str) -> None:
    """Write text in UTF-8 to a file (aside, then renamed) or, with `-`, to standard output. Raises KgError."""
    if output == "-":
        click.echo(text, nl=False)
    else:
        write_bytes(text.encode(), output)


def write_bytes(content: bytes, output: str) -> None:
    """Write a file whole or not at all (aside, then renamed). Raises KgError."""
    path = Path(output)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise KgError(f"{output} cannot be written: {error.strerror}") from error


def records(sheet: Sheet) -> list[dict[str, object]]:
    """Rows for JSON: the plain values, and for things with a label both (`partner`, `partner_label`)."""
    records = []
    for row in sheet.rows:
        record: dict[str, object] = {}
        for name, cell in zip(sheet.names, row, strict=True):
            value = cell.value
            record[name] = float(value) if isinstance(value, Decimal) else value
            if isinstance(value, str) and value.startswith(("http://", "https://")) and cell.text != value:
                record[f"{name}_label"] = cell.text
        records.append(record)
    return records


def _json(sheet: Sheet, _: bool) -> str:
    return json.dumps(records(sheet), ensure_ascii=False, indent=2) + "\n"


def _jsonl(sheet: Sheet, _: bool) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(sheet))


def _delimited(delimiter: str, sheet: Sheet) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(sheet.names)
    writer.writerows([cell.text for cell in row] for row in sheet.rows)
    return stream.getvalue()


def _markdown(sheet: Sheet, _: bool) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(c.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for c in cells) + " |"

    marks = ["---:" if kind in _NUMERIC else "---" for kind in sheet.types]
    lines = [line(sheet.headings), "|" + "|".join(f" {m} " for m in marks) + "|"]
    lines += [line([cell.text for cell in row]) for row in sheet.rows]
    return "\n".join(lines) + "\n"


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) != 0 for c in text)


def _fit(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    kept = ""
    for character in text:
        if _width(kept) + _width(character) >= width:
            break
        kept += character
    return kept.rstrip() + "…"


def _table(sheet: Sheet, on_terminal: bool) -> str:
    plain = [[" ".join(cell.text.split()) for cell in row] for row in sheet.rows]
    widths = [max([_width(heading), *(_width(row[i]) for row in plain)]) for i, heading in enumerate(sheet.headings)]
    tty = on_terminal and sys.stdout.isatty()
    if tty or (on_terminal and "COLUMNS" in os.environ):
        room = shutil.get_terminal_size((100, 24)).columns - 2 * (len(widths) - 1)
        whole = {i: max([3, *(_width(r[i]) for r in plain)]) for i, kind in enumerate(sheet.types) if kind in _WHOLE}
        _shrink(widths, room, whole)

    def line(cells: Sequence[str]) -> str:
        parts = []
        for text, width, kind in zip(cells, widths, sheet.types, strict=True):
            shown = _fit(text, width)
            gap = " " * (width - _width(shown))
            parts.append(gap + shown if kind in _NUMERIC else shown + gap)
        return "  ".join(parts).rstrip()

    colour = tty and "NO_COLOR" not in os.environ
    bold = "\x1b[1m{}\x1b[0m" if colour else "{}"
    lines = [bold.format(sheet.title)] if sheet.title else []
    if any(sheet.headings):
        lines.append(bold.format(line(sheet.headings)))
        lines.append("  ".join("─" * width for width in widths))
    lines += [line(row) for row in plain]
    if sheet.note:
        lines.append(sheet.note)
    return "\n".join(lines) + "\n"


def _shrink(widths: list[int], room: int, whole: dict[int, int]) -> None:
    """Take from the widest columns until the table fits; `whole` has the width of the values that should stay whole.

    Texts give way down to eight, then headings over whole values, then texts down to four, at last everything.
    """
    steps = [
        [whole_width if i in whole else 8 for i, whole_width in enumerate(widths)],
        [whole.get(i, 8) for i in range(len(widths))],
        [whole.get(i, 4) for i in range(len(widths))],
        [1] * len(widths),
    ]
    for floors in steps:
        while sum(widths) > room:
            spare = [i for i, width in enumerate(widths) if width > floors[i]]
            if not spare:
                break
            widths[max(spare, key=widths.__getitem__)] -= 1


_WRITERS = {
    "table": _table,
    "json": _json,
    "jsonl": _jsonl,
    "csv": lambda sheet, _: _delimited(",", sheet),
    "tsv": lambda sheet, _: _delimited("\t", sheet),
    "markdown": _markdown,
}
