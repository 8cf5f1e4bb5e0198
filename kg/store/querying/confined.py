"""What a process gives up before it answers strangers: its place before others, and the network.

None of it is there on every system; what is not there is passed over, for nothing rests on one of them alone: the text
of a query is looked at before the engine sees it, and time and memory are watched from outside.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["confine"]

_LATER = 10  # of niceness: who renders pages comes first
_FIRST_TO_GO = "800"  # of 1000, when the whole machine lacks memory
_NEWUSER, _NEWNET = 0x10000000, 0x40000000


def confine() -> None:
    """Give way to others, be the first to end when memory is short, leave no core behind, and have no network.

    To be called before there are threads.
    """
    with suppress(AttributeError, OSError):
        os.nice(_LATER)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO, "ascii")
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).unshare(_NEWUSER | _NEWNET)  # is refused where users may have no namespaces
