"""Signatories of the Covenant of Mayors, from the Joint Research Centre's table, with coordinators and supporters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.sources.cleaning.values import clean_date
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.reading import TableSource
from kg.sources.tabular.records import Membership, Organisation, Place, Records, name_key
from kg.sources.tabular.tables import SourceTable

__all__ = ["IMPORT", "SOURCE", "Filters", "read"]

NETWORK = "covenant-of-mayors"
AS_OF = "2024-01"
"""The month of the fifth release, which has these columns; the table has no date of its own."""
_NUMBER = re.compile(r"[0-9]+(_[a-z]+)?")
_NULL = {"", "-"}  # None is a town in Piemonte
_STATUS = {"published": "signatory", "on_hold": "on-hold", "on hold": "on-hold", "withdrawn": "ended"}
_FLAGS = {"true": True, "1": True, "false": False, "0": False}

LAYOUTS = Layouts(
    {
        "signatories": {
            "organisation_id": ("organisation_id",),
            "organisation_name": ("organisation_name",),
            "coordinator_name": ("coordinator_name",),
            "supporter_name": ("supporter_name",),
            "country_code": ("country_code",),
            "organisation_latitude": ("organisation_latitude",),
            "organisation_longitude": ("organisation_longitude",),
            "signatory_status": ("signatory_status",),
            "date_of_adhesion": ("date_of_adhesion",),
            "group_profile": ("group_profile",),
        }
    },
    {
        "signatories": (
            "organisation_id",
            "organisation_name",
            "country_code",
            "signatory_status",
            "date_of_adhesion",
        )
    },
    by_name=lambda name: "signatories" if "signatories" in name.lower() else None,
    title_rows=5,
)


def gather(tables: Sequence[SourceTable], records: Records) -> None:
    """One row is one signatory: a member of the network, with the bodies that coordinate and support it as members."""
    for table in tables:
        count = records.summary.table(table.kind, table.file)
        for number, cells in table.records(records.summary.reporter(table.kind)):
            count.read += 1
            if _signatory(cells, (table.file, number), records):
                count.used += 1


def _signatory(given: tuple[str, ...], place: Place, records: Records) -> bool:
    key, name, coordinator, supporter, country, north, east, status, joined, group = map(_cell, given)
    wrong = _fault(key, name, status, group)
    if not wrong and (earlier := records.organisations.get(key)):
        wrong = ("organisation_id", "repeated number", f"{key} stands in row {earlier.place[1]} too; the first counts")
    if wrong:
        column, reason, message = wrong
        records.summary.skip("signatories", *place, column=column, reason=reason, message=message)
        return False
    if _FLAGS.get(group.lower()):  # the point of a group is somewhere in it
        north = east = ""
    records.add(Organisation(key, name, place, country=country, public=True, latitude=north, longitude=east))
    as_of = max(AS_OF, clean_date(joined) or "")  # who has joined since is a row of a later release
    records.tie(Membership(NETWORK, key, place, status=_STATUS[status.lower()], start=joined, as_of=as_of))
    for text, role in ((coordinator, "coordinator"), (supporter, "supporter")):
        if text:
            other = name_key(text)
            records.bodies.add(other)
            records.add(Organisation(other, text, place, public=role == "coordinator"))
            records.tie(Membership(NETWORK, other, place, role=role, as_of=as_of))
    return True


def _fault(key: str, name: str, status: str, group: str) -> tuple[str, str, str] | None:
    """Column, reason and message of what makes a row unusable."""
    if not _NUMBER.fullmatch(key):
        return "organisation_id", "no number", f"{key!r} is no number of a signatory"
    if not name or name.replace(".", "").replace(",", "").isdigit():
        return "organisation_name", "no name", f"{name!r} is no name"
    if status.lower() not in _STATUS:
        return "signatory_status", "no status", f"{status!r} is none of {', '.join(_STATUS)}"
    if group and group.lower() not in _FLAGS:
        return "group_profile", "no yes or no", f"{group!r} is neither true nor false"
    return None


def _cell(text: str) -> str:
    """A cell without what stands for nothing."""
    value = text.strip()
    return "" if value in _NULL else value


SOURCE = TableSource("covenant", LAYOUTS, gather)
read, Filters = SOURCE.read, RecordFilters
IMPORT = ImportText(
    """Import signatories of the Covenant of Mayors: the Joint Research Centre's workbook, or a csv of it.

    One that is on hold is not counted as active. Coordinators and supporters are kept with their role.
    """,
    OPTIONS,
)
