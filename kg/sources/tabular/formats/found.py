"""A file of a download that may hold a table, and the errors of opening it."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import KgError

__all__ = ["DAMAGED", "Found", "open_binary", "shown"]

DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError)
"""What reading a damaged member of a zip raises."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may hold a table: its shown name, how to open it as bytes, and how many they are (-1: not known)."""

    name: str
    open: Callable[[], IO[bytes]]
    size: int = -1

    @property
    def suffix(self) -> str:
        """The ending of the name, in lower case."""
        return Path(self.name).suffix.lower()

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The file's bytes. Raises KgError naming the file where they are damaged or cannot be had."""
        try:
            with self.open() as raw:
                yield raw
        except DAMAGED as error:
            raise KgError(f"{self.name} is damaged ({error}); download it again") from error
        except OSError as error:
            raise KgError(f"{self.name} cannot be read: {error.strerror or error}") from error


def open_binary(path: Path) -> IO[bytes]:
    """A file, to read its bytes."""
    return path.open("rb")


def shown(name: str) -> str:
    """A name as it can be shown: one line, and nothing in it that a terminal would obey."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)
