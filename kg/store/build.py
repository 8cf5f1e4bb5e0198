"""Building a store: inputs → Statements → N-Quads → Oxigraph on disk, aside and swapped in whole."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import BadData
from kg.linking.judgements import read_judgements
from kg.linking.linker import Linker
from kg.model import terms
from kg.model.catalogue import SourceInfo, find_source
from kg.model.progress import Progress, quiet
from kg.model.statement import Statement
from kg.sources.cldr.reading import SOURCE as CLDR
from kg.sources.cldr.reading import read_countries
from kg.sources.curated.reading import Curated, read_curated
from kg.store import layout
from kg.store.fresh import fingerprint_of
from kg.store.index import READ, build_index
from kg.store.inputs import Inputs
from kg.store.triples import CollectedTriples
from kg.store.writer import Settled, quads
from kg.vocab import graph

if TYPE_CHECKING:
    from kg.sources.cordis.reading import Reading

__all__ = ["build"]

# The records of a CORDIS snapshot by the kind of their identifier, and what they are called when counted.
_RECORDS = {
    "organisation": "organisations",
    "programme": "programmes",
    "topic": "calls",
    "project": "projects",
    "participation": "participations",
}
_OPTIMISE_FROM = 1_000_000  # quads: below this a scan takes milliseconds as it is


@dataclass(slots=True)
class _Facts:
    """What goes into one store, source by source; counts what passes."""

    inputs: Inputs
    progress: Progress
    curated: Curated
    linker: Linker
    said: Settled = field(default_factory=Settled)
    kept: CollectedTriples = field(default_factory=lambda: CollectedTriples(READ))
    quads: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    described: set[str] = field(default_factory=set)

    def lines(self) -> Iterator[str]:
        """All lines of N-Quads, in the order in which the linker can learn from them."""
        yield from self._source("curated", self._remember(self.curated.statements()))
        self.counts["curated"] = {name: self.curated.count(name) for name in self.curated.rows}
        yield from self._snapshot("curated", (), self.counts["curated"])
        yield from self._source(CLDR, self._countries())
        yield from self._snapshot(CLDR, (), self.counts[CLDR])
        yield from self._cordis()

    def _source(self, name: str, statements: Iterable[Statement]) -> Iterator[str]:
        for line in quads(statements, name, self.linker, self.said if name != "curated" else Settled(), self.kept.keep):
            self.quads += 1
            if self.quads % 100_000 == 0:
                self.progress(name, self.quads, None)
            yield line

    def _remember(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        for statement in statements:
            self.said.add(statement.subject, (statement.predicate,))
            yield statement

    def _countries(self) -> Iterator[Statement]:
        count = 0
        for statement in read_countries():
            count += statement.predicate == terms.TYPE
            yield statement
        self.counts[CLDR] = {"countries": count}

    def _cordis(self) -> Iterator[str]:
        """Source by source: what was imported, then the embedded extract, less what the import says already.

        The newest framework programme comes first (by name: horizon, h2020, fp7), since the first description of an
        organisation settles what is known of it.
        """
        from kg.sources.cordis.reading import Filters, read

        imported = {each.source: each for each in self.inputs.imported()}
        extracts = {folder.name: folder for folder in self.inputs.extracts()}
        for name in sorted({*imported, *extracts}, reverse=True):
            filters = None
            if name in imported:
                files, filters = imported[name].files, Filters.from_dict(imported[name].filters)
                reading = read(files, source=name, filters=filters, progress=self.progress, actor_of=self.actor_of)
                yield from self._reading(name, reading, whole=not filters)
            if name in extracts and (filters is None or filters):
                yield from self._reading(name, read([extracts[name]], source=name, progress=self.progress), whole=False)
            checksums = [reading.checksum for reading in self.readings if reading.source == name]
            yield from self._snapshot(name, checksums, self.counts[name])

    def actor_of(self, pic: str, vat: str) -> str | None:
        """The key of the curated actor that an organisation is, if it is one."""
        return self.linker.actor(pic, vat)

    def _reading(self, name: str, reading: Reading, whole: bool) -> Iterator[str]:
        from kg.sources.cordis.reading import check_expected

        yield from self._source(name, self._unsaid(reading, self.counts.setdefault(name, {})))
        self.readings.append(reading)
        if whole:
            problems = check_expected(reading.summary, find_source(self.inputs.data / "sources", name))
            if problems:
                what = f"{name} is not published: it has not what a whole snapshot has"
                raise BadData(f"{what}; if a part is meant, say which (--country, --actor …)", tuple(problems))

    def _unsaid(self, statements: Iterable[Statement], counts: dict[str, int]) -> Iterator[Statement]:
        """Only what is said of records that no earlier reading of the source has described; counts them by kind.

        A participation goes with its project, a place with its organisation.
        """
        earlier = frozenset(self.described)
        for subject, group in groupby(statements, key=itemgetter(0)):
            base, _, key = subject.rpartition("/")
            base, _, kind = base.rpartition("/")
            of = {"participation": f"{base}/project/{key.partition('-')[0]}>", "place": f"{base}/organisation/{key}"}
            if of.get(kind, subject) in earlier:
                continue
            if kind == "participation" or (kind in _RECORDS and subject not in self.described):
                counts[_RECORDS[kind]] = counts.get(_RECORDS[kind], 0) + 1
            if kind in _RECORDS and kind != "participation":
                self.described.add(subject)
            yield from group

    def _snapshot(self, name: str, checksums: Iterable[str], counts: dict[str, int]) -> Iterator[str]:
        info = find_source(self.inputs.data / "sources", name)
        for predicate, value in _describe(info, checksums, counts):
            self.quads += 1
            yield f"<{graph(name)}> {predicate} {value} ."


def _describe(info: SourceInfo, checksums: Iterable[str], counts: dict[str, int]) -> Iterator[tuple[str, str]]:
    yield terms.TYPE, terms.curie("sk:Snapshot")
    yield terms.curie("dcterms:title"), terms.text(info.title)
    yield terms.curie("dcterms:publisher"), terms.text(info.publisher)
    yield terms.curie("dcterms:license"), terms.text(info.licence)
    yield terms.curie("foaf:page"), terms.iri(info.url)
    if info.retrieved:
        yield terms.curie("sk:retrieved"), terms.date(info.retrieved)
    for checksum in checksums:
        yield terms.curie("sk:checksum"), terms.text(checksum)
    yield terms.curie("sk:recordCount"), terms.integer(str(sum(counts.values())))


def build(
    home: Path,
    inputs: Inputs,
    progress: Progress = quiet,
    *,
    force: bool = False,
    report: Callable[[Reading], None] | None = None,
) -> Path:
    """Build a store from its inputs and make it the current one; returns the generation's folder.

    Nothing is built when the current one is up to date, unless forced. Readers keep the old generation until they
    close it. `report` is given each reading of a source, for its summary. Raises BadData when an input has problems;
    then nothing is published and the old generation stays.
    """
    with layout.build_lock(home), layout.staging(home) as folder:
        fingerprint = inputs.fingerprint()
        found = layout.current(home)
        if found is not None and not force and fingerprint_of(found) == fingerprint:
            return found
        facts = _facts(inputs, progress)
        _write(folder, inputs, facts)
        manifest = {"fingerprint": fingerprint, "quads": facts.quads, "counts": facts.counts}
        text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
        (folder / "manifest.json").write_text(text + "\n", "utf-8")
        generation = layout.publish(home, folder, fingerprint)
        for reading in facts.readings:
            if report is not None:
                report(reading)
        layout.remove_unused(home)
        return generation


def _facts(inputs: Inputs, progress: Progress) -> _Facts:
    progress("tables", 0, None)
    curated = read_curated(inputs.data / "curated", inputs.ontology / "schemes")
    linker = Linker(
        read_judgements(inputs.data / "links" / "judgements.tsv", curated.actor_keys()),
        curated.organisation_numbers(),
        curated.projects(),
        curated.participations(),
    )
    return _Facts(inputs, progress, curated, linker)


def _write(folder: Path, inputs: Inputs, facts: _Facts) -> None:
    """Write the store and its index.

    The lines go into one end of a pipe while Oxigraph's bulk loader reads the other: no file between them. While it
    still sorts what it has read, and puts a large store in order, the index is made of what was kept on the way.
    """
    store = ox.Store(str(folder / "rdf"))
    _load_ontology(store, inputs, facts)
    reader, writer = os.pipe()
    failure: list[BaseException] = []

    def load() -> None:
        try:
            store.bulk_load(path=f"/dev/fd/{reader}", format=ox.RdfFormat.N_QUADS, lenient=True)
            if facts.quads >= _OPTIMISE_FROM:
                store.optimize()
        except Exception as error:
            failure.append(error)
        finally:
            os.close(reader)

    # The loader runs beside, so that the writing thread, the main one, can be stopped from the keyboard.
    loader = threading.Thread(target=load, name="samkart-loader")
    loader.start()
    try:
        with os.fdopen(writer, "wb") as stream:
            _write_blocks(stream.write, facts.lines())
        facts.progress("index", 0, None)
        build_index(facts.kept, folder, facts.progress)
        facts.progress("store", facts.quads, facts.quads)
    except BrokenPipeError:
        pass
    finally:
        loader.join()
    if failure:
        raise failure[0]
    store.flush()


def _load_ontology(store: ox.Store, inputs: Inputs, facts: _Facts) -> None:
    ontology = ox.Dataset(
        quad for path in inputs.ontology_files() for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    )
    ontology.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)  # names its blank nodes alike in every build
    store.bulk_extend(ontology)
    for quad in ontology:
        facts.kept.keep(str(quad.subject), str(quad.predicate), str(quad.object))


def _write_blocks(write: Callable[[bytes], int], lines: Iterable[str], size: int = 4096) -> None:
    block: list[str] = []
    for line in lines:
        block.append(line)
        if len(block) == size:
            write(("\n".join(block) + "\n").encode())
            block.clear()
    if block:
        write(("\n".join(block) + "\n").encode())
