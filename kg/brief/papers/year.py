"""The report of a year in fixed chapters: organisation, networks, towns, agreements, projects, begun and ended."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.chapters.actor import key_figures, partners, picture, project_name, projects, themes
from kg.brief.chapters.method import covered, method
from kg.brief.chapters.news import begun
from kg.brief.chapters.ties import agreements, networks, twin_towns
from kg.brief.document import Block, BulletList, Document, Heading, ListItem, Paragraph
from kg.brief.facts import ActorFacts, Tie
from kg.brief.writer import Writer

__all__ = ["year_report"]


def year_report(facts: ActorFacts) -> Document:
    """The whole report; a chapter without content says so, since the chapters are the same every year."""
    writer, year = begun(facts.lang, facts.scope), facts.scope.year
    nothing: list[Block] = [Paragraph(writer.say("year.nothing", year=year))]
    blocks = [
        *key_figures(writer, facts),
        Heading(writer.say("year.organisation")),
        *_organisation(writer, facts),
        *(networks(writer, facts) or [Heading(writer.say("year.networks")), *nothing]),
        Heading(writer.say("year.towns")),
        *(twin_towns(writer, facts) or nothing),
        Heading(writer.say("year.agreements")),
        *(agreements(writer, facts) or nothing),
        *projects(writer, facts),
        *partners(writer, facts),
        *picture(writer, facts),
        *themes(writer, facts),
        Heading(writer.say("year.changes", year=year)),
        *_changes(writer, facts.ties, year),
        *method(writer, facts.scope, ranked=True),
        *covered(writer, facts.scope, facts.ties),
    ]
    title = writer.say("year.title", year=year, who=facts.title)
    return writer.finish(title, writer.say("year.subtitle"), facts.scope, blocks)


def _organisation(writer: Writer, facts: ActorFacts) -> list[Block]:
    carried = [tie for tie in facts.ties if tie.unit]
    units = sorted({tie.unit for tie in carried})
    blocks: list[Block] = [
        Paragraph(
            writer.say("year.units", names=writer.speech.listed(units)), writer.refs(*(tie.sources for tie in carried))
        )
        if units
        else Paragraph(writer.say("year.units_none"))
    ]
    titles = list(dict.fromkeys(each.title for each in facts.strategies))
    if titles:
        text = writer.say("year.strategies", names=writer.speech.listed(titles))
        blocks.append(Paragraph(text, writer.refs(*(each.sources for each in facts.strategies))))
    return blocks


def _changes(writer: Writer, ties: Sequence[Tie], year: str) -> list[Block]:
    items = []
    for tie in sorted(ties, key=lambda tie: (tie.kind, tie.thing, tie.holders)):
        name = project_name(tie) if tie.kind == "project" else tie.thing
        what = writer.say(f"year.tie_{tie.kind}", name=name)
        for key, date in (("year.began", tie.start), ("year.stopped", tie.end)):
            if date.startswith(year):
                shown = (
                    writer.say("year.on" if len(date) == 10 else "year.in", date=writer.speech.date(date))
                    if len(date) > 4
                    else ""
                )
                items.append(ListItem(writer.say(key, what=what, date=shown), writer.refs(tie.sources)))
    if not items:
        return [Paragraph(writer.say("year.no_changes", year=year))]
    return [BulletList(tuple(items))]
