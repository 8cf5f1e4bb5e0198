"""Where imported files are kept, and which of them count: those that the current generation was built from.

    HOME/imports/SOURCE/N/       the files of an import as they came and manifest.json; never changed
    HOME/imports/SOURCE/N.lock   held as long as the import is under way

A generation names the imports that it holds. So one step, the one that makes a generation the current one, publishes
graph and files together: what is killed before it leaves nothing that counts, and there is no half state to mend.
What lies in HOME/imports/SOURCE itself, as imports were kept at first, counts for a source that no generation names.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from kg.ids import file_name
from kg.store import layout, locks

__all__ = ["keeping", "kept_imports", "remove_unkept"]

_OLD, _LOCK = ".old", ".lock"


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
    """A new folder for the files of an import; it is gone afterwards unless the current generation names it."""
    place = imports / file_name(source)
    try:
        place.mkdir(parents=True, exist_ok=True)
        folder, lock = _new_folder(place)
    except OSError as error:
        raise layout.unwritable(imports.parent, error) from error
    try:
        yield folder
    finally:
        if kept_imports(imports).get(source) != folder:
            shutil.rmtree(folder, ignore_errors=True)
        lock.close()
        with suppress(OSError):
            folder.with_suffix(_LOCK).unlink(missing_ok=True)


def _new_folder(place: Path) -> tuple[Path, locks.Lock]:
    """A folder with the next number and the lock on it, which comes first: without it a folder is a leftover."""
    numbers = [int(each.stem) for each in place.iterdir() if each.stem.isascii() and each.stem.isdecimal()]
    for number in count(max(numbers, default=0) + 1):
        folder = place / str(number)
        file = folder.with_suffix(_LOCK)
        try:
            file.open("xb").close()
        except FileExistsError:  # somebody else's, who was faster
            continue
        lock = locks.alone(file)
        if file.exists():
            folder.mkdir()
            return folder, lock
        lock.close()  # taken for a leftover and removed before it was locked
    raise AssertionError("there is always a next number")


def remove_unkept(imports: Path, named: Mapping[str, str]) -> None:
    """Remove what is left of imports that were replaced or broken off; `named` are those that a generation names."""
    kept = {imports / name for name in named.values()}
    for source, name in named.items():
        if "/" in name:  # not in the first form, which has nothing beside it
            shutil.rmtree(imports / f".{source}{_OLD}", ignore_errors=True)
    for place in imports.glob("[!.]*"):
        if (place / "manifest.json").exists() and "/" not in named.get(place.name, ""):  # in the first form
            continue
        for each in sorted(place.iterdir()) if place.is_dir() else ():
            if each not in kept:
                _remove(each)


def _remove(leftover: Path) -> None:
    """Remove a leftover, or the lock of one, unless an import holds it or it is open somewhere."""
    with locks.tried(leftover.with_suffix(_LOCK)) as alone:
        if alone and leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
    if alone and not leftover.is_dir():
        with suppress(OSError):
            leftover.unlink(missing_ok=True)
