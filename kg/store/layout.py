"""How a store lies on disk: a home with generations, the current one named in a file, swapped in whole.

    HOME/CURRENT              the name of the generation that readers open
    HOME/generations/NAME/    rdf/ (Oxigraph), index.sqlite, sources.json, manifest.json, lock
    HOME/imports/SOURCE/      what `kg import` keeps: the files as they came and manifest.json

Readers hold a shared lock on their generation; the builder removes older generations that nobody holds.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kg.errors import KgError
from kg.resources import write_whole

__all__ = [
    "build_lock",
    "current",
    "hold",
    "imports_dir",
    "open_index",
    "publish",
    "read_sources",
    "remove_unused",
    "staging",
    "write_sources",
]


def current(home: Path) -> Path | None:
    """The generation that readers open; None if nothing has been built. Raises KgError when it cannot be read."""
    try:
        name = (home / "CURRENT").read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    except OSError as error:
        raise KgError(f"the store's folder {home} cannot be read: {error.strerror}") from error
    generation = home / "generations" / name
    return generation if name and generation.is_dir() else None


def hold(generation: Path) -> IO[bytes]:
    """A shared lock that keeps a generation from being removed while the returned file is open."""
    stream = (generation / "lock").open("rb")
    fcntl.flock(stream, fcntl.LOCK_SH)
    return stream


def open_index(generation: Path) -> sqlite3.Connection:
    """The index of a generation, read-only. Raises KgError when it is missing or not whole."""
    path = generation / "index.sqlite"
    database = None
    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        (pages,), (size,) = (database.execute(f"PRAGMA page_{what}").fetchone() for what in ("count", "size"))
        database.execute("SELECT 1 FROM name LIMIT 1")
        if path.stat().st_size != pages * size:
            raise sqlite3.DatabaseError("the file is not whole")
    except sqlite3.DatabaseError as error:
        if database is not None:
            database.close()
        raise KgError(f"the store is damaged: {path}: {error}; run: kg build --force") from error
    return database


@contextmanager
def build_lock(home: Path) -> Iterator[None]:
    """One builder at a time; the next one waits. Raises KgError when the home cannot be written."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        stream = (home / "build.lock").open("wb")
    except OSError as error:
        raise KgError(f"the store's folder {home} cannot be written: {error.strerror}") from error
    with stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


@contextmanager
def staging(home: Path) -> Iterator[Path]:
    """A new folder to build in; it is gone afterwards unless it was published."""
    folder = home / "generations" / f"building-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "lock").touch()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(home: Path, folder: Path, name: str) -> Path:
    """Make a built folder the current generation. Readers see the old one or the new one, never a part."""
    generations = home / "generations"
    number = 1
    while (generations / f"{name}-{number}").exists():  # an older one with the same content, still being read
        number += 1
    generation = generations / f"{name}-{number}"
    folder.rename(generation)
    write_whole(home / "CURRENT", generation.name + "\n")
    return generation


def remove_unused(home: Path) -> None:
    """Remove the generations that are not current and that no reader holds, and what broken builds left behind."""
    keep = current(home)
    for generation in sorted((home / "generations").glob("*")):
        if generation == keep:
            continue
        try:
            with (generation / "lock").open("rb") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(generation, ignore_errors=True)
        except FileNotFoundError:
            shutil.rmtree(generation, ignore_errors=True)
        except BlockingIOError:
            continue


def write_sources(generation: Path, sources: Mapping[str, object]) -> None:
    """Write down which sources a generation is made of, as they were described then."""
    text = json.dumps(sources, indent=1, sort_keys=True, ensure_ascii=False)
    (generation / "sources.json").write_text(text + "\n", "utf-8")


def read_sources(generation: Path) -> dict[str, Any]:
    """The sources that a generation is made of, as they were described; none where that is not told."""
    try:
        found: dict[str, Any] = json.loads((generation / "sources.json").read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise KgError(f"the store is damaged: sources.json: {error}; run: kg build --force") from error
    return found


def imports_dir(home: Path) -> Path:
    """Where the files of imported sources are kept."""
    return home / "imports"
