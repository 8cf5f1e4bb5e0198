"""The options that commands share: one decorator for where the graph is, one for how an answer is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from kg.api import Samkart, open_samkart
from kg.model.progress import Progress
from kg.settings import LANGUAGES, Settings, load_settings

__all__ = ["KIND_NAMES", "answers", "graph", "progress_line", "settings_options"]

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")
KIND_NAMES = {
    "municipality": "Municipality",
    "county": "County",
    "council": "IntermunicipalCouncil",
    "network": "Network",
    "office": "EuropeanOffice",
    "government": "GovernmentBody",
    "public": "PublicBody",
    "university": "University",
    "institute": "ResearchInstitute",
    "company": "Company",
    "civil-society": "CivilSociety",
}


def settings_options(function: F) -> F:
    """`--store`, `--endpoint` and `--lang`; the command gets `settings`."""

    @click.option("--store", metavar="DIR", help="Folder of the store. Default: the user's cache. [SAMKART_STORE]")
    @click.option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 endpoint instead. [SAMKART_ENDPOINT]")
    @click.option("--lang", type=click.Choice(LANGUAGES), help="Language of labels and headings. [SAMKART_LANG]")
    @wraps(function)
    def command(*args: Any, store: str | None, endpoint: str | None, lang: str | None, **kwargs: Any) -> Any:
        return function(*args, settings=load_settings(store, endpoint, lang), **kwargs)

    return command  # type: ignore[return-value]


def graph(function: F) -> F:
    """As `settings_options`; the command gets `samkart`, the open graph, which is closed afterwards."""

    @settings_options
    @wraps(function)
    def command(*args: Any, settings: Settings, **kwargs: Any) -> Any:
        with open_graph(settings) as samkart:
            return function(*args, samkart=samkart, **kwargs)

    return command  # type: ignore[return-value]


def answers(function: F) -> F:
    """`--format` and `--output`: the command returns a `kg.cli.output.Sheet`, and this writes it."""

    @click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to write."
    )
    @click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is standard output.")
    @wraps(function)
    def command(*args: Any, form: str, output: str, **kwargs: Any) -> int:
        from kg.cli.output import write_table

        table = function(*args, **kwargs)
        write_table(table, form, output)
        return int(table.exit_code)

    return command  # type: ignore[return-value]


def open_graph(settings: Settings) -> Samkart:
    """The graph; a build that is due shows its progress on standard error."""
    shown = progress_line()
    samkart = open_samkart(settings=settings, progress=shown)
    shown("", 0, None)
    return samkart


def progress_line() -> Progress:
    """A progress function that keeps one line on standard error; an empty stage clears it. Silent when piped."""
    import sys

    if not sys.stderr.isatty():
        noted: set[str] = {""}

        def note(stage: str, done: int, total: int | None) -> None:
            if stage not in noted:
                click.echo(f"samkart: {stage} …", err=True)
            noted.add(stage)

        return note

    shown = [False]

    def line(stage: str, done: int, total: int | None) -> None:
        if not stage and not shown[0]:
            return
        amount = f" {done:,}" + (f" of {total:,}" if total else "") if done else ""
        click.echo(f"\r\x1b[2K{'samkart: ' + stage + amount if stage else ''}", nl=False, err=True)
        shown[0] = bool(stage)

    return line
