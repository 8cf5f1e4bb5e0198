"""Columns that hold something else than their headings say: told at once, before what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.errors import BadData, Cause, Problem
from kg.sources.cleaning.values import clean_amount, clean_date, shown
from kg.sources.tabular.records import Participation, Place, Project, Records, Tie
from kg.sources.tabular.statements import country_of

__all__ = ["check_columns"]

_LEAST = 5  # values of a column that say something of it
_Cell = tuple[Place, str]


def check_columns(source: str, records: Records) -> None:
    """Raise BadData with one problem for each kind of value of which most cannot be read as what they should be.

    That is so where columns were swapped or moved; single values are told row by row.
    """
    ties = list(records.ties())
    timed: list[Project | Tie] = [*records.projects.values(), *ties]
    paid: list[Project | Participation] = [*records.projects.values(), *records.participations]
    columns: tuple[tuple[str, Iterable[_Cell], Callable[[str], object], str], ...] = (
        ("country", ((each.place, each.country) for each in records.organisations.values()), country_of, "no country"),
        ("start", ((each.place, each.start) for each in timed), _is_date, "no date"),
        ("end", ((each.place, each.end) for each in timed), _is_date, "no date"),
        ("contribution", ((each.place, each.contribution) for each in paid), clean_amount, "no amount"),
    )
    problems = [problem for column, cells, reads, what in columns for problem in _wrong(column, cells, reads, what)]
    if problems:
        files = ", ".join(sorted({problem.file for problem in problems}))
        raise BadData(f"{source} cannot be read from {files}: are all cells under their headings?", tuple(problems))


def _wrong(column: str, cells: Iterable[_Cell], reads: Callable[[str], object], what: str) -> Iterator[Problem]:
    filled = [(place, text) for place, text in cells if text.strip()]
    wrong = [(place, text) for place, text in filled if not reads(text)]
    if len(filled) >= _LEAST and len(wrong) * 2 > len(filled):
        place, text = wrong[0]
        message = f"{shown(text)} is {what}; so are {len(wrong)} of {len(filled)} values"
        yield Problem(*place, column, message, Cause.COLUMNS)


def _is_date(text: str) -> bool:
    return clean_date(text) is not None or clean_date(text, month_first=True) is not None
