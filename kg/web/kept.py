"""Answers that are kept: those used last, as many as fit; and one that is being made is waited for, not made twice."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from functools import cached_property

from kg.web.asked import Rendered

__all__ = ["Keeper", "Kept"]

_WORTH_PACKING = 1000  # bytes


@dataclass(frozen=True)
class Kept:
    """An answer with its entity tag, and packed for those who take it so."""

    rendered: Rendered
    beside: int = 0
    """Bytes of what it is kept under."""

    @cached_property
    def tag(self) -> str:
        """A strong entity tag (RFC 9110), without its quotes."""
        return hashlib.sha256(self.rendered.body).hexdigest()[:20]

    @cached_property
    def packed(self) -> bytes | None:
        """The body packed with gzip; None where that makes it no smaller."""
        body, kind = self.rendered.body, self.rendered.media_type
        if len(body) < _WORTH_PACKING or not any(part in kind for part in ("text", "json", "xml", "turtle", "triples")):
            return None
        packed = gzip.compress(body, 6, mtime=0)
        return packed if len(packed) < len(body) else None

    def prepare(self) -> None:
        """Work out the tag and the packed body, which are kept with the answer."""
        _ = self.tag, self.packed

    @property
    def size(self) -> int:
        """Bytes that it takes, more or less."""
        return len(self.rendered.body) * 4 // 3 + self.beside + 500


class Keeper:
    """The answers that are kept, up to so many bytes; the one that was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._coming: dict[Hashable, asyncio.Task[Kept]] = {}
        self.size = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Kept | None:
        """What is kept under a key."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            self.hits += 1
        return found

    def coming(self, key: Hashable, make: Callable[[], Awaitable[Rendered]]) -> asyncio.Task[Kept]:
        """The task that makes what belongs under a key; begun now or before. It goes on if nobody waits."""
        task = self._coming.get(key)
        if task is None:
            self.misses += 1
            task = asyncio.create_task(self._made(key, make))
            self._coming[key] = task
            task.add_done_callback(lambda done: self._arrived(key, done))
        return task

    @property
    def making(self) -> int:
        """How many answers are being made."""
        return len(self._coming)

    async def _made(self, key: Hashable, make: Callable[[], Awaitable[Rendered]]) -> Kept:
        made = Kept(await make(), len(repr(key)))
        await asyncio.to_thread(made.prepare)  # a long answer takes a second, in which others are answered
        if made.rendered.lasting and made.size <= self._most // 4:
            self._keep(key, made)
        return made

    def _arrived(self, key: Hashable, task: asyncio.Task[Kept]) -> None:
        self._coming.pop(key, None)
        if not task.cancelled():
            task.exception()  # those who waited have been told

    def _keep(self, key: Hashable, made: Kept) -> None:
        before = self._kept.pop(key, None)
        self.size += made.size - (before.size if before else 0)
        self._kept[key] = made
        while self.size > self._most:
            _, gone = self._kept.popitem(last=False)
            self.size -= gone.size
