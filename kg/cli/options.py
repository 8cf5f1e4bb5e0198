"""The options that commands share: one decorator for where the graph is, one for how an answer is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

import click

from kg.api import Samkart, open_samkart
from kg.cli.progress import clear, progress_line, waiting_line
from kg.errors import KgError
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
    "evidence",
    "graph",
    "kind",
    "level",
    "predecessors",
    "progress_line",
    "settings_options",
]

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")


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
    """`--store`, `--endpoint` and `--lang`; the command gets `settings`."""

    @click.option("--store", metavar="DIR", help="Folder of the store. Default: the user's cache. [SAMKART_STORE]")
    @click.option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 endpoint instead. [SAMKART_ENDPOINT]")
    @click.option("--lang", type=click.Choice(LANGUAGES), help="Language of labels and headings. [SAMKART_LANG]")
    @wraps(function)
    def command(*args: Any, store: str | None, endpoint: str | None, lang: str | None, **kwargs: object) -> object:
        return function(*args, settings=load_settings(store, endpoint, lang), **kwargs)

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


def answers(function: F) -> F:
    """`--format` and `--output`: the command returns a Table or something with a `table`, and this writes it."""

    @click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to write."
    )
    @click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is standard output.")
    @wraps(function)
    def command(*args: object, form: str, output: str, **kwargs: object) -> int:
        from kg.cli.output import write_table

        found = function(*args, **kwargs)
        table = found if isinstance(found, Table) else found.table
        write_table(table, form, output)
        return int(table.exit_code)

    return command  # type: ignore[return-value]


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
