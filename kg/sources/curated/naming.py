"""Who was perhaps meant: the key behind a name of the tables or the schemes, for the hint of a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from kg.ids import fold
from kg.sources.curated.concepts import concept_names
from kg.sources.curated.tables import TABLES

__all__ = ["Names"]

_CALLED = re.compile(r"name|name_\w+|abbreviation|acronym|title|title_\w+|publisher|number|organisation_number")
_COMMON = re.compile(
    r"\b(kommune|kommunen|kommun|municipality|fylkeskommune|fylke|county|council|region|city|town|of|by|stad|ev|as)\b"
)
_MOST = 200
"""After so many unknown values nothing like them is searched for: that takes some milliseconds for each."""


class Names:
    """What things are called, by kind (`ref:actor`, `concept:theme`); made when the first hint is asked for."""

    def __init__(self, cells: dict[str, list[dict[str, str]]], schemes: Path) -> None:
        self._cells = cells
        self._schemes = schemes
        self._asked = 0

    def hint(self, where: str, value: str) -> str:
        """`; perhaps asker (Asker)`, or an empty text."""
        if where == "country":
            return self._said(self._exact(self._countries, value))
        exact = self._exact(self._folded.get(where, {}), value)
        if exact:
            return self._said(exact)
        self._asked += 1
        if self._asked > _MOST:
            return ""
        keys = self._keys.get(where, {})
        near = [(key, "") for key in get_close_matches(value, keys, n=3, cutoff=0.75)]
        if not near:
            folded = self._folded.get(where, {})
            similar = get_close_matches(fold(value), folded, n=2, cutoff=0.85)
            near = list(dict.fromkeys(each for name in similar for each in folded[name]))
        if near:
            return self._said(near)
        other = next((kind for kind, known in self._keys.items() if kind != where and value in known), "")
        return f"; there is a {other.partition(':')[2]} with this key" if other else ""

    def _exact(self, folded: dict[str, list[tuple[str, str]]], value: str) -> list[tuple[str, str]]:
        whole = fold(value)
        return folded.get(whole) or folded.get(_short(whole)) or []

    def _said(self, found: Iterable[tuple[str, str]]) -> str:
        shown = [f"{key} ({name})" if name else key for key, name in list(found)[:3]]
        return f"; perhaps {' or '.join(shown)}" if shown else ""

    @cached_property
    def _keys(self) -> dict[str, dict[str, str]]:
        """By kind the keys, each with the first name of what it names."""
        found: dict[str, dict[str, str]] = {}
        for where, key, names in self._all():
            found.setdefault(where, {}).setdefault(key, names[0] if names else "")
        return found

    @cached_property
    def _folded(self) -> dict[str, dict[str, list[tuple[str, str]]]]:
        """By kind and folded name the (key, name) of what is called so; what has not ended comes first."""
        found: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for where, key, names in self._all():
            for name in (key, *names):
                for form in {fold(name), _short(fold(name))} - {""}:
                    called = found.setdefault(where, {}).setdefault(form, [])
                    if all(key != each for each, _ in called):
                        called.append((key, names[0] if names else ""))
        return found

    @cached_property
    def _countries(self) -> dict[str, list[tuple[str, str]]]:
        from kg.sources.cldr.reading import country_names

        found: dict[str, list[tuple[str, str]]] = {}
        for code, names in country_names().items():
            for name in (code, *names):
                called = found.setdefault(fold(name), [])
                if all(code != each for each, _ in called):
                    called.append((code, names[0]))
        return found

    def _all(self) -> Iterator[tuple[str, str, list[str]]]:
        """(kind, key, names) of everything; actors that have ended come last."""
        for table in TABLES.values():
            if len(table.key) != 1:
                continue
            rows = sorted(self._cells.get(table.name, ()), key=lambda cells: bool(cells.get("end")))
            for cells in rows:
                names = [
                    cells[column] for column in table.column_map if cells.get(column) and _CALLED.fullmatch(column)
                ]
                alternatives = [part.strip() for part in cells.get("alt_names", "").split("|") if part.strip()]
                yield f"ref:{table.kind}", cells.get(table.key[0], ""), [*names, *alternatives]
        for scheme, concepts in concept_names(self._schemes).items():
            for key, names in sorted(concepts.items()):
                yield f"concept:{scheme}", key, names


def _short(folded: str) -> str:
    return " ".join(_COMMON.sub(" ", folded).split())
