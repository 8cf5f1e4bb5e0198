"""`kg ask`: a sentence, taken for the Question or verb that it asks."""

from __future__ import annotations

from typing import Any

import click

from kg.api import Samkart
from kg.cli.options import Whole, first_rows, graph, written
from kg.cli.sections import write_report
from kg.cli.writing.answers import Writing, write_table
from kg.errors import Usage
from kg.model.result import Report
from kg.model.table import Table
from kg.model.text import clean

__all__ = ["ask_command"]


@click.command("ask")
@click.argument("sentence", nargs=-1, required=True)
@click.option("--which", is_flag=True, help="Only say which Question or verb is meant, with its runners-up.")
@click.option("--limit", default=25, show_default=True, type=Whole(0), help="Rows (15 a section at most); 0 for all.")
@graph
@written
def ask_command(samkart: Samkart, sentence: tuple[str, ...], which: bool, limit: int, how: Writing) -> int:
    """Answer SENTENCE in nb, nn or en: "hvem samarbeider Bærum med om klima?"

    The names and dates in it become parameters, its other words choose the Question (kg questions) or verb; no model
    guesses. What was chosen, from which words, the command that asks exactly that and the runners-up are told on
    standard error, and stand in JSON as `asked`. Where it is not clear what is meant, or several are equally near, the
    nearest are listed with their commands, and the exit code is 1.
    """
    said = " ".join(sentence)
    if not said.strip():
        raise Usage("there is no sentence")
    found = samkart.sentence(said)
    if which or found.chosen is None:
        write_table(found.choices, how, samkart)
        return int(found.choices.exit_code)
    for line in found.lines:
        indent = len(line) - len(line.lstrip())
        click.echo(line[:indent] + clean(line), err=True)
    if not found.chosen.candidate.runs and how.form == "table" and how.output == "-":
        return 0
    answer: Any = found.told()
    if isinstance(answer, Report):
        write_report(answer, "", min(limit, 15), how, samkart)
        return 0
    table: Table = answer if isinstance(answer, Table) else answer.table
    write_table(
        first_rows(table, limit, samkart.language) if how.form in ("table", "markdown") else table, how, samkart
    )
    return int(table.exit_code)
