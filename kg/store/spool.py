"""Answers as they are received: in memory, or in a temporary file when they are long."""

from __future__ import annotations

from io import BytesIO
from typing import Any

__all__ = ["Spool"]

_IN_MEMORY = 1 << 25  # bytes


class Spool:
    """What has been received, in memory or, when it is long, in a file that goes when this goes."""

    def __init__(self) -> None:
        self._file: Any = BytesIO()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def write(self, part: bytes) -> None:
        """Add a part."""
        if self._size <= _IN_MEMORY < self._size + len(part):
            from tempfile import TemporaryFile

            moved = TemporaryFile()  # noqa: SIM115  (closed with this)
            moved.write(self._file.getbuffer())
            self._file = moved
        self._size += len(part)
        self._file.write(part)

    def read(self, size: int = -1) -> bytes:
        """The next bytes, as of a file."""
        content: bytes = self._file.read(size)
        return content

    def rewind(self) -> None:
        """Read from the beginning again."""
        self._file.seek(0)

    def __del__(self) -> None:
        self._file.close()
