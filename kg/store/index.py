"""The index beside the store: names to search, and who meets whom where (incidence), in one SQLite file.

Oxigraph answers these two kinds of question by scanning or by joining all ties with themselves; here they are
look-ups. The index is read from the store's default graph, so it can hold nothing that the graph does not say.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from kg.model.progress import Progress
from kg.store.derived.names import has_names, names
from kg.store.derived.twins import POSSIBLY_SAME
from kg.store.identifiers import SCHEMA as IDENTIFIER_SCHEMA
from kg.store.identifiers import write_identifiers
from kg.store.incidence import HELD, MONEY, write_ties
from kg.store.layout import unwritable
from kg.store.names import SCHEMA as NAME_SCHEMA
from kg.store.names import Name, fill_names
from kg.store.triples import Properties, TripleSource, Values, reachable
from kg.vocab import ADMS, DCTERMS, ORG, RDF, SCHEMA, SK, SKC, SKD, SKOS, key_of, kind_of

__all__ = ["ENTITY_SCHEMA", "READ", "UNSHOWN", "build_index", "pick", "telling_class"]

ENTITY_SCHEMA = """
CREATE TABLE entity (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, class TEXT NOT NULL, country TEXT NOT NULL,
    level TEXT NOT NULL, nb TEXT NOT NULL, nn TEXT NOT NULL, en TEXT NOT NULL, latitude REAL, longitude REAL,
    population INTEGER, start TEXT, end TEXT,
    short TEXT NOT NULL DEFAULT '', ties INTEGER NOT NULL DEFAULT 0
);
"""
_SCHEMA = (
    ENTITY_SCHEMA
    + """
CREATE TABLE hub (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, size INTEGER NOT NULL, contribution REAL);
CREATE TABLE lies_in (actor INTEGER PRIMARY KEY, county TEXT NOT NULL);
CREATE TABLE stay (
    id INTEGER PRIMARY KEY, start TEXT NOT NULL, end TEXT NOT NULL, as_of TEXT NOT NULL, status TEXT NOT NULL,
    first TEXT NOT NULL, last TEXT NOT NULL, sure_first TEXT NOT NULL, sure_last TEXT NOT NULL, why TEXT NOT NULL,
    evidence TEXT NOT NULL
);
CREATE TABLE incidence (
    hub INTEGER NOT NULL, actor INTEGER NOT NULL, tie TEXT NOT NULL, stay INTEGER NOT NULL, role TEXT NOT NULL,
    carries TEXT NOT NULL, contribution REAL, PRIMARY KEY (hub, actor, tie)
) WITHOUT ROWID;
CREATE TABLE hub_theme (hub INTEGER NOT NULL, theme INTEGER NOT NULL, PRIMARY KEY (hub, theme)) WITHOUT ROWID;
CREATE TABLE hub_programme (hub INTEGER NOT NULL, programme INTEGER NOT NULL, PRIMARY KEY (hub, programme))
    WITHOUT ROWID;
CREATE TABLE predecessor (actor INTEGER NOT NULL, predecessor INTEGER NOT NULL, PRIMARY KEY (actor, predecessor))
    WITHOUT ROWID;
