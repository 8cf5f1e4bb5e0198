"""Natural persons among the participants: CORDIS lists consultants and farmers by name; they never enter.

A participant is taken for a person by what CORDIS leaves unsaid of it and by how its name is written:

- it is private (activity type PRC, or none), has no VAT number, and whether it is a small enterprise is not said;
- its name has words of letters only, none of which is a word for a body or a legal form;
- and either capitals tell surname and given name apart (`DOE Jane`, `Jane DOE`, `DOE, Jane`), or CORDIS holds back the
  address: there is a country but no town, in a table that has towns and VAT numbers.

A public body may stand under the name of somebody who works there (`is_contact`); its short name tells which it is.
"""

from __future__ import annotations

from kg.ids import fold
from kg.sources.cleaning.persons import MOST_NAMES, has_body_word, name_shape
from kg.sources.cordis.columns import Organization

__all__ = ["is_contact", "is_person"]

_TYPES = frozenset(("PRC", ""))


def is_person(row: Organization, addressed: bool) -> bool:
    """Is this participant a natural person? `addressed`: does its table have towns and VAT numbers?"""
    if row.vat.strip() or row.sme.strip() or row.activity.strip().upper() not in _TYPES:
        return False
    shape = name_shape(row.name)
    return shape == "told apart" or (
        shape == "plain" and addressed and bool(row.country.strip()) and not row.city.strip()
    )


def is_contact(row: Organization) -> bool:
    """Is the name of this public body that of a person, while its short name has a word for a body?"""
    if row.vat.strip() or row.activity.strip().upper() != "PUB" or row.name.isupper():
        return False
    known = [fold(word) for word in row.short_name.split()]
    apart = len(known) > 1 and not set(known) & {fold(word) for word in row.name.split()}
    return apart and has_body_word(known) and len(row.name.split()) <= MOST_NAMES and name_shape(row.name) != ""
