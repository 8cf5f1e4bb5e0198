"""How long work tells how far it has come, and in the end what it took."""

from __future__ import annotations

import sys
from collections.abc import Callable

__all__ = ["Progress", "effort", "peak_memory", "quiet"]

Progress = Callable[[str, int, "int | None"], None]
"""Called now and then with the stage, how much of it is done and, where that is known, how much there is."""


def quiet(stage: str, done: int, total: int | None) -> None:
    """A Progress that tells nobody."""


def peak_memory() -> int | None:
    """The most memory that this process has held so far, in bytes; None where the system does not tell."""
    try:
        import resource
    except ImportError:  # there is none on Windows
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def effort(statements: int, seconds: float) -> str:
    """What writing so many statements took, as a line for people: time, rate, and memory where the system tells it.

    >>> effort(4_152_400, 62.4).partition("; ")[0]
    '4,152,400 statements in 62.4 s, 66,545 a second'
    """
    line = f"{statements:,} statements in {seconds:.1f} s, {statements / max(seconds, 0.1):,.0f} a second"
    memory = peak_memory()
    return line if memory is None else f"{line}; {memory / 2**30:.1f} GiB of memory at most"
