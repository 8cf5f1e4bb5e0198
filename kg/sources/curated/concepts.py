"""The concepts of the SKOS schemes, read straight from `ontology/schemes/` (a few milliseconds)."""

from __future__ import annotations

from pathlib import Path

from kg.vocab import SKC, SKOS

__all__ = ["concept_keys", "concept_names"]


def concept_keys(schemes: Path) -> dict[str, set[str]]:
    """`{"theme": {"climate-mitigation", …}, …}`: the concepts that are in a scheme, by scheme."""
    import pyoxigraph as ox

    in_scheme = ox.NamedNode(SKOS + "inScheme")
    keys: dict[str, set[str]] = {}
    for path in sorted(schemes.glob("*.ttl")):
        for quad in ox.parse(path=str(path)):
            if quad.predicate == in_scheme and isinstance(quad.subject, ox.NamedNode):
                scheme, _, key = quad.subject.value.removeprefix(SKC).partition("/")
                if key:
                    keys.setdefault(scheme, set()).add(key)
    return keys


def concept_names(schemes: Path) -> dict[str, dict[str, list[str]]]:
    """`{"theme": {"climate-mitigation": ["Klimakutt", …]}}`: what the concepts are called in every language."""
    import pyoxigraph as ox

    called = {ox.NamedNode(SKOS + name) for name in ("prefLabel", "altLabel", "hiddenLabel", "notation")}
    names: dict[str, dict[str, list[str]]] = {}
    for path in sorted(schemes.glob("*.ttl")):
        for quad in ox.parse(path=str(path)):
            if quad.predicate in called and isinstance(quad.subject, ox.NamedNode):
                scheme, _, key = quad.subject.value.removeprefix(SKC).partition("/")
                names.setdefault(scheme, {}).setdefault(key, []).append(str(getattr(quad.object, "value", "")))
    return names
