"""Samkart from Python: `kg.open()` answers a `Samkart`, which asks, finds, ranks and hands over graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.model.encounter import KINDS, Entity
from kg.networks.collaborators import Collaborator, collaborators
from kg.networks.paths import shortest_chains
from kg.questions.answer import Answer, ask
from kg.questions.bind import resolve
from kg.questions.question import Question, load, load_all
from kg.resources import queries_dir
from kg.settings import Settings, load_settings
from kg.store.inputs import Inputs
from kg.store.layout import imports_dir
from kg.store.names import Match
from kg.store.view import LocalView, View
from kg.vocab import SRC, graph, key_of

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Dataset

    from kg.store.build import Progress

__all__ = ["Evidence", "Link", "Partner", "Samkart", "ensure_store", "open_samkart"]


@dataclass(frozen=True, slots=True)
class Partner:
    """A collaborator and what is shown of it."""

    entity: Entity
    shared: Collaborator


@dataclass(frozen=True, slots=True)
class Link:
    """A step in a chain: an actor, and how the one before it is tied to it (nothing for the first)."""

    actor: Entity
    kind: str = ""
    hub: Entity | None = None
    start: str = ""
    end: str = ""
    sources: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source of a fact: its title and the address where it can be read."""

    title: str
    address: str


class Samkart:
    """The knowledge graph, open for questions. Close it, or use it in a `with` statement."""

    def __init__(self, view: View, language: str = "nb") -> None:
        self.view = view
        self.language = language
        self._evidence: dict[str, list[Evidence]] = {}

    @property
    def graph(self) -> Dataset:
        """The graph as an rdflib Dataset: the default graph is Samkart's, each source has a named graph."""
        return self.view.graph

    def query(self, text: str, values: Mapping[str, Any] | None = None) -> Any:
        """Run SPARQL (SELECT, ASK, CONSTRUCT, DESCRIBE); `values` are pyoxigraph terms bound to its variables."""
        return self.view.query(text, values)

    def question(self, name: str) -> Question:
        """A Question by name (`actor/collaborators`). Raises NotFound with the nearest names."""
        return load(queries_dir(), name)

    def questions(self) -> list[Question]:
        """All Questions, by name."""
        return load_all(queries_dir())

    def ask(self, name: str, /, **parameters: object) -> Answer:
        """Ask a Question: `ask("network/members", network="eurocities")`. Raises Usage and NotFound."""
        return ask(self.view, self.question(name), parameters, self.language)

    def find(self, text: str, kind: str = "", limit: int = 10) -> list[Match]:
        """The things called `text`, best first; `kind` is a class (`Municipality`) or a kind (`actor`, `project`)."""
        return self.view.search(text, (kind,) if kind else (), limit, self.language)

    def resolve(self, text: str, kind: str = "") -> str:
        """The IRI of the one thing called `text`. Raises NotFound with the nearest names or the candidates."""
        return resolve(self.view, text, kind, self.language)

    def resolve_any(self, text: str) -> str:
        """As `resolve` for any kind of thing; an actor is meant before a project or a concept of the same name."""
        from kg.errors import NotFound

        for kind in ("actor", "programme", "project", "theme"):
            best = self.view.search(text, (kind,), 2, self.language)
            if best and best[0].quality <= 1:
                return self.resolve(text, kind)
        try:
            return self.resolve(text)
        except NotFound as error:
            raise NotFound(str(error), error.nearest) from None

    def entity(self, iri: str) -> Entity:
        """What is shown of a thing; its key stands for a label that is not there."""
        return self.view.entities([iri], self.language).get(iri) or Entity(iri, "", key_of(iri), "", "")

    def who(
        self,
        actor: str,
        *,
        via: Iterable[str] = KINDS,
        theme: str = "",
        programme: str = "",
        country: str = "",
        level: str = "",
        kind: str = "",
        since: str = "",
        until: str = "",
        at: str = "",
        with_predecessors: bool = False,
    ) -> list[Partner]:
        """Who collaborates with an actor, strongest first (see `kg.networks.collaborators`).

        `actor`, `theme` and `programme` are IRIs or names; `country` a code, `level` a key, `kind` a class. With
        `with_predecessors` what municipalities now merged into the actor did counts as the actor's.
        """
        iri = self.resolve(actor, "actor")
        actors = [iri, *self.view.predecessors(iri)] if with_predecessors else [iri]
        found = collaborators(
            self.view.encounters(
                actors,
                self.resolve(theme, "theme") if theme else "",
                self.resolve(programme, "programme") if programme else "",
            ),
            via=via, since=since, until=until, at=at,
        )  # fmt: skip
        entities = self.view.entities([each.partner for each in found], self.language)
        partners = [
            Partner(entities[each.partner], each)
            for each in found
            if each.partner in entities and _fits(entities[each.partner], country, level, kind)
        ]
        partners.sort(key=lambda p: (*_rank(p.shared), p.entity.label, p.entity.iri))
        return partners

    def paths(
        self, a: str, b: str, *, via: Iterable[str] = KINDS, limit: int = 3, longest: int = 6
    ) -> list[list[Link]]:
        """The shortest chains of ties between two actors (IRIs or names), those over small hubs first.

        Each chain is a list of links, from `a` (a link without a hub) to `b`; see `kg.networks.paths`.
        """
        first, last = self.resolve(a, "actor"), self.resolve(b, "actor")
        incidence = self.view.incidence(tuple(via))
        chains = shortest_chains(incidence, self.view.key(first), self.view.key(last), limit, longest)
        keys = sorted({key for chain in chains for key in chain}, key=str)
        entities = self.view.entities(keys, self.language)
        return [self._chain(chain, entities, tuple(via)) for chain in chains]

    def _chain(
        self, chain: Sequence[int | str], entities: Mapping[int | str, Entity], via: Sequence[str]
    ) -> list[Link]:
        links = [Link(entities[chain[0]])]
        for before, hub, actor in zip(chain[::2], chain[1::2], chain[2::2], strict=False):
            met = [
                each
                for each in self.view.encounters([entities[before].iri])
                if each.hub == hub and each.partner == actor and each.kind in via
            ]
            first = met[0]
            sources = tuple(self.evidence(*[tie for each in met for tie in (each.own, each.other)]))
            links.append(Link(entities[actor], first.kind, entities[hub], first.start, first.end, sources))
        return links

    def evidence(self, *ties: str) -> list[Evidence]:
        """The sources that some ties (IRIs) rest on, each once, in the order of the ties."""
        found: dict[tuple[str, str], Evidence] = {}
        for tie in dict.fromkeys(ties):
            if tie not in self._evidence:
                self._evidence[tie] = [Evidence(title, address) for title, address in self.view.sources_of(tie)]
            found.update(((each.title, each.address), each) for each in self._evidence[tie])
        return list(found.values())

    def statements(self, source: str | None) -> Iterator[Any]:
        """Quads of the whole graph (None), or triples of the default graph ("") or of what one source says."""
        return self.view.statements(None if source is None else graph(source) if source else "")

    def source_title(self, name: str) -> str:
        """The title of a source that has a graph of its own."""
        rows = self.query(
            "SELECT ?title { $source dcterms:title ?title } ORDER BY ?title", {"source": _term(graph(name))}
        )
        return next((row["title"].value for row in rows), name)

    def network(self, *, mode: str = "actor", weight: str = "newman", **conditions: Any) -> nx.Graph[Any]:
        """A networkx graph of what some conditions keep, with typed attributes and a caption.

        `mode` is actor, hub, country, theme or two-mode; `weight` shared or newman. The conditions are those of
        `kg.networks.gather.selection`: kinds, actors and radius, theme, programme, countries, levels, classes, since,
        until, at, with_predecessors. `graph.graph["caption"]` says what was counted.
        """
        from kg.networks.gather import network, selection

        return network(self, selection(self, **conditions), mode=mode, weight=weight)

    def source_names(self) -> list[str]:
        """The names of the sources that have a graph of their own."""
        return sorted(name.removeprefix(SRC) for name in self.view.graph_names() if name.startswith(SRC))

    def close(self) -> None:
        """Let go of the store."""
        self.view.close()

    def __enter__(self) -> Samkart:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _term(iri: str) -> Any:
    import pyoxigraph as ox

    return ox.NamedNode(iri)


