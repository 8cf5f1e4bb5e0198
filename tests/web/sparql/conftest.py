"""A real server process with an endpoint over the made-up world, and a client that hides nothing of what it gets."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil
import pyoxigraph as ox
import pytest

from tests.conftest import build_home

DATA = "http://kasei.us/2009/09/sparql/data/"
"""Where the graphs of the W3C's tests lie."""
FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Got:
    """An answer: its status, headers (names in small letters) and body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def rows(self) -> list[dict[str, str]]:
        """The values of an answer in JSON."""
        found = json.loads(self.body)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]


class Server:
    """A server process and its address."""

    def __init__(self, home: Path, **limits: object) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        given = {"ENDPOINT_HOME": str(home), "ENDPOINT_LIMITS": json.dumps(limits)}
        program = [sys.executable, "-m", "granian", "--interface", "asgi", "--log-level", "error"]
        where = ["--host", "127.0.0.1", "--port", str(self.port), "tests.web.sparql.app:app"]
        self.process = subprocess.Popen(
            [*program, *where],
            env={**os.environ, **given, "PYTHONPATH": str(FOLDER.parents[2])},
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self.address = f"http://127.0.0.1:{self.port}/sparql"
        self._wait()

    def _wait(self) -> None:
        for _ in range(600):
            if self.process.poll() is not None:
                raise RuntimeError(f"it ended: {self.process.communicate()[1].decode()}")
            try:
                self.counts()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("it does not answer")

    def ask(self, method: str, path: str = "/sparql", body: bytes | None = None, **headers: str) -> Got:
        """What is answered to a request as it stands here; `_` in the name of a header is a hyphen."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            with suppress(BrokenPipeError, ConnectionResetError):  # it may have been answered before it is sent
                connection.endheaders(body)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Got(response.status, found, response.read())
        finally:
            connection.close()

    def get(self, query: str, *more: tuple[str, str], method: str = "GET", **headers: str) -> Got:
        """What is answered to a query."""
        return self.ask(method, f"/sparql?{urlencode([('query', query), *more])}", None, **headers)

    def counts(self) -> dict[str, Any]:
        """What the endpoint has counted."""
        found: dict[str, Any] = json.loads(self.ask("GET", "/counts").body)
        return found

    def until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The counts, once something holds of them."""
        for _ in range(1200):
            if holds(found := self.counts()):
                return found
            time.sleep(0.05)
        raise AssertionError(f"it never came to that: {found}")

    def workers(self) -> list[psutil.Process]:
        """The processes that answer queries."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [each for each in below if "kg.store.querying.worker" in " ".join(_line(each))]

    def stop(self) -> None:
        """End it as an administrator does."""
        self.process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()


def _line(process: psutil.Process) -> list[str]:
    try:
        found: list[str] = process.cmdline()
        return found
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []


@contextmanager
def serving(home: Path, **limits: object) -> Iterator[Server]:
    """A server over a store, as long as the context lasts."""
    server = Server(home, **limits)
    try:
        yield server
    finally:
        server.stop()


Serving = Callable[..., AbstractContextManager[Server]]


@pytest.fixture(scope="session")
def endpoint(world_home: Path) -> Iterator[Server]:
    """An endpoint over the made-up world, with the usual limits but for what many tests at once would need."""
    with serving(world_home, per_client=100, waiting=100) as server:
        yield server


@pytest.fixture(scope="session")
def protocol_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An endpoint over the three graphs of the W3C's protocol tests."""
    home = build_home(tmp_path_factory.mktemp("protocol"))
    generation = next((home / "generations").iterdir())
    store = ox.Store(str(generation / "rdf"))
    kind, document = (ox.NamedNode(iri) for iri in (f"{RDF}type", "http://xmlns.com/foaf/0.1/Document"))
    for number in (1, 2, 3):
        name = ox.NamedNode(f"{DATA}data{number}.rdf")
        store.add(ox.Quad(name, kind, document, name))
    store.flush()
    del store
    with serving(home) as server:
        yield server


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
