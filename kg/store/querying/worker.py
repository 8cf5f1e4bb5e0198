"""The process in which queries from outside are answered: the other end of `kg.store.querying.engine`.

It reads requests from standard input and writes answers to standard output, both in frames. It ends when its input
ends, also in the middle of a query.
"""

from __future__ import annotations

import json
import os
import pickle
import re
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from io import RawIOBase
from mmap import PAGESIZE
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from kg.store.querying.frames import NO_MEMORY, ROWS, read_frame, write_frame

if TYPE_CHECKING:
    from kg.store.querying.ordering import Ordered

__all__ = ["main"]

_STACKS = (1 << 30, 1 << 28, 1 << 26)  # bytes of stack: what is nested or long recurses in the engine
_MOST_MEMORY = 1 << 29  # bytes; a process that has grown larger is not kept, for it does not shrink
_KEPT_ROWS = 100_000  # rows that are gathered before all but the first are let go, where there is a LIMIT

Request = tuple[str, dict[str, Any], int]
_WATCHED = 0.05  # seconds between two looks at the memory
# What stands between two rows of JSON and, since a quote in a string is escaped, nowhere else; before a row without
# values it might stand in a string too.
_BETWEEN = re.compile(rb'\},\{"[^,}]|,\{\}')
_LINE = re.compile(rb"\n")
_TAIL = 4  # bytes of a part that may be the beginning of what stands between two rows


class _TooManyRows(Exception):
    pass


class _Frames(RawIOBase):
    """A stream whose every write is a frame; with `most` rows at the most, where that is not 0."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream, self._left, self._counting = stream, most, most > 0
        self._tail = b""
        self._mark: re.Pattern[bytes] | None = None

    def count(self, mark: re.Pattern[bytes], first: int = 0) -> None:
        """Count rows by what ends or parts them; `first` is 1 where nothing stands before the first row."""
        self._mark, self._left = mark, self._left - first

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        view = memoryview(content)
        if self._mark and self._counting:
            part = self._tail + bytes(view)
            self._left -= sum(match.end() > len(self._tail) for match in self._mark.finditer(part))
            self._tail = part[-_TAIL:]
            if self._left < 0:
                raise _TooManyRows
        if len(view):
            write_frame(self._stream, view)
        return len(view)


def main(folder: str, memory: int) -> None:
    """Answer requests over the store in a folder until there are no more, with so many bytes of memory at the most."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the one who asks, and that one ends this process
    threading.Thread(target=_watch, args=(memory,), daemon=True).start()
    requests: SimpleQueue[Request] = SimpleQueue()
    output = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    os.dup2(2, 1)

    def run() -> None:
        store = ox.Store.read_only(folder)
        while True:
            _answer(store, requests.get(), output)

    for size in _STACKS:
        try:
            threading.stack_size(size)
            threading.Thread(target=run, daemon=True).start()
            break
        except (RuntimeError, ValueError, MemoryError):
            continue
    try:
        while True:
            requests.put(pickle.loads(read_frame(sys.stdin.buffer)))  # noqa: S301  (from the process that started it)
    except EOFError:
        os._exit(0)


def _answer(store: ox.Store, request: Request, output: BinaryIO) -> None:
    """Write what a query gives: a head that says its kind, the body, and an end that says how it went."""
    text, options, most = request
    end: dict[str, object] = {}
    body: Any = _Frames(output, most)
    try:
        plan, result = _asked(store, text, options)
        if isinstance(result, ox.QueryBoolean):
            _head(output, kind="boolean", value=bool(result))
        elif isinstance(result, ox.QueryTriples):
            _head(output, kind="triples")
            body.count(_LINE)
            result.serialize(body, format=ox.RdfFormat.N_TRIPLES)
        elif plan is not None:
            _head(output, kind="tsv")
            for part in _sorted(plan, result, most):
                body.write(part)
        else:
            _head(output, kind="json")
            body.count(_BETWEEN, first=1)
            result.serialize(body, format=ox.QueryResultsFormat.JSON)
    except BrokenPipeError:
        os._exit(0)
    except _TooManyRows:
        end = {"error": ROWS}
    except SyntaxError as error:
        end = {"error": "syntax", "message": str(error)}
    except Exception as error:
        end = {"error": type(error).__name__, "message": str(error)}
    end["last"] = _memory() > _MOST_MEMORY
    try:
        write_frame(output, b"")
        write_frame(output, json.dumps(end).encode())
        output.flush()
    except BrokenPipeError:
        os._exit(0)
    if end["last"]:
        os._exit(0)


