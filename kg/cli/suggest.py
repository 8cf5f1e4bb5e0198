"""`kg suggest`: whom to ask, which networks to join, which themes to take up, each with its reasons."""

from __future__ import annotations

from typing import Any

import click

from kg.api import Samkart
from kg.cli.complete import actors, programmes, themes
from kg.cli.options import Whole, answers, evidence, graph, kind
from kg.model.result import Tabular

__all__ = ["suggest_command"]

_limit = click.option("--limit", default=10, show_default=True, type=Whole(1), help="How many.")
_theme = click.option("--theme", default="", metavar="THEME", shell_complete=themes, help="For work on a theme.")


@click.group("suggest")
def suggest_command() -> None:
    """Suggest partners, networks or themes that an actor does not have yet, with reasons and the ties behind them."""


@suggest_command.command("partners")
@click.argument("actor", shell_complete=actors)
@_theme
@click.option(
    "--programme", default="", metavar="PROGRAMME", shell_complete=programmes, help="With experience of a programme."
)
@click.option("--country", multiple=True, metavar="CODE", help="Only in a country; repeat for more.")
@kind("Only of a kind; repeat for more.", multiple=True)
@click.option("--abroad", is_flag=True, help="Only outside the actor's own country.")
@click.option("--spread", is_flag=True, help="Spread over countries, as calls for projects want it.")
@click.option("--experienced", is_flag=True, help="Only actors that have had partners before.")
@evidence()
@_limit
@graph
@answers
def partners_command(samkart: Samkart, actor: str, **asked: Any) -> Tabular:
    """Partners that ACTOR has not worked with, best first: shared partners, networks and themes, likeness, activity."""
    return samkart.suggest.partners(actor, **asked)


@suggest_command.command("networks")
@click.argument("actor", shell_complete=actors)
@_theme
@evidence()
@_limit
@graph
@answers
def networks_command(samkart: Samkart, actor: str, **asked: Any) -> Tabular:
    """Networks that ACTOR is not in, best first: where its partners and its like are, and what it works on."""
    return samkart.suggest.networks(actor, **asked)


@suggest_command.command("themes")
@click.argument("actor", shell_complete=actors)
@evidence()
@_limit
@graph
@answers
def themes_command(samkart: Samkart, actor: str, **asked: Any) -> Tabular:
    """Themes that nothing of ACTOR carries yet, best first: what its partners and its like work on."""
    return samkart.suggest.themes(actor, **asked)
