"""What a store is built from, and the fingerprint that says whether it is still up to date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, NotFound
from kg.model.description import input_files, reader_name
from kg.plain_text import NotText, decode
from kg.resources import data_dir, ontology_dir
from kg.store.code import code_files
from kg.store.kept import kept_imports
from kg.store.layout import current, imports_dir, manifest_of, own_judgements

if TYPE_CHECKING:
    from kg.model.source import SourceInfo

__all__ = ["Import", "Inputs"]

_ONTOLOGY = "core.ttl", "dataset.ttl", "schemes/*.ttl", "align/*.ttl"
_SOURCES, _EXTRACTS, _JUDGEMENTS = "sources/*.yml", "extracts/*/**/*", "links/judgements.tsv"


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

    `own` is a folder laid over `data`: a source's input, an extract, a description of a source or the judgements that
    it holds stand for those of `data`, and what it lacks is taken from there. It may hold a source's input directly:
    `own/x.csv` for `curated/x.csv`. Tables of a source are one whole and never mixed from two folders. `coming` holds
    the folder of an import under way, by source: it takes the place of what is kept. `leaving` are the sources whose
    import is being taken out.
    """

    data: Path
    ontology: Path
    imports: Path
    own: Path | None = None
    coming: Mapping[str, Path] = field(default_factory=dict)
    leaving: frozenset[str] = frozenset()

    @classmethod
    def embedded(cls, imports: Path) -> Inputs:
        """The data and ontology that come with Samkart."""
        return cls(data_dir(), ontology_dir(), imports)

    @classmethod
    def overlay(cls, folder: Path, imports: Path) -> Inputs:
        """The embedded data and ontology, with a folder of one's own laid over them.

        Raises NotFound when nothing in the folder is input to a store: else the embedded data would be taken for it.
        """
        inputs = cls(data_dir(), ontology_dir(), imports, folder)
        patterns = {pattern for _, text in inputs._descriptions() for pattern in input_files(text) or ()}
        expected = sorted({*patterns, _SOURCES, _EXTRACTS, _JUDGEMENTS})
        if not any(path.is_relative_to(folder) for pattern in expected for _, path in inputs._files(pattern)):
            raise NotFound(f"no table is in {folder}; expected a folder with one of {', '.join(expected)}")
        return inputs

    @classmethod
    def of(cls, home: Path) -> Inputs:
        """What the store of a home is made from: the embedded data, or the folder that its user named.

        Raises NotFound when nothing is in that folder any more.
        """
        own, imports = manifest_of(current(home)).get("own"), imports_dir(home)
        return cls.overlay(Path(own), imports) if own else cls.embedded(imports)

    def with_import(self, source: str, folder: Path) -> Inputs:
        """The same inputs with an import that is under way."""
        return replace(self, coming={source: folder})

    def without(self, sources: Iterable[str]) -> Inputs:
        """The same inputs without what was imported of some sources."""
        return replace(self, leaving=frozenset(sources))

    def ontology_files(self) -> list[Path]:
        """The Turtle files that the default graph holds: the core, the schemes and the alignments."""
        return [path for pattern in _ONTOLOGY for _, path in _found(self.ontology, pattern)]

    def kept(self) -> dict[str, Path]:
        """The folders of the imports that count, by source, without those under way and those being taken out."""
        gone = self.leaving.union(self.coming)
        return {name: path for name, path in kept_imports(self.imports).items() if name not in gone}

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

        return read_catalogue(*(folder / "sources" for folder in self._folders()))

    def extracts(self) -> list[Path]:
        """Folders with the embedded extract of a source, named as the source."""
        found = {path.name: path for folder in self._folders() for path in (folder / "extracts").glob("*")}
        return [path for _, path in sorted(found.items()) if path.is_dir()]

    def judgements(self) -> tuple[Path, bool]:
        """The file with the reviewed links, and whether it belongs to the tables: to tables of one's own the embedded
        links do not, and some may be about actors that are not there.
        """
        own = self.own / _JUDGEMENTS if self.own else None
        if own is not None and own.is_file():
            return own, True
        return self.data / _JUDGEMENTS, own is None

    def files_of(self, patterns: Iterable[str]) -> list[Path]:
        """The files in the data folder that some patterns (`curated/*.csv`) name, pattern by pattern, by name."""
        return [path for _, path in self._input(patterns)]

    def code(self) -> str:
        """A digest of the code that makes a store of these inputs: what it made, it can read."""
        readers = [reader_name(text) for _, text in self._descriptions()]
        return _digest(code_files(filter(None, readers)).items())

    def fingerprint(self, code: str = "") -> str:
        """A digest of everything that decides what the store holds: the inputs, and the code that reads them.

        Raises KgError when an import has lost its manifest.
        """
        return self.digests(code)[0]

    def digests(self, code: str = "") -> tuple[str, str]:
        """The fingerprint, and a digest of the inputs alone, which names their state (`kg.model.state`)."""
        digest = _hashed(self._contents())
        inputs = digest.hexdigest()
        return _hashed([("code", (code or self.code()).encode())], digest).hexdigest(), inputs

    def _contents(self) -> Iterator[tuple[str, bytes]]:
        """(name, content) of every file that counts; of the sources, those that have a reader."""
        for name, text in self._descriptions():
            if reader_name(text):
                yield name, text.encode("utf-8", "surrogateescape")
                yield from ((file, path.read_bytes()) for file, path in self._input(input_files(text) or ()))
        for pattern in ("links/*.tsv", _EXTRACTS):
            yield from ((name, path.read_bytes()) for name, path in self._files(pattern))
        for pattern in _ONTOLOGY:
            yield from ((name, path.read_bytes()) for name, path in _found(self.ontology, pattern))
        for source, folder in sorted({**self.kept(), **self.coming}.items()):
            try:
                content = (folder / "manifest.json").read_bytes()
            except OSError as error:
                raise KgError(f"{folder} has lost its manifest.json; import {source} again") from error
            yield f"imports/{source}", content
        judged = own_judgements(self.imports.parent)
        if judged.is_file():
            yield "own judgements", judged.read_bytes()

    def _folders(self) -> list[Path]:
        """The folders that data lies in; what a later one holds stands for what an earlier one does."""
        return [self.data, self.own] if self.own else [self.data]

    def _descriptions(self) -> list[tuple[str, str]]:
        """(`sources/NAME.yml`, text) of every description of a source."""
        return [(name, _description(path.read_bytes())) for name, path in self._files(_SOURCES)]

    def _input(self, patterns: Iterable[str]) -> list[tuple[str, Path]]:
        """(name in the data folder, file) of a source's input, pattern by pattern, by name.

        If the folder laid over has any file for the patterns of one folder, none of these is taken from elsewhere.
        """
        found = [(pattern.rpartition("/")[0], each) for pattern in patterns for each in self._files(pattern)]
        own = {folder for folder, (_, path) in found if self.own and path.is_relative_to(self.own)}
        return [
            each
            for folder, each in found
            if folder not in own or (self.own is not None and each[1].is_relative_to(self.own))
        ]

    def _files(self, pattern: str) -> list[tuple[str, Path]]:
        """(name in the data folder, file) of what a pattern names, by name.

        Descriptions and links are laid over one by one, extracts by source; any other input is one whole.
        """
        if self.own is None:
            return _found(self.data, pattern)
        base, own = _found(self.data, pattern), _found(self.own, pattern)
        folder, _, rest = pattern.partition("/")
        if folder in ("sources", "links"):
            return sorted({**dict(base), **dict(own)}.items())
        if folder == "extracts":
            sources = {name.split("/")[1] for name, _ in own}
            return sorted([*own, *(each for each in base if each[0].split("/")[1] not in sources)])
        if rest and not (self.own / folder).is_dir():
            own = [(f"{folder}/{name}", path) for name, path in _found(self.own, rest)]
        return own or base


def _description(raw: bytes) -> str:
    """The text of a description; one that cannot be decoded is refused when it is read."""
    try:
        return decode(raw).text
    except NotText:
        return raw.decode("utf-8", "surrogateescape")


def _found(root: Path, pattern: str) -> list[tuple[str, Path]]:
    return [(path.relative_to(root).as_posix(), path) for path in sorted(root.glob(pattern)) if path.is_file()]


def _digest(contents: Iterable[tuple[str, bytes]]) -> str:
    return _hashed(contents).hexdigest()


def _hashed(contents: Iterable[tuple[str, bytes]], before: hashlib.blake2b | None = None) -> hashlib.blake2b:
    digest = before or hashlib.blake2b(digest_size=10)
    for name, content in contents:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest
