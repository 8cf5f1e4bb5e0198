"""Projects that were found by their texts, as a table: what they are called and about, never the texts."""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.tables import words
from kg.model.table import Cell, Table
from kg.questions.answer import Answer
from kg.session import Session
from kg.vocab import key_of

__all__ = ["text_table"]

_TAKEN = (
    ("project/card", "abbreviation"),
    ("project/card", "programme"),
    ("project/card", "theme"),
    ("project/derived-themes", "derived_theme"),
)
_NAMES = ("name", "abbreviation", "programme", "theme", "derived_theme", "key")


def text_table(session: Session, projects: Sequence[str]) -> Table:
    """A row for each project (an IRI): title, acronym, programme, themes, derived themes, key."""
    entities = session.view.entities(list(projects), session.language)
    rows = []
    for iri in projects:
        if iri not in entities:
            continue
        card = session.ask("project/card", project=iri)
        derived = session.ask("project/derived-themes", project=iri)
        short, programmes, themes = (_several(card, name) for name in ("abbreviation", "programme", "theme"))
        about = _several(derived, "derived_theme")
        rows.append([Cell(iri, entities[iri].label), *map(Cell.of, (short, programmes, themes, about, key_of(iri)))])
    name, key = words(session.language, "name", "key")
    headings = [name, *(_heading(session, *each) for each in _TAKEN), key]
    return Table(list(_NAMES), headings, ["project", "text", "text", "text", "text", "text"], rows)


def _heading(session: Session, question: str, column: str) -> str:
    columns = session.question(question).columns
    return next(each.labels[session.language] for each in columns if each.name == column)


def _several(answer: Answer, name: str) -> str:
    place = answer.table.names.index(name)
    return "; ".join(dict.fromkeys(row[place].text for row in answer.rows if row[place].text))
