"""`kg network`, `communities`, `brokers`, `levels`, `changes`: what networks say about who stands where."""

from __future__ import annotations

from typing import Any

import click

from kg.api import Samkart
from kg.cli.network_options import selecting, thinning
from kg.cli.options import Amount, Whole, answers, graph
from kg.model.result import Tabular
from kg.networks.choices import AREAS, ATTRIBUTES, MEASURE_NAMES, METHODS, MODES, WEIGHTS

__all__ = ["brokers_command", "changes_command", "communities_command", "levels_command", "network_command"]

_weight = click.option(
    "--weight",
    type=click.Choice(sorted(WEIGHTS)),
    default="newman",
    show_default=True,
    help="What an edge counts: shared hubs, or each hub of k actors as 1/(k-1).",
)
_mode = click.option(
    "--mode",
    type=click.Choice(MODES),
    default="actor",
    show_default=True,
    help="What the nodes are.",
)
_thinning = thinning("Default: all.")
_top = click.option("--top", default=20, show_default=True, type=Whole(1), help="How many rows.")


@click.command("network")
@click.option(
    "--measure", type=click.Choice(MEASURE_NAMES), default="strength", show_default=True, help="What to rank by."
)
@_mode
@click.option(
    "--no-intervals", is_flag=True, help="Leave out the intervals, which take as long again some twenty times."
)
@_weight
@_thinning
@_top
@graph
@answers
@selecting
def network_command(samkart: Samkart, no_intervals: bool, **asked: Any) -> Tabular:
    """Rank the nodes of a network by a measure; ACTORS make it the network around them.

    The interval is a 95 % interval by leaving out groups of hubs; a rank's range counts who may be above and below.
    """
    return samkart.ranking(intervals=not no_intervals, **asked)


@click.command("communities")
@click.option("--method", type=click.Choice(METHODS), default="leiden", show_default=True, help="How to find them.")
@click.option(
    "--resolution",
    default=1.0,
    show_default=True,
    type=Amount(0, min_open=True),
    help="Higher: more and smaller ones.",
)
@click.option("--members", default=5, show_default=True, type=Whole(1), help="How many members to name.")
@_mode
@_weight
@_thinning
@_top
@graph
@answers
@selecting
def communities_command(samkart: Samkart, **asked: Any) -> Tabular:
    """The communities of a network, the largest first, named by their commonest themes and countries."""
    return samkart.communities(**asked)


@click.command("brokers")
@click.option(
    "--between",
    type=click.Choice([*AREAS, "level", "kind"]),
    default="country",
    show_default=True,
    help="Between what.",
)
@_weight
@_thinning
@_top
@graph
@answers
@selecting
def brokers_command(samkart: Samkart, **asked: Any) -> Tabular:
    """Who stands between others that are not tied themselves, by role (Gould and Fernandez)."""
    return samkart.brokers(**asked)


@click.command("levels")
@click.option(
    "--by",
    type=click.Choice(ATTRIBUTES),
    default="level",
    show_default=True,
    help="What counts as equal.",
)
@_weight
@_thinning
@graph
@answers
@selecting
def levels_command(samkart: Samkart, **asked: Any) -> Tabular:
    """Is cooperation horizontal? The share of tie weight between equals, against chance, and the mix of levels."""
    return samkart.levels(**asked)


@click.command("changes")
@click.option("--from", "before", default="2014..2020", show_default=True, metavar="PERIOD", help="The earlier period.")
@click.option("--to", "after", default="2021..2027", show_default=True, metavar="PERIOD", help="The later period.")
@_mode
@_weight
@_thinning
@_top
@graph
@answers
@selecting
def changes_command(samkart: Samkart, **asked: Any) -> Tabular:
    """Who entered and left, and which pairs are new, lost or kept, between two periods (YYYY..YYYY)."""
    return samkart.changes(**asked)
