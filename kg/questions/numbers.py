"""The numbers of the things in a table, for the formats that other programs read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

from kg.model.identity import Numbers
from kg.model.result import Report
from kg.model.table import NumbersLater, Table, things_in
from kg.store.view import View
from kg.vocab import kind_of

F = TypeVar("F")

__all__ = ["numbered", "numbered_report", "numbers_of"]


def numbers_of(view: View, iris: Sequence[str]) -> NumbersLater:
    """The numbers of the actors among some things, looked up now where that takes no time, or else when asked for."""
    actors = [iri for iri in iris if kind_of(iri) == "actor"]
    if not actors:
        return dict
    if hasattr(view, "generation"):
        found: Numbers = view.identifiers(actors)
        return lambda: found
    return cache(lambda: view.identifiers(actors))


def numbered(table: Table, view: View) -> Table:
    """The table, with the numbers of its actors for data formats."""
    return replace(table, numbers=numbers_of(view, things_in(table)))


def numbered_report(report: Report[F], view: View) -> Report[F]:
    """The report, its tables with the numbers of their actors."""
    sections = [replace(each, table=numbered(each.table, view)) for each in report.sections]
    return replace(report, sections=sections)
