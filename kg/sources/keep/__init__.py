"""keep.eu: Interreg projects and their partners, in the Excel export of today and of 2019, csv of a sheet, and JSON."""

from __future__ import annotations

import re

from kg.sources.keep.columns import LAYOUTS
from kg.sources.keep.details import detail_tables
from kg.sources.keep.gather import gather
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters
from kg.sources.tabular.reading import TableSource

__all__ = ["IMPORT", "SOURCE", "Filters", "read"]

_TITLED = re.compile(r"(?:dr|prof|mr|mrs|ms)\.? [A-Z]\S+ [A-Z]\S+", re.IGNORECASE)
"""Partners are bodies; the few rows that name a person begin with a title."""

SOURCE = TableSource("keep", LAYOUTS, gather, detail_tables, persons=lambda name: bool(_TITLED.fullmatch(name)))
read, Filters = SOURCE.read, RecordFilters
IMPORT = ImportText("Import projects and partners exported from keep.eu (Excel, csv or JSON).", OPTIONS, adds=True)
