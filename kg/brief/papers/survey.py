"""A survey on paper: the ties as they are known, with room to write the answers beside them."""

from __future__ import annotations

from kg.brief.document import Block, BulletList, Document, ListItem, TableBlock, clean, numbered, row
from kg.brief.formats.survey_xlsx import survey_facts, survey_row
from kg.language.survey import survey_word
from kg.model.survey import KINDS, Survey

__all__ = ["survey_paper"]

_KNOWN, _ASKED = ("with", "start", "last", "known"), ("valid", "new_start", "new_unit", "new_last")
_WIDTHS = (2.6, 1.0, 1.0, 1.2, 1.1, 1.1, 1.4, 1.1)
_FREE = 6


def survey_paper(survey: Survey) -> Document:
    """The document: what it is for, who asks, and a table for each kind of tie with empty columns to write in."""
    language = survey.language
    answered = survey_word(language, "fact.answered")
    told = [
        ListItem(clean(survey_word(language, f"explain.{each}", actor=survey.name, answered=answered)))
        for each in ("1", "3", "4", "6", "paper")
    ]
    blocks: list[Block] = [BulletList(tuple(told))]
    headings = tuple(survey_word(language, f"column.{name}").rpartition(": ")[2] for name in (*_KNOWN, *_ASKED))
    for kind in KINDS:
        rows = [survey_row(tie, language) for tie in survey.ties if tie.kind == kind]
        lines = [row(*(clean(each.get(name, "")) for name in _KNOWN), *("" for _ in _ASKED)) for each in rows]
        if lines:
            caption = survey_word(language, f"kind.{kind}")
            blocks.append(TableBlock(caption, headings, tuple(lines), key=kind, widths=_WIDTHS))
    free = tuple(survey_word(language, f"column.{name}").rpartition(": ")[2] for name in ("kind", "with", "new_start"))
    free = (*free, survey_word(language, "column.source"))
    empty = tuple(row("", "", "", "") for _ in range(_FREE))
    blocks.append(TableBlock(survey_word(language, "free"), free, empty, key="free", widths=(1.2, 2.4, 1.0, 2.0)))
    facts = [
        f"{survey_word(language, f'fact.{name}')}: {clean(value)}"
        for name, value in survey_facts(survey).items()
        if value or name == "answered"
    ]
    title = clean(survey_word(language, "title", actor=survey.name))
    return numbered(Document(title, "", language, tuple(facts), tuple(blocks)))
