"""The rows of members' lists, and what is told of a list when it is imported: its network, the day, its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from kg.errors import Usage
from kg.ids import slug
from kg.sources.lists.bodies import body_of
from kg.sources.lists.cells import NOT_YET, STATUSES, kind_of_heading, period_of, status_of
from kg.sources.lists.notes import Parts, is_note
from kg.sources.lists.options import SHARED_OPTIONS, ListFilters
from kg.sources.lists.reading import ListReading, ListSource, TypedList, list_rows
from kg.sources.lists.told import ListTold
from kg.sources.reader import ImportOption, ImportText
from kg.sources.tabular.records import CitedSource, Membership, Place, Records
from kg.vocab import graph

__all__ = ["FIELDS", "IMPORT", "SOURCE", "Filters", "read"]

FIELDS = (
    *("name", "country", "number", "pic", "vat", "wikidata", "ror", "homepage"),
    *("since", "until", "status", "kind"),
)
"""The fields of a list of members."""


@dataclass(frozen=True, slots=True)
class Filters(ListFilters):
    """What is told of lists of members (`ListFilters`). `networks` is one key, with what it is called after a tab."""

    fields: ClassVar[tuple[str, ...]] = FIELDS

    def _named(self, told: ListTold, mapping: Mapping[str, Any]) -> ListTold:
        given = self.networks or tuple(filter(None, [str(mapping.get("network", ""))]))
        if len(given) != 1 or not given[0].strip():
            raise Usage("say once --network: of which network the list is", parameter="network")
        key, _, name = given[0].removeprefix("actor/").partition("\t")
        return replace(told, about=slug(key), name=name or key)

    def meant(self, name: str) -> tuple[str, ...]:
        """What a mapping says of an option that was not given."""
        return (self.told().name,) if name == "networks" else ()


def gather(lists: Sequence[TypedList], records: Records) -> None:
    """One row is one member. The list is named as the source of each; a complete one says so, if all of it was read."""
    met: dict[str, set[str]] = {}
    for each in lists:
        parts = Parts()
        told = replace(each.told, kind=each.told.kind or kind_of_heading(each.heading("name")))
        for place, cells in list_rows(each, records):
            name = cells["name"]
            others = {field: value for field, value in cells.items() if value and field != "name"}
            if is_note(name, others):
                records.summary.skip("list", *place, column="name", reason="a remark, no member", message=f"{name!r}")
            elif not others and (why := parts.heading(name, told.words)):
                records.summary.skip("list", *place, column="name", reason=why, message=f"{name!r}: {why}")
            elif member := _member(told, place, cells, parts, records):
                met.setdefault(each.told.about, set()).add(member)
    for told in {each.told.about: each.told for each in lists}.values():
        _cite(told, [each for each in lists if each.told.about == told.about], len(met.get(told.about, ())), records)


def _member(told: ListTold, place: Place, cells: Mapping[str, str], parts: Parts, records: Records) -> str:
    """The key of the member that a row names; empty, and the row skipped, where there is none."""
    status = status_of(cells["status"], told.words)
    if status is None:
        known = ", ".join(STATUSES)
        message = f"{cells['status']!r} is no status that is known; --status '{cells['status']}=STATUS' with {known}"
        records.summary.skip("list", *place, column="status", reason="no status", message=message)
        return ""
    if (status or parts.status) == NOT_YET:
        records.summary.skip(
            "list", *place, column="status", reason="no member yet", message=f"{cells['status'] or cells['name']!r}"
        )
        return ""
    body = body_of(cells["name"], cells, place, told, records, section=parts.country)
    if body is None:
        return ""
    records.add(body)
    start, end = period_of(cells["since"])
    until = period_of(cells["until"])[0]
    records.summary.table("list", place[0]).used += 1
    records.tie(
        Membership(
            told.about,
            body.key,
            place,
            status=status or parts.status or told.status or "member",
            start=start,
            end=until or end,
            as_of=told.as_of,
            cites=(_key(told),),
        )
    )
    return body.key


_HARMLESS = {
    "the headings again",
    "the name of a country above its members",
    "a status above its members",
    "a remark, no member",
    "no member yet",
}


def _cite(told: ListTold, lists: Sequence[TypedList], number: int, records: Records) -> None:
    """The source that a list is. A complete list of which a row could not be read is not taken for one."""
    files = {each.table.file for each in lists}
    unread = sum(
        skipped
        for count in records.summary.tables.values()
        if count.file in files
        for reason, skipped in count.skipped.items()
        if reason not in _HARMLESS
    )
    whole = told.complete and not unread
    if told.complete and unread:
        what = f"{told.shown}: not taken for complete, since {unread} of its rows could not be read"
        records.summary.notices += (what,)
    records.cited[_key(told)] = CitedSource(
        _key(told),
        told.title or f"Members of {told.name}",
        told.page or f"{graph('members')}#{told.about}",
        publisher=told.publisher or told.name,
        retrieved=told.retrieved,
        about=told.about if whole else "",
        as_of=told.as_of,
        number=number,
    )


def _key(told: ListTold) -> str:
    return f"members-{told.about}"


SOURCE = ListSource("members", FIELDS, ("name",), gather)
IMPORT = ImportText(
    """Import a network's list of members (csv, xlsx or ods). Columns are known by their headings, in Norwegian,
    Swedish, Danish, Finnish, German or English: name, country, number, pic, vat, wikidata, ror, homepage, since, until,
    status, kind. Lists of several networks stand side by side; a newer list of a network takes the place of the one
    before. Try it with --preview. docs/lists.md tells how.
    """,
    (
        ImportOption("networks", "--network", "NETWORK", "The network whose list it is.", thing="actor"),
        ImportOption(
            "complete",
            "--complete",
            "",
            "The list has all members of that day: who is not on it is left out from then.",
            flag=True,
        ),
        *SHARED_OPTIONS,
    ),
    adds=True,
)


def read(paths: Sequence[Path], **options: Any) -> ListReading:
    """A reading of some lists; `filters` say whose they are."""
    return SOURCE.read(paths, **options)
