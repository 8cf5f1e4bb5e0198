"""Erasmus+ and the programmes before it: the results platform and the Funding & Tenders portal."""

from kg.sources.eu_results import by_year, programme_source
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters

__all__ = ["IMPORT", "Filters", "read"]

_SOURCE = programme_source(
    "erasmus",
    by_year(
        {
            "erasmus+": ((2014, "Erasmus+ 2014-2020"), (2021, "Erasmus+ 2021-2027")),
            "43353764": ((2021, "Erasmus+ 2021-2027"),),
            "education and training/life long learning (2007-2013)": ((2007, "Lifelong Learning 2007-2013"),),
            "youth/youth in action (2007-2013)": ((2007, "Youth in Action 2007-2013"),),
        }
    ),
)
read, Filters = _SOURCE.read, RecordFilters
IMPORT = ImportText(
    """Import projects of Erasmus+: exports of the results platform, or answers of the Funding & Tenders portal (JSON).

    Of each project that is wanted all who take part are kept.
    """,
    OPTIONS,
)
