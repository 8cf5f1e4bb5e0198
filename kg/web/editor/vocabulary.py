"""The classes, properties and concepts that a query can name: what the ontology has, and what the graph counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.language.kinds import names
from kg.settings import LANGUAGES
from kg.store.substitute import lookup_text
from kg.vocab import SK, SKC, WRITTEN

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["vocabulary"]

_PARTS = (("class", "classes", SK), ("property", "properties", SK), ("concept", "concepts", SKC))


def vocabulary(samkart: Samkart) -> list[dict[str, Any]]:
    """A record for each: `iri`, `name` (with a prefix, empty where none fits), `kind` (class, property or concept),
    `count` (of things, or of statements; None where the graph does not count it) and `labels` by language.

    Most used first; what stands in no statement last.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for kind, part, base in _PARTS:
        for key, labels in names(part).items():
            found[kind, base + key] = _record(base + key, kind, dict(labels))
    for row in samkart.view.query(lookup_text("vocabulary")):
        iri, kind = row["term"].value, row["kind"].value
        record = found.setdefault((kind, iri), _record(iri, kind, {}))
        record["count"] = int(row["count"].value)
        label = row["label"]
        if label is not None and label.language in LANGUAGES:
            record["labels"].setdefault(label.language, label.value)
    return sorted(found.values(), key=lambda each: (-(each["count"] or 0), each["kind"], each["iri"]))


def _record(iri: str, kind: str, labels: dict[str, str]) -> dict[str, Any]:
    return {"iri": iri, "name": _prefixed(iri), "kind": kind, "count": None, "labels": labels}


def _prefixed(iri: str) -> str:
    """`sk:Municipality`; empty for an IRI whose rest cannot stand behind a prefix as it is."""
    for namespace, prefix in WRITTEN.items():
        rest = iri.removeprefix(namespace)
        if rest and rest != iri and rest.replace("_", "").replace("-", "").isalnum() and not rest.startswith("-"):
            return f"{prefix}:{rest}"
    return ""
