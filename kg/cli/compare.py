"""`kg compare`, `kg region`, `kg gaps`: what actors share, what a region does together, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from kg.api import Samkart
from kg.cli.complete import actors as actor_names
from kg.cli.options import graph
from kg.cli.sections import sections
from kg.errors import Usage
from kg.ids import is_date
from kg.model.table import Report

__all__ = ["compare_command", "gaps_command", "region_command"]

F = TypeVar("F", bound=Callable[..., Any])


def _date(_: click.Context, option: click.Parameter, value: str) -> str:
    if value and not is_date(value):
        raise Usage(f"--{option.name}: {value!r} is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def _dates(function: F) -> F:
    """`--since` and `--until`, and `--with-predecessors`."""
    for name, text in (("--until", "until then"), ("--since", "since then")):
        function = click.option(
            name, default="", metavar="DATE", callback=_date, help=f"Only ties that can have held {text}."
        )(function)
    return click.option(
        "--with-predecessors", is_flag=True, help="Count what municipalities now merged into an actor did."
    )(function)


@click.command("compare")
@click.argument("actors", nargs=-1, required=True, shell_complete=actor_names)
@_dates
@click.option("--at", default="", metavar="DATE", callback=_date, help="Only ties that can have held on that day.")
@click.option("--period", "spans", multiple=True, metavar="FROM-TO", help="Years to follow. [2014-2020, 2021-2027]")
@sections
@graph
def compare_command(
    samkart: Samkart,
    actors: tuple[str, ...],
    since: str,
    until: str,
    at: str,
    spans: tuple[str, ...],
    with_predecessors: bool,
) -> Report:
    """What ACTORS do alone and what they share, how alike they are, and how closely they cooperate.

    Networks, agreements, programmes, projects, themes, partners, countries, twin towns, money and roles, by period.
    Likeness is measured by Jaccard |A∩B|/|A∪B|, overlap |A∩B|/min(|A|,|B|) and, for themes, the cosine of how many
    ties carry each. The degree of cooperation goes from no contact to a joint body and lists the ties behind it.
    """
    from kg.compare.gather.reports import compare
    from kg.compare.profiles import label
    from kg.compare.tables.compare import compare_sections
    from kg.language.compare import say

    periods = _periods(spans)
    found = compare(
        samkart, actors, since=since, until=until, at=at, periods=periods, with_predecessors=with_predecessors
    )
    names = [label(actor, found.nodes) for actor in found.comparison.actors]
    heading = f"{say(samkart.language, 'compared_heading')}: {', '.join(names)}"
    facts = {"actors": list(found.comparison.actors), "labels": names}
    return Report(heading, facts, compare_sections(samkart, found, periods), samkart.language)


def _periods(spans: tuple[str, ...]) -> tuple[Any, ...]:
    """`2014-2020` → a period. Raises Usage for another form."""
    from kg.compare.comparison import PERIODS, Period

    periods = []
    for span in spans:
        since, _, until = span.replace("–", "-").partition("-")
        if not (len(since) == len(until) == 4 and is_date(since) and is_date(until) and since <= until):
            raise Usage(f"--period: {span!r} is not a period; expected YYYY-YYYY, as in 2014-2020")
        periods.append(Period(since, until))
    return tuple(periods) or PERIODS


@click.command("region")
@click.argument("names", nargs=-1, required=True, shell_complete=actor_names)
@_dates
@click.option(
    "--at", default="", metavar="DATE", callback=_date, help="What held on that day. Default: not known ended."
)
@click.option("--with", "given", multiple=True, metavar="ACTOR", help="Compare with this actor; repeat for more.")
@click.option("--peers", default=3, show_default=True, type=click.IntRange(1), help="Comparable actors per member.")
@sections
@graph
def region_command(
    samkart: Samkart,
    names: tuple[str, ...],
    since: str,
    until: str,
    at: str,
    given: tuple[str, ...],
    peers: int,
    with_predecessors: bool,
) -> Report:
    """A group as one: who carries which theme, who is where, who pays twice for the same, where nobody is.

    NAMES is a county, an intermunicipal council or an office (its members), or several actors. Where nobody is, is
    seen by comparison with the actors of the same kind and country that are nearest in population to each member.
    """
    from kg.compare.gather.reports import region
    from kg.compare.profiles import label
    from kg.compare.tables.region import region_sections
    from kg.language.compare import say

    found = region(
        samkart,
        names,
        since=since,
        until=until,
        at=at,
        per_member=peers,
        compared_with=given,
        with_predecessors=with_predecessors,
    )
    title = label(found.body, found.nodes) if found.body else ", ".join(label(a, found.nodes) for a in found.actors)
    facts = {"body": found.body or None, "label": title, "actors": list(found.actors)}
    heading = f"{say(samkart.language, 'region_heading')}: {title}"
    return Report(heading, facts, region_sections(samkart, found, bool(given)), samkart.language)


@click.command("gaps")
@click.argument("names", nargs=-1, required=True, shell_complete=actor_names)
@_dates
@click.option("--at", default="", metavar="DATE", callback=_date, help="Programmes open on that day. Default: today.")
@click.option("--with", "given", multiple=True, metavar="ACTOR", help="Compare with this actor; repeat for more.")
@click.option("--peers", default=10, show_default=True, type=click.IntRange(1), help="How many comparable actors.")
@click.option("--examples", default=3, show_default=True, type=click.IntRange(0), help="Examples per theme.")
@sections
@graph
def gaps_command(
    samkart: Samkart,
    names: tuple[str, ...],
    since: str,
    until: str,
    at: str,
    given: tuple[str, ...],
    peers: int,
    examples: int,
    with_predecessors: bool,
) -> Report:
    """What is missing: themes of the strategy without ties, themes and programmes that comparable actors have.

    NAMES is an actor, a region (see `kg region`), or several actors as one. Comparable are the actors of the same
    kind and country whose population is nearest, or those given by --with. Examples say from whom to learn.
    """
    from kg.compare.gather.reports import gaps
    from kg.compare.profiles import label
    from kg.compare.tables.gaps import gaps_sections
    from kg.language.compare import say

    found = gaps(
        samkart,
        names,
        at=at or _today(),
        since=since,
        until=until,
        peers=peers,
        compared_with=given,
        examples=examples,
        with_predecessors=with_predecessors,
    )
    title = ", ".join(label(actor, found.nodes) for actor in found.actors)
    facts = {"actors": list(found.actors), "label": title, "at": found.at}
    heading = f"{say(samkart.language, 'gaps_heading')}: {title}"
    return Report(heading, facts, gaps_sections(samkart, found, bool(given)), samkart.language)


def _today() -> str:
    from datetime import date

    return date.today().isoformat()
