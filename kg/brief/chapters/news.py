"""The chapter that a paper opens with where it is asked what is new: what has happened, and what is known only now."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.document import Block, BulletList, Heading, ListItem, Paragraph
from kg.brief.facts import NewsRow, Scope
from kg.brief.writer import Writer

__all__ = ["begun", "news"]

MOST_HAPPENED, MOST_KNOWN = 20, 8
"""How many changes are listed; of the others it is told how many they are."""


def begun(lang: str, scope: Scope) -> Writer:
    """A writer in a language whose paper opens with what is new, where that is asked for."""
    writer = Writer(lang, scope.home)
    writer.opening = tuple(news(writer, scope))
    return writer


def news(writer: Writer, scope: Scope) -> list[Block]:
    """What is new since a state or a day of data; empty where it is not asked for."""
    if scope.news is None:
        return []
    since = writer.speech.date(scope.news.since)
    happened = [row for row in scope.news.rows if not row.late]
    known = [row for row in scope.news.rows if row.late]
    blocks: list[Block] = [Heading(writer.say("news.heading", date=since))]
    if not scope.news.rows:
        return [*blocks, Paragraph(writer.say("news.none"))]
    blocks.append(Paragraph(writer.say("news.told", n=len(happened), k=len(known)), style="small"))
    blocks += _listed(writer, "news.happened", happened, MOST_HAPPENED)
    blocks += _listed(writer, "news.known", known, MOST_KNOWN)
    return blocks


def _listed(writer: Writer, head: str, rows: Sequence[NewsRow], most: int) -> list[Block]:
    if not rows:
        return []
    items = [ListItem(row.text, writer.refs(row.sources)) for row in rows[:most]]
    if len(rows) > most:
        items.append(ListItem(writer.say("news.more", n=len(rows) - most)))
    return [Heading(writer.say(head), 2), BulletList(tuple(items))]
