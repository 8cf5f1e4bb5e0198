"""Bytes compressed on their way to a file: gzip, or zstd where Python or `backports.zstd` has it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kg.errors import KgError
from kg.extras import need

__all__ = ["COMPRESSIONS", "COMPRESSION_ENDINGS", "compressed", "unpacked"]

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


@contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    """The content of a file, unpacked where its ending says so. Raises KgError where there is no zstd."""
    how = COMPRESSION_ENDINGS.get(path.suffix.lower(), "")
    with path.open("rb") as stream:
        if how == "gzip":
            import gzip

            with gzip.GzipFile(fileobj=stream) as packed:
                yield packed  # type: ignore[misc]
        elif how == "zstd":
            with _zstd().ZstdFile(stream, "rb") as packed:
                yield packed
        else:
            yield stream


def _zstd() -> Any:
    if sys.version_info < (3, 14):
        return need("backports.zstd", "files packed with zstd")
    from importlib import import_module

    try:
        return import_module("compression.zstd")
    except ImportError as error:
        raise KgError("this Python was built without zstd; pack with gzip (.gz), or use another Python") from error
