"""The read-only view of a store on disk: SPARQL, rdflib's Dataset, names and encounters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.errors import BadData, KgError
from kg.model.encounter import Encounter, Entity, Stay, continued, together
from kg.model.evidence import STRENGTHS, admits
from kg.model.period import Bounds
from kg.store import layout
from kg.store.identifiers import read_identifiers
from kg.store.limits import NO_LIMITS, Limits
from kg.store.names import Match, nearest_names, search_names
from kg.store.rows import NetworkRows, Presence, TieCells
from kg.vocab import DCTERMS, FOAF, PREFIXES, SK, SRC

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Dataset

    from kg.model.source import SourceInfo
    from kg.store.querying.engine import Engine
    from kg.store.substitute import Values

__all__ = ["LocalView", "NetworkRows", "View"]


class View(Protocol):
    """What a store can be asked, whether it lies on disk or behind an endpoint."""

    @property
    def graph(self) -> Dataset:
        """An rdflib Dataset over the store."""

    def query(self, text: str, values: Values | None = None) -> Any:
        """The result of a SPARQL query, `values` bound to its variables: pyoxigraph's solutions, boolean or triples."""

    def query_apart(self, text: str, values: Values | None = None, limits: Limits = NO_LIMITS) -> Any:
        """As `query`, for a text that comes from outside: whatever it does, it cannot end this process.

        Raises KgError for one that goes beyond its limits.
        """

    def search(
        self, text: str, kinds: Sequence[str] = (), limit: int = 10, language: str = "nb", *, whole: bool = False
    ) -> list[Match]:
        """The things with that name, best first; with `whole` all those whose whole name it is, and no others."""

    def nearest(self, text: str, kinds: Sequence[str] = (), limit: int = 5, language: str = "nb") -> list[Match]:
        """What was perhaps meant."""

    def search_texts(self, text: str, limit: int = 10) -> list[str]:
        """The IRIs of the projects whose texts have all words of `text`, the best first; the texts are not had.

        Raises KgError where there are no texts: behind an endpoint.
        """

    def encounters(self, actors: Sequence[str], theme: str = "", programme: str = "") -> list[Encounter]:
        """Where some actors (IRIs, taken as one) meet others, optionally only for a theme or programme (IRI)."""

    def entities(self, keys: Sequence[int | str], language: str = "nb") -> dict[int | str, Entity]:
        """What is shown of things, by the key that encounters name them with, or by IRI."""

    def identifiers(self, iris: Iterable[str]) -> dict[str, dict[str, str]]:
        """What others know actors by: IRI → {"organisation_number": …, "municipality_number": …, "pic": …, …}.

        Every IRI that was asked for has every one of `kg.store.identifiers.IDENTIFIERS`: "" where none is known,
        several sorted and joined with a blank. All are text.
        """

    def incidence(self, kinds: Sequence[str], evidence: str = "") -> list[tuple[int | str, int | str, str, str]]:
        """(hub, actor, first and last day on which it can have held) for every tie of these kinds.

        `evidence` limits how they must be known (`kg.model.evidence.LIMITS`). Hubs and actors are named by the keys
        that encounters name them with; days are empty when unknown.
        """

    def labels(self, kinds: Sequence[str]) -> list[tuple[str, str, str, str]]:
        """(IRI, nb, nn, en) of everything of some kinds of IRI (theme, country, level …), by IRI."""

    def narrower(self, iri: str) -> list[str]:
        """A theme or programme with everything below it (IRIs)."""

    def key(self, iri: str) -> int | str:
        """The key that encounters and incidence name a thing with."""

    @property
    def catalogue(self) -> Mapping[str, SourceInfo]:
        """The sources that are described for this store, by name."""

    def sources_of(self, tie: str) -> list[tuple[str, str]]:
        """(title, address) of the sources that a tie (IRI) rests on: the page of its project where they have one."""

    def network_rows(self) -> NetworkRows:
        """All ties as plain rows, and what is known of the things they tie together."""

    def presences(self) -> Iterator[Presence]:
        """Who is where by which tie, sorted by hub, actor and tie."""

    def predecessors(self, actor: str) -> list[str]:
        """The IRIs of the actors that live on in an actor, however long ago, sorted."""

    def possibly_same(self, actor: str) -> list[str]:
        """The IRIs of the actors that an actor may be, or that may be it, until that is judged; sorted."""

    def statements(self, graph: str | None) -> Iterator[ox.Triple] | Iterator[ox.Quad]:
        """All quads (None), or the triples of the default graph ("") or of a named graph (its IRI)."""

    def graph_names(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""

    def close(self) -> None:
        """Let go of the store."""


class LocalView:
    """A generation of a store, opened read-only; several processes can hold one at once, also while a build runs."""

    def __init__(self, home: Path, choose: Callable[[], Path | None] | None = None) -> None:
        """Open the generation that `choose` names, or else the current one. Raises KgError when there is none."""
        generation, self._lock = layout.held(home, choose or partial(layout.current, home))
        self.generation = generation
        self._store: ox.Store | None = None
        self._engine: Engine | None = None
        self._sources: dict[str, tuple[str, str]] = {}
        try:
            self._index = layout.open_index(generation)
        except KgError:
            self._lock.close()
            raise

    @property
    def store(self) -> ox.Store:
        """Oxigraph's store, read-only, opened on first use."""
        import pyoxigraph as ox

        if self._store is None:
            try:
                self._store = ox.Store.read_only(str(self.generation / "rdf"))
            except OSError as error:
                raise KgError(f"the store is damaged: {error}; run: kg build --force") from error
        return self._store

    @property
    def graph(self) -> Dataset:
        """An rdflib Dataset over the store; its default graph is Samkart's, the named graphs are the sources'."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        from kg.store.querying.engine import ProxyStore

        proxy: Any = ProxyStore(self.store, self._apart())
        dataset = Dataset(store=OxigraphStore(store=proxy), default_union=False)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def query(self, text: str, values: Values | None = None) -> Any:
        """See `View.query`. Raises BadData when the text is not a SPARQL query."""
        from kg.store.substitute import substitute

        try:
            return self.store.query(substitute(text, values or {}), prefixes=PREFIXES)
        except SyntaxError as error:
            from kg.store.querying.mistakes import explained

            raise BadData(explained(text, str(error))) from error

    def query_apart(self, text: str, values: Values | None = None, limits: Limits = NO_LIMITS) -> Any:
        """See `View.query_apart`: a process of its own answers. Raises BadData, and KgError when that fails."""
        from kg.store.substitute import substitute

        return self._apart().query(substitute(text, values or {}), limits, prefixes=PREFIXES)

    def _apart(self) -> Engine:
        from kg.store.querying.engine import Engine

        if self._engine is None:
            self._engine = Engine(self.generation / "rdf")
        return self._engine

    def search(
        self, text: str, kinds: Sequence[str] = (), limit: int = 10, language: str = "nb", *, whole: bool = False
    ) -> list[Match]:
        """See `View.search`: looked up in the index, never scanned."""
        return search_names(self._index, text, kinds, limit, language, whole=whole)

    def search_texts(self, text: str, limit: int = 10) -> list[str]:
        """See `View.search_texts`: looked up in a file beside the index."""
        from kg.store.derived.texts import search_texts

        return search_texts(self.generation, text, limit)

    def nearest(self, text: str, kinds: Sequence[str] = (), limit: int = 5, language: str = "nb") -> list[Match]:
        """See `View.nearest`."""
        return nearest_names(self._index, text, kinds, limit, language)

    def encounters(self, actors: Sequence[str], theme: str = "", programme: str = "") -> list[Encounter]:
        """See `View.encounters`: a join of the index's incidence with itself at the hubs of these actors."""
        marks = ", ".join("?" for _ in actors)
        ids = [row[0] for row in self._index.execute(f"SELECT id FROM entity WHERE iri IN ({marks})", actors)]  # noqa: S608
        marks = ", ".join("?" for _ in ids)
        wanted, arguments = "", []
        for table, column, iri in (("hub_theme", "theme", theme), ("hub_programme", "programme", programme)):
            if iri:
                wanted += (
                    f" AND a.hub IN (SELECT t.hub FROM {table} t JOIN narrower n ON n.narrow = t.{column}"  # noqa: S608
                    " JOIN entity e ON e.id = n.wide WHERE e.iri = ?)"
                )
                arguments.append(iri)
        rows = self._index.execute(
            f"""
            SELECT h.kind, a.hub, h.size, b.actor, a.tie, b.tie, a.stay, b.stay, a.carries, b.carries
            FROM incidence a JOIN hub h ON h.id = a.hub JOIN incidence b ON b.hub = a.hub
            WHERE a.actor IN ({marks}) AND b.actor NOT IN ({marks}){wanted}
            ORDER BY a.hub, b.actor, a.tie, b.tie
            """,  # noqa: S608  (only question marks and fixed names are put in)
            [*ids, *ids, *arguments],
        ).fetchall()
        stays = self._stays({stay for row in rows for stay in row[6:8]})
        said = cache(lambda own, other, *carries: together(stays[own], stays[other], carries))
        told = ((row, said(*row[6:])) for row in rows)
        found = [Encounter._make(row[:6] + rest) for row, rest in told if not rest[4].never]
        return continued(found) if len(ids) > 1 else found

    def _stays(self, numbers: Iterable[int]) -> dict[int, Stay]:
        rows = self._index.execute(
            "SELECT id, start, end, as_of, status, first, last, sure_first, sure_last, why, evidence FROM stay"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return {row[0]: Stay._make((*row[1:5], Bounds._make(row[5:9]), *row[9:])) for row in rows}

    def entities(self, keys: Sequence[int | str], language: str = "nb") -> dict[int | str, Entity]:
        """See `View.entities`. Keys that are not in the index are left out."""
        column = {"nb": "nb", "nn": "nn", "en": "en"}[language]
        found: dict[int | str, Entity] = {}
        for by, group in (
            ("id", [k for k in keys if isinstance(k, int)]),
            ("iri", [k for k in keys if isinstance(k, str)]),
        ):
            for first in range(0, len(group), 500):
                part = group[first : first + 500]
                marks = ", ".join("?" for _ in part)
                sql = f"SELECT {by}, iri, class, {column}, country, level FROM entity WHERE {by} IN ({marks})"  # noqa: S608
                for key, *shown in self._index.execute(sql, part):
                    found[key] = Entity(*shown)
        return found

    def identifiers(self, iris: Iterable[str]) -> dict[str, dict[str, str]]:
        """See `View.identifiers`: one look-up in the index, a few milliseconds for a thousand."""
        return read_identifiers(self._index, iris)

    def incidence(self, kinds: Sequence[str], evidence: str = "") -> list[tuple[int | str, int | str, str, str]]:
        """See `View.incidence`."""
        admitted = [each for each in ("", *STRENGTHS) if admits(evidence, each)]
        marks = ", ".join("?" for _ in kinds)
        sql = f"""
            SELECT DISTINCT i.hub, i.actor, s.first, s.last
            FROM incidence i JOIN stay s ON s.id = i.stay JOIN hub h ON h.id = i.hub
            WHERE h.kind IN ({marks}) AND s.evidence IN ({", ".join("?" for _ in admitted)})
            """  # noqa: S608
        return self._index.execute(sql, [*kinds, *admitted]).fetchall()

    @cached_property
    def catalogue(self) -> Mapping[str, SourceInfo]:
        """See `View.catalogue`: as they were described when the store was built."""
        from kg.model.source import from_plain

        return from_plain(layout.read_sources(self.generation))

    def sources_of(self, tie: str) -> list[tuple[str, str]]:
        """See `View.sources_of`: a few look-ups in the graph, what is known of a source kept."""
        found = []
        for source in self._objects(tie, DCTERMS + "source"):
            if source not in self._sources:
                titles, pages = self._objects(source, DCTERMS + "title"), self._objects(source, FOAF + "page")
                self._sources[source] = (min(titles, default=""), min(pages, default=""))
            title, address = self._sources[source]
            info = self.catalogue.get(source.removeprefix(SRC))
            if info is not None and info.record_page:
                projects = self._objects(tie, SK + "project")
                address = info.page_of(n for p in projects for n in self._objects(p, DCTERMS + "identifier")) or address
            found.append((title, address))
        return sorted(found)

    def _objects(self, subject: str, predicate: str) -> list[str]:
        import pyoxigraph as ox

        quads = self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.DefaultGraph())
        return [quad.object.value for quad in quads if not isinstance(quad.object, ox.Triple)]

    def network_rows(self) -> NetworkRows:
        """See `View.network_rows`: read from the index in one pass, what many ties share made once."""
        known = self._index.execute(
            """
            SELECT e.id, e.iri, class, nb, nn, en, country, level, latitude, longitude, population, start, end,
                   short, coalesce(l.county, ''), h.contribution
            FROM entity e LEFT JOIN hub h ON h.id = e.id LEFT JOIN lies_in l ON l.actor = e.id
            WHERE e.kind = 'actor' OR h.id IS NOT NULL
            """
        ).fetchall()
        things = [row[1:] for row in known]
        iris = {row[0]: row[1] for row in known}
        kinds = dict(self._index.execute("SELECT id, kind FROM hub"))
        stays = {
            row[0]: (row[1] or None, row[2] or None, row[3] or None, row[4], Bounds._make(row[5:9]), *row[9:])
            for row in self._index.execute(
                "SELECT id, start, end, as_of, status, first, last, sure_first, sure_last, evidence, why FROM stay"
            )
        }
        ties: list[TieCells] = []
        rows = self._index.execute(
            "SELECT tie, hub, actor, stay, role, carries, contribution FROM incidence ORDER BY hub, actor, tie"
        )
        for tie, hub, actor, stay, role, carries, contribution in rows:
            start, end, as_of, status, bounds, evidence, why = stays[stay]
            dates = (start, end, as_of, status, role, bounds, carries, evidence, why, contribution)
            ties.append((tie, kinds[hub], iris[hub], iris[actor], *dates))
        themes = self._index.execute(
            "SELECT h.iri, t.iri FROM hub_theme x JOIN entity h ON h.id = x.hub JOIN entity t ON t.id = x.theme"
            " ORDER BY 1, 2"
        ).fetchall()
        programmes = self._index.execute(
            "SELECT h.iri, p.iri FROM hub_programme x JOIN entity h ON h.id = x.hub JOIN entity p ON p.id = x.programme"
            " ORDER BY 1, 2"
        ).fetchall()
        return NetworkRows(ties, things, themes, programmes)

    def presences(self) -> Iterator[Presence]:
        """See `View.presences`: SQLite sorts them, in a file where they are many."""
        rows = self._index.execute(
            """
            SELECT w.iri, a.iri, h.kind, s.first, s.last, s.evidence, i.tie
            FROM incidence i JOIN stay s ON s.id = i.stay JOIN hub h ON h.id = i.hub
                 JOIN entity w ON w.id = i.hub JOIN entity a ON a.id = i.actor
            ORDER BY 1, 2, 7
            """
        )
        return map(Presence._make, rows)

    def labels(self, kinds: Sequence[str]) -> list[tuple[str, str, str, str]]:
        """See `View.labels`."""
        marks = ", ".join("?" for _ in kinds)
        sql = f"SELECT iri, nb, nn, en FROM entity WHERE kind IN ({marks}) ORDER BY iri"  # noqa: S608
        return self._index.execute(sql, list(kinds)).fetchall()

    def narrower(self, iri: str) -> list[str]:
        """See `View.narrower`."""
        sql = (
            "SELECT e.iri FROM narrower n JOIN entity w ON w.id = n.wide JOIN entity e ON e.id = n.narrow"
            " WHERE w.iri = ? ORDER BY 1"
        )
        return [row[0] for row in self._index.execute(sql, (iri,))] or [iri]

    def key(self, iri: str) -> int | str:
        """See `View.key`: the row number in the index, or the IRI of what is not in it."""
        row = self._index.execute("SELECT id FROM entity WHERE iri = ?", (iri,)).fetchone()
        return row[0] if row else iri

    def predecessors(self, actor: str) -> list[str]:
        """See `View.predecessors`."""
        sql = (
            "SELECT p.iri FROM predecessor d JOIN entity a ON a.id = d.actor JOIN entity p ON p.id = d.predecessor"
            " WHERE a.iri = ? ORDER BY p.iri"
        )
        return [row[0] for row in self._index.execute(sql, (actor,))]

    def possibly_same(self, actor: str) -> list[str]:
        """See `View.possibly_same`."""
        sql = (
            "SELECT o.iri FROM entity e JOIN twin t ON e.id IN (t.actor, t.known)"
            " JOIN entity o ON o.id = t.actor + t.known - e.id WHERE e.iri = ? ORDER BY o.iri"
        )
        return [row[0] for row in self._index.execute(sql, (actor,))]

    def statements(self, graph: str | None) -> Iterator[ox.Triple] | Iterator[ox.Quad]:
        """See `View.statements`."""
        import pyoxigraph as ox

        if graph is None:
            return iter(self.store.quads_for_pattern(None, None, None, None))
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        return (quad.triple for quad in self.store.quads_for_pattern(None, None, None, name))

    def graph_names(self) -> list[str]:
        """See `View.graph_names`."""
        return sorted(name.value for name in self.store.named_graphs())

    def close(self) -> None:
        """See `View.close`."""
        self._index.close()
        if self._engine is not None:
            self._engine.close()
        self._store = None
        self._lock.close()

    def __enter__(self) -> LocalView:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
