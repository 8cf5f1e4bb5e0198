"""`kg remove`: what was imported of a source, taken out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from kg.cli.options import progress_line, settings_options
from kg.cli.states.imports import files_text, filters_text
from kg.errors import Usage
from kg.model.text import harmless
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.store.inputs import Inputs
    from kg.store.removal import ImportedSource

__all__ = ["remove_command"]


@click.command("remove")
@click.argument("source")
@click.option("--dry-run", is_flag=True, help="Only say what would be taken out and what would change.")
@click.option("--yes", is_flag=True, help="Take it out without asking.")
@settings_options
def remove_command(settings: Settings, source: str, dry_run: bool, yes: bool) -> None:
    """Take out what was imported of SOURCE, a source or a family of them (kg imports lists them).

    The graph becomes what it would be if it had never been imported, and the files that were kept are removed. What
    comes with Samkart stays.
    """
    from kg.store.inputs import Inputs
    from kg.store.layout import manifest_of
    from kg.store.removal import remove_imports, to_remove

    inputs = Inputs.of(settings.store)
    found = to_remove(settings.store, inputs, source)
    for each in found:
        _tell(each)
    if dry_run:
        _tell_changes(settings, inputs, found)
        return
    if not yes:
        if not sys.stdin.isatty():
            raise Usage("nothing is removed without asking; say --yes")
        click.confirm("Remove?", abort=True, err=True)
    shown = progress_line()
    generation = remove_imports(settings.store, inputs, [each.source for each in found], shown)
    shown("", 0, None)
    click.echo(f"removed; the graph is now {manifest_of(generation).get('state', '')}")


def _tell(each: ImportedSource) -> None:
    counts = ", ".join(f"{number} {kind}" for kind, number in each.counts.items())
    parts = [f"{each.source}: {files_text(each)}", filters_text(each), counts]
    click.echo(harmless("; ".join(part for part in parts if part)))
    if each.extract:
        click.echo(f"  the extract of {each.source} that comes with Samkart stays")


def _tell_changes(settings: Settings, inputs: Inputs, found: Sequence[ImportedSource]) -> None:
    """What would change, told from a graph that is built aside."""
    from pathlib import Path

    from kg.compare.states.changes import diff_states
    from kg.compare.states.result import StateDiff
    from kg.compare.states.words import Words
    from kg.store.build import build
    from kg.store.states.sides import TODAY, state_in, state_of_generation

    shown = progress_line()
    with TemporaryDirectory(prefix="samkart-") as folder:
        without = inputs.without(each.source for each in found)
        after = state_of_generation(build(Path(folder), without, shown))
    before = state_in(settings.store, TODAY)
    shown("", 0, None)
    click.echo(StateDiff(diff_states(before, after), Words(before, after, settings.lang)).note)
