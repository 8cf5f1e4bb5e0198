"""What a store is built from, and the fingerprint that says whether it is still up to date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model.description import input_files, reader_name
from kg.resources import data_dir, ontology_dir
from kg.store.code import code_files

if TYPE_CHECKING:
    from kg.model.source import SourceInfo

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

    def files_of(self, patterns: Iterable[str]) -> list[Path]:
        """The files in the data folder that some patterns (`curated/*.csv`) name, pattern by pattern, by name."""
        return [path for pattern in patterns for path in sorted(self.data.glob(pattern)) if path.is_file()]

    def fingerprint(self) -> str:
        """A digest of everything that decides what the store holds: the inputs and the code that reads them."""
        digest = hashlib.blake2b(digest_size=10)
        for name, content in self._contents():
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    def _contents(self) -> Iterator[tuple[str, bytes]]:
        """(name, content) of every file that counts; of the sources, those that have a reader."""
        described = [(path, path.read_bytes()) for path in sorted((self.data / "sources").glob("*.yml"))]
        readers = []
        for path, content in described:
            text = content.decode("utf-8", "replace")
            reader = reader_name(text)
            if reader:
                readers.append(reader)
                yield f"sources/{path.name}", content
                for file in self.files_of(input_files(text) or ()):
                    yield file.relative_to(self.data).as_posix(), file.read_bytes()
        patterns = (
            (self.data, ("links/*.tsv", "extracts/*/**/*")),
            (self.ontology, ("core.ttl", "schemes/*.ttl")),
            (self.imports, ("[!.]*/manifest.json",)),
        )
        for root, globs in patterns:
            for pattern in globs:
                for path in sorted(root.glob(pattern)):
                    if path.is_file():
                        yield path.relative_to(root).as_posix(), path.read_bytes()
        yield from code_files(readers).items()
