"""Keeping what is imported: the files as they came, beside the store, so that a build can read them again."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from logging import getLogger
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, cast

from kg.errors import BadData, KgError, Problem
from kg.model.progress import Progress
from kg.resources import write_whole
from kg.store import layout
from kg.store.build import build
from kg.store.inputs import Inputs
from kg.store.kept import keeping

if TYPE_CHECKING:
    from kg.sources.reader import BesideFilters, SourceFilters, SourceReading, TextReading

__all__ = ["Aside", "import_files", "imported_aside"]

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
    coming = _Coming.of(inputs, files, family, source, filters)
    with keeping(inputs.imports, coming.source) as folder:
        coming.lay_out(folder, home, progress)
        into = inputs.with_import(coming.source, folder)
        admit = coming.admitting(home, inputs, force=force)
        return build(home, into, progress, force=True, report=coming.reporting(report), admit=admit)


class Aside(NamedTuple):
    """A generation that was built aside and the source that it has more of.

    `records` (IRIs) are what the files tell of, where an extract that comes with Samkart tells of more; else None.
    """

    generation: Path
    source: str
    records: frozenset[str] | None


@contextmanager
def imported_aside(
    home: Path,
    inputs: Inputs,
    files: Sequence[Path],
    *,
    family: str,
    source: str | None = None,
    filters: SourceFilters,
    progress: Progress,
    report: Callable[[SourceReading, Path], None],
    force: bool = False,
) -> Iterator[Aside]:
    """What `import_files` would make, in a home of its own that is gone afterwards.

    `report` is given the reading and the generation. Nothing of `home` or of the imports changes. Raises what
    `import_files` raises.
    """
    coming = _Coming.of(inputs, files, family, source, filters)
    with TemporaryDirectory(prefix="samkart-", ignore_cleanup_errors=True) as place:
        kept, aside = Path(place, "files"), Path(place, "home")
        met: list[SourceReading] = []
        kept.mkdir()
        coming.lay_out(kept, aside, progress, linked=True)
        into = inputs.with_import(coming.source, kept)
        admit = coming.admitting(home, inputs, force=force)
        generation = build(aside, into, progress, force=True, report=coming.reporting(met.append), admit=admit)
        for reading in met:
            report(reading, generation)
        extract = any(folder.name == coming.source for folder in inputs.extracts())
        yield Aside(generation, coming.source, _subjects(met) if extract else None)


def _subjects(readings: Iterable[SourceReading]) -> frozenset[str]:
    """The IRIs of what files tell of; they are read once more, the summaries of the first time stay what was told."""
    found: set[str] = set()
    for reading in readings:
        if hasattr(reading, "on_text"):
            cast("TextReading", reading).on_text = None
        found.update(each.subject[1:-1] for each in reading)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Coming:
    """Files that are to be imported, those kept beside them first, and what is told of them."""

    source: str
    family: str
    files: tuple[Path, ...]
    names: tuple[str, ...]
    beside: tuple[Path, ...] | None
    before: Sequence[Path]
    manifest: Mapping[str, object]
    expected: Iterable[str]

    @classmethod
    def of(
        cls, inputs: Inputs, given: Sequence[Path], family: str, source: str | None, filters: SourceFilters
    ) -> _Coming:
        """Reads so much of the files that their source is known."""
        from kg.sources.once import each_once
        from kg.sources.reader import family_of, importing_reader

        catalogue = inputs.catalogue()
        reader = importing_reader(family_of(catalogue, family)[0])
        new, repeated = each_once(given)
        for line in repeated:
            getLogger("kg").warning("samkart: %s", line)
        own = [Path(os.path.abspath(path)).name for path in new]  # noqa: PTH100  (a link keeps its own name)
        beside, held = None, list[Path]()
        if reader.IMPORT.adds:
            before, earlier = _kept_before(inputs, family)
            held = before
            if hasattr(filters, "beside"):
                listed = cast("BesideFilters", filters)
                own = [listed.kept_as(name) for name in own]
                filters = listed = listed.beside(own, earlier)
                before = [path for path in before if listed.keeps(path.name)]
            beside = tuple(path for path in before if path.name not in own)
        files = (*(beside or ()), *new)
        reading = reader.read(files, source=source)  # tells the source, and raises for what is unreadable
        names = (*(path.name for path in beside or ()), *own)
        if len({name.casefold() for name in names}) < len(names):
            raise KgError("two of the files have the same name, capitals aside; rename one")
        manifest = {
            "source": reading.source,
            "files": list(names),
            "filters": filters.as_dict(),
            "checksum": reading.checksum,
        }
        expected = catalogue[reading.source].expected
        return cls(
            reading.source, family, files, names=names, beside=beside, before=held, manifest=manifest, expected=expected
        )

    def lay_out(self, folder: Path, home: Path, progress: Progress, *, linked: bool = False) -> None:
        """Put the files and their manifest into a folder, the files `linked` or copied."""
        for path, name in zip(self.files, self.names, strict=True):
            progress(f"keeping {name}", 0, None)
            try:
                if linked:
                    (folder / name).symlink_to(path.absolute())
                else:
                    _copy(path, folder / name)
            except OSError as error:
                raise layout.unwritable(home, error) from error
        write_whole(folder / "manifest.json", json.dumps(self.manifest, indent=1, sort_keys=True) + "\n")

    def reporting(self, report: Callable[[SourceReading], None]) -> Callable[[SourceReading], None]:
        """`report`, given the reading of the files alone: an embedded extract of the source is read after it."""
        done: list[SourceReading] = []

        def report_own(each: SourceReading) -> None:
            if each.source == self.source and not done:
                done.append(each)
                report(each)

        return report_own

    def admitting(self, home: Path, inputs: Inputs, *, force: bool) -> Callable[[SourceReading], None]:
        """Raises for a reading that is not to take the place of what was imported before."""

        def admit(each: SourceReading) -> None:
            if self.beside is not None and _kept_before(inputs, self.family)[0] != self.before:
                raise KgError(f"somebody else imported {self.family} meanwhile; import again")
            before = layout.manifest_of(layout.current(home)).get("imported", {}).get(self.source, {})
            problems = [] if force else _less_than(before, each, self.expected)
            if problems:
                what = f"{self.source} is not {'replaced' if before else 'imported'}"
                raise BadData(f"{what}; if this is meant, say so: --force", tuple(problems))

        return admit


def _kept_before(inputs: Inputs, source: str) -> tuple[list[Path], dict[str, list[str]]]:
    """What was imported before of a source, and its filters."""
    kept = inputs.kept().get(source)
    if kept is None:
        return [], {}
    manifest = json.loads((kept / "manifest.json").read_text("utf-8"))
    return [kept / name for name in manifest["files"]], manifest["filters"]


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
