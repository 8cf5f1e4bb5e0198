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
from kg.store.layout import imports_dir

if TYPE_CHECKING:
    from kg.sources.cordis.reading import Filters, Reading

__all__ = ["import_files"]


def import_files(
    home: Path,
    files: Sequence[Path],
    source: str | None,
    filters: Filters,
    progress: Progress,
    report: Callable[[Reading], None],
) -> Path:
    """Keep some CORDIS files and build the store with them; returns the new generation.

    If the build fails, what was imported before is put back and the store stays as it was. Raises NotFound for a
    missing file, BadData when the files have no projects or too few.
    """
    from kg.sources.cordis.reading import read

    reading = read(files, source=source)  # tells the source, and raises for what cannot be read at all
    manifest = {
        "source": reading.source,
        "files": [path.name for path in files],
        "filters": filters.as_dict(),
        "checksum": reading.checksum,
    }
    if len(set(manifest["files"])) < len(files):
        raise KgError("two of the files have the same name; rename one")
    with _replaced(imports_dir(home) / reading.source) as folder:
        for path in files:
            progress(f"keeping {path.name}", 0, None)
            if path.is_dir():
                shutil.copytree(path, folder / path.name)
            else:
                shutil.copy2(path, folder / path.name)
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")

        def report_own(each: Reading) -> None:
            if each.checksum == reading.checksum:  # the build reads the embedded extract and other imports too
                report(each)

        return build(home, Inputs.embedded(imports_dir(home)), progress, force=True, report=report_own)


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
