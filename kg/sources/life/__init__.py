"""LIFE 2021–2027, from the Funding & Tenders portal."""

from kg.sources.eu_results import by_year, programme_source
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters

__all__ = ["IMPORT", "Filters", "read"]

_SOURCE = programme_source(
    "life",
    by_year(
        {
            "life": ((2021, "LIFE 2021-2027"),),
            "life2027": ((2021, "LIFE 2021-2027"),),
            "43252405": ((2021, "LIFE 2021-2027"),),
        }
    ),
)
read, Filters = _SOURCE.read, RecordFilters
IMPORT = ImportText(
    """Import projects of LIFE 2021–2027: answers of the search of the Funding & Tenders portal (JSON).

    Of each project that is wanted all who take part are kept.
    """,
    OPTIONS,
)
