"""`kg build` and `kg check`: the store made anew, and everything that is wrong with what it is made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli.options import answers, settings_options
from kg.cli.progress import progress_line, waiting_line
from kg.errors import BadData, Problem
from kg.model.table import Cell, Table
from kg.model.text import harmless
from kg.settings import Settings

__all__ = ["build_command", "check_command"]


@click.command("build")
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.option(
    "--data",
    "folder",
    default=None,
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Tables of your own; this store is made from them until it is built without --data.",
)
@settings_options
def build_command(settings: Settings, force: bool, folder: Path | None) -> None:
    """Build the store from the embedded data, or yours, and what was imported, aside, and swap it in whole.

    What FOLDER lacks beside its tables (descriptions of sources, links, extracts) is taken from the embedded data. A
    table is a CSV file, as Excel saves it too, or a workbook (.xlsx, .ods) of its name.
    """
    from kg.checks import check_tables, data_folder
    from kg.store.build import build
    from kg.store.inputs import Inputs
    from kg.store.layout import imports_dir

    shown, imports = progress_line(), imports_dir(settings.store)
    notices: list[Problem] = []
    if folder and (problems := check_tables(folder, notices=notices)):
        raise BadData(f"the tables in {folder} cannot be used", tuple(problems))
    _notice(notices)
    inputs = Inputs.overlay(data_folder(folder).resolve(), imports) if folder else Inputs.embedded(imports)
    generation = build(settings.store, inputs, shown, force=force)
    shown("", 0, None)
    click.echo(str(generation))


@click.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--tables", "only_tables", is_flag=True, help="Only the tables: a second, for while you edit.")
@click.option("--sort", is_flag=True, help="Put rows that stand out of order in place, in the files themselves.")
@click.option("--warnings", is_flag=True, help="Also what is recommended but missing.")
@settings_options
@answers
def check_command(settings: Settings, folder: Path | None, only_tables: bool, sort: bool, warnings: bool) -> Table:
    """Check the curated tables (those in FOLDER, or the embedded ones), then the ontology, the graph and its hygiene.

    Every problem is told with file, row, column and expectation, or with the thing it is about; what is behind others
    is told first. Exit code 1 if there is one; warnings do not count. FOLDER has the tables, or curated/ with them, and
    may have sources/, links/ and extracts/; what it lacks is taken from the embedded data. Tables may be as Excel saves
    them or workbooks (.xlsx, .ods): what is read in spite of its form is noticed, what was lost is a problem.
    """
    from kg.checks import check_graph, check_tables, tables_folder

    shown = waiting_line()
    if sort:
        from kg.sources.curated.order import sort_tables

        for line in sort_tables(tables_folder(folder)):
            click.echo(line, err=True)
    notices: list[Problem] = []
    rows = list(_table_rows(check_tables(folder, notices=notices)))
    _notice(notices)
    if not rows and not only_tables:
        for finding in check_graph(settings, shown, folder):
            if finding.severity != "warning" or warnings:
                rows.append(
                    [Cell.of(finding.severity), Cell.of(finding.where), Cell.of(finding.what), Cell.of(finding.message)]
                )
    shown("", 0, None)
    failed = any(row[0].value != "warning" for row in rows)
    note = "" if rows else "nothing is wrong"
    return Table(
        names=["severity", "where", "what", "message"],
        headings=["", "", "", ""],
        types=["text"] * 4,
        rows=rows,
        title="",
        note=note,
        exit_code=int(failed),
    )


def _notice(notices: list[Problem]) -> None:
    """Say what was read in spite of how it is written."""
    for notice in notices:
        click.echo(f"notice: {harmless(str(notice))}", err=True)


def _table_rows(problems: list[Problem]) -> Iterator[list[Cell]]:
    for problem in problems:
        place = problem.file + (f" row {problem.row}" if problem.row else "")
        yield [Cell.of("problem"), Cell.of(place), Cell.of(problem.column), Cell.of(problem.message)]
