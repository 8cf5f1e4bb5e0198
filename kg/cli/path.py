"""`kg path`: how two actors are connected."""

from __future__ import annotations

import click

from kg.api import Samkart
from kg.cli.complete import actors
from kg.cli.options import answers, graph
from kg.errors import NotFound, Usage
from kg.language.tables import kind_word, words
from kg.model.table import Cell, Table

__all__ = ["path_command"]


@click.command("path")
@click.argument("a", shell_complete=actors)
@click.argument("b", shell_complete=actors)
@click.option(
    "--via", default="", metavar="KINDS", help="Only ties of these kinds: project, network, twinning, agreement."
)
@click.option("--limit", default=3, show_default=True, type=click.IntRange(1, 100), help="How many chains.")
@graph
@answers
def path_command(samkart: Samkart, a: str, b: str, via: str, limit: int) -> Table:
    """How A and B are connected: the shortest chains of ties, those over the smallest hubs first."""
    from kg.cli.who import kinds_of

    first, last = samkart.resolve(a, "actor"), samkart.resolve(b, "actor")
    if first == last:
        raise Usage(f"{a!r} and {b!r} are the same actor, {samkart.entity(first).label}")
    chains = samkart.paths(first, last, via=kinds_of(via), limit=limit)
    if not chains:
        raise NotFound(f"no chain of ties joins {samkart.entity(first).label} and {samkart.entity(last).label}")
    language = samkart.language
    names = ["step", "name", "kind", "country", "tie", "in", "start", "end", "source"]
    rows = []
    for number, chain in enumerate(chains, start=1):
        for position, link in enumerate(chain):
            hub = link.hub if link.kind != "twinning" else None
            rows.append(
                [
                    Cell.of(f"{number}.{position}"),
                    Cell(link.actor.iri, link.actor.label),
                    Cell(link.actor.kind, kind_word(link.actor.kind, language)),
                    Cell.of(link.actor.country),
                    Cell(link.kind or None, words(language, link.kind)[0] if link.kind else ""),
                    Cell(hub.iri, hub.label) if hub else Cell(None, ""),
                    Cell.of(link.start),
                    Cell.of(link.end),
                    Cell.of("; ".join(source.title for source in link.sources)),
                ]
            )
    return Table(names, words(language, *names), ["text"] * len(names), rows)
