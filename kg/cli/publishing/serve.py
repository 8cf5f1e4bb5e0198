"""`kg serve`: the explorer and the SPARQL endpoint."""

from __future__ import annotations

import click

from kg.cli.options import Whole, settings_options
from kg.settings import Settings

__all__ = ["serve_command"]


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; only this machine by default.")
@click.option("--port", default=8000, show_default=True, type=Whole(1, 65535), help="The port to listen at.")
@click.option("--public", default="", metavar="URL", help="The address under which others see the site.")
@click.option("--behind-proxy", is_flag=True, help="Trust what a proxy before this tells of a request.")
@click.option("--processes", default=2, show_default=True, type=Whole(1, 64), help="How many make pages.")
@click.option("--keep", default=5, show_default=True, type=Whole(2, 1000), help="How many states stay citable.")
@click.option("--contact", default="", metavar="MAIL", help="Where readers write to when something is wrong.")
@click.option("--access-log", is_flag=True, help="A line a request on standard error, without visitors' addresses.")
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
@settings_options
def serve_command(
    settings: Settings,
    host: str,
    port: int,
    public: str,
    behind_proxy: bool,
    processes: int,
    keep: int,
    contact: str,
    access_log: bool,
    browse: bool,
) -> None:
    """Serve the explorer, its data and a SPARQL endpoint, for this machine or for everybody, until Ctrl-C."""
    from kg.cli.publishing.ready import site_of
    from kg.web.serving import address_of, serve

    site = site_of(
        settings,
        host=host,
        port=port,
        root=public,
        behind_proxy=behind_proxy,
        renderers=processes,
        keep=keep,
        contact=contact,
    )

    def begun() -> None:
        click.echo(f"Samkart: {address_of(site)}", err=True)
        if browse:
            click.launch(address_of(site))

    serve(site, begun=begun, access_log=access_log)
