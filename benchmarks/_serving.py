"""What measures a server: it is started, asked over connections that stay open, and looked at from outside."""

from __future__ import annotations

import asyncio
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . FILTER (STR(?c) < STR(?f)) }"
"""A query that no engine answers within a minute."""


@contextmanager
def serving(home: Path, *options: str) -> Iterator[tuple[psutil.Process, int]]:
    """`kg serve` over a store, and its port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    command = [sys.executable, "-m", "kg", "serve", "--store", str(home), "--port", str(port), *options]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                with socket.create_connection(("127.0.0.1", port), 1):
                    break
            except OSError:
                assert process.poll() is None, "the server did not start"
                time.sleep(0.1)
        yield psutil.Process(process.pid), port
    finally:
        process.terminate()
        process.wait()


def memory(server: psutil.Process) -> dict[str, list[float]]:
    """Megabytes that each process of a server holds, by what it is for: front, renderers, queries."""
    found: dict[str, list[float]] = {"front": [], "renderers": [], "queries": []}
    for each in server.children(recursive=True):
        try:
            command, held = " ".join(each.cmdline()), each.memory_info().rss / 2**20
        except psutil.Error:
            continue
        if "resource_tracker" not in command:
            renders = "kg.web.renderer" in command
            found["renderers" if renders else "queries" if "querying.worker" in command else "front"].append(held)
    return found


class Client:
    """A connection that is asked one thing after another; one that was closed is opened again."""

    def __init__(self, port: int, forwarded: str = "") -> None:
        self._port = port
        self._more = f"X-Forwarded-For: {forwarded}\r\n" if forwarded else ""
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, way: str) -> tuple[int, int]:
        """The status and the size of an answer; status 0 where there is none."""
        again = self._streams is not None  # one that was idle for long may have been closed meanwhile
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        try:
            writer.write(f"GET {way} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n{self._more}\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            told = (line for line in head.split(b"\r\n") if line.startswith(b"content-length:"))
            size = int(next(told, b"content-length:0")[15:])
            await reader.readexactly(size)
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            return await self.get(way) if again else (0, 0)
        if b"\r\nconnection: close" in head:
            self.close()
        return int(head[9:12]), size

    def close(self) -> None:
        """Let go of the connection."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


def actors(home: Path) -> tuple[list[str], list[str]]:
    """Keys of actors and of themes of a store, in an order that chance gave them once."""
    from kg.api import Samkart
    from kg.store.view import LocalView
    from kg.vocab import key_of

    with Samkart(LocalView(home)) as samkart:
        rows = samkart.view.network_rows().things
        found = sorted(key_of(row[0]) for row in rows if "/actor/" in row[0] and "pic-" not in row[0])
        themes = sorted(key_of(str(row["theme"])) for row in samkart.themes())
    random.Random(1).shuffle(found)
    return found, themes


def quantile(times: Sequence[float], share: float) -> float:
    """So high a share of some times, in milliseconds; nan of none."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 if ordered else float("nan")
