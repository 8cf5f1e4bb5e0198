"""What is known of the things that are matched: values by property, for telling candidates apart and for tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.language.kinds import kind_word
from kg.store.identifiers import IDENTIFIERS
from kg.store.substitute import lookup_text
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["Facts", "facts_of"]

Facts = Mapping[str, Mapping[str, list[str]]]
"""Values by IRI and property, sorted: IRIs of things of ours, all else as text."""


def facts_of(samkart: Samkart, iris: Iterable[str]) -> Facts:
    """What is known of some things (IRIs that are valid); every one of them is there, with what is known of it."""
    import pyoxigraph as ox

    asked = list(dict.fromkeys(iris))
    found: dict[str, dict[str, list[str]]] = {iri: {} for iri in asked}
    if not asked:
        return found
    rows: Any = samkart.view.query(lookup_text("linked/facts"), {"things": [ox.NamedNode(iri) for iri in asked]})
    for row in rows:
        name, value = row["name"].value, row["value"].value
        if name == "wikidata":
            if not value.startswith(PREFIXES["wd"]):
                continue
            value = value.removeprefix(PREFIXES["wd"])
        found[row["thing"].value].setdefault(name, []).append(value)
    for iri, numbers in samkart.view.identifiers(asked).items():
        found[iri].update({name: numbers[name].split() for name in IDENTIFIERS if numbers[name]})
    for key, known in samkart.view.entities(asked, samkart.language).items():
        found[str(key)]["kind"] = [kind_word(known.kind, samkart.language)]
    return {iri: {name: sorted(set(values)) for name, values in told.items()} for iri, told in found.items()}
