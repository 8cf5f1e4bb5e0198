"""The EEA and Norway Grants: tables of projects, organisations and their roles, 2009–2014 and 2014–2021."""

from kg.sources.eea_grants.gathering import SOURCE
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters

__all__ = ["IMPORT", "Filters", "read"]

read, Filters = SOURCE.read, RecordFilters
IMPORT = ImportText(
    """Import projects of the EEA and Norway Grants: the workbook of 2009–2014, or the tables of 2014–2021.

    Project promoters, project partners and donor project partners are kept.
    """,
    OPTIONS,
)
