"""Asking an endpoint over HTTP: bounded in time and size, and every failure told.

What an endpoint sends is not trusted: it may never end, be cut, be packed a thousandfold, be nested without end, send
elsewhere or be no answer at all.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from kg.errors import BadData, KgError
from kg.store.endpoint.access import Access, origin, parts_of, shown
from kg.store.endpoint.asked import Asked
from kg.store.endpoint.unpacking import PART, Unpacking, unpacking
from kg.store.spool import Spool

__all__ = ["JSON", "LONGEST", "MOST", "Received", "fetch", "line"]

JSON = "application/sparql-results+json"
_TABLES = f"{JSON}, application/sparql-results+xml;q=0.5"
_GRAPHS = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
LONGEST = 600.0  # seconds that an answer may take, however steadily it comes
MOST = 1 << 31  # bytes of an answer
MOST_LEVELS = 500  # triples in triples, which pyoxigraph reads by recursion
MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Received:
    """An answer: from where (the address as it may be told), its media type, its headers and its content."""

    endpoint: str
    kind: str
    headers: Mapping[str, str]
    content: Spool

    def beginning(self) -> str:
        """How its text begins, on one line."""
        return line(self.content.read(2000).decode("utf-8", "replace"))


class _Step(NamedTuple):
    """One request: where to, and with what in its body (None: it is a GET)."""

    address: str
    body: bytes | None


def fetch(
    access: Access, query: str, wanted: Asked, timeout: float, dataset: Sequence[tuple[str, str]] = ()
) -> Received:
    """The answer to a query; `timeout` is for each silence, in seconds; `dataset` are parameters that name graphs.

    A redirect is followed, to HTTP and HTTPS only; who asks is told to the endpoint's own host alone. Raises BadData
    when the endpoint rejects the query, KgError when it does not answer, not in time, or too much.
    """
    form = urlencode([("query", query), *dataset]).encode()
    step = _Step(access.address, form)
    watch = _Watch()
    try:
        with watch.over(LONGEST):
            for _ in range(MOST_REDIRECTS + 2):  # and one that asks anew by GET
                try:
                    return _asked(access, step, wanted, timeout, watch)
                except HTTPError as error:
                    with error:
                        step = _following(access, step, error, form)
        raise KgError(f"{access.address} sends elsewhere more than {MOST_REDIRECTS} times")
    except (OSError, HTTPException, ValueError) as error:  # URLError, timeouts, cut and garbled answers
        if watch.fired:
            raise KgError(f"{access.address} has not finished its answer within {LONGEST:g} seconds") from error
        reason = error.reason if isinstance(error, URLError) else error
        told = f"{type(reason).__name__}: {reason}" if isinstance(reason, HTTPException) else reason
        sent = f" sends to {step.address}, which" if step.address.partition("?")[0] != access.address else ""
        raise KgError(f"{access.address}{sent} does not answer: {line(str(told))}") from error


def _asked(access: Access, step: _Step, wanted: Asked, timeout: float, watch: _Watch) -> Received:
    accept = _GRAPHS if wanted.is_graph else _TABLES if wanted.form else f"{_TABLES}, {_GRAPHS}"
    headers = {"Accept": accept, "Accept-Encoding": "gzip, deflate", **access.headers(step.address)}
    if step.body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    request = Request(step.address, step.body, headers)  # noqa: S310  (the scheme was checked)
    with watch.opener().open(request, timeout=timeout) as response:
        if response.status not in (200, 203):
            raise KgError(f"{access.address} answers {response.status}, which is no whole answer")
        packed = response.headers.get("Content-Encoding", "")
        try:
            open_up = unpacking(packed)
        except ValueError as error:
            told = f"{access.address} answers in an encoding that was not asked for: {line(packed)}"
            raise KgError(told) from error
        kind = response.headers.get_content_type() if "Content-Type" in response.headers else "no form"
        content = _received(access.address, response, open_up, nests=kind != JSON)
        if watch.fired:  # shut in the middle of its headers, it seems to be at an end
            raise TimeoutError
        return Received(access.address, kind, response.headers, content)


def _following(access: Access, step: _Step, error: HTTPError, form: bytes) -> _Step:
    """Where to ask next after an answer that is no success. Raises KgError for one that ends it.

    303 says where the answer is; every other redirect where the question is to be put, as it was: it changes nothing
    there. An endpoint that knows no POST is asked by GET.
    """
    if error.code in (405, 501) and step.body is not None:
        return _Step(step.address + ("&" if "?" in step.address else "?") + form.decode("ascii"), None)
    if error.code not in _REDIRECTS or "Location" not in error.headers:
        raise _refused(access, error) from error
    told = error.headers.get("Location", "")
    refused = KgError(f"{access.address} sends elsewhere ({error.code}), which is not followed: {line(shown(told))}")
    try:
        to = shown(urljoin(step.address, told.strip()))
    except ValueError:
        raise refused from error
    if parts_of(to) is None or (origin(step.address)[0] == "https" and origin(to)[0] != "https"):
        raise refused from error
    if to == step.address and error.code != 303:
        raise KgError(f"{access.address} sends in a circle ({error.code})") from error
    return _Step(to, None if error.code == 303 else step.body)


def _received(endpoint: str, response: Any, unpacked: Unpacking, *, nests: bool) -> Spool:
    """What follows, to its end, unpacked; `nests` says that it may be nested too deeply for its reader."""
    expected = response.length
    content = Spool()
    came, nested, tail = 0, False, b""
    try:
        while True:
            part = response.read1(PART)
            came += len(part)
            for bit in unpacked(part):
                content.write(bit)
                nested = nested or (nests and _NESTING.search(tail + bit) is not None)
                tail = bit[-8:]
                if len(content) > MOST:
                    raise KgError(f"{endpoint} answers with more than {MOST >> 20:,} MiB")
            if not part:
                break
    except ValueError as error:
        raise KgError(f"{endpoint} has packed its answer wrongly, or has cut it: {line(str(error))}") from error
    if expected is not None and came < expected:
        raise KgError(f"{endpoint} has cut its answer: {came:,} of {expected:,} bytes")
    content.rewind()
    if nested:
        _check_depth(endpoint, content.read())
        content.rewind()
    return content


_NESTING = re.compile(rb"<<|<triple>")  # triples in triples
_BRACKET = re.compile(rb'"(?:[^"\\\n]|\\.)*"|</?triple>|<[^<>\s]*>|<<|>>|[\[({]|[\])}]')


def _check_depth(endpoint: str, content: bytes) -> None:
    level = 0
    for match in _BRACKET.finditer(content):
        found = match[0]
        level += (found in _OPENING) - (found in _CLOSING)
        if level > MOST_LEVELS:
            raise KgError(f"the answer of {endpoint} is nested too deeply; at most {MOST_LEVELS} levels")


_OPENING = (b"[", b"(", b"{", b"<<", b"<triple>")
_CLOSING = (b"]", b")", b"}", b">>", b"</triple>")


def _refused(access: Access, error: HTTPError) -> KgError:
    """What is told of an answer that is no success."""
    endpoint = access.address
    if error.code in (401, 403):
        told = "does not let this user in" if access.authorization else "wants to know who asks"
        hint = "set SAMKART_ENDPOINT_USER and SAMKART_ENDPOINT_PASSWORD, or SAMKART_ENDPOINT_TOKEN"
        return KgError(f"{endpoint} {told} ({error.code}); {hint}")
    said = ""
    with suppress(OSError, HTTPException, ValueError):
        if "html" not in error.headers.get("Content-Type", ""):
            said = line(error.read(2000).decode("utf-8", "replace"))
    if error.code == 400:
        return BadData(f"the endpoint does not accept this query{': ' if said else ''}{said}")
    told = line(f"{error.code} {error.reason}")
    return KgError(f"{endpoint} answers {told}{': ' if said else ''}{said}")


def line(text: str) -> str:
    """The beginning of a text of somebody else's, on one line, without signs that a terminal obeys."""
    told = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return told if len(told) <= 300 else told[:300] + "…"


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
        """What opens an address for us: HTTP and HTTPS only, the connections noted here, redirects told as errors.

        urllib's own way with redirects reads where to before it asks, and fails of an address that is none.
        """
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

        opener = OpenerDirector()
        for handler in (ProxyHandler(), ByHttp(), ByHttps(), HTTPDefaultErrorHandler(), HTTPErrorProcessor()):
            opener.add_handler(handler)
        return opener
