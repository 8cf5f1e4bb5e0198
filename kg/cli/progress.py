"""What a user sees while a command works: one line on standard error, gone before the answer comes."""

from __future__ import annotations

import _thread
import sys
import time

from kg.model.progress import Progress, quiet

__all__ = ["clear", "is_building", "progress_line", "waiting_line"]

AFTER = 1.0
"""Seconds that a command may take before a line is shown."""
EVERY = 0.2
_building = False


def progress_line() -> Progress:
    """A progress function for builds and imports: on a terminal one line that is kept up to date, else one a stage.

    An empty stage clears the line.
    """
    told = _line if sys.stderr.isatty() else _Notes()

    def line(stage: str, done: int, total: int | None) -> None:
        global _building
        _building = bool(stage)
        told(stage, done, total)

    return line


def is_building() -> bool:
    """Whether a build or an import is at work, which has things to put away when it is stopped."""
    return _building


def waiting_line() -> Progress:
    """A progress function for answers: as `progress_line` on a terminal, silent elsewhere."""
    return _line if sys.stderr.isatty() else quiet


def clear() -> None:
    """Take the line away, before something else is written."""
    _line("", 0, None)


class _Notes:
    def __init__(self) -> None:
        self._noted: set[str] = {""}

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if stage not in self._noted:
            print(f"samkart: {stage} …", file=sys.stderr, flush=True)
        self._noted.add(stage)


class _Line:
    """The line, drawn by a thread, so that seconds go on while one long step is worked on.

    A command that is done within `AFTER` seconds of its first stage draws nothing.
    """

    def __init__(self) -> None:
        self._lock = _thread.allocate_lock()
        self._told: tuple[str, int, int | None] = ("", 0, None)
        self._begun = 0.0
        self._running = False
        self._shown = False

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        self._told = (stage, done, total)
        if not stage:
            with self._lock:
                self._draw()
        elif not self._running:
            self._running = True
            self._begun = self._begun or time.monotonic()
            _thread.start_new_thread(self._run, ())

    def _run(self) -> None:
        while self._told[0]:
            time.sleep(EVERY)
            with self._lock:
                if time.monotonic() - self._begun >= AFTER:
                    self._draw()
        self._running = False

    def _draw(self) -> None:
        stage, done, total = self._told
        if not stage and not self._shown:
            return
        amount = f" {done:,}" + (f" of {total:,}" if total else "") if done else ""
        text = f"samkart: {stage}{amount}  {time.monotonic() - self._begun:.0f} s" if stage else ""
        try:
            sys.stderr.write(f"\r\x1b[2K{text}")
            sys.stderr.flush()
        except (OSError, ValueError):  # the terminal has gone
            self._told = ("", 0, None)
        self._shown = bool(stage)


_line = _Line()
