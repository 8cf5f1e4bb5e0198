"""Actors as records that can be compared with others (`kg.linking.record`), read from a default graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.linking.record import Record
from kg.store.triples import TripleSource
from kg.vocab import DCTERMS, FOAF, OWL, RDF, SK, SKD, SKOS

if TYPE_CHECKING:
    from kg.store.rows import Presence
    from kg.store.view import View

__all__ = ["CLASSES", "ActorFacts", "actor_records", "hubs_of"]

_ACTOR, _COUNTRY = f"{SKD}actor/", f"{SKD}country/"
_WIKIDATA, _ROR = "http://www.wikidata.org/entity/", "https://ror.org/"
_NAMES = (SKOS + "prefLabel", SKOS + "altLabel")
_NUMBERS = {SK + name: name for name in ("organisationNumber", "vatNumber", "pic")}
_TOLD_OF = (_ACTOR, f"{SKD}place/")
CLASSES = (
    "Actor",
    "Municipality",
    "County",
    "IntermunicipalCouncil",
    "Network",
    "EuropeanOffice",
    "GovernmentBody",
    "PublicBody",
    "University",
    "ResearchInstitute",
    "Company",
    "CivilSociety",
)
"""The classes of actors."""
_TOGETHER = ("project", "network")
Texts = Mapping[str, Collection[str]]


class ActorFacts:
    """What a view, on disk or behind an endpoint, says of actors and their seats, one property at a time."""

    def __init__(self, view: View) -> None:
        self._view = view

    def pairs(self, predicate: str) -> Iterator[tuple[str, str, str]]:
        """See `kg.store.triples.TripleSource`."""
        if predicate == RDF + "type":
            for name in CLASSES:
                for row in self._rows("of_class", "class", SK + name):
                    yield row["subject"].value, SK + name, ""
            return
        for row in self._rows("record_facts", "predicate", predicate):
            subject, value = row["subject"].value, row["value"]
            if subject.startswith(_TOLD_OF) and hasattr(value, "value"):
                yield subject, value.value, getattr(value, "language", None) or ""

    def _rows(self, query: str, name: str, iri: str) -> Iterator[Any]:
        import pyoxigraph as ox

        from kg.store.substitute import lookup_text

        yield from self._view.query(lookup_text(query), {name: ox.NamedNode(iri)})


def actor_records(
    reader: TripleSource,
    *,
    hubs: Texts | None = None,
    titles: Mapping[str, str] | None = None,
    pages: Mapping[str, str] | None = None,
    own: bool = True,
) -> list[Record]:
    """All actors of a graph, by key (`actor/asker`), every name once: labels in the order nb, nn, en, then others.

    `hubs` gives the keys of projects and networks by actor (IRI, see `hubs_of`), `titles` those of sources (IRI),
    `pages` an actor's page (IRI). Home pages and sources are read where `own` is true.
    """
    types: dict[str, set[str]] = defaultdict(set)
    for subject, cls, _ in reader.pairs(RDF + "type"):
        if subject.startswith(_ACTOR) and cls.startswith(SK):
            types[subject].add(cls[len(SK) :])
    names = _names(reader)
    short = _texts(reader, SK + "abbreviation")
    country = _texts(reader, SK + "country")
    places = _places(reader)
    codes = _texts(reader, SK + "nutsCode")
    numbers = _identifiers(reader)
    homepages = _texts(reader, FOAF + "homepage") if own else {}
    sources = _texts(reader, DCTERMS + "source") if own else {}
    records = []
    for actor in sorted(types):
        known = sorted({(titles or {}).get(each, "") for each in sources.get(actor, ())} - {""})
        records.append(
            Record(
                key=actor[len(SKD) :],
                names=tuple(names.get(actor, ())),
                abbreviations=tuple(sorted(short.get(actor, ()))),
                country=min(country.get(actor, ()), default="").removeprefix(_COUNTRY),
                places=tuple(sorted(places.get(actor, ()))),
                nuts=tuple(sorted(codes.get(actor, ()))),
                classes=frozenset(types[actor]),
                identifiers={name: frozenset(values) for name, values in sorted(numbers.get(actor, {}).items())},
                hubs=frozenset((hubs or {}).get(actor, ())),
                homepage=min(homepages.get(actor, ()), default=""),
                page=(pages or {}).get(actor, ""),
                source="; ".join(known),
            )
        )
    return records


def hubs_of(presences: Iterable[Presence]) -> dict[str, set[str]]:
    """The keys (`project/101036`, `actor/eurocities`) of the projects and networks that each actor (IRI) is in."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in presences:
        if each.kind in _TOGETHER and each.hub.startswith(SKD):
            found[each.actor].add(each.hub[len(SKD) :])
    return found


def _texts(reader: TripleSource, predicate: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for subject, value, _ in reader.pairs(predicate):
        if subject.startswith(_ACTOR):
            found[subject].add(value)
    return found


def _names(reader: TripleSource) -> dict[str, list[str]]:
    order = {"nb": 0, "nn": 1, "en": 2}
    ranked: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for rank, predicate in enumerate(_NAMES):
        for subject, text, language in reader.pairs(predicate):
            if subject.startswith(_ACTOR):
                ranked[subject].add((rank, order.get(language, 3), text))
    return {actor: list(dict.fromkeys(text for *_, text in sorted(each))) for actor, each in ranked.items()}


def _places(reader: TripleSource) -> dict[str, set[str]]:
    called: dict[str, set[str]] = defaultdict(set)
    seats = [(actor, place) for actor, place, _ in reader.pairs(SK + "seat") if actor.startswith(_ACTOR)]
    wanted = {place for _, place in seats}
    for subject, text, _ in reader.pairs(SKOS + "prefLabel"):
        if subject in wanted:
            called[subject].add(text)
    found: dict[str, set[str]] = defaultdict(set)
    for actor, place in seats:
        found[actor] |= called.get(place, set())
    return found


def _identifiers(reader: TripleSource) -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for predicate, name in _NUMBERS.items():
        for subject, value, _ in reader.pairs(predicate):
            if subject.startswith(_ACTOR):
                found[subject][name].add(value)
    for subject, value, _ in reader.pairs(OWL + "sameAs"):
        for base, name in ((_WIKIDATA, "wikidata"), (_ROR, "ror")):
            if subject.startswith(_ACTOR) and value.startswith(base):
                found[subject][name].add(value[len(base) :])
    return found
