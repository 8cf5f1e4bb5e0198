"""A made-up register of grants, read as table sources are."""

from __future__ import annotations

from collections.abc import Sequence

from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.reading import TableSource
from kg.sources.tabular.records import Organisation, Participation, Programme, Project, Records, name_key
from kg.sources.tabular.tables import SourceTable

__all__ = ["IMPORT", "SOURCE", "Filters", "read"]

LAYOUTS = Layouts(
    {
        "grants": {
            "number": ("grant no",),
            "title": ("title of the grant",),
            "programme": ("scheme",),
            "start": ("from",),
            "end": ("to",),
            "partner": ("partner's name",),
            "country": ("country",),
            "orgnr": ("organisation number",),
            "amount": ("grant (eur)",),
        }
    },
    {"grants": ("number", "title", "partner")},
    by_name=lambda name: "grants" if "grants" in name else None,
    title_rows=5,
)


def gather(tables: Sequence[SourceTable], records: Records) -> None:
    """One row is one partner in one grant."""
    for table in tables:
        count = records.summary.table(table.kind, table.file)
        for number, cells in table.records(records.summary.reporter(table.kind)):
            count.read += 1
            grant, title, scheme, start, end, partner, country, orgnr, amount = cells
            place = (table.file, number)
            if not grant.strip():
                records.summary.skip(table.kind, *place, column="number", reason="no grant number")
                continue
            count.used += 1
            key = orgnr.strip() or name_key(partner, country)
            records.add(Organisation(key, partner, place, country=country, number=orgnr))
            records.add(Programme(scheme, scheme, place))
            records.add(Project(grant, title, place, programme=scheme, start=start, end=end))
            records.tie(Participation(grant, key, place, contribution=amount, currency="EUR"))


SOURCE = TableSource("grants", LAYOUTS, gather)
read, Filters = SOURCE.read, RecordFilters
IMPORT = ImportText("Import grants of the Made-up Fund.", OPTIONS)
