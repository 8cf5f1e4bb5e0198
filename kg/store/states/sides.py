"""The two sides of a comparison: a state by name, a store, an exported file, a folder of tables, or a day of data."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kg.errors import KgError, NotFound, Usage
from kg.ids import is_date
from kg.model.progress import Progress, quiet
from kg.model.state import DIGITS, State
from kg.resources import data_dir
from kg.store import layout
from kg.store.states.archive import named
from kg.store.states.facts import facts_of
from kg.store.states.file import FILE, read_state, state_bytes

if TYPE_CHECKING:
    from kg.store.triples import TripleSource

__all__ = ["TODAY", "state_in", "state_of_generation", "state_of_triples"]

TODAY = "today"
"""What the state of the current graph is called, beside its name."""
_RDF = {".nq": "N_QUADS", ".nt": "N_TRIPLES", ".trig": "TRIG", ".ttl": "TURTLE", ".jsonld": "JSON_LD"}


def state_of_generation(generation: Path) -> State:
    """The facts of a generation of a store: those that were written beside it, else those of its graph.

    Raises KgError when the store cannot be read.
    """
    if (generation / FILE).exists():
        return read_state(generation / FILE)
    import pyoxigraph as ox

    from kg.store.triples import StoredTriples

    try:
        store = ox.Store.read_only(str(generation / "rdf"))
    except OSError as error:
        raise KgError(f"the store is damaged: {error}; run: kg build --force") from error
    return state_of_triples(StoredTriples(store))


def state_of_triples(graph: TripleSource) -> State:
    """The facts of a default graph, named as it names itself, or by a digest of the facts."""
    from kg.store.derived.statistics import DATASET
    from kg.vocab import DCAT

    name = min((value for subject, value, _ in graph.pairs(DCAT + "version") if subject == DATASET), default="")
    state = facts_of(graph, "0" * DIGITS, name)
    if name:
        return state
    digest = hashlib.blake2b(digest_size=10)
    for block in state_bytes(state):
        digest.update(block)
    state.name = f"{state.name[: -DIGITS - 1]}-{digest.hexdigest()[:DIGITS]}"
    return state


def state_in(home: Path, told: str, progress: Progress = quiet) -> State:
    """The state that a user means: `today`, a state's name or the beginning or end of one, a folder or a file.

    A folder is a store, a generation of one, or holds tables, from which a graph is built with the imports that the
    home has. A file is what `kg export` wrote. Raises NotFound for what is none of these, KgError and BadData for what
    cannot be read, Usage for a date: which day a view is on is for the caller to say (`kg.compare.states.known`).
    """
    if is_date(told):
        raise Usage(f"{told!r} is a day of data, not a state")
    if told == TODAY:
        generation, lock = layout.held(home, lambda: layout.current(home))
        with lock:
            return state_of_generation(generation)
    path = Path(told).expanduser()
    if path.is_dir():
        return _of_folder(home, path, progress)
    if path.is_file():
        return _of_file(path)
    try:
        return read_state(named(home, told).path)
    except NotFound as error:
        if "/" in told or path.suffix in (".gz", ".zst", *_RDF):
            raise NotFound(f"{told} is not there") from error
        message = f"{error}; expected a state (kg states lists them), a day of data, a folder or a file"
        raise NotFound(message, error.nearest) from error


def _of_folder(home: Path, path: Path, progress: Progress) -> State:
    if (path / "manifest.json").is_file() and (path / "rdf").is_dir():
        return state_of_generation(path)
    if (path / "generations").is_dir():
        generation, lock = layout.held(path, lambda: layout.current(path) or layout.newest(path))
        with lock:
            return state_of_generation(generation)
    from kg.store.build import build
    from kg.store.inputs import Inputs

    imports = layout.imports_dir(home)
    whole = path.resolve()
    inputs = Inputs.embedded(imports) if whole == data_dir().resolve() else Inputs.overlay(whole, imports)
    with TemporaryDirectory(prefix="samkart-") as folder:
        return state_of_generation(build(Path(folder), inputs, progress))


def _of_file(path: Path) -> State:
    import pyoxigraph as ox

    from kg.store.text.compress import unpacked
    from kg.store.triples import StoredTriples
    from kg.vocab import CANONICAL

    ending = next((each for each in reversed(path.suffixes) if each.lower() in _RDF), "").lower()
    if path.name.endswith(".jsonl.gz"):
        return read_state(path)
    if not ending:
        raise Usage(f"{path.name!r}: unknown ending; expected one of {', '.join(_RDF)}, with .gz or .zst")
    store = ox.Store()
    try:
        with unpacked(path) as stream:
            store.bulk_load(stream, format=getattr(ox.RdfFormat, _RDF[ending]), lenient=True)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise KgError(f"{path} cannot be read as {ending[1:]}: {error}") from error
    own = ox.NamedNode(CANONICAL)
    if store.contains_named_graph(own):  # exported as a graph of its own name
        quads = list(store.quads_for_pattern(None, None, None, own))
        store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()) for quad in quads)
    if not next(iter(store.quads_for_pattern(None, None, None, ox.DefaultGraph())), None):
        raise KgError(f"{path} holds no canonical graph; write it with: kg export --canonical")
    return state_of_triples(StoredTriples(store))
