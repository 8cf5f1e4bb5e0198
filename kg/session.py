"""The open graph: Questions, names, entities and evidence. Everything above the store asks it through here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self, Unpack

from kg.errors import Message, NameNotice, NotFound, PartNotice, UnlinkedTwin, Usage
from kg.ids import is_date
from kg.model.conditions import Conditions, ConditionWords, conditions_of
from kg.model.encounter import KINDS, Entity
from kg.model.progress import Progress, quiet
from kg.questions.naming import Named, country_codes, identify, nothing_called
from kg.resources import queries_dir
from kg.settings import Settings
from kg.store.names import Match
from kg.store.view import View
from kg.vocab import CANONICAL, SKC, SKD, SRC, concept, graph, key_of, kind_of

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Dataset

    from kg.model.lookup import Evidence
    from kg.model.source import SourceInfo
    from kg.questions.answer import Answer
    from kg.questions.question import Question
    from kg.store.substitute import Values

__all__ = ["LAYERS", "Session", "ensure_store"]

LAYERS = ("canonical", "sources")
_NAMED = ("actor", "network", "programme", "project", "theme")  # parameters of these types are told of


class Session:
    """The open graph: what can be asked of it, found in it and said of its things. Close it, or use it in `with`.

    `notice` is given, once each, what a user should know of an answer; by default it is a Python warning.
    """

    def __init__(self, view: View, language: str = "nb", country: str = "NO") -> None:
        self.view = view
        self.language = language
        self.country = country
        """The reader's country: of bodies with one name those in it are meant before others."""
        self.notice: Callable[[str], None] = _warn_in_python
        self._noticed: set[str] = set()
        self.progress: Progress = quiet
        """Told how far a long answer has come; see `kg.model.progress`."""
        self._evidence: dict[str, list[Evidence]] = {}
        self._questions: dict[str, Question] = {}
        self._ties: tuple[str, Answer] | None = None

    def shortened(self) -> Session:
        """The same graph for figures and papers: names with very many letters are cut (`kg.store.shortened`)."""
        from kg.store.shortened import ShortNames

        view: Any = ShortNames(self.view)
        made = Session(view, self.language, self.country)
        made.notice, made._noticed, made.progress = self.notice, self._noticed, self.progress
        return made

    @property
    def graph(self) -> Dataset:
        """The graph as an rdflib Dataset: the default graph is Samkart's, each source has a named graph."""
        return self.view.graph

    @cached_property
    def state(self) -> str:
        """The name of the state of the graph (`kg.model.state`), which outputs cite; empty where it does not tell."""
        from kg.store.states.naming import state_name

        return state_name(self.view)

    def query(
        self, text: str, values: Values | None = None, *, timeout: float | None = None, max_rows: int | None = None
    ) -> Any:
        """Run SPARQL (SELECT, ASK, CONSTRUCT, DESCRIBE); `values` are pyoxigraph terms bound to its variables.

        A process of its own answers (`kg.store.querying`). `timeout` is in seconds (SAMKART_TIMEOUT, or else 60),
        `max_rows` at most so many rows or triples (1,000,000); 0 is no limit. Raises BadData for no SPARQL, KgError if
        it fails, takes longer, has more rows or needs more memory than SAMKART_MEMORY allows.
        """
        from kg.store.limits import Limits

        self.progress("query", 0, None)
        return self.view.query_apart(text, values, Limits.of(timeout, max_rows))

    def question(self, name: str) -> Question:
        """A Question by name (`actor/collaborators`). Raises NotFound with the nearest names."""
        if name not in self._questions:
            from kg.questions.question import load

            self._questions[name] = load(queries_dir(), name)
        return self._questions[name]

    def questions(self) -> Sequence[Question]:
        """All Questions, by name."""
        from kg.questions.question import load_all

        return load_all(queries_dir())

    def ask(self, name: str, /, **parameters: object) -> Answer:
        """Ask a Question: `ask("network/members", network="eurocities")`. Raises Usage and NotFound."""
        from kg.questions.answer import ask

        self.progress(name, 0, None)
        question, day = self.question(name), str(parameters.get("at") or "")
        for each in question.parameters.values():
            given = str(parameters.get(each.name) or "")
            if each.type in _NAMED and given and not given.startswith((SKD, SKC)):
                parameters[each.name] = self.resolve(given, each.type, day)
        return ask(self.view, question, parameters, self.language)

    def ties_of(self, actor: str) -> Answer:
        """The Question `actor/ties` of an actor (an IRI), without conditions; the last answer is kept."""
        if self._ties is None or self._ties[0] != actor:
            self._ties = actor, self.ask("actor/ties", actor=actor)
        return self._ties[1]

    def find(self, text: str, kind: str = "", limit: int = 10) -> Sequence[Match]:
        """The things called `text`, best first; `kind` is a class (`Municipality`) or a kind (`actor`, `project`)."""
        from kg.questions.bearers import Asked, in_order

        kinds = (kind,) if kind else ()
        asked = Asked(view=self.view, text=text, kinds=kinds, language=self.language, at="", country=self.country)
        return in_order(asked, self.view.search(text, kinds, limit, self.language))

    def nothing_called(self, text: str, kind: str = "") -> NotFound:
        """What to raise when nothing is found: the error with the nearest names."""
        near = self.view.nearest(text, (kind,) if kind else (), 5, self.language)
        return NotFound(nothing_called(text), tuple(f"{m.label} ({key_of(m.iri)})" for m in near))

    def resolve(self, text: str, kind: str = "", at: object = "") -> str:
        """The IRI of the one thing called `text`. Raises NotFound with the nearest names or the candidates.

        `at` is the day that is asked about; today if it is empty. Who else bears the name, that it is a former one or
        that of a body that lives on in another, and that an actor may be another one in the graph, which nobody has
        judged, is told to `notice`.
        """
        return self.named(text, kind, at).iri

    def named(self, text: str, kind: str = "", at: object = "") -> Named:
        """As `resolve`, with what a user should know of the name, which is told to `notice` too."""
        day = str(at or "")
        found = identify(self.view, text, kind, self.language, at=day if is_date(day) else "", country=self.country)
        for sentence in found.notices:
            self._tell(sentence, sentence, NameNotice)
        if kind_of(found.iri) == "actor" and found.iri not in self._noticed:
            self._noticed.add(found.iri)
            for other in self.view.possibly_same(found.iri):
                self._tell(f"{found.iri} {other}", self._twin(other), UnlinkedTwin)
        return found

    @contextmanager
    def telling(self, notice: Callable[[str], None]) -> Iterator[None]:
        """Tell another, for as long as this lasts, what is to be known of the answers; it is told all of it."""
        before = self.notice, self._noticed
        self.notice, self._noticed = notice, set()
        try:
            yield
        finally:
            self.notice, self._noticed = before

    def _tell(self, known_by: str, text: str, warning: type[Warning]) -> None:
        """Tell `notice` something once; in Python it is a warning of a class of its own."""
        if known_by in self._noticed:
            return
        self._noticed.add(known_by)
        if self.notice is _warn_in_python:
            _warn_in_python(text, warning)
        else:
            self.notice(text)

    def _twin(self, other: str) -> str:
        """What is said of an actor that may be the one that was named: key, name, country, source."""
        thing = self.entity(other)
        country = f" ({thing.country})" if thing.country else ""
        title = next((each.title for each in self.evidence(other)[:1]), "")
        told = {"key": key_of(other), "name": thing.label, "country": country, "source": ""}
        if title:
            told["source"] = Message(" in {title}", "twin.source", title=title)
        sentence = (
            "also {key} «{name}»{country}{source}: possibly the same, not linked;"
            " links/judgements.tsv is where to judge it (docs/method.md)"
        )
        return Message(sentence, "twin", **told)

    def resolve_any(self, text: str) -> str:
        """As `resolve` for any kind of thing; an actor is meant before a project or a concept of the same name."""
        return self.resolve(text)

    def conditions(self, known: tuple[str, ...] = KINDS, /, **given: Unpack[ConditionWords]) -> Conditions:
        """What a user asks for, checked; `known` are the kinds of tie that may be asked for. Raises Usage."""
        return conditions_of(given, known, lambda text: country_codes(self.view, text))

    def entity(self, iri: str) -> Entity:
        """What is shown of a thing; its key stands for a label that is not there."""
        return self.view.entities([iri], self.language).get(iri) or Entity(iri, "", key_of(iri), "", "")

    def concept(self, scheme: str, key: str) -> str:
        """The label of a concept in lower case, as in `status` `on-hold`; its key where there is no label for it."""
        if not key:
            return ""
        found = self.entity(concept(scheme, key))
        return found.label[:1].lower() + found.label[1:] if found.kind else key

    def evidence(self, *ties: str) -> list[Evidence]:
        """The sources that some ties (IRIs) rest on, each once, in the order of the ties."""
        from kg.model.lookup import Evidence

        found: dict[tuple[str, str], Evidence] = {}
        for tie in dict.fromkeys(ties):
            if tie not in self._evidence:
                self._evidence[tie] = [Evidence(title, address) for title, address in self.view.sources_of(tie)]
            found.update(((each.title, each.address), each) for each in self._evidence[tie])
        return list(found.values())

    def statements(self, source: str | None) -> Iterator[ox.Triple] | Iterator[ox.Quad]:
        """Quads of the whole graph (None), or triples of the default graph ("") or of what one source says."""
        return self.view.statements(None if source is None else graph(source) if source else "")

    def describe(self, things: Iterable[str], form: str = "turtle", *, ties: bool = True) -> str:
        """What Samkart makes of some things (IRIs) and, with `ties`, of those that they are an end of, as RDF text.

        `form` is turtle, ntriples or jsonld; see `kg.store.text.serialise`.
        """
        from kg.store.substitute import lookup_text
        from kg.store.text.serialise import serialise

        query = lookup_text("about" if ties else "thing")
        found: dict[str, ox.Triple] = {}
        for thing in things:
            found.update((str(each), each) for each in self.view.query(query, {"thing": _term(thing)}))
        return serialise(found.values(), form)

    def source_infos(self) -> list[SourceInfo]:
        """The sources that have a graph of their own, as they are described, by name."""
        names = self.source_names()
        return [info for name, info in sorted(self.view.catalogue.items()) if name in names]

    def rdf(
        self,
        form: str = "",
        *,
        source: str = "",
        canonical: bool = False,
        layer: str = "",
        canonical_graph: bool = False,
    ) -> str:
        """The graph as RDF text; see `write_rdf`, which never holds all of it."""
        import io

        stream = io.BytesIO()
        self.write_rdf(stream, form, source=source, canonical=canonical, layer=layer, canonical_graph=canonical_graph)
        return stream.getvalue().decode()

    def write_rdf(
        self,
        target: IO[bytes] | str | os.PathLike[str],
        form: str = "",
        *,
        source: str = "",
        canonical: bool = False,
        layer: str = "",
        canonical_graph: bool = False,
        compress: str = "",
    ) -> None:
        """Write the graph as RDF text in UTF-8: whole, a layer of it, or what one source says.

        `target` is a binary stream or a file, which appears whole or not at all. `layer` is canonical (what Samkart
        makes of its sources: the default graph, also asked for by `canonical`) or sources (what they say themselves, a
        named graph each). With `canonical_graph` the default graph is written as a named graph (`kg.vocab.CANONICAL`),
        for engines whose default graph is the union of all.

        `form` is turtle, ntriples, jsonld, trig or nquads and `compress` none, gzip or zstd; a file tells both by its
        ending (`.nq`, `.ttl.gz`, `.nt.zst` …), else they are trig for several graphs, turtle for one, and none. The
        whole in a form that holds one graph is the canonical layer, which `notice` is told. Memory does not grow with
        the graph: what does not fit lies beside the file (or where temporary files lie) until it is in order. Raises
        Usage for a form that cannot hold what is asked for and for a name that promises another, NotFound for an
        unknown source, KgError when the file cannot be written.
        """
        from kg.resources import writing
        from kg.store.text.compress import compressed
        from kg.store.text.forms import agreed
        from kg.store.text.serialise import write_lines

        file = Path(target) if isinstance(target, str | os.PathLike) else None
        form, compress = agreed(file, form, compress)
        layer = layer or ("canonical" if canonical else "")
        form, layer, note = _form_and_layer(form, source, layer, canonical_graph=canonical_graph)
        if note:
            self.notice(note) if self.notice is not _warn_in_python else _warn_in_python(note, PartNotice)
        if source and source not in self.source_names():
            raise NotFound(f"no source {source!r}", tuple(self.source_names()))
        beside = str(file.parent) if file and (file.is_file() or not file.exists()) else None
        opened: AbstractContextManager[IO[bytes]] = (
            writing(target) if isinstance(target, str | os.PathLike) else nullcontext(target)
        )
        with opened as stream, compressed(stream, compress) as packed:
            write_lines(
                self._lines(source, layer, canonical_graph), form, packed, folder=beside, progress=self.progress
            )

    def _lines(self, source: str, layer: str, canonical_graph: bool) -> Iterator[str]:
        """Statements as lines of N-Quads, in the order of the store."""
        if canonical_graph:
            for triple in self.view.statements(""):
                yield f"{triple} <{CANONICAL}> .\n"
            if layer:
                return
        if canonical_graph or layer == "sources":
            for name in self.view.graph_names():
                for triple in self.view.statements(name):
                    yield f"{triple} <{name}> .\n"
            return
        for each in self.statements("" if layer else source or None):
            yield f"{each} .\n"

    def source_title(self, name: str) -> str:
        """The title of a source that has a graph of its own."""
        rows = self.view.query(
            "SELECT ?title { $source dcterms:title ?title } ORDER BY ?title", {"source": _term(graph(name))}
        )
        return next((row["title"].value for row in rows), name)

    def source_names(self) -> list[str]:
        """The names of the sources that have a graph of their own."""
        return sorted(name.removeprefix(SRC) for name in self.view.graph_names() if name.startswith(SRC))

    def close(self) -> None:
        """Let go of the store."""
        self.view.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _warn_in_python(text: str, category: type[Warning] = NameNotice) -> None:
    import warnings

    warnings.warn(text, category, stacklevel=5)


