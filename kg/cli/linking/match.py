"""`kg match`: somebody's own list held against the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.api import Samkart
from kg.cli.complete import actors
from kg.cli.options import Whole, answers, graph
from kg.errors import Usage
from kg.model.result import Tabular

__all__ = ["match_command"]


@click.command("match")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--with",
    "us",
    default="",
    metavar="ACTOR",
    shell_complete=actors,
    help="What each shares with this actor: ties, projects, networks.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADING",
    help="Which column is what, where its heading does not tell: name, country, number, pic, vat, place, homepage.",
)
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook that is meant.")
@click.option("--country", default="", metavar="CODE", help="The country of rows that name none.")
@click.option("--most", default=3, show_default=True, type=Whole(1), help="So many that a row may be, at most.")
@graph
@answers
def match_command(
    samkart: Samkart, file: Path, us: str, columns: tuple[str, ...], sheet: str, country: str, most: int
) -> Tabular:
    """Who the rows of FILE are: a list of contacts in csv, Excel or LibreOffice, as it is.

    A row is known by a number (organisation number, PIC) or by a name that fits one actor; else those that it may be
    are told, with what speaks for each. Have the list back with -o FILE.xlsx or -o FILE.csv.
    """
    chosen = {}
    for each in columns:
        field, mark, heading = each.partition("=")
        if not (mark and heading.strip()):
            raise Usage(f"{each!r} is not FIELD=HEADING, as in name=Organisation", parameter="column")
        chosen[field.strip().lower()] = heading
    return samkart.match(file, us=us, columns=chosen, sheet=sheet, country=country, most=most)
