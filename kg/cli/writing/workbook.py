"""The answer of a command as a workbook, with the command that gave it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kg.api import book
from kg.model.table import Table

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["book_of"]

_SUBJECTS = ("actor", "actors", "thing", "a", "b", "region", "network", "programme")
_UNTOLD = ("-o", "--output", "--store")  # options that say nothing of what was asked


def book_of(tables: Sequence[tuple[str, Table]], samkart: Samkart | None) -> bytes:
    """The bytes of an XLSX with some tables, each under its title ("" for the only one)."""
    return book.book_of(tables, samkart, _asked(), _subjects())


def _asked() -> str:
    """The command, as it can be typed again; without where its answer was written to."""
    context = click.get_current_context(silent=True)
    arguments = list((context.find_root().obj if context else None) or sys.argv[1:])
    kept: list[str] = []
    while arguments:
        each = arguments.pop(0)
        if each in _UNTOLD:
            del arguments[:1]
        elif not each.startswith(tuple(f"{name}=" for name in _UNTOLD)):
            kept.append(f'"{each}"' if " " in each or not each else each)
    return " ".join(["kg", *kept])


def _subjects() -> list[str]:
    """The names of what the command was asked about."""
    context = click.get_current_context(silent=True)
    given: list[str] = []
    for name in _SUBJECTS:
        value = context.params.get(name) if context else None
        given += [value] if isinstance(value, str) and value else list(value) if isinstance(value, tuple) else []
    return given
