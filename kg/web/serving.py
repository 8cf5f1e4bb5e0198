"""Serving a site: the store is made ready, the place is looked at, and granian listens."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["address_of", "free", "serve"]

_HEADER_SECONDS = 10
_AT_ONCE = 2048  # connections; those that are idle or slow count too, so that a few do not keep others out
_FILES = 4096


def address_of(site: Site) -> str:
    """Where a site is seen from this machine."""
    host = "127.0.0.1" if site.host == "0.0.0.0" else "[::1]" if site.host == "::" else site.host  # noqa: S104
    return f"http://{f'[{host}]' if ':' in host and not host.startswith('[') else host}:{site.port}/"


def serve(site: Site, *, begun: Callable[[], None] | None = None, access_log: bool = False) -> None:
    """Serve until this process is told to stop (Ctrl-C, TERM); `begun` is called when it listens.

    Raises KgError where nothing can listen at that host and port.
    """
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings

    free(site.host, site.port)
    _allow_files()
    site.store_in_environment()
    server = Granian(
        "kg.web.serving:app",
        address=site.host,
        port=site.port,
        interface=Interfaces.ASGI,
        factory=True,
        http=HTTPModes.http1,  # what proxies speak to what is behind them; HTTP/2 has no time limit on headers here
        websockets=False,
        workers=1,
        backpressure=_AT_ONCE,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        log_enabled=True,
        log_level="warning",  # type: ignore[arg-type]
        http1_settings=HTTP1Settings(header_read_timeout=_HEADER_SECONDS * 1000),
        workers_kill_timeout=10,
    )
    if begun is not None:
        server.on_startup(begun)
    if access_log:
        import os

        os.environ["SAMKART_ACCESS_LOG"] = "1"
    server.serve()


def app() -> object:
    """The application in the process that granian starts."""
    import os

    from kg.web.app import made
    from kg.web.logs import write_logs

    write_logs(access=bool(os.environ.get("SAMKART_ACCESS_LOG")))
    return made()


def _allow_files() -> None:
    """Let processes have a file for each connection, as far as the system allows."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def free(host: str, port: int) -> None:
    """Raises KgError where a host is none of this machine's, or something listens at the port already."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            if sys.platform != "win32":
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except OSError as error:
        told = f"take another with --port, as in --port {port + 1}" if port else ""
        raise KgError(f"nothing can listen at {host}, port {port}: {error.strerror}; {told}") from error
