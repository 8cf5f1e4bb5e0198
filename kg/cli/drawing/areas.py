"""The options of `kg map --areas`: areas coloured instead of a network drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from kg.api import Samkart
from kg.cli.progress import clear
from kg.errors import Message, Usage
from kg.ids import file_name
from kg.resources import ending_of
from kg.views.areas.areas import LEVELS
from kg.views.areas.classes import METHODS
from kg.views.areas.counting import COUNTS
from kg.views.areas.drawn import FORMATS

__all__ = ["or_areas"]

F = TypeVar("F", bound=Callable[..., Any])
_OF_NETWORKS = (
    *("mode", "weight", "colour", "size", "geographic", "program", "via"),
    *("ended", "reported", "views", "backbone", "min_weight"),
)
"""Parameters that say how a network is drawn; --count says which ties areas are coloured by."""
_KEPT = ("title", "page", "dpi")


def or_areas(function: F) -> F:
    """`--areas` and what goes with it: with it areas are drawn, without it the command goes on with its own."""
    options = [
        click.option("--areas", type=click.Choice(LEVELS), help="Colour areas instead of drawing a network."),
        click.option(
            "--count", type=click.Choice(COUNTS), default="participations", show_default=True, help="Areas: by what."
        ),
        click.option("--per-inhabitant", is_flag=True, help="Areas: by the number of inhabitants."),
        click.option(
            "--classes",
            "scale",
            type=click.Choice(METHODS),
            default="quantile",
            show_default=True,
            help="Areas: how values make classes.",
        ),
        click.option(
            "--period",
            "periods",
            multiple=True,
            metavar="FROM-TO",
            help="Two periods side by side, as in 2014-2020 (give it twice): what is new, lost and kept. Areas: a map"
            " of each, on one scale.",
        ),
        click.option("--flows", is_flag=True, help="Areas: lines between those whose actors meet."),
    ]

    @wraps(function)
    def command(samkart: Samkart, *, areas: str | None, **asked: Any) -> object:
        chosen = {name: asked.pop(name) for name in ("count", "per_inhabitant", "scale", "periods", "flows")}
        if areas is None:
            periods = chosen.pop("periods")
            if option := _given(tuple(chosen)):
                sentence = "{option} goes with --areas, which says what areas are to be coloured"
                raise Usage(Message(sentence, "areas-without", option=option))
            return function(samkart, periods=periods, **asked)
        if option := _given(_OF_NETWORKS):
            sentence = "{option} is for networks and does not go with --areas; --count says what is counted"
            raise Usage(Message(sentence, "areas-with", option=option))
        _draw(samkart, areas, chosen, asked)
        return None

    for option in reversed(options):
        command = option(command)
    return command  # type: ignore[return-value]


def _given(names: tuple[str, ...]) -> str:
    """The option of the first of some parameters that was given; empty where none was."""
    context = click.get_current_context()
    params = {each.name: each for each in context.command.params}
    for name in names:
        if name in params and context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            return max(params[name].opts, key=len)
    return ""


def _draw(samkart: Samkart, by: str, chosen: dict[str, Any], asked: dict[str, Any]) -> None:
    output = asked.pop("output")
    if output:
        ending_of(output, FORMATS)  # before the work
    look = {name: asked.pop(name) for name in _KEPT}
    kept = {name: value for name, value in asked.items() if name not in _OF_NETWORKS}
    made = samkart.areas(by=by, title=look.pop("title"), **chosen, **kept)
    path = output or f"{file_name(f'{made.shown.about} {by}')}.html"
    samkart.progress("page", 0, None)
    made.save(path, **look)
    clear()
    click.echo(f"{path}: {len(made.table.rows)}", err=True)
