"""`kg themes`, `kg networks`, `kg programmes`, `kg sources`, `kg stats`: what there is, asked as Questions."""

from __future__ import annotations

from dataclasses import replace

import click

from kg.api import Samkart
from kg.cli.complete import actors, themes
from kg.cli.options import answers, graph
from kg.cli.output import table_of
from kg.model.table import Table

__all__ = ["networks_command", "programmes_command", "sources_command", "stats_command", "themes_command"]


@click.command("themes")
@click.argument("actor", required=False, shell_complete=actors)
@graph
@answers
def themes_command(samkart: Samkart, actor: str | None) -> Table:
    """The themes; with ACTOR, those it works on and by which kind of tie."""
    answer = samkart.ask("actor/themes", actor=actor) if actor else samkart.ask("theme/list")
    return table_of(answer, samkart.language)


@click.command("networks")
@click.argument("actor", required=False, shell_complete=actors)
@click.option("--theme", default="", metavar="THEME", shell_complete=themes, help="Only networks with a theme.")
@graph
@answers
def networks_command(samkart: Samkart, actor: str | None, theme: str) -> Table:
    """The networks, offices and councils; with ACTOR, those it is a member of, with status and dates."""
    about = samkart.resolve(actor, "actor") if actor else ""
    if actor:
        answer = samkart.ask("actor/networks", actor=about, theme=theme)
    elif theme:
        answer = samkart.ask("network/by-policy-area", theme=theme)
    else:
        answer = samkart.ask("network/list")
    return replace(table_of(answer, samkart.language), about=about)


@click.command("programmes")
@click.option("--country", default="NO", show_default=True, metavar="CODE", help="Whose participation to show.")
@click.option("--theme", default="", metavar="THEME", shell_complete=themes, help="Only programmes with a theme.")
@graph
@answers
def programmes_command(samkart: Samkart, country: str, theme: str) -> Table:
    """The programmes that are open to a country, with the status of its participation and what that rests on."""
    answer = samkart.ask("programme/open-to-country", country=country, theme=theme)
    return replace(table_of(answer, samkart.language), about="")


@click.command("sources")
@graph
@answers
def sources_command(samkart: Samkart) -> Table:
    """The sources that facts come from, with how many rest on each."""
    return table_of(samkart.ask("source/list"), samkart.language)


@click.command("stats")
@graph
@answers
def stats_command(samkart: Samkart) -> Table:
    """How many things of each class and ties of each kind there are."""
    return table_of(samkart.ask("stats/classes"), samkart.language)
