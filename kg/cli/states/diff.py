"""`kg diff`: what changed between two states of the graph."""

from __future__ import annotations

import click

from kg.api import Samkart
from kg.cli.complete import actors, themes
from kg.cli.options import graph, writing_options
from kg.cli.progress import clear
from kg.cli.writing.answers import ENDINGS, Writing, how_to_write, write_data, write_table
from kg.compare.states.result import GROUPS

__all__ = ["diff_command"]

_ENDINGS = {**ENDINGS, "atom": (".atom", ".xml")}
_KNOWN = f" Endings: {', '.join(each for several in _ENDINGS.values() for each in several)}."


@click.command("diff")
@click.argument("old")
@click.argument("new", default="today")
@click.option("--actor", multiple=True, metavar="ACTOR", shell_complete=actors, help="Only of this actor; repeat.")
@click.option("--network", multiple=True, metavar="NETWORK", help="Only in this network; repeat.")
@click.option("--theme", multiple=True, metavar="THEME", shell_complete=themes, help="Only on this theme; repeat.")
@click.option(
    "--region", multiple=True, metavar="REGION", help="Only in this county or council, or a NUTS or country code."
)
@click.option("--by", type=click.Choice(GROUPS), default="actor", show_default=True, help="What Markdown groups by.")
@writing_options(tuple(_ENDINGS), "table", _KNOWN)
@graph
def diff_command(
    samkart: Samkart,
    old: str,
    new: str,
    actor: tuple[str, ...],
    network: tuple[str, ...],
    theme: tuple[str, ...],
    region: tuple[str, ...],
    by: str,
    form: str | None,
    excel: bool,
    wide: bool,
    output: str,
) -> None:
    """What changed from OLD to NEW: joined, left, started, ended, confirmed, renamed, corrected, in words.

    Each is a state (kg states lists those that are still there; the beginning of the name is enough), `today`, a
    store's folder, a file that kg export wrote, a folder of tables, or a day of data (2026-06-01): what the sources
    said that were published, or else read, by then. Each change names its source and page.
    """
    how = how_to_write(form, output, excel=excel, wide=wide, endings=_ENDINGS)
    found = samkart.diff(old, new, actor=actor, network=network, theme=theme, region=region, by=by)
    clear()
    if how.form in ("atom", "markdown"):
        from kg.compare.states.document import atom, markdown

        write_data(atom(found) if how.form == "atom" else markdown(found), output)
        return
    table = found.reading if how.form == "table" else found.table
    write_table(table, Writing(how.form, output, excel, wide), samkart)
