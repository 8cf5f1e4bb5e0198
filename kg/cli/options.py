"""The options that commands share: one decorator for where the graph is, one for how an answer is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar

import click

from kg.api import Samkart, open_samkart
from kg.cli.progress import clear, progress_line, waiting_line
from kg.cli.stopping import limit_time
from kg.cli.writing.answers import ENDINGS, FORMATS, Writing, how_to_write, write_table
from kg.errors import KgError
from kg.language.tables import say
from kg.model.conditions import KIND_NAMES
from kg.model.encounter import LEVELS
from kg.model.evidence import LIMITS
from kg.model.table import Table
from kg.model.text import clean
from kg.settings import LANGUAGES, Settings, load_settings

__all__ = [
    "Amount",
    "Whole",
    "answers",
    "dated",
    "derived_themes",
    "evidence",
    "first_rows",
    "graph",
    "kind",
    "level",
    "limited",
    "predecessors",
    "progress_line",
    "settings_options",
    "timed",
    "writing_options",
    "written",
]

F = TypeVar("F", bound=Callable[..., Any])
_KNOWN = f" Endings: {', '.join(each for several in ENDINGS.values() for each in several)}."


class Whole(click.IntRange):
    """A whole number in the digits 0–9; Python would take `２０`, `٢٠` and `2_0` too."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """See `click.ParamType.convert`."""
        if isinstance(value, str) and not re.fullmatch(r"[+-]?[0-9]{1,9}", value):
            self.fail(f"{value!r} is not a whole number in the digits 0 to 9.", param, ctx)
        return int(super().convert(value, param, ctx))


class Amount(click.FloatRange):
    """A number in the digits 0–9 with a decimal point; neither `nan` nor `inf` nor anything else that Python takes."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """See `click.ParamType.convert`."""
        if isinstance(value, str) and not re.fullmatch(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?", value):
            self.fail(f"{value!r} is not a number in the digits 0 to 9, with a decimal point.", param, ctx)
        return float(super().convert(value, param, ctx))


def settings_options(function: F) -> F:
    """`--store`, `--endpoint`, `--lang` and `--timeout`; the command gets `settings`."""

    @click.option("--store", metavar="DIR", help="Folder of the store. Default: the user's cache. [SAMKART_STORE]")
    @click.option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 endpoint instead. [SAMKART_ENDPOINT]")
    @click.option("--lang", type=click.Choice(LANGUAGES), help="Language of labels and headings. [SAMKART_LANG]")
    @_timeout
    @wraps(function)
    def command(
        *args: Any, store: str | None, endpoint: str | None, lang: str | None, timeout: float | None, **kwargs: object
    ) -> object:
        settings = load_settings(store, endpoint, lang, timeout)
        if settings.timeout is not None:
            limit_time(settings.timeout)
        return function(*args, settings=settings, **kwargs)

    return command  # type: ignore[return-value]


def _timeout(function: F) -> F:
    text = "End after so long, with exit code 1 and nothing half-written; 0 is no limit. [SAMKART_TIMEOUT]"
    return click.option("--timeout", type=Amount(0), metavar="SECONDS", help=text)(function)


def timed(function: F) -> F:
    """`--timeout` alone, for a command that needs no other setting."""

    @_timeout
    @wraps(function)
    def command(*args: Any, timeout: float | None, **kwargs: object) -> object:
        seconds = load_settings(timeout=timeout).timeout
        if seconds is not None:
            limit_time(seconds)
        return function(*args, **kwargs)

    return command  # type: ignore[return-value]


def graph(function: F) -> F:
    """As `settings_options`; the command gets `samkart`, the open graph, which is closed afterwards."""

    @settings_options
    @wraps(function)
    def command(*args: object, settings: Settings, **kwargs: object) -> object:
        with open_graph(settings) as samkart, _trusting(settings):
            return function(*args, samkart=samkart, **kwargs)

    return command  # type: ignore[return-value]


@contextmanager
def _trusting(settings: Settings) -> Iterator[None]:
    """What an endpoint's answer makes fail further on is the endpoint's fault, and told so."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        if not settings.endpoint:
            raise
        from kg.store.endpoint.access import shown

        message = f"the answer of {shown(settings.endpoint)} is not what was asked for: {type(error).__name__}: {error}"
        raise KgError(message) from error


