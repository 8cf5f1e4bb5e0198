"""The Statement: one fact as a source says it, on its way to the store."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Statement"]


class Statement(NamedTuple):
    """One fact in N-Triples terms, in the source's own identifiers (see `kg.model.terms.raw`).

    `subject` is the record it comes from or a thing that the record describes: its IRI names source, file and key.
    `object` is the cleaned value; `original` is the value as the source spells it, where that differs (else empty).
    The source's own graph holds the original, the default graph the cleaned value.
    """

    subject: str
    predicate: str
    object: str
    original: str = ""
