"""Answers written: a table for people, JSON, JSON lines, CSV, TSV, Markdown or a workbook; whole or not at all."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from kg.cli.progress import clear
from kg.cli.writing.terminal import NUMERIC, laid_out
from kg.errors import Usage
from kg.model.table import Table, compact
from kg.model.text import harmless
from kg.resources import is_stream, write_whole, writing
from kg.settings import load_settings

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = [
    "ENDINGS",
    "FORMATS",
    "RESULT_ENDINGS",
    "Writing",
    "chosen",
    "data_stream",
    "how_to_write",
    "render",
    "write_bytes",
    "write_data",
    "write_table",
    "write_text",
]

ENDINGS = {
    "table": (".txt",),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv",),
    "tsv": (".tsv",),
    "markdown": (".md", ".markdown"),
    "xlsx": (".xlsx",),
}
"""The formats of a table, and the endings of the files that hold them."""
RESULT_ENDINGS = {"json": (".json", ".srj"), "xml": (".xml", ".srx"), "csv": (".csv",), "tsv": (".tsv",)}
"""Those of the results of SPARQL."""
FORMATS = tuple(ENDINGS)


@dataclass(frozen=True, slots=True)
class Writing:
    """How an answer is to be written: `form` is one of `FORMATS`; `excel` and `wide` as the options of that name."""

    form: str
    output: str
    excel: bool = False
    wide: bool = False


def how_to_write(
    form: str | None,
    output: str,
    *,
    excel: bool = False,
    wide: bool = False,
    endings: Mapping[str, Sequence[str]] = ENDINGS,
    default: str = "table",
) -> Writing:
    """What the options say, checked. Raises Usage for what does not go together."""
    meant = chosen(form, output, endings, "csv" if excel else default)
    how = Writing(meant, output, excel, wide)
    if excel and how.form != "csv":
        raise Usage(f"is for CSV, not for {how.form}", (), "excel")
    if how.form == "xlsx" and output == "-" and sys.stdout.isatty():
        raise Usage("a workbook is no text for a terminal; name a file with -o", (), "format")
    return how


def write_table(table: Table, how: Writing, samkart: Samkart | None) -> None:
    """Write a table; `samkart` is the open graph that it was asked of, if there is one. Raises KgError."""
    if how.form == "xlsx":
        from kg.cli.writing.workbook import book_of

        write_bytes(book_of([("", table)], samkart), how.output)
        return
    excel = (samkart.language if samkart is not None else load_settings().lang) if how.excel else ""
    text = render(table, how.form, how.output == "-", how.wide, excel)
    (write_text if how.form == "table" else write_data)(text, how.output)


def chosen(
    form: str | None, output: str, endings: Mapping[str, Sequence[str]] = ENDINGS, default: str = "table"
) -> str:
    """The format that is meant: the one that was named, that of the file's ending, or the default.

    A name without an ending, a device or a pipe takes any format, `.txt` any text. Raises Usage, with the endings that
    are known, for another ending, and for one that says something else than the format that was named.
    """
    path = Path(output)
    ending = path.suffix.lower()
    if output == "-" or not ending or is_stream(path):
        return form or default
    told = {each: name for name, several in endings.items() for each in several}
    if ending not in told and not (ending == ".txt" and form):
        known = ", ".join(told)
        raise Usage(f"{path.name!r}: unknown ending; expected one of {known}", (), "output")
    if form is None or form == told.get(ending) or (ending == ".txt" and form != "xlsx"):
        return form or told[ending]
    raise Usage(f"--format {form} is written to {' or '.join(endings[form])}, not to {path.name!r}", (), "output")


def render(table: Table, form: str, on_terminal: bool, wide: bool = False, excel: str = "") -> str:
    """The text of a table in one of the formats but `xlsx`.

    `on_terminal` lets a table fit the terminal, if there is one and it is not to be `wide`; `excel` is the language of
    the Excel that is to open CSV.
    """
    from kg.views.exports.delimited import delimited, excel_csv

    if table.about is not None and form in ("table", "markdown"):
        table = compact(table, table.about)
    if form == "table":
        return laid_out(table, on_terminal, wide)
    if form == "markdown":
        return _markdown(table)
    if form == "json":
        return json.dumps(table.records(), ensure_ascii=False, indent=2) + "\n"
    if form == "jsonl":
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in table.records())
    return excel_csv(table, excel) if excel else delimited(table, "," if form == "csv" else "\t")


def write_text(text: str, output: str) -> None:
    """Write text for people: to a file in UTF-8 (aside, then renamed) or, with `-`, to standard output.

    Raises KgError.
    """
    clear()
    if output == "-":
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())


def write_data(text: str, output: str) -> None:
    """Write text for programs, always in UTF-8; on a terminal it is made harmless. Raises KgError."""
    write_bytes(text.encode("utf-8", "replace"), output)


def write_bytes(content: bytes, output: str) -> None:
    """Write bytes to a file or, with `-`, to standard output. Raises KgError."""
    with data_stream(output) as stream:
        stream.write(content)


@contextmanager
def data_stream(output: str) -> Iterator[BinaryIO]:
    """A file to fill, which appears whole or not at all, or standard output; on a terminal as `harmless` text."""
    clear()
    if output != "-":
        with writing(output) as file:
            yield file
        return
    binary: BinaryIO | None = getattr(sys.stdout, "buffer", None)
    if binary is not None and not sys.stdout.isatty():
        sys.stdout.flush()
        yield binary
        binary.flush()
        return
    held = io.BytesIO()
    yield held
    click.echo(harmless(held.getvalue().decode("utf-8", "replace")), nl=False)


def _markdown(table: Table) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(c.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for c in cells) + " |"

    marks = ["---:" if kind in NUMERIC else "---" for kind in table.types]
    lines = [line(table.headings), "|" + "|".join(f" {m} " for m in marks) + "|"]
    lines += [line([cell.text for cell in row]) for row in table.rows]
    return "\n".join(lines) + "\n"
