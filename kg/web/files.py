"""The files that pages are made of beside their text: style sheets, scripts, pictures; addressed by their content."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

__all__ = ["FOLDER", "KINDS", "digest_of", "names", "read"]

FOLDER = Path(__file__).parent / "static"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
"""The media types of the files there are, by ending."""


@cache
def read(name: str) -> bytes:
    """The content of one of the files. Raises KeyError for a name that none of them has."""
    if name not in names():
        raise KeyError(name)
    return (FOLDER / name).read_bytes()


@cache
def digest_of(name: str) -> str:
    """What tells one content of a file from another, for its address. Raises KeyError as `read` does."""
    return hashlib.sha256(read(name)).hexdigest()[:12]


@cache
def names() -> frozenset[str]:
    """The names of all of them."""
    return frozenset(path.name for path in FOLDER.iterdir() if path.suffix in KINDS)
