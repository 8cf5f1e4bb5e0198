"""Queries from outside, answered in a process of their own: what ends the engine does not end the one who asks.

pyoxigraph is built to abort when something in it panics, and what is nested deep enough overflows its stack: no
exception tells of either. A process is started at the first query (some 60 ms), asked again as long as it is small,
and ended at once by Ctrl-C.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import BadData, KgError
from kg.settings import load_settings
from kg.store.limits import NO_LIMITS, Limits
from kg.store.querying.frames import NO_MEMORY, ROWS, read_frame, write_frame
from kg.store.querying.mistakes import asks_others, explained
from kg.store.spool import Spool, no_room

__all__ = ["Engine"]

_MEMORY = 2 << 30
_MOST_LEVELS = 500  # brackets in each other
_TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class Engine:
    """The processes that answer queries over the store in a folder: one, or more when several are asked at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._idle: list[_Process] = []

    def query(self, text: str, limits: Limits = NO_LIMITS, **options: Any) -> Any:
        """What `pyoxigraph.Store.query` gives for a text and these options: solutions, a boolean or a list of triples.

        Raises BadData for a text that is not SPARQL or nested too deeply, KgError for a query that cannot be answered,
        not within its limits, or not with the memory that the settings allow.
        """
        if sum(map(text.count, "([{")) > _MOST_LEVELS:
            from kg.store.querying.tokens import depth

            if (levels := depth(text)) > _MOST_LEVELS:
                raise BadData(
                    f"the query is nested too deeply: {levels:,} brackets in each other; at most {_MOST_LEVELS}"
                )
        if text.count("<<") + text.upper().count("TRIPLE") > _MOST_LEVELS:
            raise BadData(f"the query has too many triples within triples; at most {_MOST_LEVELS}")
        if refused := asks_others(text):
            raise BadData(refused)
        if "prefixes" in options:  # rdflib's are of a class of its own, which the process need not know
            options["prefixes"] = {name: str(iri) for name, iri in options["prefixes"].items()}
        process = self._idle.pop() if self._idle else _Process(self._folder)
        try:
            with process.within(limits):
                found = process.ask(text, options, limits)
        except BaseException:
            process.end()
            raise
        if process.ended:
            process.end()
        else:
            self._idle.append(process)
        return found()

    def close(self) -> None:
        """End the processes."""
        while self._idle:
            self._idle.pop().end()


class ProxyStore:
    """A store whose queries are answered by an engine and that is otherwise the one it stands for."""

    def __init__(self, store: ox.Store, engine: Engine) -> None:
        self._store, self._engine = store, engine

    def query(self, text: str, **options: Any) -> Any:
        """See `Engine.query`; triples as `pyoxigraph.QueryTriples`."""
        found = self._engine.query(text, **options)
        if not isinstance(found, list):
            return found
        held = ox.Store()
        held.extend(ox.Quad(*triple) for triple in found)
        return held.query(_TRIPLES)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class _Process:
    """A process that answers, and where it writes what it has to say when it fails."""

    def __init__(self, folder: Path) -> None:
        paths = [*sys.path, str(Path(__file__).parents[3]), str(Path(ox.__file__).parents[1])]
        self._memory = load_settings().memory or _usual_memory()
        start = f"from kg.store.querying.worker import main; main({str(folder)!r}, {self._memory})"
        code = f"import sys; sys.path[:] = {paths!r}; {start}"
        from tempfile import TemporaryFile

        try:
            self._said = TemporaryFile()  # noqa: SIM115  (closed with the process)
        except OSError as error:
            raise no_room(error) from error
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, "RUST_BACKTRACE": "0", "PYTHONIOENCODING": "utf-8"},
        )
        self.ended = False
        self._last = weakref.finalize(self, _end, self._process)

    @contextmanager
    def within(self, limits: Limits) -> Iterator[None]:
        """End the process when what follows takes longer than the limits allow, and tell that."""
        if not limits.seconds:
            yield
            return
        fired: list[bool] = []

        def fire() -> None:
            fired.append(True)
            self._process.kill()

        timer = threading.Timer(min(limits.seconds, threading.TIMEOUT_MAX), fire)
        timer.daemon = True
        timer.start()
        try:
            yield
        except KgError as error:
            if not fired:
                raise
            raise limits.too_slow() from error
        finally:
            timer.cancel()

    def ask(self, text: str, options: dict[str, Any], limits: Limits) -> Any:
        """A function that gives the result of a query, all of which has been received."""
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101
        body = Spool()
        try:
            write_frame(self._process.stdin, pickle.dumps((text, options, limits.rows)))
            self._process.stdin.flush()
            head = read_frame(self._process.stdout)
            while head and (part := read_frame(self._process.stdout)):
                body.write(part)
            end = json.loads(read_frame(self._process.stdout))
        except (EOFError, OSError) as error:
            raise self._failure() from error
        self.ended = bool(end.get("last"))
        if "error" in end:
            if end["error"] == ROWS:
                raise limits.too_many()
            message = str(end["message"])
            if end["error"] == "syntax":
                raise BadData(explained(text, message))
            raise KgError(f"the query cannot be answered: {message or end['error']}")
        body.rewind()
        return lambda: _result(json.loads(head), body)

    def _failure(self) -> KgError:
        """What is told of a process that ended by itself."""
        code = self._process.wait()
        if code == NO_MEMORY:
            amount = f"{self._memory / 2**30:.1f}".removesuffix(".0")
            return KgError(
                f"the query needs more than {amount} GB of memory; ask for less (LIMIT, no product of patterns that"
                " share no variable), or set SAMKART_MEMORY to more, as in 8 GB"
            )
        self._said.seek(max(0, self._said.seek(0, os.SEEK_END) - 4000))
        lines = self._said.read().decode("utf-8", "replace").splitlines()
        at = next((i for i, line in enumerate(lines) if "panicked at" in line), None)
        reason = ": " + lines[at + 1] if at is not None and at + 1 < len(lines) else ""
        if (not reason and code in (-signal.SIGSEGV, 0xC00000FD)) or "overflowed its stack" in "".join(lines):
            reason = ": it is too long or nested too deeply"
        elif not reason and (code == -9 or any("memory allocation" in line for line in lines)):
            reason = ": it was ended for want of memory, it seems"
        elif not reason and lines and code > 0:
            reason = f": {lines[-1]}"
        return KgError(f"the engine cannot answer this query{reason}")

    def end(self) -> None:
        """End the process, whatever it does."""
        self._last()
        self._said.close()


def _usual_memory() -> int:
    """Bytes that a query may take where nothing is set: 2 GB, or half of what the machine has if that is less."""
    with suppress(AttributeError, OSError, ValueError):  # not known everywhere
        return min(_MEMORY, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2)
    return _MEMORY


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:  # what had not been written yet
                continue


def _result(head: dict[str, Any], body: Any) -> Any:
    kind = head["kind"]
    if kind == "boolean":
        return ox.parse_query_results(json.dumps({"head": {}, "boolean": head["value"]}), format=_JSON)
    if kind == "triples":
        return [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)]
    return ox.parse_query_results(body, format=_JSON if kind == "json" else ox.QueryResultsFormat.TSV)


_JSON = ox.QueryResultsFormat.JSON