def _head(output: BinaryIO, **head: object) -> None:
    write_frame(output, json.dumps(head).encode())


def _asked(store: ox.Store, text: str, options: dict[str, Any]) -> tuple[Ordered | None, Any]:
    """How the rows are to be ordered here, and the result; a mistake is told of the text as it was given."""
    if "ORDER" in text.upper():
        from kg.store.querying.ordering import ordered

        plan = ordered(text)
        changed = plan if isinstance(plan, str) else plan.text
        try:
            result = store.query(changed, **options)
        except SyntaxError:
            return None, store.query(text, **options)
        return (None if isinstance(plan, str) else plan), result
    return None, store.query(text, **options)


def _sorted(plan: Ordered, result: ox.QuerySolutions, allowed: int) -> Iterator[bytes]:
    """The rows in order, as SPARQL's TSV. Raises _TooManyRows for more than are allowed, where that is not 0."""
    from kg.store.querying.ordering import sort_key

    names = [variable.value for variable in result.variables]
    shown = [i for i, name in enumerate(names) if name not in plan.extra]
    keys = [(names.index(name), descending) for name, descending in plan.keys if name in names]
    yield "\t".join(f"?{names[i]}" for i in shown).encode() + b"\n"
    most = None if plan.limit is None else plan.offset + plan.limit
    rows: list[tuple[list[Any], str]] = []
    for solution in result:
        rows.append(([sort_key(solution[i]) for i, _ in keys], "\t".join(_cell(solution[i]) for i in shown)))
        if most is not None and len(rows) >= most + _KEPT_ROWS:
            _sort(rows, keys)
            del rows[most:]
        elif most is None and len(rows) > allowed > 0:
            raise _TooManyRows
    if len(rows[plan.offset : most]) > allowed > 0:
        raise _TooManyRows
    _sort(rows, keys)
    for first in range(plan.offset, len(rows) if most is None else min(most, len(rows)), 1000):
        last = first + 1000 if most is None else min(first + 1000, most)
        yield "".join(f"{line}\n" for _, line in rows[first:last]).encode()


def _sort(rows: list[tuple[list[Any], str]], keys: Iterable[tuple[int, bool]]) -> None:
    for i, (_, descending) in reversed(list(enumerate(keys))):
        rows.sort(key=lambda row: row[0][i], reverse=descending)


def _cell(term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Triple):
        return f"<<( {_cell(term.subject)} {_cell(term.predicate)} {_cell(term.object)} )>>"
    return str(term)


def _watch(most: int) -> None:
    """End the process when it holds more memory than it was given; a step of the engine cannot be stopped otherwise."""
    while True:
        time.sleep(_WATCHED)
        if _held() > most:
            os._exit(NO_MEMORY)


def _held() -> int:
    """The memory that this process holds, in bytes; the most it has held, or 0, where no more is told."""
    try:
        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123
            return int(stream.read().split()[1]) * PAGESIZE
    except (OSError, ValueError, IndexError):
        pass
    try:
        import psutil
    except ImportError:
        return _memory()
    held: int = psutil.Process().memory_info().rss
    return held


def _memory() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not tell.

    Linux's getrusage counts what the process that began this one held before; its status file does not.
    """
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as stream:  # noqa: PTH123
            return next((int(line.split()[1]) * 1024 for line in stream if line.startswith("VmHWM:")), 0)
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return _peak_on_windows()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


def _peak_on_windows() -> int:
    try:
        import psutil
    except ImportError:
        return 0
    held: int = getattr(psutil.Process().memory_info(), "peak_wset", 0)
    return held
