"""Who is where as a table of edges (CSV): for programs that make networks of a graph that memory does not hold."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from kg.errors import Usage
from kg.resources import writing
from kg.store.rows import Presence
from kg.store.text.compress import COMPRESSION_ENDINGS, COMPRESSIONS, compressed

__all__ = ["write_incidence"]

_ENDINGS = (".csv", *(f".csv{ending}" for ending in COMPRESSION_ENDINGS))


def write_incidence(rows: Iterable[Presence], target: IO[bytes] | str | os.PathLike[str], compress: str = "") -> None:
    """Write presences as CSV in UTF-8, a line each under a line of their fields' names; nothing is held in memory.

    `target` is a binary stream or a file, which appears whole or not at all; `compress` is none, gzip or zstd, by
    default as the file's name says. Raises Usage for a name that promises something else, KgError when the file cannot
    be written.
    """
    if compress and compress not in COMPRESSIONS:
        raise Usage(f"{compress!r} is unknown; expected {', '.join(COMPRESSIONS)}", (), "compress")
    opened: AbstractContextManager[IO[bytes]] = nullcontext(target)  # type: ignore[arg-type]
    if isinstance(target, str | os.PathLike):
        compress = _packing(Path(target), compress)
        opened = writing(target)
    with opened as stream, compressed(stream, compress or "none") as packed:
        text = TextIOWrapper(packed, "utf-8", newline="", write_through=False)
        written = csv.writer(text, lineterminator="\n")
        written.writerow(Presence._fields)
        written.writerows(rows)
        text.detach()


def _packing(file: Path, compress: str) -> str:
    """How a file is packed. What is no file (a device, a pipe) promises nothing by its name."""
    if file.exists() and not file.is_file():
        return compress
    ending = next((each for each in reversed(_ENDINGS) if file.name.lower().endswith(each)), "")
    told = COMPRESSION_ENDINGS.get(ending.removeprefix(".csv"), "none")
    if not ending or (compress and compress != told):
        expected = ", ".join(_ENDINGS)
        raise Usage(
            f"{file.name} is no name for a table of edges{f' packed with {compress}' if compress else ''}; "
            f"expected one that ends in {expected}",
            (),
            "output",
        )
    return told
