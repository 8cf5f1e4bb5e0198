"""Answers written: a table that fits the terminal, JSON, JSON lines, CSV, TSV or Markdown; whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import click

from kg.cli.progress import clear
from kg.model.evidence import REPORTED
from kg.model.table import Table, compact
from kg.model.text import harmless
from kg.resources import write_whole

__all__ = ["render", "write_table", "write_text"]

_NUMERIC = {"integer", "decimal", "number"}
_WHOLE = {*_NUMERIC, "date", "year", "country"}  # columns that say nothing when they are cut


def write_table(table: Table, form: str, output: str) -> None:
    """Write a table to a file or, with `-`, to standard output. A file appears whole or not at all."""
    text = render(table, form, output == "-")
    write_text(harmless(text) if output == "-" and form != "table" and sys.stdout.isatty() else text, output)


def render(table: Table, form: str, on_terminal: bool) -> str:
    """The text of a table in one of the formats; `on_terminal` lets a table fit the terminal, if there is one."""
    if table.about is not None and form in ("table", "markdown"):
        table = compact(table, table.about)
    return _WRITERS[form](table, on_terminal)


def write_text(text: str, output: str) -> None:
    """Write text in UTF-8 to a file (aside, then renamed) or, with `-`, to standard output. Raises KgError."""
    clear()
    if output == "-":
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())


def _json(table: Table, _: bool) -> str:
    return json.dumps(table.records(), ensure_ascii=False, indent=2) + "\n"


def _jsonl(table: Table, _: bool) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in table.records())


def _delimited(delimiter: str, table: Table) -> str:
    import csv
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows([cell.text for cell in row] for row in table.rows)
    return stream.getvalue()


def _markdown(table: Table, _: bool) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(c.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for c in cells) + " |"

    marks = ["---:" if kind in _NUMERIC else "---" for kind in table.types]
    lines = [line(table.headings), "|" + "|".join(f" {m} " for m in marks) + "|"]
    lines += [line([cell.text for cell in row]) for row in table.rows]
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


def _table(table: Table, on_terminal: bool) -> str:
    tty = on_terminal and sys.stdout.isatty()
    columns = shutil.get_terminal_size((100, 24)).columns if tty or (on_terminal and "COLUMNS" in os.environ) else 0
    if columns:
        table = _spared(table, columns)
    plain = [[harmless(" ".join(cell.text.split())) for cell in row] for row in table.rows]
    widths = [max([_width(heading), *(_width(row[i]) for row in plain)]) for i, heading in enumerate(table.headings)]
    if columns:
        room = columns - 2 * (len(widths) - 1)
        whole = {i: max([3, *(_width(r[i]) for r in plain)]) for i, kind in enumerate(table.types) if kind in _WHOLE}
        _shrink(widths, room, whole)

    def line(cells: Sequence[str]) -> str:
        parts = []
        for text, width, kind in zip(cells, widths, table.types, strict=True):
            shown = _fit(text, width)
            gap = " " * (width - _width(shown))
            parts.append(gap + shown if kind in _NUMERIC else shown + gap)
        return "  ".join(parts).rstrip()

    colour = tty and "NO_COLOR" not in os.environ
    bold = "\x1b[1m{}\x1b[0m" if colour else "{}"
    lines = [bold.format(harmless(table.title))] if table.title else []
    if any(table.headings):
        lines.append(bold.format(line(table.headings)))
        lines.append("  ".join("─" * width for width in widths))
    lines += [line(row) for row in plain]
    if table.note:
        lines.append(harmless(table.note))
    return "\n".join(lines) + "\n"


def _spared(table: Table, columns: int) -> Table:
    """A table that a narrow terminal would cut, without how ties are known where none of them is only reported."""
    needed = [
        max([len(heading), *(_width(row[i].text) for row in table.rows)]) for i, heading in enumerate(table.headings)
    ]
    least = sum(width if kind in _WHOLE else min(width, 8) for width, kind in zip(needed, table.types, strict=True))
    if least + 2 * (len(needed) - 1) <= columns:
        return table
    kept = [
        i
        for i, name in enumerate(table.names)
        if name != "known_by" or any(str(row[i].value or "").endswith(REPORTED) for row in table.rows)
    ]
    return replace(
        table,
        names=[table.names[i] for i in kept],
        headings=[table.headings[i] for i in kept],
        types=[table.types[i] for i in kept],
        rows=[[row[i] for i in kept] for row in table.rows],
    )


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
    "csv": lambda table, _: _delimited(",", table),
    "tsv": lambda table, _: _delimited("\t", table),
    "markdown": _markdown,
}
