"""Bars lying down, stacked by a second category: in numbers, or each bar drawn to the whole width as shares."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from kg.language.figure_words import amount
from kg.language.speech import Speech
from kg.views.charts.draw import RULE, ChartData, called, ink_on, shade
from kg.views.figures.font import width, wrap
from kg.views.figures.frame import Block, Frame, LegendLine, PageFormat
from kg.views.figures.svg import INK, PALE, Drawing

__all__ = ["Bars"]

_UNKNOWN = "#E3E6E9"


class Bars:
    """A stacked bar for each row of a table; `share` draws each to the same length."""

    def __init__(self, table: ChartData, form: PageFormat, lang: str, *, share: bool) -> None:
        self.table, self.form, self.lang, self.share = table, form, lang, share
        known = [column for column in table.columns if column is not None]
        last = max(1, len(known) - 1)
        self.colours: Mapping[str | None, str] = {
            column: _UNKNOWN
            if column is None
            else shade(0.15 + 0.85 * known.index(column) / last, 1.0)
            if len(known) > 1
            else shade(0.75, 1.0)
            for column in table.columns
        }
        self.named = min(
            max((width(called(row, lang), form.text) for row in table.rows), default=0.0),
            (form.width - 2 * form.margin) * 0.36,
        )
        self.names = {row: wrap(called(row, lang), form.text, self.named + 0.01, lines=2) for row in table.rows}

    @property
    def height(self) -> float:
        """What the bars want, in points."""
        return sum(self._row(row) for row in self.table.rows)

    def _row(self, row: str | None) -> float:
        return self.form.text * (2.0 if len(self.names[row]) < 2 else 2.75)

    def draw(self, page: Drawing, frame: Frame) -> None:
        """Names, bars and numbers; on a slide the rows share what height there is."""
        group = page.group("chart")
        text = self.form.text
        left = frame.left + self.named + text * 0.7
        ends = {row: self._end(row) for row in self.table.rows}
        long = (
            frame.left + frame.width - left - max((width(end, text) for end in ends.values()), default=0) - text * 0.5
        )
        most = max((self.table.total(row) for row in self.table.rows), default=0.0)
        stretch = min(2.6, frame.height / self.height) if self.form.height is not None and self.height else 1.0
        y = frame.top
        for row in self.table.rows:
            high = self._row(row) * stretch
            lines = self.names[row]
            for index, line in enumerate(lines):
                base = y + high / 2 + text * (0.33 + 1.1 * (index - (len(lines) - 1) / 2))
                page.text(left - text * 0.7, base, line, text, group, anchor="end")
            total = self.table.total(row)
            reach = self._bar(
                page,
                group,
                row=row,
                left=left,
                y=y,
                high=high,
                scale=long / (total if self.share else most) if total else 0,
            )
            page.text(reach + text * 0.4, y + high / 2 + text * 0.33, ends[row], text, group, colour=PALE)
            y += high
        page.add("line", group, x1=left, y1=frame.top, x2=left, y2=y, stroke=RULE, stroke_width=0.6)

    def _bar(
        self, page: Drawing, group: Element, row: str | None, left: float, y: float, high: float, scale: float
    ) -> float:
        text, total, x = self.form.text, self.table.total(row), left
        thick = min(high * 0.72, text * 2.4)
        for column in self.table.columns:
            value = self.table.values.get((row, column), 0.0)
            if not value:
                continue
            wide = value * scale
            colour = self.colours[column]
            page.add(
                "rect",
                group,
                x=x,
                y=y + (high - thick) / 2,
                width=wide,
                height=thick,
                fill=colour,
                stroke="#FFFFFF",
                stroke_width=0.5,
            )
            said = Speech(self.lang).percent(value / total) if self.share else amount(value, self.lang)
            if len(self.table.columns) > 1 and width(said, text * 0.9) + 3 <= wide:
                page.text(
                    x + wide / 2,
                    y + high / 2 + text * 0.3,
                    said,
                    text * 0.9,
                    group,
                    anchor="middle",
                    colour=ink_on(colour),
                )
            x += wide
        return x

    def _end(self, row: str | None) -> str:
        total = amount(self.table.total(row), self.lang)
        return f"n = {total}" if self.share else total

    def legend(self, heading: str) -> list[Block]:
        """The colours of the columns, if there is more than one."""
        if len(self.table.columns) < 2:
            return []
        form = self.form

        def item(column: str | None) -> LegendLine:
            high, name = form.text * 1.36, called(column, self.lang)

            def draw(page: Drawing, parent: Element, x: float, y: float, wide: float) -> None:
                side = form.text * 0.85
                page.add(
                    "rect",
                    parent,
                    x=x,
                    y=y + (high - side) / 2,
                    width=side,
                    height=side,
                    fill=self.colours[column],
                    stroke=INK,
                    stroke_width=0.25,
                )
                page.text(x + side * 1.5, y + high / 2 + form.text * 0.33, name, form.text, parent)

            return LegendLine(high, form.text * 2 + width(name, form.text), draw)

        return [Block(heading, tuple(item(column) for column in self.table.columns))]
