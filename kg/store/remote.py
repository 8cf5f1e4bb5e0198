"""The view of a SPARQL 1.1 endpoint: the same questions over HTTP, parameters put in as escaped terms.

There is no index beside an endpoint: names are matched by the endpoint with a pattern that forgives spelling and
ranked here; encounters are asked actor by actor. The queries lie in `kg/store/sparql/`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox

from kg.errors import BadData, KgError, Usage
from kg.ids import fold
from kg.model.catalogue import read_catalogue
from kg.model.encounter import Encounter, Entity, Stay, continued, together
from kg.model.period import Bounds
from kg.model.source import SourceInfo
from kg.resources import data_dir
from kg.store.index import ENTITY_SCHEMA, NAMED_KINDS, pick, telling_class
from kg.store.names import SCHEMA as NAME_SCHEMA
from kg.store.names import Match, Name, core, fill_names, nearest_names, search_names
from kg.store.substitute import substitute
from kg.store.view import NetworkRows
from kg.vocab import PREFIXES, SKC, SKD, SRC, key_of, kind_of

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.store.substitute import Term, Values

__all__ = ["RemoteView"]

_RESULTS = "application/sparql-results+json"
_ACCEPT = f"{_RESULTS}, application/n-triples;q=0.9, text/turtle;q=0.5"


class RemoteView:
    """An endpoint that holds a graph as Samkart builds it. `timeout` is in seconds, for each request."""

    def __init__(self, endpoint: str, timeout: float = 60.0) -> None:
        parts = urlsplit(endpoint)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise Usage(f"{endpoint!r} is not the address of an endpoint; expected http(s)://…")
        self.endpoint = endpoint
        self.timeout = timeout

    @property
    def graph(self) -> Dataset:
        """An rdflib Dataset that asks the endpoint."""
        from rdflib import Dataset
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        dataset = Dataset(store=SPARQLStore(self.endpoint, returnFormat="json"))
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def query(self, text: str, values: Values | None = None) -> Any:
        """See `View.query`. Raises BadData when the endpoint rejects the query, KgError when it does not answer."""
        body = _with_prefixes(substitute(text, values or {}))
        request = Request(  # noqa: S310  (the scheme was checked)
            self.endpoint,
            urlencode({"query": body}).encode(),
            {"Accept": _ACCEPT, "Content-Type": "application/x-www-form-urlencoded"},
        )
        try:
            with urlopen(request, timeout=self.timeout) as response:  # noqa: S310
                kind = response.headers.get_content_type()
                content = response.read()
        except HTTPError as error:
            answer = error.read(500).decode("utf-8", "replace").strip()
            if error.code == 400:
                raise BadData(f"the endpoint does not accept this query: {answer}") from error
            raise KgError(f"{self.endpoint} answers {error.code} {error.reason}: {answer}") from error
        except (URLError, TimeoutError, ConnectionError) as error:
            raise KgError(f"{self.endpoint} does not answer: {getattr(error, 'reason', error)}") from error
        return self._parse(kind, content)

    def query_apart(self, text: str, values: Values | None = None) -> Any:
        """See `View.query_apart`: the endpoint answers, which is another process already."""
        return self.query(text, values)

    def _parse(self, kind: str, content: bytes) -> Any:
        if kind in (_RESULTS, "application/json"):
            return ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        formats = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
        if kind not in formats:
            raise KgError(f"{self.endpoint} answers with {kind}; is it a SPARQL endpoint?")
        return [quad.triple for quad in ox.parse(content, format=formats[kind])]

    def search(self, text: str, kinds: Sequence[str] = (), limit: int = 10, language: str = "nb") -> list[Match]:
        """See `View.search`; ties are not counted, so equally good matches are ordered by label."""
        words = core(fold(text)).split()
        return (
            search_names(self._named(r"\W*".join(map(_spellings, words))), text, kinds, limit, language)
            if words
            else []
        )

    def nearest(self, text: str, kinds: Sequence[str] = (), limit: int = 5, language: str = "nb") -> list[Match]:
        """See `View.nearest`: only names that begin with the same two letters are compared."""
        start = core(fold(text))[:2]
        return nearest_names(self._named("^" + _spellings(start)), text, kinds, limit, language) if start else []

    def _named(self, pattern: str) -> sqlite3.Connection:
        rows = list(self._select("names", {"pattern": ox.Literal(pattern)}))
        shown = self.entities(sorted({row["entity"].value for row in rows}))
        labels = {language: self.entities(list(shown), language) for language in ("nn", "en")} if shown else {}
        database = sqlite3.connect(":memory:")
        database.executescript(ENTITY_SCHEMA + NAME_SCHEMA)
        numbers = {str(iri): number for number, iri in enumerate(shown, start=1)}
        for iri, entity in shown.items():
            names = [entity.label, labels["nn"][iri].label, labels["en"][iri].label]
            values = (numbers[str(iri)], iri, kind_of(str(iri)), entity.kind, entity.country, entity.level, *names)
            database.execute(
                "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL, '', 0)", values
            )
        fill_names(
            database,
            (
                Name(numbers[row["entity"].value], row["shown"].value, int(row["rank"].value))
                for row in rows
                if kind_of(row["entity"].value) in NAMED_KINDS
            ),
        )
        return database

    def encounters(self, actors: Sequence[str], theme: str = "", programme: str = "") -> list[Encounter]:
        """See `View.encounters`."""
        found = []
        for actor in actors:
            values: dict[str, Term] = {"actor": ox.NamedNode(actor)}
            values |= {"theme": ox.NamedNode(theme)} if theme else {}
            values |= {"programme": ox.NamedNode(programme)} if programme else {}
            for row in self._select("encounters", values):
                if _text(row["partner"]) not in actors:
                    found.append(row)
        met = {each for each in map(_encounter, found) if not each.bounds.never}
        ordered = sorted(met, key=lambda e: (e.hub, e.partner, e.own, e.other))
        return continued(ordered) if len(actors) > 1 else ordered

    def entities(self, keys: Sequence[int | str], language: str = "nb") -> dict[int | str, Entity]:
        """See `View.entities`; the keys are IRIs."""
        labels: dict[str, dict[str, str]] = {}
        facts: dict[str, tuple[str, str, str]] = {}
        iris = [str(key) for key in keys]
        for first in range(0, len(iris), 400):
            terms = [ox.NamedNode(iri) for iri in iris[first : first + 400]]
            for row in self._select("entities", {"entities": terms}):
                iri = row["entity"].value
                kind = telling_class(facts.get(iri, ("", "", ""))[0], row["class"].value)
                facts[iri] = (kind, key_of(_text(row["country"])), key_of(_text(row["level"])))
                if row["label"] is not None:
                    own = labels.setdefault(iri, {})
                    tag, value = row["label"].language or "", row["label"].value
                    own[tag] = min(own.get(tag, value), value)
        wanted = {"nb": ("nb", "nn"), "nn": ("nn", "nb"), "en": ("en",)}[language]
        return {
            iri: Entity(iri, facts[iri][0], pick(labels.get(iri, {"": key_of(iri)}), *wanted), *facts[iri][1:])
            for iri in iris
            if iri in facts
        }

    def incidence(self, kinds: Sequence[str]) -> list[tuple[int | str, int | str, str, str]]:
        """See `View.incidence`."""
        rows = self._select("incidence", {})
        found = set()
        for row in rows:
            if row["kind"].value in kinds:
                bounds = _bounds(row, "", "party")
                found.add((row["hub"].value, row["actor"].value, bounds.first, bounds.last))
        return sorted(found)

    @cached_property
    def catalogue(self) -> Mapping[str, SourceInfo]:
        """See `View.catalogue`: an endpoint does not tell, so it is Samkart's own."""
        return read_catalogue(data_dir() / "sources")

    def sources_of(self, tie: str) -> list[tuple[str, str]]:
        """See `View.sources_of`."""
        found: dict[str, tuple[str, str, set[str]]] = {}
        for row in self._select("sources_of", {"tie": ox.NamedNode(tie)}):
            source = row["source"].value.removeprefix(SRC)
            first = (_text(row["title"]), _text(row["address"]), set[str]())
            title, address, numbers = found.setdefault(source, first)
            numbers |= {_text(row["identifier"])} - {""}
            found[source] = (min(title, first[0]), min(address, first[1]), numbers)
        pages = {
            source: self.catalogue[source].page_of(found[source][2]) for source in found if source in self.catalogue
        }
        return sorted((title, pages.get(source) or address) for source, (title, address, _) in found.items())

    def network_rows(self) -> NetworkRows:
        """See `View.network_rows`."""
        ties = []
        for row in self._select("network_ties", {}):
            dates = [row[name].value if row[name] is not None else None for name in ("start", "end", "as_of")]
            keys = [key_of(_text(row[name])) for name in ("status", "role")]
            named = (row["tie"].value, row["kind"].value, row["hub"].value, row["actor"].value)
            ties.append((*named, *dates, *keys, _bounds(row, "", "party"), _text(row["carries"])))
        facts: dict[str, tuple[Any, ...]] = {}
        for row in self._select("network_things", {}):
            latitude, longitude, population = (_text(row[name]) for name in ("latitude", "longitude", "population"))
            short = min(facts.get(row["thing"].value, ("",))[-1] or _text(row["short"]), _text(row["short"]))
            facts[row["thing"].value] = (
                float(latitude) if latitude else None,
                float(longitude) if longitude else None,
                int(population) if population else None,
                _text(row["start"]) or None,
                _text(row["end"]) or None,
                short,
            )
        shown = [self.entities(sorted(facts), language) for language in ("nb", "nn", "en")]
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
            pairs[row["property"].value].append((row["hub"].value, row["object"].value))
        return NetworkRows(sorted(set(ties), key=str), things, sorted(pairs["theme"]), sorted(pairs["programme"]))

    def narrower(self, iri: str) -> list[str]:
        """See `View.narrower`."""
        rows = self._select("narrower", {"wide": ox.NamedNode(iri)})
        return sorted({row["narrow"].value for row in rows}) or [iri]

    def labels(self, kinds: Sequence[str]) -> list[tuple[str, str, str, str]]:
        """See `View.labels`."""
        found = []
        for base in (SKD, SKC):
            for kind in kinds:
                rows = self._select("labels", {"start": ox.Literal(f"{base}{kind}/")})
                iris = sorted(row["thing"].value for row in rows)
                shown = [self.entities(iris, language) for language in ("nb", "nn", "en")]
                found += [(str(iri), *[labels[iri].label for labels in shown]) for iri in shown[0]]
        return sorted(found)  # type: ignore[arg-type]

    def key(self, iri: str) -> int | str:
        """See `View.key`: the IRI itself."""
        return iri

    def predecessors(self, actor: str) -> list[str]:
        """See `View.predecessors`."""
        rows = self._select("predecessors", {"actor": ox.NamedNode(actor)})
        return sorted({row["predecessor"].value for row in rows})

    def statements(self, graph: str | None) -> Iterator[ox.Triple] | Iterator[ox.Quad]:
        """See `View.statements`."""
        triples = (
            "SELECT ?s ?p ?o WHERE { GRAPH $graph { ?s ?p ?o } }" if graph else "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
        )
        for row in self.query(triples, {"graph": ox.NamedNode(graph)} if graph else {}):
            yield (
                ox.Triple(row["s"], row["p"], row["o"]) if graph is not None else ox.Quad(row["s"], row["p"], row["o"])
            )
        if graph is None:
            for name in self.graph_names():
                for triple in self.statements(name):
                    yield ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(name))

    def graph_names(self) -> list[str]:
        """See `View.graph_names`."""
        return sorted(row["g"].value for row in self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"))

    def close(self) -> None:
        """See `View.close`: nothing is held."""

    def _select(self, name: str, values: Values) -> Any:
        text = (Path(__file__).parent / "sparql" / f"{name}.rq").read_text("utf-8")
        return self.query(text, values)


def _with_prefixes(text: str) -> str:
    """The text with a declaration for every known prefix that it uses and does not declare itself."""
    declared = {name.lower() for name in re.findall(r"(?i)\bPREFIX\s+([\w-]*):", text)}
    missing = [name for name in PREFIXES if name not in declared and re.search(rf"(?<![\w:?$]){name}:", text)]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in missing) + text


