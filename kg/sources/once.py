"""Files that are given twice in one import are one snapshot: the same content under whatever name counts once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

__all__ = ["each_once"]


def each_once(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """The files and folders without those that hold the same as one before them, and what is to be said of these.

    Folders are the same where the files in them have the same names and bytes. What is not there or cannot be read is
    kept: the reader says so. Only files of one size are read for it.
    """
    sizes: dict[Path, int] = {path: _size(path) for path in paths}
    first: dict[tuple[bool, str], Path] = {}
    kept: list[Path] = []
    told = []
    for path in paths:
        if sizes[path] > 0 and (paths.count(path) > 1 or list(sizes.values()).count(sizes[path]) > 1):
            key = path.is_dir(), _digest(path)
            if key[1] and key in first:
                same = first[key]
                named = path.name if path.name != same.name else str(path)
                told.append(f"{named} is the same as {same.name if same.name != path.name else same}: counted once")
                continue
            first.setdefault(key, path)
        kept.append(path)
    return kept, told


def _files(folder: Path) -> list[Path]:
    found = (Path(root, name) for root, _, names in os.walk(folder) for name in names)
    return sorted(path for path in found if path.is_file())


def _size(path: Path) -> int:
    """The bytes of a file, or of all files of a folder; 0 for what is neither or cannot be looked at."""
    try:
        if path.is_dir():
            return sum(each.stat().st_size for each in _files(path))
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _digest(path: Path) -> str:
    """The digest of a file or a folder; empty where something cannot be read."""
    digest = hashlib.sha256()
    try:
        for each in _files(path) if path.is_dir() else [path]:
            name = each.relative_to(path).as_posix() if path.is_dir() else ""
            with each.open("rb") as stream:
                own = hashlib.file_digest(stream, "sha256").hexdigest()
            digest.update(f"{name}\0{own}\n".encode("utf-8", "surrogateescape"))
    except OSError:
        return ""
    return digest.hexdigest()
