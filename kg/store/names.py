"""Finding things by name: whole names, beginnings and words of labels, short names and numbers, in SQLite.

The words are a plain sorted table: it is made three times faster than FTS5 makes its own, and beginnings of words are
all that is asked of it.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.ids import core, fold, spelled

__all__ = [
    "ABBREVIATION",
    "FORMER",
    "NUMBER",
    "OTHER",
    "PREFERRED",
    "SCHEMA",
    "Match",
    "Name",
    "fill_names",
    "nearest_names",
    "search_names",
]

PREFERRED, OTHER, ABBREVIATION, FORMER, NUMBER = range(5)
"""What a name is to its bearer, its rank: preferred label, other name, short name, former name, number (code, key)."""

SCHEMA = """
CREATE TABLE name (
    id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, shown TEXT NOT NULL, folded TEXT NOT NULL, core TEXT NOT NULL,
    rank INTEGER NOT NULL
);
CREATE TABLE twin (actor INTEGER NOT NULL, known INTEGER NOT NULL, PRIMARY KEY (actor, known)) WITHOUT ROWID;
CREATE TABLE word (word TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (word, name)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX name_core ON name(core);
CREATE INDEX name_folded ON name(folded);
"""
_LAST = "\U0010ffff"  # comes after every text that begins alike


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity (its row number), and its rank: one of `PREFERRED` … `NUMBER`."""

    entity: int
    shown: str
    rank: int


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that was found: IRI, its kind (class without namespace), label, the name that matched, and how well.

    `quality` is 0 for the whole name, 1 for the name without form words, 2 for its beginning, 3 for its words,
    4 for likeness (a misspelling); `rank` is what the name is to the thing, `exact` says that it is spelt as it was
    typed, capitals aside. `ties` counts the ties of the thing; `start` and `end` are its own, empty when unknown.
    `possibly` are the IRIs of known actors, found under the same name, that an actor which a source brought may be.
    """

    iri: str
    kind: str
    label: str
    name: str
    country: str
    quality: int
    ties: int
    possibly: tuple[str, ...] = ()
    rank: int = PREFERRED
    exact: bool = False
    start: str = ""
    end: str = ""


def fill_names(database: sqlite3.Connection, names: Iterable[Name]) -> None:
    """Write the names and build the indexes over them; equal spellings of one entity are kept once, capitals aside."""
    seen: set[tuple[int, str]] = set()
    by_word: dict[str, array[int]] = {}

    def rows() -> Iterator[tuple[int, str, str, str, int]]:
        number = 0
        for name in names:
            folded, spelling = fold(name.shown), spelled(name.shown)
            if not folded or (name.entity, spelling) in seen:
                continue
            seen.add((name.entity, spelling))
            number += 1
            for word in set(folded.split()):
                if word not in by_word:
                    by_word[word] = array("I")
                by_word[word].append(number)
            yield name.entity, name.shown, folded, core(folded), name.rank

    database.executemany("INSERT INTO name(entity, shown, folded, core, rank) VALUES (?, ?, ?, ?, ?)", rows())
    database.executemany(
        "INSERT INTO word VALUES (?, ?)", ((word, number) for word in sorted(by_word) for number in by_word[word])
    )
    database.executescript(_INDEXES)


_SELECT = """
SELECT e.iri, e.class, e.{label}, n.shown, e.country, e.ties, n.rank, e.start, e.end
FROM name n JOIN entity e ON e.id = n.entity WHERE {condition}
"""


def search_names(
    database: sqlite3.Connection,
    text: str,
    kinds: Sequence[str] = (),
    limit: int = 10,
    language: str = "nb",
    *,
    whole: bool = False,
) -> list[Match]:
    """The things whose name is, begins with or contains `text`, best first; nothing found is an empty list.

    Better qualities come first; within one, names spelt as they were typed, then preferred labels before other names,
    then what has more ties, then the label. A number, code or key is whole only as it is written. An actor that may be
    a known one of that name comes after it. `kinds` restricts to classes (`Municipality`) or to the kinds of the IRIs
    (`actor`, `project`). With `whole` only things of that name are found, form words aside, and all of them.
    """
    folded = fold(text)
    if not folded:
        return []
    best: dict[str, tuple[tuple[int, bool, int, int, str], Match]] = {}
    typed, parts = spelled(text), core(folded).split()
    has_words = " AND ".join(["n.id IN (SELECT name FROM word WHERE word >= ? AND word < ?)"] * len(parts))
    steps: tuple[tuple[int, str, tuple[str, ...]], ...] = (
        (0, "n.folded = ?", (folded,)),
        (1, "n.core = ?", (core(folded),)),
        (2, "n.folded >= ? AND n.folded < ?", (folded, folded + _LAST)),
        (3, has_words, tuple(bound for part in parts for bound in (part, part + _LAST))),
    )
    for quality, condition, values in steps[:2] if whole else steps:
        for match in _matches(database, (condition, values), kinds, quality, language):
            exact = quality == 0 and spelled(match.name) == typed
            reached = 1 if quality == 0 and match.rank == NUMBER and not exact else quality
            place = (reached, not exact, match.rank, -match.ties, match.label)
            if match.iri not in best or place < best[match.iri][0]:
                best[match.iri] = place, replace(match, quality=reached, exact=exact)
        if len(best) >= limit and quality >= 1:
            break
    twins = _twins(database, (iri for iri, (_, match) in best.items() if match.quality <= 1))

    def order(entry: tuple[tuple[int, bool, int, int, str], Match]) -> tuple[object, ...]:
        (_, *rest), match = entry
        known = twins.get(match.iri, ())
        return (max([match.quality, *(best[iri][1].quality for iri in known)]), bool(known), *rest, match.iri)

    found = [match for _, match in sorted(best.values(), key=order)]
    found = found if whole else found[:limit]
    return [replace(match, possibly=twins[match.iri]) if match.iri in twins else match for match in found]


def _matches(
    database: sqlite3.Connection,
    condition: tuple[str, Sequence[object]],
    kinds: Sequence[str],
    quality: int,
    language: str,
) -> Iterator[Match]:
    """The things with a name that meets a condition (SQL and its values), once for each such name."""
    sql, arguments = _restricted(condition[0], kinds)
    label = {"nb": "nb", "nn": "nn", "en": "en"}[language]
    rows = database.execute(_SELECT.format(label=label, condition=sql), (*condition[1], *arguments))
    for iri, kind, shown_label, shown, country, ties, rank, start, end in rows:
        yield Match(
            iri=iri,
            kind=kind,
            label=shown_label,
            name=shown,
            country=country,
            quality=quality,
            ties=ties,
            rank=rank,
            start=start or "",
            end=end or "",
        )


def _twins(database: sqlite3.Connection, iris: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For those of some actors that may be others of them, which."""
    given = set(iris)
    if len(given) < 2:
        return {}
    found: dict[str, list[str]] = {}
    sql = (
        "SELECT a.iri, k.iri FROM json_each(?) g JOIN entity a ON a.iri = g.value JOIN twin t ON t.actor = a.id"
        " JOIN entity k ON k.id = t.known ORDER BY 1, 2"
    )
    for actor, known in database.execute(sql, (json.dumps(sorted(given)),)):
        if known in given:
            found.setdefault(actor, []).append(known)
    return {actor: tuple(each) for actor, each in found.items()}


def nearest_names(
    database: sqlite3.Connection, text: str, kinds: Sequence[str] = (), limit: int = 5, language: str = "nb"
) -> list[Match]:
    """What was perhaps meant by a misspelt name: the likest names (Ratcliff–Obershelp, difflib), likest first."""
    from difflib import SequenceMatcher

    wanted = core(fold(text))
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    best: dict[str, tuple[float, int, Match]] = {}
    condition, lengths = "n.rank < 2 AND length(n.core) BETWEEN ? AND ?", (len(wanted) - 2, len(wanted) + 2)
    for match in _matches(database, (condition, lengths), kinds, 4, language):
        matcher.set_seq1(core(fold(match.name)))
        if matcher.real_quick_ratio() < 0.7 or matcher.quick_ratio() < 0.7 or (ratio := matcher.ratio()) < 0.7:
            continue
        entry = -ratio, -match.ties, match
        if match.iri not in best or entry[:2] < best[match.iri][:2]:
            best[match.iri] = entry
    return [entry[2] for entry in sorted(best.values(), key=lambda e: (e[0], e[1], e[2].iri))[:limit]]


def _restricted(condition: str, kinds: Sequence[str]) -> tuple[str, list[str]]:
    if not kinds:
        return condition, []
    marks = ", ".join("?" for _ in kinds)
    return f"({condition}) AND (e.class IN ({marks}) OR e.kind IN ({marks}))", [*kinds, *kinds]
