"""What a server is told when it starts; it travels to the process that serves in an environment variable."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from urllib.parse import urlsplit

from kg.errors import Usage

__all__ = ["HERE", "VARIABLE", "Site", "checked"]

VARIABLE = "SAMKART_SITE"
HERE = ("localhost", "127.0.0.1", "[::1]")
"""The names under which this machine is asked from itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site: its store (a folder) or the endpoint it asks, its address and its limits.

    `root` is the address under which the public sees it, without a slash at the end; where it is empty, the site
    answers on this machine only, under the names of it. `keep` states are kept for citation. Times are in seconds,
    sizes in bytes. A process that renders and holds more than `memory` after an answer is replaced; one that holds
    twice as much in the middle of one is ended.
    """

    store: str
    generation: str = ""
    endpoint: str = ""
    lang: str = "nb"
    country: str = "NO"
    host: str = "127.0.0.1"
    port: int = 8000
    root: str = ""
    behind_proxy: bool = False
    renderers: int = 2
    slow: int = 1
    keep: int = 5
    contact: str = ""
    page_seconds: float = 30.0
    slow_seconds: float = 300.0
    waiting: int = 200
    slow_waiting: int = 20
    body: int = 1 << 20
    memory: int = 1 << 30
    kept_bytes: int = 64 << 20

    def store_in_environment(self) -> None:
        """Write it where the processes that are started find it."""
        os.environ[VARIABLE] = json.dumps(asdict(self))

    @classmethod
    def from_environment(cls) -> Site:
        """The site that the process that started this one has written down."""
        told = json.loads(os.environ[VARIABLE])
        return cls(**{each.name: told[each.name] for each in fields(cls) if each.name in told})


def checked(site: Site) -> Site:
    """The site with its address as others are given it. Raises Usage for one that is no address of a site."""
    if not site.root:
        return site
    try:
        parts = urlsplit(site.root)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
        fits = fits and "@" not in parts.netloc and (parts.port or 1) > 0
    except ValueError:
        fits = False
    if not fits or parts.path.strip("/"):
        raise Usage(f"{site.root!r} is not the address of a site; expected one as in https://example.org", (), "public")
    return replace(site, root=f"{parts.scheme}://{parts.netloc}")
