"""`kg who`: the collaborators of an actor."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from kg.api import Samkart
from kg.cli.complete import actors, programmes, themes
from kg.cli.options import Whole, answers, dated, derived_themes, graph, kind, level, predecessors
from kg.language.tables import say
from kg.model.evidence import LIMITS, evidence_of
from kg.model.result import Tabular
from kg.model.table import Table

__all__ = ["who_command"]


_TIES = "ties"


class _Who(click.Command):
    """`--evidence` may stand alone: then it takes no word from what follows."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """See `click.Command.parse_args`."""
        given, followers = [], []
        for place, each in enumerate(args):
            following = args[place + 1] if place + 1 < len(args) else ""
            alone = each == "--evidence" and following.lower() not in LIMITS
            given.append(f"--evidence={_TIES}" if alone else each)
            followers += [following] if alone else []
        try:
            return super().parse_args(ctx, given)
        except click.UsageError as error:
            for each in followers:
                if error.message.endswith(f" argument ({each})"):
                    evidence_of(each)  # says which words there are
            raise


@click.command("who", cls=_Who)
@click.argument("actor", shell_complete=actors)
@click.option(
    "--via",
    default="",
    metavar="KINDS",
    help="Only ties of these kinds, with commas: project, network, twinning, agreement.",
)
@click.option(
    "--theme", default="", metavar="THEME", shell_complete=themes, help="Only what is about a theme, or a narrower one."
)
@derived_themes
@click.option(
    "--programme",
    default="",
    metavar="PROGRAMME",
    shell_complete=programmes,
    help="Only projects of a programme, or of a part of it.",
)
@click.option("--country", default="", metavar="CODE", help="Only partners in a country, as in SE; more with commas.")
@level("partners")
@kind("Only partners of a kind.")
@dated(at="Only ties that held, or may have held, on that day.")
@predecessors("the actor")
@click.option(
    "--evidence",
    multiple=True,
    metavar="[own|stated|any]",
    help="Alone: the ties themselves, with their sources. With a word: only what a party itself states (own), or what"
    " anybody but a list copied from Wikipedia does (stated).",
)
@click.option("--limit", default=25, show_default=True, type=Whole(0), help="How many partners; 0 for all.")
@graph
@answers
def who_command(
    samkart: Samkart, actor: str, evidence: tuple[str, ...], limit: int, **conditions: Any
) -> Tabular | Table:
    """Who collaborates with ACTOR: partners ranked by the strength of what they share, with the ties that say so.

    ACTOR is a name however it is typed (baerum, "Bærum kommune"), an organisation number, a municipality number or a
    PIC. A hub that many share counts for less: each adds 1/(k-1) to the strength, k being the actors in it.
    """
    limits = [each for each in evidence if each != _TIES]
    found = samkart.who(actor, evidence=limits[-1] if limits else "", ties=_TIES in evidence, **conditions)
    if not 0 < limit < len(found):
        return found
    return replace(found[:limit].table, note=say(samkart.language, "more", n=len(found) - limit))
