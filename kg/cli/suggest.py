"""`kg suggest`: whom to ask, for what a consortium, which networks to join, which themes to take up, with reasons."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kg.api import Samkart
from kg.cli.complete import actors, programmes, themes
from kg.cli.options import Whole, answers, evidence, graph, kind
from kg.cli.sections import sections
from kg.errors import BadData, Message, Usage
from kg.model.result import Report, Tabular
from kg.plain_text import read_text, text_of

__all__ = ["suggest_command"]

_limit = click.option("--limit", default=10, show_default=True, type=Whole(1), help="How many.")
_theme = click.option("--theme", default="", metavar="THEME", shell_complete=themes, help="For work on a theme.")


@click.group("suggest")
def suggest_command() -> None:
    """Suggest partners, a consortium, networks or themes for an actor, with reasons and the ties behind them."""


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


@suggest_command.command("consortium")
@click.argument("actor", shell_complete=actors)
@click.option("--about", default="", metavar="FILE", help="A text with the idea, in nb, nn or en; - is standard input.")
@click.option("--idea", default="", metavar="TEXT", help="The idea itself, in some sentences.")
@click.option("--call", default="", metavar="ID", help="A call in the graph, by its code or title.")
@click.option("--theme", multiple=True, metavar="THEME", shell_complete=themes, help="A theme; repeat for more.")
@click.option("--size", default=8, show_default=True, type=Whole(2), help="How many in all, with ACTOR.")
@click.option("--spread", is_flag=True, help="Spread over countries, as calls for projects want it.")
@click.option(
    "--newcomers", default=0, show_default=True, type=Whole(0), help="At least so many without a project in the graph."
)
@click.option(
    "--with", "including", multiple=True, metavar="ACTOR", shell_complete=actors, help="Aboard already; repeat."
)
@click.option("--without", multiple=True, metavar="ACTOR", shell_complete=actors, help="Not to be asked; repeat.")
@evidence()
@sections
@graph
def consortium_command(samkart: Samkart, actor: str, about: str, idea: str, **asked: Any) -> Report[Any]:
    """A set of actors around ACTOR for an idea, a call or themes: roles, countries, kinds, who has worked together.

    The idea is read for the names of themes and for words that titles of projects have; the passages are shown. Members
    are chosen one after another for what each adds to the set; past partners are among them.
    """
    if about and idea:
        raise Usage(
            Message("say what it is for by one of idea, call and theme; {n} were given", "consortium.wish", n=2)
        )
    return samkart.suggest.consortium(actor, idea=_idea(about) if about else idea, **asked)


def _idea(file: str) -> str:
    """The text of a file. Raises BadData for one that is no text and one without a letter."""
    expected = "a text of some sentences"
    if file == "-":
        stream = getattr(sys.stdin, "buffer", sys.stdin)  # what stands in for it may hold text
        given: bytes | str = stream.read()
        found = text_of(given if isinstance(given, bytes) else given.encode(), "standard input", expected)
    else:
        found = read_text(Path(file), expected)
    if not any(letter.isalpha() for letter in found):
        raise BadData(f"{'standard input' if file == '-' else file} has no words; expected {expected}")
    return found
