"""The errors that Samkart shows to people: one sentence, an exit code, no traceback."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BadData", "KgError", "NotFound", "Problem", "Usage"]


class KgError(Exception):
    """Something the user can understand and mend. `exit_code` is what the command line returns."""

    exit_code = 1


class Usage(KgError):
    """The command was asked for wrongly: a bad option value, a missing parameter."""

    exit_code = 2


class NotFound(KgError):
    """A name, key or file is not there. `nearest` lists what was perhaps meant."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.nearest = nearest


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong in an input: where, and what was expected. `row` counts from 1, the header being 1."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = self.file + (f", row {self.row}" if self.row else "")
        return f"{place}{f', column {self.column}' if self.column else ''}: {self.message}"


class BadData(KgError):
    """An input cannot be used as it is; `problems` holds everything that is wrong with it."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems
