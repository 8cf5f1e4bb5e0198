"""Taking out what was imported: the graph is built as if it had never been there, then its files go."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import NotFound, Usage
from kg.model.progress import Progress
from kg.model.source import SourceInfo
from kg.store import layout
from kg.store.build import build
from kg.store.inputs import Inputs

__all__ = ["ImportedSource", "imported_sources", "remove_imports", "to_remove"]


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """What was imported of a source: its files, the part that was asked for, how many records of each kind it has.

    With `extract` a part of the source comes with Samkart too, which stays when the import is taken out.
    """

    source: str
    title: str
    family: str
    files: tuple[str, ...]
    filters: Mapping[str, Sequence[str]]
    checksum: str
    counts: Mapping[str, int]
    extract: bool


def imported_sources(home: Path, inputs: Inputs) -> list[ImportedSource]:
    """What is imported, by name. Raises KgError for an import that has lost its files."""
    catalogue = inputs.catalogue()
    counts = layout.manifest_of(layout.current(home)).get("imported", {})
    extracts = {folder.name for folder in inputs.extracts()}
    found = []
    for each in inputs.imported():
        info = catalogue.get(each.source) or SourceInfo(each.source, each.source, "", "", "")
        names = tuple(path.name for path in each.files)
        filters = {name: tuple(values) for name, values in each.filters.items() if values}
        told = (info.title, info.family, names, filters, each.checksum, counts.get(each.source, {}))
        found.append(ImportedSource(each.source, *told, each.source in extracts))
    return found


def to_remove(home: Path, inputs: Inputs, name: str) -> list[ImportedSource]:
    """The imports that are meant by the name of a source or of a family.

    Raises Usage for a source of which nothing is imported, and NotFound, with what is imported, for another name.
    """
    imported = imported_sources(home, inputs)
    found = [each for each in imported if each.source == name] or [each for each in imported if each.family == name]
    if found:
        return found
    catalogue = inputs.catalogue()
    known = tuple(sorted({each.source for each in imported} | {each.family for each in imported}))
    meant = {info.name: info for info in catalogue.values() if name in (info.name, info.family)}
    if meant:
        embedded = meant.keys() & {folder.name for folder in inputs.extracts()}
        own = embedded or any(info.input is not None for info in meant.values())
        why = (
            "nothing is imported"
            if not own
            else "it comes with Samkart and cannot be removed; nothing more is imported"
        )
        raise Usage(f"{name}: {why}", known)
    raise NotFound(f"nothing is imported as {name!r}", known)


def remove_imports(home: Path, inputs: Inputs, sources: Sequence[str], progress: Progress) -> Path:
    """Build the store without what was imported of some sources, then remove their files; returns the generation.

    What ends it before leaves everything as it was. Readers keep the old graph until they close it. Raises BadData when
    the graph cannot be built without them; then nothing is removed.
    """
    folders = {source: path for source, path in inputs.kept().items() if source in sources}
    generation = build(home, inputs.without(sources), progress)
    for folder in folders.values():
        if _at_first(folder):
            shutil.rmtree(folder, ignore_errors=True)
    return generation


def _at_first(folder: Path) -> bool:
    """Does it lie in HOME/imports/SOURCE itself, as imports were kept at first?"""
    try:
        return folder.parent.name == "imports" and bool(json.loads((folder / "manifest.json").read_text("utf-8")))
    except (OSError, ValueError):
        return False
