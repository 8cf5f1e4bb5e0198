"""`kg compare`, `kg region`, `kg gaps`: what actors share, what a region does together, and what is missing."""

from __future__ import annotations

from typing import Any

import click

from kg.api import Samkart
from kg.cli.complete import actors as actor_names
from kg.cli.options import Whole, dated, evidence, graph, predecessors
from kg.cli.sections import sections
from kg.model.result import Report

__all__ = ["compare_command", "gaps_command", "region_command"]

_given = click.option(
    "--with", "compared_with", multiple=True, metavar="ACTOR", help="Compare with this actor; repeat for more."
)
_at = {
    "compare": "Only ties that can have held on that day.",
    "region": "What held on that day. Default: not known ended.",
    "gaps": "Programmes open on that day. Default: today.",
}


@click.command("compare")
@click.argument("actors", nargs=-1, required=True, shell_complete=actor_names)
@predecessors("an actor")
@dated(at=_at["compare"])
@evidence()
@click.option("--period", "periods", multiple=True, metavar="FROM-TO", help="Years to follow. [2014-2020, 2021-2027]")
@sections
@graph
def compare_command(samkart: Samkart, actors: tuple[str, ...], **asked: Any) -> Report[object]:
    """What ACTORS do alone and what they share, how alike they are, and how closely they cooperate.

    Networks, agreements, programmes, projects, themes, partners, countries, twin towns, money and roles, by period.
    Likeness is measured by Jaccard |A∩B|/|A∪B|, overlap |A∩B|/min(|A|,|B|) and, for themes, the cosine of how many
    ties carry each. The degree of cooperation goes from no contact to a joint body and lists the ties behind it.
    """
    return samkart.compare(*actors, **asked)


@click.command("region")
@click.argument("names", nargs=-1, required=True, shell_complete=actor_names)
@predecessors("an actor")
@dated(at=_at["region"])
@evidence()
@_given
@click.option("--peers", default=3, show_default=True, type=Whole(1), help="Comparable actors per member.")
@sections
@graph
def region_command(samkart: Samkart, names: tuple[str, ...], **asked: Any) -> Report[Any]:
    """A group as one: who carries which theme, who is where, who pays twice for the same, where nobody is.

    NAMES is a county, an intermunicipal council or an office (its members), or several actors. Where nobody is, is
    seen by comparison with the actors of the same kind and country that are nearest in population to each member.
    """
    return samkart.region(*names, **asked)


@click.command("gaps")
@click.argument("names", nargs=-1, required=True, shell_complete=actor_names)
@predecessors("an actor")
@dated(at=_at["gaps"])
@evidence()
@_given
@click.option("--peers", default=10, show_default=True, type=Whole(1), help="How many comparable actors.")
@click.option("--examples", default=3, show_default=True, type=Whole(0), help="Examples per theme.")
@sections
@graph
def gaps_command(samkart: Samkart, names: tuple[str, ...], **asked: Any) -> Report[object]:
    """What is missing: themes of the strategy without ties, themes and programmes that comparable actors have.

    NAMES is an actor, a region (see `kg region`), or several actors as one. Comparable are the actors of the same
    kind and country whose population is nearest, or those given by --with. Examples say from whom to learn.
    """
    return samkart.gaps(*names, **asked)
