"""Creative Europe and the Culture programme before it: the results platform and the portal."""

from kg.sources.eu_results import by_year, programme_source
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters

__all__ = ["IMPORT", "Filters", "read"]

_SOURCE = programme_source(
    "creative-europe",
    by_year(
        {
            "creative europe": ((2014, "Creative Europe 2014-2020"), (2021, "Creative Europe 2021-2027")),
            "43251814": ((2021, "Creative Europe 2021-2027"),),
            "culture/culture (2007-2013)": ((2007, "Culture 2007-2013"),),
        }
    ),
)
read, Filters = _SOURCE.read, RecordFilters
IMPORT = ImportText(
    """Import projects of Creative Europe: exports of the results platform, or answers of the portal (JSON).

    Of each project that is wanted all who take part are kept.
    """,
    OPTIONS,
)
