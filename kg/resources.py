"""Where the ontology, the queries and the embedded data lie (in the checkout or inside a wheel); whole writes."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from kg.errors import KgError, Usage

__all__ = [
    "data_dir",
    "ending_of",
    "is_stream",
    "ontology_dir",
    "patiently",
    "queries_dir",
    "remove_parts",
    "root",
    "write_whole",
    "writing",
]

_OPEN = re.compile(r"/dev/(stdout|stderr|fd/[0-9]+)|/proc/[^/]+/fd/[0-9]+")  # what a process has open, by its name
T = TypeVar("T")
PATIENCE = 2.0
"""Seconds for which a file that somebody holds open is waited for."""
_parts: set[Path] = set()  # the files that are being written


def root() -> Path:
    """The folder that holds `ontology/`, `queries/` and `data/`."""
    package = Path(__file__).resolve().parent
    bundled = package / "_bundled"
    return bundled if bundled.is_dir() else package.parent


def ontology_dir() -> Path:
    """`core.ttl`, `schemes/`, `shapes/`, `align/`, `examples/`."""
    return root() / "ontology"


def queries_dir() -> Path:
    """One folder per aspect, one `.rq` file per Question."""
    return root() / "queries"


def data_dir() -> Path:
    """`curated/*.csv`, `sources/*.yml`, `links/*.tsv`."""
    return root() / "data"


def is_stream(path: str | os.PathLike[str]) -> bool:
    """Whether a name is that of a device, a pipe or of what a process has open, which tell nothing by their ending."""
    try:
        mode = Path(path).stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or _OPEN.fullmatch(Path(path).as_posix()) is not None


def ending_of(path: str | os.PathLike[str], known: tuple[str, ...]) -> str:
    """The ending of a file's name, with its dot, in lower case. Raises Usage when it is none of those known."""
    ending = Path(path).suffix.lower()
    if ending not in known:
        raise Usage(f"{Path(path).name!r}: unknown ending; expected one of {', '.join(known)}", (), "output")
    return ending


def write_whole(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write a file whole or not at all, see `writing`. Text as UTF-8, line ends as they are given. Raises KgError."""
    with writing(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)


def patiently(step: Callable[[], T], seconds: float = PATIENCE) -> T:
    """What a step on a file gives, tried again for a short while if the file is held open.

    Windows neither replaces, moves nor removes what another program (a reader, a virus scanner) has open just then.
    Raises PermissionError when it still is.
    """
    pause, end = 0.01, time.monotonic() + seconds
    while True:
        try:
            return step()
        except PermissionError:
            if time.monotonic() + pause > end:
                raise
        time.sleep(pause)
        pause = min(2 * pause, 0.2)


@contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A file to fill, which appears whole or not at all: beside its place under a name of its own, then moved there.

    A reader never meets half of it, and what stood there stays until the new file is complete, with its rights; a
    link stays a link. What is no file (a device, a pipe) is written to, and what is open already (`/dev/stdout`) is
    added to. Raises KgError; nothing is left behind then.
    """
    try:
        if _OPEN.fullmatch(Path(path).as_posix()):
            with Path(path).open("ab") as file:
                yield file
            return
        target = Path(path).resolve() if Path(path).is_symlink() else Path(path)
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            with target.open("wb") as file:
                yield file
            return
        part = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
        _parts.add(part)
        try:
            with part.open("xb") as file:
                yield file
            if mode is not None:
                part.chmod(stat.S_IMODE(mode))
            try:
                patiently(lambda: part.replace(target))
            except PermissionError as error:
                reason = "another program has it open, or it may not be replaced; close it there and try again"
                raise KgError(f"{path} cannot be written: {reason}") from error
        finally:
            part.unlink(missing_ok=True)
            _parts.discard(part)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise KgError(f"{path} cannot be written: {error.strerror or error}") from error


def remove_parts() -> None:
    """Remove the files that are being written, for a process that is about to end in the middle of it."""
    for part in list(_parts):
        with suppress(OSError):
            part.unlink(missing_ok=True)
