"""What two processes say to each other: frames of four bytes of length and so many bytes; an empty one ends a body."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from asyncio import StreamReader

__all__ = ["GONE", "NO_MEMORY", "ROWS", "UNFIT", "Request", "Wanted", "framed", "read_frame", "received", "write_frame"]

ROWS = "rows"
"""The error of an answer with more rows than were allowed."""
UNFIT = "unfit"
"""The error of an answer that cannot be written in any form that is wanted; the message says why."""
NO_MEMORY = 77
"""The exit code of a process that would have taken more memory than it was given."""
GONE = 78
"""The exit code of a process whose store was not there any more when it began."""


class Wanted(NamedTuple):
    """How an answer is wanted that is passed on as it is: the form of a table, and of a graph, each empty for none.

    The forms are those of `kg.store.querying.writing`. `base` is what relative IRIs are resolved against; `default` and
    `named` are the graphs to ask, by their IRIs, where the query is not to say that itself.
    """

    table: str
    graph: str
    base: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Request(NamedTuple):
    """A query, the rows that its answer may have (0: any number), and how it is to be asked.

    `options` are those of `pyoxigraph.Store.query`. With `wanted` the text is looked at there too, its mistakes are
    explained there, and the answer comes in the form that is wanted.
    """

    text: str
    rows: int
    options: dict[str, Any]
    wanted: Wanted | None = None


def read_frame(stream: IO[bytes]) -> bytes:
    """The next frame. Raises EOFError where the stream ends before it does."""
    return _exactly(stream, int.from_bytes(_exactly(stream, 4), "big"))


async def received(stream: StreamReader) -> bytes:
    """The next frame, waited for. Raises asyncio.IncompleteReadError where the stream ends before it does."""
    return await stream.readexactly(int.from_bytes(await stream.readexactly(4), "big"))


def write_frame(stream: IO[bytes], content: bytes | memoryview) -> None:
    """Write a frame."""
    stream.write(_size(content))
    stream.write(content)


def framed(content: bytes) -> bytes:
    """A frame, for one who writes it in one piece."""
    return _size(content) + content


def _size(content: bytes | memoryview) -> bytes:
    return len(content).to_bytes(4, "big")


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content
