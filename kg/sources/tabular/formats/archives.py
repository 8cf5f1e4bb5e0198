"""The members of a zip that may hold tables, those of zips in it too; what would fill the machine is refused unread."""

from __future__ import annotations

import io
import os
import shutil
import struct
import tempfile
import weakref
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from kg.errors import KgError
from kg.sources.tabular.formats.found import DAMAGED, Found, shown

__all__ = ["members"]

# The largest downloads are some GB, and text is packed to a tenth or a fiftieth of its size.
MOST_UNPACKED = 16 << 30  # bytes, of all members together
MOST_RATIO = 200  # unpacked to packed, of members larger than FREE
FREE = 64 << 20
MOST_LISTED = 32 << 20  # bytes of the list of members: some three hundred thousand of them
DEEPEST = 3  # zips in zips

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
_UNREADABLE = (*DAMAGED, struct.error, ValueError, RuntimeError)


@dataclass(slots=True)
class _Budget:
    left: int


def members(file: Path, name: str, wanted: Callable[[str], bool]) -> Iterator[Found]:
    """The members whose names are `wanted`, shown as `zip/member`; those of a zip in it as `zip/zip/member`.

    The zip stays open as long as a Found of it is kept. Raises KgError for a zip that is damaged, locked, packed in an
    unknown way or nested too deep, and for one that unpacks to more than a download can be.
    """
    yield from _members(_opened(file.open("rb"), name), name, wanted, budget=_Budget(MOST_UNPACKED), depth=1)


class _Archive(zipfile.ZipFile):
    """A zip that is open until nothing holds it any more; it takes the file over."""

    def __init__(self, source: IO[bytes]) -> None:
        handle = os.dup(source.fileno())
        source.close()
        weakref.finalize(self, os.close, handle)
        super().__init__(io.BufferedReader(io.FileIO(handle, closefd=False)))


def _members(
    archive: _Archive, name: str, wanted: Callable[[str], bool], *, budget: _Budget, depth: int
) -> Iterator[Found]:
    for info in archive.infolist():
        inner = info.filename.lower().endswith(".zip")
        if info.is_dir() or not (inner or wanted(info.filename)):
            continue
        path = f"{name}/{shown(info.filename)}"
        _check(info, path, budget)
        if not inner:
            yield Found(path, partial(_member, archive, info, path), info.file_size)
        elif depth == DEEPEST:
            raise KgError(f"{path} is a zip in a zip in a zip; unpack it")
        else:
            within = _opened(_unpacked(archive, info, path), path)
            yield from _members(within, path, wanted, budget=budget, depth=depth + 1)


def _opened(source: IO[bytes], name: str) -> _Archive:
    if _listed(source) > MOST_LISTED:
        source.close()
        raise KgError(f"{name} has too many members for a download; it is not read")
    try:
        return _Archive(source)
    except _UNREADABLE as error:
        source.close()
        raise KgError(f"{name} is not a whole zip file ({error}); download it again") from error


def _listed(source: IO[bytes]) -> int:
    """The bytes of a zip's list of members, as its end states them: zipfile reads so many, whatever else is said."""
    source.seek(0, 2)
    source.seek(max(0, source.tell() - (1 << 16) - 128))
    tail = source.read()
    source.seek(0)
    sizes = [0]
    for signature, place, form in ((b"PK\x05\x06", 12, "<L"), (b"PK\x06\x06", 40, "<Q")):
        start = tail.rfind(signature)
        if start >= 0 and len(tail) >= start + place + struct.calcsize(form):
            size = struct.unpack_from(form, tail, start + place)[0]
            if size != 0xFFFFFFFF:
                sizes.append(size)
    return max(sizes)


def _check(info: zipfile.ZipInfo, path: str, budget: _Budget) -> None:
    if info.flag_bits & 0x1:
        raise KgError(f"{path} is protected by a password; unpack it first")
    if info.compress_type not in _METHODS:
        raise KgError(f"{path} is packed in a way that is not read (method {info.compress_type}); unpack it first")
    budget.left -= info.file_size
    ratio = info.file_size / max(1, info.compress_size)
    if budget.left < 0 or (info.file_size > FREE and ratio > MOST_RATIO):
        size = f"{info.file_size / 1e6:,.0f} MB from {info.compress_size / 1e6:,.1f} MB"
        raise KgError(f"{path} would unpack to {size}, which no download does; it is not read")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str) -> IO[bytes]:
    try:
        return archive.open(info)
    except _UNREADABLE as error:
        raise KgError(f"{path} is damaged ({error}); download it again") from error


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str) -> IO[bytes]:
    """A member as a file on disk of its own, gone when it is closed: a zip is read from its end."""
    with ExitStack() as stack:
        target = stack.enter_context(tempfile.TemporaryFile(prefix="samkart-"))
        stream = stack.enter_context(Found(path, partial(_member, archive, info, path)).opened())
        shutil.copyfileobj(stream, target, 1 << 20)
        stream.close()
        stack.pop_all()
    return target
