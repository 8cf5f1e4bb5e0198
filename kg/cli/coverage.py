"""`kg coverage`: how much of the whole the graph holds."""

from __future__ import annotations

import click

from kg.api import Samkart
from kg.cli.complete import things
from kg.cli.options import graph
from kg.cli.sections import sections
from kg.model.result import Report

__all__ = ["coverage_command"]


@click.command("coverage")
@click.argument("thing", default="", shell_complete=things)
@graph
@sections
def coverage_command(samkart: Samkart, thing: str) -> Report[object]:
    """How much of what others counted is held, how well ties are known, and what is held by programme.

    THING is an actor (a municipality, county or network), a country, a programme or a theme; without it, everything.
    A county counts what lies, or ever lay, in it. The share is of the same period, in the same programme.
    """
    return samkart.coverage(thing)
