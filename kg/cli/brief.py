"""`kg brief`: two to four pages for a council, and the other papers that municipalities write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.api import Samkart
from kg.brief.formats.render import FORMATS
from kg.brief.gather.compose import VARIANTS
from kg.cli.complete import actors, programmes, themes
from kg.cli.options import dated, evidence, graph, predecessors
from kg.cli.progress import clear
from kg.cli.writing.answers import write_data
from kg.resources import ending_of, is_stream

__all__ = ["brief_command"]


@click.command("brief")
@click.argument("actor", default="", shell_complete=actors)
@click.option("--region", default="", metavar="ACTORS", help="Several actors as one, or a county, a council.")
@click.option("--theme", default="", metavar="THEME", shell_complete=themes, help="A briefing on a theme.")
@click.option("--programme", default="", metavar="PROGRAMME", shell_complete=programmes, help="On a programme.")
@click.option("--network", default="", metavar="NETWORK", help="On a network: a fact sheet.")
@click.option(
    "--variant",
    type=click.Choice(VARIANTS),
    default="council",
    show_default=True,
    help="The year's report, a review of twin towns, fact sheets per network, goals and programmes, a profile for"
    " partner search, statistics per county, the ledger of memberships (also .xlsx).",
)
@dated()
@click.option("--year", default="", metavar="YYYY", help="Only ties that can have held in that year.")
@click.option(
    "--country",
    default="",
    metavar="CODE",
    help="Whose view a briefing on a theme, a programme, a network or counties takes. [NO]",
)
@click.option(
    "--since-data",
    default="",
    metavar="DATE|STATE",
    help="Open with what is new since that day of data, or since a state (kg states).",
)
@predecessors("the actors")
@evidence()
@click.option(
    "-o", "--output", default="-", metavar="FILE", help=f"By its ending: {', '.join(FORMATS)}. - is Markdown."
)
@graph
def brief_command(samkart: Samkart, output: str, **asked: Any) -> None:
    """A briefing on ACTOR with figures, tables and numbered sources: two to four pages, ready for a case paper.

    It holds what Samkart knows and nothing else, and says what is not covered. The same data give the same file.
    """
    told = output == "-" or (is_stream(output) and Path(output).suffix.lower() not in FORMATS)
    made = samkart.brief(**asked, figures=not told and ending_of(output, FORMATS) != ".md")
    if told:
        write_data(made.to_markdown(), output)
        return
    samkart.progress("page", 0, None)
    made.save(output)
    clear()
    click.echo(output, err=True)