CREATE TABLE narrower (wide INTEGER NOT NULL, narrow INTEGER NOT NULL, PRIMARY KEY (wide, narrow)) WITHOUT ROWID;
"""
    + IDENTIFIER_SCHEMA
    + NAME_SCHEMA
)
_INDEXES = """
CREATE UNIQUE INDEX entity_iri ON entity(iri);
CREATE INDEX incidence_actor ON incidence(actor, hub);
"""
READ = (
    RDF + "type",
    SKOS + "prefLabel",
    SKOS + "altLabel",
    SKOS + "notation",
    SKOS + "broader",
    DCTERMS + "identifier",
    ADMS + "identifier",
    ORG + "organization",
    ORG + "resultingOrganization",
    ORG + "originalOrganization",
    SCHEMA + "latitude",
    SCHEMA + "longitude",
    *(
        SK + name
        for name in ("party", "project", "theme", "programme", "partOf", "status", "role", "carriesOn", "strength")
    ),
    *(SK + name for name in ("start", "end", "asOf", *HELD, "heldUntilReason")),
    *(SK + name for name in ("country", "level", "seat", "population", "county", *MONEY)),
    *(SK + name for name in ("abbreviation", "formerNameOf", "organisationNumber", "pic", "vatNumber", "nutsCode")),
    POSSIBLY_SAME,
)
"""The predicates that the index is made of."""
UNSHOWN = frozenset({"Participation", "Membership", "Priority", "ProgrammeAssociation"})
"""Ties that are told by their ends; a twinning and an agreement are hubs themselves."""


def build_index(source: TripleSource, folder: Path, progress: Progress, numbered: Iterable[str] = ()) -> None:
    """Write `folder/index.sqlite` from the triples of a default graph (those with the predicates `READ`).

    Keys that begin with one of `numbered` are made of numbers that stand in the graph: they are no names of their own.
    Raises KgError when it cannot be written.
    """
    try:
        with closing(sqlite3.connect(folder / "index.sqlite", isolation_level=None)) as database:
            _fill(database, Properties(source), progress, tuple(numbered))
    except sqlite3.Error as error:  # a full disk
        raise unwritable(folder.parents[1], error) from error


def _fill(database: sqlite3.Connection, reader: Properties, progress: Progress, numbered: tuple[str, ...]) -> None:
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;")
    database.execute("PRAGMA cache_size = -65536")  # KiB; what an index is sorted in before it goes to a file
    database.executescript(_SCHEMA)
    database.execute("BEGIN")
    classes = _classes(reader)
    shown = sorted(iri for iri, name in classes.items() if name not in UNSHOWN)
    numbers = {iri: number for number, iri in enumerate(shown, start=1)}
    progress("index: ties", 0, None)
    ties = write_ties(database, reader, classes, numbers)
    progress("index: names", 0, None)
    labels = _labels(reader, numbers)
    _write_entities(database, reader, classes=classes, numbers=numbers, labels=labels, ties=ties)
    _write_trees(database, reader, numbers)
    write_identifiers(database, reader, classes, numbers)
    counties = reader.values(SK + "county")
    rows = sorted((numbers[actor], county) for actor, county in counties.items() if actor in numbers)
    database.executemany("INSERT INTO lies_in VALUES (?, ?)", rows)
    twins = ((numbers[a], numbers[b]) for a, b, _ in reader.pairs(POSSIBLY_SAME) if a in numbers and b in numbers)
    database.executemany("INSERT INTO twin VALUES (?, ?)", sorted(twins))
    named = {iri for iri in numbers if has_names(iri)}
    found = names(reader, named, numbered)
    fill_names(database, (Name(numbers[iri], shown, rank) for iri, shown, rank in found))
    database.executescript(_INDEXES + "PRAGMA optimize;")  # ends the transaction first


@lru_cache(maxsize=1024)
def telling_class(known: str, iri: str) -> str:
    """The more telling of a class name and a class's IRI: Municipality rather than PublicBody, that than Actor.

    Classes of other vocabularies but SKOS say nothing more.
    """
    name = iri.removeprefix(SK) if iri.startswith(SK) else "Concept" if iri.startswith(SKOS) else ""
    order = {"": 0, "Concept": 1, "Actor": 1, "Source": 1, "PublicBody": 2}
    return name if order.get(name, 3) > order.get(known, 3) else known or name


def _classes(reader: Properties) -> Values:
    """The most telling class of everything that is ours."""
    found: Values = {}
    several: dict[str, set[str]] = {}
    for subject, value, _ in reader.pairs(RDF + "type"):
        if subject in found:
            several.setdefault(subject, {found[subject]}).add(value)
        elif subject.startswith((SKD, SKC)):
            found[subject] = value
    for subject, value in found.items():
        name = ""
        for each in sorted(several[subject]) if subject in several else (value,):
            name = telling_class(name, each)
        found[subject] = name
    return found


def _labels(reader: Properties, numbers: dict[str, int]) -> dict[str, Values]:
    """Preferred labels by entity and language ("" where the source has none)."""
    labels: dict[str, Values] = {}
    for subject, value, language in reader.pairs(SKOS + "prefLabel"):
        if subject in numbers:
            by_language = labels.setdefault(subject, {})
            if language not in by_language or value < by_language[language]:
                by_language[language] = value
    return labels


def pick(labels: Values, *languages: str) -> str:
    """A label in the first language that there is one in; then nb, en, none, any."""
    for language in (*languages, "nb", "en", ""):
        if language in labels:
            return labels[language]
    return min(labels.values()) if labels else ""


def _write_entities(
    database: sqlite3.Connection,
    reader: Properties,
    classes: Values,
    numbers: dict[str, int],
    labels: dict[str, Values],
    ties: dict[str, int],
) -> None:
    country, level, seat = (reader.values(SK + name) for name in ("country", "level", "seat"))
    latitude, longitude = (reader.values(SCHEMA + name) for name in ("latitude", "longitude"))
    population, start, end, short = (reader.values(SK + n) for n in ("population", "start", "end", "abbreviation"))

    def entity_row(iri: str, number: int) -> tuple[object, ...]:
        own = labels.get(iri) or {"": key_of(iri)}
        place = seat.get(iri, iri)
        return (
            number,
            iri,
            kind_of(iri),
            classes[iri],
            key_of(country.get(iri, "")),
            key_of(level.get(iri, "")),
            pick(own, "nb", "nn"),
            pick(own, "nn", "nb"),
            pick(own, "en"),
            float(latitude[place]) if place in latitude else None,
            float(longitude[place]) if place in longitude else None,
            int(population[iri]) if iri in population else None,
            start.get(iri),
            end.get(iri),
            short.get(iri, ""),
            ties.get(iri, 0),
        )

    rows = (entity_row(iri, number) for iri, number in numbers.items())
    database.executemany(f"INSERT INTO entity VALUES ({', '.join('?' * 16)})", rows)  # noqa: S608


def _write_trees(database: sqlite3.Connection, reader: Properties, numbers: dict[str, int]) -> None:
    """The themes and programmes below each theme and programme, itself included; the predecessors of each actor."""
    parents: dict[str, set[str]] = {}
    for predicate in (SKOS + "broader", SK + "partOf"):
        for subject, value, _ in reader.pairs(predicate):
            if subject in numbers and value in numbers:
                parents.setdefault(subject, set()).add(value)
    rows = {
        (numbers[wide], numbers[iri])
        for iri in numbers
        if kind_of(iri) in ("theme", "programme", "call")
        for wide in {iri, *reachable(iri, parents)}
    }
    database.executemany("INSERT INTO narrower VALUES (?, ?)", sorted(rows))
    results: dict[str, set[str]] = {}
    for event, actor, _ in reader.pairs(ORG + "resultingOrganization"):
        results.setdefault(event, set()).add(actor)
    before: dict[str, set[str]] = {}
    for event, original, _ in reader.pairs(ORG + "originalOrganization"):
        for actor in results.get(event, ()):
            before.setdefault(actor, set()).add(original)
    rows = {
        (numbers[actor], numbers[earlier])
        for actor in before
        for earlier in reachable(actor, before)
        if actor in numbers and earlier in numbers and earlier != actor
    }
    database.executemany("INSERT INTO predecessor VALUES (?, ?)", sorted(rows))
