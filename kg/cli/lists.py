"""`kg themes`, `networks`, `conflicts`, `programmes`, `sources`, `stats`: what there is, asked as Questions."""

from __future__ import annotations

import click

from kg.api import Samkart
from kg.cli.complete import actors, themes
from kg.cli.options import answers, evidence, graph, limited
from kg.model.result import Tabular

__all__ = [
    "conflicts_command",
    "networks_command",
    "programmes_command",
    "sources_command",
    "stats_command",
    "themes_command",
]

_COUNTRY = "NO"  # whose programmes `kg programmes` shows unless another country is named: a habit of this command only


@click.command("themes")
@click.argument("actor", default="", shell_complete=actors)
@graph
@answers
@limited
def themes_command(samkart: Samkart, actor: str) -> Tabular:
    """The themes; with ACTOR, those it works on and by which kind of tie."""
    return samkart.themes(actor)


@click.command("networks")
@click.argument("actor", default="", shell_complete=actors)
@click.option("--theme", default="", metavar="THEME", shell_complete=themes, help="Only networks with a theme.")
@evidence("memberships")
@graph
@answers
@limited
def networks_command(samkart: Samkart, actor: str, theme: str, evidence: str) -> Tabular:
    """The networks, offices and councils; with ACTOR, those it is a member of, with status and dates."""
    return samkart.networks(actor, theme=theme, evidence=evidence)


@click.command("conflicts")
@click.argument("actor", default="", shell_complete=actors)
@graph
@answers
@limited
def conflicts_command(samkart: Samkart, actor: str) -> Tabular:
    """Where sources disagree, what stands and what the other says; with ACTOR, on its ties and counts only.

    The stronger source stands: a party's own word, another body's, a list, the press, scraped lists; then the later.
    """
    return samkart.conflicts(actor)


@click.command("programmes")
@click.option(
    "--country", default=_COUNTRY, show_default=True, metavar="CODE", help="The country whose participation to show."
)
@click.option("--theme", default="", metavar="THEME", shell_complete=themes, help="Only programmes with a theme.")
@graph
@answers
@limited
def programmes_command(samkart: Samkart, country: str, theme: str) -> Tabular:
    """The programmes that are open to a country, with the status of its participation and what that rests on."""
    return samkart.programmes(country, theme=theme)


@click.command("sources")
@graph
@answers
@limited
def sources_command(samkart: Samkart) -> Tabular:
    """The sources that facts come from, with how many rest on each."""
    return samkart.sources()


@click.command("stats")
@graph
@answers
def stats_command(samkart: Samkart) -> Tabular:
    """How many things of each class and ties of each kind there are."""
    return samkart.stats()
