"""Keeping what is imported: the files as they came, beside the store, so that a build can read them again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model.progress import Progress
from kg.store.build import build
from kg.store.inputs import Inputs

if TYPE_CHECKING:
    from kg.sources.reader import SourceFilters, SourceReading

__all__ = ["import_files"]


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
) -> Path:
    """Keep some downloads of a family of sources and build the store with them; returns the new generation.

    `source` is told from the files if it is not given. If the build fails, what was imported before is put back and the
    store stays as it was. Raises NotFound for a missing file or family, BadData when the files have no records or too
    few.
    """
    from kg.sources.reader import family_of, importing_reader

    info = family_of(inputs.catalogue(), family)[0]
    reading = importing_reader(info).read(files, source=source)  # tells the source, and raises for what is unreadable
    manifest = {
        "source": reading.source,
        "files": [path.name for path in files],
        "filters": filters.as_dict(),
        "checksum": reading.checksum,
    }
    if len(set(manifest["files"])) < len(files):
        raise KgError("two of the files have the same name; rename one")
    with _replaced(inputs.imports / reading.source) as folder:
        for path in files:
            progress(f"keeping {path.name}", 0, None)
            if path.is_dir():
                shutil.copytree(path, folder / path.name)
            else:
                shutil.copy2(path, folder / path.name)
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")

        def report_own(each: SourceReading) -> None:
            if each.checksum == reading.checksum:  # the build reads the embedded extract and other imports too
                report(each)

        return build(home, inputs, progress, force=True, report=report_own)


@contextmanager
def _replaced(folder: Path) -> Iterator[Path]:
    """An empty folder in place of another, which comes back if something goes wrong."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rename(old)
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder)
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
