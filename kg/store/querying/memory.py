"""The memory that this process holds, and has held, as far as the system tells; loads nothing but what Python has."""

from __future__ import annotations

import sys
from mmap import PAGESIZE

__all__ = ["held", "own", "peak"]


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
