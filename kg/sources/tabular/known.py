"""Which projects of a table source the tables that settle things have already, by their names in their programmes."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import cast

from kg.ids import slug
from kg.linking.authority import Authority
from kg.linking.projects import KnownProjects, NamedProject, names_of
from kg.model.catalogue import read_catalogue
from kg.model.source import SourceInfo
from kg.resources import data_dir, ontology_dir
from kg.sources.cleaning.dates import DateOrder
from kg.sources.reader import SettlingReading, load_reader
from kg.sources.tabular.records import Records

__all__ = ["known_projects", "settled_projects"]


def settled_projects() -> KnownProjects:
    """The projects in the tables of the data folder. Raises BadData for tables with problems."""
    data = data_dir()
    found = [
        cast(
            SettlingReading,
            load_reader(info).read(
                [path for pattern in info.input or () for path in sorted(data.glob(pattern))],
                source=info.name,
                ontology=ontology_dir(),
            ),
        ).authority
        for info in read_catalogue(data / "sources").values()
        if info.settles
    ]
    return KnownProjects(reduce(or_, found, Authority()).named_projects)


def known_projects(records: Records, info: SourceInfo, known: KnownProjects) -> dict[str, str]:
    """By key of a record the key of the project that it is: those only that are known."""
    programmes = {slug(code): programme for code, programme in info.programmes.items()}
    orders = records.date_orders()
    found = {}
    for key, each in records.projects.items():
        order = orders.get(each.place[0], DateOrder())
        start, end = (order.read(text)[0] if text.strip() else "" for text in (each.start, each.end))
        names = names_of(each.title, each.acronym)
        record = NamedProject("", programmes.get(slug(each.programme), ""), names, start, end)
        if record.programme and (project := known.find(record)):
            found[key] = project
    return found
