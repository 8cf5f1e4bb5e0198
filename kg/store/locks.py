"""Locks on files: several may share one, or one holds it alone; what holds it may die, and the lock is gone.

SQLite locks its database files in this way on Windows, macOS and Linux, needs no module of Python's that only some of
them have, and is loaded anyhow. So a lock is a transaction on a file of its own, which stays empty. A lock is between
processes and also between two holds in one; a file that lies where nobody can write can be shared all the same.
See docs/decisions/0014-locks.md for what else was tried.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Self
from urllib.parse import quote

__all__ = ["Lock", "alone", "database_uri", "shared", "tried"]

_EVERY = 0.02  # seconds between two tries; Ctrl-C is heard between them


class Lock:
    """A lock that is held until it is closed, or until the process ends."""

    def __init__(self, database: sqlite3.Connection | None = None) -> None:
        self._database = database

    def close(self) -> None:
        """Let go of the lock."""
        if self._database is not None:
            self._database.close()
        self._database = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def database_uri(path: Path, mode: str) -> str:
    """The address of a database file for SQLite; `mode` is what follows `mode=`. Also of one on another machine."""
    place = path.absolute().as_posix()
    return f"file://{'' if place.startswith('/') else '/'}{quote(place)}?mode={mode}"


def shared(path: Path) -> Lock:
    """A lock that others may share, on a file that is there; waits while somebody holds it alone.

    Raises FileNotFoundError where there is no such file. Where nothing can be locked (a medium without locks), nobody
    can hold it alone either: then the lock is none.
    """
    path.stat()
    try:
        return Lock(_waited(path, "ro", None))
    except sqlite3.Error:
        path.stat()
        return Lock()


def alone(path: Path, waiting: Callable[[], None] | None = None) -> Lock:
    """A lock that nobody shares, on a file that is made; calls `waiting` (which may raise) once if it has to wait.

    Raises OSError where the file cannot be made or locked.
    """
    if not path.exists():
        path.open("ab").close()
    try:
        return Lock(_waited(path, "rw", waiting))
    except sqlite3.Error as error:
        raise OSError(None, str(error), str(path)) from error


@contextmanager
def tried(path: Path) -> Iterator[bool]:
    """Whether nobody holds a file, if it is there: a lock on it alone, had at once, lasts as long as the context."""
    database = None
    held = False
    try:
        if path.exists():
            try:
                database = _begun(path, "rw")
            except sqlite3.Error:
                database = None
            held = database is None
        yield not held
    finally:
        if database is not None:
            database.close()


def _waited(path: Path, mode: Literal["ro", "rw"], waiting: Callable[[], None] | None) -> sqlite3.Connection:
    while (database := _begun(path, mode)) is None:
        if waiting is not None:
            waiting()
            waiting = None
        time.sleep(_EVERY)
    return database


def _begun(path: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection | None:
    """A transaction on the file, to read with others or alone; None while somebody is in the way of it."""
    database = sqlite3.connect(
        database_uri(path, mode), uri=True, timeout=0, isolation_level=None, check_same_thread=False
    )
    try:
        if mode == "ro":
            database.execute("BEGIN")
            database.execute("SELECT 1 FROM sqlite_schema").fetchone()
        else:
            database.execute("PRAGMA journal_mode = MEMORY")  # no file beside it
            database.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        database.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return None
        raise
    except BaseException:
        database.close()
        raise
    return database
