"""The rule of official names: a municipality or county is a known one if exactly one of its class and country bears
its name.

`data/links/official-names.tsv` says how names of such bodies are made from a short one, by country and kind: `{}
kommune`. A name that fits a form, or whose source says that it is a municipality or county, is looked up among all
names that known ones bear or have borne, ended ones too; names are compared folded (`kg.ids.fold`). Where two bear it,
as Herøy and Våler do, the place decides or nobody does. Where a country's names are not each borne by one body only
(`alone` is no), the place has to agree as well: the seats lie less than `NEAR` km apart.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple

from kg.errors import BadData, Problem
from kg.ids import fold
from kg.linking.authority import OfficialName
from kg.linking.identity import Identity

__all__ = ["CLASSES", "NEAR", "NameForm", "OfficialNames", "kilometres", "read_forms"]

NEAR = 50
CLASSES = {"municipality": "sk:Municipality", "county": "sk:County"}
_COLUMNS = ("country", "kind", "form", "alone", "note")


class NameForm(NamedTuple):
    """How the name of a body is made: `before` and `after` its short name, folded; in any country if that is empty."""

    country: str
    cls: str
    before: str
    after: str
    alone: bool

    def short(self, folded: str) -> str:
        """The short name in a folded one; empty if that is not made so."""
        if folded.startswith(self.before) and folded.endswith(self.after):
            return folded[len(self.before) : len(folded) - len(self.after)].strip()
        return ""


class OfficialNames:
    """The names of known municipalities and counties, to be asked who bears one."""

    def __init__(self, names: Iterable[OfficialName] = (), forms: Sequence[NameForm] = ()) -> None:
        self._forms: dict[str, list[NameForm]] = defaultdict(list)
        for form in forms:
            self._forms[form.country].append(form)
        self._bearers: dict[tuple[str, str, str], dict[str, tuple[float, float] | None]] = defaultdict(dict)
        for name in names:
            folded = fold(name.name)
            shorts = {short for cls, short, _ in self._read(folded, name.country) if cls == name.cls}
            for each in {folded, *shorts}:
                self._bearers[name.cls, name.country, each][name.actor] = name.point

    def bearer(self, identity: Identity) -> str:
        """The key of the one known actor that an organisation is by its name, or nothing."""
        if not self._bearers or not identity.country:
            return ""
        said = identity.classes.intersection(CLASSES.values())
        found: dict[str, bool] = {}  # by actor: does its name alone decide?
        for name in identity.names:
            for cls, short, alone in self._readings(fold(name), identity.country, said):
                bearers = self._bearers.get((cls, identity.country, short))
                for actor, point in bearers.items() if bearers else ():
                    near = _near(identity.point, point)
                    if near is not False:
                        found[actor] = found.get(actor, False) or near is True or alone
        actors = list(found.items())
        return actors[0][0] if len(actors) == 1 and actors[0][1] else ""

    def _readings(self, folded: str, country: str, said: frozenset[str]) -> Iterator[tuple[str, str, bool]]:
        """(class, name to look up, does it decide alone) of every way in which a name can be read."""
        known = country in self._forms
        for cls in said:
            yield cls, folded, known or cls == CLASSES["county"]
        for cls, short, alone in self._read(folded, country):
            if not said or cls in said:
                yield cls, short, alone

    def _read(self, folded: str, country: str) -> Iterator[tuple[str, str, bool]]:
        for form in (*self._forms.get(country, ()), *self._forms.get("", ())):
            short = form.short(folded)
            if short:
                yield form.cls, short, form.alone


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points, latitude and longitude in degrees, along a great circle (haversine).

    >>> round(kilometres((59.91, 10.75), (60.39, 5.32)))
    305
    """
    (south, west), (north, east) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def _near(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool | None:
    """Do two seats lie near each other? None if it is not known."""
    return None if one is None or other is None else kilometres(one, other) <= NEAR


def read_forms(links: Path) -> list[NameForm]:
    """The forms of names in the folder of links; none if there is no such file. Raises BadData with all problems."""
    path = links / "official-names.tsv"
    if not path.is_file():
        return []
    rows = list(csv.reader(path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or tuple(rows[0]) != _COLUMNS:
        raise BadData(f"{path.name} cannot be used", (Problem(path.name, 1, "", f"expected {', '.join(_COLUMNS)}"),))
    found, problems = [], []
    for number, cells in enumerate(rows[1:], start=2):
        row = dict(zip(_COLUMNS, cells, strict=False))
        before, gap, after = row.get("form", "").partition("{}")
        if len(cells) != len(_COLUMNS):
            problems.append(Problem(path.name, number, "", f"{len(cells)} cells, expected {len(_COLUMNS)}"))
        elif row["kind"] not in CLASSES:
            problems.append(Problem(path.name, number, "kind", f"expected one of {', '.join(CLASSES)}"))
        elif not gap or not (before or after):
            problems.append(Problem(path.name, number, "form", f"{row['form']!r} has no {{}} and words beside it"))
        elif row["alone"] not in ("yes", "no"):
            problems.append(Problem(path.name, number, "alone", "expected yes or no"))
        else:
            words = (_folded(before), _folded(after))
            found.append(NameForm(row["country"], CLASSES[row["kind"]], *words, alone=row["alone"] == "yes"))
    if problems:
        raise BadData(f"{path.name} cannot be used", tuple(problems))
    return found


def _folded(words: str) -> str:
    """The words of a form as names are compared; a blank at either end stays."""
    start, end = (" " if words[each:][:1].isspace() else "" for each in (0, -1))
    return start + fold(words) + end if words.strip() else ""
