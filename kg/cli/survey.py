"""`kg survey`: a sheet for an actor to answer, with what is known of its ties."""

from __future__ import annotations

import click

from kg.api import Samkart
from kg.brief.formats.survey import ENDINGS
from kg.cli.complete import actors
from kg.cli.options import graph
from kg.cli.progress import clear

__all__ = ["survey_command"]


@click.command("survey")
@click.argument("actor", shell_complete=actors)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    help=f"By its ending: {', '.join(ENDINGS)}. Both can be filled in and read back.",
)
@click.option("--by", default="", metavar="TEXT", help="Who asks: a body or an office, not a person.")
@click.option("--asked", default="", metavar="DATE", help="The day on which it is asked. Default: today.")
@click.option("--all", "every", is_flag=True, help="Ties that have ended too.")
@graph
def survey_command(samkart: Samkart, actor: str, output: str, by: str, asked: str, every: bool) -> None:
    """A sheet for ACTOR to answer: a row a tie, with what is known of it and its source.

    It asks whether the tie still holds, since when, until when, which unit has it and when there was contact last, and
    has empty rows for ties that are missing. `kg import survey FILE` reads the answers.
    """
    made = samkart.survey(actor, by=by, asked=asked, every=every)
    made.save(output)
    clear()
    click.echo(output, err=True)
