"""Building a store: inputs → Statements → N-Quads → Oxigraph on disk, aside and swapped in whole."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.model.progress import Progress, quiet
from kg.model.source import numbered_keys, to_plain
from kg.sources.reader import SourceReading
from kg.store import layout
from kg.store.building.facts import StoreFacts, store_facts
from kg.store.derived.aligned import complete, properties_with_wider
from kg.store.derived.texts import TextWriter
from kg.store.index import build_index
from kg.store.inputs import Inputs
from kg.store.kept import remove_unkept
from kg.store.states import facts as state_facts
from kg.store.states.archive import archive
from kg.store.states.file import FILE, write_state
from kg.store.writer import no_search_for_garbage

__all__ = ["build"]

_OPTIMISE_FROM = 1_000_000  # quads: below this a scan takes milliseconds as it is


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
    under way and may refuse it. Built aside, in another home than that of the imports, it leaves these as they are.
    Raises BadData when an input has problems; then nothing is published and the old generation stays. Raises Busy when
    another is building and `wait` is false.
    """
    own = layout.imports_dir(home) == inputs.imports

    def waiting() -> None:
        if not wait:
            raise layout.Busy("another process is building the store")
        progress("waiting for another build or import to end", 0, None)

    with layout.build_lock(home, waiting), layout.staging(home) as folder:
        code = inputs.code()
        fingerprint, digest = inputs.digests(code)
        kept = _named(inputs, inputs.kept()) if own else {}
        found = layout.generation_of(home, fingerprint)
        if found is not None and not force:
            layout.write_manifest(found, layout.manifest_of(found) | {"imports": kept})
            layout.make_current(home, found)
            if inputs.leaving and own:
                remove_unkept(inputs.imports, kept)
            return found
        facts = store_facts(inputs, progress, digest)
        with no_search_for_garbage():
            _write(folder, inputs, facts)
        if admit is not None:
            for source in inputs.coming:
                admit(facts.imported[source])
        kept |= _named(inputs, inputs.coming) if own else {}
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
        if own:
            remove_unkept(inputs.imports, kept)
        return generation


def _named(inputs: Inputs, folders: Mapping[str, Path]) -> dict[str, str]:
    """The folders of imports as a manifest names them."""
    return {source: path.relative_to(inputs.imports).as_posix() for source, path in folders.items()}


def _write(folder: Path, inputs: Inputs, facts: StoreFacts) -> None:
    """Write the store and its index.

    The lines go into one end of a pipe while Oxigraph's bulk loader reads the other: no file between them. While it
    still sorts what it has read, and puts a large store in order, the index is made of what was collected on the way.
    """
    store = ox.Store(str(folder / "rdf"))
    _load_ontology(store, inputs, facts)
    facts.texts = TextWriter(folder)
    reader, writer = os.pipe()
    failure: list[Exception] = []
    stopped = threading.Event()  # the rest would be done for nothing

    def load() -> None:
        try:
            with os.fdopen(reader, "rb") as lines:
                store.bulk_load(lines, format=ox.RdfFormat.N_QUADS, lenient=True)
            if not stopped.is_set():
                complete(store)
            if facts.quads >= _OPTIMISE_FROM and not stopped.is_set():
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
    except BaseException:
        stopped.set()
        raise
    finally:
        loader.join()
    if failure:
        raise layout.unwritable(folder.parents[1], failure[0]) if isinstance(failure[0], OSError) else failure[0]
    store.flush()


def _write_state(folder: Path, facts: StoreFacts) -> None:
    try:
        write_state(folder / FILE, state_facts.facts_of(facts.collected, facts.digest, facts.state))
    except OSError as error:  # a full disk
        raise layout.unwritable(folder.parents[1], error) from error


def _load_ontology(store: ox.Store, inputs: Inputs, facts: StoreFacts) -> None:
    ontology = ox.Dataset(
        quad for path in inputs.ontology_files() for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    )
    ontology.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)  # names its blank nodes alike in every build
    store.bulk_extend(ontology)
    triples = [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in ontology]
    facts.collected.ask(properties_with_wider(triples))
    for subject, predicate, value in triples:
        facts.collected.keep(subject, [(predicate, value)])


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
