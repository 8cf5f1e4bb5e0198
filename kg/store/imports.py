"""Keeping what is imported: the files as they came, beside the store, so that a build can read them again."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from logging import getLogger
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BadData, KgError, Problem
from kg.model.progress import Progress
from kg.resources import write_whole
from kg.store import layout
from kg.store.build import build
from kg.store.inputs import Inputs
from kg.store.kept import keeping

if TYPE_CHECKING:
    from kg.sources.reader import SourceFilters, SourceReading

__all__ = ["import_files"]

_MUCH_LESS = 0.5  # of the records of the import before


def import_files(
    home: Path,
    inputs: Inputs,
    files: Sequence[Path],
    *,
    family: str,
    source: str | None = None,
    filters: SourceFilters,
    progress: Progress,
    report: Callable[[SourceReading], None],
    force: bool = False,
) -> Path:
    """Keep some downloads of a family of sources and build the store with them; returns the new generation.

    `source` is told from the files if it is not given. What is given twice counts once, which is told. What was
    imported before of the source counts until the new graph is there, whatever ends the import before that. Raises
    NotFound for a missing file or family, BadData when the files have no records or too few; also when they have none
    that are asked for, or less than half of what was imported before, unless `force` says that this is meant.
    """
    from kg.sources.once import each_once
    from kg.sources.reader import family_of, importing_reader

    catalogue = inputs.catalogue()
    reader = importing_reader(family_of(catalogue, family)[0])
    files, repeated = each_once(files)
    for line in repeated:
        getLogger("kg").warning("samkart: %s", line)
    before_it = _kept_beside(inputs, family, files) if reader.IMPORT.adds else None
    files = [*(before_it or ()), *files]
    reading = reader.read(files, source=source)  # tells the source, and raises for what is unreadable
    names = [Path(os.path.abspath(path)).name for path in files]  # noqa: PTH100  (a link keeps its own name)
    if before_it is not None and hasattr(filters, "beside"):
        filters = filters.beside(names[len(before_it) :], _told_before(inputs, family))
    manifest = {
        "source": reading.source,
        "files": names,
        "filters": filters.as_dict(),
        "checksum": reading.checksum,
    }
    if len({name.casefold() for name in names}) < len(names):
        raise KgError("two of the files have the same name, capitals aside; rename one")
    done: list[SourceReading] = []

    def report_own(each: SourceReading) -> None:
        if each.source == reading.source and not done:  # an embedded extract of the source is read after it
            done.append(each)
            report(each)

    def admit(each: SourceReading) -> None:
        if before_it is not None and _kept_beside(inputs, family, files[len(before_it) :]) != before_it:
            raise KgError(f"somebody else imported {family} meanwhile; import again")
        before = layout.manifest_of(layout.current(home)).get("imported", {}).get(reading.source, {})
        problems = [] if force else _less_than(before, each, catalogue[reading.source].expected)
        if problems:
            what = f"{reading.source} is not {'replaced' if before else 'imported'}"
            raise BadData(f"{what}; if this is meant, say so: --force", tuple(problems))

    with keeping(inputs.imports, reading.source) as folder:
        for path, name in zip(files, names, strict=True):
            progress(f"keeping {name}", 0, None)
            try:
                _copy(path, folder / name)
            except OSError as error:
                raise layout.unwritable(home, error) from error
        write_whole(folder / "manifest.json", json.dumps(manifest, indent=1, sort_keys=True) + "\n")
        coming = inputs.with_import(reading.source, folder)
        return build(home, coming, progress, force=True, report=report_own, admit=admit)


def _kept_beside(inputs: Inputs, source: str, files: Sequence[Path]) -> list[Path]:
    """What was imported before of a source whose imports add to each other, less what has the name of a new file."""
    names = {path.name for path in files}
    kept = inputs.kept().get(source)
    found = json.loads((kept / "manifest.json").read_text("utf-8"))["files"] if kept else ()
    return [kept / name for name in found if name not in names] if kept else []


def _told_before(inputs: Inputs, source: str) -> dict[str, list[str]]:
    """The filters of what was imported before of a source."""
    kept = inputs.kept().get(source)
    found: dict[str, list[str]] = json.loads((kept / "manifest.json").read_text("utf-8"))["filters"] if kept else {}
    return found


def _copy(path: Path, target: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, target, ignore=_unkept)
    else:
        shutil.copy2(path, target)


def _unkept(folder: str, names: list[str]) -> list[str]:
    """What of a folder is not kept: pipes, devices and broken links, and links to folders, which may go in circles."""
    paths = [Path(folder, name) for name in names]
    return [each.name for each in paths if not each.is_file() and (each.is_symlink() or not each.is_dir())]


def _less_than(before: Mapping[str, int], reading: SourceReading, kinds: Iterable[str]) -> list[Problem]:
    """Why an import is not to replace the one before: it holds nothing, or much less of a kind of records.

    `kinds` are those that a snapshot of the source has to have.
    """
    counts = reading.summary.counts
    if not any(counts.get(kind) for kind in kinds or counts):
        return [
            Problem(reading.source, 0, "", "the files hold nothing of what is asked for"),
            *reading.summary.problems,
        ]
    return [
        Problem(reading.source, 0, kind, f"{counts.get(kind, 0)} {kind}, {number} were imported before")
        for kind, number in sorted(before.items())
        if counts.get(kind, 0) < _MUCH_LESS * number
    ]
