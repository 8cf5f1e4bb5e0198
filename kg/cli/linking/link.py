"""`kg link`: who is who and why, and who may be who, to be listed, reviewed in the terminal, or judged in a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.api import Samkart
from kg.cli.complete import actors
from kg.cli.options import Amount, Whole, answers, graph, kind, open_graph, settings_options
from kg.cli.sections import sections
from kg.errors import BadData
from kg.linking.score import SHOWN
from kg.model.result import Report, Tabular
from kg.settings import Settings

__all__ = ["link_command"]


@click.group("link")
def link_command() -> None:
    """Who may be who: actors that sources brought, beside those that are known.

    A score orders what a person looks at; it never links. What is judged is written down and holds when the graph is
    built the next time.
    """


def _filters(function: Any) -> Any:
    options = [
        click.option("--country", default="", metavar="CODE", help="Only bodies in a country."),
        click.option("--source", default="", metavar="NAME", help="Only bodies that a source (or a family) brought."),
        kind("Only bodies of a kind, by their source or their name."),
        click.option(
            "--least", default=SHOWN, show_default=True, type=Amount(0, 1), help="Only pairs that score so much."
        ),
        click.option("--most", default=3, show_default=True, type=Whole(1), help="So many for each body."),
        click.option("--among", is_flag=True, help="Hold what sources brought against each other."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


_into = click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write judgements here, such as data/links/judgements.tsv. Default: your own file, beside the store.",
)
_reviewer = click.option(
    "--reviewer", default="Samkart user", show_default=True, metavar="TEXT", help="Who judges: a body or an office."
)
_build = click.option("--build", "building", is_flag=True, help="Build the graph anew afterwards.")


@link_command.command("candidates")
@_filters
@click.option("--all", "every", is_flag=True, help="Those that are judged already too.")
@click.option("--to-fill", is_flag=True, help="With empty columns for kg link judge.")
@settings_options
@answers
def candidates_command(settings: Settings, every: bool, **asked: Any) -> Tabular:
    """Who may be who, the likeliest first, with what speaks for it and against it."""
    from kg.store.layout import own_judgements

    with open_graph(settings) as samkart:
        judged = () if every else samkart.link_judgements(own_judgements(settings.store))
        found = samkart.link_candidates(judgements=judged, **asked)
        assert found.table is not None  # noqa: S101  (made while the graph is open)
        return found


@link_command.command("show")
@click.argument("thing", metavar="ACTOR|RECORD", shell_complete=actors)
@graph
@sections
def show_command(samkart: Samkart, thing: str) -> Report[object]:
    """Which records of sources ACTOR is: by what rule or judgement, on what basis, by whom and when.

    Each with its name as the source writes it. Records that a rule would have linked to ACTOR are told with what spoke
    against it, and so are actors that may be ACTOR too, which nobody has judged. Of a RECORD, as a judgement names it
    (covenant:organisation/25603) or by its IRI, the actor that it is. In data: --format json, or --section actor/links
    --format csv.
    """
    return samkart.link_show(thing)


@link_command.command("review")
@_filters
@_into
@_reviewer
@_build
@settings_options
def review_command(settings: Settings, into: Path | None, reviewer: str, building: bool, **asked: Any) -> None:
    """Look at candidates one by one, both records side by side, and judge them.

    Keys: y the same, n different, u unsure, s pass over, b back (takes the last answer back), q end. Each answer is
    written down at once, so that Ctrl-C loses none; a pair that is judged does not come again. Keys may also come from
    a file or a pipe, one after the other.
    """
    from kg.cli.linking.reviewing import reviewed
    from kg.linking.review import Review
    from kg.model.period import today
    from kg.store.judging import JudgementFile
    from kg.store.layout import own_judgements

    file = JudgementFile.of(settings.store, into)
    with open_graph(settings) as samkart:
        judged = [*samkart.link_judgements(own_judgements(settings.store)), *(file.read() if into else ())]
        found = samkart.link_candidates(judgements=judged, **asked)
        review = Review(list(found), samkart.link_side, reviewer, today())
        reviewed(review, file, judged, samkart.language)
    _afterwards(settings, file.path, len(review.made), building)


@link_command.command("judge")
@click.argument("file", type=click.Path(path_type=Path))
@_into
@_reviewer
@_build
@settings_options
def judge_command(settings: Settings, file: Path, into: Path | None, reviewer: str, building: bool) -> None:
    """Take in the judgements of a table that was filled in: kg link candidates --to-fill, kg import --preview.

    FILE is CSV, TSV or a workbook with the columns left, right and judgement (same, different, unsure, or y, n, u), by
    these names or as a workbook heads them; rows without a judgement are passed over. Nothing is written if a row is
    wrong.
    """
    from kg.cli.linking.filled import filled_in
    from kg.model.period import today
    from kg.store.judging import JudgementFile

    written = JudgementFile.of(settings.store, into)
    with open_graph(settings) as samkart:
        known = {record.key for record in samkart.actor_records}
        others = samkart.link_judgements()
    judgements, problems = filled_in(file, known, reviewer, today())
    if not problems:
        problems = written.problems_with(judgements, others)
    if problems:
        raise BadData(f"{file.name} cannot be used", tuple(problems))
    written.write(judgements)
    _afterwards(settings, written.path, len(judgements), building)


def _afterwards(settings: Settings, path: Path, count: int, building: bool) -> None:
    """What was written and where; the graph is built if that is asked for, else it is told how."""
    from kg.language.speech import say

    click.echo(say(settings.lang, "link", "review.written", n=count, path=str(path)), err=True)
    if count and building:
        open_graph(settings).close()
    elif count:
        click.echo(say(settings.lang, "link", "review.build"), err=True)
