"""The options that say which network is meant, shared by everything that analyses or draws one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from kg.cli.complete import actors, programmes, themes
from kg.cli.options import Whole, dated, evidence, kind, level, predecessors

__all__ = ["selecting"]

F = TypeVar("F", bound=Callable[..., object])


def selecting(function: F) -> F:
    """Options that say which network is meant; the command gets them as the verbs of `Samkart` take them."""
    options = [
        click.option(
            "--region", default="", metavar="ACTORS", help="Several actors as one, with commas: asker,baerum."
        ),
        click.option(
            "--radius", default=1, show_default=True, type=Whole(1, 4), help="How many steps from the actors."
        ),
        click.option(
            "--via",
            default="",
            metavar="KINDS",
            help="Only ties of these kinds: project, network, twinning, agreement; or theme, programme.",
        ),
        click.option("--theme", default="", metavar="THEME", shell_complete=themes, help="Only what is about a theme."),
        click.option(
            "--programme",
            default="",
            metavar="PROGRAMME",
            shell_complete=programmes,
            help="Only projects of a programme.",
        ),
        click.option("--country", multiple=True, metavar="CODE", help="Only actors in a country; repeat for more."),
        level("actors", multiple=True),
        kind("Only actors of a kind.", multiple=True),
        dated(at="Only ties that can have held on that day."),
        predecessors("the actors"),
        evidence(),
        click.option("--max-hub", default=None, type=Whole(2), metavar="N", help="Leave out hubs with more actors."),
        click.argument("actors", nargs=-1, shell_complete=actors),
    ]
    for option in reversed(options):
        function = option(function)
    return function
