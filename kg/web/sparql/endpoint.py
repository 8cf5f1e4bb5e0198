"""The endpoint as an ASGI application: the SPARQL 1.1 Protocol for queries, from the request to the last byte.

An answer is begun when it is whole, never before: what is cut on the way is told by its Content-Length, and what would
be too long, too slow or too large gets a status that says so and nothing of the answer. It is held meanwhile, in
memory or in a temporary file; the cost is the time to the first byte, which nobody waits for who wants all of them.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable, Coroutine
from contextlib import suppress
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kg.store.querying import frames
from kg.web.sparql.description import described
from kg.web.sparql.forms import Form, chosen
from kg.web.sparql.limits import Counts, EndpointLimits
from kg.web.sparql.pool import Pool
from kg.web.sparql.refused import Refused
from kg.web.sparql.request import ALLOWED, Asked, read
from kg.web.sparql.spool import Answer

__all__ = ["Endpoint", "client_of", "network_of"]

Result = TypeVar("Result")
_VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\b|\\u", re.IGNORECASE)
"""What answers differently each time it is asked, or may hide that it does."""
_SLOWEST = 50_000  # bytes per second that a client must take on the whole
_EVERYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Length, ETag, Retry-After, Samkart-Limits, Server-Timing",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, Content-Type, If-None-Match, *",
    "Access-Control-Max-Age": "86400",
}


class _Left(Exception):
    """The client is not there any more."""


def client_of(request: Request) -> str:
    """Who sent a request, as `network_of` the address of the connection."""
    return network_of(request.client.host if request.client else "")


def network_of(host: str) -> str:
    """An address; of IPv6 the network that is one household's, which has more addresses than can be counted."""
    with suppress(ValueError):
        address = ip_address(host)
        if isinstance(address, IPv6Address):
            return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return host


def _address(request: Request) -> str:
    """The address of the endpoint as the request names it."""
    return str(request.url.replace(query="", fragment=""))


