"""The page around a figure or chart: physical sizes, title, caption and source, and legends flowing in columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element

from kg.errors import Usage
from kg.language.figure_words import say
from kg.views.figures.font import wrap
from kg.views.figures.svg import PALE, Drawing

__all__ = ["SHEETS", "Block", "Frame", "LegendLine", "PageFormat", "notes", "sheet"]

_MM = 72 / 25.4
_LEADING = 1.22


@dataclass(frozen=True, slots=True)
class PageFormat:
    """A format: width and, where it is fixed, height in points; sizes of type in points; weight of lines and discs."""

    width: float
    height: float | None
    margin: float
    title: float
    text: float
    small: float
    labels: tuple[float, float]
    stroke: float
    radii: tuple[float, float]
    columns: int


SHEETS: Mapping[str, PageFormat] = MappingProxyType(
    {
        "a4-column": PageFormat(
            width=80 * _MM,
            height=None,
            margin=2.5,
            title=9.5,
            text=6.5,
            small=6.0,
            labels=(6.0, 7.6),
            stroke=0.30,
            radii=(1.5, 8.5),
            columns=2,
        ),
        "a4-page": PageFormat(
            width=170 * _MM,
            height=None,
            margin=3.0,
            title=13.0,
            text=8.0,
            small=7.5,
            labels=(7.0, 9.8),
            stroke=0.42,
            radii=(2.0, 13.0),
            columns=4,
        ),
        "a4-half": PageFormat(
            width=170 * _MM,
            height=88 * _MM,
            margin=3.0,
            title=11.0,
            text=7.0,
            small=6.5,
            labels=(6.0, 8.2),
            stroke=0.35,
            radii=(1.7, 9.0),
            columns=1,
        ),
        "slide": PageFormat(
            width=960.0,
            height=540.0,
            margin=28.0,
            title=26.0,
            text=13.0,
            small=11.0,
            labels=(11.0, 15.0),
            stroke=0.75,
            radii=(3.6, 24.0),
            columns=1,
        ),
    }
)
"""Columns and pages of A4 are 80 and 170 mm wide and as high as what is in them; a slide is 16 : 9."""


def sheet(size: str) -> PageFormat:
    """The format of a name. Raises Usage for another."""
    if size not in SHEETS:
        raise Usage(f"unknown size {size!r}; expected one of {', '.join(SHEETS)}")
    return SHEETS[size]


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A line of a legend: how high and wide it is, and what draws it with its top left corner at x, y."""

    height: float
    width: float
    draw: Callable[[Drawing, Element, float, float, float], object]
    """Given the drawing, the group, x, y and the width there is."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a legend under one heading."""

    heading: str
    items: tuple[LegendLine, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things go on a page, in points: the middle part (for the picture) and the whole height."""

    sheet: PageFormat
    left: float
    top: float
    width: float
    height: float
    page: float
    columns: tuple[tuple[tuple[str, tuple[LegendLine, ...]], ...], ...]
    title: tuple[str, ...]
    notes: tuple[str, ...]
    lead: tuple[str, ...] = ()

    @classmethod
    def make(
        cls,
        form: PageFormat,
        height: float,
        *,
        title: str,
        notes: Sequence[str],
        blocks: Sequence[Block],
        lead: str = "",
    ) -> Frame:
        """Lay out a page. `height` is what the picture wants; a slide gives it what is left and puts legends beside.

        `lead` are a few words under the title.
        """
        inner = form.width - 2 * form.margin
        titles = tuple(wrap(title, form.title, inner, 600)) if title else ()
        lines = tuple(line for note in notes if note for line in wrap(note, form.small, inner))
        told = tuple(wrap(lead, _lead(form), inner)) if lead else ()
        top = form.margin + (form.title * _LEADING * len(titles) + form.text * 0.7 if titles else 0)
        top += _lead(form) * _LEADING * len(told) + form.text * 0.5 if told else 0
        foot = form.small * _LEADING * len(lines) + (form.text * 0.6 if lines else 0)
        if form.height is not None:
            beside = inner * 0.23 if blocks else 0
            columns = _columns(blocks, 1, form, beside)
            gap = 20 if blocks else 0
            room = form.height - form.margin - top - foot
            return cls(
                sheet=form,
                left=form.margin,
                top=top,
                width=inner - beside - gap,
                height=room,
                page=form.height,
                columns=columns,
                title=titles,
                notes=lines,
                lead=told,
            )
        columns = _columns(blocks, form.columns, form, inner / form.columns)
        below = max((_height(column, form) for column in columns), default=0)
        page = top + height + (below + form.text * 0.8 if blocks else 0) + foot + form.margin
        return cls(
            sheet=form,
            left=form.margin,
            top=top,
            width=inner,
            height=height,
            page=page,
            columns=columns,
            title=titles,
            notes=lines,
            lead=told,
        )

    def draw(self, drawing: Drawing) -> None:
        """Title, legends and notes; the picture is the caller's."""
        form = self.sheet
        inner = form.width - 2 * form.margin
        if self.title:
            drawing.lines(self.left, form.margin, self.title, form.title, drawing.group("title"), weight=600)
        if self.lead:
            y = self.top - form.text * 0.5 - _lead(form) * _LEADING * len(self.lead)
            drawing.lines(self.left, y, self.lead, _lead(form), drawing.group("lead"))
        if self.columns:
            legend = drawing.group("legend")
            beside = form.height is not None
            wide = inner * 0.23 if beside else inner / form.columns
            y = self.top if beside else self.top + self.height + form.text * 0.8
            for index, column in enumerate(self.columns):
                x = form.width - form.margin - wide if beside else self.left + index * wide
                _draw(drawing, legend, column=column, x=x, y=y, wide=wide - form.text * 0.8, form=form)
        if self.notes:
            y = self.page - form.margin - form.small * _LEADING * len(self.notes)
            drawing.lines(self.left, y, self.notes, form.small, drawing.group("caption"), colour=PALE)


def _lead(form: PageFormat) -> float:
    return form.text * 1.25


def notes(caption: str, sources: Sequence[str], extra: Sequence[str], lang: str) -> list[str]:
    """The lines under a figure: the caption with what else is to be said, and the line of sources."""
    said = " ".join(part for part in (caption.strip(), *extra) if part)
    what = "; ".join(sources)
    return [said, say("source" if len(sources) == 1 else "sources", lang, what=what) if sources else ""]


Chunk = tuple[str, tuple[LegendLine, ...]]


def _height(column: Sequence[Chunk], form: PageFormat) -> float:
    gaps = form.text * 0.7 * max(0, len(column) - 1)
    heads = form.text * 1.35 * sum(1 for head, _ in column if head)
    return gaps + heads + sum(item.height for _, items in column for item in items)


def _head(heading: str, form: PageFormat, wide: float) -> list[str]:
    return wrap(heading, form.text, wide, 600, lines=1) if heading.strip() else []


def _columns(blocks: Sequence[Block], count: int, form: PageFormat, wide: float) -> tuple[tuple[Chunk, ...], ...]:
    if not blocks:
        return ()
    highest = sum(_height([(block.heading, block.items)], form) for block in blocks)
    limit = highest / count / 2
    while True:
        columns = _fill(blocks, limit, form)
        if len(columns) <= count:
            return tuple(tuple(column) for column in columns)
        limit += form.text * 0.5


def _fill(blocks: Sequence[Block], limit: float, form: PageFormat) -> list[list[Chunk]]:
    columns: list[list[Chunk]] = [[]]
    for block in blocks:
        rest, heading = list(block.items), block.heading
        while rest:
            fits = [
                n for n in range(1, len(rest) + 1) if _height([*columns[-1], (heading, tuple(rest[:n]))], form) <= limit
            ]
            whole = _height([(block.heading, block.items)], form) <= limit
            if fits and (fits[-1] == len(rest) or (fits[-1] >= 2 and not whole)):
                columns[-1].append((heading, tuple(rest[: fits[-1]])))
                rest, heading = rest[fits[-1] :], " " if heading else ""
            elif not columns[-1]:
                columns[-1].append((heading, tuple(rest[:1])))
                rest, heading = rest[1:], " " if heading else ""
            if rest:
                columns.append([])
    return columns


def _draw(
    drawing: Drawing, parent: Element, column: Sequence[Chunk], x: float, y: float, wide: float, form: PageFormat
) -> None:
    for index, (heading, items) in enumerate(column):
        y += form.text * 0.7 if index else 0
        for line in _head(heading, form, wide):
            drawing.text(x, y + form.text * 0.92, line, form.text, parent, weight=600)
        y += form.text * 1.35 if heading else 0
        for item in items:
            item.draw(drawing, parent, x, y, wide)
            y += item.height
