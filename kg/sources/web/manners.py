"""How Samkart behaves towards a server that it asks: who it says to be, how often it asks, how long it waits."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit, urlunsplit

from kg import __version__

__all__ = ["AGAIN", "USER_AGENT", "Manners", "moved", "retry_after"]

USER_AGENT = f"samkart/{__version__} (https://w3id.org/samkart) python-urllib"
"""Who asks, and where to find whom to write to, as Wikimedia and others ask of programs."""

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be others a while later."""


def retry_after(text: str, now: datetime) -> float | None:
    """The seconds that a server asks to wait for, in its header Retry-After: a number of them, or a date.

    >>> retry_after("120", datetime.now(UTC)), retry_after("soon", datetime.now(UTC))
    (120.0, None)
    """
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())


def moved(address: str, server: str) -> str:
    """An address on another server, a mirror or a test.

    >>> moved("https://data.brreg.no/enhetsregisteret/api/enheter", "http://127.0.0.1:8000")
    'http://127.0.0.1:8000/enhetsregisteret/api/enheter'
    """
    place, own = urlsplit(server), urlsplit(address)
    return urlunsplit((place.scheme, place.netloc, place.path.rstrip("/") + own.path, own.query, ""))


@dataclass(slots=True)
class Manners:
    """Times in seconds, sizes in bytes.

    `pause` is kept between two requests to one host. After a failure the next try waits between nothing and
    `wait` · 2ⁿ, at most `longest` (full jitter: M. Brooker, Exponential Backoff And Jitter, AWS 2015), and no less
    than the server asks for; who asks for more than `patience` is left alone. `timeout` is for each read, `deadline`
    for a whole answer, `most` for its length when unpacked.
    """

    pause: float = 1.0
    retries: int = 5
    wait: float = 1.0
    longest: float = 60.0
    patience: float = 600.0
    timeout: float = 30.0
    deadline: float = 300.0
    most: int = 256 << 20
    redirects: int = 5
    chance: random.Random = field(default_factory=random.Random)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _asked: dict[str, float] = field(default_factory=dict)

    def before_asking(self, url: str) -> None:
        """Wait until the host may be asked again."""
        host = urlsplit(url).netloc
        if (last := self._asked.get(host)) is not None and (left := last + self.pause - self.clock()) > 0:
            self.sleep(left)
        self._asked[host] = self.clock()

    def after_failure(self, attempt: int, asked_for: float | None) -> None:
        """Wait before try `attempt` + 1, counted from 1."""
        most = min(self.longest, self.wait * 2 ** (attempt - 1))
        self.sleep(max(self.chance.uniform(0.0, most), asked_for or 0.0))
