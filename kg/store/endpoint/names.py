"""Names behind an endpoint: looked up by folded names and beginnings of words, ranked here as the local index ranks.

What is fetched is all that can be meant, and little more: things of the whole name first, and only where these are too
few those whose names have words that begin so (`kg.store.derived.names`). Nothing is matched against every name, but
for a misspelt one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.ids import core, fold
from kg.model.encounter import Entity
from kg.store.derived.names import LABELS, NAMED_KINDS, NUMBERS, START, folded, has_names
from kg.store.endpoint.received import Row, Rows
from kg.store.index import ENTITY_SCHEMA
from kg.store.names import FORMER, NUMBER, Match, Name, fill_names, nearest_names, search_names
from kg.store.names import SCHEMA as NAME_SCHEMA
from kg.vocab import SK, key_of, kind_of

if TYPE_CHECKING:
    from kg.store.substitute import Values

__all__ = ["RemoteNames"]

Select: TypeAlias = "Callable[[str, Values], Rows]"
Entities = Callable[[Sequence[str]], tuple[Mapping[str, Entity], Mapping[str, Entity], Mapping[str, Entity]]]
_RANKS = dict(LABELS) | {SK + "formerNameOf": FORMER} | dict.fromkeys(NUMBERS, NUMBER)
_ORDER = {predicate: number for number, predicate in enumerate(_RANKS)}
_PART = 400  # terms in one request
_ENOUGH = 50  # likest names that are looked at closely


class RemoteNames:
    """Searching for names by asking `select` (a look-up's name and its values) and, for what is found, `entities`:
    what is shown of some things (IRIs) in nb, nn and en.

    Keys that begin with one of `numbered` are no names.
    """

    def __init__(self, select: Select, entities: Entities, numbered: tuple[str, ...]) -> None:
        self._select, self._entities, self._numbered = select, entities, numbered

    def search(self, text: str, kinds: Sequence[str], limit: int, language: str, whole: bool) -> list[Match]:
        """See `View.search`."""
        if not fold(text):
            return []
        found = self._called(folded(text))
        if not whole:
            fitting = {iri for iri in found if _may_be(iri, kinds)}
            of_a_class = any(kind not in NAMED_KINDS for kind in kinds)  # which of them are is not known yet
            if of_a_class or len(fitting) < limit:
                begins, has = self._containing(text)
                begins, has = begins - found, has - found
                begins, has = ({iri for iri in each if _may_be(iri, kinds)} for each in (begins, has))
                found |= begins
                if of_a_class or len(fitting) + len(begins) < limit:
                    found |= has
        found = {iri for iri in found if _may_be(iri, kinds)}
        return search_names(self._index(found), text, kinds, limit, language, whole=whole)

    def nearest(self, text: str, kinds: Sequence[str], limit: int, language: str) -> list[Match]:
        """See `View.nearest`: names of about that length are compared here, without what they are names of."""
        wanted = core(fold(text))
        if not wanted:
            return []
        least, most = (ox.Literal(length) for length in (len(wanted) - 2, len(wanted) + 2))
        names = {row.due("name") for row in self._select("names_of_length", {"least": least, "most": most})}
        likest = _likest(names, wanted)
        known = self._called(likest) if likest else set()
        found = {iri for iri in known if _may_be(iri, kinds)}
        return nearest_names(self._index(found), text, kinds, limit, language)

    def _called(self, names: Iterable[str]) -> set[str]:
        found = set()
        for part in _parts(sorted(names)):
            rows = self._select("named_whole", {"names": [ox.Literal(name) for name in part]})
            found |= {row.iri("entity") for row in rows}
        return {iri for iri in found if has_names(iri)}

    def _containing(self, text: str) -> tuple[set[str], set[str]]:
        """The things with a name that begins with a text, and those with one whose words begin with its words."""
        begins, parts = fold(text), core(fold(text)).split()
        long = sorted({part for part in parts if len(part) >= START}, key=lambda part: (-len(part), part))
        if long:
            chosen = (long * 3)[:3] if len(long) < 3 else long[:3]
            slots = zip(("first", "second", "third"), ("one", "two", "three"), chosen, strict=True)
            values: dict[str, ox.Literal] = {}
            for start, whole, part in slots:
                values |= {start: ox.Literal(part[:START]), whole: ox.Literal(f" {part}")}
            rows: Iterable[Row] = self._select("named_by_words", values)
        else:
            rows = self._by_short(max(parts, key=lambda part: (len(part), part)))
        beginning, having = set(), set()
        for row in rows:
            iri, name = row.iri("entity"), row.due("name")
            if not has_names(iri):
                continue
            if name.startswith(begins):
                beginning.add(iri)
            elif all(f" {part}" in f" {name}" for part in parts):
                having.add(iri)
        return beginning, having - beginning

    def _by_short(self, short: str) -> Iterator[Row]:
        starts = sorted({row.due("start") for row in self._select("name_starts", {"short": ox.Literal(short)})})
        for part in _parts(starts):
            terms = [ox.Literal(start) for start in part]
            yield from self._select("named_by_starts", {"starts": terms, "one": ox.Literal(f" {short}")})

    def _index(self, iris: Iterable[str]) -> sqlite3.Connection:
        """An index of some things with all their names, as there is one beside a store on disk."""
        things = sorted(iris)
        shown, nynorsk, english = self._entities(things)
        lives: dict[str, list[tuple[str, str]]] = {}
        twins: set[tuple[str, str]] = set()
        names: set[tuple[int, str, str]] = set()
        ties: dict[str, int] = {}
        for part in _parts(things):
            values = {"entities": [ox.NamedNode(iri) for iri in part]}
            for row in self._select("lives", values):
                lives.setdefault(row.iri("entity"), []).append((row.day("start"), row.day("end")))
                if row.term("known") is not None:
                    twins.add((row.iri("entity"), row.iri("known")))
            for row in self._select("names", values):
                predicate = row.iri("property")
                if predicate in _ORDER:
                    names.add((_ORDER[predicate], row.iri("entity"), row.due("shown")))
            ties |= {row.iri("entity"): row.count("ties") for row in self._select("tie_counts", values)}
        database = sqlite3.connect(":memory:")
        database.executescript(ENTITY_SCHEMA + NAME_SCHEMA)
        numbers = {iri: number for number, iri in enumerate(sorted(shown), start=1)}
        for iri, number in numbers.items():
            own, days = shown[iri], lives.get(iri, [])
            start, end = (min((day[i] for day in days if day[i]), default=None) for i in (0, 1))
            labels = (own.label, nynorsk[iri].label, english[iri].label)
            database.execute(
                "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, ?, ?, '', ?)",
                (number, iri, kind_of(iri), own.kind, own.country, own.level, *labels, start, end, ties.get(iri, 0)),
            )
        ranks = list(_RANKS.values())
        fill_names(
            database,
            [
                *(Name(numbers[iri], name, ranks[place]) for place, iri, name in sorted(names) if iri in numbers),
                *(Name(numbers[i], key_of(i), NUMBER) for i in numbers if not key_of(i).startswith(self._numbered)),
            ],
        )
        pairs = sorted((numbers[actor], numbers[known]) for actor, known in twins if {actor, known} <= numbers.keys())
        database.executemany("INSERT INTO twin VALUES (?, ?)", pairs)
        return database


def _may_be(iri: str, kinds: Sequence[str]) -> bool:
    """Can a thing be of one of some kinds, classes or kinds of IRI? Its class is not known here."""
    return not kinds or kind_of(iri) in kinds or any(kind not in NAMED_KINDS for kind in kinds)


def _parts(of: Sequence[str]) -> Iterator[Sequence[str]]:
    return (of[first : first + _PART] for first in range(0, len(of), _PART))


def _likest(names: Iterable[str], wanted: str) -> list[str]:
    """The names that are likest a text (see `nearest_names`), likest first."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=wanted, autojunk=False)
    found = []
    for name in names:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= 0.7 and matcher.quick_ratio() >= 0.7 and (ratio := matcher.ratio()) >= 0.7:
            found.append((-ratio, name))
    return [name for _, name in sorted(found)[:_ENOUGH]]
