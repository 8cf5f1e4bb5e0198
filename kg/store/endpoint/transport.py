"""Asking an endpoint over HTTP: bounded in time and size, without following it elsewhere, and every failure told.

What an endpoint sends is not trusted: it may never end, be cut, be nested without end or no answer at all.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

from kg.errors import BadData, KgError, Usage
from kg.store.spool import Spool

__all__ = ["JSON", "LONGEST", "MOST", "checked_address", "fetch"]

JSON = "application/sparql-results+json"
_ACCEPT = f"{JSON}, application/n-triples;q=0.9, text/turtle;q=0.5"
LONGEST = 600.0  # seconds that an answer may take, however steadily it comes
MOST = 1 << 31  # bytes of an answer
MOST_LEVELS = 500  # triples in triples, which pyoxigraph reads by recursion
_PART = 1 << 18


def checked_address(endpoint: str) -> str:
    """The address of an endpoint. Raises Usage for what is none."""
    try:
        parts = urlsplit(endpoint)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known or not re.fullmatch(r"[!-~]+", endpoint):
        raise Usage(f"{endpoint!r} is not the address of an endpoint; expected http(s)://…")
    return endpoint


def fetch(endpoint: str, query: str, timeout: float) -> tuple[str, Spool]:
    """The media type and the content of the answer to a query; `timeout` is for each silence, in seconds.

    Raises BadData when the endpoint rejects the query, KgError when it does not answer, not in time, or too much.
    """
    request = Request(  # noqa: S310  (the scheme was checked)
        endpoint,
        urlencode({"query": query}).encode(),
        {"Accept": _ACCEPT, "Content-Type": "application/x-www-form-urlencoded"},
    )
    watch = _Watch()
    try:
        with watch.over(LONGEST), watch.opener().open(request, timeout=timeout) as response:
            if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
                raise KgError(f"{endpoint} answers in an encoding that was not asked for")
            kind = response.headers.get_content_type() if "Content-Type" in response.headers else "no form"
            content = _received(endpoint, response)
            if watch.fired:  # shut in the middle of its headers, it seems to be at an end
                raise TimeoutError
            return kind, content
    except HTTPError as error:
        with error:
            raise _refused(endpoint, error) from error
    except (OSError, HTTPException, ValueError) as error:  # URLError, timeouts, cut and garbled answers
        if watch.fired:
            raise KgError(f"{endpoint} has not finished its answer within {LONGEST:g} seconds") from error
        reason = error.reason if isinstance(error, URLError) else error
        told = f"{type(reason).__name__}: {reason}" if isinstance(reason, HTTPException) else reason
        raise KgError(f"{endpoint} does not answer: {_line(str(told))}") from error


def _received(endpoint: str, response: Any) -> Spool:
    """What follows, to its end."""
    expected = response.length
    content = Spool()
    nested, tail = False, b""
    while part := response.read1(_PART):
        content.write(part)
        nested = nested or _NESTING.search(tail + part) is not None
        tail = part[-8:]
        if len(content) > MOST:
            raise KgError(f"{endpoint} answers with more than {MOST >> 20:,} MiB")
    if expected is not None and len(content) < expected:
        raise KgError(f"{endpoint} has cut its answer: {len(content):,} of {expected:,} bytes")
    content.rewind()
    if nested:
        _check_depth(endpoint, content.read())
        content.rewind()
    return content


_NESTING = re.compile(rb'"triple"|\\u00[67]|<<')  # triples in triples, perhaps with letters escaped
_BRACKET = re.compile(rb'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|<<|>>|[\[({]|[\])}]')


def _check_depth(endpoint: str, content: bytes) -> None:
    level = 0
    for match in _BRACKET.finditer(content):
        found = match[0]
        level += (found in _OPENING) - (found in _CLOSING)
        if level > MOST_LEVELS:
            raise KgError(f"the answer of {endpoint} is nested too deeply; at most {MOST_LEVELS} levels")


_OPENING = (b"[", b"(", b"{", b"<<")
_CLOSING = (b"]", b")", b"}", b">>")


def _refused(endpoint: str, error: HTTPError) -> KgError:
    """What is told of an answer that is no success; a redirect is not followed."""
    if 300 <= error.code < 400:
        to = error.headers.get("Location", "")
        return KgError(f"{endpoint} sends elsewhere ({error.code}), which is not followed: {_line(to)}")
    said = ""
    with suppress(OSError, HTTPException, ValueError):
        if "html" not in error.headers.get("Content-Type", ""):
            said = _line(error.read(2000).decode("utf-8", "replace"))
    if error.code == 400:
        return BadData(f"the endpoint does not accept this query{': ' if said else ''}{said}")
    told = _line(f"{error.code} {error.reason}")
    return KgError(f"{endpoint} answers {told}{': ' if said else ''}{said}")


def _line(text: str) -> str:
    """The beginning of a text of somebody else's, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 300 else line[:300] + "…"


class _Watch:
    """The connections of one request, which are shut when it takes too long in all."""

    def __init__(self) -> None:
        self.fired = False
        self._sockets: list[socket.socket] = []

    @contextmanager
    def over(self, seconds: float) -> Iterator[None]:
        """Shut the connections if what follows takes longer."""
        timer = Timer(seconds, self._fire)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _fire(self) -> None:
        self.fired = True
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def opener(self) -> OpenerDirector:
        """What opens an address for us: HTTP and HTTPS only, the connections noted here, redirects refused."""
        sockets = self._sockets

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                sockets.append(self.sock)

        class Secure(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                sockets.append(self.sock)

        class ByHttp(HTTPHandler):
            def http_open(self, req: Request) -> Any:
                return self.do_open(Plain, req)

        class ByHttps(HTTPSHandler):
            def https_open(self, req: Request) -> Any:
                return self.do_open(Secure, req)

        return build_opener(ByHttp, ByHttps, _Stay)


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """None: it is not followed, and the answer is an error."""
