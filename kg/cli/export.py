"""`kg export`: the graph, or what one source says, as RDF text."""

from __future__ import annotations

import click

from kg.api import Samkart
from kg.cli.options import graph
from kg.cli.output import write_text
from kg.errors import NotFound, Usage

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
    from kg.store.serialise import serialise

    if source and canonical:
        raise Usage("--source and --canonical cannot go together: a source's graph is not the canonical one")
    single = bool(source) or canonical
    form = form or ("turtle" if single else "trig")
    if not single and form in ("turtle", "ntriples"):
        raise Usage(
            f"--format {form} holds one graph only; add --canonical or --source, or take trig, nquads or jsonld"
        )
    statements = samkart.statements("" if canonical else source or None)
    text = serialise(statements, form)
    if source and not text.strip():
        raise NotFound(f"no source {source!r}", tuple(samkart.source_names()))
    write_text(text, output)
