"""RDF as text: sorted, with the prefixes that are used, the same bytes for the same graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["FORMATS", "serialise"]

FORMATS = ("turtle", "ntriples", "jsonld", "trig", "nquads")


def serialise(statements: Iterable[ox.Triple | ox.Quad], form: str) -> str:
    """Triples (or, for trig and nquads, quads) as text in one of `FORMATS`. Blank nodes keep their labels.

    N-Triples and N-Quads are sorted by line; Turtle, TriG and JSON-LD by subject, predicate and object.
    """
    import pyoxigraph as ox

    ordered = sorted(statements, key=str)
    kinds = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "trig": ox.RdfFormat.TRIG,
        "nquads": ox.RdfFormat.N_QUADS,
    }
    if form in ("ntriples", "nquads"):
        return "".join(f"{statement} .\n" for statement in ordered)
    text = (ox.serialize(ordered, format=kinds[form], prefixes=PREFIXES) or b"").decode()  # type: ignore[arg-type]
    return text if text.endswith("\n") else text + "\n"
