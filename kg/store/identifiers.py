"""The numbers and codes that others know an actor by: organisation number, municipality number, PIC, NUTS region.

They are read from the graph when it is built and lie in the index, so that a whole table's actors are looked up in a
few milliseconds. All are text: a municipality number keeps its leading zero.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.vocab import DCTERMS, SK, kind_of

if TYPE_CHECKING:
    from kg.store.triples import Properties, Values

__all__ = ["IDENTIFIERS", "SCHEMA", "gathered", "read_identifiers", "write_identifiers"]

IDENTIFIERS: Mapping[str, tuple[str, str]] = {
    "organisation_number": (SK + "organisationNumber", ""),
    "municipality_number": (DCTERMS + "identifier", "Municipality"),
    "county_number": (DCTERMS + "identifier", "County"),
    "pic": (SK + "pic", ""),
    "nuts": (SK + "nutsCode", ""),
}
"""Name in tables → the property that holds it, and the class of those that have it so ("": any actor).

What a municipality or county is identified by is the number in force, or the last one of a body that has ended.
`kg/store/sparql/identifiers.rq` says the same.
"""

SCHEMA = """
CREATE TABLE identifier (
    entity INTEGER NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (entity, scheme, value)
) WITHOUT ROWID;
"""
_SELECT = """
SELECT e.iri, i.scheme, i.value FROM json_each(?) asked
JOIN entity e ON e.iri = asked.value JOIN identifier i ON i.entity = e.id
"""


def write_identifiers(
    database: sqlite3.Connection, reader: Properties, classes: Values, numbers: Mapping[str, int]
) -> None:
    """Fill the table: `classes` has the class of everything, `numbers` the row of every entity of the index."""
    rows = {
        (numbers[subject], scheme, value)
        for scheme, (predicate, only) in IDENTIFIERS.items()
        for subject, value, _ in reader.pairs(predicate)
        if subject in numbers and kind_of(subject) == "actor" and (not only or classes[subject] == only)
    }
    database.executemany("INSERT INTO identifier VALUES (?, ?, ?)", sorted(rows))


def read_identifiers(database: sqlite3.Connection, iris: Iterable[str]) -> dict[str, dict[str, str]]:
    """See `kg.store.view.View.identifiers`; `database` is an index."""
    asked = list(dict.fromkeys(iris))
    return gathered(asked, database.execute(_SELECT, (json.dumps(asked),)))


def gathered(asked: Iterable[str], rows: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """Rows of (IRI, scheme, value) by IRI and scheme: every scheme for every IRI, "" where nothing is known.

    >>> gathered(["a"], [("a", "pic", "900000002"), ("a", "pic", "900000001")])["a"]["pic"]
    '900000001 900000002'
    """
    none = dict.fromkeys(IDENTIFIERS, "")
    found = {iri: none.copy() for iri in asked}
    for iri, scheme, value in sorted(set(rows)):
        if iri in found and scheme in none:
            found[iri][scheme] = f"{found[iri][scheme]} {value}".lstrip()
    return found
