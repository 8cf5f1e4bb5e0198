"""Who a row of a list is about: an organisation with its country, number and kind, as the row or the list says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.sources.lists.cells import has_own_kind, is_bare, kind_of_cell, name_and_country, status_of
from kg.sources.lists.countries import country_in
from kg.sources.lists.told import ListTold
from kg.sources.tabular.records import Organisation, Place, Records, name_key
from kg.sources.tabular.statements import country_of

__all__ = ["body_of", "tell_bare"]

_FEW = 5  # of bodies, one of which is a bare name: fewer are not told of


def body_of(
    name: str, cells: Mapping[str, str], place: Place, told: ListTold, records: Records, *, section: str = ""
) -> Organisation | None:
    """The organisation that a row names, not yet kept; None, and the row skipped, where there is no name.

    A country behind the name counts where the row has none of its own, then `section`, that of the rows above.
    """
    plain, behind = name_and_country(name)
    if not any(letter.isalpha() for letter in plain) or status_of(plain, {}, bent=False):
        what = f"{name!r} is no name" if name else "no name in this row"
        records.summary.skip("list", *place, column="name", reason="no name", message=what)
        return None
    given = cells.get("country", "")
    if behind and given and country_in(given) not in ("", behind):
        plain = " ".join(name.split())  # the row says another country: what stands behind the name is a part of it
        behind = ""
    country = given or behind or section or told.country
    if country and not country_of(country):
        country = country_in(country) or country
    kind = kind_of_cell(cells.get("kind", ""))
    if kind is None:
        records.summary.notes["words for a kind that are not known, not carried"] += 1
    if not kind and told.kind and not has_own_kind(plain):
        kind = told.kind
    return Organisation(
        name_key(plain, country_in(country)),
        plain,
        place,
        country=country,
        kind=kind or "",
        pic=cells.get("pic", ""),
        vat=cells.get("vat", ""),
        number=cells.get("number", ""),
        wikidata=cells.get("wikidata", ""),
        ror=cells.get("ror", "").lower(),
        homepage=cells.get("homepage", ""),
    )


def tell_bare(files: Sequence[str], records: Records) -> None:
    """Tell in one line of bodies that are names alone, as those of places are: by such a name nobody is recognised, if
    it is not said what they are. Few among many are not told of.
    """
    for file in files:
        own = [body for body in records.organisations.values() if body.place[0] == file]
        bare = [body for body in own if not (body.kind or body.number or body.vat or body.pic) and is_bare(body.name)]
        if len(bare) * _FEW > len(own):
            one = ("is a bare name", "if it is a municipality")
            what, then = one if len(bare) == 1 else ("are bare names", "if they are municipalities")
            line = f"{file}: {len(bare)} of {len(own)} {what}; {then}, say --kind municipality"
            records.summary.notices += (line,)
