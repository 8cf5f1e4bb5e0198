"""`kg export`: the graph, a layer of it, or what one source says, as RDF text; and the graph that a query gives."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, Any

import click

from kg.api import Samkart
from kg.cli.options import graph
from kg.cli.progress import clear
from kg.cli.writing.answers import data_stream
from kg.errors import Usage
from kg.model.progress import quiet

__all__ = ["GRAPH_FORMATS", "export_command", "told_graph", "write_graph"]


GRAPH_FORMATS = ("turtle", "ntriples", "jsonld")


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
    "--incidence",
    is_flag=True,
    help="Instead of RDF: who is where as CSV, a line for each actor at each hub by each tie (docs/scale.md).",
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
    help="Where to write: .ttl, .nt, .jsonld, .trig or .nq (.csv with --incidence), with .gz or .zst; a name that "
    "promises another form is refused. - is standard output.",
)
@graph
def export_command(
    samkart: Samkart,
    form: str | None,
    source: str,
    layer: str | None,
    canonical: bool,
    canonical_graph: bool,
    incidence: bool,
    compress: str | None,
    output: str,
) -> None:
    """Write the graph as Turtle, TriG, N-Triples, N-Quads or JSON-LD: whole, a layer of it, or one source.

    Turtle and N-Triples hold one graph: of the whole it is the canonical layer.

    The same graph gives the same bytes. Memory does not grow with the graph; a file appears whole or not at all.
    """
    if canonical and layer == "sources":
        raise Usage("--canonical and --layer sources cannot go together")
    target: IO[bytes] | str = sys.stdout.buffer if output == "-" else output
    if incidence:
        others = {"--format": form, "--source": source, "--layer": layer, "--canonical": canonical}
        others["--canonical-graph"] = canonical_graph
        if told := [name for name, value in others.items() if value]:
            raise Usage(f"--incidence writes no RDF; it cannot go together with {', '.join(told)}")
        samkart.write_incidence(target, compress or "")
        return
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


def told_graph(output: str) -> str:
    """The form of RDF that the name of a file is for, empty for other files and for standard output."""
    from kg.store.text.forms import told_by

    return told_by(Path(output))[0] if output != "-" else ""


def write_graph(triples: Any, form: str, output: str) -> None:
    """Write triples to a file, which appears whole or not at all, or to standard output; Turtle where nothing is told.

    Raises Usage for a form of tables and for a name that promises another form.
    """
    from kg.store.text.compress import compressed
    from kg.store.text.forms import agreed
    from kg.store.text.serialise import write_lines

    if form and form not in GRAPH_FORMATS:
        raise Usage(f"--format {form} is for tables; a graph is written as {', '.join(GRAPH_FORMATS)}")
    form, packing = agreed(None if output == "-" else Path(output), form, forms=GRAPH_FORMATS)
    lines = (f"{each} .\n" for each in triples)
    with data_stream(output) as stream, compressed(stream, packing) as packed:
        write_lines(lines, form or "turtle", packed)
