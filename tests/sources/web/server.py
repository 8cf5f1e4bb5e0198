"""A server on localhost that answers as it is told, and misbehaves: statuses, headers, broken, endless, slow bodies."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from kg.sources.web.client import Client
from kg.sources.web.manners import Manners

__all__ = ["Reply", "Request", "Server", "as_json", "serving"]


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: path, parameters, headers in lower case."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered. `cut` bytes are sent of a body that is said to be whole; of `endless` there is no end; with
    `drip` a byte comes each so many seconds.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    endless: bool = False
    drip: float = 0.0


def as_json(content: Any, *, kind: str = "application/json", **headers: str) -> Reply:
    """A good answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(body=json.dumps(content).encode(), headers={"Content-Type": kind, **named})


@dataclass(slots=True)
class Server:
    """The server: `answer` is asked for every request, unless there are replies `ahead`, which come first."""

    url: str
    answer: Callable[[Request], Reply]
    ahead: list[Reply] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def paths(self) -> list[str]:
        """What was asked for, with its parameters, in order."""
        return [each.path + "".join(f" {n}={v}" for n, v in each.query.items()) for each in self.asked]

    def client(self, **manners: Any) -> Client:
        """A client that does not sleep: its pauses are in `pauses`."""
        given = {"pause": 0.0, "wait": 0.0, "retries": 2, "timeout": 2.0, "chance": Random(1), **manners}  # noqa: S311
        return Client(Manners(sleep=self.pauses.append, now=lambda: datetime(2026, 3, 1, 12, tzinfo=UTC), **given))


@contextmanager
def serving(answer: Callable[[Request], Reply]) -> Iterator[Server]:
    """A server as long as it is needed."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(parts.path, dict(parse_qsl(parts.query)), headers)
            found.asked.append(request)
            _send(self, found.ahead.pop(0) if found.ahead else found.answer(request))

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    found = Server(f"http://127.0.0.1:{http.server_address[1]}", answer)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield found
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    headers = {"Content-Type": "application/json"} | reply.headers
    if not reply.endless:
        headers.setdefault("Content-Length", str(len(reply.body)))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    with suppress(OSError):
        if reply.drip:
            for byte in reply.body:
                handler.wfile.write(bytes((byte,)))
                handler.wfile.flush()
                time.sleep(reply.drip)
            return
        handler.wfile.write(reply.body if reply.cut is None else reply.body[: reply.cut])
        while reply.endless:
            handler.wfile.write(b" " * 65536)
