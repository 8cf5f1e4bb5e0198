"""`kg chart`: bars and heat maps beside the maps."""

from __future__ import annotations

from typing import Any

import click

from kg.api import Samkart
from kg.cli.network_options import selecting
from kg.cli.options import Whole, graph
from kg.cli.progress import clear
from kg.resources import ending_of
from kg.views.charts.drawn import FORMATS

__all__ = ["chart_command"]


@click.command("chart")
@click.option(
    "--of",
    type=click.Choice(["programmes", "themes", "levels"]),
    default="programmes",
    show_default=True,
    help="Participations by programme and period, ties by actor and theme, or partners by level.",
)
@click.option(
    "-o", "--output", required=True, metavar="FILE", help=f"What to write, by its ending: {', '.join(FORMATS)}."
)
@click.option(
    "--page",
    type=click.Choice(["a4-column", "a4-page", "slide"]),
    default="a4-page",
    show_default=True,
    help="Size of the figure.",
)
@click.option("--dpi", default=200, show_default=True, type=Whole(50, 1200), help="Resolution of a PNG.")
@click.option("--title", default="", help="Title; by default what the chart is of.")
@graph
@selecting
def chart_command(samkart: Samkart, output: str, dpi: int, **asked: Any) -> None:
    """A chart of ACTORS (or of a theme, programme, country …): programmes, themes or levels."""
    ending_of(output, FORMATS)  # before the work
    samkart.chart(**asked).save(output, dpi=dpi)
    clear()
    click.echo(output, err=True)
