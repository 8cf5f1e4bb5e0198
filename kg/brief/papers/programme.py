"""The briefing on a programme: what it is, a country's part in it and on what basis, who there uses it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.chapters.actor import named
from kg.brief.chapters.method import covered, method
from kg.brief.chapters.news import begun
from kg.brief.document import Block, Document, Heading, Paragraph, TableBlock, clean, row
from kg.brief.papers.county import county_table
from kg.brief.topic_facts import Association, ProgrammeFacts, ProjectRow
from kg.brief.writer import Writer

__all__ = ["association_table", "programme_brief", "project_table"]

MOST = 10


def programme_brief(facts: ProgrammeFacts) -> Document:
    """The whole briefing."""
    writer = begun(facts.lang, facts.scope)
    refs = writer.refs(facts.sources)
    blocks: list[Block] = [Heading(writer.say("programme.card"))]
    if facts.card:
        rows = tuple(row(name, clean(value), refs=refs) for name, value in facts.card)
        blocks.append(
            TableBlock(
                writer.say("programme.card_caption", who=facts.title),
                writer.heads("programme.fact", "programme.value"),
                rows,
                key="card",
                widths=(1.4, 3),
            )
        )
    if facts.parts:
        blocks.append(Paragraph(writer.say("programme.parts", names=writer.speech.series(facts.parts, 12)), refs))
    blocks += association_table(writer, facts.associations)
    blocks += project_table(writer, facts.projects, facts.title)
    if facts.counties:
        blocks += county_table(writer, facts.counties, facts.sources)
    blocks += [*method(writer, facts.scope), *covered(writer, facts.scope)]
    return writer.finish(
        writer.say("programme.title", who=facts.title), writer.say("programme.subtitle"), facts.scope, blocks
    )


def association_table(writer: Writer, said: Sequence[Association], most: int = 14) -> list[Block]:
    """What is said of a country's part in programmes."""
    if not said:
        return []
    rows = tuple(
        row(
            each.programme,
            each.strand,
            each.standing,
            each.basis,
            writer.speech.short(each.as_of),
            refs=writer.refs(each.sources),
        )
        for each in said[:most]
    )
    note = writer.say("programme.open_note")
    if len(said) > most:
        note = writer.say("programme.left", n=len(said) - most) + " " + note
    heads = writer.heads(
        "programme.programme", "programme.strand", "programme.standing", "programme.basis", "programme.as_of"
    )
    return [
        Heading(writer.say("programme.open")),
        TableBlock(
            writer.say("programme.open_caption"), heads, rows, key="open", note=note, widths=(3, 1.8, 1.6, 1.1, 1.2)
        ),
    ]


def project_table(writer: Writer, projects: Sequence[ProjectRow], title: str) -> list[Block]:
    """Projects with participants from the country, the newest first."""
    if not projects:
        return [Heading(writer.say("programme.projects")), Paragraph(writer.say("programme.projects_none"))]
    rows = tuple(
        row(
            named(each.short, each.title),
            each.programme,
            writer.speech.span(each.start, each.end),
            writer.speech.listed(each.participants, 4),
            writer.speech.money(each.amount, each.currency) if each.amount is not None else "",
            refs=writer.refs(each.sources),
        )
        for each in projects[:MOST]
    )
    note = writer.say("programme.left", n=len(projects) - MOST) if len(projects) > MOST else ""
    heads = writer.heads(
        "programme.project", "programme.programme", "programme.period", "programme.takers", "programme.grant"
    )
    return [
        Heading(writer.say("programme.projects")),
        TableBlock(
            caption=writer.say("programme.projects_caption", who=title),
            headings=heads,
            rows=rows,
            align="llllr",
            key="projects",
            note=note,
            widths=(3, 1.8, 1.5, 2.2, 1.4),
        ),
    ]