def _form_and_layer(form: str, source: str, layer: str, *, canonical_graph: bool) -> tuple[str, str, str]:
    """The form and the layer in which a graph is written, and what is to be said of it. Raises Usage.

    Of the whole a form that holds one graph gets the canonical layer.
    """
    from kg.store.text.forms import ONE_GRAPH

    if layer not in ("", *LAYERS):
        raise Usage(f"{layer!r} is not a layer; expected {', '.join(LAYERS)}", (), "layer")
    if source and layer:
        raise Usage(f"source and {layer} cannot go together: a source's graph is not the {layer} one")
    if canonical_graph and (source or layer == "sources"):
        raise Usage("the canonical graph is no part of what sources say", (), "canonical_graph")
    if canonical_graph:
        if form in ONE_GRAPH:
            raise Usage(f"{form!r} has no names for graphs; take trig, nquads or jsonld", (), "format")
        return form or "trig", layer, ""
    if not form:
        return ("turtle" if source or layer == "canonical" else "trig"), layer, ""
    if source or layer == "canonical" or form not in ONE_GRAPH:
        return form, layer, ""
    if layer:
        raise Usage(f"{form!r} holds one graph only; take trig, nquads or jsonld, or ask for one source", (), "format")
    note = (
        f"{form} holds one graph: what Samkart makes of its sources; with what they say themselves it is trig or nquads"
    )
    return form, "canonical", note


def _term(iri: str) -> ox.NamedNode:
    import pyoxigraph as ox

    return ox.NamedNode(iri)


def ensure_store(settings: Settings, progress: Progress | None = None, *, must_be_new: bool = False) -> Path:
    """The generation of the store to open; it is built if there is none of today's inputs.

    While another process builds, or where the inputs cannot be built, it is the one before, which a warning on
    standard error tells; with `must_be_new` that is an error, and another build is waited for.
    """
    from kg.store.fresh import generation_to_open

    return generation_to_open(settings.store, progress or quiet, None if must_be_new else _warn)


def _warn(message: str) -> None:
    from logging import getLogger

    getLogger("kg").warning("samkart: %s", message)
