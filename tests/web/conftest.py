"""A site over the made-up world: the application in this process, its renderers in processes of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from starlette.testclient import TestClient

from kg.api import Samkart
from kg.store import layout
from kg.web.app import made
from kg.web.asked import Asked, Rendered
from kg.web.pages import respond
from kg.web.site import Site

DAY = "2026-06-01"
T = TypeVar("T")
Ask = Callable[..., Rendered]


def site_of(home: Path, **more: Any) -> Site:
    """A site over the store in a folder, on this machine."""
    generation = layout.current(home)
    return Site(store=str(home), generation=str(generation), **{"renderers": 1, "port": 8000, **more})


def awaited(coroutine: Coroutine[Any, Any, T]) -> T:
    """What a coroutine gives, in a thread of its own: in this one Playwright's loop may be running."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, coroutine).result()


@pytest.fixture(scope="session")
def world_site(world_home: Path) -> Iterator[TestClient]:
    """The made-up world's site."""
    with TestClient(made(site_of(world_home)), base_url="http://localhost", follow_redirects=False) as client:
        yield client


@pytest.fixture
def ask(world: Samkart) -> Ask:
    """Asks the pages of the made-up world without a server: `ask("actor/fjordby", "rows=all", form="csv")`."""

    def asked(path: str, query: str = "", **more: Any) -> Rendered:
        given = tuple(tuple(each.split("=", 1)) for each in query.split("&") if each)
        parts = tuple(path.split("/")) if path else ()
        usual = {"day": DAY, "digest": "0123456789ab", "root": "http://localhost"}
        read = Asked(path=parts, given=given, **{**usual, **more})  # type: ignore[arg-type]
        return respond(Samkart(world.view, read.language, world.country), read)

    return asked
