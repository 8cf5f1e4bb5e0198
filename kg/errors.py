"""The errors that Samkart shows to people: one sentence, an exit code, no traceback."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import total_ordering
from typing import Self

__all__ = [
    "BadData",
    "Cause",
    "KgError",
    "Message",
    "NameNotice",
    "NotFound",
    "PartNotice",
    "Problem",
    "UnlinkedTwin",
    "Usage",
    "problem_lines",
]

_TOLD_APART = 3  # rows of a column with the same fault


class Message(str):
    """A sentence in English that the catalogues have in the other languages too (`kg.language.speech.told`).

    `key` names it there, `blanks` is what it is filled with: texts, such sentences, numbers.

    >>> Message("{text!r} is not a year; expected YYYY", "year", text="20")
    "'20' is not a year; expected YYYY"
    """

    key: str
    blanks: dict[str, object]

    def __new__(cls, sentence: str, key: str, /, **blanks: object) -> Self:
        """The sentence of a key, which is English and has the blanks as `str.format` fills them."""
        made = super().__new__(cls, sentence.format(**blanks))
        made.key, made.blanks = key, blanks
        return made

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


class KgError(Exception):
    """Something the user can understand and mend. `exit_code` is what the command line returns.

    `message` is the sentence; `nearest` lists what was perhaps meant, and a traceback or a notebook shows it below.
    """

    exit_code = 1

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.nearest = nearest
        if nearest:
            self.add_note(f"perhaps: {', '.join(nearest)}")


class Usage(KgError):
    """Something was asked for wrongly: a bad value of a parameter, a missing one.

    `parameter` is its name in Python, which the message begins with; the shell says the option in its place.
    """

    exit_code = 2

    def __init__(self, message: str, nearest: tuple[str, ...] = (), parameter: str = "") -> None:
        super().__init__(f"{parameter}: {message}" if parameter else message, nearest)
        self.parameter = parameter
        self.message = message


class NameNotice(UserWarning):
    """The name that was given is somebody else's too, a former one, or that of a body that lives on in another."""


class UnlinkedTwin(NameNotice):
    """The actor that was named may be another one in the graph too, which nobody has judged."""


class PartNotice(UserWarning):
    """What is written is a part of what there is, for the form holds no more."""


class NotFound(KgError):
    """A name, key or file is not there."""


class Cause(IntEnum):
    """What a problem is about, the causes before what follows from them: a form that hides everything else first."""

    FORM = 0
    COLUMNS = 1
    ROW = 2
    CELL = 3
    REFERENCE = 4
    ORDER = 5
    PLAUSIBILITY = 6


@total_ordering
@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an input: where, and what was expected. `row` counts from 1, the header being 1.

    Problems are sorted by cause, then by their place.
    """

    file: str
    row: int
    column: str
    message: str
    cause: Cause = Cause.CELL

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Problem):
            return NotImplemented
        return self._rank() < other._rank()

    def _rank(self) -> tuple[int, str, int, str, str]:
        return self.cause, self.file, self.row, self.column, self.message

    def __str__(self) -> str:
        return self._said(f", row {self.row}" if self.row else "")

    def told(self, rows: str) -> str:
        """The same of more rows than these."""
        return self._said(f", rows {rows}, …")

    def _said(self, rows: str) -> str:
        return f"{self.file}{rows}{f', column {self.column}' if self.column else ''}: {self.message}"


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """Problems in words, in their order; what is wrong alike in more than three rows of a column is one line.

    >>> alike = [Problem("a.csv", row, "status", "'x' is no status") for row in (2, 3, 5, 8, 9)]
    >>> problem_lines([*alike, Problem("a.csv", 4, "name", "is empty")])
    ["a.csv, rows 2, 3, 5, …, column status: 'x' is no status", 'a.csv, row 4, column name: is empty']
    """
    alike: dict[tuple[str, str, str, bool], list[Problem]] = {}
    for each in problems:
        alike.setdefault((each.file, each.column, each.message, each.row > 0), []).append(each)
    lines = []
    for several in alike.values():
        if len(several) <= _TOLD_APART:
            lines += [str(each) for each in several]
        elif not several[0].row:
            lines.append(str(several[0]))
        else:
            lines.append(several[0].told(", ".join(str(each.row) for each in several[:_TOLD_APART])))
    return lines


class BadData(KgError):
    """An input cannot be used as it is; `problems` holds everything that is wrong with it."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems
