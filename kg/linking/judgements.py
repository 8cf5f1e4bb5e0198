"""Reviewed links between a source's identifiers and Samkart's: sorted text files, `data/links/judgements.tsv` and a
user's own.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadData, Cause, Problem
from kg.ids import is_date
from kg.model.spreadsheet import DateOrder, date_meant
from kg.plain_text import NotText, decode

__all__ = ["COLUMNS", "Judgement", "check_judgements", "last_word", "read_judgements"]

COLUMNS = ("left", "right", "judgement", "basis", "reviewer", "date")
_KINDS = {"same", "different", "unsure"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """`left` (`cordis:pic/899291754`) and `right` (`actor/asker`) are the same, different, or it is not known."""

    left: str
    right: str
    judgement: str
    basis: str
    reviewer: str
    date: str


def check_judgements(path: Path, actors: set[str] | None) -> tuple[list[Judgement], list[Problem]]:
    """The judgements in a file and what is wrong with it, row by row.

    `actors` are the keys that `right` may name; None when they could not be read, and anything may be named.
    """
    judgements: list[Judgement] = []
    problems: list[Problem] = []
    try:
        text = decode(path.read_bytes()).text.replace("\r\n", "\n").replace("\r", "\n")
    except NotText as error:
        message = f"{error}; save the file as UTF-8"
        return [], [Problem(path.name, error.row, "", message, Cause.FORM)]
    except OSError as error:
        return [], [Problem(path.name, 0, "", f"cannot be read: {error.strerror}", Cause.FORM)]
    rows = _rows(text)
    if not rows or tuple(rows[0]) != COLUMNS:
        message = f"expected the columns {', '.join(COLUMNS)}, separated by tabs"
        return [], [Problem(path.name, 1, "", message, Cause.FORM)]
    order = DateOrder()
    for row in rows[1:]:
        order.see(row[-1])
    merged: dict[str, int] = {}
    previous: list[str] = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(row) and number > 2:
            continue
        if len(row) != len(COLUMNS):
            problems.append(Problem(path.name, number, "", f"{len(row)} cells, expected {len(COLUMNS)}"))
            continue
        row[-1] = date_meant(row[-1], order.first).value
        judgement = Judgement(*row)
        problems.extend(_row_problems(path.name, number, judgement, actors))
        if row < previous:
            problems.append(Problem(path.name, number, "left", "rows are sorted; this one stands too low"))
        if judgement.judgement == "same":
            if judgement.left in merged:
                message = f"{judgement.left} is linked already in row {merged[judgement.left]}"
                problems.append(Problem(path.name, number, "left", message))
            merged[judgement.left] = number
        previous = row
        judgements.append(judgement)
    return judgements, problems


def _rows(text: str) -> list[list[str]]:
    """The cells of each line: between tabs, or, as a spreadsheet saves them, in quotes and between ; or commas.

    Cells that a spreadsheet adds at the end are not there.
    """
    header, names = text.partition("\n")[0], "{}".join(COLUMNS)
    mark = next((each for each in ";," if header.strip(each).replace('"', "") == names.replace("{}", each)), "\t")
    lines = text.removesuffix("\n").split("\n")
    if mark == "\t" and '"' not in text:
        rows = [line.split("\t") for line in lines]
    else:
        rows = list(csv.reader(lines, delimiter=mark))
    for row in rows:
        while len(row) > len(COLUMNS) and not row[-1]:
            row.pop()
    return rows


def _row_problems(file: str, number: int, row: Judgement, actors: set[str] | None) -> list[Problem]:
    problems = []
    if row.judgement not in _KINDS:
        problems.append(Problem(file, number, "judgement", f"{row.judgement!r} is not one of {sorted(_KINDS)}"))
    if not row.left.partition(":")[2].partition("/")[2]:
        problems.append(Problem(file, number, "left", f"{row.left!r} is not SOURCE:SCHEME/ID"))
    kind, _, key = row.right.partition("/")
    if kind != "actor" or (actors is not None and key not in actors):
        problems.append(Problem(file, number, "right", f"{row.right!r} names no actor of the curated tables"))
    if not row.basis:
        problems.append(Problem(file, number, "basis", "empty; say what the judgement rests on"))
    if not is_date(row.date):
        problems.append(Problem(file, number, "date", f"{row.date!r} is not a date"))
    return problems


def read_judgements(path: Path, actors: set[str], *, whole: bool = True) -> list[Judgement]:
    """The judgements in a file. Raises BadData with everything that is wrong; a missing file is no judgement.

    If they are not `whole`, made for other actors too, those about actors that are not there are passed over.
    """
    if not path.exists():
        return []
    judgements, problems = check_judgements(path, actors)
    if not whole:
        return [each for each in judgements if each.right.removeprefix("actor/") in actors]
    if problems:
        raise BadData(f"{path.name} cannot be used", tuple(problems))
    return judgements


def last_word(*lists: list[Judgement]) -> list[Judgement]:
    """All judgements; what a later list says of a pair, or of whom an identifier stands for, counts over an earlier."""
    found: list[Judgement] = []
    for later in lists:
        pairs = {(each.left, each.right) for each in later}
        linked = {each.left for each in later if each.judgement == "same"}
        kept = [j for j in found if (j.left, j.right) not in pairs and not (j.judgement == "same" and j.left in linked)]
        found = kept + later
    return found
