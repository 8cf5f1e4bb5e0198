"""An answer while it is received and sent: in memory, or in a temporary file when it is long; nothing here blocks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from tempfile import TemporaryFile
from typing import IO

__all__ = ["Answer"]

_IN_MEMORY = 1 << 21  # bytes
_PART = 1 << 18  # bytes that are read at once


class Answer:
    """A body that is received whole before any of it is sent.

    `counted` is told how many bytes more (or fewer) are held.
    """

    def __init__(self, counted: Callable[[int], None]) -> None:
        self.form = ""
        self.size = 0
        self._counted = counted
        self._parts: list[bytes] = []
        self._in_parts = 0
        self._file: IO[bytes] | None = None
        self._closed = False

    async def write(self, part: bytes) -> None:
        """Add a part. Raises OSError where there is no room for temporary files."""
        self.size += len(part)
        self._counted(len(part))
        self._parts.append(part)
        self._in_parts += len(part)
        if self._in_parts > _IN_MEMORY:
            await asyncio.to_thread(self._move, self._parts)
            self._parts, self._in_parts = [], 0

    def _move(self, parts: list[bytes]) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115  (closed with this)
        self._file.writelines(parts)

    @property
    def whole(self) -> bytes | None:
        """All of it, if it is in memory."""
        return None if self._file else b"".join(self._parts)

    async def parts(self) -> AsyncIterator[bytes]:
        """All of it, part by part; closed at the end."""
        try:
            if self._file is not None:
                await asyncio.to_thread(self._file.seek, 0)
                while part := await asyncio.to_thread(self._file.read, _PART):
                    yield part
            for part in self._parts:
                yield part
        finally:
            self.close()

    def close(self) -> None:
        """Let go of it."""
        if self._closed:
            return
        self._closed = True
        self._counted(-self.size)
        self._parts = []
        if self._file is not None:
            self._file.close()
