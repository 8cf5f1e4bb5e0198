"""How a process that answers queries is started, and what is told of one that ended by itself; loads no engine."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from kg.errors import KgError
from kg.store.querying.frames import NO_MEMORY

__all__ = ["command", "environment", "failure", "usual_memory", "with_paths"]

_MEMORY = 2 << 30
_KEPT = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")


def command(folder: Path, memory: int, *, confined: bool = False) -> list[str]:
    """The command that answers queries over the store in a folder (`GENERATION/rdf`), with so many bytes of memory.

    One that is `confined` holds its generation, gives way to other processes and can reach no other machine.
    """
    package = find_spec("pyoxigraph")
    found = [str(Path(package.origin).parents[1])] if package is not None and package.origin else []
    options = ", confined=True" if confined else ""
    start = f"from kg.store.querying.worker import main; main({str(folder)!r}, {memory}{options})"
    return [sys.executable, "-S", "-c", with_paths(start, *found)]


def with_paths(start: str, *more: str) -> str:
    """The code that runs a statement where modules are found in the places in which this process finds them."""
    paths = [*sys.path, str(Path(__file__).parents[3]), *more]
    return f"import sys; sys.path[:] = {paths!r}; {start}"


def environment(*, whole: bool = True) -> dict[str, str]:
    """The environment of such a process: this one's, or only what a process needs at all (no keys, no addresses)."""
    kept = dict(os.environ) if whole else {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "RUST_BACKTRACE": "0", "PYTHONIOENCODING": "utf-8"}


def usual_memory() -> int:
    """Bytes that a query may take where nothing is set: 2 GB, or half of what the machine has if that is less."""
    with suppress(AttributeError, OSError, ValueError):  # not known everywhere
        return min(_MEMORY, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2)
    return _MEMORY


def failure(code: int, said: bytes, memory: int) -> KgError:
    """What is told of a process that ended with a code before it had answered, and of what it said meanwhile.

    `memory` is the bytes that it was given.
    """
    if code == NO_MEMORY:
        amount = f"{memory / 2**30:.1f}".removesuffix(".0")
        return KgError(
            f"the query needs more than {amount} GB of memory; ask for less (LIMIT, no product of patterns that"
            " share no variable), or set SAMKART_MEMORY to more, as in 8 GB"
        )
    lines = said[-4000:].decode("utf-8", "replace").splitlines()
    at = next((i for i, line in enumerate(lines) if "panicked at" in line), None)
    reason = ": " + lines[at + 1] if at is not None and at + 1 < len(lines) else ""
    if (not reason and code in (-signal.SIGSEGV, 0xC00000FD)) or "overflowed its stack" in "".join(lines):
        reason = ": it is too long or nested too deeply"
    elif not reason and (code == -9 or any("memory allocation" in line for line in lines)):
        reason = ": it was ended for want of memory, it seems"
    elif not reason and lines and code > 0:
        reason = f": {lines[-1]}"
    return KgError(f"the engine cannot answer this query{reason}")
