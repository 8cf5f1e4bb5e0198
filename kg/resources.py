"""Where the ontology, the queries and the embedded data lie (in the checkout or inside a wheel); whole writes."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import KgError, Usage

__all__ = ["data_dir", "ending_of", "ontology_dir", "queries_dir", "root", "write_whole"]


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


def ending_of(path: str | os.PathLike[str], known: tuple[str, ...]) -> str:
    """The ending of a file's name, with its dot, in lower case. Raises Usage when it is none of those known."""
    ending = Path(path).suffix.lower()
    if ending not in known:
        raise Usage(f"{Path(path).name!r}: unknown ending; expected one of {', '.join(known)}", (), "output")
    return ending


def write_whole(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write a file whole or not at all: beside its place under a name of its own, then moved there. Text as UTF-8.

    A reader never meets half of it, and what stood there stays until the new file is complete. Line ends are written
    as they are given. Raises KgError; nothing is left behind then.
    """
    target, written = Path(path), content.encode() if isinstance(content, str) else content
    part = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        with part.open("xb") as file:
            file.write(written)
        part.replace(target)
    except OSError as error:
        raise KgError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        if part.exists():
            part.unlink()