def _text(term: Any) -> str:
    return "" if term is None else str(term.value)


def _spellings(word: str) -> str:
    """A pattern for the ways in which a folded word can be written: a for a, æ, å, ä, ae, aa, á … and so on."""
    return "".join(_LETTERS.get(letter, letter) for letter in word)


_LETTERS = {
    "a": "(ae|aa|[aæåäáàâãăąā])",
    "o": "(oe|[oøöóòôõőōœ])",
    "u": "(ue|[uüúùûűūů])",
    "e": "[eéèêëęėēě]",
    "i": "[iíìîïīı]",
    "c": "[cçčć]",
    "s": "(ss|[sšśșşß])",
    "z": "[zžźż]",
    "n": "[nñńňŋ]",
    "d": "[dđðď]",
    "t": "(th|[tțţťŧþ])",
    "l": "[lłľĺ]",
    "r": "[rřŕ]",
    "y": "[yýÿ]",
    "g": "[gğģ]",
    "k": "[kķ]",
}


def _encounter(row: Any) -> Encounter:
    own, other = _stay(row, "", "own_", "actor"), _stay(row, "other_", "other_", "partner")
    carries = _text(row["own_carries"]), _text(row["other_carries"])
    met = _text(row["kind"]), _text(row["hub"]), int(row["size"].value), _text(row["partner"])
    return Encounter._make((*met, _text(row["own"]), _text(row["other"]), *together(own, other, carries)))


def _stay(row: Any, said: str, held: str, party: str) -> Stay:
    """What a row says of one side; its columns begin with `said`, `held` and `party`."""
    bounds = _bounds(row, held, party)
    return Stay(
        start=_text(row[f"{said}start"] or row["hub_start"]),
        end=_text(row[f"{said}end"] or row["hub_end"]),
        as_of=_text(row[f"{said}as_of"]),
        status=key_of(_text(row["status"])),
        bounds=bounds,
        why=key_of(_text(row[f"{held}why"])) if bounds.last == _text(row[f"{held}until"]) else "party-ended",
    )


def _bounds(row: Any, tie: str, party: str) -> Bounds:
    """The bounds of a tie within the life of a party, by the names that a query gives them."""
    days = (_text(row[f"{tie}{name}"]) for name in ("from", "until", "sure_from", "sure_until"))
    return Bounds(*days).within(_text(row[f"{party}_start"]), _text(row[f"{party}_end"]))
