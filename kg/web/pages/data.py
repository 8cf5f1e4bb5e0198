"""What a page shows in the formats of other programs: tables, workbooks, RDF, and networks."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import Usage
from kg.ids import file_name
from kg.model.result import Report, Section, Tabular
from kg.model.table import Table, things_in
from kg.views.exports.delimited import delimited, excel_csv
from kg.vocab import SKD, kind_of
from kg.web.asked import Asked, Rendered
from kg.web.forms import FORMS
from kg.web.operations.operation import no_section, sections_of

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.networks.types import Graph

__all__ = ["Content", "as_json", "content", "data", "saved"]

_RDF = ("turtle", "ntriples", "jsonld")
_NETWORKS = ("gexf", "graphml")
_MOST_THINGS = 2000  # described in one answer


class Content:
    """What a page shows: its tables, what they are about, and how else it can be had.

    `about` are the IRIs of the things that the page is about, `command` how the shell asks the same, and `network`
    makes the network that the page shows, where there is one. `found` is the answer that the shell writes as JSON.
    """

    def __init__(
        self,
        name: str,
        sections: Sequence[Section],
        found: Tabular | Report[Any] | None = None,
        *,
        about: Sequence[str] = (),
        command: Sequence[str] = (),
        network: Callable[[], Graph] | None = None,
    ) -> None:
        self.name, self.sections, self.found = name, sections, found
        self.about, self.command, self.network = about, command, network

    @property
    def forms(self) -> list[str]:
        """The keys of the formats that it can be had in, beside HTML."""
        rdf = [each for each in _RDF if self.about or any(things_in(section.table) for section in self.sections)]
        return ["csv", "xlsx", "json", *rdf, *(_NETWORKS if self.network else ())]


def data(samkart: Samkart, asked: Asked, made: Content) -> Rendered:
    """The content in the format that was asked for. Raises Usage for one that it cannot be had in."""
    if asked.form not in made.forms:
        known = ", ".join(["html", *made.forms])
        raise Usage(f"{asked.form!r} is not a format of this page; expected {known}", (), "format")
    name = asked.value("section")
    sections = [each for each in made.sections if each.name == name] if name else list(made.sections)
    if not sections:
        raise no_section(name, made.sections)
    if asked.form in ("csv", "xlsx"):
        return _tables(samkart, asked, made, sections)
    if asked.form == "json":
        return saved(asked, made.name, _json(made, sections, whole=not name))
    if asked.form in _RDF:
        things = made.about or list(dict.fromkeys(iri for each in sections for iri in _subjects(each.table)))
        text = samkart.describe(things[:_MOST_THINGS], asked.form, ties=bool(made.about))
        return saved(asked, made.name, text.encode())
    return saved(asked, made.name, _network(asked, made))


def saved(asked: Asked, name: str, body: bytes, **more: str) -> Rendered:
    """A body in the format that was asked for, with the name of a file to save it under."""
    form = FORMS[asked.form]
    kind = "inline" if form.shown else "attachment"
    disposition = f'{kind}; filename="{file_name(name)}{form.ending}"'
    return Rendered(body=body, media_type=form.header, headers={"Content-Disposition": disposition, **more})


def as_json(value: object, *, ordered: bool = False) -> bytes:
    """A value as the shell writes JSON: letters as they are, an item per line; `ordered` sorts the keys."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=ordered) + "\n").encode("utf-8", "replace")


def content(name: str, found: Tabular | Report[Any], **more: Any) -> Content:
    """The content of an answer: the tables of a report, or the one there is."""
    return Content(name, sections_of(found), found, **more)


def _tables(samkart: Samkart, asked: Asked, made: Content, sections: Sequence[Section]) -> Rendered:
    filled = [each for each in sections if each.table.rows or each.table.note] or list(sections)
    if asked.form == "xlsx":
        from kg.api.book import book_of

        told = " ".join(made.command)
        return saved(
            asked, made.name, book_of([(each.title, each.table) for each in filled], samkart, told, made.about)
        )
    if len(filled) > 1:
        names = ", ".join(each.name for each in filled)
        raise Usage(f"a file of CSV holds one table; say which with section: {names}", (), "section")
    table = filled[0].table
    text = excel_csv(table, asked.language) if asked.value("excel") else delimited(table, ",")
    return saved(asked, f"{made.name} {filled[0].name}" if len(made.sections) > 1 else made.name, text.encode())


def _json(made: Content, sections: Sequence[Section], *, whole: bool) -> bytes:
    """As the shell writes it: a report with its facts, or the records of a table."""
    value: object
    if whole and isinstance(made.found, Report):
        value = made.found.data()
    elif whole and made.found is None:
        value = {"sections": {each.name: each.table.records() for each in sections}}
    else:
        value = sections[0].table.records()
    return as_json(value)


def _subjects(table: Table) -> list[str]:
    """The ties and, where a table has none, the things that it shows."""
    ties = list(table.ties()) if table.ties is not None else []
    things = [iri for iri in things_in(table) if iri.startswith(SKD)]
    return ties or [iri for iri in things if kind_of(iri) == "tie"] or things


def _network(asked: Asked, made: Content) -> bytes:
    from kg.views.exports.export import export

    if made.network is None:
        raise Usage(f"{asked.form!r} is not a format of this page", (), "format")
    return next(iter(export(made.network(), asked.form).values())).encode("utf-8", "replace")
