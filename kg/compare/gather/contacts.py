"""Somebody's own list held against an open graph: who each row is, its ties, and what it shares with an actor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.compare.contacts.matching import Contact, Matched, matched
from kg.linking.record import Record
from kg.model.result import Result
from kg.session import Session
from kg.vocab import entity

if TYPE_CHECKING:
    from kg.model.encounter import Entity
    from kg.networks.collaborators import Partner
    from kg.sources.tabular.lists import OwnList

__all__ = ["ContactRow", "match_list"]


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A matched row; `entity` is the actor that it is, `partner` what it shares with the actor asked for."""

    matched: Matched
    entity: Entity | None
    partner: Partner | None
    others: tuple[Entity, ...] = ()


def match_list(
    session: Session,
    file: Path,
    actors: Sequence[Record],
    *,
    us: str = "",
    columns: Mapping[str, str] | None = None,
    sheet: str = "",
    country: str = "",
    most: int = 3,
) -> Result[ContactRow]:
    """Each row of a list with the actor that it is, or may be; `us` is the actor whose shared ties are told.

    `actors` are the records of all actors of the graph.

    `columns` and `sheet` as in `kg.sources.tabular.lists.read_list`; `country` is that of rows that name none. Raises
    what that raises, and NotFound for a name in `us` that is not there.
    """
    from kg.compare.tables.contacts import contacts_table
    from kg.networks.results.gather import who
    from kg.sources.tabular.lists import read_list

    held = read_list(file, columns, sheet)
    partners = {each.entity.iri: each for each in who(session, us, session.conditions())} if us else {}
    found = matched(_contacts(held, country), actors, most)
    iris = sorted({_iri(each.right.key) for one in found for each in one.found})
    known = session.view.entities(iris, session.language)
    rows = []
    for one in found:
        iri = _iri(one.actor) if one.actor else ""
        others = tuple(known[_iri(each.right.key)] for each in one.found) if not iri else ()
        rows.append(ContactRow(one, known.get(iri), partners.get(iri), others))
    shared = session.entity(session.resolve(us, "actor")).label if us else ""

    def table(shown: Sequence[ContactRow]) -> object:
        return contacts_table(shown, held, session.language, shared)

    return Result(rows, f"rows of {file.name}", table)  # type: ignore[arg-type]


def _iri(key: str) -> str:
    kind, _, own = key.partition("/")
    return entity(kind, own)


def _contacts(held: OwnList, country: str) -> list[Contact]:
    """The rows as records; one without a name is nobody."""
    from kg.sources.lists.cells import name_and_country
    from kg.sources.lists.countries import country_in

    found = []
    for row in held.rows:
        given = row.fields
        name, behind = name_and_country(given.get("name", ""))
        told = country_in(given.get("country", ""))
        if behind and told not in ("", behind):  # the row says another: what stands behind the name is a part of it
            name = given["name"]
        code = told or behind or country
        schemes = {"organisationNumber": "number", "pic": "pic", "vatNumber": "vat"}
        numbers = {scheme: frozenset(filter(None, [given.get(name, "")])) for scheme, name in schemes.items()}
        names = (name,) if name else ()
        record = Record(
            key=f"row/{row.number}",
            names=names,
            country=code,
            places=tuple(filter(None, [given.get("place", "")])),
            identifiers=numbers,
            homepage=given.get("homepage", ""),
        )
        found.append(Contact(record, row.number, row.cells))
    return found
