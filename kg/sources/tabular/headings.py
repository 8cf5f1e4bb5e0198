"""What people call the columns of their own lists, in the languages of Europe's north and some more (headings.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import Usage
from kg.sources.tabular.layout import Layouts, heading
from kg.sources.tabular.sides import SIDES, both_sides

__all__ = ["BARE_NAMES", "FIELDS", "OF_BODIES", "list_layouts"]

_TOLD = tomllib.loads((Path(__file__).parent / "headings.toml").read_text("utf-8"))
BARE_NAMES = frozenset(_TOLD.pop("bare_name"))
"""Headings for a name that say nothing of whose it is."""
OF_BODIES = frozenset(_TOLD["of_body"])
"""Headings for the name of a body."""
_NAMES = (*sorted(BARE_NAMES), *_TOLD.pop("of_body"), *_TOLD.pop("of_place"))
FIELDS: dict[str, tuple[str, ...]] = {"name": _NAMES, **{name: tuple(words) for name, words in _TOLD.items()}}
"""Headings by field, as `kg.sources.tabular.layout.heading` gives them; where a list has several, the first counts."""
for _side in SIDES:
    for _field, _words in ((_side, _NAMES), *((f"{name}_{_side}", FIELDS[name]) for name in ("country", "number"))):
        FIELDS[_field] = tuple(dict.fromkeys((*FIELDS[_field], *both_sides(_words, _side))))
_CONTACTS = ("name", "country", "number", "pic", "vat", "place", "homepage")


def list_layouts(
    chosen: Mapping[str, str], needed: tuple[str, ...] = ("name",), fields: Sequence[str] = _CONTACTS
) -> Layouts:
    """A list with some fields, of which the `needed` must be there. `chosen` names the columns that people told, which
    are no others then.

    Raises Usage for a field that there is none of.
    """
    for name in chosen:
        if name not in fields:
            raise Usage(f"unknown field {name!r}; expected {', '.join(fields)}", parameter="column")
    told = {heading(each) for each in chosen.values()}
    columns = {
        name: (heading(chosen[name]),)
        if name in chosen
        else tuple(each for each in FIELDS[name] if each not in told) or FIELDS[name]
        for name in fields
    }
    return Layouts({"list": columns}, {"list": needed}, title_rows=20)
