"""The processes of an endpoint: so many at once, the next ones wait, and none outlives its deadline or its client.

A place is free again only when the process that had it is gone with all the memory that it held. One client never has
all places, and where several wait the first goes whose client has a place left.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from kg.store.querying.frames import Request
from kg.web.sparql.limits import Counts, EndpointLimits
from kg.web.sparql.process import Process
from kg.web.sparql.refused import Gone, Refused
from kg.web.sparql.spool import Answer

__all__ = ["Pool"]


class _Waiting(NamedTuple):
    client: str
    turn: asyncio.Future[None]


class Pool:
    """Processes over any number of generations of a store, as many as the limits allow in all."""

    def __init__(self, limits: EndpointLimits, counts: Counts) -> None:
        self._limits, self._counts = limits, counts
        self._idle: list[Process] = []
        self._waiting: deque[_Waiting] = deque()
        self._held: Counter[str] = Counter()
        self._running: Counter[str] = Counter()
        self._places = limits.at_once
        self._ending: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    async def answer(self, generation: Callable[[], Path], request: Request, client: str) -> Answer:
        """The whole answer to a query; `generation` tells which to ask, and is asked anew where that one is gone.

        Cancelling ends the query. Raises Refused.
        """
        limits = self._limits
        if self._held[client] >= limits.per_client:
            raise Refused.too_many(limits.per_client)
        self._held[client] += 1
        try:
            async with self._place(client):
                try:
                    async with asyncio.timeout(limits.seconds):
                        try:
                            return await self._asked(generation(), request)
                        except Gone:
                            return await self._asked(generation(), request)
                except TimeoutError as error:
                    told = f"the query was not answered within {limits.seconds:g} seconds; ask for less"
                    raise Refused(504, told, "slow") from error
                except Gone as error:
                    raise Refused.busy("the graph is being replaced") from error
        finally:
            self._held[client] -= 1
            if not self._held[client]:
                del self._held[client]

    async def close(self) -> None:
        """End all processes."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        while self._idle:
            self._end(self._idle.pop())
        while self._ending:
            await asyncio.wait(set(self._ending))

    async def _asked(self, generation: Path, request: Request) -> Answer:
        """The answer of a process that is idle, or of a new one, also where the idle one is found dead."""
        if self._counts.kept > self._limits.kept:
            raise Refused.busy("too many long answers are being fetched")
        try:
            if (process := self._taken(generation)) is not None:
                try:
                    return await self._answer_of(process, request)
                except Refused as refused:
                    if process.lives or refused.counted != "failed":
                        raise
            return await self._answer_of(await self._started(generation), request)
        except OSError as error:
            raise Refused.busy(f"there is no room here for one more query ({error.strerror})") from error

    async def _answer_of(self, process: Process, request: Request) -> Answer:
        """The answer of a process, whose place is given back when it is done or has ended."""
        answer = Answer(self._count_kept)
        try:
            await process.ask(request, answer, self._limits.answer)
        except BaseException:
            answer.close()
            raise
        finally:
            self._left(process)
        return answer

    def _count_kept(self, size: int) -> None:
        self._counts.kept += size

    def _taken(self, generation: Path) -> Process | None:
        """An idle process over a generation; where there is none, one over another makes room."""
        for dead in [each for each in self._idle if not each.lives]:
            self._idle.remove(dead)
            self._end(dead)
        found = next((each for each in reversed(self._idle) if each.generation == generation), None)
        if found is not None:
            self._idle.remove(found)
        elif len(self._idle) >= self._places + 1:  # this one's place is taken already
            self._end(self._idle.pop(0))
        return found

    async def _started(self, generation: Path) -> Process:
        started = asyncio.ensure_future(Process.start(generation, self._limits.memory))
        try:
            process = await asyncio.shield(started)
        except asyncio.CancelledError:  # it is being started all the same
            started.add_done_callback(self._abandoned)
            raise
        self._counts.started += 1
        self._counts.processes += 1
        return process

    def _abandoned(self, started: asyncio.Future[Process]) -> None:
        if not started.cancelled() and started.exception() is None:
            self._counts.started += 1
            self._counts.processes += 1
            self._end(started.result())

    def _left(self, process: Process) -> None:
        """Keep a process for the next query, or end it; then its place counts as taken until it is gone."""
        if process.usable and not self._closed:
            process.since = asyncio.get_running_loop().time()
            self._idle.append(process)
            self._look_again()
        else:
            self._places -= 1
            self._end(process, self._give_back)

    def _give_back(self) -> None:
        self._places += 1
        self._next()

    def _end(self, process: Process, after: Callable[[], None] | None = None) -> None:
        async def end() -> None:
            process.kill()
            await process.reaped()
            self._counts.processes -= 1
            if after is not None:
                after()

        task = asyncio.ensure_future(end())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _look_again(self) -> None:
        """End what has been idle for long, and see to it that this is done later too."""
        loop = asyncio.get_running_loop()
        while self._idle and loop.time() - self._idle[0].since >= self._limits.idle:
            self._end(self._idle.pop(0))
        if self._idle and (self._timer is None or self._timer.when() <= loop.time()):
            self._timer = loop.call_at(self._idle[0].since + self._limits.idle, self._look_again)

    @asynccontextmanager
    async def _place(self, client: str) -> AsyncIterator[None]:
        """One of the places in which queries run, as long as the context lasts."""
        if self._may_run(client):  # who waits while there is a place may not
            self._take(client)
        else:
            await self._turn(client)
        try:
            yield
        finally:
            self._give(client)

    def _may_run(self, client: str) -> bool:
        return self._places > 0 and self._running[client] < self._limits.share

    def _take(self, client: str) -> None:
        self._places -= 1
        self._running[client] += 1
        self._counts.running += 1

    def _give(self, client: str) -> None:
        self._counts.running -= 1
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        self._places += 1
        self._next()

    async def _turn(self, client: str) -> None:
        """Wait for a place, which is taken when this returns. Raises Refused where it takes too long."""
        if len(self._waiting) >= self._limits.waiting:
            raise Refused.busy("too many queries are being answered and waiting")
        mine = _Waiting(client, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        self._counts.waiting += 1
        try:
            async with asyncio.timeout(self._limits.patience):
                await mine.turn
        except BaseException as error:
            if mine.turn.done() and not mine.turn.cancelled():  # its turn came in the same moment
                self._give(client)
            if isinstance(error, TimeoutError):
                raise Refused.busy("too many queries are being answered") from error
            raise
        finally:
            if mine in self._waiting:
                self._waiting.remove(mine)
            self._counts.waiting -= 1

    def _next(self) -> None:
        """Give free places to those who wait."""
        for each in list(self._waiting):
            if self._places <= 0:
                return
            if not each.turn.done() and self._may_run(each.client):
                self._waiting.remove(each)
                self._take(each.client)
                each.turn.set_result(None)
