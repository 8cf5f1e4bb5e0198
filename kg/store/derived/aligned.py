"""The graph in the terms of other vocabularies: what their queries ask for is written out, so they need no reasoner.

Each look-up in `kg/store/sparql/aligned` makes statements of what the store holds and its ontology says.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from kg.store.derived.statistics import describe

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["align", "complete"]

_FOLDER = Path(__file__).parents[1] / "sparql" / "aligned"


def complete(store: ox.Store) -> None:
    """Add to a store what others ask for and what it says of itself; nothing may be added after that."""
    align(store)
    describe(store)


def align(store: ox.Store) -> None:
    """Add to a store's default graph what it says in the terms of other vocabularies.

    No statement passes through Python: the engine writes them to a file without a name and loads it. Raises OSError
    when there is no room.
    """
    import pyoxigraph as ox

    for path in sorted(_FOLDER.glob("*.rq")):
        made: Any = store.query(path.read_text("utf-8"))
        with TemporaryFile() as file:
            made.serialize(file, format=ox.RdfFormat.N_TRIPLES)
            file.seek(0)
            store.bulk_load(file, format=ox.RdfFormat.N_TRIPLES, lenient=True)
