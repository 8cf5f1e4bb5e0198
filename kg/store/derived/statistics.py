"""The graph's description of itself in VoID: as many as SPARQL counts, what it says of itself included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg.vocab import SRC, VOID, XSD

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["DATASET", "describe"]

DATASET = "https://w3id.org/samkart/dataset"
"""The whole: its default graph is what is counted; a part of it, named `DATASET/NAME`, is what a source says."""
_FOLDER = Path(__file__).parents[1] / "sparql" / "void"


def describe(store: ox.Store) -> None:
    """Add to a store's default graph how much is in it. Nothing may be added after that."""
    import pyoxigraph as ox

    for name, count in _counts(store, "graphs").items():
        if name.startswith(SRC):
            _add(store, f"{DATASET}/{name.removeprefix(SRC)}", "triples", _number(count))
    classes, properties = _counts(store, "classes"), _counts(store, "properties")
    subjects = int(next(iter(_rows(store, "subjects")))["count"].value)
    own = (
        *("classPartition", "class", "entities", "propertyPartition", "property", "triples"),
        *("distinctSubjects", "classes", "properties"),
    )
    properties.update({VOID + name: 0 for name in own if VOID + name not in properties})
    for name, more in (
        *((each, len(classes)) for each in ("classPartition", "class", "entities")),
        *((each, len(properties)) for each in ("propertyPartition", "property", "triples")),
        *((each, 1) for each in ("triples", "distinctSubjects", "classes", "properties")),
    ):
        properties[VOID + name] += more
    _add(store, DATASET, "triples", _number(properties.total()))
    _add(store, DATASET, "distinctSubjects", _number(subjects + len(classes) + len(properties)))
    _add(store, DATASET, "classes", _number(len(classes)))
    _add(store, DATASET, "properties", _number(len(properties)))
    for kind, counts, counted in (("class", classes, "entities"), ("property", properties, "triples")):
        for name, count in sorted(counts.items()):
            part = f"{DATASET}/{kind}/{quote(name, safe='')}"
            _add(store, DATASET, f"{kind}Partition", ox.NamedNode(part))
            _add(store, part, kind, ox.NamedNode(name))
            _add(store, part, counted, _number(count))


def _rows(store: ox.Store, name: str) -> Iterator[Any]:
    found: Any = store.query((_FOLDER / f"{name}.rq").read_text("utf-8"))
    return iter(found)


def _counts(store: ox.Store, name: str) -> Counter[str]:
    import pyoxigraph as ox

    rows = [row for row in _rows(store, name) if isinstance(row["name"], ox.NamedNode)]
    return Counter({row["name"].value: int(row["count"].value) for row in rows})


def _number(count: int) -> ox.Literal:
    import pyoxigraph as ox

    return ox.Literal(str(count), datatype=ox.NamedNode(XSD + "integer"))


def _add(store: ox.Store, subject: str, name: str, value: ox.NamedNode | ox.Literal) -> None:
    import pyoxigraph as ox

    store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(VOID + name), value))