def writing_options(forms: Sequence[str], default: str, where: str = "") -> Callable[[F], F]:
    """`--format` (one of `forms`; `default` says what is written without), `--excel`, `--wide` and `--output`."""
    options = [
        click.option(
            "--format",
            "form",
            type=click.Choice(forms),
            help=f"How to write. Default: by the file's ending, or {default}.",
        ),
        click.option("--excel", is_flag=True, help="CSV as Excel in Europe opens it: with ; and, in nb and nn, 0,5."),
        click.option("--wide", is_flag=True, help="A table as wide as it is, whatever the terminal's width."),
        click.option(
            "-o", "--output", default="-", metavar="FILE", help=f"Where to write; - is standard output.{where}"
        ),
    ]

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def written(function: F) -> F:
    """The options of writing a table: the command gets `how`, checked before anything is asked."""

    @writing_options(FORMATS, "table", _KNOWN)
    @wraps(function)
    def command(*args: object, form: str | None, excel: bool, wide: bool, output: str, **kwargs: object) -> object:
        return function(*args, how=how_to_write(form, output, excel=excel, wide=wide), **kwargs)

    return command  # type: ignore[return-value]


def answers(function: F) -> F:
    """The options of `written`: the command returns a Table or something with a `table`, and this writes it."""

    @written
    @wraps(function)
    def command(*args: object, how: Writing, **kwargs: Any) -> int:
        found = function(*args, **kwargs)
        table = found if isinstance(found, Table) else found.table
        write_table(table, how, kwargs.get("samkart"))
        return int(table.exit_code)

    return command  # type: ignore[return-value]


def limited(function: F) -> F:
    """`--limit` of a list, above `graph`: the first so many rows, and how many more there are."""

    @click.option("--limit", default=0, show_default=True, type=Whole(0), help="How many rows; 0 for all.")
    @wraps(function)
    def command(*args: object, samkart: Samkart, limit: int, **kwargs: object) -> Table:
        table: Table = function(*args, samkart=samkart, **kwargs).table
        return first_rows(table, limit, samkart.language)

    return command  # type: ignore[return-value]


def first_rows(table: Table, limit: int, language: str) -> Table:
    """The first so many rows of a table (0: all), with how many more there are under it."""
    left = len(table.rows) - limit
    if not limit or left <= 0:
        return table
    note = "\n".join(filter(None, (say(language, "more", n=left), table.note)))
    return replace(table, rows=table.rows[:limit], note=note)


def one_of(words: Iterable[str]) -> dict[str, Any]:
    """What an option with some known words says of them and completes; the words are checked with the conditions."""
    known = list(words)

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        return [word for word in known if word.startswith(incomplete)]

    return {"metavar": f"[{'|'.join(known)}]", "shell_complete": complete}


def level(whose: str, **more: Any) -> Callable[[F], F]:
    """`--level`: only partners (actors) of a level."""
    return click.option("--level", help=f"Only {whose} of a level.", **one_of(LEVELS), **more)


def kind(text: str, **more: Any) -> Callable[[F], F]:
    """`--kind`: only partners (actors) of a kind."""
    return click.option("--kind", help=text, **one_of(KIND_NAMES), **more)


def dated(at: str = "", period: bool = True) -> Callable[[F], F]:
    """`--since`, `--until` and, where its help is given, `--at`."""

    def decorate(function: F) -> F:
        options = [("--since", "Only ties that can have held since then.")] if period else []
        options += [("--until", "Only ties that can have held until then.")] if period else []
        options += [("--at", at)] if at else []
        for name, text in reversed(options):
            function = click.option(name, default="", metavar="DATE", help=text)(function)
        return function

    return decorate


def evidence(whose: str = "ties") -> Callable[[F], F]:
    """`--evidence own|stated|any`: how ties must be known."""
    text = f"Only {whose} that a party itself states (own), or anybody but a list copied from Wikipedia (stated)."
    return click.option("--evidence", default="", help=text, **one_of(LIMITS))


def predecessors(whom: str) -> Callable[[F], F]:
    """`--with-predecessors`."""
    text = f"Count what municipalities now merged into {whom} did."
    return click.option("--with-predecessors", is_flag=True, help=text)


def derived_themes(command: F) -> F:
    """`--derived-themes`."""
    text = "With --theme: count projects too for which the theme was derived from their texts; no source says it."
    return click.option("--derived-themes", is_flag=True, help=text)(command)


def open_graph(settings: Settings) -> Samkart:
    """The graph; a build that is due, and on a terminal every long answer, shows its progress on standard error."""
    shown = progress_line()
    samkart = open_samkart(settings=settings, progress=shown)
    shown("", 0, None)
    samkart.notice = _note
    samkart.progress = waiting_line()
    return samkart


def _note(text: str) -> None:
    clear()
    click.echo(f"note: {clean(text)}", err=True)
