"""Answers as they are received: in memory, or in a temporary file when they are long."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import Any

from kg.errors import KgError

__all__ = ["Spool", "no_room"]

_IN_MEMORY = 1 << 25  # bytes


def no_room(error: OSError) -> KgError:
    """What is told where temporary files cannot be written."""
    return KgError(f"temporary files cannot be written: {error.strerror}; set TMPDIR to a folder with room")


class Spool:
    """What has been received, in memory or, when it is long, in a file that goes when this goes."""

    def __init__(self) -> None:
        self._file: Any = BytesIO()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def write(self, part: bytes) -> None:
        """Add a part. Raises KgError where temporary files cannot be written."""
        if self._size <= _IN_MEMORY < self._size + len(part):
            from tempfile import TemporaryFile

            try:
                moved = TemporaryFile()  # noqa: SIM115  (closed with this)
                moved.write(self._file.getbuffer())
            except OSError as error:
                raise no_room(error) from error
            self._file = moved
        self._size += len(part)
        try:
            self._file.write(part)
        except OSError as error:
            raise no_room(error) from error

    def read(self, size: int = -1) -> bytes:
        """The next bytes, as of a file."""
        content: bytes = self._file.read(size)
        return content

    def rewind(self) -> None:
        """Read from the beginning again."""
        self._file.seek(0)

    def __del__(self) -> None:
        with suppress(OSError):  # what had not been written yet
            self._file.close()
