"""What one query, one client and all of them together may take; and how often each was the end of a query."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Counts", "EndpointLimits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointLimits:
    """The limits of an endpoint, none of which can be none.

    Of a query: `seconds` until it is ended; `rows` (or triples) of its answer; bytes of `memory` of its process; bytes
    of its `answer`; bytes of its `body`, as it is sent, and seconds until that has arrived (`arrival`).

    Of all: `at_once` queries run, `waiting` more wait, each `patience` seconds at the most; answers that are being
    fetched may hold `kept` bytes together. Of one client: `per_client` queries, running or waiting.
    A process that nobody has asked for `idle` seconds is ended.
    """

    seconds: float = 60.0
    rows: int = 1_000_000
    memory: int = 1 << 30
    answer: int = 1 << 28
    body: int = 1 << 20
    arrival: float = 30.0
    at_once: int = 4
    waiting: int = 32
    patience: float = 10.0
    kept: int = 1 << 31
    per_client: int = 8
    idle: float = 120.0

    @property
    def share(self) -> int:
        """Queries of one client that run at once: one place is always left to others, where there are several."""
        return max(1, self.at_once - 1)


@dataclass(slots=True)
class Counts:
    """What an endpoint does and has done.

    `ended` counts queries by how they ended: answered, unchanged (304), malformed, unfit, slow, rows, bytes, memory,
    failed, gone (the client went away), busy, client (held too many).
    """

    running: int = 0
    waiting: int = 0
    processes: int = 0
    started: int = 0
    kept: int = 0
    ended: dict[str, int] = field(default_factory=dict)

    def count(self, how: str) -> None:
        """Count a query by how it ended."""
        self.ended[how] = self.ended.get(how, 0) + 1
