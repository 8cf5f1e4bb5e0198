"""A sheet of a workbook that goes with a paper: columns, rows of plain values, and sums by currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Column", "Sheet", "SheetValue", "Sums"]

SheetValue = str | int | float | Decimal | None
"""What a cell of a sheet holds; None is an empty one."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in letters, and its kind.

    The kinds are text, number, money, share, and, to be written in, fill (a sum) and write (a text).
    """

    heading: str
    width: float
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums under the rows: of the columns `of` (by their places), the rows apart by what stands in the column `by`.

    A label for each value of `by`: `Sum NOK` for NOK. They are formulas, so that what is written in counts.
    """

    of: tuple[int, ...]
    by: int
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, lines above the table, columns, rows, sums and lines below.

    `printed` is how many columns are printed, the rest being for the screen (0: all).
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[SheetValue, ...], ...]
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    sums: Sums | None = None
    printed: int = 0
