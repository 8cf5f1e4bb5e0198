"""The view of a SPARQL 1.1 endpoint: the same questions over HTTP, parameters put in as escaped terms.

There is no index beside an endpoint: names are looked up by the folded names that the graph holds
(`kg.store.endpoint.names`); encounters are asked actor by actor. The queries lie in `kg/store/sparql/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import BadData, KgError
from kg.model.catalogue import read_catalogue
from kg.model.encounter import Encounter, Entity, continued
from kg.model.evidence import admits
from kg.model.source import SourceInfo, numbered_keys
from kg.resources import data_dir
from kg.store.endpoint.access import access
from kg.store.endpoint.asked import Asked, asked
from kg.store.endpoint.names import RemoteNames
from kg.store.endpoint.opening import Dataset as Graphs
from kg.store.endpoint.opening import Opened, opened
from kg.store.endpoint.received import Rows, limited, parsed
from kg.store.endpoint.said import bounds_of, encounter_of, euros_of, least
from kg.store.endpoint.transport import fetch
from kg.store.identifiers import gathered
from kg.store.index import UNSHOWN, pick, telling_class
from kg.store.limits import NO_LIMITS, Limits
from kg.store.names import Match
from kg.store.rows import NetworkRows, Presence
from kg.store.substitute import lookup_text, substitute
from kg.vocab import PREFIXES, SKC, SKD, SRC, key_of

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.store.substitute import Values

__all__ = ["RemoteView"]


@dataclass(slots=True)
class _Facts:
    """What is known of a thing: its most telling class, the keys of its country and level, labels by language."""

    kind: str = ""
    country: str = ""
    level: str = ""
    labels: dict[str, str] = field(default_factory=dict)


class RemoteView:
    """An endpoint that holds a graph as Samkart builds it. `timeout` is in seconds, for each silence.

    Who asks is told by `user` and `password` or by `token`, where the address does not; see `endpoint.access`.
    """

    def __init__(
        self, endpoint: str, timeout: float = 60.0, *, user: str = "", password: str = "", token: str = ""
    ) -> None:
        self._access = access(endpoint, user, password, token)
        self.endpoint = self._access.address
        self.timeout = timeout

    @property
    def graph(self) -> Dataset:
        """An rdflib Dataset that asks the endpoint."""
        from kg.store.endpoint.dataset import remote_dataset

        return remote_dataset(self.endpoint, self._answer_of)

    def query(self, text: str, values: Values | None = None) -> Any:
        """See `View.query`. Raises BadData when the endpoint rejects the query, KgError when it does not answer, or
        answers a known question wrongly.
        """
        if self._opened.wrong:
            raise KgError(self._opened.wrong)
        return self._answer(_with_prefixes(substitute(text, values or {})))

    def query_apart(self, text: str, values: Values | None = None, limits: Limits = NO_LIMITS) -> Any:
        """See `View.query_apart`: the endpoint answers, which is another process already; it may hold any graph.

        What is wrong with a query is told as it is of one that is answered here, where the endpoint rejects it.
        """
        from kg.store.querying.mistakes import explained, mistake, update

        if refused := update(text):
            raise BadData(refused)
        try:
            return limited(self._answer(_with_prefixes(substitute(text, values or {})), limits.seconds), limits)
        except BadData as error:
            if mistake(text) is None:
                raise
            raise BadData(explained(text)) from error

    @cached_property
    def _opened(self) -> Opened:
        return opened(self.endpoint, self._ask)

    def _answer(self, text: str, seconds: float = 0.0) -> Any:
        return self._ask(text, self._dataset(asked(text)), seconds)

    def _dataset(self, wanted: Asked) -> Graphs:
        """The graphs to ask a query of. Raises KgError where the endpoint answers wrongly, whatever it is asked."""
        if wanted.has_dataset:
            return ()
        found = self._opened
        if found.wrong and not found.foreign and (wanted.has_union or not found.no_union):
            raise KgError(found.wrong)
        named = self._sources if found.dataset and wanted.names_graphs else ()
        return (*found.dataset, *(("named-graph-uri", name) for name in named))

    def _ask(self, text: str, dataset: Graphs, seconds: float = 0.0) -> Any:
        wanted = asked(text)

        def count() -> int | None:
            """How many rows there are, as the endpoint counts them."""
            if wanted.form != "SELECT" or wanted.has_dataset:
                return None
            counting = f"{text[: wanted.begins]}SELECT (COUNT(*) AS ?rows) WHERE {{ {{ {text[wanted.begins :]}\n}} }}"
            row = next(iter(Rows(self.endpoint, self._ask(counting, dataset))), None)
            return None if row is None else row.count("rows")

        timeout = min(self.timeout, seconds) if seconds else self.timeout
        return parsed(fetch(self._access, text, wanted, timeout, dataset), wanted, count)

    def _answer_of(self, text: str, graph: str) -> Any:
        """The answer to a query of one graph (its IRI), or of the default graph (empty)."""
        return self._ask(text, (("default-graph-uri", graph),)) if graph else self._answer(text)

    @cached_property
    def _sources(self) -> tuple[str, ...]:
        rows = Rows(self.endpoint, self._ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", ()))
        return tuple(sorted(name for name in {row.iri("g") for row in rows} if name.startswith(SRC)))

    def search(
        self, text: str, kinds: Sequence[str] = (), limit: int = 10, language: str = "nb", *, whole: bool = False
    ) -> list[Match]:
        """See `View.search`."""
        return self._names.search(text, kinds, limit, language, whole)

    def nearest(self, text: str, kinds: Sequence[str] = (), limit: int = 5, language: str = "nb") -> list[Match]:
        """See `View.nearest`."""
        return self._names.nearest(text, kinds, limit, language)

    @cached_property
    def _names(self) -> RemoteNames:
        return RemoteNames(self._select, self._in_three, numbered_keys(self.catalogue.values()))

    def search_texts(self, text: str, limit: int = 10) -> list[str]:
        """See `View.search_texts`: an endpoint has none."""
        raise KgError("the texts of projects are not behind an endpoint; ask a store on disk")

    def encounters(self, actors: Sequence[str], theme: str = "", programme: str = "") -> list[Encounter]:
        """See `View.encounters`."""
        met: set[Encounter] = set()
        for actor in actors:
            rows = list(self._select("encounters", {"actor": ox.NamedNode(actor)}))
            sizes: dict[str, set[str]] = {}
            for row in rows:
                sizes.setdefault(row.iri("hub"), set())
                if not row.text("other_carries") or row.iri("hub") == row.iri("own"):
                    sizes[row.iri("hub")].add(row.iri("partner"))
            hubs = set(sizes)
            for wide in filter(None, (theme, programme)):
                hubs &= self._about(sorted(hubs), wide)
            others = (row for row in rows if row.iri("partner") not in actors and row.iri("hub") in hubs)
            met |= {encounter_of(row, len(sizes[row.iri("hub")])) for row in others}
        found = (each for each in met if not each.bounds.never)
        ordered = sorted(found, key=lambda e: (e.hub, e.partner, e.own, e.other))
        return continued(ordered) if len(actors) > 1 else ordered

    def _about(self, hubs: Sequence[str], wide: str) -> set[str]:
        """Those of some hubs that have a theme or programme, or one below it."""
        objects, found = [ox.NamedNode(iri) for iri in self.narrower(wide)], set()
        for first in range(0, len(hubs), 400):
            terms = [ox.NamedNode(iri) for iri in hubs[first : first + 400]]
            found |= {row.iri("hub") for row in self._select("hubs_about", {"hubs": terms, "objects": objects})}
        return found

    def entities(self, keys: Sequence[int | str], language: str = "nb") -> dict[int | str, Entity]:
        """See `View.entities`; the keys are IRIs, and what is not ours has no label here, as beside a store on disk."""
        iris = [str(key) for key in keys if str(key).startswith((SKD, SKC))]
        return dict(self._shown(iris, self._facts(iris), language))

    def _in_three(self, iris: Sequence[str]) -> tuple[dict[str, Entity], dict[str, Entity], dict[str, Entity]]:
        """What is shown of some things in nb, nn and en, asked for once."""
        facts = self._facts(iris)
        shown = (dict(self._shown(iris, facts, language)) for language in ("nb", "nn", "en"))
        return next(shown), next(shown), next(shown)

    def _facts(self, iris: Sequence[str]) -> dict[str, _Facts]:
        found: dict[str, _Facts] = {}
        for first in range(0, len(iris), 400):
            terms = [ox.NamedNode(iri) for iri in iris[first : first + 400]]
            for row in self._select("entities", {"entities": terms}):
                own = found.setdefault(row.iri("entity"), _Facts())
                own.kind = telling_class(own.kind, row.due("class"))
                own.country = least(own.country, key_of(row.text("country")))
                own.level = least(own.level, key_of(row.text("level")))
                if isinstance(label := row.term("label"), ox.Literal):
                    tag, value = label.language or "", label.value
                    own.labels[tag] = min(own.labels.get(tag, value), value)
        return found

    @staticmethod
    def _shown(iris: Sequence[str], facts: Mapping[str, _Facts], language: str) -> Iterator[tuple[str, Entity]]:
        wanted = {"nb": ("nb", "nn"), "nn": ("nn", "nb"), "en": ("en",)}[language]
        for iri in iris:
            own = facts.get(iri)
            if own is not None and own.kind not in UNSHOWN:
                label = pick(own.labels or {"": key_of(iri)}, *wanted)
                yield iri, Entity(iri, own.kind, label, own.country, own.level)

    def identifiers(self, iris: Iterable[str]) -> dict[str, dict[str, str]]:
        """See `View.identifiers`; only what is ours is asked for."""
        asked = list(dict.fromkeys(iris))
        terms = [ox.NamedNode(iri) for iri in asked if iri.startswith(SKD)]
        found: list[tuple[str, str, str]] = []
        for first in range(0, len(terms), 400):
            rows = self._select("identifiers", {"things": terms[first : first + 400]})
            found += [(row.iri("thing"), row.due("scheme"), row.due("number")) for row in rows]
        return gathered(asked, found)

    def incidence(self, kinds: Sequence[str], evidence: str = "") -> list[tuple[int | str, int | str, str, str]]:
        """See `View.incidence`."""
        rows = self._select("incidence", {})
        found = set()
        for row in rows:
            if row.due("kind") in kinds and admits(evidence, key_of(row.text("evidence"))):
                bounds = bounds_of(row, "", "party")
                found.add((row.iri("hub"), row.iri("actor"), bounds.first, bounds.last))
        return sorted(found)

    @cached_property
    def catalogue(self) -> Mapping[str, SourceInfo]:
        """See `View.catalogue`: an endpoint does not tell, so it is Samkart's own."""
        return read_catalogue(data_dir() / "sources")

    def sources_of(self, tie: str) -> list[tuple[str, str]]:
        """See `View.sources_of`."""
        found: dict[str, tuple[str, str, set[str]]] = {}
        for row in self._select("sources_of", {"tie": ox.NamedNode(tie)}):
            source = row.iri("source").removeprefix(SRC)
            first = (row.text("title"), row.text("address"), set[str]())
            title, address, numbers = found.setdefault(source, first)
            numbers |= {row.text("identifier")} - {""}
            found[source] = (min(title, first[0]), min(address, first[1]), numbers)
        pages = {
            source: self.catalogue[source].page_of(found[source][2]) for source in found if source in self.catalogue
        }
        return sorted((title, pages.get(source) or address) for source, (title, address, _) in found.items())

    def network_rows(self) -> NetworkRows:
        """See `View.network_rows`."""
        ties = []
        for row in self._select("network_ties", {}):
            start, end, as_of = (row.day(name) or None for name in ("start", "end", "as_of"))
            status, role = (key_of(row.text(name)) for name in ("status", "role"))
            bounds = bounds_of(row, "", "party")
            why = key_of(row.text("why")) if bounds.last == row.text("until") else "party-ended"
            more = row.text("carries"), key_of(row.text("strength")), why, euros_of(row)
            named = (row.iri("tie"), row.due("kind"), row.iri("hub"), row.iri("actor"))
            ties.append((*named, start, end, as_of, status, role, bounds, *more))
        facts: dict[str, tuple[Any, ...]] = {}
        for row in self._select("network_things", {}):
            latitude, longitude, population = map(row.number, ("latitude", "longitude", "population"))
            short = min(facts.get(row.iri("thing"), ("",) * 6)[5] or row.text("short"), row.text("short"))
            facts[row.iri("thing")] = (
                latitude,
                longitude,
                None if population is None else int(population),
                row.day("start") or None,
                row.day("end") or None,
                short,
                row.text("county"),
                euros_of(row),
            )
        shown = self._in_three(sorted(facts))
        things = [
            (
                iri,
                found.kind,
                *[str(labels[iri].label) for labels in shown],
                found.country,
                found.level,
                *facts[str(iri)],
            )
            for iri, found in shown[0].items()
        ]
        pairs: dict[str, list[tuple[str, str]]] = {"theme": [], "programme": []}
        for row in self._select("network_themes", {}):
            pairs.get(row.due("property"), []).append((row.iri("hub"), row.iri("object")))
        return NetworkRows(sorted(set(ties), key=str), things, sorted(pairs["theme"]), sorted(pairs["programme"]))

    def presences(self) -> Iterator[Presence]:
        """See `View.presences`."""
        found = set()
        for row in self._select("network_ties", {}):
            held, known_by = bounds_of(row, "", "party"), key_of(row.text("strength"))
            at = row.iri("hub"), row.iri("actor"), row.due("kind")
            found.add(Presence(*at, held.first, held.last, known_by, row.iri("tie")))
        return iter(sorted(found, key=lambda each: (each.hub, each.actor, each.tie)))

    def narrower(self, iri: str) -> list[str]:
        """See `View.narrower`."""
        rows = self._select("narrower", {"wide": ox.NamedNode(iri)})
        return sorted({row.iri("narrow") for row in rows}) or [iri]

    def labels(self, kinds: Sequence[str]) -> list[tuple[str, str, str, str]]:
        """See `View.labels`."""
        found = []
        for base in (SKD, SKC):
            for kind in kinds:
                rows = self._select("labels", {"start": ox.Literal(f"{base}{kind}/")})
                iris = sorted(row.iri("thing") for row in rows)
                shown = self._in_three(iris)
                found += [(str(iri), *[labels[iri].label for labels in shown]) for iri in shown[0]]
        return sorted(found)  # type: ignore[arg-type]

    def key(self, iri: str) -> int | str:
        """See `View.key`: the IRI itself."""
        return iri

    def predecessors(self, actor: str) -> list[str]:
        """See `View.predecessors`."""
        rows = self._select("predecessors", {"actor": ox.NamedNode(actor)})
        return sorted({row.iri("predecessor") for row in rows})

    def possibly_same(self, actor: str) -> list[str]:
        """See `View.possibly_same`."""
        rows = self._select("possibly_same", {"actor": ox.NamedNode(actor)})
        return sorted({row.iri("other") for row in rows})

    def statements(self, graph: str | None) -> Iterator[ox.Triple] | Iterator[ox.Quad]:
        """See `View.statements`."""
        triples = (
            "SELECT ?s ?p ?o WHERE { GRAPH $graph { ?s ?p ?o } }" if graph else "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
        )
        for row in Rows(self.endpoint, self.query(triples, {"graph": ox.NamedNode(graph)} if graph else {})):
            try:
                triple = ox.Triple(*(row.term(name) for name in "spo"))
            except TypeError as error:
                raise KgError(f"the answer of {self.endpoint} is not what was asked for: a row is no triple") from error
            yield triple if graph is not None else ox.Quad(triple.subject, triple.predicate, triple.object)
        if graph is None:
            for name in self.graph_names():
                for each in self.statements(name):
                    yield ox.Quad(each.subject, each.predicate, each.object, ox.NamedNode(name))

    def graph_names(self) -> list[str]:
        """See `View.graph_names`: those of the sources; an engine may have graphs of its own."""
        if self._opened.wrong:
            raise KgError(self._opened.wrong)
        return list(self._sources)

    def close(self) -> None:
        """See `View.close`: nothing is held."""

    def _select(self, name: str, values: Values) -> Rows:
        return Rows(self.endpoint, self.query(lookup_text(name), values))


def _with_prefixes(text: str) -> str:
    """The text with a declaration for every known prefix that it uses and does not declare itself."""
    declared = {name.lower() for name in re.findall(r"(?i)\bPREFIX\s+([\w-]*):", text)}
    used = set(re.findall(r"(?<![\w:?$])([\w-]*):", text)) - declared
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in PREFIXES if name in used) + text
