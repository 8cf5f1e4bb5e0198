"""A process that renders: it holds one state of the graph open and answers one request after another.

The other end is `kg.web.renderers`. Requests come as frames on standard input, answers go as frames to standard output:
any number of `("progress", stage, done, total)`, then one `("done", Rendered, last)`. A process that has grown beyond
`Site.memory` is at its `last` answer: what Python and the engine have taken they seldom give back. One that holds twice
as much in the middle of an answer ends itself (`kg.store.querying.frames.NO_MEMORY`).
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from logging import getLogger
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.store.querying.frames import read_frame, write_frame
from kg.store.querying.memory import end_beyond, own
from kg.web.address import address
from kg.web.logs import write_logs
from kg.web.site import Site

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.web.asked import Asked, Rendered

__all__ = ["Open", "main"]

_EVERY = 0.2  # seconds between two reports of progress


class Open:
    """A state of the graph, open in every language; what is worked out for one request serves the next."""

    def __init__(self, site: Site, generation: str) -> None:
        self._site = site
        self._generation = generation
        self._open: dict[str, Samkart] = {}

    def in_language(self, language: str) -> Samkart:
        """The graph with labels in a language; opened when it is first asked for."""
        from kg.api import Samkart, open_samkart
        from kg.settings import load_settings
        from kg.store.view import LocalView

        if language not in self._open:
            if self._open:
                first = next(iter(self._open.values()))
                self._open[language] = Samkart(first.view, language, self._site.country)
            elif self._generation:
                view = LocalView(Path(self._site.store), lambda: Path(self._generation))
                self._open[language] = Samkart(view, language, self._site.country)
            else:
                self._open[language] = open_samkart(settings=load_settings(endpoint=self._site.endpoint, lang=language))
        return self._open[language]

    def answer(self, asked: Asked) -> Rendered:
        """What is answered; errors are answers too."""
        from kg.web.asked import Rendered
        from kg.web.pages import respond

        try:
            return respond(self.in_language(asked.language), asked)
        except Exception:  # not even the page that tells of it
            getLogger("kg.web").exception("rendering %s failed", address(asked.path, asked.given))
            return Rendered(body=b"Something went wrong here.\n", media_type="text/plain", status=500, lasting=False)


def main() -> None:
    """Answer until standard input ends; the first frame tells the site and the generation."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the one who asks, and that one ends this process
    output = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    os.dup2(2, 1)
    write_logs()
    try:
        site, generation = pickle.loads(read_frame(sys.stdin.buffer))  # noqa: S301  (from the process that started it)
        end_beyond(2 * site.memory, own)
        graph = Open(site, generation)
        _warm(graph, site)
        _say(output, "ready")
        while True:
            asked = pickle.loads(read_frame(sys.stdin.buffer))  # noqa: S301
            if _answer(graph, asked, output, site.memory):
                os._exit(0)
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _warm(graph: Open, site: Site) -> None:
    """Load what nearly every page needs, so that the first visitor does not wait for it."""
    from kg.web.pages import respond  # noqa: F401
    from kg.web.pages.html import environment

    environment()
    graph.in_language(site.lang)


def _answer(graph: Open, asked: Asked, output: BinaryIO, memory: int) -> bool:
    """Answer; is the process too large now to answer once more?"""
    last = 0.0

    def progress(stage: str, done: int, total: int | None) -> None:
        nonlocal last
        if stage and time.monotonic() - last > _EVERY:
            last = time.monotonic()
            _say(output, "progress", stage, done, total)

    samkart = graph.in_language(asked.language)
    samkart.progress = progress
    rendered = graph.answer(asked)
    if rendered.status >= 500:
        getLogger("kg.web").error("%s %s", rendered.status, address(asked.path, asked.given))
    too_large = own() > memory
    _say(output, "done", rendered, too_large)
    return too_large


def _say(output: BinaryIO, *parts: Any) -> None:
    write_frame(output, pickle.dumps(parts))
    output.flush()
