"""The Research Organization Registry (ROR): names, kind, country, relations and identifiers of research organisations.

Read from answers of its interface, version 2, or from the dump on Zenodo (JSON in a zip), schema 2.0 and 2.1: see
github.com/ror-community/ror-schema.
"""

from kg.sources.reader import ImportText
from kg.sources.ror.fetching import fetch
from kg.sources.ror.gathering import gather
from kg.sources.web.register import COUNTRY, Register, RegisterFilters

__all__ = ["IMPORT", "Filters", "fetch", "read"]

SOURCE = Register("ror", gather, (".zip", ".json"))
read, Filters = SOURCE.read, RegisterFilters
IMPORT = ImportText("Import a snapshot or the dump of the Research Organization Registry.", (COUNTRY,))
