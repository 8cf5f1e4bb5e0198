"""`kg path`: how two actors are connected."""

from __future__ import annotations

import click

from kg.api import Samkart
from kg.cli.complete import actors
from kg.cli.options import Whole, answers, evidence, graph
from kg.model.result import Tabular

__all__ = ["path_command"]


@click.command("path")
@click.argument("a", shell_complete=actors)
@click.argument("b", shell_complete=actors)
@click.option(
    "--via", default="", metavar="KINDS", help="Only ties of these kinds: project, network, twinning, agreement."
)
@evidence()
@click.option("--limit", default=3, show_default=True, type=Whole(1, 100), help="How many chains.")
@graph
@answers
def path_command(samkart: Samkart, a: str, b: str, via: str, evidence: str, limit: int) -> Tabular:
    """How A and B are connected: the shortest chains of ties, those over the smallest hubs first."""
    return samkart.path(a, b, via=via, evidence=evidence, limit=limit)
