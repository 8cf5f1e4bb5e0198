"""Europe for Citizens 2014–2020: the export of its results platform, which names projects and coordinators."""

from __future__ import annotations

from collections.abc import Sequence

from kg.sources.cleaning.persons import name_shape
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.reading import TableSource
from kg.sources.tabular.records import Organisation, Participation, Programme, Project, Records, name_key
from kg.sources.tabular.tables import SourceTable

__all__ = ["IMPORT", "Filters", "read"]

_CODE = "Europe for Citizens 2014-2020"
# As the platform itself writes its csv (pnowak2/ec_projectsresults, exportcsv.get.csv.ftl, domain efc).
_LAYOUTS = Layouts(
    {
        "projects": {
            "title": ("projecttitle",),
            "call": ("call",),
            "coverage": ("coverage",),
            "coordinator": ("coordinatororganisationname",),
            "card": ("projectcard",),
        }
    },
    {"projects": ("title", "call", "coverage", "coordinator", "card")},
)


def _gather(tables: Sequence[SourceTable], records: Records) -> None:
    """Coverage lists the countries of all who take part: that of the coordinator is told only where there is one."""
    for table in tables:
        count = records.summary.table(table.kind, table.file)
        for number, (title, _, coverage, name, card) in table.records(records.summary.reporter(table.kind)):
            count.read += 1
            place = (table.file, number)
            key = card.strip().rstrip("/").rpartition("/")[2]
            if not key:
                records.summary.skip(table.kind, *place, column="ProjectCard", reason="no project card")
                continue
            count.used += 1
            countries = [each.strip() for each in coverage.replace(";", ",").split(",") if each.strip()]
            country = countries[0] if len(countries) == 1 else ""
            records.add(Programme(_CODE, _CODE, place))
            records.add(Project(key, title, place, programme=_CODE, homepage=card if card.startswith("http") else ""))
            who = name_key(name, country)
            if who and name_shape(name):
                records.persons.add(who)
            elif who:
                records.add(Organisation(who, name, place, country=country))
                records.tie(Participation(key, who, place, role="coordinator"))


_SOURCE = TableSource("europe-for-citizens", _LAYOUTS, _gather)
read, Filters = _SOURCE.read, RecordFilters
IMPORT = ImportText(
    """Import projects of Europe for Citizens: the csv export of its results platform.

    It names the coordinators only; partners are not in it.
    """,
    OPTIONS,
)
