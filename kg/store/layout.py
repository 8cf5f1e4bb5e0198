"""How a store lies on disk: a home with generations, the current one named in a file, swapped in whole.

    HOME/CURRENT              the name of the generation that was made last
    HOME/generations/NAME/    rdf/ (Oxigraph), index.sqlite, state.jsonl.gz, sources.json, manifest.json, lock
    HOME/imports/             what `kg import` keeps, see kg.store.kept
    HOME/links/judgements.tsv what the user has judged to be the same or not, if anything
    HOME/states/              the facts of states of before, see kg.store.states.archive
    HOME/cited                the names of the generations that addresses were given for, the newest first

The name of a generation begins with the fingerprint of what it was built from. Checkouts and versions that share a home
have a generation each, so none undoes another's. Readers hold a shared lock on their generation; the builder removes
older generations that nobody holds.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.resources import patiently, write_whole
from kg.store import locks

__all__ = [
    "Busy",
    "build_lock",
    "cite",
    "cited",
    "current",
    "fingerprint_of",
    "generation_of",
    "held",
    "hold",
    "imports_dir",
    "make_current",
    "manifest_of",
    "newest",
    "open_index",
    "own_judgements",
    "publish",
    "read_sources",
    "remove_unused",
    "staging",
    "unwritable",
    "write_manifest",
    "write_sources",
]

_UNFINISHED = "building-"
_KEPT = 4  # generations that checkouts and versions sharing a home may keep, the newest of each


class Busy(KgError):
    """Somebody else is building, and was not to be waited for."""


def current(home: Path) -> Path | None:
    """The generation that was made last; None if nothing has been built. Raises KgError when it cannot be read."""
    try:
        name = patiently(lambda: (home / "CURRENT").read_text("ascii").strip(), 0.3)
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    except OSError as error:
        raise KgError(f"the store's folder {home} cannot be read: {error.strerror}") from error
    generation = home / "generations" / name
    return generation if name and generation.is_dir() else None


def _generations(home: Path) -> list[Path]:
    """All whole generations, the newest first."""
    found = []
    for generation in (home / "generations").glob("*"):
        if not generation.name.startswith(_UNFINISHED):
            try:
                found.append(((generation / "manifest.json").stat().st_mtime_ns, generation))
            except OSError:  # removed just now
                continue
    return [generation for _, generation in sorted(found, reverse=True)]


def newest(home: Path, code: str = "") -> Path | None:
    """The newest generation, or the newest that was built by some code (its digest); None if there is none."""
    return next((each for each in _generations(home) if not code or manifest_of(each).get("code") == code), None)


def fingerprint_of(generation: Path) -> str:
    """The fingerprint of the inputs that a generation was built from."""
    return generation.name.rpartition("-")[0]


def generation_of(home: Path, fingerprint: str) -> Path | None:
    """The newest generation that was built from inputs with a fingerprint."""
    return next((each for each in _generations(home) if fingerprint_of(each) == fingerprint), None)


def manifest_of(generation: Path | None) -> dict[str, Any]:
    """What a generation says of itself: fingerprint, state, code, data, imports, counts, quads; nothing if it cannot be
    read.

    `state` is the name of the state that it holds (`kg.model.state`), `code` the digest of the code that built it,
    `data` the folder that its tables came from, `own` the same if the user named it, `imports` the folders of the
    imports that it holds, and `imported` the counts of their records.
    """
    try:
        found = json.loads((generation / "manifest.json").read_text("utf-8")) if generation else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_manifest(generation: Path, manifest: Mapping[str, object]) -> None:
    """Write down what a generation says of itself."""
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
    write_whole(generation / "manifest.json", text + "\n")


def hold(generation: Path) -> locks.Lock:
    """A shared lock that keeps a generation from being removed until it is closed.

    Raises FileNotFoundError, with the name of the file, for a generation that is not whole or just being removed.
    """
    lock = locks.shared(generation / "lock")
    try:
        (generation / "manifest.json").stat()  # the first that is removed
    except OSError:
        lock.close()
        raise
    return lock


def held(home: Path, choose: Callable[[], Path | None]) -> tuple[Path, locks.Lock]:
    """The generation that is chosen, held. Raises KgError when there is none, or when it is not whole."""
    generation = choose()
    while generation is not None:
        try:
            return generation, hold(generation)
        except FileNotFoundError as error:
            chosen, generation = generation, choose()
            if chosen == generation:  # else it was replaced and removed between the two steps
                message = f"the store is damaged: {error.filename} is missing; run: kg build --force"
                raise KgError(message) from error
        except OSError as error:
            raise KgError(f"the store in {home} cannot be read: {error.strerror}") from error
    raise KgError(f"there is no store in {home}; build it with: kg build")


def open_index(generation: Path) -> sqlite3.Connection:
    """The index of a generation, read-only. Raises KgError when it is missing or not whole."""
    path = generation / "index.sqlite"
    database = None
    try:
        database = sqlite3.connect(locks.database_uri(path, "ro&immutable=1"), uri=True, check_same_thread=False)
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
def build_lock(home: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """One builder at a time; the next one calls `waiting` (which may raise) and waits.

    Raises KgError when the home cannot be written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = locks.alone(home / "build.lock", waiting)
    except OSError as error:
        raise unwritable(home, error) from error
    with lock:
        yield


