"""Kohesio: projects of EU cohesion policy and their beneficiaries, one row each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.sources.cleaning.persons import name_shape
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.reading import TableSource
from kg.sources.tabular.records import Organisation, Participation, Programme, Project, Records, name_key
from kg.sources.tabular.statements import country_of
from kg.sources.tabular.tables import SourceTable

__all__ = ["IMPORT", "Filters", "read"]

# Columns of the country files `latest_XX.csv`; the Commission's open data (557j-pmg8) has the same in small letters.
_COLUMNS = {
    "id": "Operation_Unique_Identifier",
    "local": "Operation_Local_Identifier",
    "english": "Operation_Name_English",
    "title": "Operation_Name_Programme_Language",
    "country": "Country",
    "code": "CountryCode",
    "start": "Operation_Start_Date",
    "end": "Operation_End_Date",
    "total": "Total_Eligible_Expenditure_amount",
    "currency": "Total_Eligible_Expenditure_Currency",
    "grant": "Project_EU_Budget",
    "beneficiary": "Beneficiary_Unique_Identifier",
    "name": "Beneficiary_Name",
    "number": "Beneficiary_Local_Identifier",
    "programmeCode": "Programme_Code",
    "programme": "Programme_Name",
    "period": "Programming_Period",
}
_LAYOUTS = Layouts(
    {"operations": {name: (told.casefold(),) for name, told in _COLUMNS.items()}},
    {"operations": ("id", "title", "start", "total", "name")},
)
_ITEM = re.compile(r"Q[1-9][0-9]*")  # of the EU Knowledge Graph, not of Wikidata


def _gather(tables: Sequence[SourceTable], records: Records) -> None:
    for table in tables:
        count = records.summary.table(table.kind, table.file)
        for place, row in records.rows(table):
            item = _ITEM.search(row["id"])
            if item is None:
                records.summary.skip(table.kind, *place, column="Operation_Unique_Identifier", reason="no identifier")
                continue
            count.used += 1
            programme = row["programmeCode"] or " ".join(filter(None, (row["programme"], row["period"])))
            if programme:
                records.add(Programme(programme, row["programme"] or programme, place))
            records.add(
                Project(
                    item[0],
                    row["title"] or row["english"],
                    place,
                    programme=programme,
                    start=row["start"],
                    end=row["end"],
                    total_cost=row["total"],
                    contribution=row["grant"],
                    currency=row["currency"] or "EUR",
                )
            )
            _beneficiary(row, item[0], place=place, records=records)


def _beneficiary(row: dict[str, str], project: str, place: tuple[str, int], records: Records) -> None:
    """Who has the grant; a name like a person's without a number is left out."""
    country = country_of(row["code"]) or country_of(row["country"])
    item = _ITEM.search(row["beneficiary"])
    key = item[0] if item else name_key(row["name"], country)
    if not (key and row["name"]):
        records.summary.notes["operation without a named beneficiary"] += 1
        return
    if name_shape(row["name"]) and not row["number"]:
        records.persons.add(key)
        return
    records.add(Organisation(key, row["name"], place, country=country, number=row["number"]))
    records.tie(Participation(project, key, place, role="participant"))


_SOURCE = TableSource("kohesio", _LAYOUTS, _gather)
read, Filters = _SOURCE.read, RecordFilters
IMPORT = ImportText(
    """Import projects of cohesion policy from Kohesio: csv files of countries, or the Commission's open data (JSON).

    One beneficiary is named for each project.
    """,
    OPTIONS,
)