def _fits(entity: Entity, country: str, level: str, kind: str) -> bool:
    return (
        (not country or entity.country == country)
        and (not level or entity.level == level)
        and (not kind or entity.kind == kind)
    )


def _rank(shared: Collaborator) -> tuple[float, int, int]:
    return (-round(shared.strength, 9), -shared.ties, -int(shared.latest or 0))


def open_samkart(
    store: str | None = None,
    endpoint: str | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
    settings: Settings | None = None,
) -> Samkart:
    """Open the graph: the store in a folder (built first when its inputs have changed), or a SPARQL 1.1 endpoint.

    What is not given comes from `SAMKART_STORE`, `SAMKART_ENDPOINT`, `SAMKART_LANG`, the settings file, or the
    defaults. Raises BadData when the inputs have problems, KgError when the store or the endpoint cannot be read.
    """
    chosen = settings or load_settings(store, endpoint, lang)
    if chosen.endpoint:
        from kg.store.remote import RemoteView

        return Samkart(RemoteView(chosen.endpoint), chosen.lang)
    ensure_store(chosen, progress)
    return Samkart(LocalView(chosen.store), chosen.lang)


def ensure_store(settings: Settings, progress: Progress | None = None) -> None:
    """Build the store if there is none or if its inputs have changed."""
    from kg.store import layout
    from kg.store.fresh import FOREIGN, fingerprint_of

    inputs = Inputs.embedded(imports_dir(settings.store))
    found = layout.current(settings.store)
    if found is not None and fingerprint_of(found) in (FOREIGN, inputs.fingerprint()):
        return
    from kg.store.build import build

    build(settings.store, inputs, progress or (lambda stage, done, total: None))
