"""Finding the files of a CORDIS download that may hold tables: in a zip, in a folder, or single ones."""

from __future__ import annotations

import codecs
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from kg.errors import KgError, NotFound

__all__ = ["Found", "checksum", "find_inputs", "open_binary", "open_text"]

_SUFFIXES = {".csv", ".txt", ".tsv", ".xlsx", ".json"}


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What is not UTF-8 is read as Windows-1252, byte by byte: old files are wholly or partly written in it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("samkart-cp1252", _as_cp1252)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may hold a table: its shown name and how to open it as bytes."""

    name: str
    open: Callable[[], IO[bytes]]

    @property
    def suffix(self) -> str:
        """The ending of the name, in lower case."""
        return Path(self.name).suffix.lower()


def open_text(raw: IO[bytes]) -> io.TextIOWrapper:
    """The characters of a file: UTF-8, or Windows-1252 where it is not."""
    return io.TextIOWrapper(raw, encoding="utf-8-sig", errors="samkart-cp1252", newline="")


def open_binary(path: Path) -> IO[bytes]:
    """A file, to read its bytes."""
    return path.open("rb")


def find_inputs(paths: Sequence[Path]) -> list[Found]:
    """The files that may hold tables, in folders and zips too, sorted by name. Raises NotFound for a missing path."""
    found: list[Found] = []
    for path in paths:
        if not path.exists():
            raise NotFound(f"{path} is not there")
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            if file.suffix.lower() == ".zip":
                found.extend(_members(file, name))
            elif file.suffix.lower() in _SUFFIXES:
                found.append(Found(name, partial(open_binary, file)))
    return sorted(found, key=lambda each: each.name)


def _members(file: Path, name: str) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(file) as archive:
            members = [info.filename for info in archive.infolist() if not info.is_dir()]
    except zipfile.BadZipFile as error:
        raise KgError(f"{name} is not a whole zip file ({error}); download it again") from error
    for member in members:
        if Path(member).suffix.lower() == ".zip":
            inner = io.BytesIO(zipfile.ZipFile(file).read(member))
            with zipfile.ZipFile(inner) as archive:
                for each in archive.namelist():
                    if Path(each).suffix.lower() in _SUFFIXES:
                        yield Found(f"{name}/{member}/{each}", _opener(inner, each))
        elif Path(member).suffix.lower() in _SUFFIXES:
            yield Found(f"{name}/{member}", _opener(file, member))


def _opener(archive: Path | io.BytesIO, member: str) -> Callable[[], IO[bytes]]:
    return lambda: zipfile.ZipFile(archive).open(member)


def checksum(paths: Sequence[Path]) -> str:
    """`sha256:…` of one file; of several, of the list of their names and digests."""
    files = sorted(f for path in paths for f in (path.rglob("*") if path.is_dir() else [path]) if f.is_file())
    digests = []
    for file in files:
        with file.open("rb") as stream:
            digests.append((file.name, hashlib.file_digest(stream, "sha256").hexdigest()))
    if len(digests) == 1:
        return f"sha256:{digests[0][1]}"
    listing = "".join(f"{digest}  {name}\n" for name, digest in digests)
    return f"sha256:{hashlib.sha256(listing.encode()).hexdigest()}"
