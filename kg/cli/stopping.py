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

__all__ = ["GRACE", "LOADING", "STOPPED", "Ended", "Work", "limit_time", "stoppable", "tidy_when_ended"]

STOPPED = 130
"""The exit code of a command that was stopped, as shells have it."""
GRACE = 0.4
"""Seconds after Ctrl-C in which a command may end in its own way before it is ended."""
TIDYING = 10.0
"""Seconds for one that has begun to end, or is asked by TERM or HUP: it has things to put away."""
LOADING = 60.0
"""Seconds for one that builds a store: Oxigraph's loader ends with what it was given, and heeds nothing before."""
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


class Work:
    """A command at work: whether it has heard that it is to end, and how long it may take."""

    def __init__(self) -> None:
        self.heard = _thread.allocate_lock()
        """Held as soon as the command has heard."""
        self._said = _thread.allocate_lock()
        self._begun = _thread.allocate_lock()
        self._begun.acquire()
        self.allowed: float | None = None
        """Seconds; 0 for no limit, None as long as nothing is said."""
        self.over = False
        """Whether they have passed."""

    def too_slow(self) -> str:
        """What is told of a command that has taken too long."""
        more = "allow it more with --timeout SECONDS or SAMKART_TIMEOUT (0 is no limit)"
        return f"not finished within {self.allowed or 0:g} seconds; {more}"

    def may_tell(self) -> bool:
        """Whether nobody has told yet how it ended; the command and the thread that would end it may come together."""
        return self._said.acquire(False)

    def ends(self, seconds: float) -> bool:
        """Wait so long for the end of the command; whether it has come."""
        if not self._begun.acquire(timeout=min(seconds, _thread.TIMEOUT_MAX)):
            return False
        self._begun.release()
        return True

    def end(self) -> None:
        """The command has ended."""
        self._begun.release()


_work: Work | None = None


def limit_time(seconds: float) -> None:
    """Let the command that is at work end after so many seconds, as by Ctrl-C; 0 is no limit.

    It is told in one sentence, and the exit code is 1. What was said first counts.
    """
    if _work is None or _work.allowed is not None:
        return
    _work.allowed = seconds
    if seconds:
        _thread.start_new_thread(_expire, (_work, seconds))


def _expire(work: Work, seconds: float) -> None:
    if work.ends(seconds):
        return
    work.over = True
    with suppress(ValueError):
        _thread.interrupt_main()
    _end_unless_it_ends(work, patient=False)


@contextmanager
def stoppable() -> Iterator[Work]:
    """Let a command that does not heed an interrupt within `GRACE` seconds end with it, and leave nothing half-written.

    A command that has heard of it gets `TIDYING` seconds to put things away, one that builds a store `LOADING`.

    Python turns an interrupt into KeyboardInterrupt between two of its own steps; a step in another language may take
    minutes. The bytes that Python writes to a pipe as a signal comes are read by a thread, which runs all the same.
    Where there are no such pipes, or outside the main thread, the interrupt is Python's alone.
    """
    global _work
    before_it, work = _work, Work()
    _work = work
    try:
        with _watched(work):
            yield work
    finally:
        work.end()
        _work = before_it


@contextmanager
def _watched(work: Work) -> Iterator[None]:
    """Let a thread hear of signals as long as the context lasts, where that can be."""
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
    heard = work.heard
    handler = signal.getsignal(signal.SIGINT)
    if handler is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *signalled: (heard.acquire(False), signal.default_int_handler(*signalled)))
    _thread.start_new_thread(_watch, (reader, work))
    try:
        yield
    finally:
        if handler is signal.default_int_handler:
            signal.signal(signal.SIGINT, handler)
        signal.set_wakeup_fd(before)
        os.close(writer)  # a watcher that waits for a signal reads the end, and goes


def _watch(reader: int, work: Work) -> None:
    try:
        number = 0
        while not number:
            came = os.read(reader, 16)
            if not came:
                return
            number = next((each for each in came if each in _SIGNALS), 0)
    finally:
        os.close(reader)
    _end_unless_it_ends(work, patient=number != signal.SIGINT, code=128 + number)


def _allowed(work: Work, patient: bool) -> float:
    if is_building():
        return LOADING
    return TIDYING if patient or work.heard.locked() else GRACE


def _end_unless_it_ends(work: Work, patient: bool, code: int = STOPPED) -> None:
    """Give the command its time to end in its own way; then end the process, and leave nothing half-written."""
    begun = time.monotonic()
    while time.monotonic() - begun <= _allowed(work, patient):
        if work.ends(0.05):
            return
    if not work.may_tell():
        return
    remove_parts()
    clear()
    if work.over or code == STOPPED:
        with suppress(OSError):
            os.write(2, f"error: {work.too_slow()}\n".encode() if work.over else b"stopped\n")
    os._exit(1 if work.over else code)
