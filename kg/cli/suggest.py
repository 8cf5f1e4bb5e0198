"""`kg suggest`: whom to ask, which networks to join, which themes to take up, each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kg.api import Samkart
from kg.cli.complete import actors, programmes, themes
from kg.cli.options import KIND_NAMES, answers, graph
from kg.cli.who import country_of
from kg.language.tables import kind_word, words
from kg.model.table import Cell, Table
from kg.vocab import concept

if TYPE_CHECKING:
    from kg.suggest.gather import Suggester
    from kg.suggest.rows import Suggestion

__all__ = ["suggest_command"]

_limit = click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="How many.")
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
@click.option("--country", "countries", multiple=True, metavar="CODE", help="Only in a country; repeat for more.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(list(KIND_NAMES)), help="Only of a kind; repeat for more."
)
@click.option("--abroad", is_flag=True, help="Only outside the actor's own country.")
@click.option("--spread", is_flag=True, help="Spread over countries, as calls for projects want it.")
@click.option("--experienced", is_flag=True, help="Only actors that have had partners before.")
@_limit
@graph
@answers
def partners_command(
    samkart: Samkart,
    actor: str,
    theme: str,
    programme: str,
    countries: tuple[str, ...],
    kinds: tuple[str, ...],
    abroad: bool,
    spread: bool,
    experienced: bool,
    limit: int,
) -> Table:
    """Partners that ACTOR has not worked with, best first: shared partners, networks and themes, likeness, activity."""
    from kg.suggest.gather import Suggester

    adviser = Suggester(samkart)
    iri = samkart.resolve(actor, "actor")
    wanted = [country_of(code) for code in countries]
    if abroad:
        wanted = [code for code in wanted or adviser.countries() if code != samkart.entity(iri).country]
    found = adviser.partners(
        iri,
        theme=theme,
        programme=programme,
        countries=wanted,
        kinds=[KIND_NAMES[kind] for kind in kinds],
        newcomers=not experienced,
        spread=spread,
        limit=limit,
    )
    return _table(adviser, found, adviser.basis(iri, theme=theme, programme=programme))


@suggest_command.command("networks")
@click.argument("actor", shell_complete=actors)
@_theme
@_limit
@graph
@answers
def networks_command(samkart: Samkart, actor: str, theme: str, limit: int) -> Table:
    """Networks that ACTOR is not in, best first: where its partners and its like are, and what it works on."""
    from kg.suggest.gather import Suggester

    adviser = Suggester(samkart)
    iri = samkart.resolve(actor, "actor")
    return _table(adviser, adviser.networks(iri, theme=theme, limit=limit), adviser.basis(iri, theme=theme))


@suggest_command.command("themes")
@click.argument("actor", shell_complete=actors)
@_limit
@graph
@answers
def themes_command(samkart: Samkart, actor: str, limit: int) -> Table:
    """Themes that nothing of ACTOR carries yet, best first: what its partners and its like work on."""
    from kg.suggest.gather import Suggester

    adviser = Suggester(samkart)
    iri = samkart.resolve(actor, "actor")
    return _table(adviser, adviser.themes(iri, limit=limit), adviser.basis(iri))


def _table(adviser: Suggester, found: Sequence[Suggestion], note: str) -> Table:
    samkart = adviser.session
    names = ["rank", "name", "kind", "country", "score", "reasons", "evidence"]
    rows = []
    for rank, each in enumerate(found, start=1):
        entity = samkart.entity(each.actor if each.actor.startswith("http") else concept("theme", each.actor))
        ties = list(dict.fromkeys(tie for reason in each.reasons for tie in reason.ties))
        sources = samkart.evidence(*ties)
        said = [adviser.words(reason) for reason in each.reasons]
        rows.append(
            [
                Cell(rank, str(rank)),
                Cell(entity.iri, entity.label),
                Cell(entity.kind, kind_word(entity.kind, samkart.language)),
                Cell.of(entity.country),
                Cell(round(each.score, 6), f"{each.score:.2f}"),
                Cell(said, "; ".join(said)),
                Cell([source.address for source in sources], "; ".join(source.title for source in sources)),
            ]
        )
    types = ["integer", "actor", "text", "country", "number", "text", "text"]
    return Table(names, words(samkart.language, *names), types, rows, "", note)
