"""`kg states`: the states of the graph that are still there."""

from __future__ import annotations

import click

from kg.cli.options import answers, settings_options
from kg.language.catalogue import text
from kg.model.state import UNDATED
from kg.model.table import Cell, Table
from kg.settings import Settings

__all__ = ["states_command"]

_COLUMNS = {"name": "text", "day": "date", "current": "text", "kept": "text", "size": "integer"}


@click.command("states")
@click.option("--keep", "kept", multiple=True, metavar="NAME", help="Keep this state, however old it becomes; repeat.")
@click.option("--forget", "forgotten", multiple=True, metavar="NAME", help="Keep it no longer, and remove it; repeat.")
@settings_options
@answers
def states_command(settings: Settings, kept: tuple[str, ...], forgotten: tuple[str, ...]) -> Table:
    """The states of the graph that are still there, the newest first: what kg diff can be asked about.

    A state is named by the latest day of its data and a digest of its inputs. The newest twelve stay by themselves.
    """
    from kg.store.states.archive import forget, keep, known_states

    for name in kept:
        keep(settings.store, name)
    for name in forgotten:
        forget(settings.store, name)
    yes = text(settings.lang, "table", "yes")
    rows = []
    for state in known_states(settings.store):
        day = state.name.rpartition("-")[0]
        size = -(-state.path.stat().st_size // 1000)
        rows.append(
            [
                Cell.of(state.name),
                Cell.of(day if day != UNDATED else ""),
                Cell(state.current, yes if state.current else ""),
                Cell(state.kept, yes if state.kept else ""),
                Cell(size, str(size)),
            ]
        )
    headings = [text(settings.lang, "news", f"states.{name}") for name in _COLUMNS]
    return Table(list(_COLUMNS), headings, list(_COLUMNS.values()), rows)
