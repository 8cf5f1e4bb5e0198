"""`kg export`: the graph, or what one source says, as RDF text."""

from __future__ import annotations

import click

from kg.api import Samkart
from kg.cli.options import graph
from kg.cli.output import write_text

__all__ = ["export_command"]


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice(("turtle", "trig", "nquads", "ntriples", "jsonld")),
    default=None,
    help="Default: trig for the whole, turtle for a source.",
)
@click.option("--source", default="", metavar="NAME", help="Only what one source says, in its own identifiers.")
@click.option("--canonical", is_flag=True, help="Only the default graph: what Samkart makes of its sources.")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is standard output.")
@graph
def export_command(samkart: Samkart, form: str | None, source: str, canonical: bool, output: str) -> None:
    """Write the graph as Turtle, TriG, N-Triples, sorted N-Quads or JSON-LD: whole, canonical, or one source."""
    write_text(samkart.export(format=form or "", source=source, canonical=canonical), output)