def unwritable(home: Path, error: Exception) -> KgError:
    """What is told of a home that cannot be written, and what to do about it."""
    if isinstance(error, shutil.Error):  # of a whole folder: the first file that could not be copied
        why = str(error.args[0][0][2])
    else:
        why = getattr(error, "strerror", None) or str(error)
        why = why.removeprefix("IO error: ").partition(": While ")[0]
    return KgError(
        f"the store's folder {home} cannot be written: {why}; set SAMKART_STORE (or --store) to a folder that can be"
    )


@contextmanager
def staging(home: Path) -> Iterator[Path]:
    """A new folder to build in; it is gone afterwards unless it was published."""
    folder = home / "generations" / f"{_UNFINISHED}{os.getpid()}-{os.urandom(4).hex()}"
    try:
        folder.mkdir(parents=True)
        (folder / "lock").touch()
    except OSError as error:
        raise unwritable(home, error) from error
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
    patiently(lambda: folder.rename(generation))
    make_current(home, generation)
    return generation


def make_current(home: Path, generation: Path) -> None:
    """Let the home name a generation as its current one, in one step."""
    write_whole(home / "CURRENT", generation.name + "\n")


def cited(home: Path) -> list[Path]:
    """The generations that are kept since addresses were given for them, the newest first."""
    try:
        names = patiently(lambda: (home / "cited").read_text("ascii").split(), 0.3)
    except (OSError, UnicodeDecodeError):
        return []
    return [home / "generations" / name for name in names if (home / "generations" / name / "manifest.json").exists()]


def cite(home: Path, generation: Path, most: int) -> list[Path]:
    """Keep a generation, since addresses are given for it, and with it the newest of those before: `most` in all."""
    kept = [generation, *(each for each in cited(home) if each != generation)][:most]
    write_whole(home / "cited", "".join(f"{each.name}\n" for each in kept))
    return kept


def remove_unused(home: Path) -> None:
    """Remove what broken builds left behind, and the generations that nobody needs and no reader holds.

    Needed are the current one, those that are cited and, of every other data folder that is still there, the newest: a
    checkout that shares the home goes on with it.
    """
    keep = {current(home)}
    places = {manifest_of(each).get("data") for each in keep}
    keep.update(cited(home))
    for generation in _generations(home):
        place = manifest_of(generation).get("data")
        if place and place not in places and len(places) < _KEPT and Path(place).is_dir():
            keep.add(generation)
            places.add(place)
    for part in home.glob(".CURRENT.*.part"):
        part.unlink(missing_ok=True)
    for generation in sorted((home / "generations").glob("*")):
        if generation not in keep:
            _remove(generation)


def _remove(generation: Path) -> None:
    """Remove a generation that nobody holds, its manifest first and its lock last; what is open somewhere stays.

    Who gets hold of the lock in the meantime sees that there is no manifest any more.
    """
    with locks.tried(generation / "lock") as alone:
        if not alone:
            return
        with suppress(OSError):
            (generation / "manifest.json").unlink(missing_ok=True)
            for each in sorted(generation.iterdir()):
                if each.is_dir():
                    shutil.rmtree(each, ignore_errors=True)
                elif each.name != "lock":
                    each.unlink(missing_ok=True)
    shutil.rmtree(generation, ignore_errors=True)


def write_sources(generation: Path, sources: Mapping[str, object]) -> None:
    """Write down which sources a generation is made of, as they were described then."""
    text = json.dumps(sources, indent=1, sort_keys=True, ensure_ascii=False)
    write_whole(generation / "sources.json", text + "\n")


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


def own_judgements(home: Path) -> Path:
    """Where a user judges who is who: in a file as `data/links/judgements.tsv`, which need not be there."""
    return home / "links" / "judgements.tsv"
