"""`kg brief`: two to four pages for a council, and the other papers that municipalities write."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kg.api import Samkart
from kg.brief.gather.compose import VARIANTS
from kg.cli.complete import actors, programmes, themes
from kg.cli.options import graph
from kg.errors import Usage
from kg.ids import is_date

__all__ = ["brief_command"]

_FORMATS = (".html", ".md", ".docx", ".pdf")


def _date(_: click.Context, option: click.Parameter, value: str) -> str:
    if value and not is_date(value):
        raise Usage(f"--{option.name}: {value!r} is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def _year(_: click.Context, option: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"[12]\d{3}", value):
        raise Usage(f"--{option.name}: {value!r} is not a year; expected YYYY")
    return value


def _ending(output: str) -> str:
    if output == "-":
        return ".md"
    ending = Path(output).suffix.lower()
    if ending not in _FORMATS:
        raise Usage(f"--output {output!r}: unknown ending; expected one of {', '.join(_FORMATS)}")
    return ending


@click.command("brief")
@click.argument("actor", default="", shell_complete=actors)
@click.option("--region", default="", metavar="ACTORS", help="Several actors as one, or a county, a council.")
@click.option("--theme", default="", metavar="THEME", shell_complete=themes, help="A briefing on a theme.")
@click.option("--programme", default="", metavar="PROGRAMME", shell_complete=programmes, help="On a programme.")
@click.option("--network", default="", metavar="NETWORK", help="On a network: a fact sheet.")
@click.option(
    "--variant",
    type=click.Choice(VARIANTS),
    default="council",
    show_default=True,
    help="The year's report, a review of twin towns, fact sheets per network, goals and programmes, a profile for"
    " partner search, statistics per county.",
)
@click.option("--since", default="", metavar="DATE", callback=_date, help="Only ties that can have held since then.")
@click.option("--until", default="", metavar="DATE", callback=_date, help="Only ties that can have held until then.")
@click.option("--year", default="", metavar="YYYY", callback=_year, help="Only ties that can have held in that year.")
@click.option("--with-predecessors", is_flag=True, help="Count what municipalities now merged into the actors did.")
@click.option(
    "-o", "--output", default="-", metavar="FILE", help=f"By its ending: {', '.join(_FORMATS)}. - is Markdown."
)
@graph
def brief_command(
    samkart: Samkart,
    actor: str,
    region: str,
    theme: str,
    programme: str,
    network: str,
    variant: str,
    since: str,
    until: str,
    year: str,
    with_predecessors: bool,
    output: str,
) -> None:
    """A briefing on ACTOR with figures, tables and numbered sources: two to four pages, ready for a case paper.

    It holds what Samkart knows and nothing else, and says what is not covered. The same data give the same file.
    """
    from kg.brief.formats.render import render
    from kg.brief.gather.compose import brief
    from kg.cli.output import write_bytes, write_text

    ending = _ending(output)
    document = brief(
        samkart,
        actor,
        region=region,
        theme=theme,
        programme=programme,
        network=network,
        variant=variant,
        since=since,
        until=until,
        year=year,
        with_predecessors=with_predecessors,
        figures=ending != ".md",
    )
    content = render(document, ending)
    if output == "-":
        write_text(content.decode(), output)
    else:
        write_bytes(content, output)
        click.echo(output, err=True)
