"""The options that say which network is meant, shared by everything that analyses or draws one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from kg.cli.complete import actors, programmes, themes
from kg.cli.options import Amount, Whole, dated, derived_themes, evidence, kind, level, predecessors

__all__ = ["selecting", "thinning"]

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
        derived_themes,
        evidence(),
        click.option("--max-hub", default=None, type=Whole(2), metavar="N", help="Leave out hubs with more actors."),
        click.argument("actors", nargs=-1, shell_complete=actors),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def thinning(wide: str) -> Callable[[F], F]:
    """Options that leave out edges of a one-mode network; `wide` says what is there without them."""

    def decorate(function: F) -> F:
        backbone = click.option(
            "--backbone",
            type=Amount(0, 1, min_open=True),
            default=None,
            metavar="LEVEL",
            help="Only edges that stand out at a level of significance (disparity filter), 0.05 say; 1 keeps all. "
            f"Every node keeps one. {wide}",
        )
        least = click.option(
            "--min-weight", type=Amount(0), default=0.0, metavar="W", help="Only edges of at least this strength."
        )
        return backbone(least(function))

    return decorate
