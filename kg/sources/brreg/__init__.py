"""The Norwegian register of legal entities (Enhetsregisteret): municipalities, counties, and the actors that are known.

The shape of its answers is that of the documentation at data.brreg.no/enhetsregisteret/api/docs (version 1 of the
interface). Persons are not asked for: neither roles nor sole proprietorships (`ENK`).
"""

from kg.sources.brreg.fetching import fetch
from kg.sources.brreg.gathering import gather
from kg.sources.reader import ImportText
from kg.sources.web.register import COUNTRY, Register, RegisterFilters

__all__ = ["IMPORT", "Filters", "fetch", "read"]

SOURCE = Register("brreg", gather)
read, Filters = SOURCE.read, RegisterFilters
IMPORT = ImportText("Import a snapshot of the Norwegian register of legal entities (kg fetch brreg).", (COUNTRY,))
