"""One body under two spellings in one list: `Nusquam`, `Nusquam kommune` and `City of Nusquam` in one country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.ids import fold
from kg.linking.official import CLASSES, NameForm
from kg.sources.lists.cells import has_own_kind
from kg.sources.lists.countries import country_in
from kg.sources.tabular.records import Organisation, Records

__all__ = ["join_spellings"]

_TOLD = 5  # joined bodies that are named
_NUMBERS = ("number", "pic", "vat", "wikidata", "ror")


def join_spellings(records: Records, forms: Sequence[NameForm]) -> None:
    """Make one organisation of those of one list and country whose names are the same short name, bare or as the
    official names of municipalities are made of one (`forms`), and that no number tells apart; tell of it. Only forms
    that decide alone count: Jelgava in Latvia is not Jelgava Municipality, Munster in Germany not Münster.

    The first with such an official name is kept, else the first; names of the others become other names of it.
    """
    municipal = [form for form in forms if form.cls == CLASSES["municipality"] and form.alone]
    kept: dict[tuple[str, str, str], str] = {}
    becomes: dict[str, str] = {}
    eligible = [each for each in records.organisations.values() if _may_be_municipality(each)]
    for body in sorted(eligible, key=lambda each: not any(_shorts(each, municipal))):  # bare names last
        shorts = list(_shorts(body, municipal))
        own = [(body.place[0], country_in(body.country), name) for name in shorts or [fold(body.name)]]
        found = next((kept[each] for each in own if each in kept), "")
        if found and _agree(records.organisations[found], body):
            becomes[body.key] = found
        found = becomes.get(body.key, body.key)
        for each in own if shorts else ():
            kept.setdefault(each, found)
    if becomes:
        _carry(records, becomes)


def _may_be_municipality(body: Organisation) -> bool:
    return body.kind == "municipality" or (not body.kind and not has_own_kind(body.name))


def _shorts(body: Organisation, forms: Sequence[NameForm]) -> Iterator[str]:
    folded, country = fold(body.name), country_in(body.country)
    for form in forms:
        if form.country == country and (short := form.short(folded)):
            yield short


def _agree(one: Organisation, other: Organisation) -> bool:
    pairs = ((getattr(one, name), getattr(other, name)) for name in _NUMBERS)
    return all(not (mine and yours) or mine == yours for mine, yours in pairs)


def _carry(records: Records, becomes: dict[str, str]) -> None:
    """Let go of bodies that are others, and carry what was said of them over to these."""
    joined: dict[str, list[str]] = {}
    for key, other in becomes.items():
        gone, body = records.organisations.pop(key), records.organisations[other]
        empty = [name for name in ("kind", "country", "homepage", *_NUMBERS) if not getattr(body, name)]
        more = {name: getattr(gone, name) for name in empty}
        names = tuple(dict.fromkeys((*body.other_names, gone.name)))
        records.organisations[other] = replace(body, other_names=names, **more)
        joined.setdefault(other, []).append(gone.name)
    records.memberships = [
        replace(each, organisation=becomes.get(each.organisation, each.organisation)) for each in records.memberships
    ]
    pairs = (
        replace(
            each,
            organisation=becomes.get(each.organisation, each.organisation),
            other=becomes.get(each.other, each.other),
        )
        for each in records.pairs
    )
    records.pairs = [each for each in pairs if each.organisation != each.other]
    for key, cited in records.cited.items():
        if cited.number:
            members = {each.organisation for each in records.memberships if key in each.cites}
            records.cited[key] = replace(cited, number=len(members))
    for key, others in list(joined.items())[:_TOLD]:
        body = records.organisations[key]
        told = " and ".join(repr(name) for name in (body.name, *others))
        records.summary.notices += (f"{body.place[0]}: {told} are read as one, under {len(others) + 1} spellings",)
    if len(joined) > _TOLD:
        records.summary.notices += (f"… and {len(joined) - _TOLD} more under several spellings",)
