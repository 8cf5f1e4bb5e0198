"""Samkart from Python: `kg.open()` answers a `Samkart`, which asks, finds, ranks and hands over graphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.model.encounter import KINDS, Entity
from kg.model.lookup import Evidence
from kg.networks.collaborators import Collaborator, collaborators
from kg.networks.paths import shortest_chains
from kg.session import Session, ensure_store
from kg.settings import Settings, load_settings
from kg.store.view import LocalView

if TYPE_CHECKING:
    import networkx as nx

    from kg.model.progress import Progress

__all__ = ["Partner", "PathStep", "Samkart", "open_samkart"]


@dataclass(frozen=True, slots=True)
class Partner:
    """A collaborator and what is shown of it."""

    entity: Entity
    shared: Collaborator


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step in a chain: an actor, and how the one before it is tied to it (nothing for the first)."""

    actor: Entity
    kind: str = ""
    hub: Entity | None = None
    start: str = ""
    end: str = ""
    sources: tuple[Evidence, ...] = ()


class Samkart(Session):
    """The knowledge graph, open for questions: a session with every verb."""

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
            via=via,
            since=since,
            until=until,
            at=at,
        )
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
    ) -> list[list[PathStep]]:
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
    ) -> list[PathStep]:
        links = [PathStep(entities[chain[0]])]
        for before, hub, actor in zip(chain[::2], chain[1::2], chain[2::2], strict=False):
            met = [
                each
                for each in self.view.encounters([entities[before].iri])
                if each.hub == hub and each.partner == actor and each.kind in via
            ]
            first = met[0]
            sources = tuple(self.evidence(*[tie for each in met for tie in (each.own, each.other)]))
            links.append(PathStep(entities[actor], first.kind, entities[hub], first.start, first.end, sources))
        return links

    def network(self, *, mode: str = "actor", weight: str = "newman", **conditions: Any) -> nx.Graph[Any]:
        """A networkx graph of what some conditions keep; its attributes are single values, as every writer takes them.

        `mode` is actor, hub, country, theme or two-mode; `weight` shared or newman. The conditions are those of
        `kg.networks.gather.selection`: kinds, actors and radius, theme, programme, countries, levels, classes, since,
        until, at, with_predecessors. `graph.graph["caption"]` says what was counted. Attributes are explained at
        `kg.networks.projection.one_mode` and `two_mode`; those with several values are joined by `|` (see
        `kg.networks.plain`).
        """
        from kg.language.captions import caption_lines
        from kg.networks.gather import network, selection
        from kg.networks.plain import plain_graph

        made = network(self, selection(self, **conditions), mode=mode, weight=weight)
        return plain_graph(made, " ".join(caption_lines(made, self.language)))


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
