"""Who the bodies of a source became when a graph was built, and by what rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.store.substitute import lookup_text
from kg.vocab import graph, key_of

if TYPE_CHECKING:
    from kg.store.view import View

__all__ = ["LinkedRecord", "linked_records"]


class LinkedRecord(NamedTuple):
    """A record of a source (IRI): its name and country as the source has them, and the actor (IRI) that it became.

    `rule` is what decided (a key of `skc:link-rule`), with the `basis` of a judgement; without a rule the actor is one
    of its own.
    """

    record: str
    name: str
    country: str
    actor: str
    rule: str
    basis: str


def linked_records(view: View, source: str) -> list[LinkedRecord]:
    """The records of a source, by name and record, each once."""
    import pyoxigraph as ox

    found: dict[str, LinkedRecord] = {}
    for row in view.query(lookup_text("linked_records"), {"graph": ox.NamedNode(graph(source))}):
        told = {name: row[name].value if row[name] is not None else "" for name in LinkedRecord._fields}
        told |= {name: key_of(told[name]) for name in ("country", "rule") if told[name]}
        found.setdefault(told["record"], LinkedRecord(**told))
    return sorted(found.values(), key=lambda each: (each.name or each.record, each.record))
