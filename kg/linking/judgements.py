"""Reviewed links between identifiers of sources and Samkart's: sorted text files, `data/links/judgements.tsv` and a
user's own.

A side is `FAMILY:SCHEME/ID`, the kind and key of a record of a family of sources (`covenant:signatory/NO-asker`), or a
PIC (`cordis:pic/952920920`), which is the same in every source. The right side may be an actor (`actor/asker`) instead.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import BadData, Cause, Problem
from kg.ids import is_date
from kg.linking.verdicts import Verdicts
from kg.model.spreadsheet import DateOrder, date_meant
from kg.plain_text import NotText, decode

__all__ = ["COLUMNS", "Judgement", "check_judgements", "read_judgements", "verdicts_of"]

COLUMNS = ("left", "right", "judgement", "basis", "reviewer", "date")
_KINDS = {"same", "different", "unsure"}
_RECORD = re.compile(r"[a-z0-9][a-z0-9-]*:[a-z0-9][a-z0-9-]*/\S+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """`left` (`cordis:pic/899291754`) and `right` (`actor/asker`) are the same, different, or it is not known.

    `file` and `row` are where it stands.
    """

    left: str
    right: str
    judgement: str
    basis: str
    reviewer: str
    date: str
    file: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)


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
    pairs: dict[frozenset[str], int] = {}
    previous: list[str] = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(row) and number > 2:
            continue
        if len(row) != len(COLUMNS):
            problems.append(Problem(path.name, number, "", f"{len(row)} cells, expected {len(COLUMNS)}"))
            continue
        row[-1] = date_meant(row[-1], order.first).value
        left, right, verdict, basis, reviewer, day = row
        judgement = Judgement(left, right, verdict, basis, reviewer=reviewer, date=day, file=path.name, row=number)
        problems.extend(_row_problems(path.name, number, judgement, actors))
        if row < previous:
            problems.append(Problem(path.name, number, "left", "rows are sorted; this one stands too low"))
        first = pairs.setdefault(frozenset((judgement.left, judgement.right)), number)
        if first != number:
            problems.append(Problem(path.name, number, "left", f"these two are judged in row {first} already"))
        previous = row
        judgements.append(judgement)
    problems.extend(_contradictions(Verdicts(), judgements))
    return judgements, problems


def _contradictions(verdicts: Verdicts, judgements: Sequence[Judgement]) -> Iterator[Problem]:
    """Takes judgements in and tells of each that cannot be true beside those before it."""
    for judgement in judgements:
        found = verdicts.add(judgement)
        if found is not None:
            other = found.other
            pair = f"{other.left} {other.judgement} {other.right}"
            file = f" of {other.file}" if other.file != judgement.file else ""
            message = f"contradicts row {other.row}{file} ({pair}): {found.why}"
            yield Problem(judgement.file, judgement.row, "judgement", message)


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
    if not _RECORD.fullmatch(row.left):
        problems.append(Problem(file, number, "left", f"{row.left!r} is not FAMILY:SCHEME/ID"))
    kind, _, key = row.right.partition("/")
    if kind != "actor" and not _RECORD.fullmatch(row.right):
        message = f"{row.right!r} is neither actor/KEY nor FAMILY:SCHEME/ID"
        problems.append(Problem(file, number, "right", message))
    elif kind == "actor" and actors is not None and key not in actors:
        problems.append(Problem(file, number, "right", f"{row.right!r} names no actor of the curated tables"))
    if row.left == row.right:
        problems.append(Problem(file, number, "right", "is the left side once more"))
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
        here = (each.right.partition("/") for each in judgements)
        return [each for each, (kind, _, key) in zip(judgements, here, strict=True) if kind != "actor" or key in actors]
    if problems:
        raise BadData(f"{path.name} cannot be used", tuple(problems))
    return judgements


def verdicts_of(judgements: Sequence[Judgement], own: Sequence[Judgement] = ()) -> Verdicts:
    """All judgements put together; a user's own count over the others.

    What the user says of a pair stands, `unsure` too: nothing is decided of it then. A judgement that contradicts what
    follows from the user's own is passed over. Raises BadData, naming both rows, if the user's contradict each other.
    """
    verdicts = Verdicts()
    problems = tuple(_contradictions(verdicts, own))
    if problems:
        raise BadData("the judgements contradict each other", problems)
    pairs = {frozenset((each.left, each.right)) for each in own}
    for judgement in judgements:
        if frozenset((judgement.left, judgement.right)) not in pairs:
            verdicts.add(judgement)
    return verdicts
