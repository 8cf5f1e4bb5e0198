"""The memory that this process holds, and has held, as far as the system tells; loads nothing but what Python has."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from mmap import PAGESIZE

from kg.store.querying.frames import NO_MEMORY

__all__ = ["end_beyond", "held", "own", "peak"]

_WATCHED = 0.05  # seconds between two looks at the memory


def end_beyond(most: int, size: Callable[[], int]) -> None:
    """From now on end this process (`NO_MEMORY`) when it holds more bytes, as `size` tells them.

    What it is at, a step of the engine for one, cannot be stopped otherwise.
    """

    def watch() -> None:
        while True:
            time.sleep(_WATCHED)
            if size() > most:
                os._exit(NO_MEMORY)

    threading.Thread(target=watch, daemon=True).start()


def held() -> int:
    """The memory that this process holds, in bytes; the most it has held, or 0, where no more is told."""
    resident, _ = _pages()
    return resident or _told() or peak()


def own() -> int:
    """As `held`, without what it shares with the files that it reads, which is not lost to others."""
    resident, shared = _pages()
    return resident - shared or _told() or peak()


def peak() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not tell.

    Linux's getrusage counts what the process that began this one held before; its status file does not.
    """
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as stream:  # noqa: PTH123
            return next((int(line.split()[1]) * 1024 for line in stream if line.startswith("VmHWM:")), 0)
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return _peak_on_windows()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _pages() -> tuple[int, int]:
    """Bytes in memory, and those of them that are shared; 0 where that is not told."""
    try:
        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123
            _, resident, shared, *_ = stream.read().split()
            return int(resident) * PAGESIZE, int(shared) * PAGESIZE
    except (OSError, ValueError):
        return 0, 0


def _told() -> int:
    try:
        import psutil
    except ImportError:
        return 0
    resident: int = psutil.Process().memory_info().rss
    return resident


def _peak_on_windows() -> int:
    try:
        import psutil
    except ImportError:
        return 0
    most: int = getattr(psutil.Process().memory_info(), "peak_wset", 0)
    return most
