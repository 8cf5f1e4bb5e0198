"""The application: the front, the SPARQL endpoint and the files behind one guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.web import files
from kg.web.address import AS_OF, State
from kg.web.asked import Rendered
from kg.web.front import Front, plain, sent
from kg.web.guard import Guard
from kg.web.kept import Kept
from kg.web.site import Site
from kg.web.sparql.endpoint import Endpoint, client_of, network_of

__all__ = ["forwarded", "made"]


def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in files.names():
        return plain(404, "There is no such file.")
    lasting = request.query_params.get("v") == files.digest_of(name)
    return sent(
        request,
        _kept(name),
        {
            "Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache",
            "Access-Control-Allow-Origin": "*",
            "Vary": "Accept-Encoding",
        },
    )


@cache
def _kept(name: str) -> Kept:
    """A file with its tag and packed, both of which are made once."""
    return Kept(Rendered(body=files.read(name), media_type=files.KINDS["." + name.rpartition(".")[2]]))


def forwarded(request: Request) -> str:
    """Who asked the proxy before this (`kg.web.sparql.endpoint.network_of`).

    What clients say of themselves stands before that, and does not count.
    """
    told = ",".join(request.headers.getlist("x-forwarded-for")).rpartition(",")[2].strip()
    return network_of(told) if told else client_of(request)


def _endpoint(front: Front) -> Endpoint:
    """The SPARQL endpoint over the states that the front answers for."""
    site = front.site

    def state(request: Request) -> State | None:
        return State.read(request.path_params.get("state", ""))

    def generation(request: Request) -> Path:
        asked = state(request)
        found = front.states.generation(asked.digest if asked else front.digest) if front.states else None
        return found or Path(site.generation)

    def place(request: Request) -> str:
        return (front.root(request) or "") + request.url.path

    return Endpoint(
        generation,
        client_of=forwarded if site.behind_proxy else client_of,
        address_of=place,
        fixed=lambda request: state(request) is not None,
        page=front.respond,
    )


def _sparql(front: Front, endpoint: Endpoint) -> list[BaseRoute]:
    """The routes of the endpoint; none where the site itself asks one."""

    async def of_state(scope: Scope, receive: Receive, send: Send) -> None:
        asked = State.read(scope["path_params"]["state"])
        kept = front.states is not None and asked is not None and front.states.generation(asked.digest) is not None
        if not kept or front.root(Request(scope)) is None:
            response = await front.respond(Request(scope, receive))
            await response(scope, receive, send)
            return
        await endpoint(scope, receive, send)

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if front.root(Request(scope)) is None:
            await plain(421, "This site does not answer under that name.")(scope, receive, send)
            return
        await endpoint(scope, receive, send)

    if front.states is None:
        return []
    return [Route("/sparql", _Mounted(guarded)), Route(f"/{AS_OF}/{{state}}/sparql", _Mounted(of_state))]


class _Mounted:
    """An ASGI application as a class's instance, which a Route takes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        await self._app(scope, receive, send)


def _routes(front: Front, endpoint: Endpoint) -> list[BaseRoute]:
    async def health(_: Request) -> Response:
        return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})

    async def metrics(_: Request) -> Response:
        return Response(front.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return [
        Route("/health", health),
        Route("/metrics", metrics),
        Route("/static/{name}", _file),
        *_sparql(front, endpoint),
        Route("/{path:path}", front.respond, methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
    ]


def made(site: Site | None = None) -> ASGIApp:
    """The application, for a site or for the one that the environment tells of."""
    front = Front(site or Site.from_environment())
    endpoint = _endpoint(front)
    tell, counts = front.metrics.gauge, endpoint.counts
    tell("samkart_queries_running", "SPARQL queries that are being answered", lambda: counts.running)
    tell("samkart_queries_waiting", "SPARQL queries that wait for a process", lambda: counts.waiting)
    tell("samkart_query_processes", "Processes that answer SPARQL queries", lambda: counts.processes)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        await front.begin()
        try:
            yield
        finally:
            await endpoint.close()
            await front.end()

    app = Starlette(routes=_routes(front, endpoint), lifespan=lifespan)
    app.state.front = front
    return Guard(app, front.site, front.metrics)
