"""The briefing on a theme: who works on it, in which projects and networks, which programmes are open for it."""

from __future__ import annotations

from kg.brief.chapters.method import covered, method
from kg.brief.chapters.news import begun
from kg.brief.document import Block, Document, Figure, Heading, Paragraph, TableBlock, row
from kg.brief.papers.programme import association_table, project_table
from kg.brief.topic_facts import ThemeFacts
from kg.language.speech import first_lower

__all__ = ["theme_brief"]

MOST = 15


def theme_brief(facts: ThemeFacts) -> Document:
    """The whole briefing."""
    writer = begun(facts.lang, facts.scope)
    theme = first_lower(facts.title)
    blocks: list[Block] = [
        Paragraph(
            writer.say("theme.lead", n=len(facts.actors), theme=theme, projects=len(facts.projects)), style="lead"
        )
    ]
    if facts.definition:
        blocks.append(Paragraph(writer.say("theme.definition", text=facts.definition)))
    if facts.narrower:
        blocks.append(Paragraph(writer.say("theme.narrower", names=writer.speech.series(facts.narrower))))
    if facts.picture:
        blocks.append(Figure(facts.picture.svg, facts.title, facts.title, "map", width=86))
    if facts.actors:
        rows = tuple(
            row(
                a.name,
                a.kind,
                *(writer.speech.number(n) if n else "–" for n in (a.projects, a.networks, a.agreements, a.priorities)),
            )
            for a in facts.actors[:MOST]
        )
        note = writer.say("theme.counted")
        if len(facts.actors) > MOST:
            note = writer.say("theme.left", n=len(facts.actors) - MOST) + " " + note
        heads = writer.heads(
            "theme.actor", "theme.kind", "theme.projects", "theme.networks", "theme.agreements", "theme.strategies"
        )
        blocks += [
            Heading(writer.say("theme.actors")),
            TableBlock(
                caption=writer.say("theme.actors_caption", who=theme),
                headings=heads,
                rows=rows,
                align="llrrrr",
                key="actors",
                note=note,
                widths=(3, 1.6, 1, 1, 1, 1),
            ),
        ]
    blocks += project_table(writer, facts.projects, facts.title)
    if facts.networks:
        named = tuple(row(name, writer.speech.number(n), refs=writer.refs(s)) for name, n, s in facts.networks[:MOST])
        blocks += [
            Heading(writer.say("theme.nets")),
            TableBlock(
                writer.say("theme.nets_caption", who=theme),
                writer.heads("theme.network", "theme.members"),
                named,
                "lr",
                "networks",
                widths=(4, 1.2),
            ),
        ]
    blocks += association_table(writer, facts.programmes)
    blocks += [*method(writer, facts.scope), *covered(writer, facts.scope)]
    return writer.finish(writer.say("theme.title", who=facts.title), writer.say("theme.subtitle"), facts.scope, blocks)
