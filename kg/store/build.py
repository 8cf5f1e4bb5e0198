"""Building a store: inputs → Statements → N-Quads → Oxigraph on disk, aside and swapped in whole."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from kg.errors import BadData, NotFound
from kg.linking.authority import Authority
from kg.linking.judgements import read_judgements, verdicts_of
from kg.linking.linker import Linker
from kg.linking.official import OfficialNames, read_forms
from kg.model import terms
from kg.model.corrections import Corrections
from kg.model.progress import Progress, quiet
from kg.model.source import SourceInfo, numbered_keys, reading_order, to_plain
from kg.model.state import name_of
from kg.model.statement import Statement
from kg.sources.reader import (
    CorrectingReading,
    LimitedReading,
    SettlingReading,
    SourceReading,
    TextReading,
    check_expected,
    importing_reader,
    load_reader,
)
from kg.store import layout
from kg.store.derived import areas, coverage
from kg.store.derived.aligned import complete
from kg.store.derived.bounds import NEEDED, Facts, derived
from kg.store.derived.names import folded_names
from kg.store.derived.regions import NEEDED as IN_REGIONS
from kg.store.derived.regions import nuts_codes
from kg.store.derived.same import items, same_as
from kg.store.derived.statistics import DATASET
from kg.store.derived.texts import TextWriter
from kg.store.derived.twins import NEEDED as OF_TWINS
from kg.store.derived.twins import possibly_same
from kg.store.index import READ, build_index
from kg.store.inputs import Import, Inputs
from kg.store.kept import remove_unkept
from kg.store.states import facts as state_facts
from kg.store.states.archive import archive
from kg.store.states.file import FILE, write_state
from kg.store.triples import CollectedTriples, Properties
from kg.store.writer import Settled, by_subject, described, no_search_for_garbage
from kg.vocab import SK, SKOS, graph, kind_of

__all__ = ["build"]

_Described = tuple[str, list[Statement]]
_OPTIMISE_FROM = 1_000_000  # quads: below this a scan takes milliseconds as it is


@dataclass
class _Facts:
    """What goes into one store, source by source; counts what passes."""

    inputs: Inputs
    progress: Progress
    catalogue: Mapping[str, SourceInfo]
    linker: Linker
    settling: Mapping[str, SettlingReading]
    digest: str
    known: frozenset[str] = frozenset()
    settled: Settled = field(default_factory=Settled)
    collected: CollectedTriples = field(
        default_factory=lambda: CollectedTriples(
            {*READ, *NEEDED, *areas.NEEDED, *coverage.NEEDED, *IN_REGIONS, *OF_TWINS, *state_facts.NEEDED}
        )
    )
    quads: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    readings: list[SourceReading] = field(default_factory=list)
    imported: dict[str, SourceReading] = field(default_factory=dict)
    described: set[str] = field(default_factory=set)
    corrections: Corrections = field(default_factory=Corrections)
    texts: TextWriter | None = None

    def lines(self) -> Iterator[list[str]]:
        """All lines of N-Quads, subject by subject, in the order in which the linker can learn from them.

        Of one family the newest source comes first, since the first description of an actor settles what is known.
        What some sources settle of ties is known before any other is taken.
        """
        for info in self.catalogue.values():
            if info.corrects:
                for reading, _ in self._readings(info):
                    self.corrections.add(cast(CorrectingReading, reading).corrected)
        for info in reading_order(self.catalogue.values()):
            checksums = []
            for reading, imported in self._readings(info):
                yield from self._reading(info, reading, imported)
                checksums.append(reading.checksum)
            if info.name in self.counts:
                yield from self._snapshot(info, checksums, self.counts[info.name])
        yield from self._derived()

    def forget(self) -> None:
        """Let go of what is known of single records: it is needed no more when all lines are written."""
        self.linker.forget()
        self.settled = Settled()
        self.described.clear()

    def _derived(self) -> Iterator[list[str]]:
        """What no source says, and all together do: bounds and strength of all ties, the ties that successors carry on,
        where actors lie and municipalities have lain, what Wikidata calls them, who may be whom, how much of what
        others counted is here, and folded names.
        """
        self.progress("bounds", 0, None)
        numbered = numbered_keys(self.catalogue.values())
        different = frozenset(self.linker.verdicts.different())
        same = possibly_same(self.collected, self.known, different, self.catalogue)
        links = self.inputs.data / "links"
        known = chain(nuts_codes(self.collected, links), same_as(self.collected, links))
        more = chain(areas.ever_in_county(self.collected), known, same, coverage.held(self.collected))
        others = ((subject, ((predicate, value),)) for subject, predicate, value in more)
        stated: dict[Facts, tuple[list[tuple[str, str]], list[str]]] = {}  # ties that are alike share theirs
        for subject, facts in chain(derived(self.collected), others):
            if facts not in stated:
                terms_of = [(f"<{predicate}>", value) for predicate, value in facts]
                stated[facts] = terms_of, [f"{predicate} {value} ." for predicate, value in terms_of]
            said, ends = stated[facts]
            term = f"<{subject}>"
            self.collected.keep(term, said)
            self.quads += len(ends)
            yield [f"{term} {end}" for end in ends]
        for subject, named in folded_names(self.collected, numbered):
            self.quads += len(named)
            yield [f"<{subject}> <{predicate}> {value} ." for predicate, value in named]
        self.quads += 1
        yield [f"<{DATASET}> {terms.curie('dcat:version')} {terms.text(self.state)} ."]

    @cached_property
    def state(self) -> str:
        """The name of the state that the facts are, when all sources have been read."""
        return name_of(state_facts.days_of_data(self.collected), self.digest)

    def _readings(self, info: SourceInfo) -> Iterator[tuple[SourceReading, Import | None]]:
        """Each reading of a source, and the import that it reads: what comes with Samkart, what was imported, and the
        embedded extract, if what was imported is but a part.
        """
        if info.name in self.settling:
            yield self.settling[info.name], None
        elif info.input is not None:
            yield _open(info, self.inputs, self.progress), None
        imported = next((each for each in self.inputs.imported() if each.source == info.name), None)
        extract = next((folder for folder in self.inputs.extracts() if folder.name == info.name), None)
        filters = None
        if imported is not None:
            reader = importing_reader(info)
            filters = reader.Filters.from_dict(imported.filters)
            reading = reader.read(
                imported.files,
                source=info.name,
                filters=filters,
                progress=self.progress,
                actor_of=self.linker.actor,
                ontology=self.inputs.ontology,
            )
            if not filters and hasattr(reading, "most"):
                cast(LimitedReading, reading).most = {kind: most for kind, (_, most) in info.expected.items()}
            yield reading, imported
        if extract is not None and (filters is None or filters):
            yield _open(info, self.inputs, self.progress, extract), None

    def _reading(self, info: SourceInfo, reading: SourceReading, imported: Import | None) -> Iterator[list[str]]:
        counts = self.counts.setdefault(info.name, {})
        if hasattr(reading, "on_text"):
            cast(TextReading, reading).on_text = self._text
        subjects = by_subject(reading)
        yield from self._source(info, self._new(info, subjects, counts) if info.kinds else subjects)
        if not info.kinds:
            counts.update(reading.summary.counts)
        self.readings.append(reading)
        if imported is None:
            return
        self.imported[info.name] = reading
        whole = not any(imported.filters.values())
        if whole and (problems := check_expected(reading.summary, info)):
            what = f"{info.name} is not published: it has not what a whole snapshot has"
            hint = importing_reader(info).IMPORT.example()
            raise BadData(f"{what}; if a part is meant, say which ({hint})" if hint else what, tuple(problems))

    def _text(self, record: str, text: str) -> None:
        if self.texts is not None:
            self.texts.add(self.linker.canonical(record)[1:-1], text)

    def project_names(self) -> Iterator[tuple[str, str]]:
        """(IRI, name) of all projects."""
        reader = Properties(self.collected)
        for predicate in (SKOS + "prefLabel", SK + "abbreviation"):
            yield from ((s, name) for s, name, _ in reader.pairs(predicate) if kind_of(s) == "project")

    def _source(self, info: SourceInfo, subjects: Iterable[_Described]) -> Iterator[list[str]]:
        settled, corrections = self.settled, self.corrections
        if info.corrects:
            settled, corrections = Settled(), Corrections()
        elif info.settles:  # it may say all it has to say, in as many rows as it likes; others add to it
            subjects, settled = self._remember(subjects), Settled()
        told = self.quads
        keep = self.collected.keep
        for lines in described(subjects, info.name, self.linker, settled, keep, corrections=corrections):
            self.quads += len(lines)
            if self.quads - told >= 100_000:
                told = self.quads
                self.progress(info.name, told, None)
            yield lines

    def _remember(self, subjects: Iterable[_Described]) -> Iterator[_Described]:
        for subject, facts in subjects:
            self.settled.add(subject, [fact.predicate for fact in facts])
            yield subject, facts

    def _new(self, info: SourceInfo, subjects: Iterable[_Described], counts: dict[str, int]) -> Iterator[_Described]:
        """Only what tells of records that no earlier reading of the source has described; counts them by kind."""
        earlier = frozenset(self.described)
        for subject, facts in subjects:
            kind = info.kinds.get(subject.rpartition("/")[0].rpartition("/")[2])
            if earlier and (_leader(subject, facts, kind.goes_with) if kind else subject) in earlier:
                continue
            if kind and kind.counted and (kind.goes_with or subject not in self.described):
                counts[kind.counted] = counts.get(kind.counted, 0) + 1
            if kind and not kind.goes_with:
                self.described.add(subject)
            yield subject, facts

    def _snapshot(self, info: SourceInfo, checksums: Iterable[str], counts: dict[str, int]) -> Iterator[list[str]]:
        facts, term = list(_describe(info, checksums, counts)), f"<{graph(info.name)}>"
        self.collected.keep(term, facts)  # how strong it is, for its ties
        lines = [f"{term} {predicate} {value} ." for predicate, value in facts]
        self.quads += len(lines)
        yield lines


def _leader(subject: str, facts: Sequence[Statement], goes_with: str) -> str:
    """The record that a record goes with: itself, one that a property names, or one of another kind with its key."""
    if ":" in goes_with:
        predicate = terms.curie(goes_with)
        return next((fact.object for fact in facts if fact.predicate == predicate), subject)
    if goes_with:
        base, _, key = subject.rpartition("/")
        return f"{base.rpartition('/')[0]}/{goes_with}/{key}"
    return subject


def _open(info: SourceInfo, inputs: Inputs, progress: Progress, *files: Path) -> SourceReading:
    """A reading of some files, or of what a source has in the data folder."""
    paths = list(files) or inputs.files_of(info.input or ())
    return load_reader(info).read(paths, source=info.name, progress=progress, ontology=inputs.ontology)


def _describe(info: SourceInfo, checksums: Iterable[str], counts: dict[str, int]) -> Iterator[tuple[str, str]]:
    yield terms.TYPE, terms.curie("sk:Snapshot")
    yield terms.curie("dcterms:title"), terms.text(info.title)
    yield terms.curie("dcterms:publisher"), terms.text(info.publisher)
    yield terms.curie("dcterms:license"), terms.text(info.licence)
    yield terms.curie("foaf:page"), terms.iri(info.url)
    if info.strength:
        yield terms.curie("sk:strength"), terms.concept_term("evidence-strength", info.strength)
    if info.retrieved:
        yield terms.curie("sk:retrieved"), terms.date(info.retrieved)
    for checksum in filter(None, checksums):
        yield terms.curie("sk:checksum"), terms.text(checksum)
    yield terms.curie("sk:recordCount"), terms.integer(str(sum(counts.values())))


def build(
    home: Path,
    inputs: Inputs,
    progress: Progress = quiet,
    *,
    force: bool = False,
    report: Callable[[SourceReading], None] | None = None,
    admit: Callable[[SourceReading], None] | None = None,
    wait: bool = True,
) -> Path:
    """Build a store from its inputs and make it the current one; returns the generation's folder.

    Nothing is built when there is one of the same inputs, unless forced. Readers keep the old generation until they
    close it. `report` is given each reading of a source, for its summary; `admit` is given the reading of an import
    under way and may refuse it. Raises BadData when an input has problems; then nothing is published and the old
    generation stays. Raises Busy when another is building and `wait` is false.
    """

    def waiting() -> None:
        if not wait:
            raise layout.Busy("another process is building the store")
        progress("waiting for another build or import to end", 0, None)

    with layout.build_lock(home, waiting), layout.staging(home) as folder:
        code = inputs.code()
        fingerprint, digest = inputs.digests(code)
        kept = {source: path.relative_to(inputs.imports).as_posix() for source, path in inputs.kept().items()}
        found = layout.generation_of(home, fingerprint)
        if found is not None and not force:
            layout.write_manifest(found, layout.manifest_of(found) | {"imports": kept})
            layout.make_current(home, found)
            if inputs.leaving:
                remove_unkept(inputs.imports, kept)
            return found
        facts = _facts(inputs, progress, digest)
        with no_search_for_garbage():
            _write(folder, inputs, facts)
        if admit is not None:
            for source in inputs.coming:
                admit(facts.imported[source])
        kept |= {source: path.relative_to(inputs.imports).as_posix() for source, path in inputs.coming.items()}
        manifest = {
            "fingerprint": fingerprint,
            "state": facts.state,
            "code": code,
            "data": str((inputs.own or inputs.data).resolve()),
            "own": str(inputs.own.resolve()) if inputs.own else "",
            "imports": kept,
            "imported": {source: dict(reading.summary.counts) for source, reading in facts.imported.items()},
            "linked": {source: dict(sorted(met.items())) for source, met in facts.linker.met.items()},
            "unlinked": facts.linker.told(),
            "quads": facts.quads,
            "counts": facts.counts,
        }
        layout.write_manifest(folder, manifest)
        layout.write_sources(folder, to_plain(facts.catalogue[name] for name in facts.counts))
        generation = layout.publish(home, folder, fingerprint)
        for reading in facts.readings:
            if report is not None:
                report(reading)
        archive(home, generation)
        layout.remove_unused(home)
        remove_unkept(inputs.imports, kept)
        return generation


def _facts(inputs: Inputs, progress: Progress, digest: str) -> _Facts:
    progress("tables", 0, None)
    described = inputs.catalogue()
    catalogue = {name: info for name, info in described.items() if info.reader}
    for name in (*(each.source for each in inputs.imported()), *(folder.name for folder in inputs.extracts())):
        if name not in catalogue:
            if name not in described:
                raise NotFound(f"no source {name!r}", tuple(described))
            load_reader(described[name])  # says what is missing
    settling = {
        info.name: cast(SettlingReading, _open(info, inputs, progress))
        for info in reading_order(catalogue.values())
        if info.settles
    }
    authority = Authority()
    for reading in settling.values():
        authority |= reading.authority
    judgements, whole = inputs.judgements()
    links = inputs.data / "links"
    items_of = {f"wikidata/{item}": actor for actor, (item, _) in items(links).items() if actor in authority.actors}
    linker = Linker(
        verdicts_of(
            read_judgements(judgements, set(authority.actors), whole=whole),
            read_judgements(layout.own_judgements(inputs.imports.parent), set(authority.actors)),
        ),
        authority | Authority(identifiers=items_of),
        catalogue,
        OfficialNames(authority.names, read_forms(links)),
    )
    return _Facts(inputs, progress, catalogue, linker, settling, digest=digest, known=authority.actors)


def _write(folder: Path, inputs: Inputs, facts: _Facts) -> None:
    """Write the store and its index.

    The lines go into one end of a pipe while Oxigraph's bulk loader reads the other: no file between them. While it
    still sorts what it has read, and puts a large store in order, the index is made of what was collected on the way.
    """
    store = ox.Store(str(folder / "rdf"))
    _load_ontology(store, inputs, facts)
    facts.texts = TextWriter(folder)
    reader, writer = os.pipe()
    failure: list[Exception] = []

    def load() -> None:
        try:
            with os.fdopen(reader, "rb") as lines:
                store.bulk_load(lines, format=ox.RdfFormat.N_QUADS, lenient=True)
            complete(store)
            if facts.quads >= _OPTIMISE_FROM:
                store.optimize()
        except Exception as error:
            failure.append(error)

    # The loader runs beside, so that the writing thread, the main one, can be stopped from the keyboard.
    loader = threading.Thread(target=load, name="samkart-loader")
    loader.start()
    try:
        with os.fdopen(writer, "wb") as stream:
            _write_blocks(stream.write, facts.lines())
        facts.progress("index", 0, None)
        facts.texts.close(facts.project_names())
        facts.forget()
        build_index(facts.collected, folder, facts.progress, numbered_keys(facts.catalogue.values()))
        _write_state(folder, facts)
        facts.progress("store", facts.quads, facts.quads)
    except BrokenPipeError:
        pass
    finally:
        loader.join()
    if failure:
        raise layout.unwritable(folder.parents[1], failure[0]) if isinstance(failure[0], OSError) else failure[0]
    store.flush()


def _write_state(folder: Path, facts: _Facts) -> None:
    try:
        write_state(folder / FILE, state_facts.facts_of(facts.collected, facts.digest, facts.state))
    except OSError as error:  # a full disk
        raise layout.unwritable(folder.parents[1], error) from error


def _load_ontology(store: ox.Store, inputs: Inputs, facts: _Facts) -> None:
    ontology = ox.Dataset(
        quad for path in inputs.ontology_files() for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    )
    ontology.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)  # names its blank nodes alike in every build
    store.bulk_extend(ontology)
    for quad in ontology:
        facts.collected.keep(str(quad.subject), [(str(quad.predicate), str(quad.object))])


def _write_blocks(write: Callable[[bytes], int], subjects: Iterable[list[str]], size: int = 8192) -> None:
    block: list[str] = []
    for lines in subjects:
        block += lines
        if len(block) >= size:
            block.append("")
            write("\n".join(block).encode())
            block.clear()
    if block:
        block.append("")
        write("\n".join(block).encode())
