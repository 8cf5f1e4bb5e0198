"""What others call the same thing: items of Wikidata, as `owl:sameAs`.

`data/links/wikidata.tsv` names the item of an actor, and the source that does so. Columns: actor (key), item, source.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.linking.identity import ITEM
from kg.store.triples import TripleSource
from kg.vocab import OWL, RDF, SKD

__all__ = ["ITEM", "items", "same_as"]

_FILE = "wikidata.tsv"


def items(folder: Path) -> dict[str, tuple[str, str]]:
    """The item of each actor (by key) and the source that names it; none where there is no such file."""
    path = folder / _FILE
    lines = path.read_text("utf-8").splitlines()[1:] if path.is_file() else []
    return {actor: (item, source) for actor, item, source in (line.split("\t") for line in lines)}


def same_as(reader: TripleSource, folder: Path) -> Iterator[tuple[str, str, str]]:
    """(actor, property, value) of each actor that is in the graph and has an item, in order."""
    here = {actor for actor, _, _ in reader.pairs(RDF + "type")}
    for key, (item, _) in sorted(items(folder).items()):
        if SKD + f"actor/{key}" in here:
            yield SKD + f"actor/{key}", OWL + "sameAs", f"<{ITEM}{item}>"
