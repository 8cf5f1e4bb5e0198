"""Statements of a Wikidata item: the values of a property by rank, dates as precise as they are, references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.ids import is_date

__all__ = ["Twin", "best", "item_of", "statements", "time_of", "twin_statements", "twins_of", "value_of"]

_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/entity/)?(Q[1-9][0-9]*)")
_TWINNED, _START, _END, _URL, _STATED = "P190", "P580", "P582", "P854", "P248"


@dataclass(frozen=True, slots=True)
class Twin:
    """A statement of P190 on one item: the other, since and until when, and the addresses that it refers to."""

    other: str
    start: str = ""
    end: str = ""
    references: tuple[str, ...] = ()

    @property
    def period(self) -> tuple[str, str]:
        """Start and end."""
        return self.start, self.end


def item_of(text: str) -> str:
    """The number of an item, alone or as an address; empty if it is none.

    >>> item_of("http://www.wikidata.org/entity/Q57076"), item_of("P31")
    ('Q57076', '')
    """
    found = _ITEM.fullmatch(text)
    return found[1] if found else ""


def statements(entity: Any, name: str) -> Iterator[dict[str, Any]]:
    """The statements of a property that are not deprecated."""
    claims = entity.get("claims") if isinstance(entity, dict) else None
    listed = claims.get(name) if isinstance(claims, dict) else None
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict) and each.get("rank") != "deprecated":
            yield each


def value_of(snak: Any) -> Any:
    """The value of a snak; None where it says that there is some, or none."""
    if not isinstance(snak, dict) or snak.get("snaktype") != "value" or not isinstance(snak.get("datavalue"), dict):
        return None
    return snak["datavalue"].get("value")


def best(entity: Any, name: str) -> list[Any]:
    """The values of a property of the best rank: the preferred ones, or all that are not deprecated."""
    found = [(each.get("rank"), value_of(each.get("mainsnak"))) for each in statements(entity, name)]
    preferred = [value for rank, value in found if rank == "preferred" and value is not None]
    return preferred or [value for _, value in found if value is not None]


def time_of(value: Any) -> str:
    """A time as YYYY[-MM[-DD]], as precise as it is; empty for what is less precise than a year, or no date.

    >>> time_of({"time": "+1995-00-00T00:00:00Z", "precision": 9})
    '1995'
    >>> time_of({"time": "+1900-00-00T00:00:00Z", "precision": 7})
    ''
    """
    if not isinstance(value, dict):
        return ""
    found = re.fullmatch(r"\+([0-9]{4})-([0-9]{2})-([0-9]{2})T.*", str(value.get("time")))
    length = {9: 1, 10: 2, 11: 3}.get(value.get("precision", 0))
    if found is None or length is None:
        return ""
    text = "-".join(found.groups()[:length])
    return text if is_date(text) else ""


def twin_statements(entity: Any) -> Iterator[Twin]:
    """The twins that an item has, with dates and references."""
    for each in statements(entity, _TWINNED):
        value = value_of(each.get("mainsnak"))
        other = item_of(str(value.get("id") or f"Q{value.get('numeric-id')}")) if isinstance(value, dict) else ""
        if other:
            start, end = (_qualifier(each, name) for name in (_START, _END))
            yield Twin(other, start, end, tuple(sorted(set(_references(each)))))


def twins_of(entity: Any) -> set[str]:
    """The items that an item says to be twinned with."""
    return {twin.other for twin in twin_statements(entity)}


def _qualifier(statement: dict[str, Any], name: str) -> str:
    """The one date of a qualifier; empty where there is none, or several."""
    qualifiers = statement.get("qualifiers")
    snaks = qualifiers.get(name) if isinstance(qualifiers, dict) else None
    found = {time_of(value_of(snak)) for snak in snaks or ()} - {""}
    return found.pop() if len(found) == 1 else ""


def _references(statement: dict[str, Any]) -> Iterator[str]:
    """Addresses that a statement refers to: a page, or the item of a publication."""
    for reference in statement.get("references") or ():
        snaks = reference.get("snaks") if isinstance(reference, dict) else None
        for snak in (snaks or {}).get(_URL, ()):
            if isinstance(value := value_of(snak), str):
                yield value
        for snak in (snaks or {}).get(_STATED, ()):
            value = value_of(snak)
            if isinstance(value, dict) and (item := item_of(str(value.get("id")))):
                yield f"http://www.wikidata.org/entity/{item}"
