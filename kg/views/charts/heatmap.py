"""Squares by row and column, darker for more, the number in them: theme coverage, and who meets whom by level."""

from __future__ import annotations

import math
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kg.language.figure_words import amount
from kg.views.charts.draw import NONE, ChartData, called, ink_on, shade
from kg.views.figures.font import cut, width, wrap
from kg.views.figures.frame import Frame, PageFormat
from kg.views.figures.svg import INK, Drawing

__all__ = ["Squares"]

_SLANT = 50.0
_GAP = 0.9


@dataclass(frozen=True, slots=True)
class _Layout:
    named: float
    cell: float
    high: float
    head: float
    slanted: bool
    columns: dict[str | None, str]


class Squares:
    """A square for each row and column. `half` leaves out what lies under the diagonal, which is drawn with a rim."""

    def __init__(self, table: ChartData, form: PageFormat, lang: str, *, half: bool = False) -> None:
        self.table, self.form, self.lang, self.half = table, form, lang, half
        self.names = {name: called(name, lang) for name in (*table.rows, *table.columns)}

    def _layout(self, wide: float, tall: float | None) -> _Layout:
        text, count = self.form.text, max(1, len(self.table.columns))
        named = (
            min(max((width(self.names[row], text) for row in self.table.rows), default=0.0), wide * 0.38) + text * 0.6
        )
        level = (wide - named) / count
        if all(
            width(word, text) <= level - 2 for column in self.table.columns for word in self.names[column].split(" ")
        ):
            cell, head, slanted = min(level, text * 9), text * 1.2 * self._lines(level), False
            columns = {column: self.names[column] for column in self.table.columns}
        else:
            columns = {column: cut(self.names[column], text, wide * 0.3) for column in self.table.columns}
            long = max((width(column, text) for column in columns.values()), default=0.0)
            turn = math.radians(_SLANT)
            over = max(0.0, long * math.cos(turn) - text)
            cell, head, slanted = (
                min((wide - named - over) / count, text * (4.5 if self.half else 3.2)),
                long * math.sin(turn) + text,
                True,
            )
        high = min(max(cell, text * 1.5), text * (2.6 if not slanted else 2.1))
        if tall is not None and self.table.rows:
            high = min(high * 1.5, (tall - head) / len(self.table.rows))
        return _Layout(named=named, cell=cell, high=high, head=head + text * 0.4, slanted=slanted, columns=columns)

    def _lines(self, level: float) -> int:
        return max(
            (len(wrap(self.names[column], self.form.text, level - 2)) for column in self.table.columns), default=1
        )

    @property
    def height(self) -> float:
        """What the squares want, in points."""
        layout = self._layout(self.form.width - 2 * self.form.margin, None)
        return layout.head + layout.high * len(self.table.rows)

    def draw(self, page: Drawing, frame: Frame) -> None:
        """Names of rows and columns, and the squares."""
        group = page.group("chart")
        text = self.form.text
        layout = self._layout(frame.width, frame.height if self.form.height is not None else None)
        left, top = frame.left + layout.named, frame.top + layout.head
        for index, column in enumerate(self.table.columns):
            x = left + layout.cell * (index + 0.5)
            if layout.slanted:
                page.text(x + text * 0.2, top - text * 0.4, layout.columns[column], text, group, turn=-_SLANT)
                continue
            lines = wrap(self.names[column], text, layout.cell - 2 + 0.01)
            for number, line in enumerate(reversed(lines)):
                page.text(x, top - text * (0.45 + 1.15 * number), line, text, group, anchor="middle")
        for number, row in enumerate(self.table.rows):
            y = top + layout.high * number
            shown = cut(self.names[row], text, layout.named - text * 0.6 + 0.01)
            page.text(left - text * 0.6, y + layout.high / 2 + text * 0.33, shown, text, group, anchor="end")
            for index, column in enumerate(self.table.columns):
                if not (self.half and index < number):
                    self._square(page, group, row=row, column=column, x=left + layout.cell * index, y=y, layout=layout)

    def _square(
        self, page: Drawing, group: Element, row: str | None, column: str | None, x: float, y: float, layout: _Layout
    ) -> None:
        value = self.table.values.get((row, column), 0.0)
        colour = shade(value, self.table.most) if value else NONE
        rim = self.half and row == column and row is not None
        page.add(
            "rect",
            group,
            x=x + _GAP / 2,
            y=y + _GAP / 2,
            width=layout.cell - _GAP,
            height=layout.high - _GAP,
            fill=colour,
            stroke=INK if rim else None,
            stroke_width=0.8 if rim else None,
        )
        said, size = amount(value, self.lang), min(self.form.text, layout.high * 0.72)
        if value and width(said, size) <= layout.cell - 1.5:
            page.text(
                x + layout.cell / 2,
                y + layout.high / 2 + size * 0.33,
                said,
                size,
                group,
                anchor="middle",
                colour=ink_on(colour),
            )
