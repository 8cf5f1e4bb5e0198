"""The facts of a state (`kg.model.state`), read from a default graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.model.period import Bounds
from kg.model.state import Reform, State, StateSource, StateThing, StateTie, name_of
from kg.store.incidence import HELD
from kg.store.index import telling_class
from kg.store.triples import Properties, TripleSource, Values
from kg.vocab import DCTERMS, FOAF, ORG, OWL, PROV, RDF, SK, SKD, SKOS, key_of, kind_of

__all__ = ["NEEDED", "days_of_data", "facts_of"]

_TIES = {
    "Participation": "project",
    "Membership": "",
    "Twinning": "",
    "Agreement": "",
    "ProgrammeAssociation": "programme",
    "Priority": "strategy",
}
_DATED = ("start", "end", "asOf", "lastActivity")
_THINGS = frozenset(("actor", "project", "programme", "strategy"))
_AGREEMENT = SK + "Agreement"
_NUMBERS = {"organisationNumber": "org", "pic": "pic", "vatNumber": "vat"}
NEEDED = (
    RDF + "type",
    SKOS + "prefLabel",
    OWL + "sameAs",
    PROV + "wasDerivedFrom",
    FOAF + "page",
    *(DCTERMS + name for name in ("source", "title", "issued", "date", "identifier")),
    *(ORG + name for name in ("organization", "originalOrganization", "resultingOrganization")),
    *(SK + name for name in (*_DATED, *HELD, "heldUntilReason", "carriesOn", "strength", "status", "role", "theme")),
    *(SK + name for name in ("party", "project", "programme", "strategy", "partOf", "country", "county", "nutsCode")),
    *(SK + name for name in ("contribution", "netContribution", *_NUMBERS)),
    *(SK + name for name in ("retrieved", "checksum", "about", "listKind")),
)
"""The predicates that they are read from."""


def days_of_data(graph: TripleSource) -> list[str]:
    """The days on which the sources of a graph were read; where none tells, those on which they were issued."""
    read = [value for _, value, _ in graph.pairs(SK + "retrieved")]
    return read or [value for _, value, _ in graph.pairs(DCTERMS + "issued")]


def facts_of(graph: TripleSource, digest: str, name: str = "") -> State:
    """The facts of a graph that was made of inputs with a digest; `name` is that of the state, where it has one.

    Time and memory are linear in the number of ties and things.
    """
    reader = _Reader(graph)
    return State(
        name or name_of(days_of_data(graph), digest),
        ties=reader.ties(),
        things=reader.things(),
        sources=reader.told(),
        reforms=reader.reforms(),
        lists=reader.lists(),
    )


class _Reader:
    def __init__(self, graph: TripleSource) -> None:
        self._graph = graph
        self._values = Properties(graph).values
        self._classes: dict[str, set[str]] = defaultdict(set)
        for subject, value, _ in graph.pairs(RDF + "type"):
            if subject.startswith(SKD) and value.startswith(SK):
                self._classes[subject].add(value)
        self._sources = self._several(DCTERMS + "source")
        self._themes = self._several(SK + "theme")

    def _several(self, *predicates: str) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        for predicate in predicates:
            for subject, value, _ in self._graph.pairs(predicate):
                found[subject].append(value)
        made = {}
        for subject, values in found.items():
            told = tuple(sorted(set(values)))
            made[subject] = shared.setdefault(told, told)
        return made

    def ties(self) -> dict[str, StateTie]:
        """Every tie with its ends."""
        parties = self._several(SK + "party", SK + "country")
        hubs = self._hubs()
        start, end, as_of, active = (self._values(SK + each) for each in _DATED)
        bounds = [self._values(SK + each) for each in HELD]
        status, role, strength, why = (
            self._values(SK + each) for each in ("status", "role", "strength", "heldUntilReason")
        )
        money = self._values(SK + "contribution") | self._values(SK + "netContribution")
        carries = self._values(SK + "carriesOn")
        told = _TOLD_BY_HUB
        lives = {iri: (start.get(iri, ""), end.get(iri, "")) for iri in {*start, *end}}
        found = {}
        for iri, classes in sorted(self._classes.items()):
            cls = next((each for each in _TIES if SK + each in classes), "")
            if not cls:
                continue
            hub = hubs.get(iri, "")
            own = lives.get(iri, ("", ""))
            whole = lives.get(hub, ("", "")) if cls in told else ("", "")
            found[iri] = StateTie(
                iri,
                cls,
                parties.get(iri, ()),
                hub,
                start=own[0] or whole[0],
                end=own[1] or whole[1],
                as_of=as_of.get(iri, ""),
                active=active.get(iri, ""),
                status=key_of(status.get(iri, "")),
                role=key_of(role.get(iri, "")),
                contribution=money.get(iri, ""),
                strength=key_of(strength.get(iri, "")),
                bounds=Bounds._make(each.get(iri, "") for each in bounds),
                why=key_of(why.get(iri, "")),
                carries=carries.get(iri, ""),
                themes=self._themes.get(iri, ()),
                sources=self._sources.get(iri, ()),
            )
        return found

    def _hubs(self) -> Values:
        hubs: Values = {}
        for name in (ORG + "organization", *(SK + each for each in _TIES.values() if each)):
            for subject, value, _ in self._graph.pairs(name):
                hubs.setdefault(subject, value)
        return hubs

    def things(self) -> dict[str, StateThing]:
        """Every actor, project, programme, strategy and agreement."""
        labels: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for subject, value, language in self._graph.pairs(SKOS + "prefLabel"):
            if self._is_thing(subject):
                labels[subject].append((language, value))
        country, county, nuts, number = (
            self._values(SK + each) for each in ("country", "county", "nutsCode", "organisationNumber")
        )
        above = self._values(SK + "programme") | self._values(SK + "partOf")
        known_as = self._known_as(above)
        found = {}
        for iri in sorted(self._classes):
            if not self._is_thing(iri):
                continue
            cls = ""
            for each in sorted(self._classes[iri]):
                cls = telling_class(cls, each)
            found[iri] = StateThing(
                iri,
                cls,
                tuple(sorted(labels.get(iri, ()))),
                country=key_of(country.get(iri, "")),
                county=county.get(iri, ""),
                nuts=nuts.get(iri, ""),
                number=number.get(iri, ""),
                above=above.get(iri, ""),
                themes=self._themes.get(iri, ()),
                known_as=tuple(sorted(known_as.get(iri, ()))),
                sources=self._sources.get(iri, ()),
            )
        return found

    def _is_thing(self, iri: str) -> bool:
        return kind_of(iri) in _THINGS or _AGREEMENT in self._classes.get(iri, ())

    def _known_as(self, above: Values) -> Mapping[str, Iterable[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name, word in _NUMBERS.items():
            for subject, value, _ in self._graph.pairs(SK + name):
                found[subject].add(f"{word} {value}")
        for subject, value, _ in self._graph.pairs(OWL + "sameAs"):
            found[subject].add(f"same {value}")
        for subject, value, _ in self._graph.pairs(PROV + "wasDerivedFrom"):
            if kind_of(subject) == "actor":
                found[subject].add(f"record {value}")
        for subject, value, _ in self._graph.pairs(DCTERMS + "identifier"):
            if kind_of(subject) == "project":
                found[subject].add(f"project {above.get(subject, '')} {value}")
        return found

    def told(self) -> dict[str, StateSource]:
        """Every source that something rests on."""
        titles, issued = self._values(DCTERMS + "title"), self._values(DCTERMS + "issued")
        pages, retrieved = self._values(FOAF + "page"), self._values(SK + "retrieved")
        checksums = {iri: " ".join(each) for iri, each in self._several(SK + "checksum").items()}
        cited = {each for several in self._sources.values() for each in several} | checksums.keys()
        return {
            iri: StateSource(
                iri,
                title=titles.get(iri, ""),
                page=pages.get(iri, ""),
                issued=issued.get(iri, ""),
                retrieved=retrieved.get(iri, ""),
                checksum=checksums.get(iri, ""),
            )
            for iri in sorted(cited)
        }

    def reforms(self) -> dict[str, Reform]:
        """Every event in which actors became others."""
        days = self._values(DCTERMS + "date")
        before, after = self._several(ORG + "originalOrganization"), self._several(ORG + "resultingOrganization")
        return {
            iri: Reform(iri, days.get(iri, ""), originals, after.get(iri, ()), self._sources.get(iri, ()))
            for iri, originals in sorted(before.items())
        }

    def lists(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """By actor and kind what its complete lists rest on."""
        about, kinds = self._values(SK + "about"), self._values(SK + "listKind")
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for iri, actor in sorted(about.items()):
            key = actor, key_of(kinds.get(iri, ""))
            found[key] = tuple(sorted({*found.get(key, ()), *self._sources.get(iri, ())}))
        return found


_TOLD_BY_HUB = frozenset(("Participation", "Priority"))  # without dates of their own they have their hub's
