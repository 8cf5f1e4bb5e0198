"""A review in the terminal: what is shown, and what the keys do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence

import click

from kg.language.speech import say
from kg.linking.judgements import Judgement
from kg.linking.review import VERDICTS, Review
from kg.linking.sheet import side_by_side
from kg.store.judging import JudgementFile

__all__ = ["reviewed"]

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
