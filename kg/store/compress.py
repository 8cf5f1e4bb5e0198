"""Bytes compressed on their way to a file: gzip, or zstd where Python or `backports.zstd` has it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from kg.errors import KgError

__all__ = ["COMPRESSIONS", "COMPRESSION_ENDINGS", "compressed"]

COMPRESSIONS = ("none", "gzip", "zstd")
COMPRESSION_ENDINGS = {".gz": "gzip", ".zst": "zstd"}


@contextmanager
def compressed(stream: IO[bytes], how: str) -> Iterator[IO[bytes]]:
    """A stream whose content goes compressed to another: the same bytes for the same content, without name or time.

    Raises KgError where there is no zstd.
    """
    if how == "gzip":
        import gzip

        with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
            yield packed  # type: ignore[misc]
    elif how == "zstd":
        with _zstd().ZstdFile(stream, "wb") as packed:
            yield packed
    else:
        yield stream


def _zstd() -> Any:
    from importlib import import_module

    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    try:
        return import_module(name)
    except ImportError as error:
        raise KgError(f"zstd needs the package {name}: pip install 'samkart[zstd]'") from error
