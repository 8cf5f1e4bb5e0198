"""How a command ends that is asked to: within a second of Ctrl-C, and with what it has begun put away."""

from __future__ import annotations

import _thread
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from kg.cli.progress import clear, is_building
from kg.resources import remove_parts

__all__ = ["GRACE", "STOPPED", "Ended", "stoppable", "tidy_when_ended"]

STOPPED = 130
"""The exit code of a command that was stopped, as shells have it."""
GRACE = 0.4
"""Seconds after Ctrl-C in which a command may end in its own way before it is ended."""
TIDYING = 10.0
"""Seconds for one that has begun to end, builds a store, or is asked by TERM or HUP: it has things to put away."""
_TO_END = {getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)}
_SIGNALS = {signal.SIGINT, *_TO_END}


class Ended(BaseException):
    """Somebody asked the process to end: the terminal was closed, or the machine goes down."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal = number


def tidy_when_ended() -> None:
    """Let TERM and HUP end the process as Ctrl-C does: what was begun is put away. What is ignored (nohup) stays so."""

    def end(number: int, _: object) -> None:
        raise Ended(number)

    for number in _TO_END:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a command that does not heed an interrupt within `GRACE` seconds end with it, and leave nothing half-written.

    A command that has heard of it, or that builds a store, gets `TIDYING` seconds to put things away.

    Python turns an interrupt into KeyboardInterrupt between two of its own steps; a step in another language may take
    minutes. The bytes that Python writes to a pipe as a signal comes are read by a thread, which runs all the same.
    Where there are no such pipes, or outside the main thread, the interrupt is Python's alone.
    """
    reader, writer = os.pipe()
    try:
        with suppress(AttributeError):  # Windows, before Python 3.12, which asks for it elsewhere only
            os.set_blocking(writer, False)
        before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    except (ValueError, OSError, AttributeError):
        os.close(reader)
        os.close(writer)
        yield
        return
    heard = _thread.allocate_lock()
    handler = signal.getsignal(signal.SIGINT)
    if handler is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *signalled: (heard.acquire(False), signal.default_int_handler(*signalled)))
    at_work = _thread.allocate_lock()
    at_work.acquire()
    _thread.start_new_thread(_watch, (reader, heard, at_work))
    try:
        yield
    finally:
        at_work.release()
        if handler is signal.default_int_handler:
            signal.signal(signal.SIGINT, handler)
        signal.set_wakeup_fd(before)
        os.close(writer)  # a watcher that waits for a signal reads the end, and goes


def _watch(reader: int, heard: _thread.LockType, at_work: _thread.LockType) -> None:
    try:
        number = 0
        while not number:
            came = os.read(reader, 16)
            if not came:
                return
            number = next((each for each in came if each in _SIGNALS), 0)
        begun = time.monotonic()
        while True:
            patient = number != signal.SIGINT or heard.locked() or is_building()
            if time.monotonic() - begun > (TIDYING if patient else GRACE):
                break
            if at_work.acquire(timeout=0.05):
                return
    finally:
        os.close(reader)
    remove_parts()
    clear()
    if number == signal.SIGINT:
        with suppress(OSError):
            os.write(2, b"stopped\n")
    os._exit(128 + number)
