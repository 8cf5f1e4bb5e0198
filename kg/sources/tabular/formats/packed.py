"""Single files that are packed (gzip, bzip2, xz): read as they unpack, and no further than a download can reach."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from pathlib import Path
from typing import IO

from kg.errors import KgError
from kg.sources.tabular.formats.archives import FREE, MOST_RATIO, MOST_UNPACKED
from kg.sources.tabular.formats.found import Found

__all__ = ["PACKED", "packed"]

PACKED = (".gz", ".bz2", ".xz")
"""The endings of what is unpacked while it is read."""

_Unpacking = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile


class _Within(io.RawIOBase):
    """What unpacks, refused as soon as it is more than a download can be; the file under it is closed with it."""

    def __init__(self, inner: _Unpacking, raw: IO[bytes], name: str, most: int) -> None:
        self._inner, self._raw, self._name, self._most = inner, raw, name, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        read = self._inner.read(len(buffer))
        if self._inner.tell() > self._most:
            raise KgError(f"{self._name} would unpack to more than {self._most:,} bytes, which no download does")
        buffer[: len(read)] = read
        return len(read)

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def close(self) -> None:
        self._inner.close()
        self._raw.close()
        super().close()


def _unpacking(raw: IO[bytes], suffix: str) -> _Unpacking:
    if suffix == ".gz":
        return gzip.GzipFile(fileobj=raw)
    return bz2.BZ2File(raw) if suffix == ".bz2" else lzma.LZMAFile(raw)


def packed(file: Path, name: str) -> Found:
    """A packed file as the file in it, shown without its last ending."""

    def opened() -> IO[bytes]:
        raw = file.open("rb")
        most = min(MOST_UNPACKED, max(FREE, file.stat().st_size * MOST_RATIO))
        return io.BufferedReader(_Within(_unpacking(raw, file.suffix.lower()), raw, name, most), 1 << 18)

    return Found(name[: -len(file.suffix)], opened)
