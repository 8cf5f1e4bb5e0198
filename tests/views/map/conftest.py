"""Map pages in a real browser: headless Chromium through Playwright, with the network switched off.

Needs the Python package `playwright` (its own browsers are not used) and Debian's `chromium`; skipped without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.views.map.page import map_page, write_map


class Opened:
    """A page, everything it asked the network for, and every error it told of."""

    def __init__(self, page: Any, uri: str) -> None:
        self.page, self.uri = page, uri
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._told)

    def _told(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def go(self, fragment: str = "") -> Any:
        """Load the page afresh with a fragment and wait until it says that it is ready."""
        self.page.goto("about:blank")
        self.page.goto(self.uri + fragment)
        self.page.wait_for_selector("html[data-ready=yes]")
        return self.page

    def fragment(self) -> str:
        """The address after `#`, once the page has had time to write it."""
        self.page.evaluate("Sk.rememberNow()")
        return str(self.page.evaluate("location.hash.slice(1)"))


@pytest.fixture
def open_map(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """open_map(graph, size=(w, h), fragment='', motion='reduce', …): the map of a graph, offline, in the browser."""
    contexts = []

    def opened(
        graph: Any,
        *,
        size: tuple[int, int] = (1440, 900),
        fragment: str = "",
        motion: str = "reduce",
        **given: Any,
    ) -> Opened:
        target = tmp_path / "map.html"
        write_map(target, map_page(graph, **({"title": "Bærum and friends", "lang": "en"} | given)))
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme="light", reduced_motion=motion
        )
        contexts.append(context)
        context.set_offline(True)
        made = Opened(context.new_page(), target.as_uri())
        made.go(fragment)
        return made

    yield opened
    for context in contexts:
        context.close()
