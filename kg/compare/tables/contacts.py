"""The table of `kg match`: somebody's own list, and beside each row who it is and what is shared with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.compare.contacts.matching import HOW
from kg.language.areas import country_name
from kg.language.tables import say, words
from kg.linking.words import score_words
from kg.model.table import Cell, Table

if TYPE_CHECKING:
    from kg.compare.gather.contacts import ContactRow
    from kg.sources.tabular.lists import OwnList

__all__ = ["contacts_table"]

_FOUND = ("match.how", "match.actor", "match.country", "match.score", "match.why", "match.others")
_HELD = ("match.ties", "match.projects", "match.networks")
_SHARED = ("match.shared", "match.shared_projects", "match.shared_networks")


def contacts_table(rows: Sequence[ContactRow], held: OwnList, language: str, shared: str = "") -> Table:
    """The list's own columns, then how a row was matched, the actor, its ties; with `shared` those with an actor."""
    more = (*_FOUND, *_HELD, *(_SHARED if shared else ()))
    own = [f"list.{n}.{heading}" for n, heading in enumerate(held.headings, start=1)]
    names = ["match.row", *own, *(name.removeprefix("match.") for name in more)]
    names[0] = "row"
    (row_word,) = words(language, "match.row")
    headings = [row_word, *held.headings, *words(language, *more)]
    numeric = {"match.score": "decimal", **dict.fromkeys((*_HELD, *_SHARED), "integer")}
    types = ["integer", *("text" for _ in own), *(numeric.get(name, "text") for name in more)]
    counts = Counter(row.matched.how for row in rows)
    note = say(
        language,
        "match.note",
        number=len(rows),
        by_number=counts["number"],
        by_name=counts["name"],
        perhaps=counts["perhaps"],
        none=counts["none"],
    )
    cells = [[*_own(row), *_found(row, language), *_held(row), *(_shared(row) if shared else ())] for row in rows]
    return Table(names, headings, types, cells, title=shared, note=note)


def _own(row: ContactRow) -> list[Cell]:
    contact = row.matched.contact
    return [_number(contact.row), *(Cell.of(cell) for cell in contact.cells)]


def _found(row: ContactRow, language: str) -> list[Cell]:
    how = row.matched.how
    assert how in HOW  # noqa: S101
    (word,) = words(language, f"match.how.{how}")
    best = row.matched.found[0] if row.matched.found else None
    actor = row.entity
    scores = [each.score.value for each in row.matched.found]
    others = [f"{each.label} ({score:.2f})" for each, score in zip(row.others, scores, strict=False)]
    country = country_name(actor.country, language) if actor and actor.country else ""
    return [
        Cell(how, word),
        Cell(actor.iri, actor.label) if actor else Cell(None, ""),
        Cell(actor.country or None, country) if actor else Cell(None, ""),
        Cell(best.score.value, f"{best.score.value:.2f}") if best else Cell(None, ""),
        Cell.of("; ".join(score_words(best.score, language)) if best else ""),
        Cell([each.iri for each in row.others] or None, "; ".join(others)),
    ]


def _held(row: ContactRow) -> list[Cell]:
    """The actor's ties that bring it together with others: projects, networks, both."""
    if row.entity is None:
        return [Cell(None, "")] * 3
    hubs = row.matched.found[0].right.hubs
    projects = sum(hub.startswith("project/") for hub in hubs)
    return [_number(len(hubs)), _number(projects), _number(len(hubs) - projects)]


def _shared(row: ContactRow) -> list[Cell]:
    if row.entity is None:
        return [Cell(None, "")] * 3
    counts = row.partner.shared.counts if row.partner else {}
    return [_number(sum(counts.values())), _number(counts.get("project", 0)), _number(counts.get("network", 0))]


def _number(value: int) -> Cell:
    return Cell(value, str(value))