class Endpoint:
    """An endpoint; `generation_of` tells the generation of a store that a request is about, at once and without fail.

    `limits` are told to clients in each answer. `client_of` tells who asks (the address of the connection),
    `address_of` the address of the endpoint as the public knows it (that of the request), `fixed` whether the address
    of a request will always stand for the same generation, so that its answers can be kept for good. `page`, if there
    is one, answers a browser that opens the address without a query.
    """

    def __init__(
        self,
        generation_of: Callable[[Request], Path],
        limits: EndpointLimits | None = None,
        *,
        client_of: Callable[[Request], str] = client_of,
        address_of: Callable[[Request], str] = _address,
        fixed: Callable[[Request], bool] = lambda _: False,
        page: Callable[[Request], Coroutine[Any, Any, Response]] | None = None,
    ) -> None:
        self._limits = limits or EndpointLimits()
        self._generation_of, self._client_of, self._address_of = generation_of, client_of, address_of
        self._fixed, self._page = fixed, page
        self.counts = Counts()
        """What it does and has done."""
        self._pool = Pool(self._limits, self.counts)
        told = {name: getattr(self._limits, name) for name in ("rows", "memory", "answer", "body")}
        listed = ", ".join(f"{name}={number}" for name, number in told.items())
        self._always = {**_EVERYBODY, "Samkart-Limits": f"seconds={self._limits.seconds:g}, {listed}", "Vary": "Accept"}

    def routes(self, path: str = "/sparql") -> list[Route]:
        """The routes of the endpoint, under a path."""
        return [Route(path, endpoint=self)]

    async def close(self) -> None:
        """End all queries' processes."""
        await self._pool.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except Refused as refused:
            self.counts.count(refused.counted)
            response = self._told(request, refused)
        except _Left:
            self.counts.count("gone")
            return
        if isinstance(response, Response):
            await response(scope, receive, send)
        else:
            await self._send(request, send, *response)

    async def _response(self, request: Request) -> Response | tuple[Answer, dict[str, str]]:
        if request.method == "OPTIONS":
            headers = {"Allow": ALLOWED, **_PREFLIGHT, **self._always}
            return Response(status_code=204, headers=headers)
        if request.method not in ALLOWED.split(", "):
            raise Refused(405, f"a query is asked by GET or POST, not by {request.method}", "malformed")
        try:
            async with asyncio.timeout(self._limits.arrival):
                asked = await read(request, self._limits.body)
        except TimeoutError as error:
            told = f"the request did not arrive within {self._limits.arrival:g} seconds"
            raise Refused(408, told, "malformed", {"Connection": "close"}) from error
        except ClientDisconnect as error:
            raise _Left from error
        if asked is None:
            if self._page is not None and "text/html" in request.headers.get("accept", ""):
                return await self._page(request)
            return await self._described(request)
        return await self._answered(request, asked)

    async def _described(self, request: Request) -> Response | tuple[Answer, dict[str, str]]:
        _, graph = chosen(request.headers.get("accept"))
        query = described(self._address_of(request), self._limits)
        return await self._answered(request, Asked(query, (), (), None, graph))

    async def _answered(self, request: Request, asked: Asked) -> Response | tuple[Answer, dict[str, str]]:
        if asked.table is None and asked.graph is None:
            raise Refused(406, "none of the forms asked for is known here", "unfit")
        generation = self._generation_of(request)
        headers = self._kept(request, asked, generation)
        if "ETag" in headers and headers["ETag"] in _tags(request.headers.get("if-none-match", "")):
            self.counts.count("unchanged")
            return Response(status_code=304, headers={**self._always, **headers})
        wanted = frames.Wanted(
            _name(asked.table), _name(asked.graph), self._address_of(request), asked.default, asked.named
        )
        query = frames.Request(asked.query, self._limits.rows, {}, wanted)
        begun = asyncio.get_running_loop().time()
        work = self._pool.answer(lambda: self._generation_of(request), query, self._client_of(request))
        answer = await self._unless_left(request, work)
        self.counts.count("answered")
        spent = asyncio.get_running_loop().time() - begun
        form = asked.graph if asked.graph and asked.graph.name == answer.form else asked.table
        assert form is not None  # noqa: S101  (one of the two that were wanted)
        timing = {"Server-Timing": f"query;dur={spent * 1000:.1f}", "Content-Type": form.content_type}
        return answer, {**self._always, **headers, **timing, "Content-Length": str(answer.size)}

    def _kept(self, request: Request, asked: Asked, generation: Path) -> dict[str, str]:
        """What says how long an answer holds: as long as the generation does, which its tag stands for."""
        if request.method == "POST":
            return {"Cache-Control": "no-cache"}
        if _VOLATILE.search(asked.query):
            return {"Cache-Control": "no-store"}
        told = (generation.name, *asked, self._address_of(request), self._limits)
        tag = hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        lasting = "max-age=31536000, immutable" if self._fixed(request) else "no-cache"
        return {"ETag": f'W/"{tag}"', "Cache-Control": f"public, {lasting}"}

    def _told(self, request: Request, refused: Refused) -> Response:
        headers = {**self._always, "Cache-Control": "no-store", **refused.headers}
        if refused.status == 405:
            headers["Allow"] = ALLOWED
        body = f"{refused.text}\n".encode("utf-8", "replace")
        headers |= {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
        return Response(b"" if request.method == "HEAD" else body, refused.status, headers)

    async def _send(self, request: Request, send: Send, answer: Answer, headers: dict[str, str]) -> None:
        """Send an answer, as slowly as it is taken, but not for ever; what is not sent whole ends with the connection.

        A client that goes away in the middle ends it.
        """
        raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        try:
            if request.method == "HEAD" or answer.whole is not None:
                body = b"" if request.method == "HEAD" else answer.whole
                await send({"type": "http.response.body", "body": body})
                return
            with suppress(_Left, TimeoutError):
                async with asyncio.timeout(self._limits.seconds + answer.size / _SLOWEST):
                    await self._unless_left(request, self._send_parts(send, answer))
        finally:
            answer.close()

    @staticmethod
    async def _send_parts(send: Send, answer: Answer) -> None:
        async for part in answer.parts():
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    @staticmethod
    async def _unless_left(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
        """What comes of some work; it is cancelled, and _Left raised, when the client goes away meanwhile.

        The body of the request has been read.
        """
        working = asyncio.ensure_future(work)
        leaving = asyncio.ensure_future(_gone(request.receive))
        try:
            await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                raise _Left
            return working.result()
        finally:
            leaving.cancel()
            if not working.done():
                working.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await working


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _name(form: Form | None) -> str:
    return form.name if form else ""


def _tags(header: str) -> list[str]:
    """The tags of If-None-Match, all as weak ones."""
    return [f'W/"{tag}"' for tag in re.findall(r'"([^"]*)"', header)]
