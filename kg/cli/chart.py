"""`kg chart`: bars and heat maps beside the maps."""

from __future__ import annotations

from pathlib import Path

import click

from kg.api import Samkart
from kg.cli.network_options import selecting, subject
from kg.cli.options import graph
from kg.cli.output import write_bytes
from kg.errors import KgError, Usage
from kg.language.tables import words
from kg.networks.selection import Selection

__all__ = ["chart_command"]

_ENDINGS = (".svg", ".png", ".pdf")


@click.command("chart")
@click.option(
    "--of",
    "what",
    type=click.Choice(["programmes", "themes", "levels"]),
    default="programmes",
    show_default=True,
    help="Participations by programme and period, ties by actor and theme, or partners by level.",
)
@click.option(
    "-o", "--output", required=True, metavar="FILE", help=f"What to write, by its ending: {', '.join(_ENDINGS)}."
)
@click.option(
    "--page",
    type=click.Choice(["a4-column", "a4-page", "slide"]),
    default="a4-page",
    show_default=True,
    help="Size of the figure.",
)
@click.option("--dpi", default=200, show_default=True, type=click.IntRange(50, 1200), help="Resolution of a PNG.")
@click.option("--title", default="", help="Title; by default what the chart is of.")
@graph
@selecting
def chart_command(samkart: Samkart, chosen: Selection, what: str, output: str, page: str, dpi: int, title: str) -> None:
    """A chart of ACTORS (or of a theme, programme, country …): programmes, themes or levels."""
    path = Path(output)
    if path.suffix not in _ENDINGS:
        raise Usage(f"--output {path.name!r}: unknown ending; expected one of {', '.join(_ENDINGS)}")
    if what == "levels" and not chosen.ego:
        raise Usage("--of levels is about actors; name one or more")
    from kg.views.charts.chart import to_pdf, to_png

    svg = _drawn(samkart, chosen, what, page, title or subject())
    content = svg.encode() if path.suffix == ".svg" else to_pdf(svg) if path.suffix == ".pdf" else to_png(svg, dpi)
    write_bytes(content, output)
    click.echo(output, err=True)


def _drawn(samkart: Samkart, chosen: Selection, what: str, page: str, title: str) -> str:
    from kg.views.charts.chart import level_mix, programme_periods, theme_coverage
    from kg.views.charts.gather import PERIODS, level_names, level_rows, programme_rows, theme_rows

    rows = {"programmes": programme_rows, "themes": theme_rows, "levels": level_rows}[what](samkart, chosen)
    if not rows:
        raise KgError("no tie meets these conditions, so there is nothing to draw")
    lang = samkart.language
    caption, legend = words(lang, f"chart-{what}", f"legend-{what}")
    sources = [samkart.source_title(each.name) for each in samkart.sources() if not each.supporting]
    if what == "programmes":
        return programme_periods(
            rows, size=page, lang=lang, title=title, caption=caption, sources=sources, periods=PERIODS, legend=legend
        )
    if what == "levels":
        return level_mix(
            rows,
            size=page,
            lang=lang,
            title=title,
            caption=caption,
            sources=sources,
            levels=level_names(samkart),
            legend=legend,
        )
    return theme_coverage(rows, size=page, lang=lang, title=title, caption=caption, sources=sources)
