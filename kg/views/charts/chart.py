"""Charts that stand beside maps, in the same formats and typeface: bars, heat map, levels.

Input is plain rows of (text, text, number), the texts in the language of the reader; None as a text is the unknown
and is drawn as such. SVG as from `kg.views.figures.network`, with `to_png` and `to_pdf` for the other formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.language.figure_words import amount, say
from kg.views.charts.bars import Bars
from kg.views.charts.draw import ChartData, Row, begin, called, finish, table
from kg.views.charts.heatmap import Squares
from kg.views.figures.render import to_pdf, to_png

__all__ = ["level_matrix", "level_mix", "programme_periods", "theme_coverage", "to_pdf", "to_png"]


def programme_periods(
    rows: Iterable[Row],
    *,
    size: str = "a4-page",
    lang: str = "nb",
    title: str = "",
    caption: str = "",
    sources: Sequence[str] = (),
    periods: Sequence[str] = (),
    legend: str = "",
    most: int = 20,
) -> str:
    """Ties per programme and period: a bar for each programme, stacked by period from light (early) to dark (late).

    `rows` are (programme, period, number); `periods` gives their order (else that of their text), `legend` the heading
    over them. The `most` programmes with the most ties are drawn, and the caption says how many are not. Raises Usage.
    """
    form = begin(size, lang)
    counted = table(rows, column_order=periods, most=most, by_name=True)
    bars = Bars(counted, form, lang, share=False)
    return finish(
        form,
        bars.height,
        bars.draw,
        title=title,
        description=_told("bars", counted, lang, title),
        caption=caption,
        sources=sources,
        lang=lang,
        blocks=bars.legend(legend),
        extra=_left_out(counted, lang),
    )


def level_mix(
    rows: Iterable[Row],
    *,
    size: str = "a4-page",
    lang: str = "nb",
    title: str = "",
    caption: str = "",
    sources: Sequence[str] = (),
    levels: Sequence[str] = (),
    legend: str = "",
    most: int = 20,
) -> str:
    """The mix of levels: a bar for each row, as shares of the whole, stacked by level from light to dark.

    `rows` are (what, level, number), such as an actor or a network and how many partners it has at each level;
    `levels` gives the order of the levels. The number behind each bar stands at its end. Raises Usage.
    """
    form = begin(size, lang)
    counted = table(rows, column_order=levels, most=most)
    bars = Bars(counted, form, lang, share=True)
    return finish(
        form,
        bars.height,
        bars.draw,
        title=title,
        description=_told("bars", counted, lang, title),
        caption=caption,
        sources=sources,
        lang=lang,
        blocks=bars.legend(legend),
        extra=_left_out(counted, lang),
    )


def theme_coverage(
    rows: Iterable[Row],
    *,
    size: str = "a4-page",
    lang: str = "nb",
    title: str = "",
    caption: str = "",
    sources: Sequence[str] = (),
    actors: Sequence[str] = (),
    themes: Sequence[str] = (),
    most: int = 40,
) -> str:
    """Which actors work on which themes: a heat map of (actor, theme, number), the numbers in the squares.

    Actors and themes come in the order given, else those with the most first. Raises Usage.
    """
    form = begin(size, lang)
    counted = table(rows, row_order=actors, column_order=themes, most=most)
    squares = Squares(counted, form, lang)
    return finish(
        form,
        squares.height,
        squares.draw,
        title=title,
        description=_told("heat", counted, lang, title),
        caption=caption,
        sources=sources,
        lang=lang,
        extra=[say("darker", lang), *_left_out(counted, lang)],
    )


def level_matrix(
    rows: Iterable[Row],
    *,
    size: str = "a4-column",
    lang: str = "nb",
    title: str = "",
    caption: str = "",
    sources: Sequence[str] = (),
    levels: Sequence[str] = (),
) -> str:
    """Ties by the levels of both ends: (level, level, number), order within a pair being nothing.

    The diagonal, with a rim, is horizontal cooperation; the caption gives its share of the ties whose levels are both
    known. Raises Usage.
    """
    form = begin(size, lang)
    given = list(rows)
    both = table([*given, *((b, a, 0.0) for a, b, _ in given)], row_order=levels, column_order=levels, most=99)
    order = {name: index for index, name in enumerate(both.rows)}
    pairs: dict[tuple[str | None, str | None], float] = {}
    for (one, other), value in both.values.items():
        pair = (one, other) if order[one] <= order[other] else (other, one)
        pairs[pair] = pairs.get(pair, 0.0) + value
    counted = ChartData(both.rows, both.rows, pairs, 0)
    known = {pair: value for pair, value in pairs.items() if None not in pair}
    same, whole = sum(v for (a, b), v in known.items() if a == b), sum(known.values())
    extra = [say("darker", lang)]
    if whole:
        share = amount(round(100 * same / whole, 1), lang, 1) + ("%" if lang == "en" else "\u00a0%")
        extra.append(say("horizontal", lang, n=same, all=whole, share=share))
    squares = Squares(counted, form, lang, half=True)
    return finish(
        form,
        squares.height,
        squares.draw,
        title=title,
        description=_told("heat", counted, lang, title),
        caption=caption,
        sources=sources,
        lang=lang,
        extra=extra,
    )


def _left_out(counted: ChartData, lang: str) -> list[str]:
    return [say("rows_left", lang, n=counted.left_out)] if counted.left_out else []


def _told(kind: str, counted: ChartData, lang: str, title: str) -> str:
    """The chart in words: its rows with their numbers, as far as one can listen to."""
    rows = []
    for row in counted.rows[:12]:
        cells = [(c, counted.values.get((row, c), 0.0)) for c in counted.columns]
        told = ", ".join(f"{called(column, lang)} {amount(value, lang)}" for column, value in cells if value)
        rows.append(f"{called(row, lang)}: {told}")
    return say(kind, lang, what=title) + " " + ("; ".join(rows) if rows else say("nothing", lang))
