"""What goes into one store: the sources read in order, linked, and what follows from them all, as lines of N-Quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import cast

from kg.errors import BadData, NotFound
from kg.linking.authority import Authority
from kg.linking.identity import Identity
from kg.linking.judgements import read_judgements, verdicts_of
from kg.linking.linker import Linker
from kg.linking.official import OfficialNames, read_forms
from kg.model import terms
from kg.model.corrections import Corrections
from kg.model.progress import Progress
from kg.model.source import SourceInfo, numbered_keys, reading_order
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
from kg.store.building.ties import pair_ties_last, raw_kind
from kg.store.derived import aligned, areas, coverage
from kg.store.derived.bounds import NEEDED, Facts, derived
from kg.store.derived.names import folded_names
from kg.store.derived.regions import NEEDED as IN_REGIONS
from kg.store.derived.regions import nuts_codes
from kg.store.derived.same import items, same_as
from kg.store.derived.statistics import DATASET
from kg.store.derived.texts import TextWriter
from kg.store.derived.twins import NEEDED as OF_TWINS
from kg.store.derived.twins import possibly_same
from kg.store.index import READ
from kg.store.inputs import Import, Inputs
from kg.store.states import facts as state_facts
from kg.store.triples import CollectedTriples, Properties
from kg.store.writer import Settled, by_subject, described, identity_of
from kg.vocab import SK, SKOS, graph, kind_of

__all__ = ["StoreFacts", "store_facts"]

_Described = tuple[str, list[Statement]]


@dataclass
class StoreFacts:
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
            {
                *READ,
                *NEEDED,
                *aligned.NEEDED,
                *areas.NEEDED,
                *coverage.NEEDED,
                *IN_REGIONS,
                *OF_TWINS,
                *state_facts.NEEDED,
            }
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
        self.linker.foresee(self._coming())
        for info in reading_order(self.catalogue.values()):
            checksums = []
            for reading, imported in self._readings(info):
                yield from self._reading(info, reading, imported)
                checksums.append(reading.checksum)
            if info.name in self.counts:
                yield from self._snapshot(info, checksums, self.counts[info.name])
        yield from self._derived()

    def _coming(self) -> Iterator[tuple[str, Identity]]:
        """The organisations of all sources but the first that is evidence: what that says is learnt before the others.

        In a reading they come first, with their places; its ties are not read for this.
        """
        there = {each.source for each in self.inputs.imported()} | {each.name for each in self.inputs.extracts()}
        told = [
            info
            for info in reading_order(self.catalogue.values())
            if any(kind.thing == "actor" for kind in info.kinds.values())
            and not info.settles
            and (info.input is not None or info.name in there)
        ]
        first = next((info for info in told if not info.supporting), None)
        for info in told:
            for reading, _ in self._readings(info) if info is not first else ():
                for (subject, facts), (following, more) in pairwise(chain(by_subject(reading), [("", [])])):
                    kind = info.kinds.get(raw_kind(subject))
                    if kind is not None and kind.thing == "actor":
                        yield subject, identity_of(facts, more if following != subject else ())
                    elif kind is None or kind.thing != "place":
                        break

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
        same = list(possibly_same(self.collected, self.known, different, self.catalogue))
        perhaps = [(subject, value[1:-1]) for subject, _, value in same]
        links = self.inputs.data / "links"
        known = chain(nuts_codes(self.collected, links), same_as(self.collected, links))
        more = chain(areas.ever_in_county(self.collected), known, same, coverage.held(self.collected))
        others = ((subject, ((predicate, value),)) for subject, predicate, value in more)
        stated: dict[Facts, tuple[list[tuple[str, str]], list[str]]] = {}  # ties that are alike share theirs
        for subject, facts in chain(derived(self.collected, perhaps=perhaps), others):
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
        yield from aligned.aligned(self.collected)
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
        if info.kinds:
            subjects = pair_ties_last(self._new(info, subjects, counts), info.kinds)
        yield from self._source(info, subjects)
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


def store_facts(inputs: Inputs, progress: Progress, digest: str) -> StoreFacts:
    """What some inputs give, not yet read. `digest` is that of the inputs. Raises NotFound for a source that is not
    described, KgError for a reader that is not there, BadData for judgements that cannot be used.
    """
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
    return StoreFacts(inputs, progress, catalogue, linker, settling, digest=digest, known=authority.actors)
