"""What a store is built from, and the fingerprint that says whether it is still up to date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.model.source import SourceInfo
from kg.resources import data_dir, ontology_dir

__all__ = ["Import", "Inputs"]


@dataclass(frozen=True, slots=True)
class Import:
    """An imported source: its name, the files as they came, and the filters it was asked for."""

    source: str
    files: tuple[Path, ...]
    filters: dict[str, list[str]]
    checksum: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The folders that go into a store. `imports` is the folder that `kg import` fills."""

    data: Path
    ontology: Path
    imports: Path

    @classmethod
    def embedded(cls, imports: Path) -> Inputs:
        """The data and ontology that come with Samkart."""
        return cls(data_dir(), ontology_dir(), imports)

    def ontology_files(self) -> list[Path]:
        """The Turtle files that the default graph holds: the core and the schemes."""
        return [self.ontology / "core.ttl", *sorted((self.ontology / "schemes").glob("*.ttl"))]

    def imported(self) -> list[Import]:
        """The imported sources, by name."""
        found = []
        for path in sorted(self.imports.glob("[!.]*/manifest.json")):
            manifest = json.loads(path.read_text("utf-8"))
            files = tuple(path.parent / name for name in manifest["files"])
            missing = [file.name for file in files if not file.exists()]
            if missing:
                raise KgError(f"{path.parent} lacks {', '.join(missing)}; import {manifest['source']} again")
            found.append(Import(manifest["source"], files, manifest["filters"], manifest["checksum"]))
        return found

    def catalogue(self) -> dict[str, SourceInfo]:
        """The sources that are described in the data folder, by name. Raises BadData for what cannot be used."""
        from kg.model.catalogue import read_catalogue

        return read_catalogue(self.data / "sources")

    def extracts(self) -> list[Path]:
        """Folders with the embedded extract of a source, named as the source."""
        return sorted(folder for folder in (self.data / "extracts").glob("*") if folder.is_dir())

    def fingerprint(self) -> str:
        """A digest of everything that decides what the store holds: the inputs and the code that reads them."""
        digest = hashlib.blake2b(digest_size=10)
        for root, path in self._files():
            digest.update(f"{path.relative_to(root)}\0".encode())
            digest.update(hashlib.blake2b(path.read_bytes(), digest_size=16).digest())
        return digest.hexdigest()

    def _files(self) -> Iterator[tuple[Path, Path]]:
        code = Path(__file__).resolve().parent.parent
        patterns = (
            (self.data, ("curated/*.csv", "links/*.tsv", "sources/*.yml", "extracts/*/*.csv")),
            (self.ontology, ("core.ttl", "schemes/*.ttl")),
            (self.imports, ("[!.]*/manifest.json",)),
            (code, ("*.py", "model/*.py", "sources/**/*.py", "linking/*.py", "store/*.py")),
        )
        for root, globs in patterns:
            for pattern in globs:
                for path in sorted(root.glob(pattern)):
                    yield root, path
