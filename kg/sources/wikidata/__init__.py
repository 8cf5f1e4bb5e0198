"""Wikidata: identifiers and names in all languages of municipalities, counties and known actors, and their twins.

Items are found by SPARQL (the `.rq` files here) and read from the interface `wbgetentities`, in the JSON that
mediawiki.org/wiki/Wikibase/DataModel/JSON describes, with ranks, qualifiers and references.
"""

from kg.sources.reader import ImportText
from kg.sources.web.register import COUNTRY, Register, RegisterFilters
from kg.sources.wikidata.fetching import fetch
from kg.sources.wikidata.gathering import gather

__all__ = ["IMPORT", "Filters", "fetch", "read"]

SOURCE = Register("wikidata", gather)
read, Filters = SOURCE.read, RegisterFilters
IMPORT = ImportText("Import a snapshot of Wikidata: names, identifiers and twin towns (kg fetch wikidata).", (COUNTRY,))
