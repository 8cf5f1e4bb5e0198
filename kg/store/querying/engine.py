"""Queries from outside, answered in a process of their own: what ends the engine does not end the one who asks.

pyoxigraph is built to abort when something in it panics, and what is nested deep enough overflows its stack: no
exception tells of either. A process is started at the first query (some 60 ms), asked again as long as it is small,
and ended at once by Ctrl-C.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import BadData, KgError
from kg.settings import load_settings
from kg.store.limits import NO_LIMITS, Limits
from kg.store.querying.frames import ROWS, Request, read_frame, write_frame
from kg.store.querying.mistakes import explained
from kg.store.querying.refusals import check
from kg.store.querying.starting import command, environment, failure, usual_memory
from kg.store.spool import Spool, no_room

__all__ = ["Engine"]

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
        check(text)
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
        self._memory = load_settings().memory or usual_memory()
        from tempfile import TemporaryFile

        try:
            self._said = TemporaryFile()  # noqa: SIM115  (closed with the process)
        except OSError as error:
            raise no_room(error) from error
        self._process = subprocess.Popen(
            command(folder, self._memory),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=environment(),
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
            write_frame(self._process.stdin, pickle.dumps(Request(text, limits.rows, options)))
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
        self._said.seek(max(0, self._said.seek(0, os.SEEK_END) - 4000))
        return failure(code, self._said.read(), self._memory)

    def end(self) -> None:
        """End the process, whatever it does."""
        self._last()
        self._said.close()


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
