"""Tables for people: columns that fit the terminal or, where it is too narrow for them, one record under another."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Sequence

from kg.model.evidence import REPORTED
from kg.model.table import Table, only
from kg.model.text import harmless

__all__ = ["NUMERIC", "laid_out"]

NUMERIC = {"integer", "decimal", "number"}
"""The types of columns that stand to the right."""
_WHOLE = {*NUMERIC, "date", "year", "country"}  # columns that say nothing when they are cut
_LEAST = 8  # letters of a text that still say what it is
_NAME = 16  # those of the name in the first column that still tell it from others


def laid_out(table: Table, on_terminal: bool, wide: bool) -> str:
    """The text of a table: fitted to the terminal, if there is one and it is not to be `wide`."""
    tty = on_terminal and sys.stdout.isatty()
    measured = (tty or (on_terminal and "COLUMNS" in os.environ)) and not wide
    columns = shutil.get_terminal_size((100, 24)).columns if measured else 0
    if columns:
        table = _spared(table, columns)
    plain = [[harmless(" ".join(cell.text.split())) for cell in row] for row in table.rows]
    colour = tty and "NO_COLOR" not in os.environ
    bold = "\x1b[1m{}\x1b[0m".format if colour else str
    lines = [bold(harmless(table.title))] if table.title else []
    if columns and any(table.headings) and _least(table, plain, headings=False) > columns:
        lines += _blocks(table, plain, columns, bold)
    else:
        lines += _columns(table, plain, columns, bold)
    for note in table.note.splitlines():
        lines += _wrapped(harmless(note), columns) if columns else [harmless(note)]
    return "\n".join(lines) + "\n"


def _columns(table: Table, plain: Sequence[Sequence[str]], columns: int, bold: Callable[[str], str]) -> list[str]:
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
            parts.append(gap + shown if kind in NUMERIC else shown + gap)
        return "  ".join(parts).rstrip()

    head = [bold(line(table.headings)), "  ".join("─" * width for width in widths)] if any(table.headings) else []
    return [*head, *(line(row) for row in plain)]


def _blocks(table: Table, plain: Sequence[Sequence[str]], columns: int, bold: Callable[[str], str]) -> list[str]:
    """One record under another: its first cell as a heading, then a line for each other cell that says something."""
    names = [_width(heading) for heading in table.headings[1:]]
    indent = min(max(names, default=0), max(columns // 3, 4))
    lines: list[str] = []
    for row in plain:
        lines += [""] if lines else []
        lines += [bold(each) for each in _wrapped(row[0] or "–", columns)]
        for heading, text in zip(table.headings[1:], row[1:], strict=True):
            if text:
                first, *rest = _wrapped(text, max(columns - indent - 4, 4))
                shown = _fit(heading, indent)
                lines.append(f"  {shown}{' ' * (indent - _width(shown))}  {first}")
                lines += [" " * (indent + 4) + each for each in rest]
    return lines


def _wrapped(text: str, room: int) -> list[str]:
    """The text in lines of a width; letters of double width count as two."""
    import textwrap

    lines = textwrap.wrap(text, room, break_on_hyphens=False) or [""]
    if all(_width(line) <= room for line in lines):
        return lines
    return textwrap.wrap(text, max(room // 2, 1), break_on_hyphens=False)


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


def _least(table: Table, texts: Sequence[Sequence[str]], headings: bool) -> int:
    """The width below which values are cut to nothing: numbers and dates whole, eight letters of a text."""
    widths = [max([3, *(_width(row[i]) for row in texts)]) for i in range(len(table.names))]
    if headings:
        widths = [max(width, _width(heading)) for width, heading in zip(widths, table.headings, strict=True)]
    least = [w if kind in _WHOLE else min(w, _LEAST) for w, kind in zip(widths, table.types, strict=True)]
    return sum(least) + 2 * (len(widths) - 1) + max(min(widths[0], _NAME) - least[0], 0)


def _spared(table: Table, columns: int) -> Table:
    """A table that a narrow terminal would cut, without how ties are known where none of them is only reported."""
    if _least(table, [[cell.text for cell in row] for row in table.rows], headings=True) <= columns:
        return table
    kept = [
        i
        for i, name in enumerate(table.names)
        if name != "known_by" or any(str(row[i].value or "").endswith(REPORTED) for row in table.rows)
    ]
    return only(table, kept)


def _shrink(widths: list[int], room: int, whole: dict[int, int]) -> None:
    """Take from the widest columns until the table fits; `whole` has the width of the values that should stay whole.

    Texts give way down to eight and the name in the first column to sixteen, then headings over whole values, then
    texts down to four.
    """
    least = [whole.get(i, _LEAST if i else _NAME) for i in range(len(widths))]
    steps = [
        [width if i in whole else least[i] for i, width in enumerate(widths)],
        least,
        [whole.get(i, 4) for i in range(len(widths))],
    ]
    for floors in steps:
        while sum(widths) > room:
            spare = [i for i, width in enumerate(widths) if width > floors[i]]
            if not spare:
                break
            widths[max(spare, key=widths.__getitem__)] -= 1
