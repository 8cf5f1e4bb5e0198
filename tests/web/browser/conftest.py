"""The explorer in a real browser, over a server of its own; and axe-core, which looks for what shuts people out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.test_serving import serving

AXE = Path(__file__).parents[3] / "kg" / "web" / "script" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def site(embedded_home: Path) -> Iterator[str]:
    """The address of `kg serve` over the embedded graph."""
    with serving(embedded_home) as (_, address):
        yield address


class Visitor:
    """A page in the browser, what it told of as errors, and what it asked of other hosts."""

    def __init__(self, page: Any, site: str) -> None:
        self.page, self.site = page, site
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._told)
        page.on("request", self._asked)

    def goes(self, address: str) -> Any:
        """Open an address of the site, and wait until what takes long is there."""
        self.page.goto(self.site + address)
        self.page.wait_for_selector("progress", state="detached", timeout=60_000)
        return self.page

    def _told(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.elsewhere.append(request.url)


@pytest.fixture
def visit(browser: Any, site: str) -> Iterator[Callable[..., Visitor]]:
    """A visitor with a window of a size, a scheme of colours and a language; nothing may go wrong or leave the site."""
    visitors: list[tuple[Any, Visitor]] = []

    def come(width: int = 1440, height: int = 900, **more: Any) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height}, **{"locale": "nb-NO", "accept_downloads": True, **more}
        )
        visitor = Visitor(context.new_page(), site)
        visitors.append((context, visitor))
        return visitor

    yield come
    for context, visitor in visitors:
        told = visitor.errors, visitor.elsewhere
        context.close()
        assert told == ([], [])


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core; the test is skipped where `npm ci` was not run in kg/web/script."""
    if not AXE.is_file():
        pytest.skip("no axe-core: run npm ci in kg/web/script")
    return AXE.read_text("utf-8")
