"""The endpoint beside Oxigraph's own server: light queries a second, alone and beside a heavy one; what a kill costs.

`python benchmarks/endpoint.py [embedded|horizon]`. Both servers answer from the same store, in turn, over kept
connections; every answer of both is the same. The peer is `oxigraph serve-read-only` (pip install oxigraph), which has
no process for a query and none of our limits.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil
from _common import HERE, store, table

from kg.store import layout

LIGHT = """SELECT ?name WHERE {
  <https://w3id.org/samkart/id/actor/baerum> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name
} ORDER BY ?name"""
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GROWING = "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f } } }"
LARGE = 1536  # MiB that the query holds when its client leaves
SECONDS = 5
CLIENTS = 4
ROUNDS = 3
APP = """
from contextlib import asynccontextmanager
from dataclasses import asdict
from os import environ
from pathlib import Path
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
from kg.web.sparql.endpoint import Endpoint
from kg.web.sparql.limits import EndpointLimits

limits = EndpointLimits(seconds=600, memory=4 << 30, per_client=100)
endpoint = Endpoint(lambda _: Path(environ["GENERATION"]), limits)

async def counts(_):
    return JSONResponse(asdict(endpoint.counts))

@asynccontextmanager
async def lifespan(_):
    yield
    await endpoint.close()

app = Starlette(routes=[*endpoint.routes("/query"), Route("/counts", counts)], lifespan=lifespan)
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def serving(name: str, generation: Path, folder: Path) -> Iterator[tuple[int, psutil.Process]]:
    """A server (`Samkart` or `Oxigraph`) over a generation: its port and its process."""
    port = free_port()
    if name == "Samkart":
        (folder / "endpoint_app.py").write_text(APP, "utf-8")
        command = [sys.executable, "-m", "granian", "--interface", "asgi", "--log-level", "error"]
        command += ["--port", str(port), "endpoint_app:app"]
    else:
        program = Path(sys.executable).with_name("oxigraph")
        command = [str(program), "serve-read-only", "--location", str(generation / "rdf")]
        command += ["--bind", f"127.0.0.1:{port}"]
    environment = {**os.environ, "GENERATION": str(generation), "PYTHONPATH": f"{folder}:{HERE.parent}"}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        for _ in range(200):
            try:
                ask(port, "ASK {}")
                break
            except OSError:
                time.sleep(0.05)
        yield port, psutil.Process(process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def ask(port: int, query: str, connection: http.client.HTTPConnection | None = None) -> bytes:
    kept = connection or http.client.HTTPConnection("127.0.0.1", port)
    kept.request("GET", f"/query?{urlencode({'query': query})}", headers={"Accept": "text/csv"})
    response = kept.getresponse()
    body = response.read()
    assert response.status == 200, body
    if connection is None:
        kept.close()
    return body


def begin(port: int, query: str) -> socket.socket:
    """A query that is asked and whose answer is not waited for; it ends, if the server lets it, with the connection."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(f"GET /query?{urlencode({'query': query})} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    time.sleep(1)
    return connection


def light(port: int) -> tuple[float, float]:
    """Light queries a second of several clients at once, and the 99th percentile of their milliseconds."""
    times: list[float] = []
    until = time.perf_counter() + SECONDS

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while (begun := time.perf_counter()) < until:
            ask(port, LIGHT, connection)
            times.append(time.perf_counter() - begun)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(times) / SECONDS, statistics.quantiles(times, n=100)[98] * 1000


def counts(port: int) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/counts")
    found: dict[str, Any] = json.loads(connection.getresponse().read())
    connection.close()
    return found


def memory(process: psutil.Process) -> float:
    """MiB that a server and its processes hold."""
    held = 0
    for each in [process, *process.children(recursive=True)]:
        try:
            held += each.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return held / 2**20


def speed(generation: Path, folder: Path) -> None:
    rows = []
    for number in range(1, ROUNDS + 1):
        found = {}
        for name in ("Samkart", "Oxigraph") if number % 2 else ("Oxigraph", "Samkart"):
            with serving(name, generation, folder) as (port, _):
                answer = ask(port, LIGHT)
                alone = light(port)
                heavy = begin(port, HEAVY)
                beside = light(port)
                heavy.close()
                found[name] = (alone, beside, answer)
        assert found["Samkart"][2] == found["Oxigraph"][2]
        for what, which in (("alone", 0), ("beside a heavy one", 1)):
            ours, theirs = found["Samkart"][which], found["Oxigraph"][which]
            cells = [f"{ours[0]:,.0f}", f"{ours[1]:.0f}", f"{theirs[0]:,.0f}", f"{theirs[1]:.0f}"]
            rows.append([number, what, *cells, f"{ours[0] / theirs[0]:.2f}"])
    headings = ["round", "light queries", "Samkart /s", "p99, ms", "Oxigraph /s", "p99, ms", "ratio"]
    table(headings, rows)


def killing(generation: Path, folder: Path) -> None:
    """Seconds from a client's leaving until its query's process is gone, and until a new one has answered; memory."""
    rows = []
    for name in ("Samkart", "Oxigraph"):
        with serving(name, generation, folder) as (port, process):
            ask(port, LIGHT)
            before = memory(process)
            connection = begin(port, GROWING)
            while (during := memory(process)) < LARGE:
                time.sleep(0.02)
            begun = time.perf_counter()
            connection.close()
            gone = "never"
            if name == "Samkart":
                while counts(port)["running"] or memory(process) > before + 20:
                    time.sleep(0.005)
                gone = f"{time.perf_counter() - begun:.2f}"
            else:
                time.sleep(3)
            begun = time.perf_counter()
            ask(port, LIGHT)
            fresh = time.perf_counter() - begun
            after = memory(process)
            rows.append([name, f"{before:,.0f}", f"{during:,.0f}", gone, f"{fresh:.2f}", f"{after:,.0f}"])
    headings = ["server", "before, MiB", "in the middle of a DISTINCT, MiB", "killed and reaped, s", "next query, s"]
    table([*headings, "after, MiB"], rows)


if __name__ == "__main__":
    import tempfile

    home = store(sys.argv[1] if len(sys.argv) > 1 else "embedded")
    current = layout.current(home)
    assert current is not None
    with tempfile.TemporaryDirectory() as temporary:
        speed(current, Path(temporary))
        killing(current, Path(temporary))
