"""How sure it is that the ties on a card held on a day: a column beside what a Question says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kg.language.kinds import term_word
from kg.language.tables import words
from kg.model.evidence import REPORTED
from kg.model.period import Bounds, certainty, surest
from kg.model.table import Cell, Table
from kg.questions.answer import Answer
from kg.vocab import concept, key_of

__all__ = ["TIED", "Certainties", "certainties", "with_certainty"]

TIED = {
    "actor/networks": ("Membership", "network"),
    "network/members": ("Membership", "member"),
    "actor/twin-towns": ("Twinning", "partner"),
    "actor/agreements": ("Agreement", "agreement"),
    "actor/projects": ("Participation", "project"),
}
"""The Questions of a card that list ties: the class of these, and the column that names what they are with."""

_BOUNDS = ("held_from", "held_until", "surely_from", "surely_until")
Certainties = Mapping[tuple[str, str], Mapping[str, str]]
"""By the class of a tie and what it is with (an IRI): its start → one of the four words."""


def certainties(ties: Answer, day: str) -> Certainties:
    """What holds on a day (`YYYY-MM-DD`) of the ties that the Question `actor/ties` lists; of several the surest."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in ties:
        kind = str(row["kind"]).rpartition("/")[2]
        bounds = Bounds(*(str(row[name] or "") for name in _BOUNDS))
        told = certainty(bounds, day, day, reported=key_of(str(row["known_by"] or "")).endswith(REPORTED))
        start = str(row["start"] or "")
        for end in {str(row[name]) for name in ("tie", "hub", "partner") if row[name]}:
            held = found[kind, end]
            held[start] = surest({told, held.get(start, told)})
    return found


def with_certainty(answer: Answer, known: Certainties) -> Table:
    """The table of a Question of a card with a column `certainty` before its source; others are as they are."""
    table = answer.table
    if answer.question.name not in TIED or not table.rows:
        return table
    kind, column = TIED[answer.question.name]
    with_, start = table.names.index(column), table.names.index("start")
    place = table.names.index("title")

    def told(row: list[Cell]) -> Cell:
        by_start = known.get((kind, str(row[with_].value)), {})
        word = by_start.get(row[start].text) or (surest(set(by_start.values())) if by_start else "")
        iri = concept("certainty", word) if word else ""
        return Cell(iri or None, term_word(iri, answer.language) if iri else "")

    rows = [[*row[:place], told(list(row)), *row[place:]] for row in table.rows]
    heading = words(answer.language, "certainty")[0]
    return replace(
        table,
        names=[*table.names[:place], "certainty", *table.names[place:]],
        headings=[*table.headings[:place], heading, *table.headings[place:]],
        types=[*table.types[:place], "concept", *table.types[place:]],
        rows=rows,
    )
