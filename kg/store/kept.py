"""Where imported files are kept, and which of them count: those that the current generation was built from.

    HOME/imports/SOURCE/N/      the files of an import as they came and manifest.json; never changed
    HOME/imports/.new-…/        an import under way: files that no graph has been built from yet

A generation names the imports that it holds. So one step, the one that makes a generation the current one, publishes
graph and files together: what is killed before it leaves nothing that counts, and there is no half state to mend.
What lies in HOME/imports/SOURCE itself, as imports were kept at first, counts for a source that no generation names.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError
from kg.store import layout

__all__ = ["keeping", "kept_imports", "remove_unkept", "settle"]

_NEW, _OLD = ".new-", ".old"


def kept_imports(imports: Path) -> dict[str, Path]:
    """The folders of the imports that count, by source."""
    home = imports.parent
    named = layout.manifest_of(layout.current(home) or layout.newest(home)).get("imports", {})
    found = {source: imports / folder for source, folder in sorted(named.items())}
    for source, folder in _kept_at_first(imports):
        found.setdefault(source, folder)  # the one that was put aside comes first
    return dict(sorted(found.items()))


def _kept_at_first(imports: Path) -> Iterator[tuple[str, Path]]:
    """Imports in the first form; of one that was broken off while it replaced another, the other."""
    for manifest in sorted(imports.glob(f".*{_OLD}/manifest.json")):
        yield manifest.parent.name[1 : -len(_OLD)], manifest.parent
    for manifest in sorted(imports.glob("[!.]*/manifest.json")):
        yield manifest.parent.name, manifest.parent


@contextmanager
def keeping(imports: Path, source: str) -> Iterator[Path]:
    """A new folder for the files of an import; it is gone afterwards unless it was settled."""
    folder = imports / f"{_NEW}{source}-{os.getpid()}-{os.urandom(4).hex()}"
    try:
        imports.mkdir(parents=True, exist_ok=True)
        stream = layout.lock_alone(folder.with_suffix(".lock"))  # first, so that nobody takes the folder for a leftover
        folder.mkdir()
    except OSError as error:
        raise KgError(f"the store's folder {imports.parent} cannot be written: {error.strerror}") from error
    with stream:
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            folder.with_suffix(".lock").unlink(missing_ok=True)


def settle(imports: Path, source: str, folder: Path) -> str:
    """Give an import its place; returns it as a generation names it. It counts when a current generation does."""
    numbers = [int(each.name) for each in (imports / source).glob("[0-9]*") if each.name.isdecimal()]
    name = f"{source}/{max(numbers, default=0) + 1}"
    (imports / source).mkdir(exist_ok=True)
    folder.rename(imports / name)
    return name


def remove_unkept(imports: Path, named: Mapping[str, str]) -> None:
    """Remove what is left of imports that were replaced or broken off; `named` are those that a generation names."""
    for source, name in named.items():
        if "/" not in name:  # in the first form
            continue
        shutil.rmtree(imports / f".{source}{_OLD}", ignore_errors=True)
        for each in (imports / source).iterdir():
            if each != imports / name:
                shutil.rmtree(each, ignore_errors=True) if each.is_dir() else each.unlink(missing_ok=True)
    for lock in imports.glob(f"{_NEW}*.lock"):
        with layout.tried(lock) as alone:
            if alone:
                shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                lock.unlink(missing_ok=True)
