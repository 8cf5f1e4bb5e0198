"""The process in which queries from outside are answered: the other end of `kg.store.querying.engine`.

It reads requests from standard input and writes answers to standard output, both in frames. It ends when its input
ends, also in the middle of a query.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from kg.errors import BadData
from kg.store.querying.dataset import over
from kg.store.querying.frames import GONE, ROWS, UNFIT, Request, Wanted, read_frame, write_frame
from kg.store.querying.memory import end_beyond, held, peak
from kg.store.querying.refusals import check
from kg.store.querying.writing import Frames, TooManyRows, Unwritable, sorted_rows, write_graph, write_table
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from kg.store.querying.ordering import Ordered

__all__ = ["main"]

_STACKS = (1 << 30, 1 << 28, 1 << 26)  # bytes of stack: what is nested or long recurses in the engine
_MOST_MEMORY = 1 << 29  # bytes; a process that has grown larger is not kept, for it does not shrink


def main(folder: str, memory: int, *, confined: bool = False) -> None:
    """Answer requests over the store in a folder until there are no more, with so many bytes of memory at the most.

    One that is `confined` answers strangers, see `kg.store.querying.confined`; it holds its generation itself.
    """
    lock = _confined(Path(folder)) if confined else None
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the one who asks, and that one ends this process
    end_beyond(memory, held)
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
    finally:
        del lock


def _confined(folder: Path) -> object:
    """The lock on the generation of a store."""
    from kg.store.layout import hold
    from kg.store.querying.confined import confine

    confine()
    try:
        return hold(folder.parent)
    except FileNotFoundError:
        os._exit(GONE)


def _answer(store: ox.Store, request: Request, output: BinaryIO) -> None:
    """Write what a query gives: a head that says its kind, the body, and an end that says how it went."""
    end: dict[str, object] = {}
    body: Any = Frames(output, request.rows)
    try:
        if request.wanted is None:
            _plain(store, request, output, body)
        else:
            _wanted(store, request, request.wanted, output, body)
        body.flush()
    except BrokenPipeError:
        os._exit(0)
    except TooManyRows:
        end = {"error": ROWS}
    except SyntaxError as error:
        end = {"error": "syntax", "message": _told(request, str(error))}
    except BadData as error:
        end = {"error": "syntax", "message": str(error)}
    except Unwritable as error:
        end = {"error": UNFIT, "message": f"{error}; ask for another form"}
    except Exception as error:
        end = {"error": type(error).__name__, "message": str(error)}
    end["last"] = peak() > _MOST_MEMORY
    try:
        write_frame(output, b"")
        write_frame(output, json.dumps(end).encode())
        output.flush()
    except BrokenPipeError:
        os._exit(0)
    if end["last"]:
        os._exit(0)


def _plain(store: ox.Store, request: Request, output: BinaryIO, body: Any) -> None:
    """An answer that the one who asks reads itself: JSON, TSV where it is ordered here, N-Triples."""
    plan, result = _asked(store, request.text, request.options)
    if isinstance(result, ox.QueryBoolean):
        _head(output, kind="boolean", value=bool(result))
    elif isinstance(result, ox.QueryTriples):
        _head(output, kind="triples")
        body.count_lines()
        result.serialize(body, format=ox.RdfFormat.N_TRIPLES)
    elif plan is not None:
        _head(output, kind="tsv")
        for part in sorted_rows(plan, result, request.rows):
            body.write(part)
    else:
        _head(output, kind="json")
        body.count("json")
        result.serialize(body, format=ox.QueryResultsFormat.JSON)


def _wanted(store: ox.Store, request: Request, wanted: Wanted, output: BinaryIO, body: Frames) -> None:
    """An answer that is passed on: looked at here, in the form that is wanted of its kind."""
    check(request.text)
    text, graphs = over(request.text, wanted.default, wanted.named)
    options = {"prefixes": PREFIXES, "base_iri": wanted.base or None, **graphs, **request.options}
    plan, result = _asked(store, text, options)
    is_graph = isinstance(result, ox.QueryTriples)
    form = wanted.graph if is_graph else wanted.table
    if not form:
        raise Unwritable(f"the answer is a {'graph' if is_graph else 'table'}, which has none of the forms asked for")
    _head(output, form=form)
    if isinstance(result, ox.QueryTriples):
        write_graph(result, form, body, request.rows, text=text)
    else:
        write_table(plan, result, form, body, request.rows)


def _told(request: Request, message: str) -> str:
    """What is told of a text that is no query: the engine's words, or an explanation where that is passed on."""
    if request.wanted is None:
        return message
    from kg.store.querying.mistakes import explained

    return explained(request.text, message)


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
