"""How long a query of one's own may take, and how many rows it may have; what is told of one that goes beyond."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import KgError, Usage
from kg.settings import load_settings

__all__ = ["MOST_ROWS", "MOST_SECONDS", "NO_LIMITS", "Limits"]

MOST_SECONDS = 60.0
MOST_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that a query may take and rows (or triples) that it may give; 0 is no limit."""

    seconds: float = 0.0
    rows: int = 0

    @classmethod
    def of(cls, timeout: float | None, max_rows: int | None) -> Limits:
        """What was asked for, or else the setting of the time, or else the usual. Raises Usage for less than 0."""
        for name, given in (("timeout", timeout), ("max_rows", max_rows)):
            if given is not None and not 0 <= given < float("inf"):
                raise Usage(f"{given!r} is not a limit; expected a number from 0, which is no limit", (), name)
        seconds = load_settings().timeout if timeout is None else timeout
        return cls(MOST_SECONDS if seconds is None else seconds, MOST_ROWS if max_rows is None else max_rows)

    def too_slow(self) -> KgError:
        """What is told of a query that has taken too long."""
        more = "allow it more with timeout= (--timeout, SAMKART_TIMEOUT; 0 is no limit)"
        return KgError(f"the query was not answered within {self.seconds:g} seconds; {more}")

    def too_many(self) -> KgError:
        """What is told of an answer with too many rows, none of which is given."""
        more = "ask for fewer (LIMIT), or allow more with --max-rows (max_rows= in Python; 0 is no limit)"
        return KgError(f"the answer has more than {self.rows:,} rows; {more}")


NO_LIMITS = Limits()
