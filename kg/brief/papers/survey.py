"""A survey as a document: the ties as they are known, with room to write the answers beside them.

Its headings are those of the spreadsheet, so that it is read back like one (`kg.sources.questionnaire.paper`).
"""

from __future__ import annotations

from kg.brief.document import Block, BulletList, Document, ListItem, TableBlock, clean, numbered, row
from kg.brief.survey import survey_facts, survey_row
from kg.language.survey import survey_word
from kg.model.survey import KINDS, Survey

__all__ = ["survey_paper"]

_KNOWN, _KEY = ("with", "start", "end", "last", "known"), "key"
_ASKED = ("valid", "new_start", "new_end", "new_unit", "new_last", "missing")
_WIDTHS = (2.5, 1.0, 1.0, 1.0, 1.1, 1.1, 1.1, 1.1, 1.4, 1.1, 1.3, 2.0)
_MISSING = ("kind", "with", "new_start", "new_end", "new_unit", "new_last", "source")
_FREE_WIDTHS = (1.6, 2.4, 1.0, 1.0, 1.4, 1.0, 2.4)
_FREE = 6


def survey_paper(survey: Survey) -> Document:
    """The document: what it is for, who asks, and a table for each kind of tie with empty columns to write in."""
    language = survey.language
    answered = survey_word(language, "fact.answered")
    told = [
        ListItem(clean(survey_word(language, f"explain.{each}", actor=survey.name, answered=answered)))
        for each in ("1", "paper", "3", "4", "5", "6")
    ]
    blocks: list[Block] = [BulletList(tuple(told))]
    headings = _headings((*_KNOWN, *_ASKED, _KEY), language)
    for kind in KINDS:
        rows = [survey_row(tie, language) for tie in survey.ties if tie.kind == kind]
        empty = ["" for _ in _ASKED]
        lines = [row(*(clean(each.get(name, "")) for name in _KNOWN), *empty, clean(each[_KEY])) for each in rows]
        if lines:
            caption = survey_word(language, f"kind.{kind}")
            blocks.append(TableBlock(caption, headings, tuple(lines), key=kind, widths=_WIDTHS))
    free = tuple(row(*("" for _ in _MISSING)) for _ in range(_FREE))
    title = survey_word(language, "free")
    blocks.append(TableBlock(title, _headings(_MISSING, language), free, key="free", widths=_FREE_WIDTHS))
    facts = [
        f"{survey_word(language, f'fact.{name}')}: {clean(value)}"
        for name, value in survey_facts(survey).items()
        if value or name == "answered"
    ]
    title = clean(survey_word(language, "title", actor=survey.name))
    return numbered(Document(title, "", language, tuple(facts), tuple(blocks), wide=True))


def _headings(names: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(survey_word(language, f"column.{name}") for name in names)
