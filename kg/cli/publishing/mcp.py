"""`kg mcp`: the graph as tools for assistants."""

from __future__ import annotations

import click

from kg.cli.options import Whole, settings_options
from kg.settings import Settings

__all__ = ["mcp_command"]


@click.command("mcp")
@click.option("--http", is_flag=True, help="Over HTTP at /mcp, rather than standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; only this machine by default.")
@click.option("--port", default=8001, show_default=True, type=Whole(1, 65535), help="The port to listen at.")
@click.option("--public", default="", metavar="URL", help="The address under which others see the server.")
@click.option(
    "--tools",
    "offered",
    type=click.Choice(["all", "few"]),
    default="all",
    show_default=True,
    help="all: a tool for each verb and each Question; few: two tools stand for all Questions.",
)
@click.option("--processes", default=1, show_default=True, type=Whole(1, 64), help="How many answer at once.")
@settings_options
def mcp_command(
    settings: Settings, http: bool, host: str, port: int, public: str, offered: str, processes: int
) -> None:
    """Offer what can be asked as read-only tools for assistants (Model Context Protocol), until the assistant closes.

    An assistant starts it by itself as `kg mcp`; docs/machines-api.md says how it is told to. Needs samkart[mcp].
    """
    from kg.cli.publishing.ready import site_of
    from kg.extras import need

    need("mcp", "tools for assistants")
    site = site_of(settings, host=host, port=port, root=public, renderers=processes)
    from kg.web.assistants.server import over_http, over_stdio

    if http:
        from kg.web.serving import address_of, free

        free(host, port)
        click.echo(f"Samkart: {address_of(site)}mcp", err=True)
    (over_http if http else over_stdio)(site, every=offered == "all")
