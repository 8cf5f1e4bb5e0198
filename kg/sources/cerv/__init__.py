"""Citizens, Equality, Rights and Values, from the Funding & Tenders portal."""

from kg.sources.eu_results import by_year, programme_source
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters

__all__ = ["IMPORT", "Filters", "read"]

_SOURCE = programme_source(
    "cerv",
    by_year(
        {
            "cerv": ((2021, "CERV"),),
            "43251589": ((2021, "CERV"),),
        }
    ),
)
read, Filters = _SOURCE.read, RecordFilters
IMPORT = ImportText(
    """Import projects of CERV: answers of the search of the Funding & Tenders portal (JSON).

    Of each project that is wanted all who take part are kept.
    """,
    OPTIONS,
)
