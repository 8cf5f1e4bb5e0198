"""A review in the terminal: what is shown, what the keys do; and the table that was filled in instead."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

import click

from kg.errors import BadData, Cause, Problem
from kg.language.speech import say
from kg.linking.judgements import Judgement
from kg.linking.review import VERDICTS, Review, verdict_of
from kg.linking.sheet import side_by_side
from kg.linking.sides import is_side
from kg.plain_text import NotText, decode
from kg.store.judging import JudgementFile

__all__ = ["filled_in", "reviewed"]

_NEEDED = ("left", "right", "judgement")
_QUIT, _SKIP, _BACK = "q", "s", "b"


def reviewed(review: Review, file: JudgementFile, judged: Sequence[Judgement], language: str) -> None:
    """Go through a review: each answer is in the file before the next pair is shown.

    `judged` are the judgements that hold already; what contradicts them is told and not written.
    """
    keys = _keys()
    while (pair := review.current) is not None:
        width = shutil.get_terminal_size((80, 24)).columns
        place = say(language, "link", "review.at", n=review.at + 1, of=len(review.candidates))
        for line in ["", place, *side_by_side(pair, language, width, review.side)]:
            click.echo(line)
        key = _answer(keys, language)
        if key == _QUIT:
            break
        if key == _SKIP:
            review.skip()
        elif key == _BACK:
            _back(review, file, language)
        else:
            _judge(review, VERDICTS[key], file, judged, language)
    else:
        click.echo(say(language, "link", "review.none"), err=True)


def _judge(review: Review, verdict: str, file: JudgementFile, judged: Sequence[Judgement], language: str) -> None:
    judgement = review.judgement(verdict)
    problems = file.problems_with([judgement], judged)
    if problems:
        click.echo(say(language, "link", "review.contradicts"), err=True)
        for problem in problems:
            click.echo(f"  {problem.message}", err=True)
        review.skip()
        return
    file.write([judgement])
    review.take(judgement)


def _back(review: Review, file: JudgementFile, language: str) -> None:
    moved, judgement = review.back()
    if not moved:
        click.echo(say(language, "link", "review.first"), err=True)
    elif judgement is not None:
        file.write(removed=[judgement])


def _answer(keys: Iterator[str], language: str) -> str:
    """The next key that means something; `q` when there is none left."""
    while True:
        click.echo(say(language, "link", "review.keys"), nl=not sys.stdin.isatty())
        key = next(keys, _QUIT).casefold()
        key = {"j": "y"}.get(key, key)
        if sys.stdin.isatty():
            click.echo(key if key.isprintable() else "")
        if key in (*VERDICTS, _QUIT, _SKIP, _BACK):
            return key
        click.echo(say(language, "link", "review.unknown_key"), err=True)


def _keys() -> Iterator[str]:
    """The keys that are pressed, or the letters of what is piped in. Raises KeyboardInterrupt on Ctrl-C."""
    if sys.stdin.isatty():
        while True:
            key = click.getchar()
            if key in ("\x03", "\x04"):
                raise KeyboardInterrupt
            yield key
    for line in sys.stdin:
        yield from "".join(line.split())


def filled_in(file: Path, known: Set[str], reviewer: str, day: str) -> tuple[list[Judgement], list[Problem]]:
    """The judgements of a table, and what is wrong with it by row and column.

    `known` are the keys of actors (`actor/asker`); `reviewer` and `day` stand where the table has none. Raises BadData
    for a file that is no table.
    """
    header, rows = _table(file)
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        message = f"expected the columns {', '.join(_NEEDED)}; there is no {' and no '.join(missing)}"
        return [], [Problem(file.name, 1, "", message, Cause.COLUMNS)]
    judgements: list[Judgement] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in rows:
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if not row.get("judgement"):
            continue
        wrong = list(_wrong(file.name, number, row, known))
        pair = (row.get("left", ""), row.get("right", ""))
        if pair in seen:
            wrong.append(Problem(file.name, number, "left", f"these two are judged in row {seen[pair]} already"))
        seen.setdefault(pair, number)
        problems += wrong
        if not wrong:
            verdict = verdict_of(row["judgement"])
            basis = row.get("basis") or f"name {row.get('left_name') or pair[0]}; judged in a table"
            who, when = row.get("reviewer") or reviewer, row.get("date") or day
            judgements.append(Judgement(*pair, verdict, basis, who, date=when))
    return judgements, problems


def _wrong(file: str, number: int, row: dict[str, str], known: Set[str]) -> Iterable[Problem]:
    if not verdict_of(row["judgement"]):
        yield Problem(file, number, "judgement", f"{row['judgement']!r} is not same, different or unsure")
    left, right = row.get("left", ""), row.get("right", "")
    if not is_side(left) or left.startswith("actor/"):
        yield Problem(file, number, "left", f"{left!r} is not SOURCE:SCHEME/ID")
    if not is_side(right):
        yield Problem(file, number, "right", f"{right!r} is neither actor/KEY nor SOURCE:SCHEME/ID")
    elif right.startswith("actor/") and right not in known:
        yield Problem(file, number, "right", f"{right!r} names no actor", Cause.REFERENCE)


def _table(file: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header and the rows with their numbers; cells between tabs, ; or commas, whichever the header has."""
    try:
        text = decode(file.read_bytes()).text
    except NotText as error:
        message = f"{error}; save the file as UTF-8"
        raise BadData(
            f"{file.name} cannot be used", (Problem(file.name, error.row, "", message, Cause.FORM),)
        ) from error
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise BadData(f"{file.name} cannot be used", (Problem(file.name, 0, "", message, Cause.FORM),)) from error
    first = text.partition("\n")[0]
    mark = max("\t;,", key=first.count)
    try:
        rows = list(enumerate(csv.reader(text.splitlines(keepends=True), delimiter=mark), start=1))
    except csv.Error as error:
        message = f"is no table: {error}"
        raise BadData(f"{file.name} cannot be used", (Problem(file.name, 0, "", message, Cause.FORM),)) from error
    header = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    return header, [(number, row) for number, row in rows[1:] if any(cell.strip() for cell in row)]
