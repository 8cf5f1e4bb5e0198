"""The processes that render, seen from the front: started, asked, ended when they take too long, started again.

A state that is asked for has a lane of its own with a few processes; today's is ready before it is asked. What is known
to be slow goes to other processes, so that it stands in nobody's way.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from kg.store.querying.frames import NO_MEMORY, framed, received
from kg.store.querying.starting import with_paths
from kg.web.asked import Asked, Rendered
from kg.web.site import Site

__all__ = ["Busy", "Failed", "Lane", "Told", "TooLarge", "TooSlow"]

Told = Callable[[str, int, int | None], None]
"""Is told how far a slow answer has come: a stage, how much is done, and of how much if that is known."""

_START = 60.0  # seconds that a process may take until it is ready


class Busy(Exception):
    """So many are waiting already that one more would wait in vain."""


class TooSlow(Exception):
    """The answer was not there in time; the process that was at it is gone."""


class TooLarge(Exception):
    """The answer took more memory than there is for one; the process that was at it is gone."""


class Failed(Exception):
    """The process ended before it had answered."""


class _Process:
    """A renderer: asked one thing at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise Failed("it has no pipes")
        self._process, self._input, self._output = process, process.stdin, process.stdout
        self.last = False
        """Has it given its last answer?"""

    @classmethod
    async def start(cls, site: Site, generation: str, niceness: int) -> _Process:
        """A process that is ready. Raises Failed where it cannot be had."""
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                with_paths("from kg.web.renderer import main; main()"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            )
        except OSError as error:
            raise Failed(str(error)) from error
        if niceness:
            with suppress(AttributeError, OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid, niceness)
        made = cls(process)
        try:
            async with asyncio.timeout(_START):
                made._send((site, generation))
                await made._heard()
        except TimeoutError as error:
            await made.end()
            raise Failed("it did not start") from error
        except BaseException:
            await made.end()
            raise
        return made

    async def ask(self, asked: Asked, told: Told | None) -> Rendered:
        """The answer. Raises Failed when the process ends before, TooLarge where it does for want of memory."""
        self._send(asked)
        while True:
            what, *rest = await self._heard()
            if what == "done":
                rendered: Rendered
                rendered, self.last = rest
                return rendered
            if what == "progress" and told is not None:
                told(*rest)

    @property
    def gone(self) -> bool:
        """Has it ended?"""
        return self._process.returncode is not None

    async def end(self) -> None:
        """End the process, whatever it does."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    def _send(self, content: object) -> None:
        self._input.write(framed(pickle.dumps(content)))

    async def _heard(self) -> tuple[Any, ...]:
        try:
            heard: tuple[Any, ...] = pickle.loads(await received(self._output))  # noqa: S301  (from our own process)
        except (asyncio.IncompleteReadError, ConnectionError, pickle.UnpicklingError) as error:
            code = await self._process.wait()
            raise (TooLarge() if code == NO_MEMORY else Failed(f"it ended with {code}")) from error
        return heard


class Lane:
    """Up to `size` processes over one generation of a store; more requests wait their turn, up to `waiting`."""

    def __init__(self, site: Site, generation: str, size: int, waiting: int, *, niceness: int = 0) -> None:
        self._site, self._generation, self._niceness = site, generation, niceness
        self._size, self._most_waiting = size, waiting
        self._idle: deque[_Process] = deque()
        self._places = asyncio.Semaphore(size)
        self.waiting = self.running = 0
        self.used = time.monotonic()
        self._closed = False
        self._replacing: set[asyncio.Task[None]] = set()
        self.replaced = 0
        """How many processes were replaced because they had grown too large."""

    async def ready(self) -> None:
        """Start all its processes. Raises Failed."""
        started = await asyncio.gather(*(self._started() for _ in range(self._size - len(self._idle))))
        self._idle.extend(started)

    async def render(self, asked: Asked, seconds: float, told: Told | None = None) -> Rendered:
        """The answer of the next process that is free.

        Raises Busy, TooSlow, TooLarge, and Failed when two processes one after the other ended over it.
        """
        if self.waiting >= self._most_waiting:
            raise Busy
        self.used = time.monotonic()
        self.waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._places.acquire()
        except TimeoutError as error:
            raise Busy from error
        finally:
            self.waiting -= 1
        self.running += 1
        try:
            try:
                return await self._asked(self._waiting_one() or await self._started(), asked, seconds, told)
            except Failed:
                return await self._asked(await self._started(), asked, seconds, told)
        finally:
            self.running -= 1
            self._places.release()

    def _waiting_one(self) -> _Process | None:
        """A process that has nothing to do; those that have ended meanwhile are let go."""
        while self._idle:
            if not (process := self._idle.popleft()).gone:
                return process
        return None

    async def _asked(self, process: _Process, asked: Asked, seconds: float, told: Told | None) -> Rendered:
        try:
            async with asyncio.timeout(seconds):
                rendered = await process.ask(asked, told)
        except TimeoutError as error:
            await process.end()
            raise TooSlow from error
        except BaseException:
            await process.end()
            raise
        if process.last or self._closed:
            self._replace(process)
        else:
            self._idle.appendleft(process)  # the one that is warm is asked again
        return rendered

    def _replace(self, process: _Process) -> None:
        """End a process; another one is ready for the next request, unless all come to an end. Nobody waits for it."""

        async def replace() -> None:
            await process.end()
            if self._closed:
                return
            self.replaced += 1
            with suppress(Failed, TooLarge):  # the next request starts one itself, and is told
                started = await self._started()
                if self._closed or len(self._idle) >= self._size:  # a request was faster
                    await started.end()
                else:
                    self._idle.append(started)

        task = asyncio.create_task(replace())
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _started(self) -> _Process:
        return await _Process.start(self._site, self._generation, self._niceness)

    async def close(self) -> None:
        """End the processes that have nothing to do, and the others as soon as they have answered."""
        self._closed = True
        while self._idle:
            await self._idle.popleft().end()
        while self._replacing:
            await asyncio.wait(set(self._replacing))
