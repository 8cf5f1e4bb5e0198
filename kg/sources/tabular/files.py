"""Finding the files of a download that may hold tables: in a zip, in a folder, or single ones."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from kg.errors import KgError, NotFound
from kg.sources.tabular.formats.archives import members
from kg.sources.tabular.formats.found import Found, open_binary, shown
from kg.sources.tabular.formats.packed import PACKED, packed
from kg.sources.tabular.formats.workbook import WORKBOOKS

__all__ = ["READ", "Found", "Named", "checksum", "find_inputs", "input_files", "open_binary", "own_name", "unnamed"]

READ = (".csv", ".txt", ".tsv", ".xlsx", ".ods", ".json", ".xml")
"""Endings of files that may hold tables."""
_MORE = {*WORKBOOKS, *READ}  # what is read, though few publish it
_OTHER = {".zst", ".7z", ".rar", ".tar", ".tgz", ".parquet"}
Named = Callable[[str], "str | None"]
"""The kind of table that a file says to be by its name; None if it does not say."""


def unnamed(_: str) -> str | None:
    """For a source whose files may be called anything."""
    return None


def own_name(path: Path) -> str:
    """The last part of a path as it is where it lies: that of `.` is the folder's, that of `a/../b/` is `b`."""
    return Path(os.path.normpath(Path.cwd() / path)).name or "files"


def input_files(paths: Sequence[Path], named: Named = unnamed) -> list[tuple[str, Path]]:
    """(shown name, file) of every file that counts, by name: those in folders, and single ones.

    In a folder these are the zips and what may hold a table; links to folders are not followed, and hidden files are
    passed over. Where two have the same name, their folder's name is shown too. Raises NotFound for a missing path,
    KgError for what is no file or may not be read.
    """
    found: list[tuple[Path, str, Path]] = []
    for path in paths:
        if not (path.exists() or path.is_symlink()):
            raise NotFound(f"{path} is not there")
        if path.is_dir():
            found.extend((path, file.relative_to(path).as_posix(), file) for file in _walk(path, named))
        else:
            found.append((path, own_name(path), path))
    often = Counter(name for _, name, _ in found)
    told = []
    for path, name, file in found:
        if not file.is_file():
            raise KgError(f"{shown(str(file))} is not a file: pipes, devices, sockets and broken links are not read")
        holder = own_name(path) if path.is_dir() else own_name(path.parent)
        told.append((shown(f"{holder}/{name}" if often[name] > 1 else name), file))
    return sorted(told)


def _walk(folder: Path, named: Named) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=_refused):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        for name in sorted(names):
            if _may_hold(name, named) or name.lower().endswith(".zip"):
                yield Path(root, name)


def _refused(error: OSError) -> None:
    raise KgError(f"{error.filename} cannot be read: {error.strerror}") from error


def _hidden(name: str) -> bool:
    """Is it what a system or an office program leaves beside a file (`._project.csv`, `~$project.xlsx`)?"""
    return name == "__MACOSX" or (name.startswith((".", "~$")) and name.strip(".") != "")


def _may_hold(name: str, named: Named = unnamed) -> bool:
    """May a file hold a table: by its ending, or since it is called like one and packed in a way that is not read?"""
    path = PurePosixPath(name.replace("\\", "/"))
    if any(_hidden(part) for part in path.parts):
        return False
    suffix = path.suffix.lower()
    if suffix in PACKED:
        suffix = PurePosixPath(path.stem).suffix.lower()
        return suffix in _MORE or named(name) is not None
    return suffix in _MORE or (suffix in _OTHER and named(name) is not None)


def _member_may_hold(name: str, named: Named) -> bool:
    """As `_may_hold`, of what is in a zip: nobody packs a packed file again."""
    return PurePosixPath(name).suffix.lower() not in PACKED and _may_hold(name, named)


def find_inputs(paths: Sequence[Path], named: Named = unnamed) -> list[Found]:
    """The files that may hold tables, in folders and zips too, sorted by name. Raises what `input_files` does, and
    KgError for a zip that cannot be read.
    """
    found: list[Found] = []
    for name, file in input_files(paths, named):
        if file.suffix.lower() == ".zip":
            try:
                found.extend(members(file, name, partial(_member_may_hold, named=named)))
            except OSError as error:
                raise KgError(f"{name} cannot be read: {error.strerror or error}") from error
        elif file.suffix.lower() in PACKED:
            found.append(packed(file, name))
        else:
            found.append(Found(name, partial(open_binary, file), file.stat().st_size))
    return sorted(found, key=lambda each: each.name)


def checksum(paths: Sequence[Path], named: Named = unnamed) -> str:
    """`sha256:…` of one file; of several, of the list of their shown names and digests, wherever they lie."""
    digests = []
    for name, file in input_files(paths, named):
        with Found(name, partial(open_binary, file)).opened() as stream:
            digests.append((name, hashlib.file_digest(stream, "sha256").hexdigest()))  # type: ignore[arg-type]
    if len(digests) == 1:
        return f"sha256:{digests[0][1]}"
    listing = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests))
    return f"sha256:{hashlib.sha256(listing.encode('utf-8', 'surrogateescape')).hexdigest()}"
