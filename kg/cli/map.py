"""`kg map`: a network drawn, as one HTML page or as a figure."""

from __future__ import annotations

from typing import Any

import click

from kg.api import Samkart
from kg.cli.drawing.areas import or_areas
from kg.cli.network_options import selecting, thinning
from kg.cli.options import Whole
from kg.cli.options import graph as open_graph
from kg.cli.progress import clear
from kg.errors import Usage
from kg.ids import file_name
from kg.language.captions import compared_lines
from kg.networks.choices import DRAWN_MODES, WEIGHTS
from kg.views.map.drawing import EXPORTS, FORMATS, Drawing, checked_ending
from kg.views.map.walk import walk_ending

__all__ = ["map_command"]


@click.command("map")
@click.option(
    "-o",
    "--output",
    default="",
    metavar="FILE",
    help=f"What to write, by its ending: {', '.join(FORMATS)}. Default: an HTML page here.",
)
@click.option(
    "--mode",
    type=click.Choice(DRAWN_MODES),
    default=None,
    help="What the nodes are. Default: an actor with its partners and networks (ego); without one, or from two steps"
    " on, actors and what they meet in (two-mode); on a geographic map actors.",
)
@click.option(
    "--weight",
    type=click.Choice(sorted(WEIGHTS)),
    default="newman",
    show_default=True,
    help="What an edge counts.",
)
@thinning("Default: a picture of one kind of node has the widest backbone that can be read, a table has all.")
@click.option(
    "--colour",
    default="kind",
    show_default=True,
    help="Nodes by kind, type, country, level, community, theme, programme, none or a measure.",
)
@click.option(
    "--size",
    default="ties",
    show_default=True,
    help="Nodes by ties, population, none or a measure (betweenness, pagerank …).",
)
@click.option("--geographic", is_flag=True, help="On a map of Europe instead of as a network.")
@click.option(
    "--page",
    type=click.Choice(["a4-column", "a4-page", "slide"]),
    default="a4-page",
    show_default=True,
    help="Size of a figure.",
)
@click.option("--dpi", default=200, show_default=True, type=Whole(50, 1200), help="Resolution of a PNG.")
@click.option(
    "--for",
    "program",
    type=click.Choice(["gephi", "kumu"]),
    default=None,
    help="Tables with the columns that a program reads: .csv or .xlsx; .json is a blueprint of Kumu.",
)
@click.option(
    "--ended/--no-ended", default=None, help="Around an actor: what has ended, too. Default: unless that is most."
)
@click.option(
    "--reported/--no-reported", default=None, help="What is only reported, too. Default: unless that is most."
)
@click.option(
    "--views",
    default="",
    metavar="FILE",
    help="A walk through the map, at most ten views (docs/walk.md), two-mode unless --mode says another: in a page,"
    " or a .pdf with a page for each.",
)
@click.option("--title", default="", help="Title; by default what the map is of.")
@open_graph
@or_areas
@selecting
def map_command(
    samkart: Samkart,
    output: str,
    mode: str | None,
    page: str,
    dpi: int,
    program: str | None,
    views: str,
    **asked: Any,
) -> None:
    """Draw the network of ACTORS (or of a theme, programme, country …), or with --areas where they are.

    An HTML page is one file that needs nothing else: search, filters, cards with sources, a table of the same data.
    """
    if program and not output:
        raise Usage("say where to write what is for another program: -o FILE.csv", (), "output")
    check = walk_ending if views else checked_ending
    ending = check(output, program or "") if output else ".html"  # before the work
    made = samkart.map(mode=mode or "", views=views, **asked)
    path = output or f"{file_name(made.about)}.html"
    samkart.progress("page", 0, None)
    made.save(path, page=page, dpi=dpi, program=program or "")
    clear()
    for line in _notes(made, path, ending):
        click.echo(f"note: {line}", err=True)
    graph = made.chosen if ending in EXPORTS else made.drawn
    click.echo(f"{path}: {graph.number_of_nodes()} / {graph.number_of_edges()}", err=True)


def _notes(made: Drawing, path: str, ending: str) -> list[str]:
    """What a reader must be told beside a file: what is folded, and where the file cannot tell it itself the rest."""
    if ending not in EXPORTS:
        return made.folded
    told = made.graph.graph["caption"]
    compared = compared_lines(told["comparison"], made.language) if "comparison" in told else []
    return [*compared, *(caveat.text(made.language) for caveat in made.notes(path))]
