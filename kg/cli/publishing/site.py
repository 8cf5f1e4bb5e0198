"""`kg site`: chosen pages and maps as files for any web server."""

from __future__ import annotations

from pathlib import Path

import click

from kg.api import Samkart
from kg.cli.options import graph
from kg.cli.progress import clear

__all__ = ["site_command"]


@click.command("site")
@click.argument("pages", nargs=-1, required=True)
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Where to write; made, or written anew.")
@click.option("--contact", default="", metavar="MAIL", help="Where readers write to when something is wrong.")
@graph
def site_command(samkart: Samkart, pages: tuple[str, ...], output: str, contact: str) -> None:
    """Write PAGES as files that need no server of ours: no cookies, no requests to any other host.

    A page is an address of the explorer (kg serve) without its host, as in actor/asker, compare/asker,baerum,
    map/asker?mode=actor, or the name of a thing. Pages lead to each other; what each shows lies beside it as Excel,
    JSON and Turtle.
    """
    from kg.model.period import today
    from kg.web.asked import Asked
    from kg.web.states import digest_of
    from kg.web.still import write_site

    generation = getattr(samkart.view, "generation", None)
    digest = digest_of(generation) if generation else ""
    asked = Asked(path=(), language=samkart.language, chosen=True, day=today(), digest=digest, contact=contact)
    written = write_site(samkart, pages, Path(output), asked, samkart.progress)
    clear()
    click.echo(f"{output}: {len(written)}", err=True)
