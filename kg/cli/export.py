"""`kg export`: the graph, a layer of it, or what one source says, as RDF text."""

from __future__ import annotations

import sys
from typing import IO

import click

from kg.api import Samkart
from kg.cli.options import graph
from kg.cli.progress import clear
from kg.errors import Usage
from kg.model.progress import quiet

__all__ = ["export_command"]


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice(("turtle", "trig", "nquads", "ntriples", "jsonld")),
    default=None,
    help="Default: by the file's ending, or trig for the whole, turtle for one graph.",
)
@click.option("--source", default="", metavar="NAME", help="Only what one source says, in its own identifiers.")
@click.option(
    "--layer",
    type=click.Choice(("canonical", "sources")),
    default=None,
    help="Only what Samkart makes of its sources (the default graph), or only what they say (a named graph each).",
)
@click.option("--canonical", is_flag=True, help="The same as --layer canonical.")
@click.option(
    "--canonical-graph",
    is_flag=True,
    help="Write the default graph as a graph of its own name, for engines whose default graph is the union of all.",
)
@click.option(
    "--compress",
    type=click.Choice(("none", "gzip", "zstd")),
    default=None,
    help="Default: by the file's ending, .gz or .zst.",
)
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    help="Where to write: .ttl, .nt, .jsonld, .trig or .nq, with .gz or .zst; - is standard output.",
)
@graph
def export_command(
    samkart: Samkart,
    form: str | None,
    source: str,
    layer: str | None,
    canonical: bool,
    canonical_graph: bool,
    compress: str | None,
    output: str,
) -> None:
    """Write the graph as Turtle, TriG, N-Triples, N-Quads or JSON-LD: whole, a layer of it, or one source.

    The same graph gives the same bytes. Memory does not grow with the graph; a file appears whole or not at all.
    """
    if canonical and layer == "sources":
        raise Usage("--canonical and --layer sources cannot go together")
    target: IO[bytes] | str = sys.stdout.buffer if output == "-" else output
    if output == "-" and sys.stdout.isatty():
        samkart.progress = quiet
    samkart.write_rdf(
        target,
        form or "",
        source=source,
        canonical=canonical,
        layer=layer or "",
        canonical_graph=canonical_graph,
        compress=compress or "",
    )
    clear()
