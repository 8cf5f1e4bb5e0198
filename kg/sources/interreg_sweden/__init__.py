"""Swedish partners in Interreg 2021–2027 (Tillväxtverket, Interregbarometern): one object is one partner in a project.

A project is told by programme and name; the `id` of the file is given twice within programmes. Of one name are two
projects where one ended before the other began (a preparation and what it prepared). A budget of 0 stands for none
stated (associated partners have no other).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from kg.ids import fold, slug
from kg.model.period import before
from kg.sources.cleaning.values import clean_date, shown
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.reading import TableSource
from kg.sources.tabular.records import Organisation, Participation, Programme, Project, Records, name_key
from kg.sources.tabular.tables import SourceTable

__all__ = ["IMPORT", "SOURCE", "Filters", "read"]

_FIELDS: tuple[str, ...] = (
    "program",
    "projektnamn",
    "startdatum",
    "slutdatum",
    "organisationsnamn",
    "organisationsagande",
)
_FIELDS += ("organisationstyp", "organisationsroll", "partnerbudget", "land")
_UNREAD = "id projekttyp nuts3 nuts2 politisktmal specifiktmal projektår aktiv strand_kod strand_namn"
LAYOUTS = Layouts(
    {"partners": {name: (name,) for name in _FIELDS}},
    {"partners": ("program", "projektnamn", "organisationsnamn", "organisationsroll")},
    unread=frozenset(_UNREAD.split()),
    by_name=lambda name: "partners" if PurePosixPath(name).stem.split(".")[0] == "rawdata" else None,
)
_ROLES = {"lp": "lead-partner", "pp": "participant", "ap": "associated-partner"}
_KINDS = {"small or medium-sized enterprise (sme)": "company", "large enterprise": "company"}


def gather(tables: Sequence[SourceTable], records: Records) -> None:
    """One row is one Swedish organisation in one project."""
    for table in tables:
        count = records.summary.table(table.kind, table.file)
        for place, told in records.rows(table, _empty):
            missing = next((name for name in ("program", "projektnamn", "organisationsnamn") if not told[name]), "")
            if missing:
                records.summary.skip(table.kind, *place, missing, f"no {missing}")
                continue
            count.used += 1
            _row(records, told, place)


def _empty(cell: str) -> str:
    value = cell.strip()
    return "" if value.casefold() in ("none", "null", "nan", "-") else value


def _row(records: Records, told: dict[str, str], place: tuple[str, int]) -> None:
    organisation = name_key(told["organisationsnamn"], told["land"])
    kind = _KINDS.get(told["organisationstyp"].casefold(), "")
    records.add(
        Organisation(
            organisation,
            told["organisationsnamn"],
            place,
            country=told["land"],
            kind=kind,
            public=not kind and fold(told["organisationsagande"]) == "public",
        )
    )
    records.add(Programme(told["program"], told["program"], place))
    project = _project_key(records, told)
    records.add(
        Project(
            project,
            told["projektnamn"],
            place,
            identifier=told["projektnamn"],
            programme=told["program"],
            start=told["startdatum"],
            end=told["slutdatum"],
        )
    )
    role = _ROLES.get(told["organisationsroll"].casefold(), "")
    if told["organisationsroll"] and not role:
        message = f"{shown(told['organisationsroll'])} is none of {', '.join(_ROLES)}"
        records.summary.drop("participation", *place, "organisationsroll", message)
    budget = told["partnerbudget"]
    if not budget.strip("0.,"):
        records.summary.notes["budget of 0, not stated"] += bool(budget)
        budget = ""
    records.tie(Participation(project, organisation, place, role=role, total_cost=budget, currency="EUR"))


def _project_key(records: Records, told: dict[str, str]) -> str:
    """The key of a row's project; one that lies apart in time from those of its name has its start in it."""
    key = f"{slug(told['program'])}-{slug(told['projektnamn'])}"
    start, end = _day(told["startdatum"]), _day(told["slutdatum"])
    for each in (key, f"{key}-{start[:4]}"):
        known = records.projects.get(each)
        if known is None or not (before(_day(known.end), start) or before(end, _day(known.start))):
            return each
    return f"{key}-{start}"


def _day(text: str) -> str:
    return clean_date(text) or ""


SOURCE = TableSource("interreg-sweden", LAYOUTS, gather, persons=None)
read, Filters = SOURCE.read, RecordFilters
IMPORT = ImportText("Import Swedish partners in Interreg 2021–2027 from Tillväxtverket's rawdata.json.", OPTIONS)
