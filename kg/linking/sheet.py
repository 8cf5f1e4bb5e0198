"""Candidates as people look at them: a table with a row for each, and two records side by side."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.language.catalogue import text
from kg.language.kinds import kind_word
from kg.language.speech import number, say
from kg.linking.candidates import Candidate
from kg.linking.record import Record, said_of
from kg.linking.words import score_words
from kg.model.table import Cell, Table
from kg.model.text import harmless

__all__ = ["COLUMNS", "FILLED", "candidate_table", "review_table", "side_by_side"]

COLUMNS = ("left", "left_name", "right", "right_name", "country", "score", "parts", "source", "left_page", "right_page")
FILLED = ("judgement", "basis")
"""The columns of a sheet that a curator fills in."""
_LEAST_WIDTH = 40
_NARROW = 60


def candidate_table(
    found: Sequence[Candidate], language: str, side: Callable[[Record], str], *, to_fill: bool = False
) -> Table:
    """A row for each candidate; `side` names a record as a judgement does. With `to_fill` it has empty columns for
    what a curator judges and why: given back by `kg link judge`.
    """
    names = (*COLUMNS, *(FILLED if to_fill else ()))
    rows = []
    for each in found:
        left, right, score = each.left, each.right, each.score
        cells = [
            *map(Cell.of, (side(left), left.name, side(right), right.name, left.country or right.country)),
            Cell(score.value, number(score.value, language, 3)),
            Cell.of("; ".join(score_words(score, language))),
            *map(Cell.of, (left.source, left.page or left.homepage, right.page or right.homepage)),
            *(Cell.of("") for _ in names[len(COLUMNS) :]),
        ]
        rows.append(cells)
    headings = [text(language, "link", f"column.{name}") for name in names]
    types = ["decimal" if name == "score" else "text" for name in names]
    return Table(names, headings, types, rows)


def review_table(
    records: Sequence[Record], found: Sequence[Candidate], language: str, side: Callable[[Record], str]
) -> Table:
    """The `candidate_table` to be filled in of some records, with a row for each that has no candidate: who it is may
    be written into it.
    """
    table = candidate_table(found, language, side, to_fill=True)
    met = {each.left.key for each in found}
    rows = list(table.rows)
    for record in records:
        if record.key not in met:
            told = {"left": side(record), "left_name": record.name, "country": record.country, "source": record.source}
            told["left_page"] = record.page or record.homepage
            rows.append([Cell.of(told.get(name, "")) for name in table.names])
    return replace(table, rows=rows)


def side_by_side(found: Candidate, language: str, width: int, side: Callable[[Record], str]) -> list[str]:
    """Both records beside each other and the evidence below, in lines of at most `width` columns.

    What is the same on both sides is marked `=`. Letters of double width count as two. Below 60 columns the records
    stand under each other.
    """
    width = max(width, _LEAST_WIDTH)
    ours, theirs = ({"key": side(each), **_told(each, language)} for each in (found.left, found.right))
    fields = list(dict.fromkeys([*ours, *theirs]))
    heads = {name: text(language, "link", f"field.{name}") for name in fields}
    lines: list[str] = []
    if width < _NARROW:
        for record in (ours, theirs):
            lines += [
                line for name in fields if name in record for line in _wrapped(f"{heads[name]}: {record[name]}", width)
            ]
            lines.append("─" * width)
    else:
        label = min(max(map(_width, heads.values())), width // 5)
        half = (width - label - 5) // 2
        for name in fields:
            first, second = ours.get(name, ""), theirs.get(name, "")
            mark = "=" if first and first == second else " "
            cells = (_wrapped(first, half), _wrapped(second, half), _wrapped(heads[name], label))
            for at in range(max(map(len, cells))):
                left, right, head = (cell[at] if at < len(cell) else "" for cell in cells)
                marked = mark if at == 0 else " "
                lines.append(f"{_padded(head, label)}  {_padded(left, half)} {marked} {right}".rstrip())
        lines.append("─" * width)
    lines += _wrapped(say(language, "link", "review.score", score=number(found.score.value, language, 3)), width)
    for part in score_words(found.score, language):
        lines += _wrapped(f"  {part}", width, "    ")
    return lines


def _told(record: Record, language: str) -> dict[str, str]:
    told = said_of(record)
    kinds = sorted(kind_word(name, language) for name in record.classes - {"Actor"})
    return {**told, "classes": ", ".join(kinds)} if kinds else {k: v for k, v in told.items() if k != "classes"}


def _wrapped(given: str, room: int, indent: str = "") -> list[str]:
    """Lines of a width, broken between words and in a word that is too long."""
    plain = harmless(" ".join(given.split()))
    lead = given[: len(given) - len(given.lstrip(" "))]
    lines = textwrap.wrap(plain, max(room - len(indent), 4), initial_indent=lead, subsequent_indent=indent) or [""]
    if all(_width(line) <= room for line in lines):
        return lines
    return textwrap.wrap(plain, max((room - len(indent)) // 2, 2), initial_indent=lead, subsequent_indent=indent)


def _width(given: str) -> int:
    """How many columns a text takes in a terminal."""
    if given.isascii():
        return len(given)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in given)
    return len(given) + wide - sum(unicodedata.combining(letter) != 0 for letter in given)


def _padded(given: str, width: int) -> str:
    return given + " " * max(0, width - _width(given))
