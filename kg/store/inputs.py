"""What a store is built from, and the fingerprint that says whether it is still up to date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model.description import input_files, reader_name
from kg.resources import data_dir, ontology_dir
from kg.store.code import code_files
from kg.store.kept import kept_imports

if TYPE_CHECKING:
    from kg.model.source import SourceInfo

__all__ = ["Import", "Inputs"]


@dataclass(frozen=True, slots=True)
class Import:
    """An imported source: its name, the folder it is kept in, the files as they came, and the filters asked for."""

    source: str
    folder: Path
    files: tuple[Path, ...]
    filters: dict[str, list[str]]
    checksum: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The folders that go into a store: data, ontology, and `imports`, which `kg import` fills.

    `coming` holds the folder of an import under way, by source: it takes the place of what is kept.
    """

    data: Path
    ontology: Path
    imports: Path
    coming: Mapping[str, Path] = field(default_factory=dict)

    @classmethod
    def embedded(cls, imports: Path) -> Inputs:
        """The data and ontology that come with Samkart."""
        return cls(data_dir(), ontology_dir(), imports)

    def with_import(self, source: str, folder: Path) -> Inputs:
        """The same inputs with an import that is under way."""
        return replace(self, coming={source: folder})

    def ontology_files(self) -> list[Path]:
        """The Turtle files that the default graph holds: the core and the schemes."""
        return [self.ontology / "core.ttl", *sorted((self.ontology / "schemes").glob("*.ttl"))]

    def kept(self) -> dict[str, Path]:
        """The folders of the imports that count, by source; the one under way is not among them."""
        return {name: path for name, path in kept_imports(self.imports).items() if name not in self.coming}

    def imported(self) -> list[Import]:
        """The imported sources, by name. Raises KgError for one that has lost its files."""
        found = []
        for source, folder in sorted({**self.kept(), **self.coming}.items()):
            try:
                manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
                files = tuple(folder / name for name in manifest["files"])
                about = manifest["source"], folder, files, manifest["filters"], manifest["checksum"]
            except (OSError, ValueError, KeyError, TypeError) as error:
                raise KgError(f"{folder} has lost its manifest.json; import {source} again") from error
            missing = [file.name for file in files if not file.exists()]
            if missing:
                raise KgError(f"{folder} lacks {', '.join(missing)}; import {source} again")
            found.append(Import(*about))
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

    def code(self) -> str:
        """A digest of the code that makes a store of these inputs: what it made, it can read."""
        readers = [reader_name(content.decode("utf-8", "replace")) for _, content in self._descriptions()]
        return _digest(code_files(filter(None, readers)).items())

    def fingerprint(self, code: str = "") -> str:
        """A digest of everything that decides what the store holds: the inputs, and the code that reads them.

        Raises KgError when an import has lost its manifest.
        """
        return _digest(chain(self._contents(), [("code", (code or self.code()).encode())]))

    def _descriptions(self) -> list[tuple[Path, bytes]]:
        return [(path, path.read_bytes()) for path in sorted((self.data / "sources").glob("*.yml"))]

    def _contents(self) -> Iterator[tuple[str, bytes]]:
        """(name, content) of every file that counts; of the sources, those that have a reader."""
        for path, content in self._descriptions():
            text = content.decode("utf-8", "replace")
            if reader_name(text):
                yield f"sources/{path.name}", content
                for file in self.files_of(input_files(text) or ()):
                    yield file.relative_to(self.data).as_posix(), file.read_bytes()
        patterns = (
            (self.data, ("links/*.tsv", "extracts/*/**/*")),
            (self.ontology, ("core.ttl", "schemes/*.ttl")),
        )
        for root, globs in patterns:
            for pattern in globs:
                for path in sorted(root.glob(pattern)):
                    if path.is_file():
                        yield path.relative_to(root).as_posix(), path.read_bytes()
        for source, folder in sorted({**self.kept(), **self.coming}.items()):
            try:
                content = (folder / "manifest.json").read_bytes()
            except OSError as error:
                raise KgError(f"{folder} has lost its manifest.json; import {source} again") from error
            yield f"imports/{source}", content


def _digest(contents: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.blake2b(digest_size=10)
    for name, content in contents:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
