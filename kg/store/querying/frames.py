"""What two processes say to each other: frames of four bytes of length and so many bytes; an empty one ends a body."""

from __future__ import annotations

from typing import IO

__all__ = ["NO_MEMORY", "ROWS", "read_frame", "write_frame"]

ROWS = "rows"
"""The error of an answer with more rows than were allowed."""
NO_MEMORY = 77
"""The exit code of a process that would have taken more memory than it was given."""


def read_frame(stream: IO[bytes]) -> bytes:
    """The next frame. Raises EOFError where the stream ends before it does."""
    return _exactly(stream, int.from_bytes(_exactly(stream, 4), "big"))


def write_frame(stream: IO[bytes], content: bytes | memoryview) -> None:
    """Write a frame."""
    stream.write(len(content).to_bytes(4, "big"))
    stream.write(content)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content
