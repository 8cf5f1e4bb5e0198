"""Content that comes packed (gzip, deflate), unpacked bit by bit and never a thousandfold."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import TypeAlias

__all__ = ["PART", "Unpacking", "unpacking"]

PART = 1 << 18
_MOST = 250  # times as long as what came; results in JSON are packed to a tenth or a fiftieth
_FREE = 1 << 26  # bytes that are not asked about

Unpacking: TypeAlias = Callable[[bytes], Iterator[bytes]]
"""Given a part of what comes it gives what that is unpacked; given nothing, the end. Raises ValueError."""


def unpacking(encoding: str) -> Unpacking:
    """What unpacks a content encoding. Raises ValueError for one that is not known."""
    known = encoding.strip().lower()
    if known in ("", "identity"):
        return lambda part: iter((part,) if part else ())
    if known in ("gzip", "x-gzip", "deflate"):
        return _Packed(known == "deflate").unpack
    raise ValueError(encoding)


class _Packed:
    """Several members may follow each other; deflate is meant to have a head of zlib's, which some leave out."""

    def __init__(self, deflate: bool) -> None:
        self._deflate = deflate
        self._opened: zlib._Decompress | None = None
        self._came = self._went = 0
        self._first = b""

    def unpack(self, part: bytes) -> Iterator[bytes]:
        """What a part is unpacked, in bits; the empty part is the end."""
        self._came += len(part)
        if not part:
            yield from self._end()
            return
        rest = self._first + part
        self._first = b""
        while rest:
            if self._opened is None or self._opened.eof:
                if len(rest) < 2:
                    self._first = rest
                    return
                self._opened = zlib.decompressobj(self._window(rest))
            try:
                bit = self._opened.decompress(rest, PART)
            except zlib.error as error:
                raise ValueError(str(error)) from error
            self._went += len(bit)
            if self._went > _FREE and self._went > _MOST * self._came:
                raise ValueError(f"it is more than {_MOST} times as long as what was sent")
            yield bit
            rest = self._opened.unused_data if self._opened.eof else self._opened.unconsumed_tail

    def _end(self) -> Iterator[bytes]:
        """What is held back still. Raises ValueError where it goes on."""
        while self._opened is not None and not self._opened.eof and (bit := self._opened.decompress(b"", PART)):
            yield bit
        if self._first or (self._opened is not None and not self._opened.eof):
            raise ValueError("its end is missing")

    def _window(self, rest: bytes) -> int:
        if not self._deflate:
            return 31
        with_head = rest[0] & 15 == 8 and (rest[0] << 8 | rest[1]) % 31 == 0
        return 15 if with_head else -15
