"""RDF terms in N-Triples syntax, made and escaped by pyoxigraph: what Statements are built from."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

import pyoxigraph as ox

from kg.vocab import PREFIXES, XSD, concept, entity

__all__ = ["TYPE", "amount", "boolean", "concept_term", "curie", "date", "entity_term", "integer", "iri", "raw", "text"]

_DATE_TYPES = {4: ox.NamedNode(XSD + "gYear"), 7: ox.NamedNode(XSD + "gYearMonth"), 10: ox.NamedNode(XSD + "date")}
_DECIMAL = ox.NamedNode(XSD + "decimal")
_INTEGER = ox.NamedNode(XSD + "integer")
_BOOLEAN = ox.NamedNode(XSD + "boolean")


def iri(address: str) -> str:
    """`<address>`; characters that an IRI may not hold are percent-encoded.

    Raises ValueError when what is left is no absolute IRI.
    """
    safe = quote(address, safe="%/:?#[]@!$&'()*+,;=-._~") if not address.isascii() or _unsafe(address) else address
    return str(ox.NamedNode(safe))


def _unsafe(address: str) -> bool:
    return any(c in address for c in ' <>"{}|\\^`') or any(c < "!" for c in address)


@lru_cache(maxsize=1024)
def curie(name: str) -> str:
    """The term for `prefix:local`, with the prefixes of `kg.vocab.PREFIXES`. Raises KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return str(ox.NamedNode(PREFIXES[prefix] + local))


TYPE = curie("rdf:type")


def entity_term(kind: str, key: str) -> str:
    """The term for a thing in the data: `entity_term("actor", "baerum")`."""
    return f"<{entity(kind, key)}>"


@lru_cache(maxsize=4096)
def concept_term(scheme: str, key: str) -> str:
    """The term for a concept: `concept_term("role", "coordinator")`."""
    return f"<{concept(scheme, key)}>"


def raw(source: str, *path: str) -> str:
    """The term for something in a source's own identifiers: `raw("cordis", "project", "101189847")`."""
    from kg.vocab import SRC

    return f"<{SRC}{'/'.join(quote(part, safe='-._~') for part in (source, *path))}>"


def text(value: str, language: str = "") -> str:
    """A string, with its language where it is known.

    >>> text("Bærum", "nb")
    '"Bærum"@nb'
    """
    return str(ox.Literal(value, language=language) if language else ox.Literal(value))


@lru_cache(maxsize=4096)
def date(value: str) -> str:
    """An xsd:gYear, xsd:gYearMonth or xsd:date, as precise as `YYYY[-MM[-DD]]`. Raises KeyError for another length."""
    return str(ox.Literal(value, datatype=_DATE_TYPES[len(value)]))


def amount(value: str) -> str:
    """An xsd:decimal in canonical form: `66262.50` → `66262.5`, `300` → `300`."""
    whole, point, part = value.partition(".")
    part = part.rstrip("0")
    return str(ox.Literal(f"{whole}.{part}" if point and part else whole, datatype=_DECIMAL))


def integer(value: str) -> str:
    """An xsd:integer."""
    return str(ox.Literal(str(int(value)), datatype=_INTEGER))


def boolean(value: bool) -> str:
    """An xsd:boolean."""
    return str(ox.Literal("true" if value else "false", datatype=_BOOLEAN))
