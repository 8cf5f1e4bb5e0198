"""A view whose names are cut to what a figure or a page can hold; data formats are given the whole ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kg.model.encounter import Entity
from kg.model.text import shortened
from kg.store.view import NetworkRows, View

__all__ = ["ShortNames"]

_LABELS = (2, 3, 4, 12)  # where the names of a thing stand in `NetworkRows.things`
_MOST = 280  # letters; the longest title in Horizon Europe has 265, the longest name of a body 199
_WORD = 60  # letters in a row, which no column is wide enough for
_LONG = re.compile(rf"\S{{{_WORD},}}")


def _long(label: str) -> bool:
    return len(label) >= _WORD and (len(label) > _MOST or _LONG.search(label) is not None)


def _fitted(label: str) -> str:
    return _LONG.sub(lambda word: shortened(word[0], _WORD), shortened(label, _MOST))


class ShortNames:
    """Everything as the view behind it has it, but no name of more than 280 letters or with a word of more than 60."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)

    def entities(self, keys: Sequence[int | str], language: str = "nb") -> dict[int | str, Entity]:
        """See `View.entities`."""
        found = self._view.entities(keys, language)
        long = {key: each._replace(label=_fitted(each.label)) for key, each in found.items() if _long(each.label)}
        return {**found, **long} if long else found

    def network_rows(self) -> NetworkRows:
        """See `View.network_rows`."""
        rows = self._view.network_rows()
        for place, thing in enumerate(rows.things):
            if any(_long(str(thing[i] or "")) for i in _LABELS):
                cells: list[Any] = list(thing)
                for i in _LABELS:
                    cells[i] = cells[i] and _fitted(cells[i])
                rows.things[place] = tuple(cells)
        return rows
