"""`kg imports`: what has been imported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.options import answers, settings_options
from kg.language.catalogue import text
from kg.model.table import Cell, Table
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.store.removal import ImportedSource

__all__ = ["files_text", "filters_text", "imports_command"]

_COLUMNS = ("source", "title", "family", "files", "filters", "records", "checksum")


@click.command("imports")
@settings_options
@answers
def imports_command(settings: Settings) -> Table:
    """What has been imported beside the embedded data: by source its files, the part asked for, how many records.

    kg remove takes one out.
    """
    from kg.store.inputs import Inputs
    from kg.store.removal import imported_sources

    rows = []
    for each in imported_sources(settings.store, Inputs.of(settings.store)):
        counts = ", ".join(f"{number} {kind}" for kind, number in each.counts.items())
        rows.append(
            [
                Cell.of(each.source),
                Cell.of(each.title),
                Cell.of(each.family),
                Cell(list(each.files), files_text(each)),
                Cell({name: list(values) for name, values in each.filters.items()} or None, filters_text(each)),
                Cell(dict(each.counts) or None, counts),
                Cell.of(each.checksum),
            ]
        )
    headings = [text(settings.lang, "news", f"imports.{name}") for name in _COLUMNS]
    note = "" if rows else text(settings.lang, "news", "imports.none")
    return Table(_COLUMNS, headings, ["text"] * len(_COLUMNS), rows, note=note)


def files_text(each: ImportedSource) -> str:
    """The names of its files."""
    return ", ".join(each.files)


def filters_text(each: ImportedSource) -> str:
    """The part that was asked for; empty for the whole."""
    return ", ".join(f"{name}: {' '.join(map(_said, values))}" for name, values in each.filters.items())


def _said(value: str) -> str:
    """A value of a filter; of what is told of a list, whose it is and for which day."""
    if not value.startswith("{"):
        return value
    told = json.loads(value)
    whole = ["complete"] if told.get("complete") else []
    return "/".join([*(str(told[name]) for name in ("about", "as_of") if told.get(name)), *whole])
