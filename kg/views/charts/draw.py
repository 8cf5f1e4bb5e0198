"""What the charts share: rows made into a table, the page around them, the shades of numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import Usage
from kg.language.captions import LANGUAGES
from kg.language.figure_words import say
from kg.views.figures.frame import Block, Frame, PageFormat, notes, sheet
from kg.views.figures.svg import INK, Drawing
from kg.views.palettes import SHADES, contrast, ramp

__all__ = ["NONE", "RULE", "ChartData", "Row", "begin", "called", "finish", "ink_on", "shade", "table"]

Row = tuple[str | None, str | None, float]
"""Text of the row, text of the column (None: unknown), number."""
RULE, NONE = "#C9CED3", "#F3F4F6"


@dataclass(frozen=True, slots=True)
class ChartData:
    """Numbers by row and column (None: the unknown), in the order they are drawn; `left_out` rows had no room."""

    rows: tuple[str | None, ...]
    columns: tuple[str | None, ...]
    values: Mapping[tuple[str | None, str | None], float]
    left_out: int

    def total(self, row: str | None) -> float:
        """The sum of a row."""
        return sum(self.values.get((row, column), 0.0) for column in self.columns)

    @property
    def most(self) -> float:
        """The greatest number."""
        return max(self.values.values(), default=0.0)


def table(
    rows: Iterable[Row],
    *,
    row_order: Sequence[str] = (),
    column_order: Sequence[str] = (),
    most: int = 40,
    by_name: bool = False,
) -> ChartData:
    """Rows summed into a table. Raises Usage for numbers below 0.

    Rows and columns named in an order come first and in that order; other rows by their sum, other columns by their
    sum or, with `by_name`, by their text; the unknown comes last. At most `most` rows are kept.
    """
    sums: defaultdict[tuple[str | None, str | None], float] = defaultdict(float)
    of_row: defaultdict[str | None, float] = defaultdict(float)
    of_column: defaultdict[str | None, float] = defaultdict(float)
    for row, column, value in rows:
        if value < 0:
            raise Usage(f"a chart of {row!r}, {column!r}: expected a number of 0 or more, got {value!r}")
        sums[row, column] += value
        of_row[row] += value
        of_column[column] += value

    def place(
        names: Iterable[str | None], order: Sequence[str], weight: Mapping[str | None, float]
    ) -> list[str | None]:
        at: dict[str | None, int] = {name: index for index, name in enumerate(order)}
        return sorted(names, key=lambda n: (n is None, at.get(n, len(at)), -weight.get(n, 0.0), n or ""))

    lines = place(of_row, row_order, of_row)
    columns = place(of_column, column_order, {} if by_name else of_column)
    return ChartData(tuple(lines[:most]), tuple(columns), dict(sums), max(0, len(lines) - most))


def called(name: str | None, lang: str) -> str:
    """The text of a row or a column; the word for the unknown."""
    return say("unknown", lang) if name is None else name


def shade(value: float, most: float) -> str:
    """The shade of a number between 0 and `most`."""
    return ramp(value / most if most else 0.0, SHADES)


def ink_on(ground: str) -> str:
    """White or ink, whichever is easier to read on a colour."""
    return "#FFFFFF" if contrast("#FFFFFF", ground) > contrast(INK, ground) else INK


def begin(size: str, lang: str) -> PageFormat:
    """The format. Raises Usage for an unknown size or language."""
    if lang not in LANGUAGES:
        raise Usage(f"unknown language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    return sheet(size)


def finish(
    form: PageFormat,
    height: float,
    draw: Callable[[Drawing, Frame], object],
    *,
    title: str,
    description: str,
    caption: str,
    sources: Sequence[str],
    lang: str,
    blocks: Sequence[Block] = (),
    extra: Sequence[str] = (),
) -> str:
    """A page with title, chart, legends, caption and sources as SVG; `draw` draws the chart in the frame."""
    told = notes(caption, sources, extra, lang)
    frame = Frame.make(form, height, title=title, notes=told, blocks=blocks)
    page = Drawing(form.width, frame.page, title=title or description, description=description, lang=lang)
    draw(page, frame)
    frame.draw(page)
    return page.svg()
