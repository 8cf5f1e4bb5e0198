"""An application that is nothing but an endpoint; what it serves and allows stands in the environment."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from kg.store import layout
from kg.web.sparql.endpoint import Endpoint
from kg.web.sparql.limits import EndpointLimits

HOME = Path(os.environ["ENDPOINT_HOME"])


def current(_: Request) -> Path:
    generation = layout.current(HOME)
    assert generation is not None
    return generation


def client(request: Request) -> str:
    """Whoever the request says that it is, so that one machine can be many clients."""
    return request.headers.get("x-client", "")


endpoint = Endpoint(current, EndpointLimits(**json.loads(os.environ["ENDPOINT_LIMITS"])), client_of=client)


async def counts(_: Request) -> JSONResponse:
    return JSONResponse(asdict(endpoint.counts))


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    yield
    await endpoint.close()


app = Starlette(routes=[*endpoint.routes(), Route("/counts", counts)], lifespan=lifespan)
