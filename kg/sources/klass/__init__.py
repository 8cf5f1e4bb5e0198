"""Statistics Norway's register of classifications (KLASS): municipality and county numbers, and what became of them.

The next reform needs no code: `kg fetch klass` asks for the codes and changes, those of the future too, and
`kg import klass` carries the curated tables on from their last reform. The shape of the answers is that of
data.ssb.no/api/klass/v1/api-guide.html.
"""

from kg.sources.klass.fetching import fetch
from kg.sources.klass.tables import make_tables

__all__ = ["TABLES", "fetch", "make_tables"]

TABLES = "Carry the tables of municipalities, counties, numbers and reforms on by a snapshot of KLASS (kg fetch klass)."
