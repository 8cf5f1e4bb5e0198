"""Rows of keep.eu as records: partners find their project by programme and number, else by programme and acronym.

An acronym that several projects of a programme have names none of them: partners told by it alone are left out and
counted. A project may be on one sheet only; one that has two lead partners stood in two rows in 2019.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.ids import fold, slug
from kg.sources.cleaning.values import is_pic
from kg.sources.keep.cells import amount, contribution, date, empty, identifiers, kind_of_type, programme_code, region
from kg.sources.tabular.records import Organisation, Participation, Place, Programme, Project, Records, name_key
from kg.sources.tabular.statements import country_of
from kg.sources.tabular.tables import SourceTable

__all__ = ["gather"]

_Row = tuple[dict[str, str], Place]
_LOCAL = re.compile(
    r"kommun|municip|gmina|gemeinde|\bobec|comun|commune|mairie|ayuntamiento|\b(city|town) (of|council)"
)
"""Words of a name that many places have a body of: such a name tells a body with its region only."""
_ROLES = {"yes": "lead-partner", "lead": "lead-partner", "no": "participant", "partner": "participant"}


@dataclass(slots=True)
class _Known:
    """The projects told so far: by key, and which keys a programme's acronym may mean."""

    projects: dict[str, Project] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def gather(tables: Sequence[SourceTable], records: Records) -> None:
    """Projects first, then the partners, whichever stands first in the files."""
    known = _Known()
    for table in (each for each in tables if each.kind == "projects"):
        for place, told in records.rows(table, empty):
            _project((told, place), known, records)
    pages = Counter((each.programme, each.homepage) for each in known.projects.values())
    for key, each in known.projects.items():
        if pages[each.programme, each.homepage] > 1:  # the programme's page
            known.projects[key] = replace(each, homepage="")
    for each in known.projects.values():
        records.add(each)
    for table in (each for each in tables if each.kind == "partners"):
        for place, told in records.rows(table, empty):
            _partner((told, place), known, records)
    empty_projects = known.projects.keys() - {tie.project for tie in records.participations}
    if empty_projects and any(table.kind == "partners" for table in tables):
        records.summary.notes["project without a partner's row"] += len(empty_projects)


def _key(programme: str, name: str) -> str:
    return f"{slug(programme)}-{slug(name) or fold(name).replace(' ', '-')}"


def _project(row: _Row, known: _Known, records: Records) -> None:
    told, place = row
    titles = [told[name] for name in ("title", "title_2", "title_3", "title_4", "title_5") if told[name]]
    name = told["id"] or told["acronym"] or next(iter(titles), "")
    if not (told["programme"] and name):
        records.summary.skip("projects", *place, "programme", "no programme, or neither number, acronym nor name")
        return
    records.summary.table("projects", place[0]).used += 1
    programme = _programme(told, place, records)
    key = _key(programme, name)
    project = Project(
        key,
        titles[0] if titles else "" if told["acronym"] else name,
        place,
        identifier=told["id"] or name,
        language="en" if told["title"] else "",
        acronym=told["acronym"],
        programme=programme,
        start=date(told["start"]),
        end=date(told["end"]),
        total_cost=amount(told["budget"]),
        contribution=amount(told["funding"]),
        currency="EUR",
        homepage=told["homepage"],
    )
    before = known.projects.get(key)
    if before is not None and _same(before, project):
        records.summary.notes["the same project in several rows, carried once"] += 1
        return
    if before is not None:
        key = next(f"{key}-{number}" for number in range(2, 10_000) if f"{key}-{number}" not in known.projects)
        project = replace(project, key=key)
    known.projects[key] = project
    if told["id"] and before is None:
        known.named[_key(programme, told["id"])].add(key)
    known.named[_key(programme, told["acronym"] or name)].add(key)


def _programme(told: dict[str, str], place: Place, records: Records) -> str:
    """The code of a row's programme, which is added."""
    code = programme_code(told["programme"])
    records.add(Programme(code, told["programme"], place))
    return code


def _same(one: Project, other: Project) -> bool:
    """Are two rows of one key the same project: alike in name and days?"""
    told = [(each.title, each.acronym.casefold(), each.start, each.end) for each in (one, other)]
    return told[0] == told[1]


def _partner(row: _Row, known: _Known, records: Records) -> None:
    told, place = row
    names = [told[name] for name in ("name", "name_2", "name_3", "name_4") if told[name]]
    fault = ""
    if not told["programme"] or not (told["id"] or told["acronym"]):
        fault = "no programme, or neither number nor acronym of a project"
    elif not names:
        fault = "organisation not named"
    if fault:
        records.summary.skip("partners", *place, "name" if not names else "acronym", fault)
        return
    programme = programme_code(told["programme"])
    keys = [_key(programme, told[name]) for name in ("id", "acronym") if told[name]]
    meant = next((known.named[key] for key in keys if key in known.named), set[str]())
    if len(meant) > 1:
        message = f"{len(meant)} projects of this programme are called {told['acronym'] or told['id']!r}"
        records.summary.skip("partners", *place, "acronym", "project not told apart", message)
        return
    records.summary.table("partners", place[0]).used += 1
    _programme(told, place, records)
    project = next(iter(meant), keys[0])
    if not meant and project not in records.projects:
        records.summary.notes["project on the sheet of partners only"] += 1
        records.add(
            Project(
                project,
                "" if told["acronym"] else told["id"],
                place,
                identifier=told["id"] or told["acronym"],
                acronym=told["acronym"],
                programme=programme,
            )
        )
    records.tie(
        Participation(
            project,
            _organisation(told, names, place, records),
            place,
            role=_ROLES.get(told["lead"].casefold(), ""),
            contribution=contribution(told["co_financing"], told["erdf"], told["eni"], told["ipa"]),
            total_cost=amount(told["budget"]),
            currency="EUR",
        )
    )


def _organisation(told: dict[str, str], names: list[str], place: Place, records: Records) -> str:
    """Adds the organisation of a row; its key: the PIC, else the national number, else name, country and region."""
    country = told["country_code"][:2] if country_of(told["country_code"][:2]) else told["country"]
    code, nuts = country_of(country), region(told["nuts1"], told["nuts2"], told["nuts3"])
    vat, number = identifiers(told["other_id"], code)
    kind, public = kind_of_type(told["type"], told["legal"])
    pic = told["pic"] if told["pic"] != "0" else ""
    if is_pic(pic):
        key = f"pic-{pic}"
    elif number:
        key = f"{code.lower()}-{number}".strip("-")
    else:
        key = name_key(names[0], code or country, nuts if _LOCAL.search(fold(names[0])) else "")
    records.add(
        Organisation(
            key or fold(names[0]),
            names[0],
            place,
            country=code or country,
            kind=kind,
            public=public,
            other_names=tuple(names[1:]),
            pic=pic,
            vat=vat,
            number=number,
            city=told["town"],
            nuts=nuts,
            latitude=told["latitude"],
            longitude=told["longitude"],
        )
    )
    return key or fold(names[0])
